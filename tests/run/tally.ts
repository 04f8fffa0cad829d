/** How many checks passed and failed. Owns the arithmetic alone. */

export interface Tally {
  passed: number
  failed: number
}

export const add = (one: Tally, other: Tally): Tally => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
})
