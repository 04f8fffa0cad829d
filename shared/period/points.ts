/**
 * A point of the calendar: a day or days of a month, a month or a vague part of it, a quarter, half-year, term, season.
 * Owns the shapes of single points; days behind their month are `month-first.ts`'s, ranges and lists of points `calendar.ts`'s.
 */
import type { Grain, Moment, Point } from './atoms.ts'
import type { Cursor } from './cursor.ts'
import { isGenitive } from './cases.ts'
import { day, month, ofMonths, span } from './moments.ts'
import { daysBehindMonth } from './month-first.ts'
import { decadeDays, takeDecade, takeVague } from './parts.ts'
import { isRoman } from './roman.ts'
import { readSeasons } from './seasons.ts'
import { type Series, readSeries } from './series.ts'
import type { Tag, Token } from './tags.ts'

/** First and last month of what is counted: quarters, half-years, terms of school (SPEC PD4). */
const COUNTED: Record<
  'quarter' | 'half' | 'term' | 'semester',
  { grain: Grain; months: readonly [number, number][] }
> = {
  quarter: {
    grain: 'quarter',
    months: [
      [1, 3],
      [4, 6],
      [7, 9],
      [10, 12],
    ],
  },
  half: {
    grain: 'half',
    months: [
      [1, 6],
      [7, 12],
    ],
  },
  term: {
    grain: 'stretch',
    months: [
      [9, 10],
      [11, 12],
      [1, 3],
      [4, 5],
    ],
  },
  semester: {
    grain: 'stretch',
    months: [
      [9, 12],
      [1, 5],
    ],
  },
}

const countedPoints = (unit: keyof typeof COUNTED, series: Series): Point[] | null => {
  const { grain, months } = COUNTED[unit]
  const points: Point[] = []
  for (const { a, b } of series.items) {
    const from = months[(a < 0 ? months.length : a) - 1]
    const to = months[(b < 0 ? months.length : b) - 1]
    if (!from || !to) return null
    points.push({ grain, first: month(from[0]), last: month(to[1]) })
  }
  return points
}

/** Days apart, from which on an end before its beginning is no slip but the turn of a month. */
const TURN = 15

/** «29-04.11» begins in the month before. */
const firstDay = (a: number, b: number, m: number, y: number | null): Moment => {
  if (a - b < TURN) return day(a, m, y)
  return m > 1 ? day(a, m - 1, y) : day(a, 12, y === null ? null : y - 1)
}

/** The days of a series within a month. A number no month has is no day. */
export const daysOf = (series: Series, m: number, y: number | null): Point[] | null =>
  series.items.some(({ a, b }) => a < 1 || b < 1 || a > 39 || b > 39)
    ? null
    : series.items.map(({ a, b }) => ({ grain: 'day', first: firstDay(a, b, m, y), last: day(b, m, y) }))

const MONTH_FILLERS = ['in', 'monthWord'] as const

/** Months behind a vague part or a decade: «марта», «марта и апреля». */
const readMonths = (cursor: Cursor): number[] | null => {
  cursor.skip(...MONTH_FILLERS)
  const first = cursor.take('month')
  if (!first) return null
  const months = [first.value]
  for (;;) {
    const next = cursor.attempt(() => (cursor.skip('comma', 'and') > 0 ? cursor.take('month') : null))
    if (!next) return months
    // «неделя марта, апрель 5-10»: the next month may begin something of its own.
    months.push(next.value)
  }
}

const yearHalf = (cursor: Cursor, series: Series): Point[] | null =>
  cursor.attempt(() => {
    if (!cursor.take('halves')) return null
    cursor.skip('in', 'dash')
    const ofSchool = schoolHalf(cursor, series)
    if (ofSchool) return ofSchool
    const isYear = cursor.take('yearWord') ?? (cursor.is('year') ? cursor.peek() : null)
    return isYear ? countedPoints('half', series) : null
  })

/** «II (апрель) квартал»: the bracket says when in it, as behind «II квартал» it does. */
const passGloss = (cursor: Cursor): void => {
  cursor.attempt(() => {
    const isOpen = cursor.take('open') !== null && cursor.skip('month', 'dash', 'comma', 'and', 'to') > 0
    return isOpen && cursor.take('close') && cursor.is('quarter', 'half') ? true : null
  })
}

const pointsOfUnit = (cursor: Cursor, series: Series): Point[] | null => {
  if (series.date) return daysOf(series, series.date.value, series.date.year)
  passGloss(cursor)
  if (cursor.is('school') && cursor.tag(1) === 'term') cursor.at++
  else if (isTight(cursor, 'quarter', 'half', 'term')) cursor.at++
  const term = cursor.attempt(shortTerm)
  if (term) return countedPoints('term', series)
  const counted = cursor.take('quarter', 'half', 'term', 'semester')
  if (counted && counted.value >= 0)
    return (
      (counted.tag === 'half' ? schoolHalf(cursor, series) : null) ??
      countedPoints(counted.tag as keyof typeof COUNTED, series)
    )
  const half = yearHalf(cursor, series)
  if (half) return half
  if (takeDecade(cursor, series)) return decadePoints(cursor, series)
  if (takeVague(cursor)) return vaguePoints(cursor)
  return quotedDay(cursor, series) ?? monthDays(cursor, series)
}

