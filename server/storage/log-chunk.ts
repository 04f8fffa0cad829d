/**
 * How log records lie on disk: one chunk a commit, with the authors named once. Owns the bytes; must not know keys.
 *
 *   chunk  = seal(5) · varuint count · varuint at₀ · varuint n · n × varstring author · count × record
 *   record = varuint author · varint (at − at₀) · varuint length · update
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { SEAL_BYTES, sealInPlace, unseal } from './sealed-value.ts'
import type { LogRecord } from './storage.ts'

const RESERVED = new Uint8Array(SEAL_BYTES)

/** Copies the records into one value. `records` is not empty. */
export const encodeChunk = (records: readonly LogRecord[]): Uint8Array => {
  const authors = new Map<string, number>()
  for (const { by } of records) if (!authors.has(by)) authors.set(by, authors.size)
  const start = records[0]?.at ?? 0
  const bytes = encoding.encode((encoder) => {
    encoding.writeUint8Array(encoder, RESERVED)
    encoding.writeVarUint(encoder, records.length)
    encoding.writeVarUint(encoder, start)
    encoding.writeVarUint(encoder, authors.size)
    for (const author of authors.keys()) encoding.writeVarString(encoder, author)
    for (const { update, by, at } of records) {
      encoding.writeVarUint(encoder, authors.get(by) ?? 0)
      encoding.writeVarInt(encoder, at - start)
      encoding.writeVarUint8Array(encoder, update)
    }
  })
  return sealInPlace(bytes)
}

const readUpdate = (decoder: decoding.Decoder): Uint8Array => {
  const length = decoding.readVarUint(decoder)
  if (decoder.pos + length > decoder.arr.length) throw new Error('the update ends before its length')
  return decoding.readUint8Array(decoder, length)
}

const readRecords = (decoder: decoding.Decoder): LogRecord[] => {
  const count = decoding.readVarUint(decoder)
  const start = decoding.readVarUint(decoder)
  const authors: string[] = []
  for (let left = decoding.readVarUint(decoder); left > 0; left--)
    authors.push(decoding.readVarString(decoder))
  const records: LogRecord[] = []
  for (let index = 0; index < count; index++) {
    const by = authors[decoding.readVarUint(decoder)]
    if (by === undefined) throw new Error('the author is not in the chunk')
    const at = start + decoding.readVarInt(decoder)
    records.push({ by, at, update: readUpdate(decoder) })
  }
  return records
}

/** The records of a chunk, as views into `bytes`. Throws where the chunk is not whole. */
export const decodeChunk = (bytes: Uint8Array): LogRecord[] => {
  const decoder = decoding.createDecoder(unseal(bytes))
  const records = readRecords(decoder)
  if (records.length === 0) throw new Error('the chunk is empty')
  if (decoding.hasContent(decoder)) throw new Error('bytes are left over after the chunk')
  return records
}
