/**
 * A table's row read through the plan's columns. Owns placing cells, however the file cut its grid.
 * Must not decide what a row is (`table-kind.ts` does).
 */
import { pushAll } from '../lists.ts'
import type { ColumnRole, RowPlace, RowReadingName } from './column-roles.ts'
import type { TableColumn } from './table-columns.ts'
import type { Cell, FlowItem, Row, Table } from './table-model.ts'
import { cellText, isBold, isCentred, linesOf, parasOf } from './table-text.ts'

/** A column of one table, placed on the page from 0 (left) to 1 (right). */
export interface PlacedColumn {
  key: string
  role: ColumnRole
  title: string
  from: number
  to: number
}

/** What one row says, column by column (same order as the placed columns). */
export interface PlacedRow {
  contents: FlowItem[][]
  texts: string[]
  /** The cell goes on with the one above it. */
  merged: boolean[]
  /** Index of the only column that says something, or -1. */
  only: number
  /** The only filled cell reaches over the title up to the right edge, or is alone in its row. */
  wide: boolean
  bold: boolean
  centred: boolean
  /** What the table's column of sections says, '' where it says nothing or there is none. */
  section: string
  level: number | undefined
  /** Where it stands in the file, once that is known. */
  place?: RowPlace
  /** What a person says that it is. */
  told?: RowReadingName | undefined
}

/** Page positions 0…1 of the grid's edges. */
const edgesOf = (table: Table): number[] => {
  let count = 1
  for (const { cells } of table.rows) for (const { at, span } of cells) count = Math.max(count, at + span)
  const known = table.widths.length >= count && table.widths.slice(0, count).every((width) => width > 0)
  const widths = known ? table.widths.slice(0, count) : Array.from({ length: count }, () => 1)
  const total = widths.reduce((sum, width) => sum + width, 0)
  let sum = 0
  return [0, ...widths.map((width) => (sum += width) / total)]
}

/** Places a table's columns on the page. */
export const placeColumns = (
  table: Table,
  columns: readonly TableColumn[],
  keys: readonly string[],
): PlacedColumn[] => {
  const edges = edgesOf(table)
  return columns.map((column, index) => ({
    key: keys[index] ?? '',
    role: column.role,
    title: column.title,
    from: edges[column.start] ?? 0,
    to: edges[column.end] ?? 1,
  }))
}

const overlap = (column: PlacedColumn, from: number, to: number): number =>
  Math.max(0, Math.min(column.to, to) - Math.max(column.from, from)) / Math.max(1e-9, column.to - column.from)

/** Indexes of the columns that a cell covers by half or more; the nearest where it covers none. */
const coveredBy = (columns: readonly PlacedColumn[], from: number, to: number): number[] => {
  const shares = columns.map((column) => overlap(column, from, to))
  const covered = shares.flatMap((share, index) => (share >= 0.5 ? [index] : []))
  return covered.length > 0 ? covered : [shares.indexOf(Math.max(...shares))]
}

/** A cell over several columns speaks for the title if it covers it, else for the first that is no number. */
const homeOf = (columns: readonly PlacedColumn[], covered: readonly number[]): number =>
  covered.find((index) => columns[index]?.role === 'title') ??
  covered.find((index) => columns[index]?.role !== 'number') ??
  covered[0] ??
  0

const isWide = (columns: readonly PlacedColumn[], row: Row, covered: readonly number[]): boolean => {
  if (row.cells.length === 1) return true
  const title = columns.findIndex((column) => column.role === 'title')
  return covered.length >= 2 && covered.includes(columns.length - 1) && covered.includes(title)
}

/** Reads rows of one table through its columns. */
export const rowReader = (table: Table, columns: readonly PlacedColumn[]): ((row: Row) => PlacedRow) => {
  const edges = edgesOf(table)
  const cover = (row: Row, cell: Cell, index: number): number[] =>
    row.cells.length === columns.length
      ? [index]
      : coveredBy(columns, edges[cell.at] ?? 0, edges[cell.at + cell.span] ?? 1)
  return (row) => {
    const contents: FlowItem[][] = columns.map(() => [])
    const merged = columns.map(() => false)
    let wide = false
    row.cells.forEach((cell, index) => {
      const covered = cover(row, cell, index)
      const home = homeOf(columns, covered)
      pushAll(contents[home] ?? [], cell.content)
      if (cell.merged) for (const at of covered) merged[at] = true
      if (cellText(cell) !== '') wide = isWide(columns, row, covered)
    })
    const at = columnIndex(columns, 'section')
    const inSection =
      at >= 0 && !(wide && contents.filter((content) => linesOf(content).length > 0).length === 1)
    const section = inSection ? linesOf(contents[at] ?? []).join(' ') : ''
    // The row is what stands beside the name of its section.
    if (inSection) contents[at] = []
    const texts = contents.map((content) => linesOf(content).join('\n'))
    const filled = texts.flatMap((text, index) => (text === '' ? [] : [index]))
    const only = filled.length === 1 ? (filled[0] ?? -1) : -1
    const sole = only < 0 ? [] : (contents[only] ?? [])
    return {
      contents,
      texts,
      merged,
      only,
      wide: only >= 0 && wide,
      bold: isBold(sole),
      centred: isCentred(sole),
      section,
      level: row.level,
    }
  }
}

export const hasNestedTable = (content: readonly FlowItem[]): boolean =>
  content.some((item) => item.kind === 'table')

export const columnIndex = (columns: readonly PlacedColumn[], role: ColumnRole): number =>
  columns.findIndex((column) => column.role === role)

/** The lines of a row in one column. */
export const linesIn = (row: PlacedRow, index: number): string[] => {
  const text = row.texts[index] ?? ''
  return text === '' ? [] : text.split('\n')
}

export const parasIn = (row: PlacedRow, index: number): ReturnType<typeof parasOf> =>
  parasOf(row.contents[index] ?? [])
