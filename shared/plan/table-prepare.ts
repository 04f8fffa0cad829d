/**
 * Plan tables made ready for reading: each with its columns placed and its header set apart.
 * Owns matching the columns of several tables with one another; must not read rows.
 */
import { type ColumnRole } from './column-roles.ts'
import type { ColumnJson } from './json.ts'
import {
  type TableColumn,
  columnTexts,
  guessColumns,
  guessNumber,
  guessRoles,
  roleOfTitle,
} from './table-columns.ts'
import { type PlacedColumn, placeColumns } from './table-grid.ts'
import { settleCalendar } from './table-calendar.ts'
import { type Header, findHeader, headerOf, isCountRow } from './table-header.ts'
import type { TableMapping } from './table-mapping.ts'
import type { Finding, Row, Table } from './table-model.ts'
import { cellText, fold, quoteOf, quotesOf, rowText } from './table-text.ts'
import { BAND_COLUMN, stateOf } from './table-words.ts'

export interface Labels {
  number: string
  title: string
  period: string
  /** Holds `{n}`. */
  other: string
}

export interface PreparedTable {
  table: Table
  columns: PlacedColumn[]
  /** Rows above the header. */
  before: Row[]
  rows: Row[]
  /** Folded texts of the header's cells, to know its repetitions by. */
  headerTexts: string[]
  /** Titles of the columns, '' for those without a name. */
  titles: string[]
  header: { start: number; end: number } | null
  /** It goes on with the columns of the table before it. */
  continues: boolean
}

const LONGEST_TITLE = 200

const isFixed = (role: ColumnRole): role is 'number' | 'title' | 'period' =>
  role === 'number' || role === 'title' || role === 'period'

const isOfPlan = (role: ColumnRole): boolean => isFixed(role) || role === 'other'

/** All columns of the plan, in the order in which its tables name them. */
export class ColumnSet {
  readonly columns: ColumnJson[] = []
  private own = 0
  private readonly labels: Labels

  constructor(labels: Labels) {
    this.labels = labels
  }

  private titleFor(column: TableColumn): string {
    if (column.title !== '') return column.title
    if (isFixed(column.role)) return this.labels[column.role]
    return this.labels.other.replace('{n}', String(this.own))
  }

  private add(column: TableColumn): string {
    if (!isFixed(column.role)) this.own += 1
    const key = isFixed(column.role) ? column.role : `c${this.own}`
    const made: ColumnJson = { key, title: this.titleFor(column) }
    // A number column that only a later table has still belongs to the left.
    if (key === 'number') this.columns.unshift(made)
    else this.columns.push(made)
    return key
  }

  private find(column: TableColumn, taken: ReadonlySet<string>): string | undefined {
    const known = this.columns.find(({ key, title }) => {
      if (taken.has(key)) return false
      if (isFixed(column.role)) return key === column.role
      return column.title !== '' && fold(title) === fold(column.title)
    })
    return known?.key
  }

  /** Keys for a table's columns, '' for those that are none of the plan's; new columns are added at the end. */
  keysFor(columns: readonly TableColumn[]): string[] {
    const taken = new Set<string>()
    const lacksPeriod = !columns.some(({ role }) => role === 'period')
    return columns.map((column) => {
      if (column.role === 'month' && lacksPeriod && !taken.has('period')) {
        const dates: TableColumn = { ...column, role: 'period', title: '' }
        taken.add(this.find(dates, taken) ?? this.add(dates))
      }
      if (!isOfPlan(column.role)) return ''
      const key = this.find(column, taken) ?? this.add(column)
      taken.add(key)
      return key
    })
  }
}

/** Columns of a table that goes on with the one before: same order, its own grid. */
const continuedColumns = (table: Table, previous: PreparedTable): PlacedColumn[] => {
  const guessed = guessColumns(table)
  if (guessed?.length !== previous.columns.length) return previous.columns
  const keys = previous.columns.map((column) => column.key)
  return placeColumns(
    table,
    guessed.map((column, index) => ({
      ...column,
      role: previous.columns[index]?.role ?? 'other',
      title: previous.titles[index] ?? '',
    })),
    keys,
  )
}

