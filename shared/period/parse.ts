/**
 * A cell of dates as people write it → months, kind, pinned days, hours. Total: any text has a reading, nothing throws,
 * and no day is given that was not written. Owns how the atoms of a cell are put together (SPEC PD*).
 */
import type { PeriodKind } from '../plan/json.ts'
import type { Atom, CalendarAtom, Meaning, Point, RelativeAtom } from './atoms.ts'
import { groupsOf, withoutAnnual } from './lines.ts'
import { daysInMonth } from './month-days.ts'
import {
  type Resolved,
  filledMonths,
  isWider,
  join,
  monthList,
  monthSpan,
  resolveCalendar,
} from './resolve.ts'
import { scan, shareYears } from './scan.ts'
import type { Token } from './tags.ts'
import { tokenise } from './tokens.ts'

export interface ParsedPeriod {
  /** Months 1–12 of the plan's year, ascending. */
  months: number[]
  kind: PeriodKind
  /** ISO dates, only where days are pinned. */
  start: string | null
  end: string | null
  hours: number | null
  /** The parts of the text that were understood: offsets in UTF-16 units, ascending, apart from each other. */
  spans: { from: number; to: number }[]
}

/** What a section's title names: the months that words like «1 неделя» are of. */
export interface HeadingPeriod {
  readonly months: readonly number[]
  readonly kind: PeriodKind
}

export interface ParseOptions {
  /** The plan's year. */
  year: number
  heading?: HeadingPeriod | null
}

/** A longer cell than any date needs; the rest is not read. */
const MAX_LENGTH = 2000
const ALL_YEAR = monthSpan(1, 12)

interface Reading extends Resolved {
  /** Whether anything but clock times and hours was understood. */
  isRead: boolean
}

const NOTHING: Reading = { kind: 'unknown', months: 0, start: null, end: null, isRead: false }

const monthBits = (months: readonly number[]): number => months.reduce((bits, m) => bits | (1 << m), 0)

interface Context {
  year: number
  heading: number
  headingKind: PeriodKind
}

const calendarOf = (atoms: readonly Atom[], { year }: Context): (Resolved & { atom: Atom })[] =>
  atoms.flatMap((atom) =>
    atom.meaning.type === 'calendar' ? [{ ...resolveCalendar(atom.meaning, year), atom }] : [],
  )

/** Whether a beginning without an end lies behind all ends: «до 1 марта» — «с 1 апреля». */
const endsOpen = (parts: readonly Resolved[], last: string | null): boolean =>
  last !== null && parts.some(({ start, end }) => start !== null && end === null && start > last)

const union = (parts: readonly Resolved[]): Reading => {
  const [head, ...rest] = parts
  if (!head) return NOTHING
  const first: Resolved = { kind: head.kind, months: head.months, start: head.start, end: head.end }
  const widest = rest.reduce<Resolved>((found, one) => (isWider(one, found) ? one : found), first)
  const whole = rest.reduce<Resolved>((sum, one) => ({ ...sum, ...join(sum, one) }), first)
  const end = endsOpen(parts, whole.end) ? null : whole.end
  return { ...whole, end, kind: widest.kind, isRead: true }
}

/** A month says nothing beside days of the same month: «май (27 мая)». */
const withoutDoubles = <T extends Resolved>(parts: readonly T[]): readonly T[] => {
  const pinned = parts.reduce((bits, part) => (part.kind === 'dates' ? bits | part.months : bits), 0)
  const isRefined = parts.every(
    (part) => part.kind === 'dates' || (part.kind === 'months' && (part.months & ~pinned) === 0),
  )
  return isRefined && pinned !== 0 ? parts.filter((part) => part.kind === 'dates') : parts
}

const pinnedDay = (year: number, m: number, d: number): string | null => {
  const last = daysInMonth(year, m)
  const at = d > last && d > 31 ? last : d
  return at <= last ? `${year}-${String(m).padStart(2, '0')}-${String(at).padStart(2, '0')}` : null
}

