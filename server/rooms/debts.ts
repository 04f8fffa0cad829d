/**
 * What a killed server owed behind the changes that its log ends in: cells that lack, and names that are not the writer's
 * [LP12]. Both are records of their own, written behind the change that makes them due. Owns finding it again; writing it
 * is the room's, and no checkpoint may be made before, for a checkpoint absorbs the log that tells of it.
 */
import * as Y from 'yjs'
import type { Due } from '../access/judge.ts'
import { inspectWithin } from '../access/inspect.ts'
import { DEFAULT_LIMITS } from '../access/limits.ts'
import { SERVER_OWNER } from '../access/owners.ts'
import { type Correction, OwedCorrections, correctionsOf, namesNobody } from '../access/signatures.ts'
import type { StoredPlan } from '../storage/storage.ts'

type Stored = Pick<StoredPlan, 'checkpoint' | 'tail'>

/** A value that names somebody has this key, whichever way it is encoded. */
const SIGNATURE = 'by'

const maySign = (update: Uint8Array): boolean =>
  Buffer.from(update.buffer, update.byteOffset, update.byteLength).includes(SIGNATURE)

/** In one transaction, which costs a third of one for each. */
const applyTogether = (doc: Y.Doc, updates: readonly Uint8Array[]): void =>
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })

/** What the records of the log left in another's name: each is looked at in the document that it met. */
const wrongNamesIn = ({ checkpoint, tail }: Stored): Correction[] => {
  const isSuspect = ({ update, by }: Stored['tail'][number]) => by !== SERVER_OWNER && maySign(update)
  // What came behind the last of them is asked about nothing.
  const until = tail.slice(0, tail.findLastIndex(isSuspect) + 1)
  if (until.length === 0) return []
  const doc = new Y.Doc()
  const owed = new OwedCorrections()
  if (checkpoint !== null) Y.applyUpdateV2(doc, checkpoint.stateV2)
  const between: Uint8Array[] = []
  for (const record of until) {
    if (isSuspect(record)) {
      applyTogether(doc, between.splice(0))
      const seen = inspectWithin(doc, record.update, DEFAULT_LIMITS)
      // What is more than anybody may send was written by a command, which names whom it should.
      if (seen.ok) owed.add(correctionsOf(seen.touched, doc, record.by, owed))
    }
    between.push(record.update)
  }
  doc.destroy()
  // Commands alone write what names nobody, and mean it.
  return owed.take().filter(({ wrote }) => !namesNobody(wrote))
}

export class Debts {
  /** Null where there are none any more. */
  private stored: Stored | null

  constructor(stored: Stored) {
    this.stored = stored.tail.some(({ by }) => by !== SERVER_OWNER) ? stored : null
  }

  /** Whether something may be owed that nobody has asked for yet. */
  get areOpen(): boolean {
    return this.stored !== null
  }

  /** What is to be written, once; what is there already, or was written over since, is left alone by whoever writes it. */
  take(): Due | null {
    const { stored } = this
    this.stored = null
    return stored && { columns: true, rows: [], corrections: wrongNamesIn(stored) }
  }
}
