/**
 * A checkpoint of a document: its state in the forms in which it is stored and sent.
 * Owns encoding and compression; must not know where it is kept.
 */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { type DeflateRaw, constants, createDeflateRaw } from 'node:zlib'
import * as Y from 'yjs'
import { schemaOf } from '../../shared/plan/schema.ts'
import { syncUpdateHead } from '../../shared/protocol.ts'
import type { Checkpoint } from './storage.ts'

/** Below this a message is sent as it is (SPEED: compressing costs more than it saves). */
const MIN_DEFLATED_BYTES = 1024
/** What a flush leaves at the end and permessage-deflate leaves out (RFC 7692, 7.2.1). */
const FLUSH_TAIL_BYTES = 4
const LEVEL = 6

const flushingDeflate = (): DeflateRaw =>
  createDeflateRaw({ level: LEVEL, memLevel: 9, finishFlush: constants.Z_SYNC_FLUSH })

/** The pieces as one stream of raw deflate, flushed; each is let go once it is in. */
const flushedDeflate = async (pieces: readonly Uint8Array[]): Promise<Buffer> => {
  const stream = flushingDeflate()
  const written = pipeline(Readable.from(pieces), stream)
  const [flushed] = await Promise.all([buffer(stream), written])
  return flushed
}

/** A message, in pieces, as the payload of a compressed WebSocket message without context takeover; null where it is small. */
export const deflateMessage = async (...pieces: readonly Uint8Array[]): Promise<Uint8Array | null> => {
  if (lengthOf(pieces) < MIN_DEFLATED_BYTES) return null
  const flushed = await flushedDeflate(pieces)
  return flushed.subarray(0, flushed.length - FLUSH_TAIL_BYTES)
}

const lengthOf = (pieces: readonly Uint8Array[]): number =>
  pieces.reduce((sum, { length }) => sum + length, 0)

/** A checkpoint of a document of `schema`. */
export const checkpointIn = (schema: number, parts: Omit<Checkpoint, 'schema'>): Checkpoint => ({
  ...parts,
  ...(schema > 1 && { schema }),
})

/**
 * A V1 update that is deflated while it is written, so that it never lies in memory: what leads it says how much follows, is known last,
 * and stands before it as a stream of its own.
 */
export class DeflatingUpdate {
  readonly #stream = flushingDeflate()
  readonly #packed = buffer(this.#stream)
  #bytes = 0
  #taken: Promise<void> = Promise.resolve()

  constructor() {
    // Whoever finishes hears of it.
    this.#packed.catch(() => undefined)
  }

  /** Fulfilled when what came before it was taken in. */
  async add(piece: Uint8Array): Promise<void> {
    await this.#taken
    this.#bytes += piece.length
    this.#taken = new Promise((resolve, reject) =>
      this.#stream.write(piece, (error) => (error ? reject(error) : resolve())),
    )
    // Whoever adds the next piece or finishes hears of it.
    this.#taken.catch(() => undefined)
  }

  /** The whole message, its `lead` before what was added; null where it is small. Nothing is added after it. */
  async finish(lead: Uint8Array): Promise<Uint8Array | null> {
    await this.#taken
    this.#stream.end()
    const packed = await this.#packed
    const head = Uint8Array.from(syncUpdateHead(lead.length + this.#bytes))
    if (head.length + lead.length + this.#bytes < MIN_DEFLATED_BYTES) return null
    const before = await flushedDeflate([head, lead])
    return Buffer.concat([before, packed.subarray(0, packed.length - FLUSH_TAIL_BYTES)])
  }
}

/**
 * The checkpoint of `doc` at log position `seq`. The state is taken before it returns; only compression goes on
 * afterwards, on the thread pool. `clients` says whose client ids are whose. Throws where the document lacks something that its content depends on.
 */
export const makeCheckpoint = async (
  doc: Y.Doc,
  seq: number,
  clients: Uint8Array | null = null,
): Promise<Checkpoint> => {
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
    throw new Error('a document with gaps makes no checkpoint')
  const [stateVector, stateV2] = [Y.encodeStateVector(doc), Y.encodeStateAsUpdateV2(doc)]
  const update = Y.encodeStateAsUpdate(doc)
  const schema = schemaOf(doc)
  const deflatedUpdate = await deflateMessage(Uint8Array.from(syncUpdateHead(update.length)), update)
  return checkpointIn(schema, { seq, stateVector, stateV2, deflatedUpdate, clients })
}
