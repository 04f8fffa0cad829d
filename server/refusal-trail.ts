/**
 * Refused changes in the audit trail (SPEC AC20): whoever tries what they may not leaves a trace there, and cannot fill it.
 * Owns how often; must not hold anything up.
 */
import type { Identity } from '../shared/identity.ts'
import { createCounters } from './auth/counters.ts'
import { audit } from './commands/audit.ts'
import type { Storage } from './storage/storage.ts'

/** One line for the same person, plan and reason in this time. */
const BUDGET = { max: 1, windowMs: 10 * 60_000 }

export interface RefusalTrailParts {
  storage: Pick<Storage, 'appendAudit'>
  now: () => number
  /** The line could not be written. */
  onError: (error: unknown) => void
}

/** Writes a refusal down, or leaves it out where the same was written down just before. */
export const createRefusalTrail = ({ storage, now, onError }: RefusalTrailParts) => {
  const counters = createCounters(now)
  return (who: Pick<Identity, 'id' | 'name'>, planId: string, code: string): void => {
    const key = `${who.id} ${planId} ${code}`
    if (counters.wait(key, BUDGET) > 0) return
    counters.add(key, BUDGET)
    audit({ storage, now }, who, 'change.refused', planId, { code }).catch(onError)
  }
}
