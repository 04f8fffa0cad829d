/**
 * A redline cut into slices that are drawn one after the other, and what is known of it before any is drawn: how many
 * lines there are, where the changes stand, how many. Pure.
 */
import { type RedColumn, type RedRow, isChanged } from '../../shared/plan/redline.ts'
import type { ShownRedline, ShownSection } from './redline-wire.ts'

/** Lines that are drawn at once: some milliseconds of work. */
const SLICE = 20
/** Lines that are drawn with the page itself: more than a screen, also of lines that only count rows. */
const FIRST_SCREEN = 30

/** A line of the table; rows without changes are counted where they are left out. */
export type Piece = { kind: 'row'; row: RedRow } | { kind: 'skipped'; key: string; count: number }

export interface Slice {
  key: string
  pieces: readonly Piece[]
  /** Of the table's first line that stands in it, counted from 1. */
  index: number
  /** Drawn with the page. */
  atOnce: boolean
}

const isSamePiece = (a: Piece, b: Piece | undefined): boolean =>
  a.kind === 'row'
    ? b?.kind === 'row' && a.row === b.row
    : b?.kind === 'skipped' && a.key === b.key && a.count === b.count

/** Whether two slices are drawn alike. */
export const isSameSlice = (a: Slice, b: Slice): boolean =>
  a.key === b.key &&
  a.index === b.index &&
  a.atOnce === b.atOnce &&
  a.pieces.length === b.pieces.length &&
  a.pieces.every((piece, at) => isSamePiece(piece, b.pieces[at]))

export interface SlicedSection {
  section: ShownSection
  /** Of its band among the table's lines, counted from 1. */
  index: number
  slices: readonly Slice[]
}

export interface SlicedRedline {
  sections: readonly SlicedSection[]
  /** All lines of the table, drawn or not: its head, bands, rows, remarks on rows left out. */
  lines: number
  /** The keys of all slices from top to bottom. */
  keys: readonly string[]
  /** What can be stepped to, from top to bottom. */
  steps: readonly string[]
  /** The slice in which a row stands (by its id) or a change (by its step). */
  sliceOf: ReadonlyMap<string, string>
}

export const FRONT_STEP = 'front'
export const columnStep = ({ key }: RedColumn): string => `column ${key}`
export const sectionStep = ({ id }: ShownSection): string => `section ${id}`
export const rowStep = ({ key }: RedRow): string => `row ${key}`

export const isBandChanged = ({ fate, was, is }: ShownSection): boolean =>
  fate !== 'kept' || was?.title !== is?.title

export const isSectionChanged = (section: ShownSection): boolean =>
  isBandChanged(section) || section.rows.some(isChanged)

export const isColumnChanged = ({ fate, title, wasTitle }: RedColumn): boolean =>
  fate !== 'kept' || title !== wasTitle

const piecesOf = (rows: readonly RedRow[], onlyChanges: boolean): Piece[] => {
  if (!onlyChanges) return rows.map((row) => ({ kind: 'row', row }))
  const pieces: Piece[] = []
  for (const row of rows) {
    const last = pieces.at(-1)
    if (isChanged(row)) pieces.push({ kind: 'row', row })
    else if (last?.kind === 'skipped') last.count++
    else pieces.push({ kind: 'skipped', key: `skipped ${row.key}`, count: 1 })
  }
  return pieces
}

const cut = (pieces: readonly Piece[]): Piece[][] =>
  Array.from({ length: Math.ceil(pieces.length / SLICE) }, (_, at) =>
    pieces.slice(at * SLICE, (at + 1) * SLICE),
  )

const stepsOf = ({ front, columns, sections }: ShownRedline): string[] => [
  ...(front.size > 0 ? [FRONT_STEP] : []),
  ...columns.filter(isColumnChanged).map(columnStep),
  ...sections.flatMap((section) => [
    ...(isBandChanged(section) ? [sectionStep(section)] : []),
    ...section.rows.filter(isChanged).map(rowStep),
  ]),
]

/** Cuts a redline; with `onlyChanges` what did not change is left out. */
export const slicesOf = (redline: ShownRedline, onlyChanges: boolean): SlicedRedline => {
  // The table's head is its first line.
  let lines = 1
  const sliceOf = new Map<string, string>()
  const sections = redline.sections
    .filter((section) => !onlyChanges || isSectionChanged(section))
    .map((section): SlicedSection => {
      const index = ++lines
      const slices = cut(piecesOf(section.rows, onlyChanges)).map((pieces, at): Slice => {
        const slice = { key: `${section.id} ${at}`, pieces, index: lines + 1, atOnce: lines < FIRST_SCREEN }
        lines += pieces.length
        for (const piece of pieces) {
          if (piece.kind === 'skipped') continue
          sliceOf.set(rowStep(piece.row), slice.key)
          // A row that has moved is looked for where it is now.
          if (piece.row.fate !== 'away') sliceOf.set(piece.row.id, slice.key)
        }
        return slice
      })
      return { section, index, slices }
    })
  const keys = sections.flatMap(({ slices }) => slices).map(({ key }) => key)
  return { sections, lines, keys, steps: stepsOf(redline), sliceOf }
}

/** How many changes there are; a row that has moved is one, though it is marked at both of its places. */
export const countOf = ({ sections, front, columns }: ShownRedline): number =>
  front.size +
  columns.filter(isColumnChanged).length +
  sections.filter(isBandChanged).length +
  sections.flatMap(({ rows }) => rows).filter((row) => isChanged(row) && row.fate !== 'away').length
