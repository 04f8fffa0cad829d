/** How often a connection was refused lately: who goes on for long is no honest client [RM10]. Owns the counting. */

/** More refusals than this within a minute end the connection. */
const MOST = 20
const WINDOW_MS = 60_000

export class Refusals {
  /** All so far; the log says some. */
  total = 0
  private readonly times: number[] = []

  /** Counts one; true where there were too many within the last minute. */
  count(now: number): boolean {
    this.total++
    this.times.push(now)
    if (this.times.length > MOST + 1) this.times.shift()
    return this.times.length > MOST && Math.abs(now - (this.times[0] ?? now)) < WINDOW_MS
  }
}
