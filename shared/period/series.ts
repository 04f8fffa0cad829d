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
    const isJoined =
      cursor.take('dash') !== null || cursor.take('to', 'until') !== null || isOvernight(cursor, item.a)
    if (!isJoined) return null
    cursor.skip('dash', 'to')
    return lastOf(cursor, series)
  })
  if (end !== null) item.b = end
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

/** The series here, null where no number stands. Takes no unit. */
export const readSeries = (cursor: Cursor): Series | null =>
  cursor.attempt(() => {
    const first = numberAt(cursor)
    if (first === null) return null
    const series: Series = { items: [{ a: first, b: first }], date: null }
    const [item] = series.items
    if (item) rangeEnd(cursor, series, item)
    while (!series.date && series.items.length < MAX_ITEMS && nextItem(cursor, series)) continue
    return series
  })

const nextItem = (cursor: Cursor, series: Series): boolean => {
  const next = cursor.attempt(() => {
    if (cursor.skip('comma', 'and') === 0) return null
    return lastOf(cursor, series)
  })
  if (next === null) return false
  const item = { a: next, b: next }
  series.items.push(item)
  rangeEnd(cursor, series, item)
  return true
}
