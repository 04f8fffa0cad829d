/**
 * The envelope of every stored value: version(1) · CRC-32 of the content(4, little-endian) · content.
 * LevelDB checks its own sums only when it recovers its log, not when it reads a table [ST7].
 */
import { crc32 } from 'node:zlib'
import { SvodError } from '../../shared/errors.ts'

const VALUE_VERSION = 1
export const SEAL_BYTES = 5

/** Fills in the envelope of `bytes`, whose first SEAL_BYTES are reserved for it. */
export const sealInPlace = (bytes: Uint8Array): Uint8Array => {
  bytes[0] = VALUE_VERSION
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(1, crc32(bytes.subarray(SEAL_BYTES)), true)
  return bytes
}

/** A sealed copy of `content`. */
export const seal = (content: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(SEAL_BYTES + content.length)
  bytes.set(content, SEAL_BYTES)
  return sealInPlace(bytes)
}

/** The content, as a view. Throws where version or checksum do not fit. */
export const unseal = (bytes: Uint8Array): Uint8Array => {
  if (bytes.length < SEAL_BYTES) throw new Error('the value is cut short')
  if (bytes[0] !== VALUE_VERSION) throw new Error(`value version ${bytes[0] ?? 'none'} is unknown`)
  const content = new Uint8Array(bytes.buffer, bytes.byteOffset + SEAL_BYTES, bytes.length - SEAL_BYTES)
  const sum = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1, true)
  if (crc32(content) !== sum) throw new Error('the checksum does not fit')
  return content
}

/** `data-broken`: what is stored under `what` cannot be read back. */
export const broken = (what: string, cause?: unknown): SvodError =>
  new SvodError('data-broken', { what }, { cause })

/** Runs a reader of stored bytes; its failure is `data-broken`. */
export const reading = <T>(what: string, read: () => T): T => {
  try {
    return read()
  } catch (error) {
    throw error instanceof SvodError ? error : broken(what, error)
  }
}
