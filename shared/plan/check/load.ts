/** Months with far more events than the others. Owns counting; what spreads over more than two months loads none. */
import type { RowFacts } from './facts.ts'
import { type Finding, found } from './finding.ts'

/** A month is overloaded from this many events on, if that is twice what the other busy months have on the average. */
const LEAST = 12
const TIMES = 2
const WIDEST = 2

const known = new WeakMap<readonly RowFacts[], readonly number[]>()

/** Events of one section by month (index 1–12); the same for as long as the section is. */
const loadIn = (rows: readonly RowFacts[]): readonly number[] => {
  const before = known.get(rows)
  if (before) return before
  const load = Array.from({ length: 13 }, () => 0)
  for (const { period, row } of rows) {
    if (period.months.length > WIDEST || row.state === 'cancelled') continue
    for (const month of period.months) load[month] = (load[month] ?? 0) + 1
  }
  known.set(rows, load)
  return load
}

const loadOf = (sections: readonly (readonly RowFacts[])[]): number[] => {
  const loads = sections.map(loadIn)
  return Array.from({ length: 13 }, (_, month) => loads.reduce((sum, load) => sum + (load[month] ?? 0), 0))
}

/** What the months that have events have on the average, without this one. */
const averageBut = (load: readonly number[], month: number): number => {
  const others = load.filter((count, at) => at !== month && count > 0)
  return others.length === 0 ? 0 : others.reduce((sum, count) => sum + count, 0) / others.length
}

export const checkLoad = (sections: readonly (readonly RowFacts[])[]): Finding[] => {
  const load = loadOf(sections)
  return load.flatMap((count, month) =>
    count >= LEAST && count > TIMES * averageBut(load, month)
      ? [found('overloaded-month', { section: null, item: null }, `${month}`, { month, count }, month)]
      : [],
  )
}
