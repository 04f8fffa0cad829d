/** What columns and rows of a file can be: the words that a reading and its corrections share. Owns the lists and the address of a row. */

/**
 * What a column of a file holds. `end` goes behind the period («Начало | Окончание»), `month` says in a
 * calendar of columns whether the row falls into it, `section` names the section of each
 * row, `state` how far it is; all four are no columns of the plan, and neither is `ignored`.
 */
export const COLUMN_ROLES = [
  'number',
  'title',
  'period',
  'end',
  'month',
  'section',
  'state',
  'other',
  'ignored',
] as const
export type ColumnRole = (typeof COLUMN_ROLES)[number]

/** What a row can be told to be: a section's title, a row, the rest of the row above it, nothing. */
export const ROW_READINGS = ['section', 'row', 'tail', 'skip'] as const
export type RowReadingName = (typeof ROW_READINGS)[number]

/** A row of the file: which of the plan's tables, which row of it, from 0. */
export interface RowPlace {
  table: number
  row: number
}
