/**
 * A written file on its way out: a temporary file without a name, which goes with whoever holds it open. Owns its life; must not
 * know what is in it.
 */
import { close, closeSync, open, read, unlink } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { randomId } from '../ids.ts'
import type { SpooledBytes } from '../plan-source.ts'

const openFile = promisify(open)
const unlinkFile = promisify(unlink)
const readAt = promisify(read)
const closeFile = promisify(close)

/** What nobody read and nobody closed. */
const forgotten = new FinalizationRegistry<number>((fd) => closeSync(fd))

export class SpooledFile implements SpooledBytes {
  readonly fd: number
  /** Bytes. */
  readonly length: number
  #isOpen = true

  constructor(fd: number, length: number) {
    this.fd = fd
    this.length = length
    forgotten.register(this, fd, this)
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** At most so many bytes from there on. */
  async slice(at: number, bytes: number): Promise<Uint8Array> {
    const { bytesRead, buffer } = await readAt(this.fd, new Uint8Array(bytes), 0, bytes, at)
    if (bytesRead === 0) throw new Error('The written file ends too soon')
    return buffer.subarray(0, bytesRead)
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    forgotten.unregister(this)
    await closeFile(this.fd)
  }
}

/**
 * Opens one, which nobody but this user may read, and takes its name away; null where the folder for such files takes none: then
 * files go out of memory, as small ones do. Closing it is the caller's.
 */
export const openSpool = async (folder = tmpdir()): Promise<number | null> => {
  const path = join(folder, `svod-${randomId()}`)
  let fd: number | null = null
  try {
    fd = await openFile(path, 'wx+', 0o600)
    await unlinkFile(path)
    return fd
  } catch {
    if (fd !== null) await closeFile(fd)
    return null
  }
}

export const closeSpool = (fd: number): Promise<void> => closeFile(fd)
