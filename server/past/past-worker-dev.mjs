/** Runs the thread of the past from its TypeScript sources (development, tests). The build does not hold this file. */
import { register } from 'tsx/esm/api'

register()
await import('./past-worker.ts')
