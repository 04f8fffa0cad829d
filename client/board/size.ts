/** How high a card will be, before it is drawn; how wide a column is. Owns the guess: measuring sets it right. */
import type { BoardCard, BoardColumn } from '../../shared/board/board.ts'
import { blocksToLine } from '../../shared/plan/rich.ts'

const LINE_PX = 21
const FRAME_PX = 54
const LETTERS_A_LINE = 30
const MOST_LINES = 4

const WIDE = 272
/** Empty columns of time take little room: the year is long. */
const SLIM = { month: 128, quarter: 140, vague: 176 }
export const GAP = 14

const guesses = new WeakMap<BoardCard, number>()

/** Asked of every card whenever a column changes. */
export const guessHeight = (card: BoardCard | undefined): number => {
  const known = card && guesses.get(card)
  if (known !== undefined) return known
  const guess = guessOf(card)
  if (card) guesses.set(card, guess)
  return guess
}

const guessOf = (card: BoardCard | undefined): number => {
  const letters = blocksToLine(card?.row.cells.title ?? []).length
  return FRAME_PX + LINE_PX * Math.min(MOST_LINES, Math.max(1, Math.ceil(letters / LETTERS_A_LINE)))
}

export const widthOf = (column: BoardColumn | undefined): number => {
  if (!column || column.cards.length + column.also.length > 0) return WIDE
  const { by } = column.place
  return by === 'month' || by === 'quarter' || by === 'vague' ? SLIM[by] : WIDE
}
