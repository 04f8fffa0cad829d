/**
 * A minimal zip writer for tests. Owns honest archives and, through options, dishonest ones.
 */
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipFile {
  name: string
  content: string | Uint8Array
  /** The inflated size that the directory claims, where it is to lie. */
  claimedSize?: number
  /** The checksum that the directory claims, where it is to lie. */
  claimedCrc?: number
  /** Sets the flag of an encrypted entry. */
  encrypted?: boolean
}

/** What a zip says of a file's content. */
interface Packed {
  bytes: Uint8Array
  crc: number
  size: number
}

const packedOf = (file: ZipFile): Packed => {
  const raw = typeof file.content === 'string' ? Buffer.from(file.content) : file.content
  const crc = file.claimedCrc ?? crc32(raw)
  return { bytes: deflateRawSync(raw), crc, size: file.claimedSize ?? raw.byteLength }
}

const header = (file: ZipFile, packed: Packed, signature: number, central: boolean): Buffer => {
  const name = Buffer.from(file.name)
  const bytes = Buffer.alloc(central ? 46 : 30)
  const shift = central ? 2 : 0
  bytes.writeUInt32LE(signature, 0)
  if (central) bytes.writeUInt16LE(20, 4)
  bytes.writeUInt16LE(20, 4 + shift)
  bytes.writeUInt16LE(0x0800 | (file.encrypted ? 1 : 0), 6 + shift)
  bytes.writeUInt16LE(8, 8 + shift)
  bytes.writeUInt32LE(packed.crc, 14 + shift)
  bytes.writeUInt32LE(packed.bytes.byteLength, 18 + shift)
  bytes.writeUInt32LE(packed.size, 22 + shift)
  bytes.writeUInt16LE(name.byteLength, 26 + shift)
  return bytes
}

/** Packs files into a zip. */
export const zipOf = (files: readonly ZipFile[]): Uint8Array => {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const packed = packedOf(file)
    const name = Buffer.from(file.name)
    const local = Buffer.concat([header(file, packed, 0x04034b50, false), name, packed.bytes])
    const central = header(file, packed, 0x02014b50, true)
    central.writeUInt32LE(offset, 42)
    centrals.push(Buffer.concat([central, name]))
    locals.push(local)
    offset += local.byteLength
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(directory.byteLength, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...locals, directory, end]))
}
