/**
 * A plan typed as text → flow: columns set by tabs, by bars or by aligned spaces become a table, lines set in the
 * middle or to the right keep their place. Must not interpret the plan.
 */
import { mostOf } from '../../../shared/lists.ts'
import type { Align, FlowItem, Para, Row, Table } from '../../../shared/plan/table-model.ts'
import { fold, paragraph, plainSpan } from '../../../shared/plan/table-text.ts'
import { NAMED_PART, PART_HEADING } from '../../../shared/plan/table-words.ts'
import { requireFewColumns } from '../column-limit.ts'

const TAB_WIDTH = 8
const GAP = / {2,}|\t/

/** Tabs at the beginning of a line stand for spaces. */
const indentOf = (line: string): number =>
  (/^[ \t\u00a0]*/.exec(line)?.[0] ?? '').replaceAll('\t', ' '.repeat(TAB_WIDTH)).length

const isShouted = (text: string): boolean => /\p{Lu}{4}/u.test(text) && text === text.toUpperCase()

/** A line that stands out where nothing can be bold. */
const standsOut = (text: string, alone: boolean): boolean => {
  const folded = fold(text)
  return PART_HEADING.test(folded) || NAMED_PART.test(folded) || (alone && isShouted(text))
}

const alignOf = (line: string, width: number): Align => {
  const left = indentOf(line)
  const right = width - left - line.trim().length
  if (left < 6) return 'left'
  return Math.abs(left - right) <= Math.max(6, width / 8) ? 'center' : left >= width / 3 ? 'right' : 'left'
}

const lineOf = (line: string, width: number, alone: boolean): Para => {
  const text = line.trim()
  const align = alignOf(line, width)
  const spans = [{ ...plainSpan(text), bold: standsOut(text, alone) }]
  return paragraph('', { spans: text === '' ? [] : spans, align })
}

const tableOf = (rows: readonly (readonly string[])[]): Table => {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0)
  requireFewColumns(columns)
  return plainTable(rows)
}

const plainTable = (rows: readonly (readonly string[])[]): Table => ({
  kind: 'table',
  bordered: true,
  widths: [],
  rows: rows.map((cells): Row => ({
    header: false,
    cells: cells.map((cell, at) => ({
      at,
      span: 1,
      merged: false,
      content: cell.split('\n').map((line) => paragraph(line.trim())),
    })),
  })),
})

const isRule = (line: string): boolean =>
  /^[\s|+:=_\u2500-\u257f-]+$/.test(line) && /[-=_\u2500-\u257f]{3}/.test(line)

/** «| 1 | Форум | май |», Markdown's tables too; rules between the rows are no words. */
const barCells = (line: string): string[] | null => {
  const text = line.trim().replace(/[\u2502\u2503\u2551]/g, '|')
  if (!/^\|.*\|$/.test(text)) return null
  return text
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) =>
      cell
        .trim()
        .replaceAll('\\|', '|')
        .replace(/<br\s*\/?>/gi, '\n'),
    )
}

/** Runs of at least so many lines with columns are a table. */
const LEAST_ROWS = 2

const runEnd = (lines: readonly string[], from: number, belongs: (line: string) => boolean): number => {
  let end = from
  while (end < lines.length && belongs(lines[end] ?? '')) end += 1
  return end
}

/** Columns of text that every filled line leaves empty: where the cells of aligned spaces are cut. */
const gutters = (lines: readonly string[]): number[] => {
  const width = mostOf(
    lines.map((line) => line.length),
    0,
  )
  const isOpen = (at: number): boolean => lines.every((line) => (line[at] ?? ' ') === ' ')
  const cuts: number[] = []
  for (let at = 1; at < width; at += 1) if (isOpen(at - 1) && !isOpen(at)) cuts.push(at)
  // One space between words is no gutter; where a cell fills its column to the last letter, others do not, and one of
  // them has words behind it: lines that end before it tell nothing of «Иванова Ирина Ивановна».
  const isWide = (cut: number): boolean =>
    lines.some((line) => line.length > cut && line[cut - 2] === ' ') &&
    lines.filter((line) => (line[cut - 2] ?? ' ') === ' ').length * 5 >= lines.length * 3
  return cuts.filter((cut) => cut < 2 || isWide(cut))
}

