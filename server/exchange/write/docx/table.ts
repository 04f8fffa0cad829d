/**
 * The plan's table in Word: a header that repeats on every page, sections over the full width, a row an item, and where
 * sub-events have dates of their own, a row each without a line between. Owns rows and cells and the marks in them.
 */
import type { Block } from '../../../../shared/plan/rich.ts'
import { type OwnMark, markName } from '../../docx/marks.ts'
import type { Page } from '../page.ts'
import type { PrintColumn, PrintItem, PrintPart, PrintPlan, PrintSection } from '../print-plan.ts'
import {
  type Look,
  type OpenList,
  type TextBooks,
  openList,
  blocksXml,
  gapXml,
  linesXml,
  paragraph,
  run,
} from './text.ts'

/** Between the levels of rows. */
export const LEVEL_INDENT = 284

export interface CellLook {
  width: number
  span?: number
  merge?: 'restart' | 'continue'
  /** Without the line above it, under it. */
  open?: { top: boolean; bottom: boolean }
  middle?: boolean
  /** A tracked change of the cell as a whole. */
  tracked?: string
}

export const cellXml = (look: CellLook, paragraphs: string): string => {
  const { width, span = 1, merge, open, middle = false, tracked = '' } = look
  const sides = open === undefined ? '' : borderless(open)
  const props = [
    `<w:tcW w:w="${width}" w:type="dxa"/>`,
    span > 1 ? `<w:gridSpan w:val="${span}"/>` : '',
    merge === undefined ? '' : merge === 'restart' ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>',
    sides === '' ? '' : `<w:tcBorders>${sides}</w:tcBorders>`,
    middle ? '<w:vAlign w:val="center"/>' : '',
    tracked,
  ]
  return `<w:tc><w:tcPr>${props.join('')}</w:tcPr>${paragraphs}</w:tc>`
}

const borderless = ({ top, bottom }: { top: boolean; bottom: boolean }): string =>
  (top ? '<w:top w:val="nil"/>' : '') + (bottom ? '<w:bottom w:val="nil"/>' : '')

/** `tracked`: that the row as a whole was inserted or deleted. */
export const rowXml = (cells: readonly string[], header = false, tracked = ''): string =>
  `<w:tr><w:trPr><w:cantSplit/>${header ? '<w:tblHeader/>' : ''}${tracked}</w:trPr>${cells.join('')}</w:tr>`

/** Numbers the marks of a document, and puts each into the first paragraph of what it names. */
export class MarkBook {
  private count = 0

  put(mark: OwnMark, xml: string): string {
    this.count += 1
    const name = markName(mark, this.count)
    const marks = `<w:bookmarkStart w:id="${this.count}" w:name="${name}"/><w:bookmarkEnd w:id="${this.count}"/>`
    return xml.replace('</w:pPr>', () => `</w:pPr>${marks}`)
  }
}

export interface TableParts {
  print: PrintPlan
  page: Page
  books: TextBooks
  /** Null in a file that is not to be read back as the plan that it was. */
  marks: MarkBook | null
}

const CELL: Look = { style: 'PlanCell' }

const filledOr = (paragraphs: readonly string[], look: Look): string =>
  paragraphs.length === 0 ? paragraph(look, '') : paragraphs.join('')

/** The lists of a row that is written in parts, by the block of the title that each is. */
type OpenLists = Map<number, OpenList>

export class TableWriter {
  private readonly parts: TableParts
  private readonly columns: readonly PrintColumn[]

  constructor(parts: TableParts) {
    this.parts = parts
    this.columns = parts.print.columns
  }

  private width(at: number): number {
    return this.parts.page.columns[at] ?? 0
  }

  private marked(mark: OwnMark, at: number, xml: string): string {
    return at === 0 ? (this.parts.marks?.put(mark, xml) ?? xml) : xml
  }

  header(): string {
    const { plan } = this.parts.print
    const cells = this.columns.map(({ key, title }, at) => {
      const index = plan.columns.findIndex((column) => column.key === key)
      const text = paragraph({ style: 'PlanHeader' }, run(title))
      return cellXml(
        { width: this.width(at), middle: true },
        this.parts.marks?.put({ kind: 'column', index }, text) ?? text,
      )
    })
    return rowXml(cells, true)
  }

  private band(title: string, index: number): string {
    const width = this.parts.page.columns.reduce((sum, one) => sum + one, 0)
    const text = paragraph({ style: 'PlanSection', keepNext: true }, run(title))
    const marked = this.parts.marks?.put({ kind: 'section', index }, text) ?? text
    return rowXml([cellXml({ width, span: this.columns.length, middle: true }, marked)])
  }

