/** Small things remembered in this browser. Owns the way to localStorage; the keys are their users'. */

/** Storage that may be forbidden (private windows, strict settings): then settings last as long as the page. */
export interface Memory {
  read(key: string): string | null
  write(key: string, value: string): void
}

/** `localStorage`, where a refusal means "nothing remembered". */
export const browserMemory: Memory = {
  read: (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      // Storage is forbidden here; the defaults serve.
      return null
    }
  },
  write: (key, value) => {
    try {
      localStorage.setItem(key, value)
    } catch {
      // Storage is forbidden or full; the setting holds until the page is left.
    }
  },
}
