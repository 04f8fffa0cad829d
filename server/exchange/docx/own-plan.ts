/**
 * A Word file that Svod wrote → the plan that it was, and whatever people have changed in Word since. Owns reading by
 * marks: what stands in print is taken from print, and what carries no mark was added by hand. Guesses nothing.
 */
import { cutText } from '../../../shared/cut-text.ts'
import { pushAll } from '../../../shared/lists.ts'
import { nextNumber } from '../../../shared/plan/number.ts'
import type { ColumnJson, ItemDraft, PlanDraft, SectionDraft } from '../../../shared/plan/json.ts'
import { blocksToHtml, blocksToText } from '../../../shared/plan/rich.ts'
import { FIXED_COLUMNS, LONGEST_NUMBER } from '../../../shared/plan/schema.ts'
import { yearOfTitle } from '../../../shared/plan/table-facts.ts'
import type { Finding, FlowItem, Para, Row, Table } from '../../../shared/plan/table-model.ts'
import { repeatsHeader } from '../../../shared/plan/table-header.ts'
import {
  flowText,
  fold,
  isBlank,
  parasOf,
  quotesOf,
  rawText,
  rowText,
} from '../../../shared/plan/table-text.ts'
import { GAP_STYLE, type OwnMark, TITLE_STYLE, readMark } from './marks.ts'
import { ownBlocks } from './own-blocks.ts'
import { type GridColumn, type Widths, cellsByColumn, regridded } from './own-cells.ts'
import type { OwnColumn, OwnFacts } from './own-facts.ts'

const markOf = (content: readonly FlowItem[]): OwnMark | null => {
  for (const para of parasOf(content)) {
    const mark = para.own?.mark ?? null
    if (mark !== null) return readMark(mark)
  }
  return null
}

const isGap = (para: Para): boolean => para.own?.style === GAP_STYLE && rawText(para) === ''

const parasIn = (content: readonly FlowItem[]): Para[] => parasOf(content).filter((para) => !isGap(para))

const linesIn = (content: readonly FlowItem[]): string => blocksToText(ownBlocks(parasIn(content)))

const richIn = (paras: readonly Para[]): string => (paras.length === 0 ? '' : blocksToHtml(ownBlocks(paras)))

/** A column of the table in the file: where it stands in the grid, and whose it is. */
interface FileColumn extends OwnColumn, GridColumn {}

const isPlanTable = (item: FlowItem): item is Table =>
  item.kind === 'table' &&
  (item.rows[0]?.cells.some((cell) => markOf(cell.content)?.kind === 'column') ?? false)

const PARTS_OF_TABLE = new Set(['row', 'section', 'part'])

/** The rest of the plan's table, which somebody cut in two. */
const isLaterPart = (item: FlowItem): item is Table =>
  item.kind === 'table' &&
  item.rows.some(({ cells }) =>
    PARTS_OF_TABLE.has(markOf(cells.flatMap(({ content }) => content))?.kind ?? ''),
  )

const isFrontTable = (item: FlowItem): item is Table =>
  item.kind === 'table' &&
  item.rows.some((row) =>
    row.cells.some((cell) => ['agreed', 'approved'].includes(markOf(cell.content)?.kind ?? '')),
  )

const LONGEST_TITLE = 200

const headingOf = (content: readonly FlowItem[]): string => parasOf(content).map(rawText).join(' ')

const reportLongTitles = (columns: readonly FileColumn[], findings: Finding[]): void => {
  for (const { title } of columns)
    if (title.length > LONGEST_TITLE)
      for (const quote of quotesOf(title)) findings.push({ code: 'column-title-too-long', quote })
}

const fileColumns = (header: Row, { columns }: OwnFacts): FileColumn[] =>
  header.cells.map((cell, order) => {
    const mark = markOf(cell.content)
    const known = mark?.kind === 'column' ? columns[mark.index] : undefined
    const title = headingOf(cell.content)
    const place = { at: cell.at, end: cell.at + cell.span }
    if (known) return { ...known, title, ...place }
    return { key: `added${order}`, title, hidden: false, printed: true, ...place }
  })

/** Columns that are not in the file come back behind the one that they stood behind. */
const withUnprinted = (printed: readonly FileColumn[], { columns }: OwnFacts): ColumnJson[] => {
  const all: OwnColumn[] = [...printed]
  for (const [index, column] of columns.entries()) {
    if (column.printed) continue
    const before = columns[index - 1]
    const at = before === undefined ? -1 : all.findIndex(({ key }) => key === before.key)
    all.splice(before === undefined ? 0 : at < 0 ? all.length : at + 1, 0, column)
  }
  return all.map(({ key, title, hidden }) => ({
    key,
    title: cutText(title, LONGEST_TITLE),
    ...(hidden ? { hidden: true } : {}),
  }))
}

