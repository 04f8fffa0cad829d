/** Brings a card into sight, drawn or not yet, and gives it the keyboard. Owns the way there over the frames that it takes. */
import type { Board } from '../../shared/board/board.ts'
import { flash } from '../row/flash.ts'
import type { RevealOptions } from '../row/view-ways.ts'
import { isWaitingIn } from '../ui/after-focus.ts'

/** Frames in which columns and cards on the way are drawn and measured. */
const SETTLING_FRAMES = 30

export interface RevealSetup {
  root: () => HTMLElement | null
  board: () => Board
  /** Brings a column into sight: scrolls to it, or shows it in place of another. */
  showColumn: (id: string, index: number) => void
}

export class Reveal {
  private readonly setup: RevealSetup
  private readonly columns = new Map<string, (index: number) => void>()
  private frame = 0

  constructor(setup: RevealSetup) {
    this.setup = setup
  }

  /** A drawn column says how it scrolls to a card; returns the way to take that back. */
  register(column: string, scrollTo: (index: number) => void): () => void {
    this.columns.set(column, scrollTo)
    return () => {
      if (this.columns.get(column) === scrollTo) this.columns.delete(column)
    }
  }

  private card(row: string): HTMLElement | null {
    return this.setup.root()?.querySelector<HTMLElement>(`[data-card=${JSON.stringify(row)}]`) ?? null
  }

  private column(id: string): HTMLElement | null {
    return this.setup.root()?.querySelector<HTMLElement>(`[data-board-column=${JSON.stringify(id)}]`) ?? null
  }

  /** False where the board has no such card. */
  show(row: string, options: RevealOptions = {}): boolean {
    const { columns, columnOf } = this.setup.board()
    const id = columnOf.get(row)
    const index = columns.findIndex((column) => column.id === id)
    if (id === undefined || index < 0) return false
    cancelAnimationFrame(this.frame)
    // Keys that come before the card is drawn find the board, which knows whose they are.
    if (options.focus) this.setup.root()?.focus({ preventScroll: true })
    this.settle(row, id, index, options, SETTLING_FRAMES)
    return true
  }

  private settle(row: string, id: string, index: number, options: RevealOptions, frames: number): void {
    const card = this.card(row)
    const isHere = card?.closest<HTMLElement>('[data-board-column]')?.dataset.boardColumn === id
    if (card && isHere) {
      card.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
      if (options.focus && isWaitingIn(this.setup.root())) card.focus({ preventScroll: true })
      if (options.flash) flash(card.closest('li') ?? card)
      return
    }
    if (frames === 0) return
    if (this.column(id) === null) this.setup.showColumn(id, index)
    else {
      const cards = this.setup.board().columns[index]?.cards ?? []
      this.columns.get(id)?.(cards.findIndex((one) => one.row.id === row))
    }
    this.frame = requestAnimationFrame(() => this.settle(row, id, index, options, frames - 1))
  }
}
