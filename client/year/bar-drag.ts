/**
 * Holding a bar by its end, its middle or an empty lane, with a mouse or a finger: from the press to the release. Owns the
 * gesture; what a release would do is asked of the year. The keyboard's way is Alt and arrows, and the ends themselves.
 */
import type { TimeGoal } from '../../shared/board/move-period.ts'
import type { DatedRow } from '../../shared/plan/dated.ts'
import type { Span } from '../../shared/year/marks.ts'
import { goalOfShift, type Verdict } from './actions.ts'

/** What is held: an end, all of it, or a lane on which a stretch is drawn. */
export type Grip = 'from' | 'to' | 'whole' | 'lane'

/** Px before a press of the mouse holds; ms that a finger has to rest before it does, and px that it may tremble. */
const SLOP = 4
const REST_MS = 320
const TREMBLE = 8

export interface BarDragState {
  readonly row: string
  readonly grip: Grip
  /** The months that it would cover; null where nothing would change. */
  readonly span: Span | null
  readonly verdict: Verdict
}

export interface BarDragSetup {
  judge: (row: string, goal: TimeGoal) => Verdict
  onDrop: (row: string, goal: TimeGoal) => void
}

/** A press on the lane of a row. */
export interface Press {
  dated: DatedRow
  grip: Grip
  /** Of a row whose ends can be moved. */
  span: Span | null
  lane: HTMLElement
}

const NOTHING: Verdict = { may: true, words: '' }

/** 1–12, whatever lies beside the lane. */
export const monthAt = (x: number, { left, width }: Pick<DOMRect, 'left' | 'width'>): number =>
  Math.min(12, Math.max(1, Math.floor(((x - left) / width) * 12) + 1))

interface Aim {
  goal: TimeGoal | null
  span: Span | null
}

/** What holding it there means, from the month of the press to the month under the pointer. */
export const aimOf = ({ dated, grip, span }: Omit<Press, 'lane'>, from: number, to: number): Aim => {
  if (grip === 'whole') {
    const goal = goalOfShift(dated, to - from)
    const { months } = dated.period
    const by = goal?.kind === 'month' ? goal.month - (months[0] ?? goal.month) : 0
    return goal === null
      ? { goal, span: null }
      : { goal, span: { from: (months[0] ?? 1) + by, to: (months.at(-1) ?? 1) + by } }
  }
  const next =
    grip === 'lane' || span === null
      ? { from: Math.min(from, to), to: Math.max(from, to) }
      : grip === 'from'
        ? { from: Math.min(to, span.to), to: span.to }
        : { from: span.from, to: Math.max(to, span.from) }
  const isSame = grip !== 'lane' && next.from === span?.from && next.to === span.to
  return { goal: isSame ? null : { kind: 'span', ...next }, span: isSame ? null : next }
}

const sameSpan = (a: Span | null, b: Span | null): boolean => a?.from === b?.from && a?.to === b?.to

/** The one drag of a year; a store of its state. */
export class BarDrag {
  private readonly setup: BarDragSetup
  private state: BarDragState | null = null
  private goal: TimeGoal | null = null
  private readonly listeners = new Set<() => void>()

  constructor(setup: BarDragSetup) {
    this.setup = setup
  }

  get(): BarDragState | null {
    return this.state
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  private set(state: BarDragState | null): void {
    this.state = state
    document.documentElement.toggleAttribute('data-dragging', state !== null)
    for (const listener of this.listeners) listener()
  }

  private aim({ dated, grip }: Press, { goal, span }: Aim): void {
    const row = dated.row.id
    if (this.state !== null && sameSpan(this.state.span, span)) return
    this.goal = goal
    const verdict = goal === null ? NOTHING : this.setup.judge(row, goal)
    this.set({ row, grip, span, verdict })
  }

  private end(row: string, isDrop: boolean): void {
    const { state, goal } = this
    this.goal = null
    if (state === null) return
    this.set(null)
    if (isDrop && goal !== null && state.verdict.may) this.setup.onDrop(row, goal)
  }

  /** Follows a press. Answers nothing: a press that held nothing is a click as ever. */
  press(event: PointerEvent, press: Press): void {
    if (event.button !== 0 || this.state !== null) return
    const isEnd = press.grip === 'from' || press.grip === 'to'
    const isFinger = event.pointerType !== 'mouse'
    const start = { x: event.clientX, y: event.clientY }
    const box = press.lane.getBoundingClientRect()
    const from = monthAt(start.x, box)
    let at = start
    const stop = new AbortController()
    const { signal } = stop
    const follow = () => this.aim(press, aimOf(press, from, monthAt(at.x, box)))
    const rest = isFinger && !isEnd ? setTimeout(follow, REST_MS) : null
    const finish = (isDrop: boolean) => {
      if (rest !== null) clearTimeout(rest)
      stop.abort()
      if (this.state !== null) swallowClick()
      this.end(press.dated.row.id, isDrop)
    }
    const move = (next: PointerEvent) => {
      if (next.pointerId !== event.pointerId) return
      at = { x: next.clientX, y: next.clientY }
      const way = Math.hypot(at.x - start.x, at.y - start.y)
      if (this.state !== null) follow()
      else if (isFinger && !isEnd && way > TREMBLE) finish(false)
      else if ((!isFinger || isEnd) && way > SLOP) follow()
    }
    window.addEventListener('pointermove', move, { signal })
    window.addEventListener('pointerup', () => finish(true), { signal })
    window.addEventListener('pointercancel', () => finish(false), { signal })
    // A finger that holds a bar does not scroll.
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
