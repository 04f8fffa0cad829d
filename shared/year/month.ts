/** The months of a year as lists (SPEC YV11): what happens in it, what may at any time, what has no date. Pure. */
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

/** The lists of January to December, in one walk through the rows; what has no month is the same in all of them. */
export const monthLists = ({ lines }: Pick<Year, 'lines'>): readonly MonthList[] => {
  const months: DatedRow[][] = Array.from({ length: 12 }, () => [])
  const vague: DatedRow[] = []
  const undated: DatedRow[] = []
  for (const line of lines) {
    if (line.kind !== 'row') continue
    const { dated } = line
    const kind = vagueOf(dated.period)
    if (kind === null) for (const month of new Set(dated.period.months)) months[month - 1]?.push(dated)
    else if (kind === 'year' || kind === 'agreed') vague.push(dated)
    else if (kind === 'none' || kind === 'unclear') undated.push(dated)
  }
  return months.map((own, at) => ({ rows: daysFirst(own, at + 1), vague, undated }))
}

const daysFirst = (own: readonly DatedRow[], month: number): DatedRow[] =>
  own.toSorted((a, b) => (dayIn(a, month) ?? LATE) - (dayIn(b, month) ?? LATE))
