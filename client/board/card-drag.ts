/**
 * Carrying a card with a mouse or a finger: from the press to the drop, with a picture of it under the pointer and scrolling
 * at the edges. Owns the gesture; what a drop would do is asked of the board. The keyboard's way is Alt and arrows.
 */

/** Px before a press of the mouse carries; ms that a finger has to rest before it does, and px that it may tremble. */
const SLOP = 5
const REST_MS = 320
const TREMBLE = 8
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

interface Point {
  x: number
  y: number
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
export class CardDrag {
  private readonly setup: CardDragSetup
  private state: CardDragState | null = null
  private readonly listeners = new Set<() => void>()
  private ghost: Ghost | null = null
  private frame = 0

  constructor(setup: CardDragSetup) {
    this.setup = setup
  }

  get(): CardDragState | null {
    return this.state
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  private set(state: CardDragState | null): void {
    this.state = state
    document.documentElement.toggleAttribute('data-dragging', state !== null)
    for (const listener of this.listeners) listener()
  }

  private lift(row: string, card: HTMLElement, at: Point): void {
    this.ghost = new Ghost(card, at)
    this.set({ row, over: null, verdict: NOTHING })
  }

  private carry(row: string, at: Point): void {
    this.ghost?.move(at)
    const over = columnAt(at)
    if (this.state?.over === over) return
    const verdict = over === null ? NOTHING : this.setup.judge(row, over)
    this.ghost?.say(verdict)
    this.set({ row, over, verdict })
  }

  private scrollAt({ x }: Point, again: () => void): void {
    cancelAnimationFrame(this.frame)
    const scroller = this.setup.scroller()
    if (!scroller) return
    const { left, right } = scroller.getBoundingClientRect()
    const over = x < left + EDGE ? x - left - EDGE : x > right - EDGE ? x - right + EDGE : 0
    if (over === 0) return
    this.frame = requestAnimationFrame(() => {
      scroller.scrollLeft += Math.max(-FASTEST, Math.min(FASTEST, over / 3))
      again()
    })
  }

  private end(row: string, isDrop: boolean): void {
    cancelAnimationFrame(this.frame)
    const { state } = this
    this.ghost?.remove()
    this.ghost = null
    if (state === null) return
    this.set(null)
    if (isDrop && state.over !== null) this.setup.onDrop(row, state.over)
  }

  /** Follows a press on a card. Answers nothing: a press that carried nothing is a click as ever. */
  press(event: PointerEvent, row: string, card: HTMLElement): void {
    // Where one column is shown there is nowhere to carry a card.
    if (event.button !== 0 || this.state !== null || this.setup.scroller() === null) return
    const isFinger = event.pointerType !== 'mouse'
    const start = { x: event.clientX, y: event.clientY }
    let at = start
    const stop = new AbortController()
    const { signal } = stop
    const follow = () => {
      this.carry(row, at)
      this.scrollAt(at, follow)
    }
    const begin = () => {
      this.lift(row, card, at)
      follow()
    }
    const rest = isFinger ? setTimeout(begin, REST_MS) : null
    const finish = (isDrop: boolean) => {
      if (rest !== null) clearTimeout(rest)
      stop.abort()
      if (this.state !== null) swallowClick()
      this.end(row, isDrop)
    }
    const move = (next: PointerEvent) => {
      at = { x: next.clientX, y: next.clientY }
      const way = Math.hypot(at.x - start.x, at.y - start.y)
      if (this.state !== null) follow()
      else if (isFinger && way > TREMBLE) finish(false)
      else if (!isFinger && way > SLOP) begin()
    }
    window.addEventListener('pointermove', move, { signal })
    window.addEventListener('pointerup', () => finish(true), { signal })
    window.addEventListener('pointercancel', () => finish(false), { signal })
    // A finger that carries does not scroll.
    const hold = (touch: TouchEvent) => this.state !== null && touch.preventDefault()
    window.addEventListener('touchmove', hold, { signal, passive: false })
    window.addEventListener('contextmenu', (menu) => isFinger && menu.preventDefault(), { signal })
    const escape = (key: KeyboardEvent) => {
      if (key.key !== 'Escape' || this.state === null) return
      key.stopPropagation()
      finish(false)
    }
    window.addEventListener('keydown', escape, { signal, capture: true })
  }
}

/** The click that a browser makes of the end of a drag opens nothing. */
const swallowClick = (): void => {
  const swallow = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }))
}
