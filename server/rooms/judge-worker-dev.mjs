/** Runs the judge from its TypeScript sources (development, tests). The build does not hold this file. */
import { register } from 'tsx/esm/api'

register()
await import('./judge-worker.ts')
