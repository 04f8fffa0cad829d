/**
 * A period as it is drawn over the twelve months of a plan's year (SPEC YV2, YV3): bars, dots, pinned days, vague stretches,
 * and which ends of it can be moved. Pure; places are in months from the beginning of the year, 0–12. The same object for
 * the same period.
 */
import { monthRuns } from '../period/format.ts'
import { daysInMonth } from '../period/month-days.ts'
import { type Vague, vagueOf } from '../plan/dated.ts'
import type { PeriodJson } from '../plan/json.ts'

export type Mark =
  /** A stretch of time; `goesOn` where it begins before the year or ends after it. */
  | {
      readonly kind: 'bar'
      readonly from: number
      readonly to: number
      readonly goesOn: 'before' | 'after' | null
    }
  /** A month, drawn in its middle. */
  | { readonly kind: 'dot'; readonly at: number }
  /** A day; `until`: by then at the latest. */
  | { readonly kind: 'pin'; readonly at: number; readonly until: boolean }
  /** Sometime in these months. */
  | { readonly kind: 'vague'; readonly from: number; readonly to: number }

/** The first and the last month of a period, 1–12. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface Drawing {
  readonly marks: readonly Mark[]
  /** Whose ends can be moved by themselves; null where there are none or more than one stretch. */
  readonly span: Span | null
  /** What the lane says where no month is known to begin in. */
  readonly vague: Vague | null
}

type Run = readonly [from: number, to: number]
type Shown = Pick<PeriodJson, 'kind' | 'months' | 'start' | 'end'>

/** Where a day of the plan's year begins; null for a day of another. */
const placeOfDay = (day: string | null, year: number): number | null => {
  if (day === null || Number(day.slice(0, 4)) !== year) return null
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8))]
  return month - 1 + (date - 1) / daysInMonth(year, month)
}

const dayLength = (day: string): number => 1 / daysInMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)))

const isIn = (at: number | null, month: number): at is number => at !== null && at >= month - 1 && at < month

const bar = ([from, to]: Run): Mark => ({ kind: 'bar', from: from - 1, to, goesOn: null })

const dots = ([from, to]: Run): Mark[] =>
  Array.from({ length: to - from + 1 }, (_, at) => ({ kind: 'dot', at: from - 0.5 + at }))

/** One run of months with days in it. */
const dated = (run: Run, { start, end, months }: Shown, year: number): Mark[] => {
  const [first, last] = [placeOfDay(start, year), placeOfDay(end, year)]
  const isOne = run[0] === run[1]
  const begins = isIn(first, run[0])
  const ends = isIn(last, run[1])
  if (ends && start === null && isOne) return [{ kind: 'pin', at: last, until: true }]
  // «10 марта» over «с 1 июня»: a day before the months that go on.
  const isApart = end !== null || months.at(-1) !== run[1]
  if (begins && isOne && (start === end || (!ends && isApart)))
    return [{ kind: 'pin', at: first, until: false }]
  if (ends && !begins && isOne) return [{ kind: 'pin', at: last, until: false }]
  if (!begins && !ends && isOne && months.length > 1) return dots(run)
  if (!begins && !ends) return isOne ? dots(run) : [bar(run)]
  const to = ends && end !== null ? last + dayLength(end) : run[1]
  return [{ kind: 'bar', from: begins ? first : run[0] - 1, to, goesOn: null }]
}

const COARSE: readonly PeriodJson['kind'][] = ['range', 'quarter', 'halfyear']

const definite = (runs: readonly Run[], period: Shown, year: number): Mark[] => {
  if (period.kind === 'dates') return runs.flatMap((run) => dated(run, period, year))
  if (!COARSE.includes(period.kind)) return runs.flatMap(dots)
  const wraps = period.kind === 'range' && runs.length > 1 && runs[0]?.[0] === 1 && runs.at(-1)?.[1] === 12
  return runs.map((run, at): Mark => {
    const goesOn = !wraps ? null : at === 0 ? 'before' : at === runs.length - 1 ? 'after' : null
    return { kind: 'bar', from: run[0] - 1, to: run[1], goesOn }
  })
}

const vagueMarks = (runs: readonly Run[]): Mark[] =>
  (runs.length === 0 ? [[1, 12] as const] : runs).map(([from, to]) => ({ kind: 'vague', from: from - 1, to }))

/** Ends move where there is one stretch of whole or named months, and a day in it is no date by itself. */
const spanOf = (runs: readonly Run[], marks: readonly Mark[], { kind, months }: Shown): Span | null => {
  const [run, other] = runs
  if (!run || other) return null
  if (kind === 'recurring' || kind === 'by-agreement' || kind === 'on-demand' || kind === 'none') return null
  const isOneStretch = marks.length === 1 && marks[0]?.kind !== 'pin'
  return isOneStretch && months.length > 0 ? { from: run[0], to: run[1] } : null
}

const draw = (period: Shown, year: number): Drawing => {
  const vague = vagueOf(period)
  const runs = monthRuns(period.months)
  if (vague === 'unclear' || vague === 'none') return { marks: [], span: null, vague }
  const isGuess = vague !== null || period.kind === 'recurring'
  const marks = isGuess ? vagueMarks(runs) : definite(runs, period, year)
  return { marks, span: spanOf(runs, marks, period), vague }
}

const known = new WeakMap<PeriodJson, { year: number; drawing: Drawing }>()

export const drawingOf = (period: PeriodJson, year: number): Drawing => {
  const before = known.get(period)
  if (before?.year === year) return before.drawing
  const drawing = draw(period, year)
  known.set(period, { year, drawing })
  return drawing
}

/** Where the day stands in the plan's year (`month` 1–12); null in another year. */
export const placeOfToday = (
  { year, month, day }: { year: number; month: number; day: number },
  planYear: number,
): number | null => (year === planYear ? month - 1 + (day - 0.5) / daysInMonth(year, month) : null)
