/**
 * The past of a plan: what checkpoints absorb of the log, cut into stretches (SPEC HY1–HY3). Owns their measure and how
 * changes are told as steps of time; must not know where they are stored or what is in an update. Pure.
 */
import type { JoinedPast, LogRecord, MovedPast, PastHead, PastStep } from './storage.ts'

/** As much of the last stretch as the next one depends on. */
export type PastEnd = Pick<PastHead, 'seq' | 'epoch' | 'sinceBase' | 'baseBytes'>

/** Below so many bytes since the last stored state another one is not worth its room. */
const MIN_BYTES_BETWEEN_BASES = 48 << 10

/** Whoever goes on within a minute is still at it, for five minutes at most. */
const PAUSE_MS = 60_000
const STEP_MS = 300_000

/**
 * Whether the stretch behind record `start` must bring the state before it: nothing goes before it, or so much that
 * replaying it would take longer than reading a state.
 */
export const needsBase = (last: PastEnd | null, epoch: string, start: number): boolean =>
  last === null ||
  last.seq !== start ||
  last.epoch !== epoch ||
  last.sinceBase >= Math.max(MIN_BYTES_BETWEEN_BASES, last.baseBytes)

/** Whether a stretch that was somewhere before may stand behind the last one there, under a checkpoint at `end`. */
export const fitsBehind = (
  last: PastEnd | null,
  { from, seq, epoch, base }: Pick<MovedPast, 'from' | 'seq' | 'epoch' | 'base'>,
  end: number,
): boolean =>
  from > (last?.seq ?? 0) &&
  seq >= from &&
  seq <= end &&
  (base !== null || (last !== null && last.seq + 1 === from && last.epoch === epoch))

const goesOn = (step: PastStep | undefined, { by, at }: Pick<LogRecord, 'by' | 'at'>): step is PastStep =>
  step !== undefined && step.by === by && at - step.last <= PAUSE_MS && at - step.first <= STEP_MS

/** The records as steps, in their order. */
export const stepsOf = (records: readonly Pick<LogRecord, 'by' | 'at'>[]): PastStep[] => {
  const steps: PastStep[] = []
  for (const record of records) {
    const last = steps.at(-1)
    const { by, at } = record
    if (!goesOn(last, record)) steps.push({ by, first: at, last: at, count: 1 })
    else Object.assign(last, { last: Math.max(last.last, at), count: last.count + 1 })
  }
  return steps
}

/** The steps with those put together that one person took within one stretch of `grainMs`; in the order of time. */
export const joinSteps = (steps: readonly PastStep[], grainMs: number): PastStep[] => {
  const joined = new Map<string, PastStep>()
  for (const step of steps) {
    const key = `${Math.floor(step.first / grainMs)} ${step.by}`
    const known = joined.get(key)
    if (!known) joined.set(key, { ...step })
    else {
      const last = Math.max(known.last, step.last)
      Object.assign(known, {
        first: Math.min(known.first, step.first),
        last,
        count: known.count + step.count,
      })
    }
  }
  return [...joined.values()].toSorted((a, b) => a.first - b.first)
}

export interface Stretch {
  from: number
  seq: number
  epoch: string
  /** Bytes that its records take, and its state where it has one. */
  bytes: number
  baseBytes: number | null
}

/** The head of a stretch behind the stretch `before`. */
export const pastHead = (
  { from, seq, epoch, bytes, baseBytes }: Stretch,
  { records, steps, grain }: Pick<JoinedPast, 'records' | 'steps' | 'grain'>,
  before: PastEnd | null,
): PastHead => ({
  from,
  seq,
  epoch,
  first: records.reduce((least, { at }) => Math.min(least, at), steps[0]?.first ?? Infinity),
  last: records.reduce((most, { at }) => Math.max(most, at), -Infinity),
  grain,
  hasBase: baseBytes !== null,
  bytes,
  sinceBase: bytes + (baseBytes === null ? (before?.sinceBase ?? 0) : 0),
  baseBytes: baseBytes ?? before?.baseBytes ?? 0,
  steps,
})
