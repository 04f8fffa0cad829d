/**
 * Calendar expressions: points with their year, ranges between two, open ends and deadlines, whole years.
 * Owns how points are joined; what a point is stands in `points.ts`, the counting of months in `resolve.ts`.
 */
import type { CalendarAtom, Grain, Moment, Point } from './atoms.ts'
import { type Cursor, isBehindExcept, isDay } from './cursor.ts'
import { ofMonths, span } from './moments.ts'
import { readPoints } from './points.ts'
import { isRoman } from './roman.ts'
import type { Token } from './tags.ts'
import { isYearEnd, readYearly, takeSchool } from './yearly.ts'

const setYear = (points: readonly Point[], year: number): void => {
  for (const point of points) {
    point.last.y ??= year
    point.first.y ??= point.first.m > point.last.m ? year - 1 : year
  }
}

const TOLD: readonly (readonly [RegExp, number])[] = [
  [/^(?:следующ|будущ|наступн|next)/u, 1],
  [/^(?:прошл|прошед|предыдущ|минул|previous)/u, -1],
  [/^(?:текущ|нынешн|поточн|current|this|т$)/u, 0],
]

/** «следующего года», «года, следующего за отчётным»: a year told from the plan's. */
const toldYear = (cursor: Cursor): number | null => {
  const isYearFirst = cursor.take('yearWord') !== null && cursor.skip('comma') > 0
  const token = cursor.take('word')
  const found = token && TOLD.find(([pattern]) => pattern.test(token.text))
  if (!found) return null
  if (token.text === 'т' && cursor.take('word')?.text !== 'г') return null
  if (!isYearFirst && token.text !== 'т' && !cursor.take('yearWord')) return null
  // «ежегодно, до 1 февраля года, следующего за отчётным»: the plan's year has its own.
  const isAnnual = cursor.tokens.some(({ tag, line }) => tag === 'annual' && line === token.line)
  return cursor.year + (isAnnual ? 0 : found[1])
}

/** «…2024-2025 учебного года», «… уч. г.» behind months with the two years: no time of its own. */
const schoolBehind = (cursor: Cursor): true | null => {
  if (!takeSchool(cursor) || !isYearEnd(cursor.peek())) return null
  cursor.at++
  return true
}

/** The months from August on are of the first of the two years. */
const setSchoolYears = (points: readonly Point[], { value, year }: Token): void => {
  for (const { first, last } of points)
    for (const moment of [first, last]) moment.y = moment.m >= 8 ? value : (year ?? value)
}

/** The year behind points: «марта 2022 г.», «май, 2022», «зима 2021-2022». */
const takeYear = (cursor: Cursor, points: readonly Point[]): void => {
  const told = cursor.attempt(toldYear)
  if (told !== null) return setYear(points, told)
  const hasOwn = points.some(({ last }) => last.y !== null)
  const year = cursor.attempt(() => {
    cursor.skip('comma', 'in', 'open')
    return cursor.take('year', 'years')
  })
  if (!year) return
  const isSchools = cursor.attempt(schoolBehind) !== null
  if (hasOwn) return
  if (isSchools && year.tag === 'years') return setSchoolYears(points, year)
  const isTwo = year.tag === 'years' && year.year !== null
  const wraps = points.some(({ first, last }) => first.m > last.m)
  if (isTwo && !wraps) return
  setYear(points, isTwo ? (year.year ?? year.value) : year.value)
}

/** The month of the one day here, which only says what week is meant. */
const dayOfWeek = (cursor: Cursor): Point | null =>
  cursor.attempt(() => {
    const points = readPoints(cursor)
    const [day] = points ?? []
    if (points?.length !== 1 || day?.grain !== 'day' || day.first.d !== day.last.d) return null
    return span('month', day.first.m, day.first.m)
  })

