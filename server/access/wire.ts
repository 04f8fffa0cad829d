/**
 * An update in V1 encoding → plain structs, strictly: what this reader accepts, Yjs reads in the same way, and the other
 * way round nothing is guessed (skips, sub-documents, binary, embeds and JSON arrays are refused, since no plan has
 * them) [AC1]. Knows nothing of documents.
 *
 * Follows yjs 13.6.33 (`readClientsStructRefs`, `readItemContent`): the version is pinned, `tests/fuzz/inspect*` gates
 * an upgrade.
 */
import type { Limits } from './limits.ts'
import type { Place, TypeKind } from './place.ts'
import { Reader, readValue } from './reader.ts'
import { refuse } from './refusal.ts'

/** Content of an item, by the names of Yjs's classes. */
export type Content =
  | { kind: 'deleted' }
  | { kind: 'string' }
  | { kind: 'format'; key: string; value: unknown }
  | { kind: 'type'; type: TypeKind; name: string | null }
  | { kind: 'any'; values: readonly unknown[] }

/** An item or GC of an update. Ids are two numbers; a client of -1 means that there is none. */
export class Struct {
  readonly client: number
  readonly clock: number
  length = 0
  /** Null: a GC struct. */
  content: Content | null = null
  originClient = -1
  originClock = 0
  rightClient = -1
  rightClock = 0
  parentRoot: string | null = null
  parentClient = -1
  parentClock = 0
  /** Key in the parent, as written; replaced by the neighbour's where Yjs copies it from there. */
  sub: string | null = null
  /** Where it will stand; null when it will become garbage. Set by `resolve.ts`. */
  place: Place | null = null
  /** Whether the update deletes all of it again. */
  dead = false
  /** Where it begins in the update's bytes, and where the next one does. */
  readonly from: number
  to = 0

  constructor(client: number, clock: number, from: number) {
    this.client = client
    this.clock = clock
    this.from = from
  }

  get end(): number {
    return this.clock + this.length
  }
}

/** The structs of one client, without holes. */
export interface Block {
  readonly client: number
  readonly clock: number
  readonly structs: readonly Struct[]
}

/** Deleted clocks of one client: starts and lengths alternate, ascending and without overlap. */
export interface Deletions {
  readonly client: number
  readonly ranges: readonly number[]
}

export interface RawUpdate {
  readonly blocks: readonly Block[]
  readonly deletions: readonly Deletions[]
  /** Where the delete set begins in the bytes. */
  readonly deletionsAt: number
}

const DELETED: Content = { kind: 'deleted' }
const STRING: Content = { kind: 'string' }
const MAP: Content = { kind: 'type', type: 'map', name: null }
const FRAGMENT: Content = { kind: 'type', type: 'fragment', name: null }
const TEXT: Content = { kind: 'type', type: 'text', name: null }

/** Bits of an item's first byte. */
const HAS_ORIGIN = 128
const HAS_RIGHT = 64
const HAS_SUB = 32
const CONTENT_BITS = 31
const SKIP = 10

const readType = (reader: Reader, limits: Limits): Content => {
  const ref = reader.uint()
  if (ref === 1) return MAP
  if (ref === 3) return { kind: 'type', type: 'element', name: reader.text(limits.keyLength) }
  if (ref === 4) return FRAGMENT
  if (ref === 6) return TEXT
  return refuse('content-kind', `type ${ref}`)
}

const readFormat = (reader: Reader, limits: Limits): Content => {
  const key = reader.text(limits.keyLength)
  const json = reader.text(limits.jsonLength)
  const value: unknown = json === 'null' ? null : JSON.parse(json)
  return { kind: 'format', key, value }
}

const readValues = (reader: Reader, limits: Limits): Content => {
  const values: unknown[] = []
  for (let left = reader.count(1); left > 0; left--) values.push(readValue(reader, limits))
  return { kind: 'any', values }
}

const readContent = (reader: Reader, limits: Limits, struct: Struct, ref: number): void => {
  struct.length = 1
  if (ref === 1) {
    struct.content = DELETED
    struct.length = reader.uint()
  } else if (ref === 4) {
    struct.content = STRING
    struct.length = reader.text(limits.textLength).length
  } else if (ref === 6) struct.content = readFormat(reader, limits)
  else if (ref === 7) struct.content = readType(reader, limits)
  else if (ref === 8) {
    const content = readValues(reader, limits)
    struct.content = content
    struct.length = content.kind === 'any' ? content.values.length : 0
  } else refuse('content-kind', `content ${ref}`)
}

