/**
 * Holding a bar by its end, its middle or an empty lane, with a mouse or a finger: from the press to the release. What a
 * release would do is asked of the year. The keyboard's way is Alt and arrows, and the ends themselves.
 */
import type { TimeGoal } from '../../shared/board/move-period.ts'
import type { DatedRow } from '../../shared/plan/dated.ts'
import type { Span } from '../../shared/year/marks.ts'
import { DragStore } from '../ui/drag.ts'
import { goalOfShift, type Verdict } from './actions.ts'

/** What is held: an end, all of it, or a lane on which a stretch is drawn. */
export type Grip = 'from' | 'to' | 'whole' | 'lane'

/** Px before a press of the mouse holds. */
const SLOP = 4

export interface BarDragState {
  readonly row: string
  readonly grip: Grip
  /** The months that it would cover; null where nothing would change. */
  readonly span: Span | null
  readonly verdict: Verdict
}

/** A row and its bar. */
export interface Barred {
  dated: DatedRow
  /** Of a row whose ends can be moved. */
  span: Span | null
}

export interface BarDragSetup {
  judge: (row: string, goal: TimeGoal) => Verdict
  onDrop: (row: string, goal: TimeGoal) => void
  /** The row as it stands now; null where it is not shown any more. */
  find: (row: string) => Barred | null
  /** Somebody has changed meanwhile what is held. */
  onStale: () => void
}

/** A press on the lane of a row. */
export interface Press extends Barred {
  grip: Grip
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

/** Whether what was pressed stands as it stood: the end that is held, else the dates as a whole. */
const isAsPressed = ({ grip, dated, span }: Press, now: Barred): boolean =>
  grip === 'from' || grip === 'to'
    ? now.span?.[grip] === span?.[grip]
    : JSON.stringify(now.dated.period) === JSON.stringify(dated.period)

const sameSpan = (a: Span | null, b: Span | null): boolean => a?.from === b?.from && a?.to === b?.to

/** The one drag of a year; a store of its state. */
export class BarDrag extends DragStore<BarDragState> {
  private readonly setup: BarDragSetup
  private goal: TimeGoal | null = null

  constructor(setup: BarDragSetup) {
    super()
    this.setup = setup
  }

  private aim({ dated, grip }: Press, { goal, span }: Aim): void {
    const row = dated.row.id
    const state = this.get()
    if (state !== null && sameSpan(state.span, span)) return
    this.goal = goal
    const verdict = goal === null ? NOTHING : this.setup.judge(row, goal)
    this.set({ row, grip, span, verdict })
  }

  /** `aim`: at what it is held, of the row as it stands now. What is not held stays as a colleague has set it since. */
  private end(press: Press, isDrop: boolean, aim: (now: Barred) => Aim): void {
    const row = press.dated.row.id
    const isMeant = isDrop && this.goal !== null
    const state = this.get()
    this.goal = null
    if (state === null) return
    this.set(null)
    if (!isMeant) return
    const now = this.setup.find(row)
    if (now === null || !isAsPressed(press, now)) return this.setup.onStale()
    const { goal } = aim(now)
    if (goal !== null && this.setup.judge(row, goal).may) this.setup.onDrop(row, goal)
  }

  /** Follows a press on a lane; an end is held at once, by a finger too. */
  press(event: PointerEvent, press: Press): void {
    if (event.button !== 0 || this.get() !== null) return
    const box = press.lane.getBoundingClientRect()
    const from = monthAt(event.clientX, box)
    let to = from
    this.follow(event, {
      slop: SLOP,
      rests: press.grip === 'whole' || press.grip === 'lane',
      isHeld: () => this.get() !== null,
      follow: ({ x }) => {
        to = monthAt(x, box)
        this.aim(press, aimOf(press, from, to))
      },
      finish: (isDrop) => this.end(press, isDrop, (now) => aimOf({ ...now, grip: press.grip }, from, to)),
    })
  }
}
