/** Which card has the keyboard, which one is open, which column a narrow window shows. */
import { type FocusState, ViewFocus } from '../row/view-focus.ts'

interface BoardFocusState extends FocusState {
  /** The one column that a narrow window shows; null: the one that it begins with. */
  readonly column: string | null
}

export class BoardFocus extends ViewFocus<BoardFocusState> {
  constructor() {
    super({ at: null, open: null, column: null })
  }
}
