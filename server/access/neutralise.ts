/**
 * What takes the place of a refused update: garbage of the same length, so that the clocks of its sender go on and the
 * sender's later changes are not held back for ever, while nothing of the refused content gets in [AC12].
 */
import * as encoding from 'lib0/encoding'
import type * as Y from 'yjs'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { stateOf } from './lookup.ts'
import { readUpdate } from './wire.ts'

export interface NeutraliseLimits extends Limits {
  /** Most clocks that may be filled in one update, over all its clients. */
  maxLength: number
}

const DEFAULTS: NeutraliseLimits = { ...DEFAULT_LIMITS, maxLength: 4 << 20 }

interface Range {
  client: number
  clock: number
  length: number
}

/** The clocks that an update uses up under one client id. */
export interface Span {
  readonly client: number
  readonly clock: number
  readonly end: number
}

/** The clocks of an update; null where it cannot be read. Total on any bytes. */
export const spansOf = (update: Uint8Array, limits: Limits = DEFAULTS): Span[] | null => {
  if (update.byteLength > limits.bytes) return null
  try {
    const { blocks } = readUpdate(update, limits)
    return blocks.map(({ client, clock, structs }) => ({ client, clock, end: structs.at(-1)?.end ?? clock }))
  } catch {
    // Unreadable: there is no clock to fill, and the caller learns it from the null.
    return null
  }
}

/**
 * The clocks that the document does not know; those of other clients are left alone; null where filling would leave a gap, or
 * bring more ids of nobody's than may come [AC24].
 */
const unknownRanges = (doc: Y.Doc, spans: readonly Span[], limits: NeutraliseLimits): Range[] | null => {
  const ranges: Range[] = []
  let total = 0
  let strangers = 0
  for (const { client, clock, end } of spans) {
    const state = stateOf(doc, client)
    const length = end - state
    // What others have yet to bring must find their clocks free.
    if (length <= 0 || !limits.ownsClient(client)) continue
    total += length
    if (clock > state || total > limits.maxLength) return null
    if (state === 0 && !limits.ownsClient(client, true) && ++strangers > limits.strangers) return null
    ranges.push({ client, clock: state, length })
  }
  return ranges
}

const encodeGarbage = (ranges: readonly Range[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, ranges.length)
    for (const { client, clock, length } of ranges) {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      // A GC struct: info 0, then its length.
      encoding.writeUint8(encoder, 0)
      encoding.writeVarUint(encoder, length)
    }
    encoding.writeVarUint(encoder, 0)
  })

/**
 * The update to apply (and log, and send on) instead of a refused one, given as its bytes or as its clocks. Null where
 * there is nothing to fill or the update cannot be read, has nothing of its sender's (`ownsClient`), is too long
 * (`maxLength`) or brings too many ids (`strangers`): end the connection then, for what the sender writes next cannot be taken in. Deletions of the refused
 * update are dropped. Total on any bytes.
 */
export const neutralise = (
  doc: Y.Doc,
  update: Uint8Array | readonly Span[],
  limits?: Partial<NeutraliseLimits>,
): Uint8Array | null => {
  const all = limits === undefined ? DEFAULTS : { ...DEFAULTS, ...limits }
  const spans = update instanceof Uint8Array ? spansOf(update, all) : update
  const ranges = spans === null ? null : unknownRanges(doc, spans, all)
  return ranges === null || ranges.length === 0 ? null : encodeGarbage(ranges)
}
