/**
 * Where each line of a row stands, from the row's upper edge. Owns the arrangement of paragraphs in cells; must not draw.
 * Measures in points.
 */
import type { Page } from '../page.ts'
import type { PrintItem, PrintPlan } from '../print-plan.ts'
import { type Line, type Measure, type Para, type Piece, parasOf, textParas } from './lines.ts'

export interface PlacedLine {
  /** From the left edge of the paper. */
  x: number
  /** Upper edge, from the row's. */
  y: number
  line: Line
  para: Para
  /** Where the item's marker stands; null but in its first line. */
  marker: { x: number; pieces: readonly Piece[] } | null
}

export interface LaidCell {
  x: number
  width: number
  lines: readonly PlacedLine[]
  tag: 'TD' | 'TH'
  scope?: 'Column' | 'Row'
}

export interface LaidRow {
  kind: 'header' | 'band' | 'item'
  cells: readonly LaidCell[]
  height: number
  /** For the outline. */
  title?: string
}

export type Align = 'left' | 'center' | 'right'

export const PADDING = 3
const LEVEL_INDENT = 14
const MARKER_GAP = 4

export const lineHeight = ({ size }: Measure): number => size * 1.25

const shift = (align: Align, room: number): number =>
  align === 'left' ? 0 : align === 'right' ? room : room / 2

const widthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { width }) => sum + width, 0)

/** Paragraphs one under the other from `top` on; `height` is the lower edge of the last. */
export const stack = (
  paras: readonly Para[],
  box: { x: number; width: number; top: number; align?: Align },
  measure: Measure,
): { lines: PlacedLine[]; height: number } => {
  const lines: PlacedLine[] = []
  let y = box.top
  for (const para of paras) {
    y += para.before
    para.lines.forEach((line, at) => {
      const left = box.x + para.indent
      const x = left + shift(box.align ?? 'left', box.width - para.indent - line.width)
      const { marker } = para
      const before = at === 0 && marker ? { x: left - MARKER_GAP - widthOf(marker), pieces: marker } : null
      lines.push({ x, y, line, para, marker: before })
      y += lineHeight(measure)
    })
  }
  return { lines, height: y }
}

export class RowLayout {
  /** Left edges of the columns, and the right edge of the last. */
  readonly edges: readonly number[]
  private readonly print: PrintPlan
  private readonly measure: Measure

  constructor(print: PrintPlan, page: Page, measure: Measure) {
    this.print = print
    this.measure = measure
    const edges = [page.margin.left / 20]
    for (const width of page.columns) edges.push((edges.at(-1) ?? 0) + width / 20)
    this.edges = edges
  }

  private box(at: number, top = PADDING, indent = 0) {
    const x = (this.edges[at] ?? 0) + PADDING + indent
    return { x, width: (this.edges[at + 1] ?? 0) - PADDING - x, top }
  }

  private row(kind: LaidRow['kind'], cells: readonly (LaidCell & { height: number })[]): LaidRow {
    return { kind, cells, height: Math.max(...cells.map(({ height }) => height)) + PADDING }
  }

  header(): LaidRow {
    const cells = this.print.columns.map(({ title }, at) => {
      const box = this.box(at)
      const stacked = stack(
        textParas(title, box.width, this.measure, 'bold'),
        { ...box, align: 'center' },
        this.measure,
      )
      return { ...box, ...stacked, tag: 'TH' as const, scope: 'Column' as const }
    })
    return this.row('header', cells)
  }

  band(title: string): LaidRow {
    const [left = 0, right = 0] = [this.edges[0], this.edges.at(-1)]
    const box = { x: left + PADDING, width: right - left - 2 * PADDING, top: PADDING }
    const paras = textParas(title, box.width, this.measure, 'bold')
    const stacked = stack(paras, { ...box, align: 'center' }, this.measure)
    return { ...this.row('band', [{ ...box, ...stacked, tag: 'TH', scope: 'Row' }]), title }
  }

  item(row: PrintItem): LaidRow {
    const parts = row.parts.length > 0 && this.hasBoth() ? this.parts(row) : null
    const cells = this.print.columns.map(({ key, role }, at) => {
      const own = parts?.get(role)
      if (own) return { ...this.box(at), ...own, tag: 'TD' as const }
      const box = this.box(at, PADDING, role === 'title' ? row.level * LEVEL_INDENT : 0)
      const stacked = stack(parasOf(row.cells.get(key) ?? [], box.width, this.measure), box, this.measure)
      return { ...box, ...stacked, tag: 'TD' as const }
    })
    return this.row('item', cells)
  }

  private hasBoth(): boolean {
    return ['title', 'period'].every((role) => this.print.columns.some((column) => column.role === role))
  }

  /** Title and period of a row whose sub-events have dates: each date at the height of its bullet. */
  private parts(row: PrintItem): Map<string, { lines: PlacedLine[]; height: number }> {
    const indexOf = (role: string) => this.print.columns.findIndex((column) => column.role === role)
    const title = { lines: [] as PlacedLine[], height: PADDING }
    const period = { lines: [] as PlacedLine[], height: PADDING }
    let top = PADDING
    row.parts.forEach((part, at) => {
      const titleBox = this.box(indexOf('title'), top, row.level * LEVEL_INDENT)
      const periodBox = this.box(indexOf('period'), top)
      const left = stack(parasOf(part.title, titleBox.width, this.measure), titleBox, this.measure)
      const text = part.period?.join('\n')
      const right = stack(
        text === undefined ? [] : textParas(text, periodBox.width, this.measure),
        periodBox,
        this.measure,
      )
      title.lines.push(...left.lines)
      period.lines.push(...right.lines)
      top = Math.max(left.height, right.height)
      title.height = top
      period.height = top
      if (at < row.parts.length - 1) top += this.measure.size * 0.3
    })
    return new Map([
      ['title', title],
      ['period', period],
    ])
  }
}

/** A row cut at `height`: lines that end above it stay, the others begin the next piece. */
export const cutRow = (row: LaidRow, height: number, measure: Measure): [LaidRow, LaidRow] => {
  const ends = ({ y }: PlacedLine) => y + lineHeight(measure) + PADDING
  const later = row.cells.flatMap(({ lines }) => lines.filter((line) => ends(line) > height))
  const offset = Math.min(...later.map(({ y }) => y)) - PADDING
  const first = row.cells.map((cell) => ({
    ...cell,
    lines: cell.lines.filter((line) => ends(line) <= height),
  }))
  const rest = row.cells.map((cell) => ({
    ...cell,
    lines: cell.lines.filter((line) => ends(line) > height).map((line) => ({ ...line, y: line.y - offset })),
  }))
  const used = Math.max(0, ...first.flatMap(({ lines }) => lines.map(ends)))
  return [
    { ...row, cells: first, height: used },
    { ...row, cells: rest, height: row.height - offset },
  ]
}
