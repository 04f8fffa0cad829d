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

/** With a server beside it that does nothing else and holds the file, both stay under 300; 20,000 rows of a plan take less. */
export const MOST_RESIDENT_MB = 207

const DEFAULTS: PoolOptions<ImportRequest> = {
  maxWorkers: 2,
  // Each lies in memory.
  maxWaiting: 20,
  timeoutMs: 30_000,
  // 20,000 rows take some 110 at once; a larger young generation saves no time at 2,000.
  memoryMb: 128,
  youngMb: 12,
  start: startProcess('import-worker', { residentMb: MOST_RESIDENT_MB }),
  handOver: ({ bytes, isGiven }) =>
    isGiven === true && bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : [],
}

export class ImportPool extends WorkerPool<ImportRequest, ImportResult> {
  constructor(options: Partial<PoolOptions<ImportRequest>> = {}) {
    super({ ...DEFAULTS, ...options }, { timeout: 'import-timeout', memory: 'file-inflates' })
  }
}
