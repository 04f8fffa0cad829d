/**
 * How often one person may ask for what costs much or stays for good (SPEC WQ4). Owns whose turn counts: whoever holds the
 * operator's token could stop the server as well, and is not counted.
 */
import type { Identity } from '../../shared/identity.ts'
import { type Budget, createAllowance } from '../auth/counters.ts'
import { ADMIN } from '../auth/identity.ts'

export interface OwnBudget {
  /** Counts one more, of `payer` where several share a budget. @throws SvodError `too-many-requests` with `seconds` to wait */
  take(who: Pick<Identity, 'id'>, payer?: string): void
}

/** `now` in ms since the epoch. */
export const createOwnBudget = (now: () => number, budget: Budget): OwnBudget => {
  const allowance = createAllowance(now, budget)
  return {
    take: (who, payer = who.id) => {
      if (who.id !== ADMIN.id) allowance.take(payer)
    },
  }
}
