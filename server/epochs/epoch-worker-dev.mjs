/** Runs the worker from its TypeScript sources (development, tests). The build does not hold this file. */
import { runSource } from '../setup/source-bundle.mjs'

await runSource(new URL('epoch-worker.ts', import.meta.url).href)
