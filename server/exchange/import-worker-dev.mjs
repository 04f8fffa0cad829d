/**
 * Runs the import worker from its TypeScript sources (development, tests): `--import tsx` does nothing inside a
 * worker of Node 20, so the loader is registered here. The build does not hold this file.
 */
import { register } from 'tsx/esm/api'

register()
await import('./import-worker.ts')
