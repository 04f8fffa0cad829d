/**
 * What of a whole difference is its sender's own [AC18]. After a crash of the server everybody brings back what the server
 * had sent them and lost; others' words among it are for those others to bring. Must not change the document.
 */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { Limits } from './limits.ts'
import { stateOf } from './lookup.ts'
import { type Deletions, type RawUpdate, readUpdate } from './wire.ts'

export interface Ownership {
  isOwn: (client: number) => boolean
  /** Whether the sender may delete this item of the document. */
  mayDelete: (item: Y.Item) => boolean
}

/** The update without what is known, and without structs of others. */
const withoutOthers = (doc: Y.Doc, update: Uint8Array, raw: RawUpdate, isOwn: Ownership['isOwn']) => {
  const stateVector = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, raw.blocks.length)
    for (const { client, clock, structs } of raw.blocks) {
      const end = structs.at(-1)?.end ?? clock
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, isOwn(client) ? stateOf(doc, client) : end)
    }
  })
  return Y.diffUpdate(update, stateVector)
}

/** The parts of a range that the sender may delete: starts and lengths. */
const cutRange = (
  structs: readonly (Y.Item | Y.GC)[],
  from: number,
  to: number,
  own: Ownership,
): number[] => {
  const kept: number[] = []
  let start = from
  const last = structs.at(-1)
  const state = last === undefined ? 0 : last.id.clock + last.length
  if (from < state) {
    for (let index = Y.findIndexSS(structs as (Y.Item | Y.GC)[], from); index < structs.length; index++) {
      const struct = structs[index]
      if (struct === undefined || struct.id.clock >= to) break
      if (!(struct instanceof Y.Item) || struct.deleted || own.mayDelete(struct)) continue
      if (struct.id.clock > start) kept.push(start, struct.id.clock - start)
      start = Math.min(to, struct.id.clock + struct.length)
    }
  }
  if (to > start) kept.push(start, to - start)
  return kept
}

const cutDeletions = (doc: Y.Doc, rest: RawUpdate, own: Ownership): Deletions[] =>
  rest.deletions.flatMap(({ client, ranges }) => {
    const block = rest.blocks.find((one) => one.client === client)
    const end = block?.structs.at(-1)?.end ?? stateOf(doc, client)
    const structs = doc.store.clients.get(client) ?? []
    const kept: number[] = []
    for (let at = 0; at < ranges.length; at += 2) {
      const from = ranges[at] ?? 0
      const to = Math.min(end, from + (ranges[at + 1] ?? 0))
      if (to > from) kept.push(...cutRange(structs, from, to, own))
    }
    return kept.length > 0 ? [{ client, ranges: kept }] : []
  })

const encodeDeletions = (deletions: readonly Deletions[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, deletions.length)
    for (const { client, ranges } of deletions) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, ranges.length / 2)
      for (const number of ranges) encoding.writeVarUint(encoder, number)
    }
  })

/** The sender's own part of an update that `inspect` could read; throws a Refusal where nobody can. */
export const ownPart = (doc: Y.Doc, update: Uint8Array, limits: Limits, own: Ownership): Uint8Array => {
  const rest = withoutOthers(doc, update, readUpdate(update, limits), own.isOwn)
  const raw = readUpdate(rest, limits)
  const deletions = encodeDeletions(cutDeletions(doc, raw, own))
  const structs = rest.subarray(0, raw.deletionsAt)
  const part = new Uint8Array(structs.length + deletions.length)
  part.set(structs)
  part.set(deletions, structs.length)
  return part
}