interface OpenRow {
  mark: Extract<OwnMark, { kind: 'row' }> | null
  paras: Map<string, Para[]>
}

const MANY = new Set<string>(FIXED_COLUMNS)

const numberOf = ({ paras }: OpenRow): string => (paras.get('number') ?? []).map(rawText).join('\n')

/** What is no number stands before the words of the title. */
const withShortNumber = (row: OpenRow): OpenRow => {
  const { mark, paras } = row
  const title = [...(paras.get('number') ?? []), ...(paras.get('title') ?? [])]
  return {
    mark: mark && { ...mark, numbering: 'none' },
    paras: new Map([...paras, ['number', []], ['title', title]]),
  }
}

const itemOf = (row: OpenRow): ItemDraft => {
  const { mark, paras } = row
  const lines = (key: string) => blocksToText(ownBlocks(paras.get(key) ?? []))
  const number = numberOf(row)
  const own = [...paras].filter(([key]) => !MANY.has(key)).map(([key]) => [key, lines(key)] as const)
  return {
    level: mark?.level ?? 0,
    numbering: mark?.numbering ?? (number.trim() === '' ? 'none' : 'typed'),
    number,
    title: richIn(paras.get('title') ?? []),
    period: lines('period'),
    cells: Object.fromEntries(own),
    state: mark?.state ?? 'planned',
  }
}

class TableReader {
  readonly sections: SectionDraft[] = []
  readonly findings: Finding[] = []
  private readonly first: { columns: readonly FileColumn[]; widths: Widths }
  private readonly facts: OwnFacts
  private columns: readonly FileColumn[]
  private widths: Widths
  private row: OpenRow | null = null

  constructor(columns: readonly FileColumn[], widths: Widths, facts: OwnFacts) {
    this.first = { columns, widths }
    this.columns = columns
    this.widths = widths
    this.facts = facts
    reportLongTitles(columns, this.findings)
  }

  private endRow(): void {
    const { row } = this
    if (row === null) return
    if (this.sections.length === 0) this.startSection('', 0)
    this.row = null
    const number = numberOf(row)
    const isLong = number.length > LONGEST_NUMBER
    if (isLong) this.report('number-too-long', number)
    this.sections.at(-1)?.items.push(itemOf(isLong ? withShortNumber(row) : row))
  }

  /** Of the row that comes next. */
  private report(code: Finding['code'], text: string): void {
    const section = Math.max(0, this.sections.length - 1)
    const place = { section, item: this.sections[section]?.items.length ?? 0 }
    for (const quote of quotesOf(text)) this.findings.push({ code, quote, ...place })
  }

  /** The rest of the table: rows of the same columns, which may stand in a grid of its own. */
  readLater({ rows, widths }: Table): void {
    this.columns = regridded(this.first.columns, this.first.widths, widths)
    this.widths = widths
    const titles = this.columns.map(({ title }) => fold(title))
    for (const row of rows) {
      if (repeatsHeader(row, titles)) this.report('header-repeated', rowText(row))
      else this.read(row)
    }
  }

  /** Words between the parts of the table are a row of their own. */
  readBetween(code: 'text-between-tables' | 'table-as-text', content: readonly FlowItem[]): void {
    const paras = parasIn(content).filter((para) => !isBlank(para))
    if (paras.length === 0) return
    this.endRow()
    this.report(code, flowText(paras))
    this.row = { mark: null, paras: new Map([['title', paras]]) }
    this.endRow()
  }

  private startSection(title: string, index: number | null): void {
    const department = index === null ? null : (this.facts.departments[index] ?? null)
    this.sections.push({ title, department, items: [] })
  }

  /** A row of one cell over the whole width that nobody has marked is a section that was added in Word. */
  private isBand(row: Row, mark: OwnMark | null): boolean {
    if (mark !== null) return mark.kind === 'section'
    return (
      row.cells.length === 1 && (row.cells[0]?.span ?? 1) >= this.columns.length && this.columns.length > 1
    )
  }

  read(row: Row): void {
    const mark = markOf(row.cells.flatMap(({ content }) => content))
    if (this.isBand(row, mark)) {
      this.endRow()
      const title = row.cells.flatMap(({ content }) => parasIn(content).map(rawText)).join(' ')
      this.startSection(title, mark?.kind === 'section' ? mark.index : null)
      return
    }
    if (mark?.kind !== 'part') {
      this.endRow()
      this.row = { mark: mark?.kind === 'row' ? mark : null, paras: new Map() }
    }
    this.extend(row)
  }

