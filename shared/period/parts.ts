/** Parts of a month that are counted: its ten days, and the weeks, weekdays and halves that pin no day. Owns taking them. */
import type { Cursor } from './cursor.ts'
import type { Series } from './series.ts'
import type { Token } from './tags.ts'

/** Stands for the last day of a month until the month's year is known. */
export const LAST_DAY = 99

/** The ten days that a декада is; 31 stands for the last day of any month. */
export const decadeDays = (series: Series): { a: number; b: number }[] | null => {
  const edge = (n: number): number => (n < 0 ? 3 : n)
  const items = series.items.map(({ a, b }) => ({ a: edge(a), b: edge(b) }))
  if (items.some(({ a, b }) => a < 1 || b < a || b > 3)) return null
  return items.map(({ a, b }) => ({ a: a * 10 - 9, b: b === 3 ? LAST_DAY : b * 10 }))
}

/** «III дек. апреля»: the short word is December's, too. */
export const takeDecade = (cursor: Cursor, series: Series): Token | null => {
  const token = cursor.peek()
  const isWritten = /^[^\d\s]+$/u.test(cursor.peek(-1)?.text ?? '') && cursor.peek(-1)?.ordinal === true
  const isShort = token?.tag === 'month' && token.text === 'дек' && (isWritten || cursor.tag(1) === 'month')
  return isShort && series.items.every(({ b }) => b <= 3) ? cursor.take('month') : cursor.take('decade')
}

const isVagueUnit = (token: Token | undefined): boolean =>
  token !== undefined && ['week', 'weekday', 'weekdays', 'halves', 'part'].includes(token.tag)

/** Weekdays, weeks, halves: what a series counts inside a month without pinning a day. */
export const takeVague = (cursor: Cursor): boolean => {
  if (!isVagueUnit(cursor.peek())) return false
  cursor.at++
  cursor.skip('and', 'comma')
  while (isVagueUnit(cursor.peek())) cursor.at++
  return true
}
