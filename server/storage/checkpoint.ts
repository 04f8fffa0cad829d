/**
 * A checkpoint of a document: its state in the forms in which it is stored and sent.
 * Owns encoding and compression; must not know where it is kept.
 */
import { promisify } from 'node:util'
import { constants, deflateRaw } from 'node:zlib'
import * as Y from 'yjs'
import { encodeSyncUpdate } from '../../shared/protocol.ts'
import type { Checkpoint } from './storage.ts'

const deflate = promisify(deflateRaw)

/** Below this a message is sent as it is (SPEED: compressing costs more than it saves). */
const MIN_DEFLATED_BYTES = 1024
/** What a flush leaves at the end and permessage-deflate leaves out (RFC 7692, 7.2.1). */
const FLUSH_TAIL_BYTES = 4
const LEVEL = 6

/** `message` as the payload of a compressed WebSocket message without context takeover; null where it is small. */
export const deflateMessage = async (message: Uint8Array): Promise<Uint8Array | null> => {
  if (message.length < MIN_DEFLATED_BYTES) return null
  const flushed = await deflate(message, { level: LEVEL, memLevel: 9, finishFlush: constants.Z_SYNC_FLUSH })
  return flushed.subarray(0, flushed.length - FLUSH_TAIL_BYTES)
}

/** A document's state as it is encoded. */
export interface EncodedState {
  stateVector: Uint8Array
  /** As a V2 update. */
  stateV2: Uint8Array
  /** As a V1 update. */
  update: Uint8Array
}

/** The checkpoint of an encoded state; `seq`, `clients` as of `makeCheckpoint`. */
export const packCheckpoint = async (
  { stateVector, stateV2, update }: EncodedState,
  seq: number,
  clients: Uint8Array | null,
): Promise<Checkpoint> => {
  const deflatedUpdate = await deflateMessage(encodeSyncUpdate(update))
  return { seq, stateVector, stateV2, deflatedUpdate, clients }
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
    update: Y.encodeStateAsUpdate(doc),
  }
  return packCheckpoint(state, seq, clients)
}
