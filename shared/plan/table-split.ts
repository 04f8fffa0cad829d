/**
 * One table with several headers of its own → a table a header. Owns telling a header in the middle of a table, under the
 * title of its part, from a header that is printed once more. Must not read rows.
 */
import { findHeader, headerAt, repeatsHeader } from './table-header.ts'
import type { FlowItem, Row, Table } from './table-model.ts'
import { cellText, fold, isBold } from './table-text.ts'

const textsOf = (row: Row): string[] =>
  row.cells.map((cell) => fold(cellText(cell))).filter((text) => text !== '')

const isTitleRow = (row: Row | undefined): boolean =>
  row !== undefined && row.cells.filter((cell) => cellText(cell) !== '').length === 1

/** «Название курса | Классы | Часов в неделю»: names of columns under a part's title, some known from above or all in bold. */
const isAnotherHeader = (table: Table, at: number, header: readonly string[]): boolean => {
  const row = table.rows[at] as Row
  if (!isTitleRow(table.rows[at - 1]) || headerAt(table, at) === null || repeatsHeader(row, header))
    return false
  const texts = textsOf(row)
  const known = texts.filter((text) => header.includes(text))
  const isLined = row.cells.every((cell) => cellText(cell) === '' || isBold(cell.content))
  return texts.length >= 2 && (row.header || isLined || known.length * 2 >= texts.length)
}

const headerTexts = (table: Table, start: number, end: number): string[] =>
  table.rows.slice(start, end).flatMap(textsOf)

/** Where tables of their own begin: at the titles over each later header. */
const startsOf = (table: Table): number[] => {
  const header = findHeader(table)
  if (header === null) return []
  const starts: number[] = []
  let known = headerTexts(table, header.start, header.end)
  for (let at = header.end + 1; at < table.rows.length; at += 1) {
    if (!isAnotherHeader(table, at, known)) continue
    known = headerTexts(table, at, headerAt(table, at) ?? at + 1)
    let start = at
    while (start > 0 && isTitleRow(table.rows[start - 1])) start -= 1
    starts.push(start)
  }
  return starts
}

const splitTable = (table: Table): Table[] => {
  const starts = startsOf(table)
  if (starts.length === 0) return [table]
  return [0, ...starts].map((start, index) => ({ ...table, rows: table.rows.slice(start, starts[index]) }))
}

/** The flow with each table of several headers cut into as many. */
export const splitTables = (flow: readonly FlowItem[]): FlowItem[] =>
  flow.flatMap((item): FlowItem[] => (item.kind === 'table' ? splitTable(item) : [item]))
