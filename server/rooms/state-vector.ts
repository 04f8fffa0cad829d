/** Whether bytes are a state vector as a Yjs client writes one. Pure and total; what it asks for is the document's. */
import { Reader } from '../access/reader.ts'

/** Far more client ids than a plan of the largest size has seen; reading so much takes a few milliseconds. */
export const MAX_STATE_VECTOR_BYTES = 1024 * 1024

/** A count, and as many pairs of a client and its clock, to the last byte [PW4]. */
export const isStateVector = (bytes: Uint8Array): boolean => {
  if (bytes.length > MAX_STATE_VECTOR_BYTES) return false
  const reader = new Reader(bytes)
  try {
    // Each pair takes two bytes at least: a count that cannot be true is not counted up to.
    for (let left = reader.count(2) * 2; left > 0; left--) reader.uint()
    return reader.left === 0
  } catch {
    // The reader throws on every kind of truncation, and on what is no number [AC21].
    return false
  }
}