/** «III четв.» is a term of school: no month is named whose Thursday it could be. */
const shortTerm = (cursor: Cursor): Token | null =>
  cursor.peek()?.text === 'четв' && cursor.tag(1) !== 'month' ? cursor.take('weekday') : null

/** «1 полугодие (2022-2023) учебного года», «вторая половина учебного года»: the half of a school year, not of the calendar's. */
const schoolHalf = (cursor: Cursor, series: Series): Point[] | null =>
  cursor.attempt(() => {
    const before = cursor.take('years')
    if (!cursor.take('school') || !cursor.take('yearWord', 'word')) return null
    const years = before ?? cursor.take('years')
    return series.items.map(({ a }): Point => {
      const y = years === null ? null : a === 1 ? years.value : years.year
      const [from, to] = a === 1 ? [9, 12] : [1, 5]
      return { grain: 'half', first: month(from, y), last: month(to, y) }
    })
  })

const vaguePoints = (cursor: Cursor): Point[] | null => {
  const months = readMonths(cursor)
  return months && ofMonths(months)
}

const decadePoints = (cursor: Cursor, series: Series): Point[] | null => {
  const months = readMonths(cursor)
  const days = decadeDays(series)
  if (!months || !days) return null
  return months.flatMap((m) =>
    days.map(({ a, b }): Point => ({ grain: 'day', first: day(a, m), last: day(b, m) })),
  )
}

/** «15 марта», «1, 8 и 15 (вторник) числа марта». */
const monthDays = (cursor: Cursor, series: Series): Point[] | null => {
  cursor.attempt(() => {
    const open = cursor.take('open')
    const weekday = cursor.take('weekday')
    return weekday && (open === null || cursor.take('close')) ? true : null
  })
  // «10 дней в июне»: how many, and not which.
  const isCount = /^(?:дней|дня|days)$/u.test(cursor.peek()?.text ?? '') && cursor.tag(1) === 'in'
  const isVague = /[еx\u0445]$/u.test(cursor.peek(-1)?.text ?? '') && series.items.length === 1
  const isDecade = isVague && cursor.is('dayNumber')
  cursor.skip('dayNumber', 'day', 'in')
  const isCounted = isRoman(cursor.peek(-1))
  const isDashed =
    isTight(cursor, 'month') || (cursor.is('dash') && /^[а-я]+[ая]$/u.test(cursor.peek(1)?.text ?? ''))
  const found = isDashed ? dashedMonth(cursor) : cursor.take('month')
  // «II марта»: a week or ten days that nobody named, and no day.
  if (found && (isDecade || isCounted || isCount)) return ofMonths([found.value])
  if (!found) return null
  cursor.skip('monthWord')
  const months = [found, ...otherMonths(cursor, found)]
  const days = months.map(({ value }) => daysOf(series, value, null))
  return days.every((points) => points !== null) ? days.flat() : null
}

/** «10 января, апреля, июля»: months in the case that a day has behind it have its days, too. */
const otherMonths = (cursor: Cursor, first: Token): Token[] => {
  const found: Token[] = []
  for (let next: Token | null = first; next && isGenitive(next);) {
    next = cursor.attempt(() => {
      const { line } = first
      const month =
        cursor.skip('comma', 'and') > 0 && cursor.peek()?.line === line ? cursor.take('month') : null
      const hasOwn = cursor.peek()?.line === line && cursor.is('num', 'date', 'dash', 'to', 'until', 'open')
      return month && isGenitive(month) && !hasOwn ? month : null
    })
    if (next) found.push(next)
  }
  return found
}

const isStroke = ({ tag, text }: Token): boolean => tag === 'dash' || text === '/'

/** «12-апр», «05/May», as a table program writes dates, «I-квартал». */
const isTight = (cursor: Cursor, ...tags: readonly Tag[]): boolean => {
  const [number, dash, name] = [cursor.peek(-1), cursor.peek(), cursor.peek(1)]
  if (number?.tag !== 'num' || !dash || !isStroke(dash) || !name || !tags.includes(name.tag)) return false
  const isDay = name.tag !== 'month' || !number.ordinal
  return isDay && dash.isGlued && name.isGlued
}

/** «04» 09.2022: the day in quotation marks of a form that was filled in. */
const quotedDay = (cursor: Cursor, series: Series): Point[] | null => {
  const isQuoted = series.items.length === 1 && cursor.peek(-1)?.isQuoted === true
  const found = isQuoted ? cursor.take('monthYear') : null
  return found && daysOf(series, found.value, found.year)
}

