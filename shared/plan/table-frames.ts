/**
 * Tables that only lay out a page → what they hold. Owns telling a frame from a table of the plan.
 */
import { pushAll } from '../lists.ts'
import { findHeader } from './table-header.ts'
import type { Cell, FlowItem, Row, Table } from './table-model.ts'
import { cellText } from './table-text.ts'

const holdsTable = (cell: Cell): boolean => cell.content.some((item) => item.kind === 'table')

const filledCells = (row: Row): Cell[] => row.cells.filter((cell) => cellText(cell) !== '')

/** A cell with a whole table of the plan in it, header and all. */
const holdsPlan = (cell: Cell): boolean =>
  unwrapFrames(cell.content).some((item) => item.kind === 'table' && findHeader(item) !== null)

/** One column of which some cell holds a table, or rows of which one is nothing but the plan's table. */
const isFrame = (table: Table): boolean => {
  if (!table.rows.some((row) => row.cells.some(holdsTable))) return false
  if (table.rows.every((row) => row.cells.length === 1)) return true
  return (
    findHeader(table) === null &&
    table.rows.some((row) => filledCells(row).length === 1 && filledCells(row).some(holdsPlan))
  )
}

/** Rows of one filled cell are its content; rows of several, such as two blocks of signatures, stay side by side. */
const contentOf = (table: Table): FlowItem[] => {
  const items: FlowItem[] = []
  let rows: Row[] = []
  const endRows = (): void => {
    if (rows.length > 0) items.push({ ...table, rows })
    rows = []
  }
  for (const row of table.rows) {
    const [only, ...others] = filledCells(row)
    if (others.length > 0) rows.push(row)
    else {
      endRows()
      pushAll(items, only?.content ?? [])
    }
  }
  endRows()
  return items
}

/** Tables never change, and one inside many frames would be asked at each of them. */
const unwrapped = new WeakMap<Table, FlowItem[]>()

const unwrap = (table: Table): FlowItem[] => {
  const known = unwrapped.get(table)
  if (known) return known
  const items = isFrame(table) ? unwrapFrames(contentOf(table)) : [table]
  unwrapped.set(table, items)
  return items
}

/** The flow with the content of frames in place of them. */
export const unwrapFrames = (flow: readonly FlowItem[]): FlowItem[] =>
  flow.flatMap((item): FlowItem[] => (item.kind === 'table' ? unwrap(item) : [item]))
