/**
 * Keeps the catalogue's lines in step with the documents: titles, years and times of change (SPEC HT9).
 * Owns when that happens. The catalogue is an index for lists; nothing is ever read back from it into a document.
 */
import type * as Y from 'yjs'
import { readApprovalState, readMeta } from '../../shared/plan/read.ts'
import type { Rooms } from '../rooms/registry.ts'
import type { Catalogue, PlanEntry } from '../storage/storage.ts'

export interface PlanIndexParts {
  catalogue: Pick<Catalogue, 'plan' | 'putPlan'>
  rooms: () => Pick<Rooms, 'use'>
  /** ms since the epoch. */
  now: () => number
  onError: (error: unknown) => void
  /** How long changes are gathered before the catalogue is written. */
  delayMs?: number
}

export interface PlanIndex {
  /**
   * The plan's document changed, now or at `changedAt` (ms); `isSameHead` where its title, year, organisation and state
   * are surely what they were. Cheap; called for every change.
   */
  touch(planId: string, changedAt?: number, isSameHead?: boolean): void
  /** Writes what is waiting. Resolves when it is on disk; a failure is reported and tried again later. */
  flush(): Promise<void>
  /**
   * Writes what is waiting of one plan, read from its document: its log, by which a start after a crash would know of it, is
   * about to go [RV1]. Rejects where it is not on disk; it waits on then.
   */
  keep(planId: string, doc: Y.Doc): Promise<void>
  /**
   * Changes a plan's line; one change at a time sees what the one before wrote. `change` may throw to refuse.
   * Resolves when the line is on disk.
   */
  change(planId: string, change: (entry: PlanEntry | null) => PlanEntry | null): Promise<void>
}

/** The list is brought up to date whenever it is read, and after a crash; the file need not follow every sentence. */
const DEFAULT_DELAY_MS = 15_000
/** Where only the time of the last change is behind, the file is written so many times as seldom [FX1]. */
const TIME_ALONE = 4

/** What the document says in the plan's line. */
const headOf = (doc: Y.Doc) => {
  const { title, year, organisation } = readMeta(doc)
  const { locked } = readApprovalState(doc)
  return { title, year, organisation, state: locked ? 'approved' : 'draft' } as const
}

/** Rings once, `delayMs` after it was first set, or later where it was set for times alone. */
const createAlarm = (delayMs: number, ring: () => void) => {
  let timer: NodeJS.Timeout | null = null
  let isForTimeAlone = false
  const clear = (): void => {
    if (timer) clearTimeout(timer)
    timer = null
  }
  const set = (timeAlone: boolean): void => {
    if (timer !== null && (timeAlone || !isForTimeAlone)) return
    clear()
    isForTimeAlone = timeAlone
    timer = setTimeout(ring, timeAlone ? delayMs * TIME_ALONE : delayMs).unref()
  }
  return { set, clear }
}

/** Changes lines one after the other. */
const createTurns = ({ catalogue }: Pick<PlanIndexParts, 'catalogue'>): PlanIndex['change'] => {
  let changing: Promise<unknown> = Promise.resolve()
  return (planId, make) => {
    const turn = async () => {
      const next = make(catalogue.plan(planId))
      if (next) await catalogue.putPlan(next)
    }
    // A change that was refused or failed is its caller's to report; the next one takes its turn all the same.
    const done = changing.then(turn, turn)
    changing = done
    return done
  }
}

export const createPlanIndex = (parts: PlanIndexParts): PlanIndex => {
  /** Time of the last change by plan, for those whose line is behind. */
  let waiting = new Map<string, number>()
  /** Those of them whose head has to be read. */
  let heads = new Set<string>()
  let flushing: Promise<void> = Promise.resolve()
  const change = createTurns(parts)
  const alarm = createAlarm(parts.delayMs ?? DEFAULT_DELAY_MS, () => void flush())

  const put = (planId: string, changedAt: number, head: Partial<PlanEntry>): Promise<void> => {
    const updatedAt = new Date(changedAt).toISOString()
    return change(planId, (entry) => entry && { ...entry, ...head, updatedAt })
  }

  const write = async (planId: string, changedAt: number, isSameHead: boolean): Promise<void> => {
    if (!parts.catalogue.plan(planId)) return
    const head = isSameHead ? {} : await parts.rooms().use(planId, (room) => room.read(headOf))
    await put(planId, changedAt, head)
  }

  /** What could not be written waits on. */
  const orWaits = (writing: Promise<void>, planId: string, changedAt: number, isSameHead: boolean) =>
    writing.catch((error: unknown) => {
      touch(planId, waiting.get(planId) ?? changedAt, isSameHead)
      throw error
    })

  const keep: PlanIndex['keep'] = async (planId, doc) => {
    const changedAt = waiting.get(planId)
    if (changedAt === undefined) return
    waiting.delete(planId)
    const isSameHead = !heads.delete(planId)
    await orWaits(put(planId, changedAt, isSameHead ? {} : headOf(doc)), planId, changedAt, isSameHead)
  }

  const writeAll = async (): Promise<void> => {
    const [batch, changed] = [waiting, heads]
    waiting = new Map()
    heads = new Set()
    for (const [planId, changedAt] of batch) {
      const isSameHead = !changed.has(planId)
      const writing = write(planId, changedAt, isSameHead)
      await orWaits(writing, planId, changedAt, isSameHead).catch(parts.onError)
    }
  }

  const flush = (): Promise<void> => {
    alarm.clear()
    flushing = flushing.then(writeAll)
    return flushing
  }

  const touch: PlanIndex['touch'] = (planId, changedAt = parts.now(), isSameHead = false) => {
    waiting.set(planId, changedAt)
    if (!isSameHead) heads.add(planId)
    alarm.set(isSameHead)
  }

  return { touch, flush, keep, change }
}
