/** Counters of what somebody did in a window of time, bounded in number. Owns the counting alone; the clock comes in. */
import { SvodError } from '../../shared/errors.ts'

export interface Budget {
  /** Times in one window. */
  max: number
  windowMs: number
}

/** Counters that are kept at most; those that were not asked for longest go. */
const MAX_COUNTERS = 20_000

interface Counter {
  count: number
  endsAt: number
  windowMs: number
}

/**
 * Counters by key, each for a window that begins with its first attempt. Kept in two generations: when the young one is
 * full it becomes the old one, and what nobody asked for since then is forgotten. Every step costs the same.
 */
export const createCounters = (now: () => number) => {
  let young = new Map<string, Counter>()
  let old = new Map<string, Counter>()
  const keep = (key: string, counter: Counter): void => {
    if (young.size >= MAX_COUNTERS / 2) [young, old] = [new Map(), young]
    young.set(key, counter)
  }
  const forget = (key: string): void => {
    young.delete(key)
    old.delete(key)
  }
  const current = (key: string): Counter | null => {
    const counter = young.get(key) ?? old.get(key)
    if (!counter) return null
    // One that lasts longer than its window is of a clock that has been set back since [AL5].
    const left = counter.endsAt - now()
    if (left <= 0 || left > counter.windowMs) {
      forget(key)
      return null
    }
    if (!young.has(key)) keep(key, counter)
    return counter
  }
  return {
    /** Milliseconds until the key may be used again; 0 for now. */
    wait: (key: string, { max }: Budget): number => {
      const counter = current(key)
      return counter && counter.count >= max ? counter.endsAt - now() : 0
    },
    add: (key: string, { windowMs }: Budget): void => {
      const counter = current(key)
      if (counter) counter.count++
      else keep(key, { count: 1, endsAt: now() + windowMs, windowMs })
    },
    takeBack: (key: string): void => {
      const counter = current(key)
      if (counter) counter.count--
    },
    forget,
  }
}

/** A budget that is used up key by key. */
export interface Allowance {
  /** Counts one more. @throws SvodError `too-many-requests` with `seconds` to wait; such a turn is not counted */
  take(key: string): void
  /** Does `open`, and counts it where it throws: who is right goes in. @throws SvodError `too-many-requests` as `take`, and what `open` throws */
  guess<T>(key: string, open: () => T): T
}

/** `now` in ms since the epoch. */
export const createAllowance = (now: () => number, budget: Budget): Allowance => {
  const counters = createCounters(now)
  const ask = (key: string): void => {
    const waitMs = counters.wait(key, budget)
    if (waitMs > 0) throw new SvodError('too-many-requests', { seconds: Math.ceil(waitMs / 1000) })
  }
  return {
    take: (key) => {
      ask(key)
      counters.add(key, budget)
    },
    guess: (key, open) => {
      ask(key)
      try {
        return open()
      } catch (error) {
        counters.add(key, budget)
        throw error
      }
    },
  }
}
