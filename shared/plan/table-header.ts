/**
 * Which rows of a table are its header, and what each column is named. Owns telling names of columns from data, headers of
 * several rows, repeated ones. Must not say what a column is (`table-columns.ts` does).
 */
import { mostOf } from '../lists.ts'
import { type TableColumn, roleOfTitle, settleRoles } from './table-columns.ts'
import type { Cell, Row, Table } from './table-model.ts'
import { cellText, fold, isBold, linesOf } from './table-text.ts'
import { ROLE_WORDS, isCalendarColumn, looksLikePeriod } from './table-words.ts'

export interface Header {
  /** Rows [start, end) of the table are the header. */
  start: number
  end: number
  columns: TableColumn[]
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
  const isCapitals = /\p{Lu}{2}-$/u.test(before) && /^\p{Lu}{2}/u.test(line)
  if (!isCapitals && (!/\p{L}-$/u.test(before) || !/^\p{Ll}/u.test(line))) return `${before} ${line}`
  const whole = before.slice(0, -1) + line
  const isCompound = /[ое]-$/iu.test(before) && !knownOver(fold(whole), fold(before).length - 1)
  return isCompound ? before + line : whole
}

/** A header cell's words, with those whole that were divided at the ends of its lines. */
export const headerText = (cell: Cell): string => linesOf(cell.content).reduce(joinHeaderLines, '')

const LONGEST_HEADER = 160

const isHeaderCell = (cell: Cell): boolean => {
  const text = headerText(cell)
  return text !== '' && text.length <= LONGEST_HEADER && roleOfTitle(text) !== null
}

/** A name of a column: one of a year, or a cell over the months of one. */
const YEAR = /^(?:на |за |в )?20\d\d(?:[-/]20\d\d)?\s?(?:\(?(?:г|год|гг|рік|р|year)\)?\.?)?$/u

/** «Исполнение за 2024 год»: the year of what the column holds; no month or span before it is such a thing. */
const OF_YEAR =
  /^(\p{L}{3,}[^\d]*?)\s(?:за|на|в|for|in)\s20\d\d(?:[-/]20\d\d)?\s?\(?(?:г|гг|год|году|года|годы|рік|році|year)?\)?\.?$/u

const namesYear = (text: string): boolean => {
  const [, named = ''] = OF_YEAR.exec(text) ?? []
  return named !== '' && !looksLikePeriod(named)
}

const dataLike = (cell: Cell): boolean => {
  const text = fold(cellText(cell))
  const isPeriod = text.length < 40 && looksLikePeriod(text) && !namesYear(text)
  return /^\d+[.)]?$/.test(text) || (isPeriod && roleOfTitle(text) === null)
}

/** Whether a row names columns: at least two known names (or the file's own mark and one), no data among them. */
const isHeaderRow = (row: Row): boolean => {
  const filled = row.cells.filter((cell) => cellText(cell) !== '')
  // Months, quarters and years as columns of their own are names, not data.
  const calendar = filled.filter((cell) => isCalendarColumn(fold(cellText(cell))))
  const years = filled.filter((cell) => YEAR.test(fold(cellText(cell))))
  const isOverYears = years.length >= 2 || years.some(({ span }) => span >= 2)
  const apart = [...(calendar.length >= 3 ? calendar : []), ...(isOverYears ? years : [])]
  const names = filled.filter((cell) => !apart.includes(cell))
  if (names.length < 2 || names.some(dataLike)) return false
  const named = names.filter(isHeaderCell)
  if (filled.some((cell) => cellText(cell).length > LONGEST_HEADER)) return false
  const roles = new Set(named.map((cell) => roleOfTitle(headerText(cell))?.role))
  const main = roles.has('title') || roles.has('period') || roles.has('number')
  return main && (named.length >= 2 || (row.header && named.length === 1)) && named.length * 2 >= names.length
}

const isLined = (row: Row): boolean => row.cells.every((cell) => isBold(cell.content))

/**
 * A row that looks as headers do, though hardly a name is known: the file marks it as one, or all of its cells are bold over
 * rows that are not. «Направления | 1 неделя | 2 неделя».
 */
const isDressedRow = (table: Table, start: number): boolean => {
  const row = table.rows[start] as Row
  const texts = row.cells.map(cellText)
  if (texts.length < 2 || texts.some((text) => text === '' || text.length > LONGEST_HEADER)) return false
  if (!row.cells.some(isHeaderCell) || texts.some((text) => /^\d+[.)]?$/.test(text))) return false
  if (row.header) return true
  const under = table.rows.slice(start + 1, start + 1 + DRESSED_ROWS).filter(({ cells }) => cells.length >= 2)
  return isLined(row) && under.length >= 2 && !under.some(isLined)
}

/** So many rows under a header show that they look otherwise. */
const DRESSED_ROWS = 6

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
  const merged = mostOf(
    row.cells.map((cell) => lastRowOf(table, start, cell)),
    start,
  )
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
  const depth = Math.min(SEARCH_DEPTH, table.rows.length)
  for (let start = 0; start < depth; start += 1) {
    if (isHeaderRow(table.rows[start] as Row)) return headerOf(table, start, headerEnd(table, start))
  }
  for (let start = 0; start < depth; start += 1) {
    if (isDressedRow(table, start)) return headerOf(table, start, headerEnd(table, start))
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
