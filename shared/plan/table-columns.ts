/**
 * What each column of a table is. Owns recognising columns by their names and, where there is no header, by what stands
 * in them. Must not look for the header (`table-header.ts` does).
 */
import { type ColumnRole } from './column-roles.ts'
import type { Cell, Row, Table } from './table-model.ts'
import { cellText, fold } from './table-text.ts'
import {
  BEGINNING,
  DAY_COLUMN,
  ENDING,
  MONTH_COLUMN,
  ROLE_WORDS,
  SECTION_COLUMN,
  STATE_COLUMN,
  isCalendarColumn,
  looksLikeNumber,
  looksLikePeriod,
} from './table-words.ts'

/** One column of a plan table: what it is and which grid columns it covers. */
export interface TableColumn {
  role: ColumnRole
  title: string
  /** Grid columns [start, end). */
  start: number
  end: number
}

interface Named {
  role: 'number' | 'title' | 'period' | 'other'
  weight: number
}

/** What a column's name says of it: the earliest known word decides («Дата проведения мероприятия» is a date). */
export const roleOfTitle = (title: string): Named | null => {
  const text = fold(title)
  let best: { at: number; named: Named } | null = null
  for (const { pattern, role, weight } of ROLE_WORDS) {
    const at = pattern.exec(text)?.index
    if (at !== undefined && (best === null || at < best.at)) best = { at, named: { role, weight } }
  }
  return best?.named ?? null
}

/** Gives each of number, title and period to the column with the strongest claim; the others are plain. */
export const settleRoles = (columns: TableColumn[]): TableColumn[] => {
  const isCalendar = columns.map(({ title }) => isCalendarColumn(fold(title.split(': ').at(-1) ?? '')))
  const hasCalendar = isCalendar.filter(Boolean).length >= 3
  const claims = columns.map((column, index) =>
    hasCalendar && isCalendar[index] ? null : roleOfTitle(column.title),
  )
  for (const role of ['number', 'title', 'period'] as const) {
    let winner = -1
    claims.forEach((claim, index) => {
      if (claim?.role !== role) return
      if (winner < 0 || claim.weight > (claims[winner]?.weight ?? 0)) winner = index
    })
    const column = columns[winner]
    if (column) column.role = role
  }
  settleBeside(columns)
  settleMonths(columns)
  settleEnd(columns)
  return columns
}

/** Columns that name sections and states beside a title. */
const settleBeside = (columns: readonly TableColumn[]): void => {
  if (!columns.some(({ role }) => role === 'title')) return
  for (const [role, pattern] of [
    ['section', SECTION_COLUMN],
    ['state', STATE_COLUMN],
  ] as const) {
    const column = columns.find((one) => one.role === 'other' && pattern.test(fold(one.title)))
    if (column) column.role = role
  }
}

/** «Месяц | … | Дата»: of two columns of dates, that of months names sections where the other has the days. */
const settleMonths = (columns: readonly TableColumn[]): void => {
  const months = columns.find(({ role, title }) => role === 'other' && MONTH_COLUMN.test(fold(title)))
  const days = columns.find(({ role, title }) => role === 'period' && DAY_COLUMN.test(fold(title)))
  if (months && days && !columns.some(({ role }) => role === 'section')) months.role = 'section'
}

/** «Сроки: Начало» and «Сроки: Окончание» are one period. */
const settleEnd = (columns: readonly TableColumn[]): void => {
  const isNamed = ({ title }: TableColumn, pattern: RegExp): boolean =>
    pattern.test(fold(title.split(': ').at(-1) ?? ''))
  const period = columns.find(({ role }) => role === 'period')
  const dates = columns.filter((one) => one === period || roleOfTitle(one.title)?.role === 'period')
  const start = dates.find((one) => isNamed(one, BEGINNING) && !isNamed(one, ENDING))
  const end = dates.find((one) => isNamed(one, ENDING) && !isNamed(one, BEGINNING))
  // «Сроки | Начало | Окончание»: the column that is named for all of it stays the period.
  if (!period || !start || !end || (period !== start && period !== end)) return
  const shared = /^(?:.*: )?/.exec(start.title)?.[0] ?? ''
  const rest = end.title.startsWith(shared) ? end.title.slice(shared.length) : end.title
  start.title = `${start.title} – ${rest}`
  start.role = 'period'
  end.role = 'end'
}

