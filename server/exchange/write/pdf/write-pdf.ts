/**
 * A plan → a PDF with the look of the printed plan: fonts embedded, tagged, an outline of its sections. Owns pages and what
 * goes on which; the bytes depend on the plan and `at` alone.
 */
import type PDFDocument from 'pdfkit'
import { joined } from '../joined.ts'
import { type Page, pageFor } from '../page.ts'
import { type PrintPlan, languageOf } from '../print-plan.ts'
import { FontBook } from './fonts.ts'
import { type Align, type LaidRow, type PlacedLine, RowLayout, cutRow, lineHeight, stack } from './layout.ts'
import { type Measure, type Para, breakLines, parasOf, textParas } from './lines.ts'
import { Painter, RowTags, TextTags } from './paint.ts'

type Element = ReturnType<PDFDocument['struct']>

/** PT Serif is larger than Times of the same size. */
const SCALE = 0.92
/** A band wants as much of a long row under it. */
const LEAST_UNDER_BAND = 60

const BOLD_HEAD = /^\s*[«"]?\p{Lu}{5,}[»"]?[.:!]?\s*$/u

/** pdfkit is read with the first PDF: every start of the server and every other file would pay for it otherwise. */
const newDocument = async ({ plan }: PrintPlan, page: Page, at: string): Promise<PDFDocument> => {
  const { default: Document } = await import('pdfkit')
  return new Document({
    size: [page.width / 20, page.height / 20],
    margin: 0,
    font: null,
    autoFirstPage: false,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: languageOf(plan) === 'ru' ? 'ru-RU' : 'en-GB',
    info: {
      Title: plan.title,
      Creator: 'Svod',
      Producer: 'Svod',
      CreationDate: new Date(at),
      ModDate: new Date(at),
    },
  })
}

const bytesOf = async (doc: PDFDocument): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of doc) chunks.push(chunk as Uint8Array)
  return joined(chunks)
}

class PdfWriter {
  readonly doc: PDFDocument
  private readonly print: PrintPlan
  private readonly page: Page
  private readonly measure: Measure
  private readonly painter: Painter
  private readonly layout: RowLayout
  private readonly root: Element
  /** The header that stands on every page on which the table goes on. */
  private readonly header: LaidRow
  private pages = 0
  private y = 0

  constructor(print: PrintPlan, page: Page, doc: PDFDocument) {
    this.print = print
    this.page = page
    this.doc = doc
    const size = this.page.fontSize * SCALE
    this.measure = { size, fonts: new FontBook(this.doc, size) }
    this.painter = new Painter(this.doc, size)
    this.layout = new RowLayout(print, this.page, this.measure)
    this.root = this.doc.struct('Document')
    this.doc.addStructure(this.root)
    this.addPage()
    this.header = this.layout.header()
  }

  private get top(): number {
    return this.page.margin.top / 20
  }

  private get bottom(): number {
    return (this.page.height - this.page.margin.bottom) / 20
  }

  private get left(): number {
    return this.page.margin.left / 20
  }

  private get width(): number {
    return (this.page.width - this.page.margin.left - this.page.margin.right) / 20
  }

  /** The first page has no number, as on paper. */
  private addPage(): void {
    this.doc.addPage()
    this.pages += 1
    this.y = this.top
    if (this.pages === 1) return
    const [line] = breakLines(
      [{ type: 'text', text: String(this.pages), marks: [] }],
      100,
      this.measure.fonts,
    )
    if (!line) return
    const x = this.left + (this.width - line.width) / 2
    this.painter.artifact('Pagination', () => this.painter.pieces(line, x, this.page.header / 20))
  }

  /** A text of its own, over as many pages as it takes. */
  private text(
    paras: readonly Para[],
    tag: string,
    box: { x: number; width: number; align?: Align } = { x: this.left, width: this.width },
  ): void {
    const tags = new TextTags(this.doc, this.root, tag)
    const { lines, height } = stack(paras, { ...box, top: 0 }, this.measure)
    let offset = 0
    let here: PlacedLine[] = []
    for (const line of lines) {
      if (this.y + line.y - offset + lineHeight(this.measure) > this.bottom) {
        this.painter.lines(here, this.y - offset, tags)
        this.addPage()
        here = []
        offset = line.y
      }
      here.push(line)
    }
    this.painter.lines(here, this.y - offset, tags)
    this.y += height - offset
  }

