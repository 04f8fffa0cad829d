/** Whether bytes are a state vector as a Yjs client writes one. Pure and total; what it asks for is the document's. */
import * as decoding from 'lib0/decoding'

/** Far more client ids than a plan of the largest size has seen; reading so much takes a few milliseconds. */
export const MAX_STATE_VECTOR_BYTES = 1024 * 1024

/** A count, and as many pairs of a client and its clock, to the last byte [PW4]. */
export const isStateVector = (bytes: Uint8Array): boolean => {
  if (bytes.length > MAX_STATE_VECTOR_BYTES) return false
  const decoder = decoding.createDecoder(bytes)
  try {
    const count = decoding.readVarUint(decoder)
    // Each pair takes two bytes at least: a count that cannot be true is not counted up to.
    if (count * 2 > bytes.length) return false
    for (let left = count * 2; left > 0; left--) decoding.readVarUint(decoder)
    return !decoding.hasContent(decoder)
  } catch {
    // lib0 throws on every kind of truncation.
    return false
  }
}
