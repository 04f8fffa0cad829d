/**
 * Asks the browser to clear nothing of what it keeps for this site when space is short (SPEC OF18). Owns that it is asked once:
 * some browsers ask their user in turn.
 */
import type { Memory } from '../browser-memory.ts'

const ASKED = 'svod.persist-asked'

/** The part of the browser's storage that is asked; missing in some, and without https. */
export type Persisting = Pick<StorageManager, 'persist'>

/** The way to ask; does nothing from the second call on, also in later visits. */
export const persistence = (storage: Persisting | undefined, memory: Memory): (() => void) => {
  let asked = false
  return () => {
    if (asked || typeof storage?.persist !== 'function') return
    asked = true
    if (memory.read(ASKED) !== null) return
    memory.write(ASKED, '1')
    // A refusal changes nothing: what is kept stays as long as the browser likes.
    storage.persist().catch(() => undefined)
  }
}
