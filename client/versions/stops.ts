/** The line of time: the moments at which one can stop, and how they are drawn and named. Pure. */
import type { Timeline } from './history-api.ts'

/** A moment to stop at. `start`: before the first change; `now`: the plan as it is. */
export interface Stop {
  kind: 'start' | 'step' | 'now'
  /** ISO 8601; '' for `now`. */
  at: string
  /** When the step began; the same as `at` for `start`. */
  first: string
  by: string
  count: number
}

/** Oldest first: the beginning, every step, and now. */
export const stopsOf = ({ since, steps }: Timeline): Stop[] => {
  const inOrder = steps.toSorted((a, b) => (a.last < b.last ? -1 : a.last > b.last ? 1 : 0))
  return [
    { kind: 'start', at: since, first: since, by: '', count: 0 },
    ...inOrder.map(({ first, last, by, count }): Stop => ({ kind: 'step', at: last, first, by, count })),
    { kind: 'now', at: '', first: '', by: '', count: 0 },
  ]
}

/** The stop that shows the plan with everything up to `time` (ISO 8601) in it. */
export const stopAt = (stops: readonly Stop[], time: string): number => {
  const index = stops.findIndex(({ kind, at }) => kind === 'now' || (kind === 'step' && at >= time))
  return index < 0 ? stops.length - 1 : index
}

/** The neighbour of `index` among `chosen` stops (ascending); null where there is none. */
export const neighbour = (chosen: readonly number[], index: number, by: 1 | -1): number | null =>
  (by > 0 ? chosen.find((one) => one > index) : chosen.findLast((one) => one < index)) ?? null

export interface Bar {
  /** Share of the line's width, 0 to 1. */
  from: number
  width: number
  /** Share of the height, 0 to 1. */
  height: number
  /** Who changed most in it. */
  by: string
}

const MAX_BARS = 180

const busiest = (group: readonly Stop[]): string => {
  const counts = new Map<string, number>()
  for (const { by, count } of group) counts.set(by, (counts.get(by) ?? 0) + count)
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), ['', -1])[0]
}

/** How much was changed along the line; a bar stands between the stop before it and its own. */
export const barsOf = (stops: readonly Stop[]): Bar[] => {
  const steps = stops.filter(({ kind }) => kind === 'step')
  const size = Math.max(1, Math.ceil(steps.length / MAX_BARS))
  const groups = Array.from({ length: Math.ceil(steps.length / size) }, (_, index) =>
    steps.slice(index * size, (index + 1) * size),
  )
  const sums = groups.map((group) => group.reduce((sum, { count }) => sum + count, 0))
  const most = Math.log1p(Math.max(1, ...sums))
  const unit = 1 / Math.max(1, stops.length - 1)
  return groups.map((group, index) => ({
    from: index * size * unit,
    width: group.length * unit,
    height: Math.max(0.12, Math.log1p(sums[index] ?? 0) / most),
    by: busiest(group),
  }))
}

export interface DayMark {
  /** Share of the line's width, 0 to 1. */
  from: number
  at: Date
}

const MIN_GAP = 0.13

/** Where days begin along the line, as far apart as their names need. */
export const dayMarks = (stops: readonly Stop[]): DayMark[] => {
  const unit = 1 / Math.max(1, stops.length - 1)
  const marks: DayMark[] = []
  let day = ''
  for (const [index, { kind, at }] of stops.entries()) {
    if (kind === 'now') continue
    const date = new Date(at)
    const name = date.toDateString()
    const from = kind === 'start' ? 0 : (index - 1) * unit
    const isFar = marks.length === 0 || from - (marks.at(-1)?.from ?? 0) >= MIN_GAP
    if (name !== day && isFar && from <= 1 - MIN_GAP / 2) marks.push({ from, at: date })
    day = name
  }
  return marks
}

/** A colour of the six for somebody: the same at every look. */
export const hueOf = (id: string): number =>
  (Array.from(id).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % 6) + 1

const two = (value: number): string => String(Math.abs(value)).padStart(2, '0')

/** A time as this clock shows it, with its offset: how the server is told what people here call the moment. */
export const localIso = (time: string): string => {
  const date = new Date(time)
  const offset = -date.getTimezoneOffset()
  const shifted = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 23)
  return `${shifted}${offset < 0 ? '-' : '+'}${two(Math.trunc(offset / 60))}:${two(offset % 60)}`
}