/** «week of March 3», «неделя с 3 марта»: a week is not pinned, and its first day is none of the event's. */
const weekOf = (cursor: Cursor): Point[] | null =>
  cursor.attempt(() => {
    if (!cursor.take('week')) return null
    const lead = cursor.take('from', 'in', 'part', 'after', 'word')
    if (!lead || !/^(?:of|from|starting|beginning|commencing|after|после|с|з)$/u.test(lead.text)) return null
    cursor.skip('weekday')
    const first = dayOfWeek(cursor)
    if (!first) return null
    const weeks = [first]
    for (;;) {
      const next = cursor.attempt(() => (cursor.skip('and', 'comma') > 0 ? dayOfWeek(cursor) : null))
      if (!next) return weeks
      weeks.push(next)
    }
  })

/** One time without what leads it in and without a second end. */
export const readTime = (cursor: Cursor): Point[] | null => cursor.attempt(withYear)

const withYear = (cursor: Cursor): Point[] | null => {
  const points = readYearly(cursor) ?? weekOf(cursor) ?? readPoints(cursor)
  if (points) takeYear(cursor, points)
  return points
}

/** Weekdays, clock times and brackets may stand between a day and the dash. */
const passDetail = (cursor: Cursor): void => {
  cursor.attempt(() => {
    cursor.skip('open')
    const found = cursor.skip('weekday', 'clock')
    cursor.skip('close')
    return found > 0 && cursor.is('dash', 'to', 'until') ? true : null
  })
}

const spanOf = (from: Point, to: Point): CalendarAtom => ({
  type: 'calendar',
  points: [from, to],
  shape: 'range',
  isBare: false,
})

/** «between June and August», «между 5 и 10 мая» */
const takeBetween = (cursor: Cursor): boolean =>
  /^(?:between|между|між)$/u.test(cursor.peek()?.text ?? '') && cursor.take('word') !== null

const between = (cursor: Cursor): CalendarAtom | null =>
  cursor.attempt(() => {
    if (!takeBetween(cursor)) return null
    const first = withYear(cursor)
    if (!first) return null
    const last = cursor.attempt(() => (cursor.take('and') ? withYear(cursor) : null)) ?? first
    const [from, to] = [first[0], last.at(-1)]
    return from && to ? spanOf(from, to) : null
  })

const isRangeMark = (cursor: Cursor, isOpen: boolean): boolean =>
  cursor.is('dash') || cursor.is('to') || (cursor.is('until') && isOpen)

/** «май–VI» */
const romanMonth = (cursor: Cursor): Point[] | null =>
  cursor.attempt(() => {
    const from = cursor.peek(-2)
    if (from?.tag !== 'month' || !isRoman(cursor.peek())) return null
    const { value } = cursor.take('num') ?? { value: 0 }
    const isLast = ['comma', 'close', 'year', 'years'].includes(cursor.tag() ?? 'close')
    if (value <= from.value || (!isLast && cursor.peek()?.line === cursor.peek(-1)?.line)) return null
    const points = ofMonths([value])
    takeYear(cursor, points)
    return points
  })

/** The second end: behind a dash, «по», or «до» where the first had «с». */
const secondEnd = (cursor: Cursor, isOpen: boolean): Point[] | null =>
  cursor.attempt(() => {
    passDetail(cursor)
    // «февраль до мая»
    const isToMonth = cursor.peek()?.text === 'до' && cursor.tag(-1) === 'month' && cursor.tag(1) === 'month'
    if (!isRangeMark(cursor, isOpen) && !isToMonth) return null
    cursor.skip('dash', 'to', 'until', 'in')
    const isFor = cursor.peek(-1)?.text === 'на'
    passWeekday(cursor)
    const end = withYear(cursor) ?? romanMonth(cursor)
    // «кроме августа – в течение года»: no span from what is taken out.
    if (end?.[0]?.grain === 'year' && isBehindExcept(cursor)) return null
    // «апрель – на II полугодие»: what it is for, no end.
    return isFor && COARSE.includes(end?.[0]?.grain ?? 'day') ? null : end
  })

/** «с понедельника 13 марта»: the weekday of a day that is named behind it. */
const passWeekday = (cursor: Cursor): void => {
  if (cursor.is('weekday') && ['num', 'date'].includes(cursor.tag(1) ?? '')) cursor.at++
}

/** «не позднее, чем 12 марта» */
const takeThan = (cursor: Cursor): boolean =>
  cursor.attempt(() => {
    cursor.skip('comma')
    return /^(?:чем|ніж)$/u.test(cursor.take('word')?.text ?? '') ? true : null
  }) ?? false

