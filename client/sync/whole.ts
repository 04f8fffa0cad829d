/**
 * A document's first content, which comes whole: from the browser's copy, or as the server has it. Yjs writes every
 * transaction out again for those who listen to updates; for a large plan that takes a quarter of the reading, and whoever
 * brings the content has it anyway. Owns that nobody listens meanwhile; must not be given what somebody has to be told.
 */
import * as Y from 'yjs'

/** What listens to a document's updates. */
export type UpdateListener = (
  update: Uint8Array,
  origin: unknown,
  doc: Y.Doc,
  transaction: Y.Transaction,
) => void

/** Whether nothing has come into the document yet. */
export const isUntouched = (doc: Y.Doc): boolean => doc.store.clients.size === 0

/** Applies the updates in one transaction of which `listeners`, all that the document has, hear nothing. */
export const applyWhole = (
  doc: Y.Doc,
  updates: readonly Uint8Array[],
  origin: unknown,
  listeners: readonly UpdateListener[],
): void => {
  for (const listener of listeners) doc.off('update', listener)
  try {
    Y.transact(doc, () => updates.forEach((update) => Y.applyUpdate(doc, update)), origin, false)
  } finally {
    for (const listener of listeners) doc.on('update', listener)
  }
}
