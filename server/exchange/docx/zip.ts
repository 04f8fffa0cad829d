/**
 * Safe reading of a zip in memory. Owns the limits: entries, inflated bytes (declared and real), and the check of
 * what was read. Must not trust a size that the file declares, and writes nothing to disk.
 */
import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, type ZipFile, fromBufferPromise } from 'yauzl'
import { SvodError } from '../../../shared/errors.ts'

export interface ZipLimits {
  /** All entries together, inflated. */
  inflatedBytes: number
  entries: number
}

export const ZIP_LIMITS: ZipLimits = { inflatedBytes: 100 * 1024 * 1024, entries: 5_000 }

/** An opened archive: names of its files in lower case (parts are told apart without regard to case), and their contents as chunks. */
export interface Archive {
  names(): string[]
  has(name: string): boolean
  /** Contents of a file in chunks; throws `file-inflates` or `file-broken` on the way, or at the end (checksum). */
  read(name: string): AsyncGenerator<Uint8Array>
  close(): void
}

const broken = (cause: unknown): SvodError =>
  cause instanceof SvodError ? cause : new SvodError('file-broken', {}, { cause })

/** The published types lack this method of yauzl 3.4. */
type Iterated = ZipFile & { eachEntry(): AsyncIterable<Entry> }

/** yauzl ends an entry that inflates beyond what the directory says of it. */
const brokenRead = (cause: unknown): SvodError =>
  cause instanceof Error && cause.message.startsWith('too many bytes')
    ? new SvodError('file-inflates', {}, { cause })
    : broken(cause)

/** `null`: the archive holds several files of that name, and nobody can know which one is meant. */
type Entries = Map<string, Entry | null>

const addEntry = (entries: Entries, entry: Entry): void => {
  const name = entry.fileName.toLowerCase()
  const known = entries.get(name)
  const isSame = known?.crc32 === entry.crc32 && known.uncompressedSize === entry.uncompressedSize
  entries.set(name, entries.has(name) && !isSame ? null : entry)
}

const listEntries = async (zip: ZipFile, limits: ZipLimits): Promise<Entries> => {
  if (zip.entryCount > limits.entries) throw new SvodError('file-inflates', { entries: zip.entryCount })
  const entries: Entries = new Map()
  let declared = 0
  for await (const entry of (zip as Iterated).eachEntry()) {
    declared += entry.uncompressedSize
    if (declared > limits.inflatedBytes) throw new SvodError('file-inflates', { bytes: declared })
    if (!entry.fileName.endsWith('/')) addEntry(entries, entry)
  }
  return entries
}

/** Opens an archive held in memory. Throws `file-broken`, `file-encrypted`, `file-inflates`. */
export const openArchive = async (bytes: Uint8Array, limits: ZipLimits = ZIP_LIMITS): Promise<Archive> => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const zip = await fromBufferPromise(buffer, { lazyEntries: true, strictFileNames: false })
    const entries = await listEntries(zip, limits)
    let inflated = 0
    return {
      names: () => [...entries.keys()],
      has: (name) => entries.has(name.toLowerCase()),
      close: () => zip.close(),
      async *read(name) {
        const entry = entries.get(name.toLowerCase())
        let sum = 0
        if (!entry) throw new SvodError('file-broken', { part: name })
        if (entry.isEncrypted()) throw new SvodError('file-encrypted')
        try {
          const stream: Readable = await zip.openReadStreamPromise(entry)
          for await (const chunk of stream as AsyncIterable<Uint8Array>) {
            inflated += chunk.byteLength
            if (inflated > limits.inflatedBytes) throw new SvodError('file-inflates', { bytes: inflated })
            sum = crc32(chunk, sum)
            yield chunk
          }
          if (sum !== entry.crc32) throw new SvodError('file-broken', { part: name })
        } catch (error) {
          throw brokenRead(error)
        }
      },
    }
  } catch (error) {
    throw broken(error)
  }
}
