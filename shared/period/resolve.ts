/**
 * Points and ranges → months of the plan's year and pinned days. Owns the counting: New Year, leap years, the years that
 * were named and those that were not, days that no month has.
 */
import { isShortHolidays } from './seasons.ts'
import type { CalendarAtom, Grain, Moment, Point } from './atoms.ts'
import { daysInMonth } from './month-days.ts'
import { LAST_DAY } from './parts.ts'
import type { PeriodKind } from '../plan/json.ts'

/** A calendar atom counted out. `pinned` is false where a day was impossible. */
export interface Resolved {
  kind: PeriodKind
  /** Bit m for month m. */
  months: number
  start: string | null
  end: string | null
}

export const monthBit = (m: number): number => 1 << m

/** Months from `a` to `b`, over New Year where `b` comes first. */
export const monthSpan = (a: number, b: number): number => {
  let bits = 0
  for (let m = a; ; m = (m % 12) + 1) {
    bits |= monthBit(m)
    if (m === b) return bits
  }
}

/** The months of a set of bits, ascending. */
export const monthList = (bits: number): number[] => {
  const months: number[] = []
  for (let m = 1; m <= 12; m++) if (bits & monthBit(m)) months.push(m)
  return months
}

const two = (n: number): string => String(n).padStart(2, '0')

const iso = (year: number, m: number, d: number): string =>
  `${String(year).padStart(4, '0')}-${two(m)}-${two(d)}`

/** The ISO date of a moment; null where it names no day, undefined where there is no such day. */
const dateOf = (moment: Moment, year: number): string | null | undefined => {
  if (moment.d === null) return null
  const last = daysInMonth(year, moment.m)
  const d = moment.d === LAST_DAY ? last : moment.d
  return d >= 1 && d <= last ? iso(year, moment.m, d) : undefined
}

interface Ends {
  from: number
  to: number
  wraps: boolean
}

/** The years of both ends. Where none is named and the second comes first, the span goes over New Year. */
const yearsOf = (first: Moment, last: Moment, planYear: number): Ends => {
  const wraps = last.m < first.m
  if (first.y !== null && last.y !== null) return { from: first.y, to: last.y, wraps: false }
  if (first.y !== null) return { from: first.y, to: wraps ? first.y + 1 : first.y, wraps: false }
  if (last.y !== null) return { from: wraps ? last.y - 1 : last.y, to: last.y, wraps: false }
  return { from: planYear, to: wraps ? planYear + 1 : planYear, wraps }
}

const monthsBetween = (first: Moment, last: Moment, planYear: number): number => {
  const { from, to, wraps } = yearsOf(first, last, planYear)
  if (wraps) return monthSpan(first.m, last.m)
  let bits = 0
  for (let m = 1; m <= 12; m++) {
    const at = planYear * 12 + m
    if (at >= from * 12 + first.m && at <= to * 12 + last.m) bits |= monthBit(m)
  }
  // An end before its beginning is a slip: both months are meant, and nothing is known of what lies between.
  if (to * 12 + last.m < from * 12 + first.m) {
    if (from === planYear) bits |= monthBit(first.m)
    if (to === planYear) bits |= monthBit(last.m)
  }
  return bits
}

const KINDS: Record<Grain, PeriodKind> = {
  day: 'dates',
  month: 'months',
  quarter: 'quarter',
  half: 'halfyear',
  stretch: 'range',
  year: 'year',
}

const rangeKind = (first: Point, last: Point): PeriodKind => {
  if (first.grain === 'day' || last.grain === 'day') return 'dates'
  if (first.grain !== last.grain) return 'range'
  if (first.grain !== 'month') return KINDS[first.grain]
  return first.first.m === last.last.m && first.first.y === last.last.y ? 'months' : 'range'
}

const resolveRange = (atom: CalendarAtom, planYear: number): Resolved => {
  const [first, last] = atom.points
  if (!first || !last) return { kind: 'unknown', months: 0, start: null, end: null }
  const { from, to } = yearsOf(first.first, last.last, planYear)
  const kind = rangeKind(first, last)
  const [start, end] = [dateOf(first.first, from), dateOf(last.last, to)]
  const isImpossible = start === undefined || end === undefined
  return {
    kind,
    months: monthsBetween(first.first, last.last, planYear),
    start: isImpossible ? null : start,
    end: isImpossible ? null : end,
  }
}

