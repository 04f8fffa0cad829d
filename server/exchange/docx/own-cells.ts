/**
 * Which column each cell of a row belongs to, in a table that Svod wrote and people have redrawn in Word. Owns places on the
 * grid alone: Word cuts the grid into slivers where a border of one row is drawn elsewhere, so few cells begin where their
 * column does.
 */
import type { Cell, Row } from '../../../shared/plan/table-model.ts'

/** Where a column stands in the grid: [at, end). */
export interface GridColumn {
  at: number
  end: number
}

export interface ColumnCell<Column> {
  cell: Cell
  /** null where nothing of the header stands over the cell. */
  column: Column | null
}

/** Widths of the grid's columns; each is as wide as the others where the file does not say. */
export type Widths = readonly number[]

const widthOf = (widths: Widths, from: number, to: number): number => {
  let width = 0
  for (let at = from; at < to; at += 1) width += Math.max(1, widths[at] ?? 1)
  return width
}

/** Where each boundary of a grid stands, as a share of its width. */
const edgesOf = (widths: Widths): number[] => {
  const whole = widthOf(widths, 0, widths.length)
  return Array.from({ length: widths.length + 1 }, (_, at) => widthOf(widths, 0, at) / whole)
}

const nearest = (edges: readonly number[], place: number): number => {
  let best = 0
  edges.forEach((edge, at) => {
    if (Math.abs(edge - place) < Math.abs((edges[best] ?? 0) - place)) best = at
  })
  return best
}

/** The columns of one table where they stand in the grid of another, which goes on with it under the same page. */
export const regridded = <Column extends GridColumn>(
  columns: readonly Column[],
  from: Widths,
  to: Widths,
): Column[] => {
  if (from.length === 0 || to.length === 0) return [...columns]
  const [known, own] = [edgesOf(from), edgesOf(to)]
  return columns.map((column) => {
    const at = nearest(own, known[column.at] ?? 0)
    return { ...column, at, end: Math.max(at + 1, nearest(own, known[column.end] ?? 1)) }
  })
}

/** How much of a cell stands under a column. */
const shared = (column: GridColumn, cell: Cell, widths: Widths): number =>
  widthOf(widths, Math.max(column.at, cell.at), Math.min(column.end, cell.at + cell.span))

/** A cell over several columns belongs to the first that it covers by half, else to the one that it shares most with. */
const columnOf = <Column extends GridColumn>(
  columns: readonly Column[],
  cell: Cell,
  widths: Widths,
): Column | null => {
  let nearest: Column | null = null
  let most = 0
  for (const column of columns) {
    const share = shared(column, cell, widths)
    if (share > 0 && share * 2 >= widthOf(widths, column.at, column.end)) return column
    if (share > most) nearest = column
    most = Math.max(most, share)
  }
  return nearest
}

/** The cells of a row from left to right, each with its column; several may have the same. */
export const cellsByColumn = <Column extends GridColumn>(
  { cells }: Row,
  columns: readonly Column[],
  widths: Widths,
): ColumnCell<Column>[] => cells.map((cell) => ({ cell, column: columnOf(columns, cell, widths) }))