const calendarAt = (points: Point[]): CalendarAtom => ({
  type: 'calendar',
  points,
  shape: 'points',
  isBare: false,
})

/** «15 (суббота)» under a heading that names one month; under several months their span is all that is known. */
const resolveRelative = (atom: RelativeAtom, { year, heading, headingKind }: Context): Resolved => {
  const months = monthList(heading)
  const [m] = months
  if (m === undefined) return atom.alone ? resolveCalendar(calendarAt(atom.alone), year) : NOTHING
  const kind = atom.unit === 'month' && months.length === 1 ? 'months' : headingKind
  if (months.length > 1 || atom.days.length === 0) return { kind, months: heading, start: null, end: null }
  const starts = atom.days.map(({ a }) => pinnedDay(year, m, a))
  const ends = atom.days.map(({ b }) => pinnedDay(year, m, b))
  const isPinned = [...starts, ...ends].every((day) => day !== null)
  const [start, end] = [isPinned ? (starts[0] ?? null) : null, isPinned ? (ends.at(-1) ?? null) : null]
  const months2 = atom.shape === 'from' ? monthSpan(m, 12) : heading
  return {
    kind: 'dates',
    months: months2,
    start: atom.shape === 'until' ? null : start,
    end: atom.shape === 'from' ? null : end,
  }
}

/** The one month that a line names: what «декабрь (до 20 числа)» needs. */
const contextOf = (calendar: readonly Resolved[], context: Context): Context => {
  const named = calendar.filter(({ kind }) => kind === 'months')
  const bits = named.reduce((sum, { months }) => sum | months, 0)
  return bits !== 0 && monthList(bits).length === 1 && named.length === calendar.length
    ? { ...context, heading: bits, headingKind: 'months' }
    : context
}

const relativesOf = (atoms: readonly Atom[], calendar: readonly Resolved[], context: Context): Resolved[] => {
  const near = contextOf(calendar, context)
  const isAlone = calendar.length === 0
  return atoms.flatMap(({ meaning }) => {
    if (meaning.type !== 'relative') return []
    const isDay = meaning.isDay && near !== context && meaning.days.length > 0
    return isAlone || isDay ? [resolveRelative(meaning, near)] : []
  })
}

const withCondition = (reading: Reading, kind: PeriodKind, context: Context): Reading => ({
  kind,
  months: reading.isRead ? reading.months : context.heading,
  start: null,
  end: null,
  isRead: true,
})

/** «каждый вторник до 30 июня»: from January on, where one end of the plan's year is all that is said. */
const untilMonths = (
  [end, ...rest]: readonly (Resolved & { atom: Atom })[],
  { year }: Context,
): number | null => {
  const meaning = end?.atom.meaning
  if (meaning?.type !== 'calendar' || rest.length > 0 || end?.atom.isBracketed) return null
  const [point, ...others] = meaning.points
  const isEnd = meaning.shape === 'until' && point !== undefined && others.length === 0
  return isEnd && (point.last.y ?? year) === year ? monthSpan(1, point.last.m) : null
}

/** Every month of the rhythm's span, all of them where none is named. */
const withRhythm = (calendar: readonly (Resolved & { atom: Atom })[], context: Context): Reading => {
  const bracketed = calendar.filter(({ atom, kind }) => atom.isBracketed && kind !== 'year')
  const named = bracketed.length > 0 ? bracketed : calendar
  const months = untilMonths(named, context) ?? union(named).months
  return {
    kind: 'recurring',
    months: months || context.heading || ALL_YEAR,
    start: null,
    end: null,
    isRead: true,
  }
}

const isDeadline = ({ meaning }: Atom): boolean =>
  meaning.type === 'calendar' &&
  meaning.shape === 'until' &&
  meaning.points.every(({ grain }) => grain === 'day')

