/**
 * Where things lie in a checkout, and what is built from what. Owns names of files and folders alone.
 */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the checkout. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Everything built; ignored by git, safe to delete. */
export const DIST = join(ROOT, 'dist')

/** What the server's bundles are made from: output name (under dist/server) to source. */
export const SERVER_ENTRIES = {
  main: 'server/main.ts',
  'import-worker': 'server/exchange/import-worker.ts',
  'export-worker': 'server/exchange/export-worker.ts',
  'copy-worker': 'server/exchange/copy-worker.ts',
  'replay-worker': 'server/past/replay-worker.ts',
  'judge-worker': 'server/rooms/judge-worker.ts',
  'past-worker': 'server/past/past-worker.ts',
  'epoch-worker': 'server/epochs/epoch-worker.ts',
  cli: 'server/cli.ts',
}

/** The script that a browser keeps so that a reload works without the server. */
export const SERVICE_WORKER = { source: 'client/sync/service-worker.ts', output: 'client/sw.js' }

/** Files and folders whose content decides whether the build is stale. */
export const SOURCES = ['client', 'shared', 'server', 'vite.config.ts', 'tsconfig.json', 'package-lock.json']
