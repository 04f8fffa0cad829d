/** Which merges of a worksheet reach into which of its rows. Owns the limit of their places together. */
import { SvodError } from '../../../shared/errors.ts'
import type { Range } from './cells.ts'

export const MAX_PLACES = 600_000

interface Reaching {
  range: Range
  /** The row is the first of the merge. */
  first: boolean
}

/** The merges of every row of those given: those that begin in it, and those that go on from above. Throws `file-inflates`. */
export class Merges {
  private readonly byRow = new Map<number, Reaching[]>()

  constructor(merges: readonly Range[], rows: readonly number[]) {
    let places = 0
    for (const range of merges) {
      const within = rowsBetween(rows, range.top, range.bottom)
      places += within.length
      if (places > MAX_PLACES) throw new SvodError('file-inflates', { places })
      within.forEach((row, index) => {
        const known = this.byRow.get(row) ?? []
        known.push({ range, first: index === 0 })
        this.byRow.set(row, known)
      })
    }
  }

  at(row: number): readonly Reaching[] {
    return this.byRow.get(row) ?? []
  }
}

/** Where the first of ascending numbers stands that is not less. */
export const lowerBound = (rows: readonly number[], value: number): number => {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

const rowsBetween = (rows: readonly number[], top: number, bottom: number): number[] =>
  rows.slice(lowerBound(rows, top), lowerBound(rows, bottom + 1))
