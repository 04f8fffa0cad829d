/**
 * The plan's tables and what stands between and after them → sections and rows of an assembly.
 * Owns the walk; what a row is, and whether it is a tail, is decided elsewhere.
 */
import { type RowReadingName } from './column-roles.ts'
import type { ColumnJson } from './json.ts'
import type { PlanAssembly } from './table-assembly.ts'
import { textItem } from './table-assembly.ts'
import { type Front, opensSection } from './table-front.ts'
import { type ImportMapping, type SourceTable, samplesOf, topOf } from './table-mapping.ts'
import type { FlowItem, Para, Row, Table } from './table-model.ts'
import type { PlanTables } from './table-plan-tables.ts'
import { type Labels, type PreparedTable, TablePreparer } from './table-prepare.ts'
import { isCountRow, repeatsHeader } from './table-header.ts'
import { type PlacedRow, rowReader } from './table-grid.ts'
import { type RowStyle, styleOf } from './table-style.ts'
import { RowWalker } from './table-walk.ts'
import {
  cellText,
  fold,
  flowText,
  isBlank,
  parasOf,
  quoteOf,
  quotesOf,
  rowText,
  tableParas,
} from './table-text.ts'
import { CONTINUED, PART_HEADING, PLAN_WORD, monthOf } from './table-words.ts'

export interface Body {
  columns: ColumnJson[]
  outro: Para[]
  /** The plan's tables as they were read, to be corrected. */
  tables: SourceTable[]
}

/** What a page break prints between two parts of a table: a page's number, «Продолжение таблицы». */
const isPageMark = (para: Para): boolean => {
  const text = fold(flowText([para]))
  return /^[-\s]*\d{1,4}[-\s]*$/.test(text) || CONTINUED.test(text)
}

/** A title's words apart from its year and months. */
const withoutTimes = (title: string): string =>
  fold(title)
    .split(' ')
    .filter((word) => !/\d/.test(word) && monthOf(word) === 0)
    .join(' ')

/** A plan table with its rows read through its columns, in their order. */
interface ReadTable extends PreparedTable {
  placed: PlacedRow[]
}

class BodyReader {
  private readonly assembly: PlanAssembly
  private readonly front: Front
  private readonly walker: RowWalker
  /** Nothing but page numbers and empty lines came since the last plan table. */
  private unbroken = false

  constructor(assembly: PlanAssembly, front: Front, style: RowStyle) {
    this.assembly = assembly
    this.front = front
    this.walker = new RowWalker(assembly, style)
  }

  /** Headings open sections; «Раздел 2» takes the line under it as the rest of its title. */
  headings(paras: readonly Para[]): void {
    let open = false
    for (const para of paras) {
      const text = flowText([para])
      if (open) this.assembly.extendTitle(text)
      else this.assembly.startSection(text)
      open = !open && PART_HEADING.test(fold(text))
    }
  }

  between(paras: readonly Para[]): void {
    let text: Para[] = []
    let headings: Para[] = []
    for (const para of paras.filter((candidate) => !isBlank(candidate))) {
      if (isPageMark(para)) {
        this.assembly.report({ code: 'header-footer', quote: flowText([para]) })
        continue
      }
      this.unbroken = false
      if (this.isTitleAgain(para)) {
        if (headings.length > 0) this.assembly.report({ code: 'header-repeated', quote: flowText([para]) })
        else headings.push(para)
      } else if (opensSection(para)) {
        this.textRow(text)
        text = []
        headings.push(para)
      } else {
        this.headings(headings)
        headings = []
        text.push(para)
      }
    }
    this.headings(headings)
    this.textRow(text)
  }

  /** The plan's title once more, of another month: over each sheet of a workbook, say. */
  private isTitleAgain(para: Para): boolean {
    const title = this.front.title.join(' ')
    return title !== '' && withoutTimes(flowText([para])) === withoutTimes(title)
  }

  private textRow(paras: readonly Para[]): void {
    if (paras.length === 0) return
    const place = this.assembly.addItem(textItem(paras))
    this.assembly.report({ code: 'text-between-tables', quote: quoteOf(flowText(paras)), ...place })
  }

  foreignTable(table: Table): void {
    const paras = tableParas(table)
    if (paras.length === 0) return
    const place = this.assembly.addItem(textItem(paras))
    this.assembly.report({ code: 'table-as-text', quote: quoteOf(flowText(paras)), ...place })
    this.unbroken = false
  }

