/**
 * When a document is built before anybody needs it. Building takes as long as many keys, so neither whoever writes first
 * should wait for it, nor a page that is being opened, often on this very machine [RM17]; and what is damaged is found out
 * also where people only read. Owns the moment alone.
 */

/** By then a page has its first rows; nobody begins to write before. */
const WARM_AFTER_MS = 3_000

export class WarmUp {
  private readonly requestTurn: () => void
  private timer: NodeJS.Timeout | null = null
  private due = false

  constructor(requestTurn: () => void) {
    this.requestTurn = requestTurn
  }

  /** Somebody has come: it will be due in a while. */
  expect(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null
      this.due = true
      this.requestTurn()
    }, WARM_AFTER_MS).unref()
  }

  /** Whether a turn is to build the document now; asking takes it. */
  isDue(): boolean {
    const { due } = this
    this.due = false
    return due
  }

  /** Nobody is here any more. */
  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
  }
}
