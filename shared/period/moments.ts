/** Moments and points by their figures. Owns making them; what text they come from is the grammar's. */
import type { Grain, Moment, Point } from './atoms.ts'

export const month = (m: number, y: number | null = null): Moment => ({ y, m, d: null })
export const day = (d: number, m: number, y: number | null = null): Moment => ({ y, m, d })
export const span = (grain: Grain, first: number, last: number): Point => ({
  grain,
  first: month(first),
  last: month(last),
})
/** Each month as a point of its own. */
export const ofMonths = (months: readonly number[]): Point[] => months.map((m) => span('month', m, m))
