/**
 * Runs a worker from its TypeScript sources (development, tests): `--import tsx` does nothing inside a worker of Node 20,
 * so the loader is registered here. Its argument names the worker. The build does not hold this file.
 */
import { register } from 'tsx/esm/api'

register()
await import(new URL(`${process.argv[2]}.ts`, import.meta.url).href)
