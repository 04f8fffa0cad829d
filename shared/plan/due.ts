/**
 * By when a row is to be done (SPEC FC10): the one reading of dates that the report and the reminders share. Pure; what dates
 * mean is `period/`'s.
 */
import { daysInMonth } from '../period/month-days.ts'
import type { PeriodJson } from './json.ts'

export interface Due {
  /** ISO date; the row is due until its end. */
  readonly day: string
  /** The month of the plan's year that it falls into; null where there is none. */
  readonly month: number | null
  /** No date can be known: the year's end stands for it. */
  readonly vague: boolean
}

const two = (count: number): string => String(count).padStart(2, '0')

const four = (year: number): string => String(year).padStart(4, '0')

export const firstDay = (year: number, month: number): string => `${four(year)}-${two(month)}-01`

/** A moment as the day that it is on the clock of this machine. */
export const dayOf = (moment: Date): string =>
  `${four(moment.getFullYear())}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`

/** The last day of a month (1–12), as an ISO date. */
export const lastDay = (year: number, month: number): string =>
  `${four(year)}-${two(month)}-${two(daysInMonth(year, month))}`

const monthIn = (year: number, day: string): number | null =>
  Number(day.slice(0, 4)) === year ? Number(day.slice(5, 7)) : null

/** The pinned end, else the end of the last month, else a beginning in another year; else the year's end, as vague. */
export const dueOf = (
  { months, start, end }: Pick<PeriodJson, 'months' | 'start' | 'end'>,
  year: number,
): Due => {
  if (end !== null) return { day: end, month: monthIn(year, end), vague: false }
  const last = months.at(-1)
  if (last !== undefined) return { day: lastDay(year, last), month: last, vague: false }
  if (start !== null) return { day: start, month: monthIn(year, start), vague: false }
  return { day: lastDay(year, 12), month: null, vague: true }
}
