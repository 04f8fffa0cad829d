/**
 * What a clipboard brings as a grid of cells: of a table that some program copied, of text with tabs, or of one cell.
 * Owns the shape and how it is made; must not know a plan (`spread.ts` does) nor a DOM (the client reads HTML).
 */
import { type Block, blocksToText, textToBlocks } from '../plan/rich.ts'
import { blocksOf } from '../plan/table-blocks.ts'
import type { Cell, FlowItem, Row, Table } from '../plan/table-model.ts'
import { flowText, isBlank, linesOf, paragraph, parasOf } from '../plan/table-text.ts'

export interface ClipCell {
  /** For a cell that takes lists and marks; [] where it is empty. */
  readonly blocks: readonly Block[]
  /** For a cell of plain text: its lines, [] where it is empty. */
  readonly lines: readonly string[]
  /** It goes on with the cell above it (a vertical merge). */
  readonly merged: boolean
}

export interface ClipRow {
  /** `band`: one text over the whole width, which is how sections stand in printed plans. */
  readonly kind: 'row' | 'band'
  /** As many as the grid is wide; a band has its text in the first. */
  readonly cells: readonly ClipCell[]
  /** How deep it stood in a plan, 0 elsewhere. */
  readonly level: number
  /** The plan counted its number by itself, and does so where it is pasted. */
  readonly counted?: boolean
  /** The grid is too big for columns: from here on cells stand side by side, words without a place. */
  readonly loose?: true
}

export interface ClipGrid {
  readonly width: number
  readonly rows: readonly ClipRow[]
  /** Titles of the columns where the clipboard says them apart from its rows: whole rows of a plan. */
  readonly titles: readonly string[] | null
}

export const EMPTY_CELL: ClipCell = { blocks: [], lines: [], merged: false }

export const isEmptyCell = ({ lines, blocks }: ClipCell): boolean => lines.length === 0 && blocks.length === 0

/** A cell of what stands in it. */
export const clipCell = (content: readonly FlowItem[], merged = false): ClipCell => ({
  blocks: blocksOf(parasOf(content)),
  lines: linesOf(content),
  merged,
})

/** A cell of a plan's own blocks, to the letter. */
export const ownCell = (blocks: readonly Block[]): ClipCell =>
  blocksToText(blocks) === ''
    ? EMPTY_CELL
    : {
        blocks,
        lines: blocksToText(blocks)
          .split('\n')
          .filter((line) => line.trim() !== ''),
        merged: false,
      }

export const cellWords = ({ lines }: ClipCell): string => lines.join(' ').replace(/\s+/g, ' ').trim()

/** Whether a grid is more than the text of one cell. */
export const isGrid = ({ rows, width }: ClipGrid): boolean => rows.length > 1 || width > 1

/** No arguments of `Math.max`: a table may have more cells than a call takes. */
const widest = (widths: Iterable<number>): number => {
  let most = 1
  for (const width of widths) most = Math.max(most, width)
  return most
}

const widthOf = (table: Table): number =>
  widest(table.rows.flatMap((row) => row.cells.map((cell) => cell.at + cell.span)))

const isBand = (row: Row, width: number): boolean => {
  const [only] = row.cells
  return row.cells.length === 1 && width > 1 && only?.at === 0 && only.span >= width && !only.merged
}

const placed = (cells: readonly Cell[], width: number): ClipCell[] => {
  const row: ClipCell[] = Array.from({ length: width }, () => EMPTY_CELL)
  for (const { at, merged, content } of cells) if (at < width) row[at] = clipCell(content, merged)
  return row
}

/** How many columns say anything, so that empty ones at the right are no part of the grid. */
const usedWidth = (rows: readonly ClipRow[]): number =>
  rows.reduce(
    (most, { cells, kind }) =>
      kind === 'band'
        ? most
        : Math.max(most, cells.findLastIndex((cell) => !isEmptyCell(cell) || cell.merged) + 1),
    1,
  )

/** Rows without their empty end and their empty right side. */
const trimmed = (rows: readonly ClipRow[]): ClipGrid => {
  const last = rows.findLastIndex(({ cells }) => cells.some((cell) => !isEmptyCell(cell)))
  const kept = rows.slice(0, last + 1)
  const width = usedWidth(kept)
  return { width, rows: kept.map((row) => ({ ...row, cells: row.cells.slice(0, width) })), titles: null }
}

/** Cells of one grid; more than any that is laid over a plan has. */
const MOST_CELLS = 5_000_000

