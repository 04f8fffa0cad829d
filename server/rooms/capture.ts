/** A change of a document as the update that it makes. Owns listening for it, and nothing that is changed. */
import type * as Y from 'yjs'
import type { Origin } from './origin.ts'

/** Runs `change` in one transaction; its update, null where it changed nothing. */
export const captureUpdate = (doc: Y.Doc, origin: Origin, change: () => void): Uint8Array | null => {
  const captured: Uint8Array[] = []
  const capture = (update: Uint8Array) => void captured.push(update)
  // Without a listener Yjs does not encode at all.
  doc.on('update', capture)
  try {
    doc.transact(change, origin)
  } finally {
    doc.off('update', capture)
  }
  return captured[0] ?? null
}