/** «в течение года (март, октябрь)»: months in brackets say when in the year, «постоянно (отчёт до 20 декабря)» does not. */
const withBrackets = <T extends Resolved & { atom: Atom }>(calendar: readonly T[]): readonly T[] => {
  const outer = calendar.filter(({ atom }) => !atom.isBracketed)
  const inner = calendar.filter(({ atom, kind }) => atom.isBracketed && kind !== 'year' && !isDeadline(atom))
  const isYear = outer.length > 0 && outer.every(({ kind }) => kind === 'year')
  return isYear && inner.length > 0 ? inner : calendar
}

const isStretch = ({ meaning }: Atom): boolean =>
  meaning.type === 'calendar' && meaning.points.every(({ grain }) => grain === 'stretch')

/** «осенние каникулы (28.10–06.11)»: days in brackets say which days of the season or the holidays. */
const withPinned = <T extends Resolved & { atom: Atom }>(calendar: readonly T[]): readonly T[] => {
  const inner = calendar.filter(({ atom, start, end }) => atom.isBracketed && start !== null && end !== null)
  const outer = calendar.filter((part) => !inner.includes(part))
  const { months } = union(outer)
  const isWithin = outer.length > 0 && inner.every((part) => (part.months & ~months) === 0)
  return inner.length > 0 && isWithin && outer.every(({ atom }) => isStretch(atom)) ? inner : calendar
}

/** «июнь, июль (летние каникулы)»: a season in brackets says what the months before it are of. */
const withoutGlosses = <T extends Resolved & { atom: Atom }>(calendar: readonly T[]): readonly T[] => {
  const outer = calendar.filter(({ atom }) => !(atom.isBracketed && isStretch(atom)))
  const glosses = union(calendar.filter((part) => !outer.includes(part))).months
  const { months } = union(outer)
  return months !== 0 && (months & ~glosses) === 0 && !outer.every(({ atom }) => isStretch(atom))
    ? outer
    : calendar
}

const isOpenStart = ({ meaning }: Atom): boolean => meaning.type === 'calendar' && meaning.shape === 'from'

/** «с 1 апреля, постоянно»: the whole year begins where it is said to. */
const withStart = <T extends Resolved & { atom: Atom }>(calendar: readonly T[]): readonly T[] =>
  calendar.some(({ atom }) => isOpenStart(atom)) ? calendar.filter(({ kind }) => kind !== 'year') : calendar

const calendarReading = (all: readonly (Resolved & { atom: Atom })[]): Reading => {
  const calendar = withPinned(withoutGlosses(withStart(all)))
  const named = withBrackets(calendar)
  const reading = union(withoutDoubles(named))
  return named === calendar ? reading : { ...reading, kind: 'year', start: null, end: null }
}

const except = (reading: Reading, months: number): Reading => ({
  ...reading,
  months: reading.months & ~months,
})

/** What is taken away: «кроме 9 мая» nothing, as the month has other days; «кроме летнего отпуска (июль)» July alone. */
const exceptedMonths = (calendar: readonly (Resolved & { atom: Atom })[], { year }: Context): number => {
  const inner = calendar.filter(({ atom }) => atom.isBracketed)
  const outer = calendar.filter(({ atom }) => !atom.isBracketed)
  const isWithin = (union(inner).months & ~union(outer).months) === 0
  const isTold = inner.length > 0 && isWithin && outer.every(({ atom }) => isStretch(atom))
  return (isTold ? inner : calendar).reduce(
    (bits, { atom: { meaning } }) =>
      meaning.type === 'calendar' ? bits | filledMonths(meaning, year) : bits,
    0,
  )
}

const isCondition = ({ meaning }: Atom): boolean =>
  meaning.type === 'by-agreement' || meaning.type === 'on-demand'

