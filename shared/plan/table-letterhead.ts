/**
 * One table that holds blocks of signatures, a title and the plan → the parts that it was made of. Owns the cut alone: what
 * is above the names of the columns would otherwise make the whole table a block of signatures, and the plan be lost in it.
 */
import { pushAll } from '../lists.ts'
import { opensBlock } from './table-front.ts'
import { headerAt, headerOf } from './table-header.ts'
import type { FlowItem, Row, Table } from './table-model.ts'
import { cellText, linesOf } from './table-text.ts'

/** A block of signatures and a title take no more rows than this. */
const SEARCH_DEPTH = 20

const MAIN_ROLES: ReadonlySet<string> = new Set(['number', 'title', 'period'])

const opensRow = (row: Row): boolean =>
  row.cells.some((cell) => linesOf(cell.content).some((line) => opensBlock(line)))

/** Whether the row names two of number, title and period: no block of signatures does. */
const namesPlan = (table: Table, start: number): boolean => {
  const end = headerAt(table, start)
  if (end === null) return false
  const { columns } = headerOf(table, start, end)
  const known = columns.filter(({ role, title }) => MAIN_ROLES.has(role) && !opensBlock(title))
  return known.length >= 2
}

/** Where the plan's header begins under a block of signatures; -1 where the table has no such two parts. */
const planStart = (table: Table): number => {
  const depth = Math.min(SEARCH_DEPTH, table.rows.length - 1)
  for (let start = 0; start < depth; start += 1)
    if (namesPlan(table, start)) return table.rows.slice(0, start).some(opensRow) ? start : -1
  return -1
}

/** Rows of one cell are lines of the page; those of several, such as two blocks side by side, stay a table. */
const partsAbove = (table: Table, end: number): FlowItem[] => {
  const items: FlowItem[] = []
  let rows: Row[] = []
  const endRows = (): void => {
    if (rows.some((row) => row.cells.some((cell) => cellText(cell) !== ''))) items.push({ ...table, rows })
    rows = []
  }
  for (const row of table.rows.slice(0, end)) {
    const [only, ...others] = row.cells
    if (only === undefined || others.length > 0) rows.push(row)
    else {
      endRows()
      pushAll(items, only.content)
    }
  }
  endRows()
  return items
}

const cut = (table: Table): FlowItem[] => {
  const start = planStart(table)
  return start <= 0 ? [table] : [...partsAbove(table, start), { ...table, rows: table.rows.slice(start) }]
}

/** The flow with each plan that stands in one table with its blocks of signatures cut off from them. */
export const cutLetterheads = (flow: readonly FlowItem[]): FlowItem[] =>
  flow.flatMap((item): FlowItem[] => (item.kind === 'table' ? cut(item) : [item]))