/** «до 18.00 12 марта»: the hour of a deadline before its day. */
const passHour = (cursor: Cursor): void => {
  cursor.attempt(() => {
    if (!cursor.take('clock')) return null
    cursor.skip('hour', 'comma')
    return isDay(cursor) ? true : null
  })
}

/** «крайний срок – 1 мая», «дедлайн 1 мая» */
const takeDeadline = (cursor: Cursor): 'until' | null =>
  cursor.attempt(() => {
    const { text } = cursor.take('word') ?? { text: '' }
    const isSaid = text.startsWith('крайн') ? cursor.take('span') : text === 'дедлайн' || text === 'deadline'
    if (!isSaid) return null
    cursor.skip('dash', 'in')
    return isDay(cursor) ? 'until' : null
  })

/** «не позднее», «не ранее», «до», «к», «вплоть до». */
const takeLead = (cursor: Cursor): 'from' | 'until' | 'to' | null => {
  const deadline = cursor.is('word') ? takeDeadline(cursor) : null
  if (deadline) return deadline
  let lead: 'from' | 'until' | 'to' | null = null
  const isNot = cursor.skip('not') > 0
  for (;;) {
    const token = cursor.take('from', 'until', 'to', 'after', 'in')
    if (!token) {
      if (lead !== null && takeThan(cursor)) continue
      if (lead !== null) passWeekday(cursor)
      return lead
    }
    if (lead === null && token.tag === 'until') passHour(cursor)
    if (token.tag === 'in') continue
    if (token.tag === 'after') lead = isNot || token.text !== 'раньше' ? 'from' : 'until'
    else if (isNot && token.text === 'before') lead = 'from'
    else lead = token.tag as 'from' | 'until' | 'to'
  }
}

const grains = (points: readonly Point[]): string => points[0]?.grain ?? ''

const WIDTHS: Partial<Record<Grain, number>> = { day: 0, month: 0, quarter: 2, half: 5 }

/** Whether a point is a range by itself: «с I по III квартал». */
const isSpread = ({ grain, first, last }: Point): boolean =>
  first.d !== last.d || last.m - first.m > (WIDTHS[grain] ?? 12)

/** «с 20 по 20 января»: both ends were said, even where they are one day. */
const isClosed = (passed: readonly Token[]): boolean =>
  passed.some(
    ({ tag }, at) =>
      tag === 'to' ||
      tag === 'until' ||
      (tag === 'dash' && ['num', 'date'].includes(passed[at + 1]?.tag ?? '')),
  )

const shaped = (
  points: Point[],
  lead: 'from' | 'until' | 'to' | null,
  passed: readonly Token[],
): CalendarAtom => {
  const grain = grains(points)
  const isPinned = grain === 'day'
  // «с первой декады июня»
  const isDecade = passed.some(({ tag }) => tag === 'decade')
  const isOne = points.length === 1 && points[0] !== undefined && (isDecade || !isSpread(points[0]))
  if (lead === 'from' && grain !== 'year' && isOne && !isClosed(passed))
    return { type: 'calendar', points, shape: 'from', isBare: false }
  const isDeadline = (lead === 'until' || lead === 'to') && (isPinned || grain === 'month')
  return { type: 'calendar', points, shape: isDeadline ? 'until' : 'points', isBare: false }
}

/** A calendar expression with what leads it in, null where there is none here. */
export const readCalendar = (cursor: Cursor): CalendarAtom | null => between(cursor) ?? ledOrBare(cursor)

/** Whether a time lies in a quarter, half-year, term or season. */
const isWithin = (whole: Point, part: Point): boolean => {
  const has = ({ m }: Moment): boolean =>
    whole.first.m <= whole.last.m
      ? m >= whole.first.m && m <= whole.last.m
      : m >= whole.first.m || m <= whole.last.m
  return has(part.first) && has(part.last)
}

const COARSE: readonly Grain[] = ['quarter', 'half', 'stretch']

