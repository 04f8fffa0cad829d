/** Processes for imports, with their limits. Must not parse anything itself. */
import type { ImportWarning } from '../../shared/plan/json.ts'
import type { ImportSource } from '../../shared/plan/table-mapping.ts'
import type { ReadablePlan } from '../built-plan.ts'
import type { ImportRequest } from './read-plan.ts'
import { startProcess } from './helper-process.ts'
import { type PoolOptions, WorkerPool } from './worker-pool.ts'

export interface ImportResult {
  built: ReadablePlan
  warnings: ImportWarning[]
  source?: ImportSource | null
}

/** With the server at rest beside it, both stay under 300; 20,000 rows of a page take 230. */
export const MOST_RESIDENT_MB = 240

const DEFAULTS: PoolOptions<ImportRequest> = {
  maxWorkers: 2,
  // Each lies in memory.
  maxWaiting: 20,
  timeoutMs: 30_000,
  // 20,000 rows take some 110 at once; with the process itself, 60 beside its heap, and the server it stays under 300.
  memoryMb: 128,
  youngMb: 24,
  start: startProcess('import-worker', { residentMb: MOST_RESIDENT_MB }),
  handOver: ({ bytes, isGiven }) =>
    isGiven === true && bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : [],
}

export class ImportPool extends WorkerPool<ImportRequest, ImportResult> {
  constructor(options: Partial<PoolOptions<ImportRequest>> = {}) {
    super({ ...DEFAULTS, ...options }, { timeout: 'import-timeout', memory: 'file-inflates' })
  }
}