/** Where the cells of aligned spaces are cut, and how long the longest of their lines is. */
interface Columns {
  cuts: readonly number[]
  width: number
}

const startOf = (line: string): number => line.length - line.trimStart().length

/** Whether a gutter cuts a line in the middle of a word. */
const isTorn = (line: string, cuts: readonly number[]): boolean => {
  const start = startOf(line)
  return cuts.some((cut) => start < cut && cut < line.length && line[cut - 1] !== ' ')
}

/** As near to the middle as a line comes that somebody set there. */
const isCentred = (line: string, width: number): boolean => Math.abs(startOf(line) + line.length - width) <= 3

/**
 * The column that a line of one run of words goes on in, as it begins there, longer than the column though it is; 0 for
 * none. Under the second one a heading may begin, with a capital letter.
 */
const goesOnIn = (line: string, { cuts, width }: Columns): number => {
  const text = line.trim()
  const column = cuts.indexOf(startOf(line)) + 1
  const isHeading =
    standsOut(text, true) || isCentred(line, width) || (column === 1 && !/^\p{Ll}/u.test(text))
  return isHeading || GAP.test(text) || !isTorn(line, cuts) ? 0 : column
}

const cutAt = (line: string, columns: Columns): string[] => {
  const { cuts } = columns
  const own = goesOnIn(line, columns)
  if (own > 0) return [0, ...cuts].map((_, index) => (index === own ? line.trim() : ''))
  return [0, ...cuts].map((start, index) => line.slice(start, cuts[index] ?? line.length).trim())
}

/** A line whose first cell is empty goes on with the row above it. */
const joinLines = (rows: readonly (readonly string[])[]): string[][] => {
  const joined: string[][][] = []
  for (const row of rows) {
    const above = joined.at(-1)
    const filled = row.filter((cell) => cell !== '').length
    if (filled === 0) continue
    if (above && row[0] === '') row.forEach((cell, at) => cell !== '' && above[at]?.push(cell))
    else joined.push(row.map((cell) => (cell === '' ? [] : [cell])))
  }
  return joined.map((cells) => cells.map((pieces) => pieces.join(' ')))
}

/** One run of words that is cut by a gutter, or stands over it and out: a heading, set in the middle of the line. */
const isAcross = (line: string, columns: Columns): boolean => {
  const text = line.trim()
  if (text === '' || GAP.test(text) || isRule(line)) return false
  if (isTorn(line, columns.cuts)) return goesOnIn(line, columns) === 0
  const start = startOf(line)
  return columns.cuts.some((cut) => start < cut && cut < line.length) && standsOut(text, true)
}

const headingRow = (line: string, span: number): Row => {
  const spans = [{ ...plainSpan(line.trim()), bold: true }]
  return {
    header: false,
    cells: [{ at: 0, span, merged: false, content: [paragraph('', { spans, align: 'center' })] }],
  }
}

/** The lines in parts that each end with a heading, but for the last. */
const partsOf = (lines: readonly string[], columns: Columns): string[][] => {
  const parts: string[][] = [[]]
  for (const line of lines) {
    parts.at(-1)?.push(line)
    if (isAcross(line, columns)) parts.push([])
  }
  return parts
}

/** A table of aligned spaces, and how many lines are in it: headings under its last row are none of it. */
const spacedTable = (lines: readonly string[]): { table: Table; end: number } | null => {
  const filled = lines.filter((line) => GAP.test(line.trim()))
  const columns = {
    cuts: gutters(filled),
    width: mostOf(
      filled.map(({ length }) => length),
      0,
    ),
  }
  if (columns.cuts.length === 0) return null
  const end = lines.findLastIndex((line) => !isRule(line) && !isAcross(line, columns)) + 1
  const rows = partsOf(lines.slice(0, end), columns).flatMap((part) => {
    const last = part.at(-1) ?? ''
    const heading = isAcross(last, columns) ? [headingRow(last, columns.cuts.length + 1)] : []
    const rest = part.slice(0, part.length - heading.length).filter((line) => !isRule(line))
    return [...tableOf(joinLines(rest.map((line) => cutAt(line, columns)))).rows, ...heading]
  })
  return { table: { ...plainTable([]), rows }, end }
}