const readParent = (reader: Reader, limits: Limits, struct: Struct, info: number): void => {
  const named = reader.uint()
  if (named === 1) struct.parentRoot = reader.text(limits.keyLength)
  else if (named === 0) {
    struct.parentClient = reader.uint()
    struct.parentClock = reader.uint()
  } else refuse('malformed', 'parent')
  if ((info & HAS_SUB) > 0) struct.sub = reader.text(limits.keyLength)
}

const readStruct = (reader: Reader, limits: Limits, client: number, clock: number): Struct => {
  const struct = new Struct(client, clock, reader.pos)
  const info = reader.byte()
  if ((info & CONTENT_BITS) === SKIP) refuse('gap', `skip of ${client}`)
  if (info === 0) struct.length = reader.uint()
  else {
    if ((info & HAS_ORIGIN) > 0) {
      struct.originClient = reader.uint()
      struct.originClock = reader.uint()
    }
    if ((info & HAS_RIGHT) > 0) {
      struct.rightClient = reader.uint()
      struct.rightClock = reader.uint()
    }
    if ((info & (HAS_ORIGIN | HAS_RIGHT)) === 0) readParent(reader, limits, struct, info)
    readContent(reader, limits, struct, info & CONTENT_BITS)
  }
  struct.to = reader.pos
  if (struct.length < 1) refuse('malformed', 'empty struct')
  return struct.end <= limits.clock ? struct : refuse('too-large', 'clock')
}

const readBlocks = (reader: Reader, limits: Limits): Block[] => {
  const blocks: Block[] = []
  const seen = new Set<number>()
  let total = 0
  const count = reader.count(3)
  if (count > limits.clients) refuse('too-large', 'clients')
  for (let left = count; left > 0; left--) {
    const size = reader.count(2)
    total += size
    if (total > limits.structs) refuse('too-costly', 'structs')
    if (size === 0) refuse('malformed', 'empty section')
    const client = reader.uint()
    if (seen.has(client)) refuse('client-twice', String(client))
    seen.add(client)
    const first = reader.uint()
    const structs: Struct[] = []
    for (let clock = first; structs.length < size;) {
      const struct = readStruct(reader, limits, client, clock)
      structs.push(struct)
      clock = struct.end
    }
    blocks.push({ client, clock: first, structs })
  }
  return blocks
}

const readRanges = (reader: Reader, size: number): number[] => {
  const ranges: number[] = []
  let end = 0
  for (let left = size; left > 0; left--) {
    const clock = reader.uint()
    const length = reader.uint()
    // Yjs sorts and merges before it writes; overlapping ranges are a way to make the server walk in circles.
    // Said of what is right, not of what is wrong: nothing that is no number passes.
    if (!(length >= 1 && clock >= end)) refuse('malformed', 'delete range')
    end = clock + length
    ranges.push(clock, length)
  }
  return ranges
}

const readDeletions = (reader: Reader, limits: Limits): Deletions[] => {
  const deletions: Deletions[] = []
  const seen = new Set<number>()
  let total = 0
  for (let left = reader.count(2); left > 0; left--) {
    const client = reader.uint()
    if (seen.has(client)) refuse('client-twice', String(client))
    seen.add(client)
    const size = reader.count(2)
    total += size
    if (total > limits.deleteRanges) refuse('too-costly', 'delete ranges')
    deletions.push({ client, ranges: readRanges(reader, size) })
  }
  return deletions
}

/** Reads an update; throws a Refusal (or a decoder's error) on anything that is not one. */
export const readUpdate = (update: Uint8Array, limits: Limits): RawUpdate => {
  const reader = new Reader(update)
  const blocks = readBlocks(reader, limits)
  const deletionsAt = reader.pos
  const deletions = readDeletions(reader, limits)
  return reader.left === 0 ? { blocks, deletions, deletionsAt } : refuse('malformed', 'trailing bytes')
}
