/**
 * Files → a zip archive in memory. Owns the container's bytes: no times, no order but the given one, so that the same
 * files make the same archive.
 */
import { constants, crc32, deflateRawSync } from 'node:zlib'
import { joined } from './joined.ts'

export interface ZipFile {
  name: string
  /** A long one in pieces, of which only so much lies in memory as is packed at once. */
  text: string | readonly string[] | Generator<string>
}

/** 1980-01-01, the first day that a zip knows. */
const NO_DATE = 0x21
const UTF8_NAME = 0x0800
const DEFLATE = 8
const VERSION = 20

interface Packed {
  packed: readonly Buffer[]
  packedSize: number
  crc: number
  size: number
}

interface Entry extends Packed {
  name: Buffer
  offset: number
}

/** Characters packed at once: pieces of such a length are packed about as tightly as the whole. */
const AT_ONCE = 1 << 20

const packed = (text: ZipFile['text']): Packed => {
  const parts: Buffer[] = []
  let [crc, size, packedSize] = [0, 0, 0]
  let waiting = ''
  const pack = (finishFlush: number): void => {
    const content = Buffer.from(waiting, 'utf8')
    waiting = ''
    crc = crc32(content, crc)
    size += content.length
    const part = deflateRawSync(content, { finishFlush })
    packedSize += part.length
    parts.push(part)
  }
  for (const piece of typeof text === 'string' ? [text] : text) {
    if (waiting.length + piece.length > AT_ONCE && waiting !== '') pack(constants.Z_SYNC_FLUSH)
    waiting += piece
  }
  pack(constants.Z_FINISH)
  return { packed: parts, packedSize, crc, size }
}

/** The fields that the local header and the directory share, from `version needed` to the length of the name. */
const common = ({ name, packedSize, crc, size }: Entry): Buffer => {
  const bytes = Buffer.alloc(26)
  bytes.writeUInt16LE(VERSION, 0)
  bytes.writeUInt16LE(UTF8_NAME, 2)
  bytes.writeUInt16LE(DEFLATE, 4)
  bytes.writeUInt16LE(0, 6)
  bytes.writeUInt16LE(NO_DATE, 8)
  bytes.writeUInt32LE(crc, 10)
  bytes.writeUInt32LE(packedSize, 14)
  bytes.writeUInt32LE(size, 18)
  bytes.writeUInt16LE(name.length, 22)
  return bytes
}

const localHeader = (entry: Entry): Buffer =>
  Buffer.concat([Buffer.from('504b0304', 'hex'), common(entry), entry.name])

const directoryEntry = (entry: Entry): Buffer => {
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(entry.offset, 10)
  const made = Buffer.from([VERSION, 0])
  return Buffer.concat([Buffer.from('504b0102', 'hex'), made, common(entry), tail, entry.name])
}

const endOfDirectory = (count: number, size: number, offset: number): Buffer => {
  const bytes = Buffer.alloc(22)
  bytes.writeUInt32LE(0x06054b50, 0)
  bytes.writeUInt16LE(count, 8)
  bytes.writeUInt16LE(count, 10)
  bytes.writeUInt32LE(size, 12)
  bytes.writeUInt32LE(offset, 16)
  return bytes
}

/** At most 65,535 files of 4 GiB together: this is for documents. A file is asked for when those before it are packed. */
export const makeZip = (files: Iterable<ZipFile>): Uint8Array => {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const entry: Entry = { ...packed(file.text), name: Buffer.from(file.name, 'utf8'), offset }
    const header = localHeader(entry)
    parts.push(header, ...entry.packed)
    directory.push(directoryEntry(entry))
    offset += header.length + entry.packedSize
  }
  const list = Buffer.concat(directory)
  return joined([...parts, list, endOfDirectory(directory.length, list.length, offset)])
}
