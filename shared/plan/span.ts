/** Parts of a year that a report is asked for. Pure; the address of a page names them, so it must not know how dates are read. */
import { firstDay, lastDay } from './due.ts'

/** ISO dates; rows that are due from `from` to `to` count, as things stood at the end of `upTo`. Null: no limit. */
export interface Span {
  readonly from: string | null
  readonly to: string | null
  readonly upTo: string
  /** A day that is not over: nothing that is due on it or later is overdue, however late `upTo` is. */
  readonly today?: string
}

/** A part of the plan's year that people ask about. */
export type SpanName = 'year' | 'half1' | 'half2' | 'q1' | 'q2' | 'q3' | 'q4'

const SPAN_MONTHS: Record<SpanName, readonly [first: number, last: number]> = {
  year: [1, 12],
  half1: [1, 6],
  half2: [7, 12],
  q1: [1, 3],
  q2: [4, 6],
  q3: [7, 9],
  q4: [10, 12],
}

export const SPAN_NAMES = Object.keys(SPAN_MONTHS) as readonly SpanName[]

/** The first and last day of a part of a year. */
export const spanOf = (name: SpanName, year: number): { from: string; to: string } => {
  const [first, last] = SPAN_MONTHS[name]
  return { from: firstDay(year, first), to: lastDay(year, last) }
}
