/**
 * One incoming WebSocket message → what its sender wants. Pure and total: any bytes have an intent.
 * Must not look at the document or at the sender.
 */
import * as decoding from 'lib0/decoding'
import {
  type Hello,
  MESSAGE_AUTH,
  MESSAGE_AWARENESS,
  MESSAGE_CARRY,
  MESSAGE_HELLO,
  MESSAGE_QUERY_AWARENESS,
  MESSAGE_RESUME,
  MESSAGE_SYNC,
  SYNC_STEP_1,
  SYNC_STEP_2,
  SYNC_UPDATE,
  readHello,
} from '../../shared/protocol.ts'
import { isStateVector } from './state-vector.ts'

export type Intent =
  | { kind: 'hello'; hello: Hello }
  | { kind: 'step-1'; stateVector: Uint8Array }
  /** A step 2 (`answers`) or an update: both bring changes, and both are counted for the ack. */
  | { kind: 'update'; update: Uint8Array; answers: boolean }
  | { kind: 'awareness'; update: Uint8Array }
  | { kind: 'query-awareness' }
  /** Who comes back from a past epoch, and what they bring. */
  | { kind: 'resume'; epoch: string }
  | { kind: 'carry'; update: Uint8Array }
  /** A message number that this server does not know: ignored, as the stock protocol does. */
  | { kind: 'unknown' }
  | { kind: 'malformed' }

const readSync = (decoder: decoding.Decoder): Intent => {
  const step = decoding.readVarUint(decoder)
  if (step !== SYNC_STEP_1 && step !== SYNC_STEP_2 && step !== SYNC_UPDATE) return { kind: 'malformed' }
  const payload = decoding.readVarUint8Array(decoder)
  if (step === SYNC_STEP_1) {
    return isStateVector(payload) ? { kind: 'step-1', stateVector: payload } : { kind: 'malformed' }
  }
  return { kind: 'update', update: payload, answers: step === SYNC_STEP_2 }
}

/**
 * What brings no changes is short, also what this server does not know: a compressed frame of 16 KiB can be 16 MiB of it, which
 * costs the threads that the disk works with, and would never be refused [AL8].
 */
export const MAX_CHATTER_BYTES = 256 * 1024

const read = (decoder: decoding.Decoder): Intent => {
  const number = decoding.readVarUint(decoder)
  const bringsChanges = number === MESSAGE_SYNC || number === MESSAGE_CARRY
  if (!bringsChanges && decoder.arr.length > MAX_CHATTER_BYTES) return { kind: 'malformed' }
  switch (number) {
    case MESSAGE_SYNC:
      return readSync(decoder)
    case MESSAGE_AWARENESS:
      return { kind: 'awareness', update: decoding.readVarUint8Array(decoder) }
    case MESSAGE_QUERY_AWARENESS:
      return { kind: 'query-awareness' }
    case MESSAGE_HELLO:
      return { kind: 'hello', hello: readHello(decoder) }
    case MESSAGE_RESUME:
      return { kind: 'resume', epoch: decoding.readVarString(decoder) }
    case MESSAGE_CARRY:
      return { kind: 'carry', update: decoding.readVarUint8Array(decoder) }
    case MESSAGE_AUTH:
      return { kind: 'unknown' }
    default:
      return { kind: 'unknown' }
  }
}

/** Reads a message; bytes that are cut short or out of grammar are `malformed`. */
export const receive = (message: Uint8Array): Intent => {
  try {
    return read(decoding.createDecoder(message))
  } catch {
    // lib0 throws on every kind of truncation; whatever it says, the message is not in the grammar.
    return { kind: 'malformed' }
  }
}
