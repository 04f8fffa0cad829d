/**
 * Rows of plan tables, one after another, into an assembly: sections, items, tails. Owns what the neighbours of a row
 * mean for it (merged cells, page breaks).
 */
import { type RowReadingName } from './column-roles.ts'
import type { OpenItem, Place, PlanAssembly } from './table-assembly.ts'
import { isTypedItem } from './table-blocks.ts'
import { isContinued, textItem } from './table-assembly.ts'
import { type PlacedColumn, type PlacedRow, columnIndex, hasNestedTable, parasIn } from './table-grid.ts'
import type { Finding, Para } from './table-model.ts'
import { type RowKind, isDated, kindOf } from './table-kind.ts'
import { readRow } from './table-row.ts'
import { type RowStyle, countOf } from './table-style.ts'
import { isDayTitle } from './table-words.ts'
import { type TailVerdict, judgeTail, lineFlowsOn } from './table-tail.ts'
import { flowText, fold, isBlank, parasOf, printedText, quoteOf, rawText } from './table-text.ts'

const LIST_START = /^[-–—•·▪●]\s*/

/** So many paragraphs of the row above are enough to judge its tail by. */
const LAST_PARAS = 200

const oneLine = (text: string): string => text.replaceAll('\n', ' ')

/** A tail that was dressed up as a section's title loses the dress. */
const withoutBold = (para: Para): Para => ({
  ...para,
  spans: para.spans.map((span) => ({ ...span, bold: false })),
})

export class RowWalker {
  private readonly assembly: PlanAssembly
  private readonly style: RowStyle
  private columns: readonly PlacedColumn[] = []
  /** The row above as it was read, merged cells filled in. */
  private above: PlacedRow | null = null
  private atStart = false
  private next: PlacedRow | undefined
  private emptyRows = 0
  /** What was interpreted in the row under way. */
  private told: Finding[] = []
  /** What the column of sections said last. */
  private named = ''
  /** What merged cells put into the row above, column by column. */
  private copied: readonly string[] = []

  constructor(assembly: PlanAssembly, style: RowStyle) {
    this.assembly = assembly
    this.style = style
  }

  /** @param unbroken the table goes on with the one before it */
  startTable(columns: readonly PlacedColumn[], unbroken: boolean): void {
    this.columns = columns
    this.above = null
    this.copied = []
    this.atStart = unbroken
  }

  /** @param next the row under it in the same table */
  row(row: PlacedRow, next?: PlacedRow): void {
    this.next = next
    this.columnSection(row)
    const kind = kindOf(row, this.columns, this.style)
    if (kind === 'empty') {
      if (row.section === '') this.emptyRows += 1
      return
    }
    if (row.told !== undefined) this.asTold(row, row.told)
    else if (this.goesOnAbove(row)) this.extend(row)
    else this.place(row, kind)
    this.reportTold()
    this.reportInside(row)
    this.above = this.filledIn(row)
    this.atStart = false
  }

  finish(): void {
    if (this.emptyRows > 0) this.assembly.report({ code: 'empty-rows', values: { count: this.emptyRows } })
  }

  /** A column that names the section of each row opens one wherever the name is another. */
  private columnSection({ section }: PlacedRow): void {
    if (section === '' || section === this.named) return
    this.named = section
    if (fold(section) !== fold(this.assembly.openTitle() ?? '')) this.assembly.startSection(section)
    this.above = null
  }

  /** A person has said what the row is. */
  private asTold(row: PlacedRow, told: RowReadingName): void {
    if (told === 'section') this.assembly.startSection(this.textOf(row), row.place)
    else if (told === 'skip') this.assembly.report({ code: 'row-skipped', quote: quoteOf(this.textOf(row)) })
    else if (told === 'tail' && this.assembly.lastItem() !== null) this.stitch(row)
    else if (row.wide) this.assembly.addItem({ ...textItem(parasIn(row, row.only)), source: row.place })
    else this.item(row, 'own')
  }

  private place(row: PlacedRow, kind: RowKind): void {
    if (kind === 'section' && this.goesOnTitle(row)) {
      const text = this.textOf(row)
      this.assembly.extendTitle(text)
      this.assembly.report({
        code: 'row-stitched',
        quote: quoteOf(text),
        section: this.assembly.lastPlace().section,
      })
      return
    }
    const verdict = this.verdict(row)
    if (verdict === 'tail') this.stitch(row)
    else if (kind === 'section') this.section(row, verdict)
    else if (kind === 'text') this.textRow(row)
    else this.item(row, verdict)
  }

