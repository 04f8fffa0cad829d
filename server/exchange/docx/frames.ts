/**
 * Paragraphs and tables under construction while their XML streams by. Owns their half-made state; must not know
 * element names beyond the property that it is told. What is done is sliced: an array that was pushed to has room for
 * sixteen more, which is most of what a large file would weigh.
 */
import type {
  Align,
  Cell,
  FlowItem,
  ListMark,
  Para,
  Row,
  Span,
  Table,
} from '../../../shared/plan/table-model.ts'
import { type ParaProps, type RunProps, type Styles, TABLE_EDGES } from './styles.ts'

export interface RunFrame {
  direct: RunProps
  style: string | undefined
  resolved: RunProps | null
}

const ALIGNS: Record<string, Align> = { center: 'center', right: 'right', end: 'right' }

export class ParaFrame {
  readonly spans: Span[] = []
  /** Text boxes anchored here; they stand before the paragraph. */
  readonly before: FlowItem[] = []
  readonly direct: ParaProps = {}
  style: string | undefined = undefined
  /** The first bookmark in it. */
  mark: string | null = null
  run: RunFrame | null = null
  /** Inside w:pPr, inside w:rPr. */
  inProps = false
  inRunProps = false
  /** Its mark was deleted under change tracking: what was left of it went to the paragraph behind. */
  deleted = false

  /** Whether it has no words to show. */
  get isEmpty(): boolean {
    return this.spans.every(({ text }) => text.trim() === '')
  }

  startRun(): void {
    this.run = { direct: {}, style: undefined, resolved: null }
  }

  /** Character properties that hold for what comes next. */
  props(styles: Styles): RunProps {
    const run = this.run
    if (run === null) return styles.run({}, undefined, this.style)
    run.resolved ??= styles.run(run.direct, run.style, this.style)
    return run.resolved
  }

  add(text: string, props: RunProps, href: string | null): void {
    const span: Span = {
      text,
      bold: props.bold === true,
      italic: props.italic === true,
      underline: props.underline === true,
      strike: props.strike === true,
      href,
    }
    this.spans.push(span)
  }

  finish(styles: Styles, next: (numId: string, level: number) => ListMark | null, isOwn: boolean): Para {
    const props = styles.para(this.direct, this.style)
    const numId = props.list?.numId
    const level = props.list?.level ?? 0
    const isListed = numId !== undefined && numId !== '0'
    return {
      kind: 'para',
      spans: this.spans.slice(),
      align: ALIGNS[props.align ?? ''] ?? 'left',
      heading: props.heading ?? 0,
      indent: props.indent ?? 0,
      list: isListed ? next(numId, level) : null,
      ...(isOwn ? { own: { mark: this.mark, style: this.style ?? '' } } : {}),
    }
  }
}

interface CellFrame {
  span: number
  merged: boolean
  /** A horizontal merge of the old kind: the cell belongs to the one before it. */
  joins: boolean
}

export interface RowFrame {
  cells: Cell[]
  at: number
  header: boolean
  deleted: boolean
}

export class TableFrame {
  readonly rows: Row[] = []
  readonly widths: number[] = []
  /** Its style has lines. */
  styled = false
  /** Edges that the table itself draws, or leaves out against its style. */
  readonly edges = new Map<string, boolean>()
  /** A row or a cell draws lines of its own. */
  lined = false
  row: RowFrame | null = null
  cell: CellFrame | null = null

  startRow(): void {
    this.row = { cells: [], at: 0, header: false, deleted: false }
  }

  startCell(): void {
    this.cell = { span: 1, merged: false, joins: false }
  }

  endCell(content: FlowItem[]): void {
    const { row, cell } = this
    this.cell = null
    if (row === null || cell === null) return
    const last = row.cells.at(-1)
    if (cell.joins && last) {
      const joined = { ...last, span: last.span + cell.span, content: [...last.content, ...content] }
      row.cells.splice(-1, 1, joined)
    } else row.cells.push({ at: row.at, span: cell.span, merged: cell.merged, content: content.slice() })
    row.at += cell.span
  }

  /** Ends the row; returns it where it was deleted under change tracking, and so does not stand in the table. */
  endRow(): Row | null {
    const frame = this.row
    this.row = null
    if (frame === null || frame.cells.length === 0) return null
    const row: Row = { cells: frame.cells.slice(), header: frame.header }
    if (frame.deleted) return row
    this.rows.push(row)
    return null
  }

  finish(): Table {
    const bordered = this.lined || TABLE_EDGES.some((edge) => this.edges.get(edge) ?? this.styled)
    return { kind: 'table', rows: this.rows, widths: this.widths, bordered }
  }
}
