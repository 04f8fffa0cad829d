/** When a room works: at the end of the turn of the event loop in which something came; after long work it rests. */

/** A single update may be long work; after a turn of more than this, the other rooms have as much time. */
const LONG_TURN_MS = 50

export class Turns {
  private readonly work: () => void
  private requested = false
  private restUntil = -Infinity

  constructor(work: () => void) {
    this.work = work
  }

  /** Whether the last turn was so long that the other rooms come first. */
  get isResting(): boolean {
    return performance.now() < this.restUntil
  }

  /** Asks for a turn; asking again before it has come changes nothing. */
  request(): void {
    if (this.requested) return
    this.requested = true
    const turn = () => {
      this.requested = false
      this.now()
    }
    const restMs = this.restUntil - performance.now()
    if (restMs > 0) setTimeout(turn, restMs)
    else setImmediate(turn)
  }

  /** Works at once. */
  now(): void {
    const start = performance.now()
    this.work()
    const end = performance.now()
    if (end - start > LONG_TURN_MS) this.restUntil = end + (end - start)
  }
}
