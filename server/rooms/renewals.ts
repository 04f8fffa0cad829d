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

  constructor(parts: RenewalsParts) {
    this.parts = parts
  }

  /** Whether the document is worth writing anew; reads all of it. */
  isDue(doc: Y.Doc, use: 'unused' | 'open'): boolean {
    return hasGrown(growthOf(doc), use)
  }

  /**
   * Makes the plan's next document from what is stored; null where it is too early, or the log has something behind the
   * checkpoint. Takes a second; the caller makes sure that nothing was changed meanwhile.
   */
  async make(planId: string): Promise<PlanRenewal | null> {
    const { storage, threads, now, ageNow = now } = this.parts
    const past = await storage.listPastEpochs(planId)
    const begun = past.at(-1)?.endedAt ?? -Infinity
    const age = now() - begun
    // What was written by a clock that was ahead holds nothing up.
    if (age >= 0 && age < MIN_EPOCH_MS) return null
    const stored = await storage.loadPlan(planId)
    if (!stored?.checkpoint || stored.tail.length > 0) return null
    const next = randomBytes(12).toString('base64url')
    const { checkpoint, kept } = await threads.renew({ checkpoint: stored.checkpoint, epoch: next })
    // Behind the one before, whatever the clock says by now.
    const endedAt = Math.max(now(), begun + 1)
    return {
      past: { epoch: stored.epoch, next, endedAt },
      kept,
      checkpoint,
      forgetBefore: ageNow() - KEPT_MS,
    }
  }
}
