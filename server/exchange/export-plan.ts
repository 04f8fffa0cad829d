/**
 * The entry of exports: a plan → the bytes of a file. Owns what is worth a thread: drawn pages always, plain text from
 * as many rows on as the rooms would feel.
 */
import type { ExportFormat } from '../../shared/export-formats.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import { type PoolOptions, WorkerPool, startWorker } from './worker-pool.ts'
import { type ExportRequest, writePlan } from './write-plan.ts'

const POOL: PoolOptions<ExportRequest> = {
  maxWorkers: 2,
  maxWaiting: 20,
  timeoutMs: 60_000,
  memoryMb: 768,
  start: startWorker('export-worker'),
}

/** All exports of the process share its workers. */
const pool = new WorkerPool<ExportRequest, Uint8Array>(POOL, {
  timeout: 'export-timeout',
  memory: 'export-timeout',
})

/** About 5 ms of text. */
const ROWS_AT_ONCE = 200

const rowsOf = ({ sections }: PlanJson): number => sections.reduce((sum, { items }) => sum + items.length, 0)

const DRAWN: readonly ExportFormat[] = ['docx', 'pdf', 'xlsx']

const isLight = ({ format, plan }: ExportRequest): boolean =>
  !DRAWN.includes(format) && rowsOf(plan) <= ROWS_AT_ONCE

/** @throws SvodError `export-timeout`, `too-many-requests` */
export const exportPlan = (request: ExportRequest): Promise<Uint8Array> =>
  isLight(request) ? writePlan(request) : pool.run(request)
