/** Seeded randomness for fuzz and property tests (mulberry32); the seed alone reproduces a run. */

export interface Dice {
  /** A number in [0, 1). */
  next: () => number
  /** An integer in [0, below). */
  int: (below: number) => number
  /** One of the items; undefined of an empty list. */
  pick: <T>(items: readonly T[]) => T | undefined
  chance: (probability: number) => boolean
}

export const dice = (seed: number): Dice => {
  let state = seed | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (below: number) => Math.floor(next() * below)
  return {
    next,
    int,
    pick: (items) => items[int(items.length)],
    chance: (probability) => next() < probability,
  }
}
