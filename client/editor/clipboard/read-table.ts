/**
 * A copied table → rows of cells with their places in the grid. Owns merged, hidden and overflowing cells; what stands
 * in a cell is `read-html.ts`'s.
 */
import type { Cell, FlowItem, Row, Table } from '../../../shared/plan/table-model.ts'
import { type Declarations, isHiding, isZero } from './css.ts'

type StyleOf = (element: Element) => Declarations

const MOST_COLUMNS = 1000
/** So many cells may hang into rows below theirs, each counted once a row; then none does. Far more than a paste may bring. */
const MOST_HANGING = 1_000_000

/** A cell that reaches into the rows below it. */
interface Hanging {
  at: number
  span: number
  /** Rows that it still covers. */
  left: number
  content: readonly FlowItem[]
  /** Whether a row that is shown has it already. */
  shown: boolean
}

const childrenNamed = (element: Element, names: readonly string[]): Element[] =>
  [...element.children].filter((child) => names.includes(child.localName))

/** Rows in their order, of the table's own parts alone. */
const rowsOf = (table: Element): Element[] =>
  [...table.children].flatMap((child) => {
    if (child.localName === 'tr') return [child]
    return ['thead', 'tbody', 'tfoot'].includes(child.localName) ? childrenNamed(child, ['tr']) : []
  })

const isHiddenColumn = (column: Element, style: Declarations): boolean =>
  isHiding(style) || isZero(column.getAttribute('width')) || isZero(style.get('width'))

const spanOf = (cell: Element, name: 'colspan' | 'rowspan' | 'span', most: number): number =>
  Math.min(Math.max(1, Number.parseInt(cell.getAttribute(name) ?? '1', 10) || 1), most)

/** Grid columns that the program did not show. */
const hiddenColumns = (table: Element, styleOf: StyleOf): Set<number> => {
  const hidden = new Set<number>()
  const columns = childrenNamed(table, ['col', 'colgroup']).flatMap((one) => {
    const inner = childrenNamed(one, ['col'])
    return inner.length > 0 ? inner : [one]
  })
  let at = 0
  for (const column of columns) {
    const span = spanOf(column, 'span', MOST_COLUMNS)
    if (isHiddenColumn(column, styleOf(column))) for (let one = at; one < at + span; one++) hidden.add(one)
    at += span
    if (at > MOST_COLUMNS) break
  }
  return hidden
}

const isHiddenRow = (row: Element, style: Declarations): boolean =>
  isHiding(style) || isZero(row.getAttribute('height')) || isZero(style.get('height'))

/** Excel lets long words run over the empty cells beside them, and calls that a span. */
const colspanOf = (cell: Element, style: Declarations): { span: number; over: number } => {
  const span = spanOf(cell, 'colspan', MOST_COLUMNS)
  return style.get('mso-ignore')?.includes('colspan') === true
    ? { span: 1, over: span - 1 }
    : { span, over: 0 }
}

const MOST_COUNTED = 200

/**
 * As many columns as are shown by the table's own word, Infinity where it says nothing. Calc says so by groups without
 * columns in them; its spans count hidden rows and columns, which it does not write.
 */
const shownColumns = (table: Element): number => {
  const groups = childrenNamed(table, ['colgroup']).filter((group) => group.childElementCount === 0)
  const count = groups.reduce((sum, group) => sum + spanOf(group, 'span', MOST_COLUMNS), 0)
  return count === 0 || count > MOST_COUNTED ? Number.POSITIVE_INFINITY : count
}

/** The widest that spans may be so that together they take no more than `room` columns. */
const widestIn = (spans: readonly number[], room: number): number => {
  const fits = (most: number) => spans.reduce((all, span) => all + Math.min(span, most), 0) <= room
  let [least, most] = [1, spans.reduce((widest, span) => Math.max(widest, span), 1)]
  while (least < most) {
    const middle = Math.ceil((least + most) / 2)
    if (fits(middle)) least = middle
    else most = middle - 1
  }
  return least
}

class GridReader {
  private hanging: Hanging[] = []
  private readonly styleOf: StyleOf
  private readonly contentOf: (cell: Element) => FlowItem[]
  private readonly columns: number
  /** The widest that a cell of the row may be. */
  private widest = MOST_COLUMNS
  /** How many cells have hung so far, each counted once a row. */
  private hung = 0

  constructor(styleOf: StyleOf, contentOf: GridReader['contentOf'], columns: number) {
    this.styleOf = styleOf
    this.contentOf = contentOf
    this.columns = columns
  }