const SPACED = /\S {2,}\S/

interface Found {
  table: Table
  end: number
}

const isBar = (line: string): boolean => barCells(line) !== null || isRule(line)
const isSpaced = (line: string): boolean =>
  SPACED.test(line) || isRule(line) || (/^ {3,}\S/.test(line) && line !== '')

/** So many lines are looked at again from another start; a text that is no table would be from each of its lines. */
const MOST_LOOKED_AT = 2_000_000

/** Finds the tables of a text, asked for line after line. */
class TableFinder {
  private readonly lines: readonly string[]
  /** Where the runs under way end; before `barless` there is no table of bars. */
  private barred = 0
  private barless = 0
  private spaced = 0
  private lookedAt = 0

  constructor(lines: readonly string[]) {
    this.lines = lines
  }

  /** A table that begins at a line. */
  at(at: number): Found | null {
    return this.bars(at) ?? this.spaces(at)
  }

  private bars(at: number): Found | null {
    if (at < this.barless) return null
    if (at >= this.barred) this.barred = runEnd(this.lines, at, isBar)
    const end = Math.max(at, this.barred)
    const cells = this.lines.slice(at, end).flatMap((line) => (isRule(line) ? [] : [barCells(line) ?? []]))
    if (cells.length >= LEAST_ROWS) return { table: tableOf(cells), end }
    this.barless = end
    return null
  }

  private spaces(at: number): Found | null {
    if (!SPACED.test(this.lines[at] ?? '')) return null
    if (at >= this.spaced) this.spaced = runEnd(this.lines, at, isSpaced)
    this.lookedAt += this.spaced - at
    if (this.lookedAt > MOST_LOOKED_AT) return null
    const run = this.lines.slice(at, this.spaced)
    if (run.filter((line) => SPACED.test(line)).length <= LEAST_ROWS) return null
    const found = spacedTable(run.map((line) => line.replaceAll('\t', ' '.repeat(TAB_WIDTH))))
    if (found === null || found.table.rows.length < LEAST_ROWS) return null
    return { table: found.table, end: at + found.end }
  }
}

/** Whether tabs part a text into columns, as a table does that was copied into it. */
export const isTabbed = (text: string): boolean => {
  const lines = text
    .split(/\r\n|[\n\r]/)
    .filter((line) => line.trim() !== '')
    .slice(0, 400)
  const tabbed = lines.filter((line) => /\S\t+\S|^\t\S.*\t/.test(line))
  return tabbed.length >= LEAST_ROWS && tabbed.length * 2 >= lines.length
}

/** The flow of a text that no separator cuts into columns as a whole. */
export const readTxt = (text: string): FlowItem[] => {
  const lines = text.split(/\r\n|[\n\r\f\u2028\u2029]/).map((line) => line.trimEnd())
  const width = Math.max(
    60,
    Math.min(
      160,
      ...lines
        .map((line) => line.length)
        .filter((length) => length > 0)
        .slice(0, 200),
    ),
  )
  const widest = Math.max(width, ...lines.slice(0, 400).map((line) => Math.min(line.length, 160)))
  const flow: FlowItem[] = []
  const tables = new TableFinder(lines)
  let at = 0
  while (at < lines.length) {
    const found = tables.at(at)
    if (found) {
      flow.push(found.table)
      at = found.end
      continue
    }
    const line = lines[at] ?? ''
    const alone = (lines[at - 1] ?? '').trim() === '' && (lines[at + 1] ?? '').trim() === ''
    if (!isRule(line)) flow.push(lineOf(line, widest, alone))
    at += 1
  }
  return flow
}
