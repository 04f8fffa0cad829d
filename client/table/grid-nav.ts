/**
 * Where the keyboard leads: from one cell of the sheet to another. Pure: lines and columns in, a spot out.
 */
import type { Line } from './lines.ts'

/** A cell of a row. */
export interface CellSpot {
  readonly kind: 'cell'
  readonly row: string
  readonly column: string
}

/** A place that can have the focus. Blocks stand around the table and are no part of the grid. */
export type Spot =
  | CellSpot
  | { readonly kind: 'band'; readonly section: string }
  | { readonly kind: 'block'; readonly field: string }

export type Move =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'next'
  | 'previous'
  | 'below'
  | 'rowStart'
  | 'rowEnd'
  | 'planStart'
  | 'planEnd'
  | 'pageUp'
  | 'pageDown'

export interface Grid {
  readonly lines: readonly Line[]
  /** Ids of the visible columns, left to right. */
  readonly columns: readonly string[]
  /** Lines that a page key skips. */
  readonly page: number
}

/** What a move comes to; `goal` is the column to come back to after a band. */
export interface Landing {
  readonly spot: Spot
  readonly goal: string | null
}

/**
 * 'end' where there is nothing that way; `rowAfter` where Tab left the last cell of a section; `firstRowOf` where Enter
 * left the title of an empty one.
 */
export type Outcome = Landing | 'end' | { readonly rowAfter: string } | { readonly firstRowOf: string }

export const sameSpot = (a: Spot | null, b: Spot | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    ((a.kind === 'cell' && b.kind === 'cell' && a.row === b.row && a.column === b.column) ||
      (a.kind === 'band' && b.kind === 'band' && a.section === b.section) ||
      (a.kind === 'block' && b.kind === 'block' && a.field === b.field)))

const isAt = (line: Line, spot: Spot): boolean =>
  line.kind === 'row'
    ? spot.kind === 'cell' && line.row.id === spot.row
    : line.kind === 'band' && spot.kind === 'band' && line.section.id === spot.section

/** Index of the spot's line, -1 where it is not in the grid. */
export const lineIndexOf = (lines: readonly Line[], spot: Spot): number =>
  lines.findIndex((line) => isAt(line, spot))

const landOn = (grid: Grid, line: Line, column: string | null): Landing => {
  if (line.kind !== 'row') return { spot: { kind: 'band', section: line.section.id }, goal: column }
  const wanted = column !== null && grid.columns.includes(column) ? column : (grid.columns[0] ?? 'title')
  return { spot: { kind: 'cell', row: line.row.id, column: wanted }, goal: null }
}

/** The nearest line in that direction that can have the focus. */
const seek = (
  grid: Grid,
  from: number,
  step: 1 | -1,
  wants: (line: Line) => boolean = () => true,
): Line | null => {
  for (let index = from; index >= 0 && index < grid.lines.length; index += step) {
    const line = grid.lines[index]
    if (line && line.kind !== 'empty' && wants(line)) return line
  }
  return null
}

const landing = (grid: Grid, line: Line | null, column: string | null): Outcome =>
  line === null ? 'end' : landOn(grid, line, column)

const isRow = (line: Line): boolean => line.kind === 'row'

/** Tab: along the row, then on to the next line; behind the last cell of a section a row is wanted. */
const tab = (grid: Grid, at: number, spot: Spot, step: 1 | -1): Outcome => {
  if (spot.kind === 'cell') {
    const next = grid.columns[grid.columns.indexOf(spot.column) + step]
    if (next !== undefined) return { spot: { ...spot, column: next }, goal: null }
    const following = grid.lines[at + 1]
    if (step === 1 && following?.kind !== 'row') return { rowAfter: spot.row }
  }
  const edge = step === 1 ? grid.columns[0] : grid.columns.at(-1)
  return landing(grid, seek(grid, at + step, step), edge ?? null)
}

const along = (grid: Grid, at: number, spot: Spot, step: 1 | -1): Outcome => {
  const next = spot.kind === 'cell' ? grid.columns[grid.columns.indexOf(spot.column) + step] : undefined
  if (spot.kind === 'cell' && next !== undefined) return { spot: { ...spot, column: next }, goal: null }
  const edge = step === 1 ? grid.columns[0] : grid.columns.at(-1)
  return landing(grid, seek(grid, at + step, step), edge ?? null)
}

/** Where `move` leads from `spot`. `goal` is what the last landing remembered. */
export const go = (grid: Grid, spot: Spot, goal: string | null, move: Move): Outcome => {
  const at = lineIndexOf(grid.lines, spot)
  if (at < 0) return 'end'
  const column = spot.kind === 'cell' ? spot.column : goal
  const last = grid.lines.length - 1
  switch (move) {
    case 'up':
      return landing(grid, seek(grid, at - 1, -1), column)
    case 'down':
      return landing(grid, seek(grid, at + 1, 1), column)
    case 'below':
      if (grid.lines[at + 1]?.kind === 'empty' && spot.kind === 'band') return { firstRowOf: spot.section }
      return landing(grid, seek(grid, at + 1, 1, isRow), column)
    case 'left':
      return along(grid, at, spot, -1)
    case 'right':
      return along(grid, at, spot, 1)
    case 'next':
      return tab(grid, at, spot, 1)
    case 'previous':
      return tab(grid, at, spot, -1)
    case 'rowStart':
      return landing(grid, grid.lines[at] ?? null, grid.columns[0] ?? null)
    case 'rowEnd':
      return landing(grid, grid.lines[at] ?? null, grid.columns.at(-1) ?? null)
    case 'planStart':
      return landing(grid, seek(grid, 0, 1), grid.columns[0] ?? null)
    case 'planEnd':
      return landing(grid, seek(grid, last, -1), grid.columns.at(-1) ?? null)
    case 'pageUp':
      return landing(grid, seek(grid, Math.max(0, at - grid.page), 1), column)
    case 'pageDown':
      return landing(grid, seek(grid, Math.min(last, at + grid.page), -1), column)
  }
}
