/**
 * Runs a worker from its TypeScript sources (development, tests): `--import tsx` does nothing inside a worker of Node 20.
 * Its argument names the worker. The build does not hold this file.
 */
import { runSource } from '../setup/source-bundle.mjs'

await runSource(new URL(`${process.argv[2]}.ts`, import.meta.url).href)
