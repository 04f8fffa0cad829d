/**
 * Carrying a card with a mouse or a finger: from the press to the drop, with a picture of it under the pointer and scrolling
 * at the edges. What a drop would do is asked of the board. The keyboard's way is Alt and arrows.
 */
import { DragStore, EdgeScroll, type Point } from '../ui/drag.ts'

/** Px before a press of the mouse carries; px from the edge where the board scrolls, and px a frame. */
const SLOP = 5
const EDGE = 64
const FASTEST = 22

export interface Verdict {
  readonly may: boolean
  /** What the drop would do or why it cannot be, in the reader's words; '' for nothing. */
  readonly words: string
}

export interface CardDragState {
  readonly row: string
  /** Id of the column under the pointer. */
  readonly over: string | null
  readonly verdict: Verdict
}

export interface CardDragSetup {
  /** What scrolls sideways. */
  scroller: () => HTMLElement | null
  judge: (row: string, column: string) => Verdict
  onDrop: (row: string, column: string) => void
}

const NOTHING: Verdict = { may: false, words: '' }

const columnAt = ({ x, y }: Point): string | null =>
  document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-board-column]')?.dataset.boardColumn ?? null

/** The picture that is carried: a copy of the card with a slip that says what a drop would do. */
class Ghost {
  private readonly element: HTMLElement
  private readonly slip: HTMLElement
  private readonly grip: Point

  constructor(card: HTMLElement, at: Point) {
    const box = card.getBoundingClientRect()
    this.grip = { x: at.x - box.left, y: at.y - box.top }
    this.element = document.createElement('div')
    this.element.dataset.boardGhost = ''
    this.element.setAttribute('aria-hidden', 'true')
    this.element.style.width = `${box.width}px`
    this.slip = document.createElement('p')
    const copy = card.cloneNode(true) as HTMLElement
    copy.removeAttribute('data-row')
    this.element.append(copy, this.slip)
    document.body.append(this.element)
    this.move(at)
  }

  move({ x, y }: Point): void {
    this.element.style.transform = `translate(${x - this.grip.x}px, ${y - this.grip.y}px) rotate(0.6deg)`
  }

  say({ may, words }: Verdict): void {
    this.slip.textContent = words
    this.slip.dataset.may = String(may)
  }

  remove(): void {
    this.element.remove()
  }
}

/** The one drag of a board; a store of its state. */
export class CardDrag extends DragStore<CardDragState> {
  private readonly setup: CardDragSetup
  private readonly edges: EdgeScroll
  private ghost: Ghost | null = null

  constructor(setup: CardDragSetup) {
    super()
    this.setup = setup
    this.edges = new EdgeScroll(setup.scroller, 'x', EDGE, FASTEST)
  }

  private carry(row: string, card: HTMLElement, at: Point): void {
    if (this.ghost === null) {
      this.ghost = new Ghost(card, at)
      this.set({ row, over: null, verdict: NOTHING })
    } else this.ghost.move(at)
    const over = columnAt(at)
    if (this.get()?.over === over) return
    const verdict = over === null ? NOTHING : this.setup.judge(row, over)
    this.ghost.say(verdict)
    this.set({ row, over, verdict })
  }

  private end(row: string, isDrop: boolean): void {
    this.edges.stop()
    const state = this.get()
    this.ghost?.remove()
    this.ghost = null
    if (state === null) return
    this.set(null)
    if (isDrop && state.over !== null) this.setup.onDrop(row, state.over)
  }

  /** Follows a press on a card. */
  press(event: PointerEvent, row: string, card: HTMLElement): void {
    // Where one column is shown there is nowhere to carry a card.
    if (event.button !== 0 || this.get() !== null || this.setup.scroller() === null) return
    const follow = (at: Point) => {
      this.carry(row, card, at)
      this.edges.at(at, () => follow(at))
    }
    this.follow(event, {
      slop: SLOP,
      rests: true,
      isHeld: () => this.get() !== null,
      follow,
      finish: (isDrop) => this.end(row, isDrop),
    })
  }
}
