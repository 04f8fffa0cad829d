/**
 * What a helper process and the server say to each other over one pipe: a value a frame, its bytes beside it, each read into one
 * buffer of its own size. Owns the form of a frame (`u32 count, u32 size × count, head, bytes …`); must not know what is said.
 */
import { readSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { Deserializer, Serializer } from 'node:v8'

/** A value as structured clone writes it; what is bytes in it stands beside it. */
class Head extends Serializer {
  readonly bytes: Uint8Array[] = []

  constructor(value: unknown) {
    super()
    this._setTreatArrayBufferViewsAsHostObjects(true)
    this.writeHeader()
    this.writeValue(value)
  }

  _writeHostObject(view: object): void {
    if (!(view instanceof Uint8Array)) throw new Error('a frame holds no views but bytes')
    this.writeUint32(this.bytes.push(view) - 1)
  }

  // The published types lack this method.
  declare _setTreatArrayBufferViewsAsHostObjects: (on: boolean) => void
}

class Value extends Deserializer {
  readonly #bytes: readonly Uint8Array[]

  constructor(head: Uint8Array, bytes: readonly Uint8Array[]) {
    super(head)
    this.#bytes = bytes
    this.readHeader()
  }

  _readHostObject(): Uint8Array | undefined {
    return this.#bytes[this.readUint32()]
  }
}

/** Says a value; fulfilled when the other end's pipe has all of it. */
export const writeFrame = (pipe: Writable, value: unknown): Promise<void> => {
  const head = new Head(value)
  const parts = [head.releaseBuffer(), ...head.bytes]
  const lead = Buffer.alloc(4 + 4 * parts.length)
  lead.writeUInt32LE(parts.length, 0)
  parts.forEach((part, at) => lead.writeUInt32LE(part.length, 4 + 4 * at))
  return new Promise((resolve, reject) => {
    pipe.cork()
    pipe.write(lead)
    for (const part of parts.slice(0, -1)) pipe.write(part)
    pipe.write(parts.at(-1), (error) => (error ? reject(error) : resolve()))
    pipe.uncork()
  })
}

/** Takes exactly so many bytes after those before; null where the pipe ended. */
type Take = (bytes: number) => Promise<Buffer | null>

const takerOf = (pipe: Readable): Take => {
  const chunks: AsyncIterator<Buffer> = pipe[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  return async (bytes) => {
    // Not of the pool that small buffers share: it is handed on as it is.
    const taken = Buffer.from(new ArrayBuffer(bytes))
    for (let filled = 0; filled < bytes;) {
      if (rest.length === 0) {
        const next = await chunks.next()
        if (next.done === true) return null
        rest = next.value
      }
      const count = rest.copy(taken, filled)
      filled += count
      rest = rest.subarray(count)
    }
    return taken
  }
}

/** The same of an open file, read into its place at once: nothing of it lies in memory twice. The thread waits for it. */
const takerOfFile =
  (fd: number): Take =>
  async (bytes) => {
    const taken = Buffer.from(new ArrayBuffer(bytes))
    for (let filled = 0; filled < bytes;) {
      const count = readSync(fd, taken, filled, bytes - filled, null)
      if (count === 0) return null
      filled += count
    }
    return taken
  }

/** Buffers of a frame at most: a plan has a few a section. */
const MOST_PARTS = 100_000

/** The sizes of a frame's parts; null where the pipe ended. */
const sizesOf = async (take: Take, most: number): Promise<number[] | null> => {
  const count = (await take(4))?.readUInt32LE(0) ?? 0
  if (count > MOST_PARTS) throw new Error(`a frame of ${count} parts`)
  const lead = count === 0 ? null : await take(4 * count)
  const sizes = lead && Array.from({ length: count }, (_, at) => lead.readUInt32LE(4 * at))
  const all = sizes?.reduce((sum, size) => sum + size, 0) ?? 0
  if (all > most) throw new Error(`a frame of ${all} bytes`)
  return sizes
}

export interface Heard {
  value: unknown
  /** Bytes. */
  size: number
}

const hear = async (take: Take, most: number): Promise<Heard | null> => {
  const sizes = await sizesOf(take, most)
  if (!sizes) return null
  const parts: Uint8Array[] = []
  for (const size of sizes) {
    const part = await take(size)
    if (!part) return null
    parts.push(new Uint8Array(part.buffer as ArrayBuffer))
  }
  const [head, ...bytes] = parts
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  return head ? { value: new Value(head, bytes).readValue(), size } : null
}

/**
 * Hears values until the pipe ends; one that was cut off is left out. Never closes the pipe.
 * Throws before it makes room for a frame of more than `most` bytes, and where one says nothing that can be read.
 */
export const readFrames = (pipe: Readable, most = Number.MAX_SAFE_INTEGER): (() => Promise<Heard | null>) => {
  const take = takerOf(pipe)
  return () => hear(take, most)
}

/** Hears one value of a file that nobody else reads, and stands still until it has it. */
export const readFrameAtOnce = (fd: number): Promise<Heard | null> =>
  hear(takerOfFile(fd), Number.MAX_SAFE_INTEGER)
