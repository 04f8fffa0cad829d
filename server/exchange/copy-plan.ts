/** The entry of plans made of plans: small ones at once, large ones in a thread. Owns that choice. */
import type { SummaryHead } from '../../shared/plan/gather/gather.ts'
import type { ItemJson, PlanJson } from '../../shared/plan/json.ts'
import type { NextYearPreview } from '../../shared/plan/next-year/preview.ts'
import type { BuiltPlan } from '../built-plan.ts'
import { randomId } from '../ids.ts'
import type { PlanBytes } from '../plan-source.ts'
import type { CopyJob, CopyResult, Take } from './copy-work.ts'
import type { Compared, Laid, StoredGathering } from './gather-work.ts'
import { WorkerPool, startWorker } from './worker-pool.ts'

const pool = new WorkerPool<CopyJob, CopyResult>(
  { maxWorkers: 2, maxWaiting: 20, timeoutMs: 60_000, memoryMb: 384, start: startWorker('copy-worker') },
  { timeout: 'copy-timeout', memory: 'copy-timeout' },
)

/** Starting a thread costs what this many rows do, or so many letters. */
const ROWS_AT_ONCE = 300
const LETTERS_AT_ONCE = 60_000

const rowsOf = ({ sections }: PlanJson): number => sections.reduce((sum, { items }) => sum + items.length, 0)

const lettersIn = ({ title, period, cells }: ItemJson): number =>
  Object.values(cells).reduce((sum, text) => sum + text.length, title.html.length + period.text.length)

const lettersOf = ({ title, front, sections }: PlanJson): number => {
  const { agreed, approved, intro, outro } = front
  const around = [title, agreed, approved, intro.html, outro.html]
  const headings = sections.map((section) => section.title)
  const whole = [...around, ...headings].reduce((sum, text) => sum + text.length, 0)
  return sections.flatMap(({ items }) => items).reduce((sum, item) => sum + lettersIn(item), whole)
}

/** Bytes of stored plans that are read and compared in a few tens of ms: some 300 rows. */
const BYTES_AT_ONCE = 64 << 10

const bytesOf = ({ base, updates }: PlanBytes): number => base.length + updates.length

/** Whether a job holds up no room (SPEC AK20, GB2). */
export const isSmall = (job: CopyJob): boolean => {
  if (!('input' in job)) return isAtOnce([job.plan])
  const stored = 'target' in job ? [...job.input.plans, job.target] : job.input.plans
  return stored.reduce((total, one) => total + bytesOf(one), 0) <= BYTES_AT_ONCE
}

const sum = (plans: readonly PlanJson[], of: (plan: PlanJson) => number): number =>
  plans.reduce((total, plan) => total + of(plan), 0)

/** Whether plans are so small that working on them holds up no room (SPEC AK20). */
export const isAtOnce = (plans: readonly PlanJson[]): boolean =>
  sum(plans, rowsOf) <= ROWS_AT_ONCE && sum(plans, lettersOf) <= LETTERS_AT_ONCE

const copy = async (job: CopyJob): Promise<CopyResult> => {
  if (!isSmall(job)) return pool.run(job)
  const { doCopy } = await import('./copy-work.ts')
  return doCopy(job, randomId)
}

const unexpected = (): never => {
  throw new Error('a copy was answered with something else')
}

/** @throws SvodError `copy-timeout`, `too-many-requests` */
export const lookAhead = async (plan: PlanJson, year: number): Promise<NextYearPreview> => {
  const result = await copy({ kind: 'preview', plan, year })
  return 'preview' in result ? result.preview : unexpected()
}

/** @throws SvodError `too-large`, `copy-timeout`, `too-many-requests` */
export const gatherOver = async (input: StoredGathering, head: SummaryHead): Promise<BuiltPlan> => {
  const result = await copy({ kind: 'gather', input, head })
  return 'built' in result ? result.built : unexpected()
}

/** @throws SvodError `source-moved`, `too-large`, `copy-timeout`, `too-many-requests` */
export const compareOver = async (
  input: StoredGathering,
  target: PlanBytes,
  take?: Take,
): Promise<Compared> => {
  const result = await copy({ kind: 'compare', input, target, take })
  return 'compared' in result ? result.compared : unexpected()
}

/** @throws SvodError `too-large`, `copy-timeout`, `too-many-requests` */
export const layOver = async (input: StoredGathering, target: PlanBytes): Promise<Laid> => {
  const result = await copy({ kind: 'lay', input, target })
  return 'laid' in result ? result.laid : unexpected()
}

/** @throws SvodError `source-moved`, `copy-timeout`, `too-many-requests` */
export const carryOver = async (
  job: Omit<Extract<CopyJob, { kind: 'carry' }>, 'kind'>,
): Promise<BuiltPlan> => {
  const result = await copy({ kind: 'carry', ...job })
  return 'built' in result ? result.built : unexpected()
}

/** @throws SvodError `copy-timeout`, `too-many-requests` */
export const copyWhole = async (
  job: Omit<Extract<CopyJob, { kind: 'copy' }>, 'kind'>,
): Promise<BuiltPlan> => {
  const result = await copy({ kind: 'copy', ...job })
  return 'built' in result ? result.built : unexpected()
}
