/** What an entry of the history says, in words. Owns the sentences; the plan as it is gives the names. */
import { cutText } from '../../shared/cut-text.ts'
import type { ColumnView, PlanView, RowView } from '../../shared/plan/view.ts'
import { blocksToLine } from '../../shared/plan/rich.ts'
import type { MessageKey } from '../../shared/i18n/messages.ts'
import type { Text } from '../ui/use-text.ts'
import type { Entry } from './history-api.ts'

/** Rows and sections by id, those in the trash, too. */
export interface Names {
  rows: ReadonlyMap<string, RowView>
  sections: ReadonlyMap<string, string>
  columns: readonly ColumnView[]
}

export const namesIn = (view: PlanView): Names => ({
  rows: new Map([
    ...view.trash.flatMap(({ row }) => (row ? [[row.id, row] as const] : [])),
    ...view.sections.flatMap(({ rows }) => rows.map((row) => [row.id, row] as const)),
  ]),
  sections: new Map([
    ...view.trash.flatMap((one) => (one.kind === 'section' ? [[one.id, one.title] as const] : [])),
    ...view.sections.map(({ id, title }) => [id, title] as const),
  ]),
  columns: view.columns,
})

const MAX_TITLE = 60

export const shortOf = (title: string): string =>
  title.length > MAX_TITLE ? `${cutText(title, MAX_TITLE).trimEnd()}…` : title

/** A row by its number and the beginning of its title. */
export const rowWords = (names: Names, row: string, text: Text): string => {
  const known = names.rows.get(row)
  if (!known) return text('history.row.gone')
  const title = shortOf(blocksToLine(known.cells.title ?? []))
  return text('history.row', { number: known.number, title }).trim()
}

const FIELDS = new Set([
  'number',
  'state',
  'fact',
  'fix',
  'department',
  'hidden',
  'year',
  'organisation',
  'numbering',
  'agreed',
  'approved',
  'intro',
  'outro',
  'sign-off',
])

/** A field as people call it: cells by the titles of their columns. */
export const fieldWords = (
  names: Names,
  { subject, field }: Pick<Entry, 'subject' | 'field'>,
  text: Text,
): string => {
  const column = subject === 'item' ? (field ?? '').replace(/^cells\./, '') : ''
  const title = names.columns.find(({ id }) => id === column)?.title
  if (title !== undefined && title !== '' && column !== 'number') return text('history.field.cell', { title })
  if (field === 'title') return text('history.field.title')
  return text((FIELDS.has(field ?? '') ? `history.field.${field}` : 'history.field.other') as MessageKey)
}

/** What was done. */
export const actWords = (names: Names, entry: Entry, text: Text): string => {
  const { subject, act } = entry
  const key = subject === 'plan' ? 'history.plan.edit' : (`history.${subject}.${act}` as const)
  return text(key, { field: fieldWords(names, entry, text) })
}

/** To what it was done; '' for the plan itself. */
export const subjectWords = (names: Names, { subject, item, section, column }: Entry, text: Text): string => {
  if (subject === 'item') return rowWords(names, item ?? '', text)
  if (subject === 'section') return shortOf(names.sections.get(section ?? '') ?? '')
  return subject === 'column' ? (names.columns.find(({ id }) => id === column)?.title ?? '') : ''
}
