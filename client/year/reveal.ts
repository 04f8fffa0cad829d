/** Brings a row of the year into sight, drawn or not yet, and gives it the keyboard. Owns the way there over the frames that it takes. */
import { flash } from '../row/flash.ts'
import type { RevealOptions } from '../row/view-ways.ts'
import { isWaitingIn } from '../ui/after-focus.ts'

/** Frames in which a row on the way is drawn. */
const SETTLING_FRAMES = 20

export interface RevealSetup {
  root: () => HTMLElement | null
  /** Whether the year shows this row. */
  has: (row: string) => boolean
  /** Scrolls, or turns to the month, where the row stands. */
  scrollTo: (row: string) => void
}

export class Reveal {
  private readonly setup: RevealSetup
  private frame = 0

  constructor(setup: RevealSetup) {
    this.setup = setup
  }

  private button(row: string): HTMLElement | null {
    return this.setup.root()?.querySelector<HTMLElement>(`[data-year-row=${JSON.stringify(row)}]`) ?? null
  }

  /** False where the year has no such row. */
  show(row: string, options: RevealOptions = {}): boolean {
    if (!this.setup.has(row)) return false
    cancelAnimationFrame(this.frame)
    // Keys that come before the row is drawn find the year, which knows whose they are.
    if (options.focus) this.setup.root()?.focus({ preventScroll: true })
    this.setup.scrollTo(row)
    this.settle(row, options, SETTLING_FRAMES)
    return true
  }

  private settle(row: string, options: RevealOptions, frames: number): void {
    const button = this.button(row)
    if (button) {
      button.scrollIntoView({ block: 'nearest' })
      if (options.focus && isWaitingIn(this.setup.root())) button.focus({ preventScroll: true })
      if (options.flash) flash(button.closest('[data-row]') ?? button)
      return
    }
    if (frames === 0) return
    this.frame = requestAnimationFrame(() => {
      // In a narrow window first the row's month is turned to, then its list scrolls.
      if (!this.button(row)) this.setup.scrollTo(row)
      this.settle(row, options, frames - 1)
    })
  }
}
