/** Which card has the keyboard, which one is open, which column a narrow window shows. */
import type { PlanView } from '../../shared/plan/view.ts'
import { type FocusState, ViewFocus } from '../row/view-focus.ts'

interface BoardFocusState extends FocusState {
  /** The one column that a narrow window shows; null: the one that it begins with. */
  readonly column: string | null
  /** The plan in which the window began with that column, filled; null: somebody chose it. */
  readonly begunIn: PlanView | null
}

export class BoardFocus extends ViewFocus<BoardFocusState> {
  constructor() {
    super({ at: null, open: null, column: null, begunIn: null })
  }
}