/** Names of sections stand in runs; a column of states holds nothing else. What does not is a column of its own. */
const settleByContent = (column: TableColumn, texts: readonly string[]): void => {
  if (column.role !== 'section' && column.role !== 'state') return
  const filled = texts.filter((text) => text !== '').map(fold)
  if (column.role === 'section') {
    const runs = filled.filter((text, index) => text !== filled[index - 1]).length
    if (runs > new Set(filled).size * 1.2) column.role = 'other'
  }
  if (column.role === 'state' && filled.some((text) => stateOf(text) === null)) column.role = 'other'
}

const isMergedDown = (column: TableColumn, rows: readonly Row[]): boolean => {
  const cells = rows.flatMap((row) => row.cells.find(({ at }) => at === column.start) ?? [])
  return cells.length > 0 && cells.filter(({ merged }) => merged).length * 3 >= cells.length
}

/** «Вид деятельности», merged down over events of its own each: what they are called stands in the next column of that kind. */
const settleTitle = (columns: readonly TableColumn[], rows: readonly Row[]): void => {
  const band = columns.find(({ role }) => role === 'title')
  const next = columns.find(
    (column) => column.role === 'other' && column !== band && roleOfTitle(column.title)?.role === 'title',
  )
  const number = columns.find(({ role }) => role === 'number')
  if (!band || !next || next.start < band.start || !isMergedDown(band, rows) || isMergedDown(next, rows))
    return
  if (number && isMergedDown(number, rows)) return
  band.role = 'other'
  next.role = 'title'
}

/** «Направление» at the left, merged down over the rows of each part, names their sections. */
const settleBands = (columns: readonly TableColumn[], rows: readonly Row[]): void => {
  if (columns.some(({ role }) => role === 'section') || !columns.some(({ role }) => role === 'title')) return
  const band = columns.find(
    ({ role, title }, at) => at <= 1 && role === 'other' && BAND_COLUMN.test(fold(title)),
  )
  if (band && isMergedDown(band, rows)) band.role = 'section'
}

const widthOf = (table: Table): number =>
  table.rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)

const toldHeader = (table: Table, told: { start: number; end: number } | null): Header | null => {
  const isThere = told !== null && told.end > told.start && told.end <= table.rows.length
  return isThere ? headerOf(table, told.start, told.end) : null
}

export class TablePreparer {
  readonly set: ColumnSet
  readonly findings: Finding[] = []
  private previous: PreparedTable | null = null
  private told: TableMapping | undefined
  private readonly isAlone: boolean

  /** @param isAlone the plan has one table */
  constructor(labels: Labels, isAlone: boolean) {
    this.set = new ColumnSet(labels)
    this.isAlone = isAlone
  }

  /** Sets the header apart and places the columns of the next plan table. `told`: what a person says of it. */
  prepare(table: Table, told?: TableMapping): PreparedTable {
    const header = told?.header === undefined ? findHeader(table) : toldHeader(table, told.header)
    this.told = told
    const prepared = header ? this.withHeader(table, header) : this.withoutHeader(table)
    this.previous = prepared
    return prepared
  }

  private withHeader(table: Table, header: Header): PreparedTable {
    const rows = this.withoutCounts(table.rows.slice(header.end))
    const columns = this.asTold(this.told?.columns ? header.columns : this.complete(header.columns, rows))
    const months = columns.filter(({ role }) => role === 'month').map(({ title }) => title)
    for (const quote of quotesOf(months.join(' | ')))
      this.findings.push({ code: 'period-from-months', quote })
    for (const { title, role } of columns) {
      this.reportLongTitle(title)
      if (role === 'section') this.findings.push({ code: 'column-of-sections', quote: quoteOf(title) })
      if (role === 'ignored') this.findings.push({ code: 'column-ignored', quote: quoteOf(title) })
      if (role === 'state') this.findings.push({ code: 'column-of-states', quote: quoteOf(title) })
    }
    const known = this.set.columns.length
    const keys = this.set.keysFor(columns)
    if (known > 0) this.reportLaterHeader(columns, this.set.columns.length > known)
    return {
      table,
      columns: placeColumns(table, columns, keys),
      before: table.rows.slice(0, header.start),
      rows,
      headerTexts: table.rows
        .slice(header.start, header.end)
        .flatMap((row) => row.cells.map(cellText).map(fold)),
      titles: columns.map(({ title }) => title),
      header: { start: header.start, end: header.end },
      continues: false,
    }
  }

