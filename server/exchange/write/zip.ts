/**
 * Files → a zip archive in memory. Owns the container's bytes: no times, no order but the given one, so that the same
 * files make the same archive.
 */
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipFile {
  name: string
  text: string
}

/** 1980-01-01, the first day that a zip knows. */
const NO_DATE = 0x21
const UTF8_NAME = 0x0800
const DEFLATE = 8
const VERSION = 20

interface Entry {
  name: Buffer
  packed: Buffer
  crc: number
  size: number
  offset: number
}

/** The fields that the local header and the directory share, from `version needed` to the length of the name. */
const common = ({ name, packed, crc, size }: Entry): Buffer => {
  const bytes = Buffer.alloc(26)
  bytes.writeUInt16LE(VERSION, 0)
  bytes.writeUInt16LE(UTF8_NAME, 2)
  bytes.writeUInt16LE(DEFLATE, 4)
  bytes.writeUInt16LE(0, 6)
  bytes.writeUInt16LE(NO_DATE, 8)
  bytes.writeUInt32LE(crc, 10)
  bytes.writeUInt32LE(packed.length, 14)
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

/** At most 65,535 files of 4 GiB together: this is for documents. */
export const makeZip = (files: readonly ZipFile[]): Uint8Array => {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const content = Buffer.from(file.text, 'utf8')
    const packed = deflateRawSync(content)
    const name = Buffer.from(file.name, 'utf8')
    const entry: Entry = { name, packed, crc: crc32(content), size: content.length, offset }
    const header = localHeader(entry)
    parts.push(header, packed)
    directory.push(directoryEntry(entry))
    offset += header.length + packed.length
  }
  const list = Buffer.concat(directory)
  return new Uint8Array(Buffer.concat([...parts, list, endOfDirectory(files.length, list.length, offset)]))
}
