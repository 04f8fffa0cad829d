/** One month of a year as a list (SPEC YV11): what happens in it, what may at any time, what has no date. Pure. */
import { type DatedRow, vagueOf } from '../plan/dated.ts'
import type { Year } from './year.ts'

export interface MonthList {
  /** Rows of this month: those with days in it first, in their order, the others in the plan's. */
  readonly rows: readonly DatedRow[]
  /** All year, or to be agreed on. */
  readonly vague: readonly DatedRow[]
  readonly undated: readonly DatedRow[]
}

/** The day of the month with which a row begins or by which it ends in it; null where none is known. */
const dayIn = ({ period }: DatedRow, month: number): number | null => {
  const days = [period.start, period.end].filter((day) => day !== null && Number(day.slice(5, 7)) === month)
  return days.length === 0 ? null : Number(days[0]?.slice(8))
}

const LATE = 99

export const monthOf = ({ lines }: Pick<Year, 'lines'>, month: number): MonthList => {
  const all = lines.flatMap((line) => (line.kind === 'row' ? [line.dated] : []))
  const own = all.filter(({ period }) => vagueOf(period) === null && period.months.includes(month))
  const rows = own.toSorted((a, b) => (dayIn(a, month) ?? LATE) - (dayIn(b, month) ?? LATE))
  const isVague = ({ period }: DatedRow): boolean => {
    const vague = vagueOf(period)
    return vague === 'year' || vague === 'agreed'
  }
  const isUndated = ({ period }: DatedRow): boolean => {
    const vague = vagueOf(period)
    return vague === 'none' || vague === 'unclear'
  }
  return { rows, vague: all.filter(isVague), undated: all.filter(isUndated) }
}
