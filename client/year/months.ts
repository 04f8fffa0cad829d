/** The names of the months in the reader's language. Owns asking Intl for them once a language. */
import type { Span } from '../../shared/year/marks.ts'

export interface MonthNames {
  /** Index 0–11. */
  readonly long: readonly string[]
  readonly short: readonly string[]
}

const known = new Map<string, MonthNames>()

const namesIn = (locale: string, month: 'long' | 'short'): string[] => {
  const format = new Intl.DateTimeFormat(locale, { month, timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, at) =>
    format.format(new Date(Date.UTC(2022, at, 1))).replace(/\.$/, ''),
  )
}

export const monthNames = (locale: string): MonthNames => {
  const names = known.get(locale) ?? { long: namesIn(locale, 'long'), short: namesIn(locale, 'short') }
  known.set(locale, names)
  return names
}

/** «июнь», «июнь – август». */
export const spanName = ({ long }: MonthNames, { from, to }: Span): string => {
  const [first = '', last = ''] = [long[from - 1], long[to - 1]]
  return from === to ? first : `${first} – ${last}`
}
