/** Which row of the year has the keyboard, which one is open, which month a narrow window shows. */
import { type FocusState, ViewFocus } from '../row/view-focus.ts'

interface YearFocusState extends FocusState {
  /** 1–12; null: the one that it begins with. */
  readonly month: number | null
}

export class YearFocus extends ViewFocus<YearFocusState> {
  constructor() {
    super({ at: null, open: null, month: null })
  }
}