  /** Holds the row to the columns that there are: what hangs too long has ended, what is too wide is narrower. */
  private fit(own: readonly Element[]): void {
    if (this.columns === Number.POSITIVE_INFINITY) return
    let covered = this.hanging.reduce((sum, { span }) => sum + span, 0)
    this.hanging.sort((one, other) => one.left - other.left)
    const staying = this.hanging.findIndex(({ span }) => {
      if (own.length + covered <= this.columns) return true
      covered -= span
      return false
    })
    this.hanging = staying < 0 ? [] : this.hanging.slice(staying)
    const spans = own.map((cell) => spanOf(cell, 'colspan', MOST_COLUMNS))
    this.widest = widestIn(spans, this.columns - covered)
  }

  /** What hangs into the row, from the left. */
  private hangingHere(): Hanging[] {
    this.hung += this.hanging.length
    if (this.hung > MOST_HANGING) this.hanging = []
    return [...this.hanging].sort((one, other) => one.at - other.at)
  }

  /** The cells of a row; those that hang into it are merged with the row above. */
  row(row: Element, isShown: boolean): Cell[] {
    const cells: Cell[] = []
    const begun: Hanging[] = []
    // As many as may be taken: each is a column wide at least.
    const own = childrenNamed(row, ['td', 'th']).slice(0, MOST_COLUMNS + 1)
    this.fit(own)
    const above = this.hangingHere()
    let [at, taken, hung] = [0, 0, 0]
    while (at <= MOST_COLUMNS) {
      // Covered by a cell that is wider than its place.
      for (let one = above[hung]; one && one.at + one.span <= at; one = above[hung]) hung += 1
      const hanging = above[hung]
      const next = own[taken]
      if (hanging && (hanging.at <= at || !next)) {
        cells.push(this.goOn(hanging, isShown))
        at = hanging.at + hanging.span
      } else if (next) {
        taken += 1
        at = this.begin(next, at, isShown, cells, begun)
      } else break
    }
    this.hanging = [...this.hanging, ...begun].filter((one) => (one.left -= 1) > 0)
    return cells
  }

  private goOn(above: Hanging, isShown: boolean): Cell {
    const first = isShown && !above.shown
    if (first) above.shown = true
    return { at: above.at, span: above.span, merged: !first, content: first ? above.content : [] }
  }

  /** Reads a cell that begins here; returns where the next one may begin. */
  private begin(cell: Element, at: number, isShown: boolean, cells: Cell[], begun: Hanging[]): number {
    const style = this.styleOf(cell)
    const { span: said, over } = colspanOf(cell, style)
    const span = Math.min(said, this.widest)
    const content = isHiding(style) ? [] : this.contentOf(cell)
    cells.push({ at, span, merged: false, content })
    const left = spanOf(cell, 'rowspan', 65_534)
    if (left > 1) begun.push({ at, span, left, content, shown: isShown })
    return at + span + over
  }
}

/** How many hidden columns there are before a place; asked for every cell, counted once. */
type HiddenBefore = (at: number) => number

const hiddenBefore = (hidden: ReadonlySet<number>): HiddenBefore => {
  const before = [0]
  const end = [...hidden].reduce((last, one) => Math.max(last, one + 1), 0)
  for (let at = 0; at < end; at++) before.push((before[at] ?? 0) + (hidden.has(at) ? 1 : 0))
  return (at) => before[at] ?? hidden.size
}

/** Takes hidden columns out of a row. */
const withoutColumns = (cells: readonly Cell[], before: HiddenBefore): Cell[] =>
  cells.flatMap((cell) => {
    const span = cell.span - (before(cell.at + cell.span) - before(cell.at))
    return span === 0 ? [] : [{ ...cell, at: cell.at - before(cell.at), span }]
  })

/** The table without what its program hid. */
export const readTable = (
  table: Element,
  styleOf: StyleOf,
  contentOf: (cell: Element) => FlowItem[],
): Table => {
  const before = hiddenBefore(hiddenColumns(table, styleOf))
  const reader = new GridReader(styleOf, contentOf, shownColumns(table))
  const rows = rowsOf(table).flatMap((row): Row[] => {
    const isShown = !isHiddenRow(row, styleOf(row))
    const cells = reader.row(row, isShown)
    return isShown
      ? [{ cells: withoutColumns(cells, before), header: row.parentElement?.localName === 'thead' }]
      : []
  })
  return { kind: 'table', rows, widths: [], bordered: true }
}