/** The most common number of cells in a row, and a row that has them. */
const typicalRow = (rows: readonly Row[]): Row | null => {
  const counts = new Map<number, number>()
  for (const { cells } of rows)
    if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  return rows.find((row) => row.cells.length === most?.[0]) ?? null
}

const share = (texts: readonly string[], test: (text: string) => boolean): number => {
  const filled = texts.filter((text) => text !== '')
  return filled.length === 0 ? 0 : filled.filter((text) => test(fold(text))).length / filled.length
}

const meanLength = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length)

const indexOfBest = (scores: readonly number[], least: number): number => {
  const best = Math.max(...scores)
  return best >= least ? scores.indexOf(best) : -1
}

/** Texts of each column over the rows that have as many cells as there are columns. */
export const columnTexts = (rows: readonly Row[], width: number): string[][] => {
  const regular = rows.filter((row) => row.cells.length === width)
  return Array.from({ length: width }, (_, index) => regular.map((row) => cellText(row.cells[index] as Cell)))
}

/** Gives the roles that no name claimed to the columns whose content fits. */
export const guessRoles = (columns: TableColumn[], texts: readonly string[][]): TableColumn[] => {
  const has = (role: ColumnRole): boolean => columns.some((column) => column.role === role)
  const free = (index: number): boolean => columns[index]?.role === 'other'
  // «Классы» over «1-4» is no column of numbers, and nobody's name for dates.
  const named = columns.map(({ title }) => roleOfTitle(title)?.role === 'other')
  // «Квартал» over «I, II» counts no rows.
  const timed = columns.map(({ title }) => roleOfTitle(title)?.role === 'period')
  const give = (role: ColumnRole, scores: number[], least: number): void => {
    const index = has(role)
      ? -1
      : indexOfBest(
          scores.map((score, at) => (free(at) ? score : -1)),
          least,
        )
    const column = columns[index]
    if (column) column.role = role
  }
  give(
    'number',
    texts.map((column, at) => (at <= 1 && !named[at] && !timed[at] ? share(column, looksLikeNumber) : -1)),
    0.6,
  )
  give(
    'period',
    texts.map((column, at) => (named[at] ? -1 : share(column, looksLikePeriod))),
    0.4,
  )
  // What a row is called stands before what is said of it, unless that is much longer.
  const lengths = texts.map(meanLength)
  const enough = Math.max(...lengths.map((length, at) => (free(at) ? length : 0))) * 0.6
  const first = lengths.findIndex((length, at) => free(at) && length >= enough)
  give(
    'title',
    lengths.map((_, at) => (at === first ? 1 : 0)),
    0,
  )
  return columns
}

/** A column that the header leaves without a name and that holds numbers is the column of numbers. */
export const guessNumber = (columns: TableColumn[], texts: readonly string[][]): void => {
  const index = columns.findIndex(
    ({ role, title }, at) =>
      at <= 1 && role === 'other' && title === '' && share(texts[at] ?? [], looksLikeNumber) >= 0.6,
  )
  const column = columns[index]
  if (column && !columns.some(({ role }) => role === 'number')) column.role = 'number'
}

/** Columns of a table that has no header, told by what stands in them; null where its rows are no grid. */
export const guessColumns = (table: Table): TableColumn[] | null => {
  const typical = typicalRow(table.rows)
  if (typical === null) return null
  const columns = typical.cells.map((cell): TableColumn => ({
    role: 'other',
    title: '',
    start: cell.at,
    end: cell.at + cell.span,
  }))
  return guessRoles(columns, columnTexts(table.rows, columns.length))
}