  /** The columns with the roles that a person gave them, where they are as many. */
  private asTold(columns: TableColumn[]): TableColumn[] {
    const roles = this.told?.columns
    if (roles?.length !== columns.length) return columns
    return columns.map((column, index) => ({ ...column, role: roles[index] ?? 'other' }))
  }

  /** The document keeps so much of a column's title. */
  private reportLongTitle(title: string): void {
    if (title.length <= LONGEST_TITLE) return
    for (const quote of quotesOf(title)) this.findings.push({ code: 'column-title-too-long', quote })
  }

  /** The plan has one header: those of later tables go into findings, word for word. */
  private reportLaterHeader(columns: readonly TableColumn[], differs: boolean): void {
    const code = differs ? 'columns-differ' : 'header-repeated'
    for (const quote of quotesOf(columns.map(({ title }) => title).join(' | ')))
      this.findings.push({ code, quote })
  }

  /** A header that names no title column still has one: the column with the longest texts. */
  private complete(columns: TableColumn[], rows: readonly Row[]): TableColumn[] {
    const has = (role: ColumnRole): boolean => columns.some((column) => column.role === role)
    const lacksTitle = !has('title')
    const texts = columnTexts(rows, columns.length)
    for (const [index, column] of columns.entries()) settleByContent(column, texts[index] ?? [])
    settleTitle(columns, rows)
    // Under headings of their own, tables have their sections.
    if (this.isAlone) settleBands(columns, rows)
    guessNumber(columns, texts)
    settleCalendar(columns, texts)
    const lacksPeriod = !has('period') && !has('month')
    if (lacksTitle || lacksPeriod) guessRoles(columns, texts)
    const title = columns.find((column) => column.role === 'title')?.title ?? ''
    if (lacksTitle) this.findings.push({ code: 'title-column-guessed', quote: quoteOf(title) })
    if (!has('period') && !has('month') && !this.set.columns.some(({ key }) => key === 'period'))
      this.findings.push({ code: 'period-column-missing' })
    return columns
  }

  private withoutHeader(table: Table): PreparedTable {
    const rows = this.withoutCounts(table.rows)
    const { previous } = this
    const base = { table, before: [], rows, header: null }
    const isTold = this.told?.columns !== undefined
    if (!isTold && previous && (widthOf(table) === previous.columns.length || widthOf(table) <= 1)) {
      const { headerTexts, titles } = previous
      return { ...base, columns: continuedColumns(table, previous), headerTexts, titles, continues: true }
    }
    const guessed = this.asTold(guessColumns(table) ?? [])
    if (!isTold)
      this.findings.push({
        code: 'header-guessed',
        quote: quoteOf(table.rows[0] ? rowText(table.rows[0]) : ''),
      })
    const keys = this.set.keysFor(guessed)
    const titles = guessed.map(({ title }) => title)
    return { ...base, columns: placeColumns(table, guessed, keys), headerTexts: [], titles, continues: false }
  }

  private withoutCounts(rows: readonly Row[]): Row[] {
    const counts = rows.slice(0, 2).findIndex(isCountRow)
    if (counts < 0) return [...rows]
    this.findings.push({ code: 'header-numbers-skipped', quote: quoteOf(rowText(rows[counts] as Row)) })
    return rows.filter((_, index) => index !== counts)
  }
}
