/**
 * The cells that are picked together: which rows and columns, and what a row draws of it. A store beside the model,
 * which knows where a picking began and ends; must not write anything.
 */
import type { RowView } from '../../shared/plan/view.ts'
import type { CellSpot, Move } from './grid-nav.ts'
import type { Line } from './lines.ts'
import type { SheetModel } from './sheet-model.ts'

/** A rectangle of cells, top to bottom and left to right. Bands stand between rows of several sections. */
export interface CellBlock {
  readonly lines: readonly Line[]
  readonly rows: readonly RowView[]
  readonly columns: readonly string[]
  /** Whole rows. */
  readonly whole: boolean
}

export interface PicksSetup {
  model: SheetModel
  lines: () => readonly Line[]
  /** Ids of the columns that are shown. */
  columns: () => readonly string[]
}

const indexOfRow = (lines: readonly Line[], row: string): number =>
  lines.findIndex((line) => line.kind === 'row' && line.row.id === row)

const between = <T>(list: readonly T[], a: number, b: number): readonly T[] =>
  a < 0 || b < 0 ? [] : list.slice(Math.min(a, b), Math.max(a, b) + 1)

/** Everything between two cells; null where one of them is gone. */
export const blockBetween = (
  lines: readonly Line[],
  columns: readonly string[],
  { from, to, rows: whole }: { from: CellSpot; to: CellSpot; rows: boolean },
): CellBlock | null => {
  const picked = between(lines, indexOfRow(lines, from.row), indexOfRow(lines, to.row))
  const across = whole ? columns : between(columns, columns.indexOf(from.column), columns.indexOf(to.column))
  const rows = picked.flatMap((line) => (line.kind === 'row' ? [line.row] : []))
  return rows.length === 0 || across.length === 0 ? null : { lines: picked, rows, columns: across, whole }
}

/** Where a picking goes on to: the next row or column that way, over bands. Null at the edge. */
export const stretch = (
  lines: readonly Line[],
  columns: readonly string[],
  { row, column }: CellSpot,
  move: Move,
): CellSpot | null => {
  const rows = lines.flatMap((line) => (line.kind === 'row' ? [line.row.id] : []))
  const at = { row: rows.indexOf(row), column: columns.indexOf(column) }
  const page = 10
  const steps: Partial<Record<Move, readonly [row: number, column: number]>> = {
    up: [-1, 0],
    down: [1, 0],
    left: [0, -1],
    right: [0, 1],
    pageUp: [-page, 0],
    pageDown: [page, 0],
    rowStart: [0, -columns.length],
    rowEnd: [0, columns.length],
    planStart: [-rows.length, -columns.length],
    planEnd: [rows.length, columns.length],
  }
  const [down, right] = steps[move] ?? [0, 0]
  const to = {
    row: rows[Math.max(0, Math.min(rows.length - 1, at.row + down))],
    column: columns[Math.max(0, Math.min(columns.length - 1, at.column + right))],
  }
  if (at.row < 0 || at.column < 0 || to.row === undefined || to.column === undefined) return null
  return to.row === row && to.column === column ? null : { kind: 'cell', row: to.row, column: to.column }
}

/** Follows the model and the lines. */
export class Picks {
  private readonly setup: PicksSetup
  private readonly listeners = new Set<() => void>()
  private block: CellBlock | null = null
  /** What each row draws, by its id. */
  private drawn = new Map<string, string>()

  constructor(setup: PicksSetup) {
    this.setup = setup
    setup.model.subscribe(() => this.refresh())
  }

  /** What is picked beyond one cell or row; null where nothing is. */
  get(): CellBlock | null {
    return this.block
  }

  /** What would be copied: what is picked, else the focused row or cell; null where the focus is in no cell. */
  cells(): CellBlock | null {
    const focus = this.setup.model.get()
    if (this.block || focus?.spot.kind !== 'cell') return this.block
    const { spot } = focus
    return blockBetween(this.setup.lines(), this.setup.columns(), {
      from: spot,
      to: spot,
      rows: focus.mode === 'row',
    })
  }

  /** Ids of the rows on the page: a filter hides the others. */
  shown(): ReadonlySet<string> {
    return new Set(this.setup.lines().flatMap((line) => (line.kind === 'row' ? [line.row.id] : [])))
  }

  /** «first last top bottom»: the columns of a row that are picked, and the edges that it has; '' for none. */
  of(row: string): string {
    return this.drawn.get(row) ?? ''
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** Reads the lines anew: rows came, went or moved. */
  refresh(): void {
    const picked = this.setup.model.picked()
    if (picked === null && this.block === null) return
    const { lines, columns } = this.setup
    this.block = picked && blockBetween(lines(), columns(), picked)
    this.drawn = new Map()
    const { rows = [], columns: across = [] } = this.block ?? {}
    const ends = `${across[0] ?? ''} ${across.at(-1) ?? ''}`
    rows.forEach(({ id }, index) => {
      const top = index === 0 ? ' top' : ''
      this.drawn.set(id, `${ends}${top}${index === rows.length - 1 ? ' bottom' : ''}`)
    })
    for (const listener of this.listeners) listener()
  }
}

/** What one cell draws: '' where it is not picked, else `in` with the edges that it has. */
export const pickIn = (drawn: string, columns: readonly string[], column: string): string => {
  if (drawn === '') return ''
  const [first = '', last = '', ...edges] = drawn.split(' ')
  const [at, from, to] = [columns.indexOf(column), columns.indexOf(first), columns.indexOf(last)]
  if (at < from || at > to) return ''
  return ['in', at === from && 'left', at === to && 'right', ...edges].filter(Boolean).join(' ')
}