  private textOf(row: PlacedRow): string {
    return oneLine(row.texts.filter((text) => text !== '').join(' '))
  }

  private section(row: PlacedRow, verdict: TailVerdict): void {
    const text = this.textOf(row)
    if (this.repeatsTitle(text)) {
      this.assembly.report({ code: 'header-repeated', quote: quoteOf(text) })
      return
    }
    this.assembly.startSection(text, row.place)
    if (verdict !== 'doubtful') return
    const { section } = this.assembly.lastPlace()
    this.assembly.report({ code: 'section-maybe-continued', quote: quoteOf(text), section })
  }

  private textRow(row: PlacedRow): void {
    const place = this.assembly.addItem({ ...textItem(parasIn(row, row.only)), source: row.place })
    this.assembly.report({ code: 'row-unclear', quote: quoteOf(this.textOf(row)), ...place })
  }

  private item(row: PlacedRow, verdict: TailVerdict): void {
    const filled = this.filledIn(row)
    const opened = this.openItem(filled)
    const place = this.assembly.addItem({
      source: row.place,
      ...opened,
      ...this.dayOfSection(opened),
      child: this.isPartOfAbove(row),
    })
    if (verdict === 'doubtful') {
      this.assembly.report({ code: 'row-maybe-continued', quote: quoteOf(this.textOf(row)), ...place })
    }
    this.reportCopies(filled, row, place)
  }

  /** What reading the row said of it, now that it has its place. */
  private reportTold(): void {
    for (const finding of this.told.splice(0))
      this.assembly.report({ ...finding, ...this.assembly.lastPlace() })
  }

  /** Under «5 января» in a table without a column of dates, that is the day of the row. */
  private dayOfSection({ period }: OpenItem): { period?: string[] } {
    const title = this.assembly.lastTitle() ?? ''
    const isUndated = period.length === 0 && columnIndex(this.columns, 'period') < 0
    if (!isUndated || !isDayTitle(fold(title))) return {}
    this.told.push({ code: 'period-from-section', quote: quoteOf(title) })
    return { period: [title] }
  }

  /** Once a merged cell, at the first row that it is repeated in. */
  private reportCopies(filled: PlacedRow, row: PlacedRow, place: Place): void {
    const copied = filled.texts.map((text, index) => (text === row.texts[index] ? '' : text))
    const fresh = copied.find((text, index) => text !== '' && text !== this.copied[index])
    this.copied = copied
    if (fresh === undefined) return
    this.assembly.report({ code: 'merged-cell-repeated', quote: quoteOf(oneLine(fresh)), ...place })
  }

  /** A row without a number that is one item of a list: a part of the numbered row above it. */
  private isPartOfAbove(row: PlacedRow): boolean {
    const title = columnIndex(this.columns, 'title')
    const [first, ...rest] = parasIn(row, title).filter((para) => !isBlank(para))
    if (first === undefined || rest.length > 0 || row.wide) return false
    const isItem = first.list?.kind === 'bullet' || isTypedItem(rawText(first))
    return isItem && !this.isNumbered(row, columnIndex(this.columns, 'number'))
  }

  private stitch(row: PlacedRow): void {
    this.extend(row)
    const place = this.assembly.lastPlace()
    this.assembly.report({ code: 'row-stitched', quote: quoteOf(this.textOf(row)), ...place })
  }

  private extend(row: PlacedRow): void {
    const { title, period, cells } = row.wide ? textItem(parasIn(row, row.only)) : this.restOf(row)
    const paras = row.wide && row.bold && !this.style.boldIsNormal ? title.map(withoutBold) : title
    this.assembly.extendItem(paras, period, cells)
  }

  /** What a tail adds to its row: cells that say the same once more add nothing. */
  private restOf(row: PlacedRow): OpenItem {
    const rest = this.openItem(row)
    const last = this.assembly.lastItem()
    if (last === null || !this.repeatsNumber(row, last)) return rest
    const isRepeated = (lines: readonly string[], known: readonly string[] | undefined): boolean =>
      lines.join('\n') === known?.join('\n')
    return {
      ...rest,
      period: isRepeated(rest.period, last.period) ? [] : rest.period,
      cells: new Map([...rest.cells].filter(([key, lines]) => !isRepeated(lines, last.cells.get(key)))),
    }
  }

  private openItem(row: PlacedRow): OpenItem {
    const { item, findings } = readRow(row, this.columns, this.style)
    this.told = findings
    return item
  }