/** Asked for every row: whether there is room for all its columns. */
const roomFor = (width: number): (() => boolean) => {
  let left = MOST_CELLS
  return () => (left -= width) >= 0
}

const looseRow = (cells: readonly ClipCell[]): ClipRow => ({ kind: 'row', level: 0, loose: true, cells })

const bandRow = (words: string, width: number): ClipRow => ({
  kind: 'band',
  level: 0,
  cells: [clipCell([paragraph(words)]), ...Array.from({ length: width - 1 }, () => EMPTY_CELL)],
})

const tableRows = (table: Table, width: number, hasRoom: () => boolean): ClipRow[] => {
  const own = widthOf(table)
  return table.rows.map((row) => {
    if (!hasRoom()) return looseRow(row.cells.map(({ content, merged }) => clipCell(content, merged)))
    return isBand(row, own)
      ? bandRow(flowText(row.cells[0]?.content ?? []), width)
      : { kind: 'row', level: 0, cells: placed(row.cells, width) }
  })
}

/**
 * The tables of a flow as one grid, what stands between them as bands; null where there is no table. Rows and columns
 * that are empty at the end are left out.
 */
export const gridOfFlow = (flow: readonly FlowItem[]): ClipGrid | null => {
  const tables = flow.filter((item) => item.kind === 'table')
  if (tables.length === 0) return null
  const width = widest(tables.map(widthOf))
  const hasRoom = roomFor(width)
  const rows: ClipRow[] = []
  let between: string[] = []
  const flush = () => {
    const words = between.join(' ')
    if (words !== '') rows.push(hasRoom() ? bandRow(words, width) : looseRow([clipCell([paragraph(words)])]))
    between = []
  }
  for (const item of flow) {
    if (item.kind === 'para') {
      if (!isBlank(item)) between.push(flowText([item]))
    } else {
      flush()
      for (const row of tableRows(item, width, hasRoom)) rows.push(row)
    }
  }
  flush()
  return trimmed(rows)
}

/** A text that stands in one cell, with its lists and marks. */
export const gridOfText = (flow: readonly FlowItem[]): ClipGrid => ({
  width: 1,
  rows: [{ kind: 'row', level: 0, cells: [clipCell(flow)] }],
  titles: null,
})

/** One field of separated text from `at` on: a quoted one may hold tabs, line ends and doubled quotes. */
const QUOTED = /"((?:[^"]|"")*)"(?=\t|\n|$)/y

/**
 * Rows and fields of text as table programs write it: tabs between fields, quotes round those that need them. A quoted
 * field without tab, line end or quote in it is a text in quotation marks.
 */
export const fieldsOf = (text: string): string[][] => {
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  const rows: string[][] = [[]]
  let at = 0
  for (;;) {
    QUOTED.lastIndex = at
    const inner = QUOTED.exec(source)?.[1]
    const isQuoted = inner !== undefined && /[\t\n"]/.test(inner)
    const end = isQuoted ? at + inner.length + 2 : at + source.slice(at).search(/\t|\n|$/)
    rows.at(-1)?.push(isQuoted ? inner.replaceAll('""', '"') : source.slice(at, end))
    if (end >= source.length) return rows
    if (source[end] === '\n') rows.push([])
    at = end + 1
  }
}

const textCell = (text: string): ClipCell => clipCell(text.split('\n').map((line) => paragraph(line)))

/** Text with tabs and line ends as a grid. */
export const gridOfFields = (text: string): ClipGrid => {
  const fields = fieldsOf(text)
  const width = widest(fields.map((row) => row.length))
  const hasRoom = roomFor(width)
  return trimmed(
    fields.map((row) => {
      const cells = row.map(textCell)
      if (!hasRoom()) return looseRow(cells)
      while (cells.length < width) cells.push(EMPTY_CELL)
      return { kind: 'row', level: 0, cells }
    }),
  )
}

/** Plain lines as paragraphs. */
export const linesToBlocks = (lines: readonly string[]): Block[] =>
  lines.length === 0 ? [] : textToBlocks(lines.join('\n'))

/** Everything of a grid as the text of one cell: its cells side by side, a row a line. */
export const gridAsText = ({ rows, width }: ClipGrid): Block[] => {
  if (width === 1) return rows.flatMap(({ cells }) => [...(cells[0]?.blocks ?? [])])
  return linesToBlocks(
    rows.map(({ cells }) =>
      cells
        .map(cellWords)
        .filter((words) => words !== '')
        .join('\u2003'),
    ),
  )
}
