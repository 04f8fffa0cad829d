/** What the form of a reading holds, and the reading that comes of it. Pure. */
import { monthSpan } from '../../shared/period/resolve.ts'
import type { PeriodReading } from '../../shared/plan/edit-notes.ts'
import type { PeriodJson, PeriodKind } from '../../shared/plan/json.ts'
import { isDay, isHours } from '../../shared/plan/notes.ts'

export interface Draft {
  kind: PeriodKind
  months: string[]
  start: string
  end: string
  hours: string
}

export const draftOf = ({ kind, months, start, end, hours }: PeriodJson): Draft => ({
  kind: kind === 'none' ? 'months' : kind,
  months: months.map(String),
  start: start ?? '',
  end: end ?? '',
  hours: hours === null ? '' : String(hours),
})

const ALL = Array.from({ length: 12 }, (_, at) => at + 1)

/** Months of the plan's year between two days; a deadline and an open start have their own month. */
const monthsOfDays = (start: string, end: string, year: number): number[] => {
  const [first, last] = [start || end, end || start]
  const at = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
  return ALL.filter((month) => year * 12 + month >= at(first) && year * 12 + month <= at(last))
}

const monthsOf = ({ kind, months, start, end }: Draft, year: number): number[] => {
  if (kind === 'year' && months.length === 0) return ALL
  if (kind === 'dates' && (start || end)) return monthsOfDays(start, end, year)
  const named = months.map(Number).sort((a, b) => a - b)
  const [first, last] = [named[0], named.at(-1)]
  if (kind !== 'range' || named.length !== 2 || first === undefined || last === undefined) return named
  // Two months named of a range are its ends.
  const bits = monthSpan(first, last)
  return ALL.filter((month) => (bits & (1 << month)) !== 0)
}

const hoursOf = (hours: string): number | null | undefined => {
  if (hours.trim() === '') return null
  const number = Number(hours.replace(',', '.'))
  return isHours(number) ? number : undefined
}

/** What the form cannot be read for: its days, or its hours. */
export type WrongPart = 'days' | 'hours'

/** The reading that the form says; what is wrong with it where it says none that can be. */
export const readingOf = (draft: Draft, year: number): PeriodReading | WrongPart => {
  const isDated = draft.kind === 'dates'
  const [start, end] = isDated ? [draft.start || null, draft.end || null] : [null, null]
  const hours = hoursOf(draft.hours)
  const isWrongDay = [start, end].some((day) => day !== null && !isDay(day))
  if (isWrongDay || (start !== null && end !== null && end < start)) return 'days'
  if (hours === undefined) return 'hours'
  return { kind: draft.kind, months: monthsOf(draft, year), start, end, hours }
}