/** «15-мая» */
const dashedMonth = (cursor: Cursor): Token | null =>
  cursor.attempt(() => (cursor.take('dash', 'comma') ? cursor.take('month') : null))

const numbered = (cursor: Cursor): Point[] | null =>
  cursor.attempt(() => {
    const series = readSeries(cursor)
    return series && pointsOfUnit(cursor, series)
  })

const figures = (cursor: Cursor): Point[] | null => {
  const date = cursor.take('date')
  if (!date) return null
  const at = day(date.day, date.value, date.year)
  return [{ grain: 'day', first: at, last: at }]
}

const monthYear = (cursor: Cursor): Point[] | null => {
  const found = cursor.take('monthYear')
  if (!found) return null
  const { value, year } = found
  return [{ grain: 'month', first: month(value, year), last: month(found.day || value, year) }]
}

/** A deadline inside the month before it: «декабрь (до 20 числа)» is left to the caller. */
const named = (cursor: Cursor): Point[] | null =>
  cursor.attempt(() => {
    const lead = cursor.is('monthWord') ? cursor.take('monthWord') : null
    const found = cursor.take('month')
    if (!found) return null
    if (!lead) cursor.skip('monthWord')
    const days = daysBehindMonth(cursor, found)
    if (days) return days
    cursor.attempt(() => {
      cursor.skip('comma', 'dash', 'open')
      return cursor.take('part') && !cursor.is('month', 'yearWord', 'quarter', 'school') ? true : null
    })
    return ofMonths([found.value])
  })

/** «с середины лета», «с конца лета»: where in it. */
const partOf = ({ first, last }: Point, part = 1): Point => {
  if (part === 1) return span('stretch', first.m, last.m)
  const m = part === 2 ? (first.m % 12) + 1 : last.m
  return span('month', m, m)
}

/** «начало мая», «в середине июня», «конец учебного года», «конец 1 квартала». */
const vague = (cursor: Cursor): Point[] | null =>
  cursor.attempt(() => {
    const isFrom = cursor.tag(-1) === 'from'
    const part = cursor.take('part')
    if (!part) return null
    const parts = [part.value]
    while (cursor.is('dash', 'and', 'part', 'in', 'comma')) {
      if (cursor.is('part')) parts.push(cursor.peek()?.value ?? 0)
      cursor.at++
    }
    const months = readMonths(cursor)
    if (months) return ofMonths(months)
    const season = readSeasons(cursor)
    if (season) return isFrom ? season.map((one) => partOf(one, parts[0])) : season
    const counted = numbered(cursor)
    // «Начало – 1 октября»
    if (counted) return counted.every(({ grain }) => grain === 'quarter' || grain === 'half') ? counted : null
    const school = cursor.take('school')
    const isYear = cursor.take('yearWord') ?? (cursor.is('year') ? cursor.peek() : null)
    if (!isYear || parts.includes(2)) return null
    const [first, last] = school ? [9, 5] : [1, 12]
    return ofMonths(parts.map((one) => (one === 1 ? first : last)))
  })

const unitFirst = (cursor: Cursor): Point[] | null =>
  cursor.attempt(() => {
    const unit = cursor.take('quarter', 'half')
    const isSame = unit !== null && cursor.peek()?.line === unit.line
    const series = isSame && unit.value >= 0 ? readSeries(cursor) : null
    if (!unit || !series || series.date || series.items.some(({ b }) => b > 4)) return null
    return countedPoints(unit.tag as 'quarter' | 'half', series)
  })

/** Q1, H2: a letter and a number; 3Q. */
const lettered = (cursor: Cursor): Point[] | null =>
  cursor.attempt(() => {
    const before = cursor.take('num')
    if (before) {
      const isNear = cursor.peek()?.isGlued === true || before.ordinal
      const letter = isNear ? cursor.take('word', 'hour')?.text : undefined
      const isHalf = letter === 'h' && !before.ordinal && cursor.is('year')
      const isQuarter = letter === 'q'
      const { value } = before
      const few = { items: [{ a: value, b: value }], date: null }
      return isQuarter || isHalf ? countedPoints(isQuarter ? 'quarter' : 'half', few) : null
    }
    const letter = cursor.take('word', 'hour')
    const unit = letter?.text === 'q' ? 'quarter' : letter?.text === 'h' ? 'half' : null
    const isTouching = unit === 'quarter' || cursor.peek()?.isGlued === true
    const number = unit && isTouching ? cursor.take('num') : null
    if (!unit || !number) return null
    return countedPoints(unit, { items: [{ a: number.value, b: number.value }], date: null })
  })

/** The points here without their year, null where there are none. */
export const readPoints = (cursor: Cursor): Point[] | null =>
  inFigures(cursor) ??
  numbered(cursor) ??
  named(cursor) ??
  readSeasons(cursor) ??
  vague(cursor) ??
  unitFirst(cursor) ??
  lettered(cursor)

const inFigures = (cursor: Cursor): Point[] | null => monthYear(cursor) ?? figures(cursor)
