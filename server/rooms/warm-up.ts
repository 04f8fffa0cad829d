/**
 * When a document is built before anybody needs it. Building takes as long as many keys, so neither whoever writes first
 * should wait for it, nor a page that is being opened, often on this very machine [RM17]. Owns the moment alone.
 */
import type { Identity } from '../../shared/identity.ts'
import { canWrite } from '../../shared/permissions.ts'
import type { Member } from './session.ts'

/** By then a page has its first rows; nobody begins to write before. */
const WARM_AFTER_MS = 3_000

export class WarmUp {
  private readonly requestTurn: () => void
  private timer: NodeJS.Timeout | null = null
  private due = false

  constructor(requestTurn: () => void) {
    this.requestTurn = requestTurn
  }

  /** Somebody has come: where they may write, it will be due in a while. */
  expect(who: Identity): void {
    if (!canWrite(who)) return
    this.timer ??= setTimeout(() => {
      this.timer = null
      this.due = true
      this.requestTurn()
    }, WARM_AFTER_MS).unref()
  }

  /** Whether a turn is to build the document now: it is time, and one who may write is still here. Asking takes it. */
  isDue(here: ReadonlySet<Member>): boolean {
    if (!this.due) return false
    this.due = false
    return [...here].some(({ session }) => canWrite(session.identity))
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer)
  }
}
