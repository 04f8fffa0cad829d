/**
 * Which cells of a worksheet are seen, and where: a merge shows the words of its corner in the first row and column of it
 * that are left, and hides those of all its other cells. Must not know what a cell says.
 */
import type { Range, SheetCell, SheetReader } from './cells.ts'
import { Merges, lowerBound } from './merges.ts'

/** A cell with the place where it is seen. */
export interface Placed {
  cell: SheetCell
  row: number
  column: number
}

const LAST_COLUMN = 16_384

/** Every hidden column once, however often its file names it. */
const hiddenColumnsOf = ({ hiddenColumns }: SheetReader): Set<number> => {
  const hidden = new Set<number>()
  let last = 0
  for (const { from, to } of [...hiddenColumns].sort((one, other) => one.from - other.from)) {
    for (let at = Math.max(from, last + 1); at <= Math.min(to, LAST_COLUMN); at += 1) hidden.add(at)
    last = Math.max(last, Math.min(to, LAST_COLUMN))
  }
  return hidden
}

/** For each hidden row or column the first one behind it that is not. */
const nextShown = (hidden: ReadonlySet<number>): ReadonlyMap<number, number> => {
  const next = new Map<number, number>()
  for (const at of [...hidden].sort((one, other) => other - one)) next.set(at, next.get(at + 1) ?? at + 1)
  return next
}

const ascending = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b)

/** Tells the merge that lies over a cell; merges never lie over each other. */
const coverFinder = ({ cells, merges }: SheetReader): ((cell: SheetCell) => Range | null) => {
  const byRow = new Merges(merges, ascending(cells.map(({ row }) => row)))
  const sorted = new Map<number, { ranges: Range[]; lefts: number[] }>()
  return ({ row, column }) => {
    const known = sorted.get(row)
    const ranges =
      known?.ranges ??
      byRow
        .at(row)
        .map(({ range }) => range)
        .sort((a, b) => a.left - b.left)
    const lefts = known?.lefts ?? ranges.map(({ left }) => left)
    if (!known) sorted.set(row, { ranges, lefts })
    const range = ranges[lowerBound(lefts, column + 1) - 1]
    return range && column <= range.right ? range : null
  }
}

const push = (covered: Map<Range, SheetCell[]>, range: Range, cell: SheetCell): void => {
  const known = covered.get(range)
  if (known) known.push(cell)
  else covered.set(range, [cell])
}

const isCornerOf = ({ row, column }: SheetCell, { top, left }: Range): boolean =>
  row === top && column === left

/** The cells that are seen with their places, and those that are not, from the top down. */
export const placeCells = (sheet: SheetReader): { shown: Placed[]; unseen: SheetCell[] } => {
  const rows = nextShown(sheet.hiddenRows)
  const columns = nextShown(hiddenColumnsOf(sheet))
  const isHidden = ({ row, column }: SheetCell): boolean => rows.has(row) || columns.has(column)
  const coverOf = coverFinder(sheet)
  const shown: Placed[] = []
  const covered = new Map<Range, SheetCell[]>()
  const seen = new Set<SheetCell>()
  const show = (cell: SheetCell, { row, column }: { row: number; column: number } = cell): void => {
    shown.push({ cell, row, column })
    seen.add(cell)
  }
  for (const cell of sheet.cells) {
    const range = coverOf(cell)
    if (range) push(covered, range, cell)
    else if (!isHidden(cell)) show(cell)
  }
  for (const [range, cells] of covered) {
    const place = { row: rows.get(range.top) ?? range.top, column: columns.get(range.left) ?? range.left }
    if (place.row > range.bottom || place.column > range.right) continue
    // A program that merges cells of which the corner is empty means those of the others.
    const inFirst = (cell: SheetCell): boolean => cell.row === place.row && !isHidden(cell)
    const holder = cells.find((cell) => isCornerOf(cell, range)) ?? cells.find(inFirst)
    if (holder) show(holder, place)
  }
  return { shown, unseen: sheet.cells.filter((cell) => !seen.has(cell)) }
}
