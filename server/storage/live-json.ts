/**
 * One value that is saved as a whole: reads see what is saved, changes that come while a save is under way share the
 * next. Owns this order; must not know what the value is or where it goes. A change that throws, and a save that
 * fails, leave the value as it was and do not stop later ones; nor does whoever is told of a save and fails [ST25].
 */
import { SvodError } from '../../shared/errors.ts'

interface Waiting<T> {
  change: (value: T) => T
  resolve: () => void
  reject: (error: unknown) => void
}

/** What fails in `work` is an accident like any other, thrown where nobody waits: it ends nothing that comes behind. */
export const withoutEnding = (work: () => void): void => {
  try {
    work()
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}

export class LiveJson<T> {
  readonly #save: (value: T) => Promise<void>
  readonly #onSaved: (value: T) => void
  #value: T
  #waiting: Waiting<T>[] = []
  #running: Promise<void> = Promise.resolve()
  #isRunning = false
  #closed = false

  /** `save` resolves when the value is on disk; it is called with nothing else under way. */
  constructor(value: T, save: (value: T) => Promise<void>, onSaved: (value: T) => void = () => undefined) {
    this.#save = save
    this.#onSaved = onSaved
    this.#value = value
  }

  /** The value that is on disk; never changed in place. */
  get value(): T {
    return this.#value
  }

  /**
   * Resolves when what `change` made is on disk. `change` sees what all earlier ones made, and may throw to refuse:
   * the promise rejects with that alone.
   */
  change(change: (value: T) => T): Promise<void> {
    if (this.#closed) return Promise.reject(new SvodError('shutting-down'))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ change, resolve, reject })
      if (this.#isRunning) return
      // Known before it runs: a change that asks for another one must find it running.
      this.#isRunning = true
      this.#running = this.#run()
    })
  }

  /** Finishes the changes that were asked for; later ones are refused. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#running
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting
      this.#waiting = []
      await this.#write(group)
    }
    this.#isRunning = false
  }

  async #write(group: readonly Waiting<T>[]): Promise<void> {
    let value = this.#value
    const made: Waiting<T>[] = []
    for (const one of group) {
      try {
        value = one.change(value)
        made.push(one)
      } catch (error) {
        one.reject(error)
      }
    }
    try {
      if (value !== this.#value) await this.#save(value)
    } catch (error) {
      for (const { reject } of made) reject(error)
      return
    }
    this.#value = value
    for (const { resolve } of made) resolve()
    withoutEnding(() => this.#onSaved(value))
  }
}
