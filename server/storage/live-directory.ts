/** The file of people over any way to save it, with those who want to hear of changes. */
import type { DirectoryData } from './directory-data.ts'
import { LiveJson, withoutEnding } from './live-json.ts'
import type { Directory } from './storage.ts'

export class LiveDirectory implements Directory {
  readonly #live: LiveJson<DirectoryData>
  readonly #listeners = new Set<(data: DirectoryData) => void>()

  /** `save` resolves when the data is on disk; it is called with nothing else under way. */
  constructor(data: DirectoryData, save: (data: DirectoryData) => Promise<void>) {
    this.#live = new LiveJson(data, save, (saved) =>
      this.#listeners.forEach((listener) => withoutEnding(() => listener(saved))),
    )
  }

  get data(): DirectoryData {
    return this.#live.value
  }

  change(change: (data: DirectoryData) => DirectoryData): Promise<void> {
    return this.#live.change(change)
  }

  onChange(listener: (data: DirectoryData) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  close(): Promise<void> {
    return this.#live.close()
  }
}