  private extend(row: Row): void {
    const { paras } = (this.row ??= { mark: null, paras: new Map() })
    for (const { cell, column } of cellsByColumn(row, this.columns, this.widths)) {
      const key = column?.key ?? 'title'
      paras.set(key, [...(paras.get(key) ?? []), ...parasIn(cell.content)])
      // The words of a cell under no column stand in the title: nowhere else would anybody look for them.
      if (column === null) this.report('cell-without-column', flowText(cell.content))
    }
  }

  finish(): SectionDraft[] {
    this.endRow()
    return this.sections
  }
}

/** A number that is not what counting gives was written by somebody, and stays. */
const withTypedNumbers = (draft: PlanDraft): PlanDraft => {
  let running: string | null = null
  const sections = draft.sections.map((section) => {
    const last = new Map<number, string>()
    if (draft.numbering === 'plan' && running !== null) last.set(0, running)
    const above: string[] = []
    const items = section.items.map((item): ItemDraft => {
      const level = Math.min(item.level, above.length)
      above.length = level
      const parent = level === 0 ? null : (above[level - 1] ?? '')
      const counted = nextNumber(last.get(level) ?? null, parent)
      const isTyped = item.numbering === 'auto' && item.number !== counted
      above.push(item.number)
      if (item.number !== '') last.set(level, item.number)
      for (let deeper = level + 1; deeper <= 2; deeper += 1) last.delete(deeper)
      return isTyped ? { ...item, numbering: item.number === '' ? 'none' : 'typed' } : item
    })
    running = last.get(0) ?? running
    return { ...section, items }
  })
  return { ...draft, sections }
}

interface Around {
  agreed: string
  approved: string
  title: string[]
  intro: Para[]
}

const readFrontTable = (table: Table, around: Around): void => {
  for (const cell of table.rows.flatMap(({ cells }) => cells)) {
    const kind = markOf(cell.content)?.kind
    if (kind === 'agreed') around.agreed = linesIn(cell.content)
    else if (kind === 'approved') around.approved = linesIn(cell.content)
    else pushAll(around.intro, parasIn(cell.content))
  }
}

const readAbove = (items: readonly FlowItem[]): Around => {
  const around: Around = { agreed: '', approved: '', title: [], intro: [] }
  for (const item of items) {
    if (isFrontTable(item)) readFrontTable(item, around)
    else if (item.kind === 'para' && item.own?.style === TITLE_STYLE) around.title.push(rawText(item))
    else pushAll(around.intro, parasIn([item]))
  }
  return around
}

/** What stands behind the plan's table: the rest of it, where somebody cut it, and the words under it. */
const readUnder = (items: readonly FlowItem[], reader: TableReader): Para[] => {
  const end = items.findLastIndex(isLaterPart) + 1
  let between: FlowItem[] = []
  for (const item of items.slice(0, end)) {
    if (item.kind === 'para') {
      between.push(item)
      continue
    }
    reader.readBetween('text-between-tables', between)
    between = []
    if (isLaterPart(item)) reader.readLater(item)
    else reader.readBetween('table-as-text', [item])
  }
  const under = items.slice(end)
  for (const item of under)
    if (item.kind === 'table')
      for (const quote of quotesOf(flowText([item]))) reader.findings.push({ code: 'table-as-text', quote })
  return parasIn(under)
}

export interface OwnPlan {
  draft: PlanDraft
  findings: Finding[]
}

/** The draft with what there is to tell of it, or null where the table that the marks speak of is gone. */
export const readOwnPlan = (flow: readonly FlowItem[], facts: OwnFacts): OwnPlan | null => {
  const at = flow.findIndex(isPlanTable)
  const table = flow[at]
  const header = table?.kind === 'table' ? table.rows[0] : undefined
  if (table?.kind !== 'table' || header === undefined) return null
  const columns = fileColumns(header, facts)
  const reader = new TableReader(columns, table.widths, facts)
  for (const row of table.rows.slice(1)) reader.read(row)
  const outro = readUnder(flow.slice(at + 1), reader)
  const { agreed, approved, title, intro } = readAbove(flow.slice(0, at))
  const name = title.join(' ')
  const draft: PlanDraft = {
    title: name,
    year: name === facts.title ? facts.year : (yearOfTitle(name) ?? facts.year),
    organisation: facts.organisation,
    front: { agreed, approved, intro: richIn(intro), outro: richIn(outro) },
    ...(facts.numbering === undefined ? {} : { numbering: facts.numbering }),
    columns: withUnprinted(columns, facts),
    sections: reader.finish(),
  }
  const isNumbered = columns.some(({ key }) => key === 'number')
  return { draft: isNumbered ? withTypedNumbers(draft) : draft, findings: reader.findings }
}
