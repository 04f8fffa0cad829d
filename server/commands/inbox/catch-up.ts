/**
 * What a crash left undone [IB4]: the log still has every change that nobody was told of, since a checkpoint takes it away
 * only when everybody was. Reads it again; telling twice is telling once.
 */
import * as Y from 'yjs'
import type { Said } from '../../rooms/room-events.ts'
import { type Touch, touchedBy } from '../../rooms/trail.ts'
import type { StoredPlan } from '../../storage/storage.ts'

const isOfComments = ({ root }: Touch): boolean => root === 'threads' || root === 'messages'

/** What was said in the part of a plan that is in no checkpoint; `nameOf`: names of people by their ids. */
export const saidInLog = (planId: string, stored: StoredPlan, nameOf: (id: string) => string): Said[] => {
  if (stored.tail.length === 0) return []
  const doc = new Y.Doc()
  if (stored.checkpoint) Y.applyUpdateV2(doc, stored.checkpoint.stateV2)
  const said: Said[] = []
  const settled = () => Promise.resolve()
  let touched: Touch[] = []
  doc.on('afterTransaction', (transaction: Y.Transaction) => void (touched = touchedBy(transaction)))
  for (const { update, by, at } of stored.tail) {
    touched = []
    Y.applyUpdate(doc, update)
    const ours = touched.filter(isOfComments)
    if (ours.length > 0)
      said.push({ planId, doc, settled, touched: ours, who: { id: by, name: nameOf(by) }, at })
  }
  return said
}
