/** Which slices of a redline are drawn, and the drawing of the rest while nobody needs the page. Owns no markup. */
import { whenIdle } from '../ui/when-idle.ts'

/** Calls back when there is time; gives the way to call it off. */
export type WhenIdle = (then: () => void) => () => void

/** A page that is busy all the time still comes to its end. */
const PATIENCE_MS = 100

const soon: WhenIdle = (then) => whenIdle(then, { latestMs: PATIENCE_MS, plainMs: 30 })

export class Drawing {
  readonly #drawn = new Set<string>()
  readonly #listeners = new Set<() => void>()

  isDrawn(key: string): boolean {
    return this.#drawn.has(key)
  }

  /** Draws these, at once: who asks wants to see them. */
  draw(keys: readonly string[]): void {
    const fresh = keys.filter((key) => !this.#drawn.has(key))
    if (fresh.length === 0) return
    for (const key of fresh) this.#drawn.add(key)
    for (const listener of this.#listeners) listener()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Draws what is left of `keys`, from top to bottom, a slice whenever there is time; gives the way to stop it. */
  drawRest(keys: readonly string[], idle: WhenIdle = soon): () => void {
    let stop = () => {}
    let at = 0
    const next = () => {
      while (at < keys.length && this.#drawn.has(keys[at] ?? '')) at++
      if (at >= keys.length) return
      stop = idle(() => {
        this.draw(keys.slice(at, at + 1))
        next()
      })
    }
    next()
    return () => stop()
  }
}
