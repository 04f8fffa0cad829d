/**
 * Cells of a worksheet → a table of the model: rows and columns that say nothing fall away, merges become spans, what is
 * hidden is left out and told. Owns the size that a sheet may have, whatever it declares.
 */
import { SvodError } from '../../../shared/errors.ts'
import type { Cell, Para, Row, Span, Table } from '../../../shared/plan/table-model.ts'
import { paragraph } from '../../../shared/plan/table-text.ts'
import { requireFewColumns } from '../column-limit.ts'
import type { Range, SheetCell, SheetReader } from './cells.ts'
import { MAX_PLACES, Merges } from './merges.ts'
import { type Placed, placeCells } from './placing.ts'
import { plainText } from './strings.ts'

export interface SheetGrid {
  table: Table
  /** Texts of hidden rows and columns and under merges, a row of the sheet each. */
  hidden: string[]
}

const spanOf = (
  { look }: SheetCell,
  run: SheetCell['runs'][number],
  text: string,
  href: string | null,
): Span => {
  const { bold, italic, underline, strike } = run.letters ?? look
  // A link is underlined by its look.
  return { text, bold, italic, underline: underline && href === null, strike, href }
}

/** Lines of a cell as paragraphs. */
const parasOf = (cell: SheetCell, href: string | null): Para[] => {
  const lines: Span[][] = [[]]
  for (const run of cell.runs) {
    run.text.split('\n').forEach((text, index) => {
      if (index > 0) lines.push([])
      if (text !== '') lines.at(-1)?.push(spanOf(cell, run, text, href))
    })
  }
  return lines.map((spans) => paragraph('', { spans, align: cell.look.align }))
}

/** Columns of the sheet that are left, by their number there: where they stand in the table. */
type Columns = ReadonlyMap<number, number>

interface Content {
  paras: readonly Para[]
  amount: boolean
}

const BLANK: Content = { paras: [], amount: false }

/** One row: a cell for every place, those under a merge joined. */
const rowOf = (
  cells: ReadonlyMap<number, Content>,
  columns: Columns,
  merges: readonly { range: Range; first: boolean }[],
): Row => {
  const starts = new Map<number, { span: number; merged: boolean }>()
  for (const { range, first } of merges) {
    const covered = [...columns].filter(([column]) => column >= range.left && column <= range.right)
    const [start] = covered
    if (start && !starts.has(start[1])) starts.set(start[1], { span: covered.length, merged: !first })
  }
  const row: Cell[] = []
  const byPlace = [...columns.keys()]
  for (let at = 0; at < byPlace.length;) {
    const { span, merged } = starts.get(at) ?? { span: 1, merged: false }
    const own = byPlace.slice(at, at + span).map((column) => cells.get(column) ?? BLANK)
    const { paras, amount } = (merged ? undefined : own.find((one) => one.paras.length > 0)) ?? BLANK
    row.push({ at, span, merged, content: paras, amount })
    at += span
  }
  return { cells: row, header: false }
}

const hiddenTexts = (cells: readonly SheetCell[]): string[] => {
  const byRow = new Map<number, string[]>()
  for (const cell of cells) {
    const texts = byRow.get(cell.row) ?? []
    texts.push(plainText(cell.runs))
    byRow.set(cell.row, texts)
  }
  return [...byRow.values()].map((texts) => texts.join(' '))
}

const contentsOf = (placed: readonly Placed[], linkOf: (cell: SheetCell) => string | null) => {
  const byRow = new Map<number, Map<number, Content>>()
  for (const { cell, row: at, column } of placed) {
    const row = byRow.get(at) ?? new Map<number, Content>()
    row.set(column, { paras: parasOf(cell, linkOf(cell)), amount: cell.amount })
    byRow.set(at, row)
  }
  return byRow
}

/** The columns that say something, or that a merge with words in it covers within them. */
const columnsOf = (placed: readonly Placed[]): Columns => {
  const used = [...new Set(placed.map(({ column }) => column))].sort((a, b) => a - b)
  requireFewColumns(used.length)
  return new Map(used.map((column, at) => [column, at]))
}

/** Throws `file-too-wide`, `file-inflates`. */
export const gridOf = (sheet: SheetReader, linkOf: (cell: SheetCell) => string | null): SheetGrid => {
  const { shown, unseen } = placeCells(sheet)
  const columns = columnsOf(shown)
  const contents = contentsOf(shown, linkOf)
  const rows = [...contents.keys()].sort((a, b) => a - b)
  if (rows.length * columns.size > MAX_PLACES) throw new SvodError('file-inflates', { places: MAX_PLACES })
  const merges = new Merges(sheet.merges, rows)
  const blank: Row = { cells: [], header: false }
  const table = rows.flatMap((row, index): Row[] => {
    const made = rowOf(contents.get(row) ?? new Map(), columns, merges.at(row))
    // An empty row parts what stands above it from what stands below; a hundred of them part no more.
    const above = rows[index - 1]
    return above !== undefined && row - above > 1 && !spansGap(sheet.merges, above, row)
      ? [blank, made]
      : [made]
  })
  return {
    table: { kind: 'table', rows: table, widths: [], bordered: true },
    hidden: hiddenTexts(unseen),
  }
}

/** Whether a merge reaches over the empty rows between two others. */
const spansGap = (merges: readonly Range[], above: number, below: number): boolean =>
  merges.length < 5_000 && merges.some(({ top, bottom }) => top <= above && bottom >= below - 1)
