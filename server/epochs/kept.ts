/**
 * What is kept of a past epoch: its document at the end, whose its client ids were, and where its content went. Owns the
 * bytes; how long they are kept is the rooms' business.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { ClientOwners } from '../access/owners.ts'
import { IdMap } from './id-map.ts'

export interface Kept {
  /** State vector of the document at its end (V1). */
  stateVector: Uint8Array
  /** The document as a V2 update. */
  stateV2: Uint8Array
  owners: ClientOwners
  ids: IdMap
}

/** Longest that anything kept can be when inflated: ten times the largest plan. */
const MAX_BYTES = 512 << 20

export const encodeKept = ({ stateVector, stateV2, owners, ids }: Kept): Uint8Array => {
  const rest = encoding.encode((encoder) => {
    encoding.writeVarUint8Array(encoder, stateV2)
    encoding.writeVarUint8Array(encoder, owners.encode())
    encoding.writeVarUint8Array(encoder, ids.encode())
  })
  return encoding.encode((encoder) => {
    encoding.writeVarUint8Array(encoder, stateVector)
    encoding.writeVarUint8Array(encoder, deflateRawSync(rest))
  })
}

/** The state vector alone, without unpacking the rest. @throws Error where the bytes are cut short */
export const keptVector = (bytes: Uint8Array): Uint8Array =>
  decoding.readVarUint8Array(decoding.createDecoder(bytes))

/** @throws Error where the bytes are not what `encodeKept` makes */
export const decodeKept = (bytes: Uint8Array): Kept => {
  const outer = decoding.createDecoder(bytes)
  const stateVector = decoding.readVarUint8Array(outer)
  const rest = inflateRawSync(decoding.readVarUint8Array(outer), { maxOutputLength: MAX_BYTES })
  const decoder = decoding.createDecoder(rest)
  const stateV2 = decoding.readVarUint8Array(decoder)
  const owners = ClientOwners.decode(decoding.readVarUint8Array(decoder))
  const ids = IdMap.decode(decoding.readVarUint8Array(decoder))
  return { stateVector, stateV2, owners, ids }
}

/** The document as carrying over wants it. */
export const keptDocument = ({ stateV2 }: Kept): Y.Doc => {
  const doc = new Y.Doc({ gc: false })
  Y.applyUpdateV2(doc, stateV2)
  return doc
}
