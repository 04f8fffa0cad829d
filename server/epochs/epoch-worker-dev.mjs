/** Runs the worker from its TypeScript sources (development, tests). The build does not hold this file. */
import { register } from 'tsx/esm/api'

register()
await import('./epoch-worker.ts')
