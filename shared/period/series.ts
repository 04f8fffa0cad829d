/** Lists of small numbers that wait for their unit: «1, 8 и 15», «1-5», «I и III», «05 - 08.06». Owns reading them. */
import type { Cursor } from './cursor.ts'
import type { Token } from './tags.ts'

export interface Series {
  items: { a: number; b: number }[]
  /** The date in figures that ended it: its month is everybody's. */
  date: Token | null
}

/** No cell lists more days than a month has; a longer list is read in pieces. */
const MAX_ITEMS = 31

const numberAt = (cursor: Cursor): number | null => {
  const token = cursor.peek()
  if (token?.tag !== 'num' || token.value > 99) return null
  cursor.at++
  return token.value
}

/** The end of a range behind a dash or «по», as a number or a date that ends the whole series. */
const rangeEnd = (cursor: Cursor, series: Series, item: { a: number; b: number }): void => {
  if (series.date) return
  const end = cursor.attempt(() => {
    passWeekday(cursor)
    const isJoined =
      cursor.take('dash') !== null || cursor.take('to', 'until') !== null || isOvernight(cursor, item.a)
    if (!isJoined) return null
    cursor.skip('dash', 'to')
    if (cursor.is('weekday') && cursor.tag(1) === 'num') cursor.at++
    return lastOf(cursor, series)
  })
  if (end === null) return
  item.b = end
  while (chained(cursor, series, item)) continue
}

/** «12-13-14 марта»: the last of a chain of days is the end. */
const chained = (cursor: Cursor, series: Series, item: { a: number; b: number }): boolean => {
  if (series.date || !cursor.is('dash')) return false
  const next = cursor.peek(1)
  const day = next?.tag === 'date' ? next.day : next?.tag === 'num' ? next.value : 0
  if (day <= item.b || day > 31) return false
  cursor.at++
  item.b = lastOf(cursor, series) ?? item.b
  return true
}

/** «с 23 на 24 апреля»: the night between two days. */
const isOvernight = (cursor: Cursor, day: number): boolean =>
  cursor.attempt(() =>
    cursor.take('in')?.text === 'на' && cursor.peek()?.value === day + 1 ? true : null,
  ) ?? false

const lastOf = (cursor: Cursor, series: Series): number | null => {
  const date = cursor.take('date')
  if (!date) return numberAt(cursor)
  series.date = date
  return date.day
}

/** «первые два квартала» */
const firstFew = (cursor: Cursor, item: { a: number; b: number }): boolean => {
  const few = /^первы[ех]$/u.test(cursor.peek(-1)?.text ?? '') ? cursor.take('count') : null
  if (few) item.b = few.value
  return few !== null
}

/** The series here, null where no number stands. Takes no unit. */
export const readSeries = (cursor: Cursor): Series | null =>
  cursor.attempt(() => {
    const first = numberAt(cursor)
    if (first === null) return null
    const series: Series = { items: [{ a: first, b: first }], date: null }
    const [item] = series.items
    if (item && !firstFew(cursor, item)) rangeEnd(cursor, series, item)
    while (!series.date && series.items.length < MAX_ITEMS && nextItem(cursor, series)) continue
    return series
  })

/** «17 (чт), 18 (пт) марта»: the weekday of a day of the list. */
const passWeekday = (cursor: Cursor): void => {
  cursor.attempt(() => {
    const isOpen = cursor.take('open') !== null
    if (!cursor.take('weekday') || (isOpen && !cursor.take('close'))) return null
    return cursor.is('comma', 'and', 'dash', 'to') && cursor.tag(1) === 'num' ? true : null
  })
}

/** «May 15, 10–12 h» */
const isHours = (cursor: Cursor): boolean => cursor.tag(1) === 'dash' && cursor.tag(3) === 'hour'

const nextItem = (cursor: Cursor, series: Series): boolean => {
  const next = cursor.attempt(() => {
    passWeekday(cursor)
    if (cursor.skip('comma', 'and') === 0) return null
    const last = series.items.at(-1)
    // «с 10 по 12 и с 15 по 17 марта»
    if (last && last.a !== last.b) cursor.take('from')
    // «март, 26-30, 36 ч.»: hours are no day of the list.
    if (['hour', 'academic'].includes(cursor.tag(1) ?? '') || isHours(cursor)) return null
    return lastOf(cursor, series)
  })
  if (next === null) return false
  const item = { a: next, b: next }
  series.items.push(item)
  rangeEnd(cursor, series, item)
  return true
}
