/**
 * Dragging a row by its handle: from the press to the drop, with scrolling at the edges. Owns the gesture; where a
 * row may land is `drop-target.ts`'s. The keyboard's way is Alt and arrows.
 */
import { type Drop, dropAt } from './drop-target.ts'
import type { Line } from './lines.ts'

/** Px before a press becomes a drag; px to the side for one level; px from the edge where the page scrolls. */
const SLOP = 5
const LEVEL_STEP = 24
const EDGE = 56
const FASTEST = 18

export interface DragState {
  readonly row: string
  readonly drop: Drop | null
  /** Where the mark of the drop is drawn, px below the top of the list. */
  readonly y: number
}

export interface DragSetup {
  lines: () => readonly Line[]
  /** The element that holds the drawn lines (`data-index` on each). */
  list: () => HTMLElement | null
  scroller: () => HTMLElement | null
  /** Whether rows of mine may stand in a section. */
  mayLand: (section: string) => boolean
  onDrop: (row: string, drop: Drop) => void
}

const markAt = (list: HTMLElement, drop: Drop): number => {
  const under = list.querySelector(`[data-line=${JSON.stringify(drop.under)}]`)
  return under ? under.getBoundingClientRect().bottom - list.getBoundingClientRect().top : 0
}

const gapAt = (list: HTMLElement, y: number): number | null => {
  let gap: number | null = null
  for (const element of list.querySelectorAll<HTMLElement>('[data-index]')) {
    const index = Number(element.dataset.index)
    const { top, bottom } = element.getBoundingClientRect()
    if (y < (top + bottom) / 2) return index
    gap = index + 1
  }
  return gap
}

/** The one drag of a sheet; a store of its state. */
export class RowDrag {
  private readonly setup: DragSetup
  private state: DragState | null = null
  private readonly listeners = new Set<() => void>()
  private frame = 0

  constructor(setup: DragSetup) {
    this.setup = setup
  }

  get(): DragState | null {
    return this.state
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  private set(state: DragState | null): void {
    this.state = state
    // The hand stays closed wherever the pointer goes, and no text is selected on the way.
    document.documentElement.toggleAttribute('data-dragging', state !== null)
    for (const listener of this.listeners) listener()
  }

  private update(row: string, level: number, x: number, y: number): void {
    const list = this.setup.list()
    const gap = list && gapAt(list, y)
    const lines = this.setup.lines()
    const found = gap === null ? null : dropAt(lines, gap, row, level + Math.round(x / LEVEL_STEP))
    const drop = found && this.setup.mayLand(found.target.section) ? found : null
    const before = this.state?.drop
    if (this.state && before?.under === drop?.under && before?.level === drop?.level) return
    this.set({ row, drop, y: list && drop ? markAt(list, drop) : 0 })
  }

  private scrollAt(y: number, again: () => void): void {
    cancelAnimationFrame(this.frame)
    const scroller = this.setup.scroller()
    if (!scroller) return
    const { top, bottom } = scroller.getBoundingClientRect()
    const over = y < top + EDGE ? y - top - EDGE : y > bottom - EDGE ? y - bottom + EDGE : 0
    if (over === 0) return
    this.frame = requestAnimationFrame(() => {
      scroller.scrollTop += Math.max(-FASTEST, Math.min(FASTEST, over / 3))
      again()
    })
  }

  /** Follows a press on the handle of a row. `onTap` where it was no drag. */
  press(event: PointerEvent, row: string, level: number, onTap: () => void): void {
    const handle = event.currentTarget
    if (!(handle instanceof HTMLElement) || event.button !== 0) return
    const start = { x: event.clientX, y: event.clientY }
    let at = start
    const follow = () => {
      this.update(row, level, at.x - start.x, at.y)
      this.scrollAt(at.y, follow)
    }
    const move = (next: PointerEvent) => {
      at = { x: next.clientX, y: next.clientY }
      if (this.state || Math.hypot(at.x - start.x, at.y - start.y) > SLOP) follow()
    }
    const stop = new AbortController()
    const end = (drop: boolean) => {
      stop.abort()
      cancelAnimationFrame(this.frame)
      const { state } = this
      if (state) this.set(null)
      if (!state && drop) onTap()
      else if (state?.drop && drop) this.setup.onDrop(row, state.drop)
    }
    const { signal } = stop
    window.addEventListener('pointermove', move, { signal })
    window.addEventListener('pointerup', () => end(true), { signal })
    window.addEventListener('pointercancel', () => end(false), { signal })
    const escape = (key: KeyboardEvent) => {
      if (key.key !== 'Escape' || !this.state) return
      key.stopPropagation()
      end(false)
    }
    window.addEventListener('keydown', escape, { signal, capture: true })
  }
}
