/**
 * Keeps the catalogue's lines in step with the documents: titles, years and times of change (SPEC HT9).
 * Owns when that happens. The catalogue is an index for lists; nothing is ever read back from it into a document.
 */
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
  /** The plan's document changed, now or at `changedAt` (ms). Cheap; called for every change. */
  touch(planId: string, changedAt?: number): void
  /** Writes what is waiting. Resolves when it is on disk; a failure is reported and tried again later. */
  flush(): Promise<void>
  /**
   * Changes a plan's line; one change at a time sees what the one before wrote. `change` may throw to refuse.
   * Resolves when the line is on disk.
   */
  change(planId: string, change: (entry: PlanEntry | null) => PlanEntry | null): Promise<void>
}

/** The list is brought up to date whenever it is read, and after a crash; the file need not follow every sentence. */
const DEFAULT_DELAY_MS = 15_000

export const createPlanIndex = (parts: PlanIndexParts): PlanIndex => {
  /** Time of the last change by plan, for those whose line is behind. */
  let waiting = new Map<string, number>()
  let timer: NodeJS.Timeout | null = null
  let flushing: Promise<void> = Promise.resolve()
  let changing: Promise<unknown> = Promise.resolve()

  const change: PlanIndex['change'] = (planId, make) => {
    const turn = async () => {
      const next = make(parts.catalogue.plan(planId))
      if (next) await parts.catalogue.putPlan(next)
    }
    // A change that was refused or failed is its caller's to report; the next one takes its turn all the same.
    const done = changing.then(turn, turn)
    changing = done
    return done
  }

  const arm = (): void => {
    timer ??= setTimeout(() => void flush(), parts.delayMs ?? DEFAULT_DELAY_MS).unref()
  }

  const write = async (planId: string, changedAt: number): Promise<void> => {
    if (!parts.catalogue.plan(planId)) return
    const { title, year, organisation, locked } = await parts
      .rooms()
      .use(planId, (room) => room.read((doc) => ({ ...readMeta(doc), ...readApprovalState(doc) })))
    const state = locked ? 'approved' : 'draft'
    const updatedAt = new Date(changedAt).toISOString()
    await change(planId, (entry) => entry && { ...entry, title, year, organisation, state, updatedAt })
  }

  const writeAll = async (): Promise<void> => {
    const batch = waiting
    waiting = new Map()
    for (const [planId, changedAt] of batch) {
      try {
        await write(planId, changedAt)
      } catch (error) {
        parts.onError(error)
        if (!waiting.has(planId)) waiting.set(planId, changedAt)
        arm()
      }
    }
  }

  const flush = (): Promise<void> => {
    if (timer) clearTimeout(timer)
    timer = null
    flushing = flushing.then(writeAll)
    return flushing
  }

  const touch: PlanIndex['touch'] = (planId, changedAt = parts.now()) => {
    waiting.set(planId, changedAt)
    arm()
  }

  return { touch, flush, change }
}
