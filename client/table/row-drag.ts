/**
 * Dragging a row by its handle: where it would land while the pointer goes, the mark there, and the drop. Owns the state of
 * the drag; the gesture is `ui/drag.ts`'s, where a row may land `drop-target.ts`'s. The keyboard's way is Alt and arrows.
 */
import { DragStore, EdgeScroll, type Point } from '../ui/drag.ts'
import { type Drop, dropAt, isSamePlace, sameDrop } from './drop-target.ts'
import type { Line } from './lines.ts'

/** Px before a press becomes a drag; px to the side for one level; px from the edge where the page scrolls. */
const SLOP = 5
const LEVEL_STEP = 24
const EDGE = 56
const FASTEST = 18

export interface DragState {
  readonly row: string
  /** Null where the row cannot stand, and where it stands already. */
  readonly drop: Drop | null
  /** Where the mark of the drop is drawn, px below the top of the list. */
  readonly y: number
}

export interface DragSetup {
  /** The lines that are shown. */
  lines: () => readonly Line[]
  /** Those of the whole plan. */
  all: () => readonly Line[]
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
export class RowDrag extends DragStore<DragState> {
  private readonly setup: DragSetup
  private readonly edges: EdgeScroll

  constructor(setup: DragSetup) {
    super()
    this.setup = setup
    this.edges = new EdgeScroll(setup.scroller, 'y', EDGE, FASTEST)
  }

  /** `aside`: px that the pointer has gone to the side. */
  private update(row: string, level: number, aside: number, y: number): void {
    const list = this.setup.list()
    const gap = list && gapAt(list, y)
    const lines = this.setup.lines()
    const wanted = level + Math.round(aside / LEVEL_STEP)
    const found = gap === null ? null : dropAt(lines, gap, row, wanted, this.setup.all())
    const isMove = found && this.setup.mayLand(found.target.section) && !isSamePlace(lines, row, found)
    const drop = isMove ? found : null
    const state = this.get()
    if (state && sameDrop(state.drop, drop)) return
    this.set({ row, drop, y: list && drop ? markAt(list, drop) : 0 })
  }

  private end(row: string, isDrop: boolean, onTap: () => void): void {
    this.edges.stop()
    const state = this.get()
    if (state) this.set(null)
    if (!state && isDrop) onTap()
    else if (state?.drop && isDrop) this.setup.onDrop(row, state.drop)
  }

  /** Follows a press on the handle of a row. `onTap` where it was no drag. */
  press(event: PointerEvent, row: string, level: number, onTap: () => void): void {
    if (event.button !== 0) return
    const startX = event.clientX
    let last: Point | null = null
    const aim = (at: Point) => this.update(row, level, at.x - startX, at.y)
    const follow = (at: Point) => {
      last = at
      aim(at)
      this.edges.at(at, () => follow(at))
    }
    this.follow(event, {
      slop: SLOP,
      rests: false,
      isHeld: () => this.get() !== null,
      follow,
      finish: (isDrop) => {
        // Others may have changed what lies under a pointer that rested.
        if (isDrop && last) aim(last)
        this.end(row, isDrop, onTap)
      },
    })
  }
}
