/** How much work an inspection may still do; counted where it is done, so that no forecast of it can be wrong [AC23]. */
import { refuse } from './refusal.ts'

export class Budget {
  private left: number
  private readonly what: string

  /** `what` it is spent on, for the refusal. */
  constructor(steps: number, what: string) {
    this.left = steps
    this.what = what
  }

  /** Refuses as `too-costly` where no more is left than that. */
  spend(steps: number): void {
    this.left -= steps
    if (this.left < 0) refuse('too-costly', this.what)
  }
}