  private lookOf({ role }: PrintColumn, level: number): Look {
    return role === 'title' ? { ...CELL, indent: level * LEVEL_INDENT } : CELL
  }

  private content(blocks: readonly Block[], look: Look): string {
    return filledOr(blocksXml(blocks, this.parts.books, look), look)
  }

  private markOf({ item, level }: PrintItem): OwnMark {
    return { kind: 'row', level: Math.min(2, level), numbering: item.numbering, state: item.state }
  }

  private whole(row: PrintItem): string {
    const cells = this.columns.map((column, at) => {
      const look = this.lookOf(column, row.level)
      const xml = this.content(row.cells.get(column.key) ?? [], look)
      return cellXml({ width: this.width(at) }, this.marked(this.markOf(row), at, xml))
    })
    return rowXml(cells)
  }

  private partContent(
    column: PrintColumn,
    row: PrintItem,
    part: PrintPart,
    look: Look,
    lists: OpenLists,
  ): string {
    if (column.role === 'period') {
      return part.period === null ? gapXml(look) : linesXml(part.period.join('\n'), look).join('')
    }
    const [block] = part.title
    if (part.list === null || block === undefined || block.type === 'paragraph') {
      return this.content(part.title, look)
    }
    const open =
      lists.get(part.list) ??
      openList(block, row.cells.get('title')?.[part.list - 1], 0, this.parts.books.lists)
    lists.set(part.list, { ...open, isNew: false })
    return blocksXml(part.title, this.parts.books, look, open).join('')
  }

  private partCell(column: PrintColumn, row: PrintItem, index: number, lists: OpenLists): string {
    const at = this.columns.indexOf(column)
    const part = row.parts[index]
    const isLast = index === row.parts.length - 1
    const look = { ...this.lookOf(column, row.level), keepNext: !isLast }
    const mark = index === 0 ? this.markOf(row) : ({ kind: 'part' } as const)
    if (part !== undefined && (column.role === 'title' || column.role === 'period')) {
      const xml = this.partContent(column, row, part, look, lists)
      const open = { top: index > 0, bottom: !isLast }
      return cellXml({ width: this.width(at), open }, this.marked(mark, at, xml))
    }
    const xml =
      index === 0 ? this.content(row.cells.get(column.key) ?? [], look) : gapXml({ keepNext: !isLast })
    const merge = index === 0 ? 'restart' : 'continue'
    return cellXml({ width: this.width(at), merge }, this.marked(mark, at, xml))
  }

  /** A row with sub-events: they stay on one page where they fit, for each is kept with the next. */
  private split(row: PrintItem): string {
    const lists = new Map<number, OpenList>()
    return row.parts
      .map((_, index) => rowXml(this.columns.map((column) => this.partCell(column, row, index, lists))))
      .join('')
  }

  *section({ title, items }: PrintSection, index: number): Generator<string> {
    // A plan without sections has one without a title: it needs no band, unless nothing else says that it is there.
    const isBare = title === '' && index === 0 && items.length > 0
    if (!isBare) yield this.band(title, index)
    for (const row of items) yield this.row(row)
  }

  row(row: PrintItem): string {
    const canSplit = ['title', 'period'].every((role) => this.columns.some((column) => column.role === role))
    return canSplit && row.parts.length > 0 ? this.split(row) : this.whole(row)
  }
}

const side = (name: string): string => `<w:${name} w:val="single" w:sz="6" w:space="0" w:color="808080"/>`

/** The plan's table row by row, with the paragraph that Word wants behind it left to whoever goes on. */
export function* tableXml(parts: TableParts): Generator<string> {
  const writer = new TableWriter(parts)
  yield frameXml(parts.page)
  yield writer.header()
  for (const [index, section] of parts.print.sections.entries()) yield* writer.section(section, index)
  yield FRAME_END
}

/** Rows in the frame of the plan's table. */
export const framedXml = (page: Page, rows: readonly string[]): string =>
  frameXml(page) + rows.join('') + FRAME_END

const FRAME_END = '</w:tbl>'

/** What stands before the rows. */
const frameXml = (page: Page): string => {
  const total = page.columns.reduce((sum, width) => sum + width, 0)
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(side).join('')
  const margins = ['top', 'left', 'bottom', 'right']
    .map((name) => `<w:${name} w:w="45" w:type="dxa"/>`)
    .join('')
  const grid = page.columns.map((width) => `<w:gridCol w:w="${width}"/>`).join('')
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="${total}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders>` +
    `<w:tblLayout w:type="fixed"/><w:tblCellMar>${margins}</w:tblCellMar></w:tblPr><w:tblGrid>${grid}</w:tblGrid>`
  )
}
