/**
 * A checkpoint of a document: its state in the forms in which it is stored and sent.
 * Owns encoding and compression; must not know where it is kept.
 */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { constants, createDeflateRaw } from 'node:zlib'
import * as Y from 'yjs'
import { schemaOf } from '../../shared/plan/schema.ts'
import { syncUpdateHead } from '../../shared/protocol.ts'
import type { Checkpoint } from './storage.ts'

/** Below this a message is sent as it is (SPEED: compressing costs more than it saves). */
const MIN_DEFLATED_BYTES = 1024
/** What a flush leaves at the end and permessage-deflate leaves out (RFC 7692, 7.2.1). */
const FLUSH_TAIL_BYTES = 4
const LEVEL = 6

/** The pieces as one stream of raw deflate, flushed; each is let go once it is in. */
const flushedDeflate = async (pieces: readonly Uint8Array[]): Promise<Buffer> => {
  const stream = createDeflateRaw({ level: LEVEL, memLevel: 9, finishFlush: constants.Z_SYNC_FLUSH })
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

/** A document's state as it is encoded. */
export interface EncodedState {
  stateVector: Uint8Array
  /** As a V2 update. */
  stateV2: Uint8Array
  /** As a V1 update, in pieces. */
  update: readonly Uint8Array[]
}

/** The checkpoint of an encoded state of a document of `schema`; `seq`, `clients` as of `makeCheckpoint`. */
export const packCheckpoint = async (
  { stateVector, stateV2, update }: EncodedState,
  { seq, clients, schema }: Pick<Checkpoint, 'seq' | 'clients'> & { schema: number },
): Promise<Checkpoint> => {
  const head = Uint8Array.from(syncUpdateHead(lengthOf(update)))
  const deflatedUpdate = await deflateMessage(head, ...update)
  return { seq, stateVector, stateV2, deflatedUpdate, clients, ...(schema > 1 && { schema }) }
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
  const state = {
    stateVector: Y.encodeStateVector(doc),
    stateV2: Y.encodeStateAsUpdateV2(doc),
    update: [Y.encodeStateAsUpdate(doc)],
  }
  return packCheckpoint(state, { seq, clients, schema: schemaOf(doc) })
}
