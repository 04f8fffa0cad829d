/**
 * What stands under a plan's keys (`plan-keys.ts`), and the reading of a whole plan.
 * Reading is strict: what is missing or cannot be understood is `data-broken`, never left out [ST7].
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { KvEntry, KvOperation } from './kv.ts'
import { decodeChunk } from './log-chunk.ts'
import {
  CHECKPOINT_FRAME,
  CHECKPOINT_HEAD,
  CHECKPOINT_STATE,
  HEAD,
  LOG,
  numberOf,
  type PlanKeys,
} from './plan-keys.ts'
import { reading, seal, unseal } from './sealed-value.ts'
import type { Checkpoint, LogRecord, StoredPlan } from './storage.ts'

export const encodeHead = (epoch: string): Uint8Array =>
  seal(encoding.encode((encoder) => encoding.writeVarString(encoder, epoch)))

/** The epoch in a head's value. */
export const decodeHead = (value: Uint8Array): string =>
  decoding.readVarString(decoding.createDecoder(unseal(value)))

/** Everything that makes `checkpoint` the plan's checkpoint. */
export const checkpointOperations = (keys: PlanKeys, checkpoint: Checkpoint): KvOperation[] => {
  const head = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, checkpoint.seq)
    encoding.writeVarUint8Array(encoder, checkpoint.stateVector)
    const { clients, schema = 1 } = checkpoint
    if (clients || schema > 1) encoding.writeVarUint8Array(encoder, clients ?? new Uint8Array(0))
    if (schema > 1) encoding.writeVarUint(encoder, schema)
  })
  const frame = checkpoint.deflatedUpdate
  return [
    { type: 'put', key: keys.checkpointHead, value: seal(head) },
    { type: 'put', key: keys.checkpointState, value: seal(checkpoint.stateV2) },
    frame
      ? { type: 'put', key: keys.checkpointFrame, value: seal(frame) }
      : { type: 'del', key: keys.checkpointFrame },
  ]
}

/** Position of the last record in a checkpoint's head value. */
export const checkpointSeq = (value: Uint8Array): number =>
  decoding.readVarUint(decoding.createDecoder(unseal(value)))

interface Parts {
  epoch: string | null
  head: Uint8Array | null
  stateV2: Uint8Array | null
  deflatedUpdate: Uint8Array | null
  chunks: { lastSeq: number; records: LogRecord[] }[]
}

const partsOf = (keys: PlanKeys, entries: readonly KvEntry[]): Parts => {
  const parts: Parts = { epoch: null, head: null, stateV2: null, deflatedUpdate: null, chunks: [] }
  for (const [key, value] of entries) {
    const kind = keys.kindOf(key)
    if (kind === HEAD) parts.epoch = decodeHead(value)
    else if (kind === CHECKPOINT_HEAD) parts.head = unseal(value)
    else if (kind === CHECKPOINT_STATE) parts.stateV2 = unseal(value)
    else if (kind === CHECKPOINT_FRAME) parts.deflatedUpdate = unseal(value)
    else if (kind === LOG) parts.chunks.push({ lastSeq: numberOf(key), records: decodeChunk(value) })
    else throw new Error(`key of unknown kind ${kind}`)
  }
  return parts
}

const checkpointOf = ({ head, stateV2, deflatedUpdate }: Parts): Checkpoint | null => {
  if (!head && !stateV2 && !deflatedUpdate) return null
  if (!head || !stateV2) throw new Error('a part of the checkpoint is missing')
  const decoder = decoding.createDecoder(head)
  const seq = decoding.readVarUint(decoder)
  const stateVector = decoding.readVarUint8Array(decoder)
  const read = decoding.hasContent(decoder) ? decoding.readVarUint8Array(decoder) : null
  const clients = read?.length === 0 ? null : read
  const schema = decoding.hasContent(decoder) ? { schema: decoding.readVarUint(decoder) } : {}
  return { seq, stateVector, stateV2, deflatedUpdate, clients, ...schema }
}

const tailOf = (chunks: Parts['chunks'], from: number): { tail: LogRecord[]; seq: number } => {
  const tail: LogRecord[] = []
  let seq = from
  for (const { lastSeq, records } of chunks) {
    const first = lastSeq - records.length + 1
    // A checkpoint may end inside a chunk; every later chunk begins where the one before ended.
    const known = tail.length === 0 ? seq - first + 1 : 0
    if (first + known !== seq + 1 || known < 0 || known >= records.length)
      throw new Error(`the log goes on at ${first} after ${seq}`)
    for (const record of known === 0 ? records : records.slice(known)) tail.push(record)
    seq = lastSeq
  }
  return { tail, seq }
}

/** A plan from all entries of its range, null where it is unknown. Byte fields are views into the entries. */
export const decodePlan = (id: string, keys: PlanKeys, entries: readonly KvEntry[]): StoredPlan | null => {
  if (entries.length === 0) return null
  return reading(`plan ${id}`, () => {
    const parts = partsOf(keys, entries)
    if (parts.epoch === null) throw new Error('the epoch is missing')
    const checkpoint = checkpointOf(parts)
    return { epoch: parts.epoch, checkpoint, ...tailOf(parts.chunks, checkpoint?.seq ?? 0) }
  })
}
