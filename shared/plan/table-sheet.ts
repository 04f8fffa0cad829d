/**
 * A sheet of cells, where title, signatures and tables stand one under another in one grid → flow. What readers of
 * spreadsheets and of separated text sit on. Owns finding where the tables begin and end; must not read their rows.
 */
import { pushAll } from '../lists.ts'
import { type TableColumn, guessColumns } from './table-columns.ts'
import { headerAt, headerOf, isCountRow } from './table-header.ts'
import type { Align, Cell, Finding, FlowItem, Para, Row, Table } from './table-model.ts'
import {
  cellText,
  fold,
  isBold,
  isCentred,
  paragraph,
  parasOf,
  plainSpan,
  quotesOf,
  rowText,
} from './table-text.ts'
import { looksLikeNumber, looksLikePeriod } from './table-words.ts'

const filledCells = (row: Row): Cell[] => row.cells.filter((cell) => cellText(cell) !== '')
const isBlankRow = (row: Row): boolean => filledCells(row).length === 0

const widthOf = (rows: readonly Row[]): number =>
  rows.reduce(
    (most, row) => filledCells(row).reduce((end, { at, span }) => Math.max(end, at + span), most),
    1,
  )

/** Where on the page a cell's words stand. */
const alignOf = (cell: Cell, width: number): Align => {
  const middle = (cell.at + cell.span / 2) / width
  if (cell.span >= width * 0.6 || (cell.span > 1 && middle > 0.35 && middle < 0.65))
    return isCentred(cell.content) || isBold(cell.content) ? 'center' : 'left'
  return width > 2 && cell.at >= width * 0.45 ? 'right' : 'left'
}

/** A row that stands outside of a table, as it looks on the page: a line, or two blocks side by side. */
const lineItems = (row: Row, width: number): FlowItem[] => {
  const cells = filledCells(row)
  const [only, ...others] = cells
  if (only === undefined) return [paragraph('')]
  if (others.length === 0) {
    const align = alignOf(only, width)
    return parasOf(only.content).map((para): Para => ({
      ...para,
      align: align === 'left' ? para.align : align,
    }))
  }
  const isBlock = cells.some((cell) => parasOf(cell.content).length > 1)
  if (isBlock) return [{ kind: 'table', rows: [{ ...row, cells }], widths: [], bordered: false }]
  const spans = cells.flatMap((cell, at) => [
    ...(at === 0 ? [] : [plainSpan('\t')]),
    ...parasOf(cell.content).flatMap((para) => para.spans),
  ])
  return [paragraph('', { spans })]
}

interface Found {
  /** Rows [start, end) are the header. */
  start: number
  end: number
}

/** Every header of the sheet that begins a table: the first one, and those above which the table before ends. */
const findHeaders = (table: Table): Found[] => {
  const { rows } = table
  const found: Found[] = []
  for (let at = 0; at < rows.length; at += 1) {
    const above = rows[at - 1]
    // Printed once more inside a table it is told from the rows later on.
    const begins = found.length === 0 || above === undefined || filledCells(above).length <= 1
    const end = begins ? headerAt(table, at) : null
    if (end === null) continue
    found.push({ start: at, end })
    at = end - 1
  }
  return found
}

/** Rows right above a later header that are no rows of the table before: titles, a cell each. */
const titlesStart = (rows: readonly Row[], from: number, header: number): number => {
  let start = header
  while (start > from && filledCells(rows[start - 1] as Row).length <= 1) start -= 1
  // What stands under the table before, up to an empty row, is its own.
  const blank = rows.slice(start, header).findIndex(isBlankRow)
  return blank < 0 ? start : start + blank
}

/** A place to sign at. */
const SIGNING = /_{3,}/
/** Whoever signs, at the beginning of a row. */
const SIGNER =
  /^(?:директор|исполнитель|составитель|заведующ|зав\.|зам\.|методист|начальник|руководитель|составил[аи]?|подготовил[аи]?|проверил[аи]?|исп\.|м\.\s?п\.|director|head|prepared by|compiled by)(?![\p{L}])/u

const signs = (row: Row): boolean => {
  const [first] = filledCells(row)
  return SIGNING.test(rowText(row)) || (first !== undefined && SIGNER.test(fold(cellText(first))))
}

/** Whether a cell under a column of dates is one: the row is of the plan, whoever its other cells name. */
const hasDates = (row: Row, columns: readonly TableColumn[]): boolean =>
  columns
    .filter(({ role }) => role === 'period' || role === 'end')
    .flatMap(({ start, end }) => row.cells.filter(({ at }) => at >= start && at < end))
    .map((cell) => fold(cellText(cell)))
    .some((text) => !text.includes('__') && looksLikePeriod(text))

/** Where the rows end and signatures begin: under an empty row, a few rows without number and date that sign. */
const tailStart = (rows: readonly Row[], columns: readonly TableColumn[]): number => {
  const blank = rows.findLastIndex(
    (row, at) => isBlankRow(row) && rows.slice(at + 1).some((one) => !isBlankRow(one)),
  )
  if (blank < 0) return rows.length
  const tail = rows.slice(blank + 1).filter((row) => !isBlankRow(row))
  const notes = tail.every((row) => filledCells(row).length === 1)
  const counts = tail.some((row) => looksLikeNumber(fold(cellText(row.cells[0] as Cell) || '-')))
  const isOfPlan = counts || tail.some((row) => hasDates(row, columns)) || isCountRow(tail[0] as Row)
  return tail.length <= 8 && !isOfPlan && (tail.some(signs) || notes) ? blank : rows.length
}