  planTable(prepared: ReadTable, table: number, told: ToldRows): void {
    const rowNumbers = new Map(prepared.table.rows.map((row, at) => [row, at]))
    for (const row of prepared.before) this.rowAboveHeader(row)
    this.walker.startTable(prepared.columns, this.unbroken)
    const isHeader = (row: Row): boolean =>
      prepared.headerTexts.length > 0 && repeatsHeader(row, prepared.headerTexts)
    let above: PlacedRow | null = null
    let behindHeader = false
    for (const [index, row] of prepared.rows.entries()) {
      const isCount = behindHeader && isCountRow(row)
      behindHeader = isHeader(row)
      if (behindHeader || isCount) {
        if (above !== null) this.walker.row(above)
        above = null
        this.repeatedHeader(row, isCount)
        this.walker.startTable(prepared.columns, true)
        continue
      }
      const at = { table, row: rowNumbers.get(row) ?? 0 }
      const placed = prepared.placed[index] as PlacedRow
      placed.place = at
      placed.told = told.get(`${at.table}:${at.row}`)
      if (above !== null) this.walker.row(above, placed)
      above = placed
    }
    if (above !== null) this.walker.row(above)
    this.unbroken = true
  }

  /** The header once more, or the count of columns under it: a page begins here. */
  private repeatedHeader(row: Row, isCount: boolean): void {
    const code = isCount ? 'header-numbers-skipped' : 'header-repeated'
    this.assembly.report({ code, quote: quoteOf(rowText(row)) })
  }

  /** The plan's title may stand in the table itself; anything else there is a section's title. */
  private rowAboveHeader(row: Row): void {
    const text = rowText(row)
    if (text === '') return
    const filled = row.cells.filter((cell) => cellText(cell) !== '')
    // At the top of a page the section's title stands over the header, too.
    if (filled.length === 1 && this.assembly.repeatsTitle(text)) {
      this.assembly.report({ code: 'header-repeated', quote: quoteOf(text) })
      return
    }
    this.unbroken = false
    if (this.front.title.length === 0 && filled.length === 1 && PLAN_WORD.test(fold(text)))
      this.front.title.push(text)
    else if (filled.length === 1 && text.length <= 300) this.assembly.startSection(text)
    else {
      const place = this.assembly.addItem(textItem(row.cells.flatMap((cell) => parasOf(cell.content))))
      this.assembly.report({ code: 'text-before-header', quote: quoteOf(text), ...place })
    }
  }

  finish(): void {
    this.walker.finish()
  }
}

const splitOutro = (items: readonly FlowItem[], assembly: PlanAssembly): Para[] =>
  items.flatMap((item) => {
    if (item.kind === 'para') return isBlank(item) ? [] : [item]
    const paras = tableParas(item)
    if (paras.length > 0)
      assembly.report({ code: 'table-as-text', quote: quotesOf(flowText(paras))[0] ?? '' })
    return paras
  })

/** What a person said of single rows, by «table:row». */
type ToldRows = ReadonlyMap<string, RowReadingName>

const sourceOf = (prepared: PreparedTable, table: number): SourceTable => {
  const samples = samplesOf(prepared.table, prepared.columns, prepared.rows)
  return {
    table,
    continues: prepared.continues,
    header: prepared.header,
    columns: prepared.columns.map(({ role }, at) => ({
      role,
      title: prepared.titles[at] ?? '',
      samples: samples[at] ?? [],
    })),
    top: topOf(prepared.table),
    rows: prepared.rows.length,
  }
}

const withPlacedRows = (prepared: PreparedTable): ReadTable => ({
  ...prepared,
  placed: prepared.rows.map(rowReader(prepared.table, prepared.columns)),
})

/** Reads everything from the first plan table on. */
export const readBody = (
  items: readonly FlowItem[],
  plan: PlanTables,
  front: Front,
  assembly: PlanAssembly,
  { labels, mapping }: { labels: Labels; mapping?: ImportMapping | undefined },
): Body => {
  const preparer = new TablePreparer(labels, plan.indexes.size === 1)
  const prepared = new Map<number, ReadTable>()
  for (const [table, index] of [...plan.indexes].sort((a, b) => a - b).entries()) {
    const told = mapping?.tables.find((one) => one.table === table)
    prepared.set(index, withPlacedRows(preparer.prepare(items[index] as Table, told)))
  }
  const order = [...prepared.keys()]
  const told: ToldRows = new Map(mapping?.rows.map(({ table, row, as }) => [`${table}:${row}`, as]))
  for (const finding of preparer.findings) assembly.report(finding)
  const style = styleOf(
    [...prepared.values()].flatMap(({ columns, placed }) => placed.map((row) => ({ row, columns }))),
  )
  if (style.numbersInTitles) assembly.report({ code: 'numbers-from-titles' })
  const reader = new BodyReader(assembly, front, style)
  reader.headings(front.headings)
  let paras: Para[] = []
  for (let index = plan.first; index <= plan.last; index += 1) {
    const item = items[index] as FlowItem
    const table = prepared.get(index)
    if (item.kind === 'para') {
      paras.push(item)
      continue
    }
    reader.between(paras)
    paras = []
    if (table) reader.planTable(table, order.indexOf(index), told)
    else reader.foreignTable(item)
  }
  reader.finish()
  const tables = [...prepared.values()].map(sourceOf)
  return { columns: preparer.set.columns, outro: splitOutro(items.slice(plan.last + 1), assembly), tables }
}
