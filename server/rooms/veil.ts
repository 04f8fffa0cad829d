/**
 * The document as those see it who may not read comments: what lies under a hidden root is garbage of the same length, so
 * that clocks go on and everything else stays live [GV1]; so are remarks about sections, and which other plans the plan and
 * its rows were made of [GB1]. Owns what is hidden and the encoding without them; who
 * is sent what when is the room's. Denies by default: what has no known place is left out, too.
 *
 * Reads Yjs internals (`store`, `share`, struct encoding V1) of the pinned version.
 */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { can } from '../../shared/permissions.ts'
import { type Root, isConfidential, rowsOf, serverOf } from '../../shared/plan/schema.ts'
import { DEFAULT_LIMITS } from '../access/limits.ts'
import { placeOf } from '../access/place.ts'
import { readUpdate } from '../access/wire.ts'
import type { Member } from './session.ts'

const HIDDEN: readonly Root[] = ['threads', 'messages']

/** Whether comments are kept from the member, as it is now. */
export const isVeiled = ({ session }: Member): boolean => !can(session.identity, 'comments.read')

const withoutDeletions = (update: Uint8Array): Uint8Array => {
  try {
    const { deletionsAt } = readUpdate(update, DEFAULT_LIMITS)
    return Buffer.concat([update.subarray(0, deletionsAt), NO_DELETIONS])
  } catch {
    // Nothing that can be read: it is refused as it came.
    return update
  }
}

const NO_DELETIONS = Uint8Array.of(0)

/**
 * What a member's answer to our step 1 is taken for. What is veiled looks deleted to its sender, and the whole difference
 * says so; they may delete nothing, so its deletions are not looked at [GV3].
 */
export const heardFrom = (member: Member, update: Uint8Array, answers: boolean): Uint8Array =>
  answers && isVeiled(member) ? withoutDeletions(update) : update

/** Whether one of its fields is kept from guests, or ever was. A loop, for plans have thousands of rows. */
const hasConfidential = (root: Root, { _map }: Y.Map<unknown>): boolean => {
  for (const field of _map.keys()) if (isConfidential(root, field)) return true
  return false
}

/** Whether the document has, or ever had, anything that must be veiled. */
export const hasVeiled = (doc: Y.Doc): boolean =>
  HIDDEN.some((name) => {
    const root = doc.share.get(name)
    return root !== undefined && (root._map.size > 0 || root._start !== null)
  }) ||
  hasConfidential('srv', serverOf(doc)) ||
  [...rowsOf(doc).values()].some((row) => hasConfidential('rows', row))

type Struct = Y.Item | Y.GC

const isShown = (struct: Struct): struct is Y.Item => {
  if (!(struct instanceof Y.Item) || !(struct.parent instanceof Y.AbstractType)) return false
  const { shape, root } = placeOf(struct.parent)
  const isField = shape === 'flat' || shape === 'entity'
  if (isField && isConfidential(root, struct.parentSub ?? '')) return false
  return shape !== 'alien' && !HIDDEN.includes(root)
}

/** Clocks of one client: `start` included, `end` not. */
interface Span {
  readonly client: number
  readonly start: number
  readonly end: number
}

/** The structs that hold these clocks: items that are shown, and lengths of garbage. */
const partsOf = (doc: Y.Doc, { client, start, end }: Span): (Y.Item | number)[] => {
  const structs = doc.store.clients.get(client) ?? []
  const parts: (Y.Item | number)[] = []
  for (let index = Y.findIndexSS(structs, start); index < structs.length; index++) {
    const struct = structs[index]
    if (struct === undefined || struct.id.clock >= end) break
    const last = parts.at(-1)
    const length = struct.id.clock + struct.length - Math.max(start, struct.id.clock)
    if (isShown(struct)) parts.push(struct)
    else if (typeof last === 'number') parts[parts.length - 1] = last + length
    else parts.push(length)
  }
  return parts
}

const writeSpan = (encoder: Y.UpdateEncoderV1, doc: Y.Doc, span: Span): void => {
  const parts = partsOf(doc, span)
  encoding.writeVarUint(encoder.restEncoder, parts.length)
  encoder.writeClient(span.client)
  encoding.writeVarUint(encoder.restEncoder, span.start)
  for (const part of parts) {
    if (typeof part !== 'number') {
      part.write(encoder, Math.max(0, span.start - part.id.clock))
      continue
    }
    // A GC struct: info 0, then its length.
    encoder.writeInfo(0)
    encoder.writeLen(part)
  }
}

type Deletions = ReturnType<typeof Y.createDeleteSetFromStructStore>

const writeDeletions = (encoder: Y.UpdateEncoderV1, { clients }: Deletions): void => {
  encoding.writeVarUint(encoder.restEncoder, clients.size)
  for (const [client, ranges] of clients) {
    encoding.writeVarUint(encoder.restEncoder, client)
    encoding.writeVarUint(encoder.restEncoder, ranges.length)
    for (const { clock, len } of ranges) {
      encoder.writeDsClock(clock)
      encoder.writeDsLen(len)
    }
  }
}

const encode = (doc: Y.Doc, spans: readonly Span[], deletions: Deletions): Uint8Array => {
  const encoder = new Y.UpdateEncoderV1()
  // Higher client ids first, as Yjs does: it integrates in one go then.
  const sorted = spans.toSorted((a, b) => b.client - a.client)
  encoding.writeVarUint(encoder.restEncoder, sorted.length)
  for (const span of sorted) writeSpan(encoder, doc, span)
  writeDeletions(encoder, deletions)
  return encoder.toUint8Array()
}

/**
 * What the document has beyond a state vector, and all its deletions, as `Y.encodeStateAsUpdate` (V1), without what is
 * veiled. Of deletions it has ids alone.
 */
export const veiledState = (doc: Y.Doc, stateVector?: Uint8Array): Uint8Array => {
  const known = stateVector === undefined ? new Map<number, number>() : Y.decodeStateVector(stateVector)
  const spans: Span[] = []
  for (const client of doc.store.clients.keys()) {
    const span = { client, start: known.get(client) ?? 0, end: Y.getState(doc.store, client) }
    if (span.start < span.end) spans.push(span)
  }
  return encode(doc, spans, Y.createDeleteSetFromStructStore(doc.store))
}

const spansOf = (doc: Y.Doc, updates: readonly ReturnType<typeof Y.decodeUpdate>[]): Span[] => {
  const spans = new Map<number, Span>()
  for (const { id, length } of updates.flatMap(({ structs }) => structs)) {
    const { client, clock } = id
    const { start, end } = spans.get(client) ?? { start: clock, end: 0 }
    const upTo = Math.min(Y.getState(doc.store, client), Math.max(end, clock + length))
    spans.set(client, { client, start: Math.min(start, clock), end: upTo })
  }
  return [...spans.values()].filter(({ start, end }) => start < end)
}

/**
 * The updates that bring to others what `updates` did, without what is veiled: these very updates where there is nothing
 * of it in them. To be called when they are in the document. What became garbage meanwhile is written as such.
 */
export const veiledUpdates = (doc: Y.Doc, updates: readonly Uint8Array[]): readonly Uint8Array[] => {
  const decoded = updates.map((update) => Y.decodeUpdate(update))
  const spans = spansOf(doc, decoded)
  const isPlain = spans.every((span) => partsOf(doc, span).every((part) => typeof part !== 'number'))
  if (isPlain) return updates
  return [encode(doc, spans, Y.mergeDeleteSets(decoded.map(({ ds }) => ds)))]
}
