/** A month's list as lines, each with a guess of its height before it is drawn. Pure; measuring sets the guess right. */
import type { DatedRow } from '../../shared/plan/dated.ts'
import { blocksToLine } from '../../shared/plan/rich.ts'
import type { MonthList } from '../../shared/year/month.ts'

/** What happens in the month, what may at any time, what has no date. */
export const PARTS = ['rows', 'vague', 'undated'] as const
export type MonthPart = (typeof PARTS)[number]

export type MonthLine =
  | { readonly kind: 'heading'; readonly part: MonthPart; readonly key: string }
  | { readonly kind: 'row'; readonly part: MonthPart; readonly key: string; readonly dated: DatedRow }

/** Parts without rows are left out; the month's own rows need no heading. */
export const linesOf = (list: MonthList): MonthLine[] =>
  PARTS.flatMap((part): MonthLine[] => {
    const rows = list[part].map((dated): MonthLine => ({ kind: 'row', part, key: dated.row.id, dated }))
    return part === 'rows' || rows.length === 0
      ? rows
      : [{ kind: 'heading', part, key: `heading ${part}` }, ...rows]
  })

/** The rows of a list, top to bottom. */
export const rowsOf = (list: MonthList): readonly string[] =>
  PARTS.flatMap((part) => list[part].map(({ row }) => row.id))

const HEADING_PX = 50
const FRAME_PX = 49
const LINE_PX = 23
const STATE_PX = 28
/** In a window of 390 px. */
const LETTERS_A_LINE = 40
const MOST_LINES = 4

export const guessHeight = (line: MonthLine | undefined): number => {
  if (line?.kind !== 'row') return HEADING_PX
  const { row } = line.dated
  const letters = row.number.length + blocksToLine(row.cells.title ?? []).length
  const lines = Math.min(MOST_LINES, Math.max(1, Math.ceil(letters / LETTERS_A_LINE)))
  return FRAME_PX + LINE_PX * lines + (row.state === 'planned' ? 0 : STATE_PX)
}
