/**
 * Which tables of a flow are the plan's own. Owns telling them from blocks of signatures and other tables.
 */
import { mostOf } from '../lists.ts'
import { type TableColumn, guessColumns } from './table-columns.ts'
import { isApprovalTable, opensSection } from './table-front.ts'
import { findHeader } from './table-header.ts'
import type { FlowItem, Table } from './table-model.ts'
import { cellText, flowText, fold, isBlank } from './table-text.ts'

export interface PlanTables {
  /** Index in the flow of the first and the last plan table. */
  first: number
  last: number
  /** Indexes of all of them. */
  indexes: ReadonlySet<number>
}

const hasSignatures = (table: Table): boolean => /_{4,}/.test(flowText([table])) && table.rows.length <= 6

const widthOf = (table: Table): number =>
  mostOf(
    table.rows.map((row) => row.cells.length),
    0,
  )

const knownColumns = (columns: readonly TableColumn[] | null): boolean =>
  columns !== null && columns.some((column) => column.role === 'number' || column.role === 'period')

/** A table without a header that goes on with the plan: as many columns, or numbers and dates of its own. */
const goesOn = (table: Table, widths: ReadonlySet<number>, bordered: boolean): boolean => {
  if (hasSignatures(table)) return false
  const width = widthOf(table)
  // Names under a plan are set in a table without lines, of as many columns now and then.
  if (widths.has(width) && (table.bordered || !bordered)) return true
  if (width === 1) return table.rows.every((row) => row.cells.every((cell) => cellText(cell).length <= 300))
  return knownColumns(guessColumns(table))
}

const PEOPLE = /^(?:ф\.?\s?и\.?\s?о|фамилия|прізвище|п\.?\s?і\.?\s?б|name$|full name)/u
const SIGNATURE = /^(?:подпис|роспис|підпис|signature)/u

/** «№ | ФИО | Должность», «ФИО | Дата | Подпись»: a list of people beside the plan. */
const listsPeople = (table: Table): boolean => {
  const columns = findHeader(table)?.columns ?? []
  const isNamed = (pattern: RegExp): boolean => columns.some(({ title }) => pattern.test(fold(title)))
  const has = (role: TableColumn['role']): boolean => columns.some((column) => column.role === role)
  return isNamed(PEOPLE) && !has('title') && (!has('period') || isNamed(SIGNATURE))
}

/** The plan's tables among those with a header; lists of people are its own where there is nothing else. */
const withoutPeople = (headed: readonly (readonly [number, Table])[]): (readonly [number, Table])[] => {
  const others = headed.filter(([, table]) => !listsPeople(table))
  return others.length > 0 ? others : [...headed]
}

const isCandidate = (table: Table): boolean =>
  widthOf(table) >= 2 && !hasSignatures(table) && !isApprovalTable(table) && guessColumns(table) !== null

const guessTables = (tables: readonly (readonly [number, Table])[]): number[] => {
  const candidates = tables.filter(([, table]) => isCandidate(table))
  const known = candidates.filter(([, table]) => table.rows.length >= 2 && knownColumns(guessColumns(table)))
  if (known.length > 0) return known.map(([index]) => index)
  const [largest] = candidates.toSorted((a, b) => b[1].rows.length - a[1].rows.length)
  return largest ? [largest[0]] : []
}

/** Finds the plan's tables; null where there is none. */
export const findPlanTables = (flow: readonly FlowItem[]): PlanTables | null => {
  const tables = flow.flatMap((item, index): (readonly [number, Table])[] =>
    item.kind === 'table' ? [[index, item]] : [],
  )
  const all = tables.filter(([, table]) => !isApprovalTable(table) && findHeader(table) !== null)
  const headed = withoutPeople(all)
  const start = headed[0]?.[0]
  const widths = new Set(headed.map(([, table]) => widthOf(table)))
  const bordered = headed[0]?.[1].bordered ?? false
  const isHeaded = new Set(headed.map(([index]) => index))
  const isForeign = new Set(all.map(([index]) => index).filter((index) => !isHeaded.has(index)))
  const indexes =
    start === undefined
      ? guessTables(tables)
      : tables
          .filter(
            ([index, table]) =>
              isHeaded.has(index) ||
              (index > start && !isForeign.has(index) && goesOn(table, widths, bordered)),
          )
          .map(([index]) => index)
  if (indexes.length === 0) return null
  return {
    first: Math.min(...indexes),
    last: Math.max(...indexes),
    indexes: new Set(indexes),
  }
}

/** Whether plan tables after the first have a heading right above them. */
export const hasHeadings = (flow: readonly FlowItem[], plan: PlanTables): boolean =>
  [...plan.indexes].some((index) => {
    if (index === plan.first) return false
    let at = index - 1
    while (at >= 0 && flow[at]?.kind === 'para' && isBlank(flow[at] as never)) at -= 1
    const above = flow[at]
    return above?.kind === 'para' && opensSection(above)
  })
