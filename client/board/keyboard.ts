/**
 * The board's keys while a card has the focus: arrows go from card to card, Alt and an arrow carries the card, Enter and the
 * space bar are the button's own. Owns where a key leads; must not write.
 */
import type { Board } from '../../shared/board/board.ts'
import { chord } from '../plan/chord.ts'
import type { BoardFocus } from './focus.ts'

export interface KeySetup {
  board: Board
  /** Knows the card that gets the keyboard as soon as it is drawn. */
  focus: Pick<BoardFocus, 'get'>
  /** Brings a card into sight and gives it the focus. */
  go: (row: string) => void
  /** Carries a card to the next column on that side. */
  shift: (row: string, step: -1 | 1) => void
  /** Esc. */
  close: () => boolean
}

interface Spot {
  column: number
  at: number
}

const spotOf = ({ columns, columnOf }: Board, row: string): Spot | null => {
  const column = columns.findIndex(({ id }) => id === columnOf.get(row))
  const at = columns[column]?.cards.findIndex((card) => card.row.id === row) ?? -1
  return at < 0 ? null : { column, at }
}

/** The next column on that side that has cards. */
const beside = ({ columns }: Board, from: number, step: -1 | 1): number | null => {
  for (let at = from + step; at >= 0 && at < columns.length; at += step) {
    if ((columns[at]?.cards.length ?? 0) > 0) return at
  }
  return null
}

/** The row that a key leads to from `row`; null where it leads nowhere. */
export const stepFrom = (board: Board, row: string, key: string): string | null => {
  const spot = spotOf(board, row)
  if (!spot) return null
  const cards = board.columns[spot.column]?.cards ?? []
  const rowAt = (at: number): string | null => cards[at]?.row.id ?? null
  if (key === 'ArrowDown') return rowAt(spot.at + 1)
  if (key === 'ArrowUp') return rowAt(spot.at - 1)
  if (key === 'Home') return rowAt(0)
  if (key === 'End') return rowAt(cards.length - 1)
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return null
  const column = beside(board, spot.column, key === 'ArrowLeft' ? -1 : 1)
  const there = column === null ? [] : (board.columns[column]?.cards ?? [])
  return there[Math.min(spot.at, there.length - 1)]?.row.id ?? null
}

const STEPS = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End']

/** Whether the key was the board's. */
export const handleKey = (event: KeyboardEvent, root: Element, setup: KeySetup): boolean => {
  const card = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-card]') : null
  const row = card?.dataset.card ?? (event.target === root ? setup.focus.get().at : null)
  const keys = chord(event)
  if (keys === 'Escape') return setup.close()
  if (row === null) return false
  if (keys === 'Alt+ArrowLeft' || keys === 'Alt+ArrowRight') {
    setup.shift(row, keys === 'Alt+ArrowLeft' ? -1 : 1)
    return true
  }
  if (!STEPS.includes(keys)) return false
  const next = stepFrom(setup.board, row, keys)
  if (next !== null) setup.go(next)
  return true
}