  /** Number and title are merged with the row above: more lines of the same row. */
  private goesOnAbove(row: PlacedRow): boolean {
    const title = columnIndex(this.columns, 'title')
    const number = columnIndex(this.columns, 'number')
    if (this.above === null || this.assembly.lastItem() === null) return false
    return row.merged[title] === true && row.texts[title] === '' && (number < 0 || row.texts[number] === '')
  }

  /** Cells merged with those above hold for this row as well; its number is its own. */
  private filledIn(row: PlacedRow): PlacedRow {
    const { above } = this
    if (above === null || (row.only >= 0 && row.wide)) return row
    const takes = (index: number): boolean =>
      row.merged[index] === true && row.texts[index] === '' && this.columns[index]?.role !== 'number'
    return {
      ...row,
      contents: row.contents.map((content, index) =>
        takes(index) ? (above.contents[index] ?? []) : content,
      ),
      texts: row.texts.map((text, index) => (takes(index) ? (above.texts[index] ?? '') : text)),
    }
  }

  /** A section's title cut by a page break: the row looks the same and begins in lower case. */
  private goesOnTitle(row: PlacedRow): boolean {
    const title = this.assembly.openTitle()
    return this.atStart && title !== null && title !== '' && /^\p{Ll}/u.test(this.textOf(row))
  }

  /** A section's title printed once more at the top of a page, with «(продолжение)» or without. */
  private repeatsTitle(text: string): boolean {
    return this.assembly.repeatsTitle(text) && (this.atStart || isContinued(text))
  }

  /** Whether the row under this one speaks for a tail: it counts on, or is a section's title itself. */
  private nextGoesOn(last: OpenItem): boolean {
    const { next, columns } = this
    if (next === undefined) return false
    if (next.wide && kindOf(next, columns, this.style) === 'section') return true
    const above = countOf(last.number)
    const below = countOf(next.texts[columnIndex(columns, 'number')] ?? '')
    return this.style.numbersRestart && above !== null && below === above + 1
  }

  private verdict(row: PlacedRow): TailVerdict {
    const last = this.assembly.lastItem()
    if (last === null) return 'own'
    const title = columnIndex(this.columns, 'title')
    const number = columnIndex(this.columns, 'number')
    const text = row.wide ? this.textOf(row) : oneLine(row.texts[title] ?? '')
    if (text === '') return this.atStart && !this.isNumbered(row, number) ? 'tail' : 'own'
    const lastPara = last.title.at(-1)
    const before = last.title.slice(-LAST_PARAS).map(printedText).join(' ')
    return judgeTail({
      text,
      before,
      atTableStart: this.atStart,
      wide: row.wide,
      bold: row.bold,
      centred: row.centred,
      numbered: this.isNumbered(row, number) && !this.repeatsNumber(row, last),
      repeatsNumber: this.repeatsNumber(row, last),
      dated: isDated(row, this.columns) && !this.repeatsPeriod(row, last),
      afterNumbered: last.number !== '',
      nextGoesOn: this.nextGoesOn(last),
      ...this.style,
      continuesList:
        LIST_START.test(text) && lastPara !== undefined && LIST_START.test(printedText(lastPara)),
    })
  }

  /** At the top of a page, the number of the row above once more. */
  private repeatsNumber(row: PlacedRow, last: OpenItem): boolean {
    const number = columnIndex(this.columns, 'number')
    return this.atStart && last.number !== '' && !row.wide && row.texts[number] === last.number
  }

  /** The date of the row above once more, or the rest of it. */
  private repeatsPeriod(row: PlacedRow, last: OpenItem): boolean {
    const text = row.texts[columnIndex(this.columns, 'period')] ?? ''
    const above = last.period.at(-1)
    if (above === undefined || text === '') return false
    if (lineFlowsOn(above, text)) return true
    return this.repeatsNumber(row, last) && text === last.period.join('\n')
  }

  private isNumbered(row: PlacedRow, number: number): boolean {
    return number >= 0 && (row.texts[number] ?? '') !== '' && !row.wide
  }

  private reportInside(row: PlacedRow): void {
    const { section, item } = this.assembly.lastPlace()
    const place = section < 0 ? {} : item < 0 ? { section } : { section, item }
    row.contents.forEach((content, index) => {
      if (hasNestedTable(content))
        this.assembly.report({ code: 'nested-table', quote: quoteOf(flowText(content)), ...place })
      if (this.columns[index]?.role === 'title' || row.merged[index]) return
      const links = parasOf(content).flatMap((para) => para.spans.flatMap((span) => span.href ?? []))
      for (const href of new Set(links)) {
        if (!flowText(content).includes(href))
          this.assembly.report({ code: 'link-in-plain-cell', quote: href, ...place })
      }
    })
  }
}
