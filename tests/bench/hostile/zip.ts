/** Zip archives that may lie: for files that a reader must survive. Owns the container's bytes; must not know what is packed. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface Packed {
  name: string
  content: Uint8Array | string
  /** What the headers say in place of the truth. */
  says?: { size?: number; crc?: number; flags?: number; method?: number }
}

interface Made {
  local: Buffer
  entry: (offset: number) => Buffer
}

const made = ({ name, content, says = {} }: Packed): Made => {
  const bytes = Buffer.from(content as string)
  const packed = deflateRawSync(bytes)
  const title = Buffer.from(name)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(says.flags ?? 0x800, 2)
  common.writeUInt16LE(says.method ?? 8, 4)
  common.writeUInt32LE(says.crc ?? crc32(bytes), 10)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(says.size ?? bytes.length, 18)
  common.writeUInt16LE(title.length, 22)
  return {
    local: Buffer.concat([Buffer.from('504b0304', 'hex'), common, title, packed]),
    entry: (offset) => {
      const tail = Buffer.alloc(14)
      tail.writeUInt32LE(offset, 10)
      return Buffer.concat([Buffer.from('504b01021400', 'hex'), common, tail, title])
    },
  }
}

const endOf = (count: number, size: number, offset: number): Buffer => {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(count, 0xffff), 8)
  end.writeUInt16LE(Math.min(count, 0xffff), 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}

const joined = (locals: readonly Buffer[], entries: readonly Buffer[]): Uint8Array => {
  const offset = locals.reduce((sum, { length }) => sum + length, 0)
  const directory = Buffer.concat(entries)
  return Buffer.concat([...locals, directory, endOf(entries.length, directory.length, offset)])
}

export const zipOf = (files: readonly Packed[]): Uint8Array => {
  let offset = 0
  const parts = files.map((file) => {
    const part = made(file)
    const entry = part.entry(offset)
    offset += part.local.length
    return { local: part.local, entry }
  })
  return joined(
    parts.map(({ local }) => local),
    parts.map(({ entry }) => entry),
  )
}

/** Every entry of the directory is the same packed bytes under a name of its own, all of one length. */
export const overlapping = (names: readonly string[], content: Uint8Array, size: number): Uint8Array => {
  const [first = ''] = names
  const one = made({ name: first, content, says: { size } })
  const entry = one.entry(0).subarray(0, -first.length)
  return joined(
    [one.local],
    names.map((name) => Buffer.concat([entry, Buffer.from(name)])),
  )
}

/** An end of the directory of ZIP64 that counts and measures more than there is. */
export const zip64Lie = (files: readonly Packed[]): Uint8Array => {
  const plain = Buffer.from(zipOf(files))
  const end = plain.subarray(-22)
  const wide = Buffer.alloc(56)
  wide.writeUInt32LE(0x06064b50, 0)
  wide.writeBigUInt64LE(44n, 4)
  wide.writeBigUInt64LE(1n << 60n, 24)
  wide.writeBigUInt64LE(1n << 60n, 32)
  wide.writeBigUInt64LE(1n << 52n, 40)
  wide.writeBigUInt64LE(BigInt(end.readUInt32LE(16)), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(plain.length - 22), 8)
  locator.writeUInt32LE(1, 16)
  end.fill(0xff, 8, 20)
  return Buffer.concat([plain.subarray(0, -22), wide, locator, end])
}
