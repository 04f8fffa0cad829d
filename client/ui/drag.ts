/**
 * What every drag is made of: a store of what is dragged, the way from a press to its end, and scrolling at the edges. Owns the
 * gesture of mouse and finger; what is dragged and where it may land is each view's own.
 */

export interface Point {
  readonly x: number
  readonly y: number
}

/** What is dragged, null while nothing is; a store outside React, for a step draws two rows. */
export class DragStore<State> {
  private state: State | null = null
  private readonly listeners = new Set<() => void>()

  get(): State | null {
    return this.state
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  protected set(state: State | null): void {
    this.state = state
    // The hand stays closed wherever the pointer goes, and no text is selected on the way.
    document.documentElement.toggleAttribute('data-dragging', state !== null)
    for (const listener of this.listeners) listener()
  }
}

/** Scrolls while the pointer is near an edge of what scrolls, faster the nearer it is. */
export class EdgeScroll {
  private frame = 0
  private readonly scroller: () => HTMLElement | null
  private readonly axis: 'x' | 'y'
  private readonly edge: number
  private readonly fastest: number

  /** `edge`: px from the edge where it begins; `fastest`: px a frame. */
  constructor(scroller: () => HTMLElement | null, axis: 'x' | 'y', edge: number, fastest: number) {
    this.scroller = scroller
    this.axis = axis
    this.edge = edge
    this.fastest = fastest
  }

  /** `again`: called when it has scrolled, since something else lies under the pointer then. */
  at(point: Point, again: () => void): void {
    this.stop()
    const scroller = this.scroller()
    if (!scroller) return
    const { left, right, top, bottom } = scroller.getBoundingClientRect()
    const [start, end] = this.axis === 'x' ? [left, right] : [top, bottom]
    const at = point[this.axis]
    const { edge, fastest } = this
    const over = at < start + edge ? at - start - edge : at > end - edge ? at - end + edge : 0
    if (over === 0) return
    this.frame = requestAnimationFrame(() => {
      const by = Math.max(-fastest, Math.min(fastest, over / 3))
      if (this.axis === 'x') scroller.scrollLeft += by
      else scroller.scrollTop += by
      again()
    })
  }

  stop(): void {
    cancelAnimationFrame(this.frame)
  }
}

export interface Hold {
  /** Px that a press may move before it holds. */
  readonly slop: number
  /** Whether a finger has to rest before it holds; else it holds by moving, as a mouse does. */
  readonly rests: boolean
  isHeld: () => boolean
  /** It begins to hold, or the pointer goes on. */
  follow: (at: Point) => void
  /** It ends where it is, or is given up; called for a press that has held nothing, too. */
  finish: (isDrop: boolean) => void
}

/** Ms that a finger has to rest, and px that it may tremble. */
const REST_MS = 320
const TREMBLE = 8

/** The click that a browser makes of the end of a drag opens nothing. */
const swallowClick = (): void => {
  const swallow = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }))
}

/** Follows a press to its end. Answers nothing: a press that held nothing is a click as ever. */
export const followPress = (event: PointerEvent, { slop, rests, isHeld, follow, finish }: Hold): void => {
  const isFinger = event.pointerType !== 'mouse'
  const start = { x: event.clientX, y: event.clientY }
  let at: Point = start
  const stop = new AbortController()
  const { signal } = stop
  let holds = false
  /** Something is held already, by another finger: this press is nothing. */
  const isBeside = () => isHeld() && !holds
  const go = () => {
    if (isBeside()) return
    follow(at)
    holds = isHeld()
  }
  const rest = isFinger && rests ? setTimeout(go, REST_MS) : null
  const end = (isDrop: boolean) => {
    if (rest !== null) clearTimeout(rest)
    stop.abort()
    if (isBeside()) return
    if (holds) swallowClick()
    finish(isDrop)
  }
  const move = (next: PointerEvent) => {
    at = { x: next.clientX, y: next.clientY }
    const way = Math.hypot(at.x - start.x, at.y - start.y)
    if (holds) follow(at)
    else if (rest !== null && way > TREMBLE) end(false)
    else if (rest === null && way > slop) go()
  }
  const own = (listener: (next: PointerEvent) => void) => (next: PointerEvent) => {
    // A second finger on the screen is not this press.
    if (next.pointerId === event.pointerId) listener(next)
  }
  window.addEventListener('pointermove', own(move), { signal })
  window.addEventListener(
    'pointerup',
    own(() => end(true)),
    { signal },
  )
  window.addEventListener(
    'pointercancel',
    own(() => end(false)),
    { signal },
  )
  // A finger that holds does not scroll.
  const still = (touch: TouchEvent) => holds && touch.preventDefault()
  window.addEventListener('touchmove', still, { signal, passive: false })
  window.addEventListener('contextmenu', (menu) => isFinger && menu.preventDefault(), { signal })
  const escape = (key: KeyboardEvent) => {
    if (key.key !== 'Escape' || !holds) return
    key.stopPropagation()
    end(false)
  }
  window.addEventListener('keydown', escape, { signal, capture: true })
}
