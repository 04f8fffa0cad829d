/** Runs the judge from its TypeScript sources (development, tests). The build does not hold this file. */
import { runSource } from '../setup/source-bundle.mjs'

await runSource(new URL('judge-worker.ts', import.meta.url).href)
