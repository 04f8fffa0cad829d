/**
 * Lines and rules on the paper, tagged for screen readers. Owns drawing and the tree of tags; must not decide where
 * anything stands. The tags of a paragraph go on over the edge of a page.
 */
import type PDFDocument from 'pdfkit'
import type { LaidCell, LaidRow, PlacedLine } from './layout.ts'
import type { Line, Para, Piece } from './lines.ts'

type Element = ReturnType<PDFDocument['struct']>

const INK = '#000000'
const RULE = '#808080'

type Rule = readonly [x1: number, y1: number, x2: number, y2: number]

/** The tags of one cell or text: paragraphs, and lists in lists. */
export class TextTags {
  private readonly doc: PDFDocument
  private readonly home: Element
  /** Open lists, outermost first, with the body of the item under way. */
  private readonly lists: { list: Element; body: Element | null }[] = []
  private readonly known = new Map<Para, Element>()
  private readonly tag: string | null

  /** `tag` of paragraphs; null where the only one is its home's own content. */
  constructor(doc: PDFDocument, home: Element, tag: string | null) {
    this.doc = doc
    this.home = home
    this.tag = tag
  }

  private child(parent: Element, type: string): Element {
    const element = this.doc.struct(type)
    parent.add(element)
    return element
  }

  private openItem(depth: number, marker: () => void): Element {
    while (this.lists.length > depth) this.lists.pop()
    while (this.lists.length < depth) {
      const parent = this.lists.at(-1)?.body ?? this.home
      this.lists.push({ list: this.child(parent, 'L'), body: null })
    }
    const open = this.lists.at(-1)
    const item = this.child(open?.list ?? this.home, 'LI')
    this.child(item, 'Lbl').add(marker)
    const body = this.child(item, 'LBody')
    if (open) open.body = body
    return body
  }

  /** The element of the line's paragraph; `marker` draws what stands before a list item. */
  of({ para, marker }: PlacedLine, drawMarker: () => void): Element {
    const known = this.known.get(para)
    if (known) return known
    const element = marker === null ? this.paragraph(para.depth) : this.openItem(para.depth, drawMarker)
    this.known.set(para, element)
    return element
  }

  private paragraph(depth: number): Element {
    return this.tag === null ? this.home : this.child(this.under(depth), this.tag)
  }

  private under(depth: number): Element {
    while (this.lists.length > depth) this.lists.pop()
    return this.lists.at(-1)?.body ?? this.home
  }
}

/** The tags of a row: made once, also where the row goes on on the next page. */
export class RowTags {
  readonly row: Element
  private readonly cells = new Map<number, TextTags>()

  /** `columns`: how many of them a section's title spans. */
  constructor(doc: PDFDocument, table: Element, row: LaidRow, columns: number) {
    this.row = doc.struct('TR')
    table.add(this.row)
    row.cells.forEach((cell, at) => {
      const element = doc.struct(cell.tag, cell.scope === undefined ? {} : { scope: cell.scope })
      if (cell.scope === 'Row') {
        element.dictionary.data.A = { O: 'Table', Scope: 'Row', ColSpan: columns }
      }
      this.row.add(element)
      const isBare = new Set(cell.lines.map(({ para }) => para)).size < 2
      this.cells.set(at, new TextTags(doc, element, isBare ? null : 'P'))
    })
  }

  cell(at: number): TextTags | undefined {
    return this.cells.get(at)
  }
}

export class Painter {
  private readonly doc: PDFDocument
  private readonly size: number

  constructor(doc: PDFDocument, size: number) {
    this.doc = doc
    this.size = size
  }

  /** Lines of one look, drawn at once. */
  private rules(lines: readonly Rule[], color: string, width: number): void {
    this.doc.lineWidth(width).strokeColor(color)
    for (const [x1, y1, x2, y2] of lines) this.doc.moveTo(x1, y1).lineTo(x2, y2)
    this.doc.stroke()
  }

  private piece(piece: Piece, x: number, baseline: number): void {
    const { doc } = this
    const left = x + piece.x
    doc.font(piece.font).fontSize(this.size)
    // What `text` does around it (wrapping, measuring once more) is done already. A page begins with black ink.
    doc._fragment(piece.text, left, baseline, { baseline: 'alphabetic' })
    const right = left + piece.width
    if (piece.underline) this.rules([[left, baseline + 1.4, right, baseline + 1.4]], INK, 0.5)
    const middle = baseline - this.size * 0.27
    if (piece.strike) this.rules([[left, middle, right, middle]], INK, 0.5)
  }

