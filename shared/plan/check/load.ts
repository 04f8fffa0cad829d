/**
 * Months with far more events than the others. Owns what loads a month and when it is too much, for the checker and for the
 * pictures of the year: what spreads over more than two months loads none of them.
 */
import type { ItemState, PeriodJson } from '../json.ts'
import type { RowFacts } from './facts.ts'
import { type Finding, found } from './finding.ts'

/** A month is overloaded from this many events on, if that is twice what the other busy months have on the average. */
const LEAST = 12
const TIMES = 2
const WIDEST = 2

/** The months whose event this is; none of what is long, or will not be. */
export const loadedMonths = ({ months }: Pick<PeriodJson, 'months'>, state: ItemState): readonly number[] =>
  months.length > WIDEST || state === 'cancelled' ? [] : months

const known = new WeakMap<readonly RowFacts[], readonly number[]>()

/** Events of one section by month (index 1–12); the same for as long as the section is. */
const loadIn = (rows: readonly RowFacts[]): readonly number[] => {
  const before = known.get(rows)
  if (before) return before
  const load = Array.from({ length: 13 }, () => 0)
  for (const { period, row } of rows) {
    for (const month of loadedMonths(period, row.state)) load[month] = (load[month] ?? 0) + 1
  }
  known.set(rows, load)
  return load
}

const loadOf = (sections: readonly (readonly RowFacts[])[]): number[] => {
  const loads = sections.map(loadIn)
  return Array.from({ length: 13 }, (_, month) => loads.reduce((sum, load) => sum + (load[month] ?? 0), 0))
}

/** What the months that have events have on the average, without this one; null where it is the only one. */
const averageBut = (load: readonly number[], month: number): number | null => {
  const others = load.filter((count, at) => at !== month && count > 0)
  return others.length === 0 ? null : others.reduce((sum, count) => sum + count, 0) / others.length
}

/** Whether a month has too many events; `load` counts them by month (index 1–12). */
export const isOverloaded = (load: readonly number[], month: number): boolean => {
  const count = load[month] ?? 0
  const average = averageBut(load, month)
  return average !== null && count >= LEAST && count > TIMES * average
}

export const checkLoad = (sections: readonly (readonly RowFacts[])[]): Finding[] => {
  const load = loadOf(sections)
  return load.flatMap((count, month) =>
    isOverloaded(load, month)
      ? [found('overloaded-month', { section: null, item: null }, `${month}`, { month, count }, month)]
      : [],
  )
}