/** Where a table begins that no header tells: at the first row as full as most rows of several cells are. */
const bodyStart = (rows: readonly Row[]): number => {
  const counts = rows.map((row) => filledCells(row).length)
  const often = new Map<number, number>()
  for (const count of counts) if (count >= 2) often.set(count, (often.get(count) ?? 0) + 1)
  const [most] = [...often].sort((a, b) => b[1] - a[1] || b[0] - a[0])
  const start = counts.findIndex((count) => most !== undefined && count >= most[0])
  return Math.max(0, start)
}

/** A number of two counts as a spreadsheet writes it: «1,1» for 1.1, and once more after «1,9» for 1.10. */
const DECIMAL = /^(\d{1,3})[.,](\d{1,3})$/

/** A spreadsheet's amount: it says so itself, or the text that it was saved as has its comma. */
const isAmount = (cell: Cell, text: string): boolean =>
  DECIMAL.test(text) && (cell.amount ?? text.includes(','))

interface NumberReader {
  /** The number that an amount is meant as. */
  read(text: string): string
  /** Something else stands between: what comes counts anew. */
  restart(): void
}

/** Reads numbers of rows that a spreadsheet took for amounts, one after another. */
const numberReader = (): NumberReader => {
  let before: readonly [root: string, count: number] = ['', 0]
  return {
    read: (text) => {
      const [, root = '', digits = ''] = DECIMAL.exec(text) ?? []
      const next = String(before[1] + 1)
      const lostZero = root === before[0] && next.endsWith('0') && digits === next.replace(/0+$/, '')
      before = [root, lostZero ? Number(next) : Number(digits)]
      return `${root}.${lostZero ? next : digits}`
    },
    restart: () => {
      before = ['', 0]
    },
  }
}

/** The rows with the numbers of their first column as they are meant, where the header names it so. */
const withNumbers = (table: Table, { start, end }: Found, rows: readonly Row[]): Row[] => {
  const column = headerOf(table, start, end).columns.find(({ role }) => role === 'number')
  if (!column) return [...rows]
  const numbers = numberReader()
  return rows.map((row) => {
    const own = row.cells.find(({ at }) => at === column.start)
    const text = own === undefined ? '' : cellText(own)
    if (own === undefined || !isAmount(own, text)) {
      // What is between two amounts counts anew: a number that somebody typed, a section's title.
      if (text !== '' || filledCells(row).length === 1) numbers.restart()
      return row
    }
    const content = [paragraph(numbers.read(text))]
    return { ...row, cells: row.cells.map((cell) => (cell === own ? { ...cell, content } : cell)) }
  })
}

const withoutBlankEnds = (rows: readonly Row[]): Row[] => {
  const first = rows.findIndex((row) => !isBlankRow(row))
  return first < 0 ? [] : rows.slice(first, rows.findLastIndex((row) => !isBlankRow(row)) + 1)
}

/** Rows of several cells right above a table that no header tells: they may be its own. */
const rowsRightAbove = (rows: readonly Row[], start: number): Row[] => {
  const from = rows.slice(0, start).findLastIndex((row) => filledCells(row).length < 2) + 1
  return rows.slice(from, start)
}

/** A sheet as a flow, with what there is to tell of it. */
export interface SheetFlow {
  flow: FlowItem[]
  findings: Finding[]
}

/** Rows that may be the plan's and are left as text; a place to sign at, or a signer alone, is none of them. */
const leftAsText = (rows: readonly Row[]): Finding[] =>
  rows
    .filter((row) => !SIGNING.test(rowText(row)) && !(filledCells(row).length === 1 && signs(row)))
    .flatMap((row) => quotesOf(rowText(row)))
    .map((quote) => ({ code: 'text-beside-table', quote }))

/** The flow of one sheet: lines above and under the tables as paragraphs, the tables as they are. */
export const sheetFlow = (sheet: Table): SheetFlow => {
  const { rows } = sheet
  const width = widthOf(rows)
  const lines = (from: number, to: number): FlowItem[] =>
    rows.slice(from, to).flatMap((row) => lineItems(row, width))
  const tableOf = (from: number, to: number, header?: Found): FlowItem[] => {
    const all = rows.slice(from, to)
    const body = withoutBlankEnds(header ? withNumbers(sheet, header, all) : all)
    return body.length === 0 ? [] : [{ ...sheet, rows: body }]
  }
  const headers = findHeaders(sheet)
  const starts = headers.length > 0 ? headers.map(({ start }) => start) : [bodyStart(rows)]
  const [first = 0] = starts
  const flow: FlowItem[] = lines(0, first)
  const findings = headers.length > 0 ? [] : leftAsText(rowsRightAbove(rows, first))
  starts.forEach((start, index) => {
    const next = starts[index + 1]
    const header = headers[index]
    const own = rows.slice(start)
    const columns = header
      ? headerOf(sheet, start, header.end).columns
      : (guessColumns({ ...sheet, rows: own }) ?? [])
    const end =
      next === undefined ? start + tailStart(own, columns) : titlesStart(rows, header?.end ?? start, next)
    if (next === undefined) pushAll(findings, leftAsText(rows.slice(end)))
    pushAll(flow, tableOf(start, end, header))
    pushAll(flow, lines(end, next ?? rows.length))
  })
  return { flow, findings }
}
