/**
 * The clock by which it is told how old something is before it is given up for good [HY14]. One that was set ahead, by a
 * mistake or a dead battery, would make everything old at once, and setting it right brings nothing back: this one begins
 * a day behind what was stored last before the start, and goes no faster than four times the time that the process has
 * run. What was stored by a clock that was ahead it cannot tell from the rest. Owns that measure; pure.
 */

export interface AgeClockParts {
  /** ms since the epoch: of what was stored last. */
  stored: number
  /** ms since the epoch. */
  now: () => number
  /** ms that the process has run, by a clock that nobody sets. */
  elapsed: () => number
}

const DAY_MS = 24 * 3_600_000
/** What a long rest of the server leaves behind is caught up with, and that of a machine which sleeps at night every day. */
const HURRY = 4

/** ms since the epoch; never later than `now`. */
export const createAgeClock =
  ({ stored, now, elapsed }: AgeClockParts): (() => number) =>
  () =>
    Math.min(now(), stored + DAY_MS + HURRY * elapsed())
