/** The entry of plans made of plans: small ones at once, large ones in a thread. Owns that choice. */
import type { GatherInput, SummaryHead } from '../../shared/plan/gather/gather.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import type { NextYearPreview } from '../../shared/plan/next-year/preview.ts'
import type { BuiltPlan } from '../built-plan.ts'
import { randomId } from '../ids.ts'
import { type CopyJob, type CopyResult, doCopy } from './copy-work.ts'
import { WorkerPool, startWorker } from './worker-pool.ts'

const pool = new WorkerPool<CopyJob, CopyResult>(
  { maxWorkers: 2, maxWaiting: 20, timeoutMs: 60_000, memoryMb: 384, start: startWorker('copy-worker') },
  { timeout: 'copy-timeout', memory: 'copy-timeout' },
)

/** Starting a thread costs what this many rows do. */
const ROWS_AT_ONCE = 300

const rowsOf = ({ sections }: PlanJson): number => sections.reduce((sum, { items }) => sum + items.length, 0)

const plansOf = (job: CopyJob): PlanJson[] =>
  job.kind === 'gather' ? [...job.input.plans.values()] : [job.plan]

const copy = (job: CopyJob): Promise<CopyResult> =>
  plansOf(job).reduce((sum, plan) => sum + rowsOf(plan), 0) <= ROWS_AT_ONCE
    ? doCopy(job, randomId)
    : pool.run(job)

const unexpected = (): never => {
  throw new Error('a copy was answered with something else')
}

/** @throws SvodError `copy-timeout`, `too-many-requests` */
export const lookAhead = async (plan: PlanJson, year: number): Promise<NextYearPreview> => {
  const result = await copy({ kind: 'preview', plan, year })
  return 'preview' in result ? result.preview : unexpected()
}

/** @throws SvodError `copy-timeout`, `too-many-requests` */
export const gatherOver = async (input: GatherInput, head: SummaryHead): Promise<BuiltPlan> => {
  const result = await copy({ kind: 'gather', input, head })
  return 'built' in result ? result.built : unexpected()
}

/** @throws SvodError `source-moved`, `copy-timeout`, `too-many-requests` */
export const carryOver = async (
  job: Omit<Extract<CopyJob, { kind: 'carry' }>, 'kind'>,
): Promise<BuiltPlan> => {
  const result = await copy({ kind: 'carry', ...job })
  return 'built' in result ? result.built : unexpected()
}
