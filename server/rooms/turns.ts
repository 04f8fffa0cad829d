/**
 * When a room works: what comes after a pause is worked off at once, what comes close behind it is gathered until the
 * turn of the event loop is over; after long work the room rests.
 */

/** A single update may be long work; after a turn of more than this, the other rooms have as much time. */
const LONG_TURN_MS = 50
/** A room that has not worked for so long has no crowd to gather: waiting would cost a round of the event loop. */
const PAUSE_MS = 1

/** As `queueMicrotask`, which makes a resource for async_hooks of every call. */
const SOON = Promise.resolve()

export class Turns {
  private readonly work: () => void
  private readonly clock: () => number
  private readonly turn = (): void => {
    this.requested = false
    this.now()
  }
  private requested = false
  private endedAt = -Infinity
  private restUntil = -Infinity

  /** `clock` counts milliseconds and never goes back. */
  constructor(work: () => void, clock: () => number = () => performance.now()) {
    this.work = work
    this.clock = clock
  }

  /** Whether the last turn was so long that the other rooms come first. */
  get isResting(): boolean {
    return this.clock() < this.restUntil
  }

  /** Asks for a turn; asking again before it has come changes nothing. It never comes before the caller has returned. */
  request(): void {
    if (this.requested) return
    this.requested = true
    const now = this.clock()
    if (now < this.restUntil) setTimeout(this.turn, this.restUntil - now)
    else if (now - this.endedAt < PAUSE_MS) setImmediate(this.turn)
    // All that one read of a socket has brought still comes along.
    else void SOON.then(this.turn)
  }

  /** Works at once. */
  now(): void {
    const start = this.clock()
    // What a turn leaves to the next one waits until the event loop has gone round: others have theirs in between.
    this.endedAt = Infinity
    this.work()
    const end = this.clock()
    this.endedAt = end
    if (end - start > LONG_TURN_MS) this.restUntil = end + (end - start)
  }
}
