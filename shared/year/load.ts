/**
 * How much the months of a year carry (SPEC YV5): events, which the checker counts, and a share of what is long or vague.
 * Pure. Which month is overloaded is `plan/check/load.ts`'s, so that checker and picture say the same.
 */
import { isOverloaded, loadedMonths } from '../plan/check/load.ts'
import type { DatedRow } from '../plan/dated.ts'

export interface MonthLoad {
  /** Events of this month. */
  readonly events: number
  /** What falls on it of rows that are spread: a year-long row gives a twelfth. */
  readonly spread: number
  /** 0–20: how dark it is drawn, against the heaviest month of its kind. */
  readonly level: number
  readonly overloaded: boolean
}

const YEAR = Array.from({ length: 12 }, (_, at) => at + 1)

/** Months over which a row is spread: its own, or the whole year where it is to be agreed on. */
const spreadOver = ({ period, row }: DatedRow): readonly number[] => {
  const { kind, months } = period
  if (row.state === 'cancelled' || loadedMonths(period, row.state).length > 0) return []
  if (months.length > 0) return months
  return kind === 'by-agreement' || kind === 'on-demand' ? YEAR : []
}

/** Events and shares by month, index 1–12. */
export interface Sums {
  readonly events: readonly number[]
  readonly spread: readonly number[]
}

const known = new WeakMap<readonly DatedRow[], Sums>()

/** The same object for the same rows. */
export const sumsOf = (rows: readonly DatedRow[]): Sums => {
  const before = known.get(rows)
  if (before) return before
  const [events, spread] = [Array.from({ length: 13 }, () => 0), Array.from({ length: 13 }, () => 0)]
  for (const dated of rows) {
    for (const month of loadedMonths(dated.period, dated.row.state)) events[month] = (events[month] ?? 0) + 1
    const over = spreadOver(dated)
    for (const month of over) spread[month] = (spread[month] ?? 0) + 1 / over.length
  }
  const sums = { events, spread }
  known.set(rows, sums)
  return sums
}

const plus = (a: readonly number[], b: readonly number[]): number[] => a.map((one, at) => one + (b[at] ?? 0))

const ZERO: Sums = {
  events: Array.from({ length: 13 }, () => 0),
  spread: Array.from({ length: 13 }, () => 0),
}

export const addSums = (all: readonly Sums[]): Sums =>
  all.reduce((a, b) => ({ events: plus(a.events, b.events), spread: plus(a.spread, b.spread) }), ZERO)

const DARKEST = 20

/** The heaviest month of a load. */
export const heaviest = ({ events, spread }: Sums): number =>
  Math.max(...events.map((count, month) => count + (spread[month] ?? 0)))

/** The twelve months; `most` is what the darkest stands for. */
export const monthsOf = ({ events, spread }: Sums, most: number): MonthLoad[] =>
  YEAR.map((month) => {
    const [count, share] = [events[month] ?? 0, Math.round((spread[month] ?? 0) * 10) / 10]
    const part = most === 0 ? 0 : (count + (spread[month] ?? 0)) / most
    const level = Math.round(part * DARKEST)
    return { events: count, spread: share, level, overloaded: isOverloaded(events, month) }
  })
