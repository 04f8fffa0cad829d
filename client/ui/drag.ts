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
  /** Of the page in which it is dragged; another one each time it goes. */
  private page = new AbortController()
  private readonly listeners = new Set<() => void>()

  get(): State | null {
    return this.state
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** The page goes: what is held is given up where it is, and a press that goes on leads to nothing [DR1]. */
  leave(): void {
    this.page.abort()
    this.page = new AbortController()
  }

  protected follow(event: PointerEvent, hold: Hold): void {
    followPress(event, hold, this.page.signal)
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

/** The pointer is still down when what it held is given up: the click of its end opens nothing either, one of a next press does. */
const swallowAtEnd = (pointerId: number): void => {
  const stop = new AbortController()
  for (const type of ['pointerup', 'pointercancel', 'pointerdown'] as const) {
    const ended = (next: PointerEvent) => {
      if (next.pointerId !== pointerId) return
      stop.abort()
      if (type === 'pointerup') swallowClick()
    }
    window.addEventListener(type, ended, { signal: stop.signal, capture: true })
  }
}

interface Gesture {
  move: (next: PointerEvent) => void
  /** The pointer went up, or the browser took it over. */
  release: (isDrop: boolean) => void
  giveUp: () => void
  holds: () => boolean
}

/** Hears of all that may happen to a press, until `signal` ends it. */
const listen = (
  event: PointerEvent,
  { move, release, giveUp, holds }: Gesture,
  signal: AbortSignal,
): void => {
  const isFinger = event.pointerType !== 'mouse'
  const own = (listener: (next: PointerEvent) => void) => (next: PointerEvent) => {
    // A second finger on the screen is not this press.
    if (next.pointerId === event.pointerId) listener(next)
  }
  window.addEventListener('pointermove', own(move), { signal })
  window.addEventListener(
    'pointerup',
    own(() => release(true)),
    { signal },
  )
  window.addEventListener(
    'pointercancel',
    own(() => release(false)),
    { signal },
  )
  // A finger that holds does not scroll.
  const still = (touch: TouchEvent) => holds() && touch.preventDefault()
  window.addEventListener('touchmove', still, { signal, passive: false })
  window.addEventListener('contextmenu', (menu) => isFinger && menu.preventDefault(), { signal })
  const escape = (key: KeyboardEvent) => {
    if (key.key !== 'Escape' || !holds()) return
    key.stopPropagation()
    giveUp()
  }
  window.addEventListener('keydown', escape, { signal, capture: true })
  window.addEventListener('blur', giveUp, { signal })
}

/**
 * Follows a press to its end, or until its `page` goes. Answers nothing: a press that held nothing is a click as ever.
 */
export const followPress = (
  event: PointerEvent,
  { slop, rests, isHeld, follow, finish }: Hold,
  page: AbortSignal,
): void => {
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
    if (!isBeside()) finish(isDrop)
  }
  const release = (isDrop: boolean) => {
    if (holds) swallowClick()
    end(isDrop)
  }
  const giveUp = () => {
    if (holds) swallowAtEnd(event.pointerId)
    end(false)
  }
  const move = (next: PointerEvent) => {
    // The button went up where nobody told of it, outside the window, say.
    if (!isFinger && (next.buttons & 1) === 0) return end(false)
    at = { x: next.clientX, y: next.clientY }
    const way = Math.hypot(at.x - start.x, at.y - start.y)
    if (holds) follow(at)
    else if (rest !== null && way > TREMBLE) end(false)
    else if (rest === null && way > slop) go()
  }
  listen(event, { move, release, giveUp, holds: () => holds }, signal)
  page.addEventListener('abort', giveUp, { signal })
}
