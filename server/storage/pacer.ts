/**
 * When journals write: at once after a pause, else together, once an interval, and as long as little comes only when it
 * is worth a commit [JN3, FO2]. A commit costs the processor as much as sending a hundred frames, so many updates share
 * one. Owns the clock of commits, and nothing that is written.
 */

export interface PacerOptions {
  /** Least time between two rounds of commits; 0 writes at the end of every turn. */
  intervalMs?: number
  /** Milliseconds of a clock that never goes back. */
  now?: () => number
}

/** A "Saved" that comes a quarter of a second later is as good, and whoever types alone costs a third less processor time. */
const INTERVAL_MS = 250
/** So many records are worth a commit. Fewer wait for others as long as others keep coming: */
const WORTH_RECORDS = 10
/** at most so many intervals. */
const MOST = 4
/** After so many without a commit nothing waits. */
const PAUSE = 2

/** One for all journals of a process, so that their commits fall together. */
export class Pacer {
  readonly #intervalMs: number
  readonly #now: () => number
  readonly #round = (): void => this.#writeAll()
  #waiting: (() => void)[] = []
  #timer: NodeJS.Timeout | null = null
  #due = false
  #last = -Infinity
  /** Records since the last round. */
  #records = 0

  constructor(options: PacerOptions = {}) {
    this.#intervalMs = options.intervalMs ?? INTERVAL_MS
    this.#now = options.now ?? (() => performance.now())
  }

  /** There is a first record: calls `write` once, in the next round. */
  next(write: () => void): void {
    this.#waiting.push(write)
    this.more()
    if (this.#due || this.#timer) return
    if (this.#now() - this.#last >= this.#intervalMs * PAUSE) this.hurry()
    // For the last ones alone: as long as others come, one of them is the reason to write, and no timer wakes the process.
    else this.#timer = setTimeout(this.#round, this.#intervalMs * MOST)
  }

  /** There is another record for a `write` that waits. */
  more(): void {
    this.#records++
    if (this.#due) return
    const passed = this.#now() - this.#last
    const isWorth = this.#records >= WORTH_RECORDS && passed >= this.#intervalMs
    if (isWorth || passed >= this.#intervalMs * MOST) this.hurry()
  }

  /** Somebody waits: the next round is at the end of this turn. */
  hurry(): void {
    if (this.#due || this.#waiting.length === 0) return
    this.#due = true
    // Whatever else this turn appends still goes along.
    queueMicrotask(this.#round)
  }

  #writeAll(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#due = false
    this.#records = 0
    this.#last = this.#now()
    const writes = this.#waiting
    this.#waiting = []
    for (const write of writes) write()
  }
}
