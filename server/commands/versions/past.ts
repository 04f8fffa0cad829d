/**
 * A plan's past as it is stored: the stretches that checkpoints have absorbed, and the log behind them. Owns finding what a
 * moment is made of, and going through the records from the latest on; what is made of them is others'.
 */
import { SvodError } from '../../../shared/errors.ts'
import { planOf } from '../../past/past-work.ts'
import { packed } from '../../past/replay.ts'
import { broken } from '../../storage/sealed-value.ts'
import type { AuthorRun, LogRecord, PastHead, PastPart, Storage, StoredPlan } from '../../storage/storage.ts'

type PastDeps = { storage: Pick<Storage, 'loadPlan' | 'listPast' | 'readPast'> }

/** What is known of the past, without what is in it. */
export interface Past {
  stored: StoredPlan
  /** Oldest first; none that the checkpoint does not contain. */
  heads: PastHead[]
}

/** @throws SvodError `not-found` */
export const pastOf = async ({ storage }: PastDeps, planId: string): Promise<Past> => {
  // The plan first: what a checkpoint absorbs meanwhile is then in the tail that was read.
  const stored = await storage.loadPlan(planId)
  if (!stored) throw new SvodError('not-found')
  const end = stored.checkpoint?.seq ?? 0
  const heads = (await storage.listPast(planId)).filter(({ seq }) => seq <= end)
  return { stored, heads }
}

const isSame = (a: PastHead | undefined, b: PastHead): boolean => a?.from === b.from && a.seq === b.seq

/**
 * Reads of the past what `read` wants. Where it does not fit together although it did when it was listed, somebody has put
 * stretches together meanwhile, and it is listed again; what is still as it was is broken.
 */
const readingPast = async <T>(
  deps: PastDeps,
  planId: string,
  read: (past: Past) => Promise<T>,
): Promise<T> => {
  for (let past = await pastOf(deps, planId); ;) {
    try {
      return await read(past)
    } catch (error) {
      if (!(error instanceof SvodError) || error.code !== 'data-broken') throw error
      const { heads } = past
      past = await pastOf(deps, planId)
      if (past.heads.length === heads.length && heads.every((head, index) => isSame(past.heads[index], head)))
        throw error
    }
  }
}

/** The stretches `listed`, as they were listed. @throws SvodError `data-broken` where others stand there */
const partsOf = async (
  { storage }: PastDeps,
  planId: string,
  listed: readonly PastHead[],
): Promise<PastPart[]> => {
  const [first, last] = [listed[0], listed.at(-1)]
  if (!first || !last) return []
  const parts = await storage.readPast(planId, first.seq, last.seq)
  if (parts.length !== listed.length || !listed.every((head, index) => isSame(parts[index]?.head, head)))
    throw broken(`the past of plan ${planId}`, new Error('it is not what was listed'))
  return parts
}

/** Everything up to the last change at `at` (ms) or before. */
const until = (records: readonly LogRecord[], at: number): LogRecord[] =>
  records.slice(0, records.findLastIndex((record) => record.at <= at) + 1)

/**
 * Everything of a stretch up to `at`. Where its changes were put together, one record stands for all of an hour or a day and
 * bears the time of the last: it is in as soon as one of them was made, for no earlier state holds that one. When the first was made is
 * known to the step: one that began before the hour and reaches into it counts from the hour's beginning, or its own.
 */
const untilIn = ({ head, records }: PastPart, at: number): LogRecord[] => {
  const { grain, steps } = head
  if (grain === 0) return until(records, at)
  const slot = Math.floor(at / grain)
  const isBegun = steps.some(({ first, last }) => first <= at && last >= slot * grain)
  const isIn = (time: number) => time <= at || (isBegun && Math.floor(time / grain) === slot)
  return records.slice(0, records.findLastIndex((record) => isIn(record.at)) + 1)
}

interface Ingredients {
  base: Uint8Array
  records: LogRecord[]
}