const earliest = (a: string | null, b: string | null): string | null =>
  a === null ? b : b === null || a <= b ? a : b
const latest = (a: string | null, b: string | null): string | null =>
  a === null ? b : b === null || a >= b ? a : b

export const join = (a: Resolved, b: Resolved): Pick<Resolved, 'months' | 'start' | 'end'> => ({
  months: a.months | b.months,
  start: earliest(a.start, b.start),
  end: latest(a.end, b.end),
})

const pointKind = (point: Point): PeriodKind =>
  point.grain === 'month' && point.first.m !== point.last.m ? 'range' : KINDS[point.grain]

const resolvePoint = (point: Point, planYear: number): Resolved => {
  const { from, to } = yearsOf(point.first, point.last, planYear)
  const [start, end] = [dateOf(point.first, from), dateOf(point.last, to)]
  const isPinned = start !== undefined && end !== undefined
  return {
    kind: pointKind(point),
    months: monthsBetween(point.first, point.last, planYear),
    start: isPinned ? start : null,
    end: isPinned ? end : null,
  }
}

const openStart = (atom: CalendarAtom, planYear: number): Resolved => {
  const [point] = atom.points
  if (!point) return { kind: 'unknown', months: 0, start: null, end: null }
  const { first } = point
  const year = first.y ?? planYear
  const months = monthsBetween(
    { ...first, y: year },
    { y: Math.max(year, planYear), m: 12, d: null },
    planYear,
  )
  const isDay = first.d !== null
  return { kind: isDay ? 'dates' : 'range', months, start: dateOf(first, year) ?? null, end: null }
}

/** The months and days of an atom in the plan's year. */
export const resolveCalendar = (atom: CalendarAtom, planYear: number): Resolved => {
  if (atom.shape === 'range') return resolveRange(atom, planYear)
  if (atom.shape === 'from') return openStart(atom, planYear)
  const all = atom.points.map((point) => resolvePoint(point, planYear))
  const [head, ...rest] = all
  if (!head) return { kind: 'unknown', months: 0, start: null, end: null }
  const whole = rest.reduce<Resolved>((sum, one) => ({ kind: wider(sum, one), ...join(sum, one) }), head)
  const deadline = atom.shape === 'until' ? { start: null } : {}
  return { ...whole, ...deadline }
}

/** The months that a time fills: all of them where it names no day, else those with every day in it; none where it is short holidays. */
export const filledMonths = (all: CalendarAtom, planYear: number): number => {
  const points = all.points.filter((point) => !isShortHolidays(point))
  if (points.length === 0) return 0
  const atom = all.shape === 'points' ? { ...all, points } : all
  if (resolveCalendar(atom, planYear).kind !== 'dates') return resolveCalendar(atom, planYear).months
  const parts =
    atom.shape === 'points'
      ? atom.points.map((point) => resolvePoint(point, planYear))
      : [resolveCalendar(atom, planYear)]
  let bits = 0
  for (let m = 1; m <= 12; m++) {
    const [first, last] = [iso(planYear, m, 1), iso(planYear, m, daysInMonth(planYear, m))]
    const isFilled = ({ start, end }: Resolved): boolean =>
      start !== null && end !== null && start <= first && end >= last
    if (parts.some(isFilled)) bits |= monthBit(m)
  }
  return bits
}

const RANKS: PeriodKind[] = [
  'none',
  'unknown',
  'by-agreement',
  'on-demand',
  'dates',
  'months',
  'range',
  'quarter',
  'halfyear',
  'recurring',
  'year',
]

const countBits = (bits: number): number => {
  let count = 0
  for (let rest = bits; rest > 0; rest &= rest - 1) count++
  return count
}

type Width = Pick<Resolved, 'kind' | 'months'>

/** Whether one is wider than another: by its months, then by how coarse its kind is (SPEC PD1). */
export const isWider = (one: Width, other: Width): boolean => {
  const more = countBits(one.months) - countBits(other.months)
  return more !== 0 ? more > 0 : RANKS.indexOf(one.kind) > RANKS.indexOf(other.kind)
}

const wider = (a: Width, b: Width): PeriodKind => (isWider(b, a) ? b.kind : a.kind)
