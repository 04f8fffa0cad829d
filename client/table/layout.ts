/**
 * How wide the columns and the sheet are. Pure: columns in, CSS out. Sizes in px at 100 % text size.
 */
import type { ColumnView } from '../../shared/plan/view.ts'

const NUMBER = 62
const PERIOD = 196
/** The longest words that plans have in such columns, at 15 px: nothing is broken inside a word at ease. */
const OWN = 154
const OWN_LEAST = 104
/** Title at ease, and the least that it is pressed to. */
const TITLE = 482
const TITLE_LEAST = 220
/** White paper left and right of the table. */
const MARGINS = 120

const widthOf = (id: string): number => {
  if (id === 'number') return NUMBER
  if (id === 'period') return PERIOD
  return id === 'title' ? TITLE : OWN
}

const trackOf = (id: string): string => {
  if (id === 'number') return `${NUMBER}px`
  if (id === 'title') return `minmax(${TITLE_LEAST}px, 1fr)`
  return id === 'period' ? `minmax(120px, ${PERIOD}px)` : `minmax(${OWN_LEAST}px, ${OWN}px)`
}

export interface SheetLayout {
  readonly columns: readonly ColumnView[]
  /** `grid-template-columns` of every line. */
  readonly tracks: string
  /** So many columns that a window of a small computer presses them: then they take less room. */
  readonly dense: boolean
  /** The width at which nothing is pressed. */
  readonly idealPx: number
}

/** The layout of the columns that are shown. */
export const layoutOf = (all: readonly ColumnView[]): SheetLayout => {
  const columns = all.filter((column) => !column.hidden)
  const ids = columns.map((column) => column.id)
  const table = ids.reduce((sum, id) => sum + widthOf(id), 0)
  return {
    columns,
    tracks: ids.map(trackOf).join(' '),
    dense: columns.length > 4,
    idealPx: Math.max(table, 620) + MARGINS,
  }
}