/** The state that the plan had before anything that is known of it was changed. */
const beginning = async (deps: PastDeps, planId: string, past: Past): Promise<Ingredients> => {
  const [part] = await partsOf(deps, planId, past.heads.slice(0, 1))
  return { base: part?.base ?? past.stored.checkpoint?.stateV2 ?? new Uint8Array(), records: [] }
}

const follow = (heads: readonly PastHead[]): boolean =>
  heads[0]?.hasBase === true &&
  heads.every((head, index) => index === 0 || head.from === (heads[index - 1]?.seq ?? 0) + 1)

const ingredients = async (deps: PastDeps, planId: string, past: Past, at: number): Promise<Ingredients> => {
  const { stored, heads } = past
  const state = stored.checkpoint?.stateV2 ?? new Uint8Array()
  const tail = until(stored.tail, at)
  const end = heads.findLastIndex(({ first }) => first <= at)
  const last = heads[end]
  const isWhole = last !== undefined && last.seq === stored.checkpoint?.seq && last.last <= at
  if (tail.length > 0 || isWhole) return { base: state, records: tail }
  if (last === undefined) return beginning(deps, planId, past)
  const start = heads.findLastIndex(({ hasBase }, index) => index <= end && hasBase)
  const parts = await partsOf(deps, planId, heads.slice(Math.max(0, start), end + 1))
  if (!follow(parts.map(({ head }) => head)))
    throw broken(`the past of plan ${planId}`, new Error('it has gaps'))
  const records = parts.flatMap((part) => (part.head.seq === last.seq ? untilIn(part, at) : part.records))
  return { base: parts[0]?.base ?? new Uint8Array(), records }
}

export interface Moment {
  /**
   * ms: of the last change that is in it, which is later than was asked for where changes were put together; null before
   * the first that is known.
   */
  at: number | null
  /** Canonical only as far as `JSON.stringify` is: the text of a PlanJson. */
  json: string
}

/**
 * The plan as it was at `at` (ms). @throws SvodError `not-found`, `past-timeout`, `too-many-requests`, `data-broken`, and the reason
 * of `signal`
 */
export const momentOf = async (
  deps: PastDeps,
  planId: string,
  at: number,
  signal?: AbortSignal,
): Promise<Moment> => {
  const { past, base, records } = await readingPast(deps, planId, async (listed) => ({
    past: listed,
    ...(await ingredients(deps, planId, listed, at)),
  }))
  const updates = packed(records.map(({ update }) => update))
  const json = await planOf({ kind: 'plan', planId, base, updates }, signal)
  return { at: lastBefore(past, at, records), json }
}

/** When the last change at `at` or before was made, to the step where it lies in a stretch; no less than that of `replayed`. */
const lastBefore = ({ stored, heads }: Past, at: number, replayed: readonly LogRecord[]): number | null => {
  const tail = until(stored.tail, at).at(-1)
  if (tail) return tail.at
  const steps = heads.flatMap((head) => head.steps)
  const step = steps.findLast(({ first }) => first <= at)
  return step ? Math.max(Math.min(step.last, at), replayed.at(-1)?.at ?? -Infinity) : null
}

/**
 * Who wrote under which client ids, from the latest records to the earliest, one stretch after the other. Where some were
 * put together meanwhile, it goes on with what stands there now: authors are told twice rather than not at all.
 */
export async function* runsBackwards(
  deps: PastDeps,
  planId: string,
  { stored, heads }: Past,
  runsOf: (records: readonly LogRecord[]) => AuthorRun[],
): AsyncGenerator<AuthorRun[]> {
  yield runsOf(stored.tail)
  const waiting = [...heads]
  for (let head = waiting.pop(); head; head = waiting.pop()) {
    const { seq, from } = head
    const [part] = await deps.storage.readPast(planId, seq, seq)
    if (part && isSame(part.head, head)) {
      yield part.authors.length > 0 ? part.authors : runsOf(part.records)
      continue
    }
    const now = (await pastOf(deps, planId)).heads.filter((one) => one.from <= seq)
    // Nothing was put together: there is a gap, of which nobody knows anything.
    if (now.some((one) => one.from === from && one.seq === seq)) continue
    waiting.splice(0, Infinity, ...now)
  }
}
