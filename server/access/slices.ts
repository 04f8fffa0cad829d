/**
 * A large update → small ones that come to the same, so that it can be integrated a few milliseconds at a time
 * [LP1–LP3]. Structs go in the order in which Yjs would integrate them, as the bytes that they are; deletions follow,
 * what stands in something before the thing itself. Owns the cutting alone. Must not change the document.
 */
import * as encoding from 'lib0/encoding'
import type * as Y from 'yjs'
import { causalOrder } from './causal.ts'
import { contentOf, eachDeleted } from './deletions.ts'
import type { Limits } from './limits.ts'
import { Lookup } from './lookup.ts'
import { type Struct, readUpdate } from './wire.ts'

/** How much a slice may hold. */
export interface SliceSize {
  /** Structs, or items that are deleted. */
  readonly items: number
  /** Bytes of structs; a struct that is larger goes alone. */
  readonly bytes: number
}

/** Some 5 ms of Yjs's work at most where every struct splits another one in a plan of 2,000 rows. */
export const SLICE: SliceSize = { items: 50, bytes: 1 << 16 }

/** By client, highest first: `mergeUpdates` takes that order for granted. */
const byClient = <T extends { readonly client: number }>(all: readonly T[]): Map<number, T[]> => {
  const groups = new Map<number, T[]>()
  for (const one of all) {
    const group = groups.get(one.client)
    if (group === undefined) groups.set(one.client, [one])
    else group.push(one)
  }
  return new Map([...groups].sort(([a], [b]) => b - a))
}

const encodeStructs = (update: Uint8Array, structs: readonly Struct[]): Uint8Array => {
  const groups = byClient(structs)
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, groups.size)
    for (const [client, [first, ...rest]] of groups) {
      if (first === undefined) continue
      encoding.writeVarUint(encoder, 1 + rest.length)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, first.clock)
      // One client's structs lie side by side in the update, and keep their order.
      encoding.writeUint8Array(encoder, update.subarray(first.from, (rest.at(-1) ?? first).to))
    }
    encoding.writeVarUint(encoder, 0)
  })
}

/** The structs of an update that `inspect` let in, cut for `doc`, which knows none of them yet. */
export const sliceStructs = (doc: Y.Doc, update: Uint8Array, limits: Limits, size = SLICE): Uint8Array[] => {
  const slices: Uint8Array[] = []
  let structs: Struct[] = []
  let bytes = 0
  const close = (): void => {
    if (structs.length > 0) slices.push(encodeStructs(update, structs))
    structs = []
    bytes = 0
  }
  for (const struct of causalOrder(new Lookup(doc, readUpdate(update, limits)))) {
    const length = struct.to - struct.from
    if (structs.length >= size.items || bytes + length > size.bytes) close()
    structs.push(struct)
    bytes += length
  }
  close()
  return slices
}

interface Piece {
  readonly client: number
  readonly from: number
  readonly to: number
}

const encodePieces = (pieces: readonly Piece[]): Uint8Array => {
  const groups = byClient(pieces)
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarUint(encoder, groups.size)
    for (const [client, deleted] of groups) {
      deleted.sort((a, b) => a.from - b.from)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, deleted.length)
      for (const { from, to } of deleted) {
        encoding.writeVarUint(encoder, from)
        encoding.writeVarUint(encoder, to - from)
      }
    }
  })
}

const NO_STRUCTS = { blocks: [], deletions: [], deletionsAt: 0 }

/** What an update deletes of `doc`, which holds its structs and has not seen its deletions. */
export const sliceDeletions = (
  doc: Y.Doc,
  update: Uint8Array,
  limits: Limits,
  size = SLICE,
): Uint8Array[] => {
  const pieces: Piece[] = []
  const taken = new Set<Y.Item>()
  const take = (item: Y.Item, from: number, to: number): void => {
    if (taken.has(item)) return
    if (to - from === item.length) taken.add(item)
    pieces.push({ client: item.id.client, from, to })
  }
  eachDeleted(new Lookup(doc, NO_STRUCTS), readUpdate(update, limits).deletions, (item, from, to) => {
    // From the inside out: deleting the outermost alone would take everything in it at one stroke.
    for (const child of contentOf(item).reverse()) take(child, child.id.clock, child.id.clock + child.length)
    take(item, from, to)
  })
  const slices: Uint8Array[] = []
  for (let at = 0; at < pieces.length; at += size.items) {
    slices.push(encodePieces(pieces.slice(at, at + size.items)))
  }
  return slices
}
