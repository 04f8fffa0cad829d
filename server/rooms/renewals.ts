/**
 * When a plan is written anew [EP4, EP6]: it has grown far beyond its content, its last epoch is a day old, and nothing
 * is happening to it. Owns that decision and the making; whether the plan is still as it was when the new document is
 * ready, the registry knows, and the store makes sure.
 */
import { randomBytes } from 'node:crypto'
import type * as Y from 'yjs'
import { growthOf, hasGrown } from '../epochs/growth.ts'
import type { EpochThreads } from '../epochs/threads.ts'
import type { PlanRenewal, Storage } from '../storage/storage.ts'

/** Every epoch is a journey for those who are offline: not more than one a day. */
const MIN_EPOCH_MS = 24 * 3_600_000
/** How long changes of a past epoch are taken [EP7]. */
export const KEPT_MS = 30 * 24 * 3_600_000
/**
 * So many epochs are kept that ended while the clock was ahead, or after that: nobody knows when they did, but there is hardly more
 * than one a day [EP22].
 */
const MOST_UNDATED = 60
/** A plan that people have open is left alone until nobody has changed it for so long. */
export const QUIET_MS = 10 * 60_000

export interface RenewalsParts {
  storage: Pick<Storage, 'loadPlan' | 'listPastEpochs'>
  threads: Pick<EpochThreads, 'renew'>
  now: () => number
  /** By which past epochs are old enough to be forgotten; `now` where left out. */
  ageNow?: () => number
}

export class Renewals {
  private readonly parts: RenewalsParts
  /** When this process began the plans' epochs. */
  private readonly begun = new Map<string, number>()

  constructor(parts: RenewalsParts) {
    this.parts = parts
  }

  /** Whether the document is worth writing anew; reads all of it. */
  isDue(doc: Y.Doc, use: 'unused' | 'open'): boolean {
    return hasGrown(growthOf(doc), use)
  }

  /** Says that what was made of the plan is stored. */
  stored(planId: string): void {
    this.begun.set(planId, this.parts.now())
  }

  /** When the plan's epoch began; what was written by a clock that was ahead says nothing, and holds nothing up. */
  private beginning(planId: string, lastEnd: number): number {
    const begun = lastEnd <= this.parts.now() ? lastEnd : (this.begun.get(planId) ?? -Infinity)
    return begun <= this.parts.now() ? begun : -Infinity
  }

  /**
   * Makes the plan's next document from what is stored; null where it is too early, or the log has something behind the
   * checkpoint. Takes a second; the caller makes sure that nothing was changed meanwhile.
   */
  async make(planId: string): Promise<PlanRenewal | null> {
    const { storage, threads, now, ageNow = now } = this.parts
    const past = await storage.listPastEpochs(planId)
    const lastEnd = past.at(-1)?.endedAt ?? -Infinity
    if (now() - this.beginning(planId, lastEnd) < MIN_EPOCH_MS) return null
    const stored = await storage.loadPlan(planId)
    if (!stored?.checkpoint || stored.tail.length > 0) return null
    const next = randomBytes(12).toString('base64url')
    const { checkpoint, kept } = await threads.renew({ checkpoint: stored.checkpoint, epoch: next })
    // Behind the one before, whatever the clock says by now.
    const endedAt = Math.max(now(), lastEnd + 1)
    const undated = past.at(1 - MOST_UNDATED)?.endedAt ?? -Infinity
    return {
      past: { epoch: stored.epoch, next, endedAt },
      kept,
      checkpoint,
      forgetBefore: Math.max(ageNow() - KEPT_MS, undated > now() ? undated : -Infinity),
    }
  }
}
