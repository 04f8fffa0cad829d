/** Corrections of a reading: what the reader chose → the mapping that goes to the server. Pure. */
import type { ColumnRole, RowPlace, RowReadingName } from '../../shared/plan/column-roles.ts'
import type { ImportMapping, SourceTable } from '../../shared/plan/table-mapping.ts'
import type { Imported } from '../api.ts'

export type Source = NonNullable<Imported['source']>

/** Tables of a file that have the same columns, and so are corrected together. */
export interface TableGroup {
  tables: readonly number[]
  /** The first of them speaks for all. */
  first: SourceTable
}

/** Tables that go on with the one before them are corrected with it. */
export const groupTables = ({ tables }: Source): TableGroup[] => {
  const groups = new Map<string, { tables: number[]; first: SourceTable }>()
  for (const table of tables.filter(({ continues }) => !continues)) {
    const key = JSON.stringify([table.columns.map(({ title }) => title), table.header])
    const group = groups.get(key)
    if (group) group.tables.push(table.table)
    else groups.set(key, { tables: [table.table], first: table })
  }
  return [...groups.values()]
}

const withTables = (
  mapping: ImportMapping,
  tables: readonly number[],
  change: Pick<ImportMapping['tables'][number], 'header' | 'columns'>,
): ImportMapping => ({
  ...mapping,
  tables: [
    ...mapping.tables.filter(({ table }) => !tables.includes(table)),
    ...tables.map((table) => ({ ...mapping.tables.find((one) => one.table === table), ...change, table })),
  ],
})

/** Roles that many columns can have; of the others each has one. */
const isShared = (role: ColumnRole): boolean => role === 'other' || role === 'ignored' || role === 'month'

/** A column gets a role; the one that had it is a column of the plan from then on, and a title there always is. */
export const withRole = (
  mapping: ImportMapping,
  { tables, first }: TableGroup,
  column: number,
  role: ColumnRole,
): ImportMapping => {
  const before = first.columns.map((one) => one.role)
  const columns = before.map((known, at) => {
    if (at === column) return role
    return !isShared(role) && known === role ? 'other' : known
  })
  if (!columns.includes('title')) {
    const heir = columns.findIndex((known, at) => at !== column && isShared(known))
    if (heir < 0) return mapping
    columns[heir] = 'title'
  }
  return withTables(mapping, tables, { columns })
}

/** Other rows are the header: what the columns are is understood anew. */
export const withHeader = (
  mapping: ImportMapping,
  { tables }: TableGroup,
  header: { start: number; end: number } | null,
): ImportMapping => withTables(mapping, tables, { header, columns: undefined })

export const withRow = (mapping: ImportMapping, place: RowPlace, as: RowReadingName): ImportMapping => ({
  ...mapping,
  rows: [
    ...mapping.rows.filter(({ table, row }) => table !== place.table || row !== place.row),
    { ...place, as },
  ],
})

export const isMapped = ({ tables, rows }: ImportMapping): boolean => tables.length + rows.length > 0
