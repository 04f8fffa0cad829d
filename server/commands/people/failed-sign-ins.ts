/**
 * Failed sign-ins in the audit trail (SPEC PP11): the first at once, then one line every ten minutes with their number,
 * so that an attacker fills no disk. What was typed as an unknown login is not kept: it may be a password.
 */
import type { AuditRecord } from '../../storage/storage.ts'

export interface FailedSignIns {
  /** Notes a failure for a person's id, or for nobody's; the details of the line to be written now, null for none. */
  note(person: string | null, address: string): AuditRecord['details'] | null
}

const EVERY_MS = 10 * 60_000
/** People beyond that share one line. */
const MAX_SUBJECTS = 10_000

interface Tally {
  writtenAt: number
  /** Failures since that line. */
  since: number
}

/** `now` in ms since the epoch. */
export const createFailedSignIns = (now: () => number): FailedSignIns => {
  const tallies = new Map<string, Tally>()
  return {
    note: (person, address) => {
      const key = person !== null && tallies.size < MAX_SUBJECTS ? person : ''
      const tally = tallies.get(key)
      // By a clock that was ahead when it was written it says nothing of now [AL5].
      if (tally && Math.abs(now() - tally.writtenAt) < EVERY_MS) {
        tally.since++
        return null
      }
      tallies.set(key, { writtenAt: now(), since: 0 })
      return { person, address, times: (tally?.since ?? 0) + 1 }
    },
  }
}