/** «II квартал – май»: behind the dash stands when in it, no end of a span. */
const gloss = (first: Point[], second: Point[]): CalendarAtom | null => {
  const [whole, part] = [first[0], second.at(-1)]
  const isFiner = part !== undefined && ['month', 'day'].includes(part.grain)
  return whole && first.length === 1 && COARSE.includes(whole.grain) && isFiner && isWithin(whole, part)
    ? { type: 'calendar', points: [...first, ...second], shape: 'points', isBare: false }
    : null
}

/** Whether a quarter or half-year stands first, and a time outside of it second. */
const isOfAnother = ([whole]: readonly Point[], [part]: readonly Point[]): boolean =>
  whole !== undefined &&
  part !== undefined &&
  COARSE.includes(whole.grain) &&
  ['month', 'day'].includes(part.grain) &&
  !isWithin(whole, part)

/** «… – до 10 апреля» */
const isBeforeDeadline = (cursor: Cursor): boolean => {
  const { at } = cursor
  const isLed = cursor.take('dash') !== null && cursor.take('until') !== null && isDay(cursor)
  cursor.at = at
  return isLed
}

/** «I кв. – до 10.04»: when what is told of a quarter is due, as the day is not in it. */
const deadlineOf = (cursor: Cursor, [whole]: readonly Point[]): CalendarAtom | null =>
  !whole || !COARSE.includes(whole.grain) || !isBeforeDeadline(cursor)
    ? null
    : cursor.attempt(() => {
        cursor.skip('dash')
        const due = ledOrBare(cursor)
        const [day] = due?.points ?? []
        return due?.shape === 'until' && day && !isWithin(whole, day) ? due : null
      })

/** «подписка на I полугодие – сентябрь-октябрь»: what is told of, and when. */
const whenFor = (cursor: Cursor, whole: readonly Point[]): CalendarAtom | null => {
  const when = cursor.take('dash') ? ledOrBare(cursor) : null
  return when && isOfAnother(whole, when.points) ? when : null
}

const ledOrBare = (cursor: Cursor): CalendarAtom | null =>
  cursor.attempt(() => {
    const lead = takeLead(cursor)
    const begin = cursor.at
    const first = withYear(cursor)
    if (!first) return bareYear(cursor, lead)
    const isTold = cursor.tokens[begin - 1]?.text === 'за'
    const alone = shaped(first, lead, cursor.tokens.slice(begin, cursor.at))
    if (isTold && isBeforeDeadline(cursor)) return alone
    const isFor = lead === null && cursor.tokens[begin - 1]?.text === 'на'
    if (isFor && isBeforeDeadline(cursor)) {
      cursor.skip('dash')
      return ledOrBare(cursor)
    }
    const other = isFor ? cursor.attempt((at) => whenFor(at, first)) : null
    if (other) return other
    const deadline = lead === null ? deadlineOf(cursor, first) : null
    if (deadline) return deadline
    const second = secondEnd(cursor, lead === 'from')
    if (!second) return alone
    const [from, to] = [first[0], second.at(-1)]
    if (!from || !to) return null
    return (lead === null ? gloss(first, second) : null) ?? spanOf(from, to)
  })

/** A year that stands alone. */
const bareYear = (cursor: Cursor, lead: 'from' | 'until' | 'to' | null): CalendarAtom | null => {
  const told = cursor.is('word', 'yearWord') ? cursor.attempt(toldYear) : null
  if (told !== null) return yearsFrom(told, told)
  const year = cursor.take('year', 'years')
  if (!year || year.isTouched) return null
  const { value } = year
  const last = cursor.attempt(() => {
    cursor.skip('dash', 'to')
    return cursor.take('year')
  })
  const to = last?.value ?? (year.tag === 'years' ? (year.year ?? value) : value)
  const isOpen = last === null && year.tag === 'year' && lead !== null
  const [from, until] = isOpen && lead !== 'from' ? [0, value - 1] : [value, isOpen ? 9999 : to]
  return yearsFrom(from, until)
}

const yearsFrom = (from: number, until: number): CalendarAtom => {
  const first = { y: from, m: 1, d: null }
  const point: Point = { grain: 'year', first, last: { y: until, m: 12, d: null } }
  return { type: 'calendar', points: [point], shape: 'points', isBare: true }
}
