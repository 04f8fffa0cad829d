/**
 * LevelDB's log format, read without LevelDB (its log_format.h): blocks of 32 KiB, of records with a checksum (4 bytes),
 * a length (2) and a kind (1); the manifest is written in it, too. Owns the format alone.
 */

const BLOCK_BYTES = 32 * 1024
const HEAD_BYTES = 7
/** A record is whole, or the first, a middle or the last part of one. */
export const [FULL, FIRST, , LAST] = [1, 2, 3, 4]

/** A stretch of the log. */
export interface LogRecord {
  kind: number
  data: Buffer
  /** Whether it says what was written: its checksum fits. */
  isIntact: boolean
}

/** CRC-32C (Castagnoli), reflected. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1
  return crc
})

const crc32c = (bytes: Uint8Array): number => {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

/** As LevelDB stores it: a checksum over data that holds checksums would be weak. */
const masked = (crc: number): number => (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0

/** The records of a log, in order, as far as they can be told from each other. */
export function* logRecords(log: Buffer): Generator<LogRecord> {
  for (let at = 0; at + HEAD_BYTES <= log.length;) {
    const left = BLOCK_BYTES - (at % BLOCK_BYTES)
    const length = log.readUInt16LE(at + 4)
    const kind = log[at + 6] ?? 0
    const isPadding = left < HEAD_BYTES
    // Nobody writes an empty record of no kind: a stretch of zeros, behind which LevelDB leaves out the block.
    const isRecord = kind !== 0 || length !== 0
    const fits = HEAD_BYTES + length <= Math.min(left, log.length - at)
    if (isPadding || !isRecord || !fits) {
      if (!isPadding) yield { kind, data: log.subarray(at, at), isIntact: false }
      at += left
      continue
    }
    const data = log.subarray(at + HEAD_BYTES, at + HEAD_BYTES + length)
    const isIntact = log.readUInt32LE(at) === masked(crc32c(log.subarray(at + 6, at + HEAD_BYTES + length)))
    at += HEAD_BYTES + length
    yield { kind, data, isIntact }
  }
}
