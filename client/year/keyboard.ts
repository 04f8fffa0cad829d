/**
 * The year's keys: up and down go from row to row, Alt and an arrow moves the dates of a row, arrows on an end move that end,
 * Enter and the space bar are the button's own. Owns where a key leads; must not write.
 */
import type { Span } from '../../shared/year/marks.ts'
import type { Year } from '../../shared/year/year.ts'
import { chord } from '../plan/chord.ts'
import type { YearFocus } from './focus.ts'

export interface KeySetup {
  year: Pick<Year, 'lines'>
  /** The rows of the list that a narrow window shows; null where the whole year is. */
  rows: { get(): readonly string[] | null }
  /** Knows the row that gets the keyboard as soon as it is drawn. */
  focus: Pick<YearFocus, 'get'>
  /** Brings a row into sight and gives it the focus. */
  go: (row: string) => void
  /** Moves the dates of a row by a month. */
  shift: (row: string, by: -1 | 1) => void
  stretch: (row: string, end: keyof Span, by: -1 | 1) => void
  /** Esc. */
  close: () => boolean
}

const PAGE = 10

const rowsIn = ({ lines }: KeySetup['year']): readonly string[] =>
  lines.flatMap((line) => (line.kind === 'row' ? [line.dated.row.id] : []))

/** The row so many rows further; the last one where there are fewer. */
const rowFrom = (rows: readonly string[], row: string, by: number): string | null => {
  const at = rows.indexOf(row)
  return at < 0 ? null : (rows[Math.min(rows.length - 1, Math.max(0, at + by))] ?? null)
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: PAGE,
  PageUp: -PAGE,
  Home: -Infinity,
  End: Infinity,
}

/** The row that a key leads to from `row`; null where it leads nowhere. */
export const stepFrom = (rows: readonly string[], row: string, key: string): string | null => {
  const by = STEPS[key]
  if (by === undefined) return null
  const next = rowFrom(rows, row, Math.min(1e6, Math.max(-1e6, by)))
  return next === row ? null : next
}

const ON_END: Readonly<Record<string, -1 | 1>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
}

const within = (event: KeyboardEvent, selector: string): HTMLElement | null =>
  event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null

/** Keys on an end of a bar. */
const handleEnd = (handle: HTMLElement, keys: string, setup: KeySetup): boolean => {
  const { yearEnd: end, of: row } = handle.dataset
  if (row === undefined || (end !== 'from' && end !== 'to')) return false
  if (keys === 'Escape') {
    setup.go(row)
    return true
  }
  const by = ON_END[keys]
  if (by === undefined) return false
  setup.stretch(row, end, by)
  return true
}

/** Whether the key was the year's. */
export const handleKey = (event: KeyboardEvent, root: Element, setup: KeySetup): boolean => {
  const keys = chord(event)
  const handle = within(event, '[data-year-end]')
  if (handle) return handleEnd(handle, keys, setup)
  if (keys === 'Escape') return setup.close()
  const row =
    within(event, '[data-year-row]')?.dataset.yearRow ?? (event.target === root ? setup.focus.get().at : null)
  if (row === null) return false
  if (keys === 'Alt+ArrowLeft' || keys === 'Alt+ArrowRight') {
    setup.shift(row, keys === 'Alt+ArrowLeft' ? -1 : 1)
    return true
  }
  if (STEPS[keys] === undefined) return false
  const next = stepFrom(setup.rows.get() ?? rowsIn(setup.year), row, keys)
  if (next !== null) setup.go(next)
  return true
}