  private block(text: string, align: Align, x: number): void {
    const [head = '', ...rest] = text.split('\n')
    const face = align === 'right' && BOLD_HEAD.test(head) ? 'bold' : undefined
    const width = this.width / 2 - 12
    const first = textParas(head, width, this.measure, face)
    const others = rest.length === 0 ? [] : textParas(rest.join('\n'), width, this.measure)
    const spaced = others.map((para) => ({ ...para, before: this.measure.size * 0.7 }))
    this.text([...first, ...spaced], 'P', { x, width, align })
  }

  /** Both approval blocks side by side. */
  front(): void {
    const { agreed, approved } = this.print.plan.front
    if (agreed === '' && approved === '') return
    const top = this.y
    if (agreed !== '') this.block(agreed, 'left', this.left)
    const under = this.y
    this.y = top
    if (approved !== '') this.block(approved, 'right', this.left + this.width / 2 + 12)
    this.y = Math.max(this.y, under) + this.measure.size * 1.4
  }

  heading(): void {
    const { title } = this.print.plan
    const paras = textParas(title, this.width, this.measure, 'bold')
    this.text(paras, 'H1', { x: this.left, width: this.width, align: 'center' })
    this.y += this.measure.size * 0.7
  }

  rich(blocks: PrintPlan['intro']): void {
    if (blocks.length === 0) return
    this.text(parasOf(blocks, this.width, this.measure), 'P')
    this.y += this.measure.size * 0.6
  }

  /** A header that leaves no room for rows is printed once. */
  private get isRepeated(): boolean {
    return this.header.height <= (this.bottom - this.top) / 2
  }

  private get bodyHeight(): number {
    return this.bottom - this.top - (this.isRepeated ? this.header.height : 0)
  }

  private nextPage(): void {
    this.addPage()
    if (!this.isRepeated) return
    this.painter.repeated(this.header, this.y, this.layout.edges)
    this.y += this.header.height
  }

  private paint(row: LaidRow, tags: RowTags): void {
    this.painter.row(row, this.y, this.layout.edges, tags)
    if (row.title !== undefined) this.doc.outline.addItem(row.title)
    this.y += row.height
  }

  private tags(parent: Element, row: LaidRow): RowTags {
    return new RowTags(this.doc, parent, row, this.print.columns.length)
  }

  /** A row stays in one piece where a page holds it, and goes on on the next where none does. */
  private place(row: LaidRow, table: Element, under = 0): void {
    const room = this.bottom - this.y
    const fits = row.height <= this.bodyHeight
    if (row.height + under > room && (fits || room < LEAST_UNDER_BAND)) this.nextPage()
    const tags = this.tags(table, row)
    let rest = row
    while (rest.height > this.bottom - this.y) {
      const [first, more] = cutRow(rest, this.bottom - this.y, this.measure)
      if (first.height > 0) this.paint(first, tags)
      // Not even a line is in it: the page is as empty as it gets.
      else if (this.bottom - this.y >= this.bodyHeight) break
      rest = more
      this.nextPage()
    }
    this.paint(rest, tags)
    tags.row.end()
  }

  /** How much room a section's title wants under it, so that it does not end a page. */
  private wanted(row: LaidRow | undefined, band: LaidRow): number {
    if (row === undefined) return 0
    return row.height + band.height <= this.bodyHeight ? row.height : LEAST_UNDER_BAND
  }

  table(): void {
    const table = this.doc.struct('Table')
    this.root.add(table)
    if (this.y + this.header.height + LEAST_UNDER_BAND > this.bottom) this.addPage()
    const head = this.doc.struct('THead')
    table.add(head)
    this.paint(this.header, this.tags(head, this.header))
    head.end()
    this.print.sections.forEach((section, index) => {
      const body = this.doc.struct('TBody')
      table.add(body)
      const [first, ...rest] = section.items
      const row = first && this.layout.item(first)
      if (section.title !== '' || index > 0) {
        const band = this.layout.band(section.title)
        this.place(band, body, this.wanted(row, band))
      }
      if (row) this.place(row, body)
      for (const item of rest) this.place(this.layout.item(item), body)
      body.end()
    })
    table.end()
    this.y += this.measure.size
  }

  finish(): void {
    this.root.end()
    this.doc.end()
  }
}

/** `at`: ISO time that the file says it was made. */
export const writePdf = async (print: PrintPlan, at: string): Promise<Uint8Array> => {
  const page = pageFor(print)
  const writer = new PdfWriter(print, page, await newDocument(print, page, at))
  const bytes = bytesOf(writer.doc)
  writer.front()
  writer.heading()
  writer.rich(print.intro)
  writer.table()
  writer.rich(print.outro)
  writer.finish()
  return bytes
}