  private baseline(top: number): number {
    return top + this.size
  }

  /**
   * Draws lines from their places down from `top`; links are tagged as such, with the place that they lead to. What
   * belongs to one paragraph and holds no link is one piece of content: tags are what a tagged file is large by.
   */
  lines(lines: readonly PlacedLine[], top: number, tags: TextTags): void {
    for (const group of byPara(lines)) {
      const [first] = group
      if (!first) continue
      const { marker } = first
      const baseline = this.baseline(top + first.y)
      const drawMarker = () => marker?.pieces.forEach((piece) => this.piece(piece, marker.x, baseline))
      this.para(group, top, tags.of(first, drawMarker))
    }
  }

  private para(lines: readonly PlacedLine[], top: number, element: Element): void {
    let waiting: (() => void)[] = []
    const flush = () => {
      const drawn = waiting
      waiting = []
      if (drawn.length > 0) element.add(() => drawn.forEach((draw) => draw()))
    }
    for (const { line, x, y } of lines) {
      for (const run of runsOf(line)) {
        const draw = () => run.forEach((piece) => this.piece(piece, x, this.baseline(top + y)))
        const href = run[0]?.href ?? null
        if (href === null) waiting.push(draw)
        else {
          flush()
          this.link(run, { x, top: top + y, href, element, draw })
        }
      }
    }
    flush()
  }

  private link(
    run: readonly Piece[],
    {
      x,
      top,
      href,
      element,
      draw,
    }: { x: number; top: number; href: string; element: Element; draw: () => void },
  ): void {
    const link = this.doc.struct('Link', { alt: href })
    element.add(link)
    link.add(draw)
    const [first, last] = [run[0], run.at(-1)]
    if (!first || !last) return
    const width = last.x + last.width - first.x
    this.doc.link(x + first.x, top, width, this.size * 1.25, href, { structParent: link })
  }

  /** Draws a row, or the piece of it that is on this page; `top` is its upper edge. */
  row(row: LaidRow, top: number, edges: readonly number[], tags: RowTags): void {
    row.cells.forEach((cell, at) => this.cell(cell, top, tags.cell(at)))
    this.frame(row, top, edges)
  }

  private cell({ lines }: LaidCell, top: number, tags: TextTags | undefined): void {
    if (tags) this.lines(lines, top, tags)
  }

  /** What only decorates, or stands on every page. */
  artifact(type: 'Pagination' | 'Layout', draw: () => void): void {
    this.doc.markContent('Artifact', { type })
    draw()
    this.doc.endMarkedContent()
  }

  /** A row that was there before: nobody needs to hear it again. */
  repeated(row: LaidRow, top: number, edges: readonly number[]): void {
    this.artifact('Pagination', () => {
      for (const { x, y, line } of row.cells.flatMap(({ lines }) => lines)) {
        for (const piece of line.pieces) this.piece(piece, x, this.baseline(top + y))
      }
    })
    this.frame(row, top, edges)
  }

  pieces(line: Line, x: number, top: number): void {
    for (const piece of line.pieces) this.piece(piece, x, this.baseline(top))
  }

  private frame(row: LaidRow, top: number, edges: readonly number[]): void {
    const bottom = top + row.height
    const [left = 0, right = 0] = [edges[0], edges.at(-1)]
    const verticals = row.kind === 'band' ? [left, right] : edges
    this.artifact('Layout', () => {
      const across = [top, bottom].map((y): Rule => [left, y, right, y])
      const down = verticals.map((x): Rule => [x, top, x, bottom])
      this.rules([...across, ...down], RULE, 0.75)
    })
  }
}

/** Neighbouring lines of one paragraph. */
const byPara = (lines: readonly PlacedLine[]): PlacedLine[][] => {
  const groups: PlacedLine[][] = []
  for (const line of lines) {
    const last = groups.at(-1)
    if (last && last[0]?.para === line.para) last.push(line)
    else groups.push([line])
  }
  return groups
}

/** Neighbouring pieces with one target. */
const runsOf = ({ pieces }: Line): Piece[][] => {
  const runs: Piece[][] = []
  for (const piece of pieces) {
    const last = runs.at(-1)
    if (last && last[0]?.href === piece.href) last.push(piece)
    else runs.push([piece])
  }
  return runs
}
