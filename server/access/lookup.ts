/**
 * Finds structs by id: in the document's store as it is at this moment (also inside a running transaction), else in the
 * update. Owns searching alone. Reads `doc.store` of the pinned Yjs.
 */
import * as Y from 'yjs'
import { refuse } from './refusal.ts'
import type { Block, RawUpdate, Struct } from './wire.ts'

export type Known = Y.Item | Y.GC

/** A struct that an id points into; exactly one of the two is set. */
export type Found =
  { readonly known: Known; readonly fresh: null } | { readonly known: null; readonly fresh: Struct }

/** The next clock that the document expects of a client. */
export const stateOf = (doc: Y.Doc, client: number): number => Y.getState(doc.store, client)

/** The document's struct that holds a clock below the client's state. */
export const knownAt = (doc: Y.Doc, client: number, clock: number): Known => {
  const structs = doc.store.clients.get(client)
  const struct = structs?.[Y.findIndexSS(structs, clock)]
  return struct ?? refuse('missing', `${client}:${clock}`)
}

const search = (structs: readonly Struct[], clock: number): Struct | null => {
  let low = 0
  let high = structs.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const struct = structs[middle]
    if (struct === undefined) return null
    if (clock < struct.clock) high = middle - 1
    else if (clock >= struct.end) low = middle + 1
    else return struct
  }
  return null
}

/** The document and the update together. */
export class Lookup {
  readonly doc: Y.Doc
  readonly blocks = new Map<number, Block>()

  constructor(doc: Y.Doc, update: RawUpdate) {
    this.doc = doc
    for (const block of update.blocks) this.blocks.set(block.client, block)
  }

  find(client: number, clock: number): Found {
    if (clock < stateOf(this.doc, client)) return { known: knownAt(this.doc, client, clock), fresh: null }
    const fresh = search(this.blocks.get(client)?.structs ?? [], clock)
    return fresh === null ? refuse('missing', `${client}:${clock}`) : { known: null, fresh }
  }

  /** Where the client's clock will stand after the update. */
  endOf(client: number): number {
    return this.blocks.get(client)?.structs.at(-1)?.end ?? stateOf(this.doc, client)
  }
}
