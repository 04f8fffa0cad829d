/** Which row of the year has the keyboard, which one is open, which month a narrow window shows. */
import type { PlanView } from '../../shared/plan/view.ts'
import { type FocusState, ViewFocus } from '../row/view-focus.ts'

interface YearFocusState extends FocusState {
  /** 1–12; null: the one that it begins with. */
  readonly month: number | null
  /** The plan in which the window began with that month, filled; null: somebody chose it. */
  readonly begunIn: PlanView | null
}

export class YearFocus extends ViewFocus<YearFocusState> {
  constructor() {
    super({ at: null, open: null, month: null, begunIn: null })
  }
}
