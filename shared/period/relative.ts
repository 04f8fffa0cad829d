/**
 * What has a meaning only under a month: «1 неделя», «15 (суббота)», «до 20 числа», «в течение месяца», «II декада».
 * Owns reading it; whether there is such a month the heading says.
 */
import type { Point, RelativeAtom } from './atoms.ts'
import type { Cursor } from './cursor.ts'
import { span } from './moments.ts'
import { decadeDays, takeDecade } from './parts.ts'
import { readSeries } from './series.ts'

type Lead = RelativeAtom['shape']

const lead = (cursor: Cursor): Lead => {
  let shape: Lead = 'points'
  cursor.skip('not')
  for (;;) {
    const token = cursor.take('from', 'until', 'to', 'in', 'after')
    if (!token) return shape
    if (token.tag !== 'in') shape = token.tag === 'from' || token.tag === 'after' ? 'from' : 'until'
  }
}

/** «1st half», «II пол.», which is the year's where no month is named. */
const halfYear = (n: number): Point[] | null => (n === 1 || n === 2 ? [span('half', n * 6 - 5, n * 6)] : null)

const days = (cursor: Cursor): RelativeAtom | null =>
  cursor.attempt(() => {
    const shape = lead(cursor)
    const series = readSeries(cursor)
    if (!series || series.date) return null
    if (takeDecade(cursor, series)) {
      const decades = decadeDays(series)
      return decades && { type: 'relative', days: decades, shape: 'points', isDay: false, unit: 'days' }
    }
    const unit = cursor.take('week', 'weekday', 'halves')
    if (unit) {
      cursor.skip('monthWord')
      if (unit.tag === 'weekday' && series.items.length > 1) return null
      const alone = unit.text === 'half' || unit.text === 'пол' ? halfYear(series.items[0]?.a ?? 0) : null
      return {
        type: 'relative',
        days: [],
        shape: 'points',
        isDay: false,
        unit: 'week',
        ...(alone ? { alone } : {}),
      }
    }
    const isDay = series.items.every(({ a, b }) => a > 0 && b >= a && b <= 31)
    const from = cursor.at
    if (!isDay || !mayEnd(cursor)) return null
    const isSaid = cursor.at > from || shape !== 'points'
    const isSpan = series.items.some(({ a, b }) => a !== b)
    return {
      type: 'relative',
      days: series.items,
      shape: isSpan ? 'points' : shape,
      isDay: isSaid,
      unit: 'days',
    }
  })

/** «неделя 2», «week 2», «декада 3» */
const counted = (cursor: Cursor): RelativeAtom | null =>
  cursor.attempt(() => {
    const unit = cursor.take('week', 'decade')
    const series = unit && readSeries(cursor)
    if (!unit || !series || series.date || cursor.is('month')) return null
    const found = unit.tag === 'decade' ? decadeDays(series) : []
    if (!found) return null
    const kind = unit.tag === 'decade' ? 'days' : 'week'
    return { type: 'relative', days: found, shape: 'points', isDay: false, unit: kind }
  })

/** A number is a day only where nothing makes it something else. */
const mayEnd = (cursor: Cursor): boolean => {
  const before = cursor.at
  const line = cursor.tokens[before - 1]?.line
  cursor.skip('dayNumber')
  if (cursor.at > before) return true
  const next = cursor.peek()
  if (!next || next.line !== line) return true
  if (next.tag === 'open') return cursor.tag(1) === 'weekday'
  if (next.tag === 'in') return cursor.tag(1) === 'clock'
  return ['weekday', 'comma', 'clock', 'close'].includes(next.tag)
}

const RELATIVE = { monthWord: 'month', quarter: 'quarter', half: 'half', week: 'week', day: 'week' } as const

/** «в течение месяца», «весь месяц», «конец месяца». */
const whole = (cursor: Cursor): RelativeAtom | null =>
  cursor.attempt(() => {
    cursor.skip('in', 'until')
    const isLed = cursor.skip('during', 'whole', 'part') > 0
    while (isLed && cursor.is('word', 'num', 'whole')) cursor.at++
    const unit = isLed ? cursor.take('monthWord', 'quarter', 'half', 'week', 'day') : null
    if (!unit) return null
    return {
      type: 'relative',
      days: [],
      shape: 'points',
      isDay: false,
      unit: RELATIVE[unit.tag as keyof typeof RELATIVE],
    }
  })

/** Something relative here, null where there is nothing of the kind. */
export const readRelative = (cursor: Cursor): RelativeAtom | null =>
  whole(cursor) ?? counted(cursor) ?? days(cursor)
