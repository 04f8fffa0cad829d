/**
 * How often somebody may try to sign in (SPEC PP7): per account and address, without locking the owner out. A browser
 * that has signed in to the account before has a budget of its own, which strangers cannot use up.
 * Owns the counting alone; the clock comes in.
 */
import { SvodError } from '../../shared/errors.ts'
import { type Budget, createCounters } from './counters.ts'

export interface Attempt {
  /** The login as it is compared, known or not. */
  login: string
  /** Where the attempt comes from (`addressGroup`). */
  address: string
  /** Id of the browser if it has signed in to this account before; null for a stranger. */
  device: string | null
}

export interface SignInLimits {
  /**
   * Counts the attempt before its password is looked at, so that many at once count as many. The returned function
   * says that it succeeded.
   * @throws SvodError `too-many-requests` with `seconds` to wait; such attempts are not counted
   */
  take(attempt: Attempt): () => void
  /** Takes an attempt back whose password nobody looked at: it tells nobody anything, and is no reason to lock the owner out. */
  takeBack(attempt: Attempt): void
}

const MINUTE_MS = 60_000
const DEVICE: Budget = { max: 10, windowMs: 15 * MINUTE_MS }
/** One address on one account. */
const PAIR: Budget = { max: 5, windowMs: 15 * MINUTE_MS }
/** All strangers on one account: far more than one address has, so that one attacker does not use it up. */
const ACCOUNT: Budget = { max: 60, windowMs: 60 * MINUTE_MS }
/** One address on all accounts: a house behind one address has many people who mistype. */
const ADDRESS: Budget = { max: 50, windowMs: 15 * MINUTE_MS }
const keysOf = ({ login, address, device }: Attempt): readonly (readonly [string, Budget])[] =>
  device === null
    ? [
        [`pair ${address} ${login}`, PAIR],
        [`account ${login}`, ACCOUNT],
        [`address ${address}`, ADDRESS],
      ]
    : [[`device ${device} ${login}`, DEVICE]]

/** `now` in ms since the epoch. */
export const createSignInLimits = (now: () => number): SignInLimits => {
  const counters = createCounters(now)
  return {
    take: (attempt) => {
      const keys = keysOf(attempt)
      const waitMs = Math.max(...keys.map(([key, budget]) => counters.wait(key, budget)))
      if (waitMs > 0) throw new SvodError('too-many-requests', { seconds: Math.ceil(waitMs / 1000) })
      for (const [key, budget] of keys) counters.add(key, budget)
      const [own, ...shared] = keys.map(([key]) => key)
      return () => {
        // The owner is in: their own mistakes are forgotten, what others did to the account and address is not.
        if (own !== undefined) counters.forget(own)
        for (const key of shared) counters.takeBack(key)
      }
    },
    takeBack: (attempt) => {
      for (const [key] of keysOf(attempt)) counters.takeBack(key)
    },
  }
}