/** What a group of atoms says together: one line, or lines that are one sentence. */
const readGroup = (all: readonly Atom[], context: Context): Reading => {
  const atoms = all.filter(({ isExcepted }) => !isExcepted)
  const isBare = ({ meaning }: Atom): boolean => meaning.type === 'calendar' && meaning.isBare
  const named = calendarOf(
    atoms.filter((atom) => !isBare(atom)),
    context,
  )
  const calendar = named.length > 0 ? named : calendarOf(atoms.filter(isBare), context)
  const excepted = exceptedMonths(
    calendarOf(
      all.filter(({ isExcepted }) => isExcepted),
      context,
    ),
    context,
  )
  const condition = atoms.find(isCondition)?.meaning.type as PeriodKind | undefined
  const isRhythm = atoms.some(({ meaning }) => meaning.type === 'recurring')
  const isAnnual = atoms.some(({ meaning }) => meaning.type === 'annual')
  if (isRhythm || (isAnnual && calendar.length === 0 && !condition)) {
    const reading = withRhythm(calendar, context)
    return except(condition ? { ...reading, kind: condition } : reading, excepted)
  }
  const relatives = relativesOf(atoms, calendar, context)
  const reading = relatives.some(({ kind }) => kind !== 'unknown')
    ? union(withoutDoubles([...calendar, ...relatives]))
    : calendarReading(calendar)
  return except(condition ? withCondition(reading, condition, context) : reading, excepted)
}

/** Times of day are no part of a period, and a day without a month none that was understood. */
const isUnderstood = ({ meaning }: Atom, isUnder: boolean): boolean =>
  meaning.type !== 'clock' &&
  (meaning.type !== 'relative' || isUnder || meaning.isDay || meaning.alone !== undefined)

const spansOf = (
  atoms: readonly Atom[],
  tokens: readonly Token[],
  isUnder: boolean,
): { from: number; to: number }[] =>
  atoms.flatMap((atom) => {
    const [first, last] = [tokens[atom.start], tokens[atom.end - 1]]
    return first && last && isUnderstood(atom, isUnder) ? [{ from: first.from, to: last.to }] : []
  })

const hoursOf = (atoms: readonly Atom[]): number | null => {
  for (const { meaning } of atoms) if (meaning.type === 'hours') return meaning.hours
  return null
}

const TELLING: readonly Meaning['type'][] = ['calendar', 'recurring', 'annual', 'by-agreement', 'on-demand']

/** Months in the names of things («Октябрь») and what is told of are none where the cell says something of time itself. */
const withoutNames = (all: Atom[]): Atom[] => {
  const isTelling = ({ meaning, isNamed }: Atom): boolean => !isNamed && TELLING.includes(meaning.type)
  const atoms = all.some(isTelling) ? all.filter(({ isNamed }) => !isNamed) : all
  const isOwn = ({ meaning, isAside }: Atom): boolean => !isAside && meaning.type === 'calendar'
  return atoms.some(isOwn) ? atoms.filter(({ isAside }) => !isAside) : atoms
}

const contextFor = ({ year, heading }: ParseOptions): Context => ({
  year,
  heading: heading ? monthBits(heading.months) : 0,
  headingKind: heading?.kind ?? 'unknown',
})

/** Reads the text of a cell. */
export const parsePeriod = (source: string, options: ParseOptions): ParsedPeriod => {
  const context = contextFor(options)
  const text = source.slice(0, MAX_LENGTH)
  const tokens = tokenise(text)
  if (text.trim() === '') return { ...bare(context), kind: 'none' }
  const atoms = withoutNames(scan(tokens, options.year))
  shareYears(atoms)
  const readings = withoutAnnual(groupsOf(atoms, tokens, text))
    .map((group) => readGroup(group, context))
    .filter(({ isRead }) => isRead)
  const whole = union(readings)
  const isPinned = whole.kind === 'dates'
  const months = monthList(whole.months)
  const spans = spansOf(atoms, tokens, context.heading !== 0)
  const isTimeOnly = !whole.isRead && atoms.length > 0 && context.heading !== 0
  const read = isTimeOnly ? { ...whole, kind: context.headingKind } : whole
  return {
    months: isTimeOnly ? monthList(context.heading) : months,
    kind: read.kind,
    start: isPinned ? whole.start : null,
    end: isPinned ? whole.end : null,
    hours: hoursOf(atoms),
    spans,
  }
}

const bare = (context: Context): Omit<ParsedPeriod, 'kind'> => ({
  months: monthList(context.heading),
  start: null,
  end: null,
  hours: null,
  spans: [],
})
