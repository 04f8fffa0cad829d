/**
 * Which row of a table is its header, and what each column is. Owns recognising columns by their names and, where
 * there is no header, by what stands in them. Must not touch the rows below.
 */
import { type ColumnRole } from './column-roles.ts'
import type { Cell, Row, Table } from './table-model.ts'
import { cellText, fold, linesOf } from './table-text.ts'
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

export interface Header {
  /** Rows [start, end) of the table are the header. */
  start: number
  end: number
  columns: TableColumn[]
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

/** Whether a known word stands over the place where two lines were joined. */
const knownOver = (text: string, at: number): boolean =>
  ROLE_WORDS.some(({ pattern }) => {
    const match = pattern.exec(text)
    return match !== null && match.index < at && match.index + match[0].length > at
  })

/** Two lines of a narrow cell: a word that was divided is whole again, a compound keeps its hyphen. */
const joinHeaderLines = (before: string, line: string): string => {
  if (before === '') return line
  if (/\p{L}[/\\]$/u.test(before)) return before + line
  if (!/\p{L}-$/u.test(before) || !/^\p{Ll}/u.test(line)) return `${before} ${line}`
  const whole = before.slice(0, -1) + line
  const isCompound = /[ое]-$/u.test(before) && !knownOver(fold(whole), fold(before).length - 1)
  return isCompound ? before + line : whole
}

/** A header cell's words, with those whole that were divided at the ends of its lines. */
export const headerText = (cell: Cell): string => linesOf(cell.content).reduce(joinHeaderLines, '')

const LONGEST_HEADER = 160

const isHeaderCell = (cell: Cell): boolean => {
  const text = headerText(cell)
  return text !== '' && text.length <= LONGEST_HEADER && roleOfTitle(text) !== null
}

const dataLike = (cell: Cell): boolean => {
  const text = fold(cellText(cell))
  return /^\d+[.)]?$/.test(text) || (text.length < 40 && looksLikePeriod(text) && roleOfTitle(text) === null)
}

/** Whether a row names columns: at least two known names (or the file's own mark and one), no data among them. */
const isHeaderRow = (row: Row): boolean => {
  const filled = row.cells.filter((cell) => cellText(cell) !== '')
  // Months and quarters as columns of their own are names, not data.
  const calendar = filled.filter((cell) => isCalendarColumn(fold(cellText(cell))))
  const names = calendar.length >= 3 ? filled.filter((cell) => !calendar.includes(cell)) : filled
  if (names.length < 2 || names.some(dataLike)) return false
  const named = names.filter(isHeaderCell)
  if (filled.some((cell) => cellText(cell).length > LONGEST_HEADER)) return false
  const roles = new Set(named.map((cell) => roleOfTitle(headerText(cell))?.role))
  const main = roles.has('title') || roles.has('period') || roles.has('number')
  return main && (named.length >= 2 || (row.header && named.length === 1)) && named.length * 2 >= names.length
}

const lastRowOf = (table: Table, from: number, cell: Cell): number => {
  let at = from
  while (table.rows[at + 1]?.cells.some((other) => other.merged && other.at === cell.at)) at += 1
  return at
}

/** Sub-headings stand only under cells that are wider than they are, or beside cells merged downwards. */
const isSubHeader = (table: Table, start: number): boolean => {
  const top = table.rows[start]
  const next = table.rows[start + 1]
  if (!top || !next || next.cells.some(dataLike)) return false
  const filled = next.cells.filter((cell) => cellText(cell) !== '')
  const short = filled.every((cell) => cellText(cell).length <= 60)
  const under = (cell: Cell): boolean =>
    top.cells.some(
      (parent) => parent.span > 1 && cell.at >= parent.at && cell.at + cell.span <= parent.at + parent.span,
    )
  return filled.length >= 2 && short && filled.every(under)
}

const headerEnd = (table: Table, start: number): number => {
  const row = table.rows[start] as Row
  const merged = Math.max(start, ...row.cells.map((cell) => lastRowOf(table, start, cell)))
  const end = merged > start && merged - start <= 2 ? merged + 1 : start + 1
  return end === start + 1 && isSubHeader(table, start) ? end + 1 : end
}

const covers = (cell: Cell, at: number): boolean => cell.at <= at && at < cell.at + cell.span

/** The texts over one grid column from top to bottom, without repeats: «Сроки: начало». */
const titleAt = (rows: readonly Row[], at: number): string => {
  const texts = rows.flatMap((row) => {
    const cell = row.cells.find((candidate) => covers(candidate, at))
    return cell ? [headerText(cell)] : []
  })
  return [...new Set(texts.filter((text) => text !== ''))].join(': ')
}

const boundariesOf = (rows: readonly Row[]): number[] => {
  const edges = new Set<number>()
  for (const row of rows) for (const cell of row.cells) edges.add(cell.at).add(cell.at + cell.span)
  return [...edges].sort((a, b) => a - b)
}

/** Gives each of number, title and period to the column with the strongest claim; the others are plain. */
const settleRoles = (columns: TableColumn[]): TableColumn[] => {
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

const columnsOfHeader = (rows: readonly Row[]): TableColumn[] => {
  const edges = boundariesOf(rows)
  const columns = edges.slice(0, -1).map((start, index): TableColumn => {
    const end = edges[index + 1] ?? start + 1
    return { role: 'other', title: titleAt(rows, start), start, end }
  })
  return settleRoles(columns)
}

/** Where the header that begins in that row ends (the index behind it); null where the row names no columns. */
export const headerAt = (table: Table, start: number): number | null => {
  const row = table.rows[start]
  return row && isHeaderRow(row) ? headerEnd(table, start) : null
}

/** The header that rows [start, end) of the table are said to be. */
export const headerOf = (table: Table, start: number, end: number): Header => ({
  start,
  end,
  columns: columnsOfHeader(table.rows.slice(start, end)),
})

const SEARCH_DEPTH = 6

/** The table's header, or null where none of its first rows names columns. */
export const findHeader = (table: Table): Header | null => {
  for (let start = 0; start < Math.min(SEARCH_DEPTH, table.rows.length); start += 1) {
    const row = table.rows[start] as Row
    if (!isHeaderRow(row)) continue
    const end = headerEnd(table, start)
    return headerOf(table, start, end)
  }
  return null
}

/** Whether a row repeats the header's own words. */
export const repeatsHeader = (row: Row, header: readonly string[]): boolean => {
  const texts = row.cells.map(cellText).filter((text) => text !== '')
  return texts.length >= 2 && texts.every((text) => header.includes(fold(text)))
}

/** Whether a row is the printed count of columns «1 | 2 | 3 | 4». */
export const isCountRow = (row: Row): boolean => {
  const texts = row.cells.map(cellText)
  return texts.length >= 3 && texts.every((text, index) => text.replace(/\.$/, '') === String(index + 1))
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
    texts.map((column, at) => (at <= 1 ? share(column, looksLikeNumber) : -1)),
    0.6,
  )
  give(
    'period',
    texts.map((column) => share(column, looksLikePeriod)),
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
