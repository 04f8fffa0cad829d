/** How many connections each has now, and whether one more is too many (SPEC PW5). Owns the counting alone. */

export interface Limit {
  /** Whose connections are counted together. */
  key: string
  max: number
}

export class Crowd {
  private readonly counts = new Map<string, number>()

  /** Counts one more until the returned function is called; null where that would be too many. */
  enter({ key, max }: Limit): (() => void) | null {
    const count = this.counts.get(key) ?? 0
    if (count >= max) return null
    this.counts.set(key, count + 1)
    return () => this.leave(key)
  }

  private leave(key: string): void {
    const left = (this.counts.get(key) ?? 0) - 1
    if (left > 0) this.counts.set(key, left)
    else this.counts.delete(key)
  }
}
