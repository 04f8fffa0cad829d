/** Days behind the name of their month: «март 15, 22», «апрель 2022: 12, 19», «май, II декада». Owns reading them. */
import type { Point } from './atoms.ts'
import { type Cursor, isBehindExcept } from './cursor.ts'
import { day, ofMonths } from './moments.ts'
import { decadeDays, takeVague } from './parts.ts'
import { isRoman } from './roman.ts'
import { readSeries } from './series.ts'
import type { Token } from './tags.ts'

/** What may follow the days behind a month («март 15, 22»): nothing that makes them another number. */
const mayFollowDays = (cursor: Cursor, line: number): boolean => {
  const next = cursor.peek()
  if (!next || next.line !== line) return true
  // «7-23 с 10.00 до 17.00»
  if (next.tag === 'from') return cursor.tag(1) === 'clock'
  return [
    'comma',
    'close',
    'open',
    'clock',
    'weekday',
    'month',
    'in',
    'year',
    'dayNumber',
    'and',
    'dash',
    'to',
    'until',
  ].includes(next.tag)
}

/** «апрель 2022 г. (11-15)», «апрель 2022: 12, 19, 26»; one number alone behind the year may be anything's. */
const daysBehindYear = (cursor: Cursor, found: Token): Point[] | null =>
  cursor.attempt(() => {
    const year = cursor.take('year')
    const isOpen = cursor.is('open')
    const days = year && daysBehind(cursor, found)
    if (
      !days ||
      (!isOpen && days.length < 2 && cursor.tag(-1) !== 'decade') ||
      days.some(({ grain }) => grain !== 'day')
    )
      return null
    return days.map(({ grain, first, last }): Point => ({
      grain,
      first: { ...first, y: year.value },
      last: { ...last, y: year.value },
    }))
  })

/** «кроме июля, 15 числа», «кроме июля с 1 по 5 число»: days of the rhythm, where «кроме мая 1, 9» has days of May. */
const isOfRhythm = (cursor: Cursor, lead: readonly Token[]): boolean => {
  if (!isBehindExcept(cursor)) return false
  const isParted = lead.some(({ tag }) => ['comma', 'dash', 'from'].includes(tag))
  return (isParted && !lead.some(({ tag }) => tag === 'open')) || cursor.is('dayNumber')
}

const daysBehind = (cursor: Cursor, found: Token): Point[] | null =>
  cursor.attempt(() => {
    const { line } = found
    const begin = cursor.at
    const isEnd = cursor.tag(-2) === 'dash' || cursor.tag(-2) === 'to'
    const isOpen = cursor.skip('open', 'dash', 'comma') > 0
    cursor.skip('from', 'in')
    if (cursor.peek()?.line !== line) return null
    const lead = cursor.tokens.slice(begin, cursor.at)
    const series = readSeries(cursor)
    if (!series || series.date || isOfRhythm(cursor, lead)) return null
    if (cursor.take('decade')) {
      const days = decadeDays(series)
      return days && !cursor.is('month') ? daysInMonth(days, found.value) : null
    }
    // «сентябрь – май, последняя суббота месяца» is a rhythm.
    const isRhythm = isEnd && ['monthWord', 'each'].includes(cursor.tag(1) ?? '')
    const isTwice = isEnd && cursor.is('weekday') && series.items.length > 1
    if (isTwice) return null
    if (!isRhythm && takeVague(cursor)) return cursor.is('month') ? null : ofMonths([found.value])
    // «май–VI»: another month.
    if (cursor.tag(-2) === 'dash' && isRoman(cursor.peek(-1))) return null
    const isPlain = series.items.every(({ a, b }) => a > 0 && a <= 31 && b >= a)
    cursor.skip('dayNumber')
    const isOfNext = cursor.is('month') && cursor.peek()?.line === line
    if (isOpen && (isOfNext || cursor.is('quarter', 'half'))) return null
    return isPlain && !isOfNext && mayFollowDays(cursor, line) ? daysInMonth(series.items, found.value) : null
  })

const daysInMonth = (days: readonly { a: number; b: number }[], m: number): Point[] =>
  days.map(({ a, b }) => ({ grain: 'day', first: day(a, m), last: day(b, m) }))

/** The days behind a month, and behind its year, null where there are none. */
export const daysBehindMonth = (cursor: Cursor, found: Token): Point[] | null =>
  daysBehind(cursor, found) ?? daysBehindYear(cursor, found)
