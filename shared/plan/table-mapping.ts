/**
 * How a person corrects the reading of a file, and what they are told of it to do so: the columns of each table, its header,
 * and what single rows are. Owns the shapes; the rows are addressed as they stand in the file.
 */
import { cutText } from '../cut-text.ts'
import type { ColumnRole, RowPlace, RowReadingName } from './column-roles.ts'
import type { Row, Table } from './table-model.ts'
import { type PlacedColumn, rowReader } from './table-grid.ts'
import { cellText } from './table-text.ts'

export interface TableMapping {
  table: number
  /** Rows [start, end) are the header; null: there is none. Left out: as found. */
  header?: { start: number; end: number } | null | undefined
  /** One role a column, in the order of `SourceTable.columns`; passed over where their number is another. */
  columns?: readonly ColumnRole[] | undefined
}

export interface ImportMapping {
  tables: readonly TableMapping[]
  rows: readonly (RowPlace & { as: RowReadingName })[]
}

/** A table of the file as it was read. */
export interface SourceTable {
  table: number
  /** It goes on with the columns of the one before it. */
  continues: boolean
  header: { start: number; end: number } | null
  columns: { role: ColumnRole; title: string; samples: string[] }[]
  /** The first rows, a text a cell: to choose the header among them. */
  top: string[][]
  rows: number
}

export interface ImportSource {
  tables: SourceTable[]
  /** Where each section's title stands in the file, and each of its rows; null where it stands outside of the tables. */
  sections: { place: RowPlace | null; items: (RowPlace | null)[] }[]
}

const TOP_ROWS = 8
const MOST_SAMPLES = 3
const LONGEST_SAMPLE = 80

const short = (text: string): string =>
  text.length <= LONGEST_SAMPLE ? text : `${cutText(text, LONGEST_SAMPLE - 1)}…`

/** So many rows are looked at for samples. */
const SAMPLE_ROWS = 60

/** A few texts of each column, each of them once. */
export const samplesOf = (
  table: Table,
  columns: readonly PlacedColumn[],
  rows: readonly Row[],
): string[][] => {
  // A section's name is a sample of its column, too; a cell over number and title is the title's, as in the plan.
  const read = rowReader(
    table,
    columns.map((column) => (column.role === 'section' ? { ...column, role: 'other' as const } : column)),
  )
  const samples = columns.map(() => new Set<string>())
  for (const row of rows.slice(0, SAMPLE_ROWS)) {
    const { texts, only } = read(row)
    // A row of one cell is a section's title, more often than not.
    if (only >= 0 && columns.length > 1) continue
    texts.forEach((text, index) => {
      const known = samples[index]
      if (text !== '' && known && known.size < MOST_SAMPLES) known.add(short(text.replaceAll('\n', ' ')))
    })
  }
  return samples.map((texts) => [...texts])
}

export const topOf = (table: Table): string[][] =>
  table.rows.slice(0, TOP_ROWS).map(({ cells }) => cells.map((cell) => short(cellText(cell))))
