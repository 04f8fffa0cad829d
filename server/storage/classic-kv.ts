/**
 * The key-value store on LevelDB (classic-level). Owns the options that make a write durable and the words
 * for a folder that cannot be opened; must not know what is stored.
 */
import { mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { SvodError } from '../../shared/errors.ts'
import { tryDisk } from './disk-trial.ts'
import { syncFolder } from './durable-json-file.ts'
import type { KvEntry, KvOperation, KvRange, KvStore } from './kv.ts'
import { type PlaceCheck, placeOf } from './own-place.ts'

type Db = ClassicLevel<Uint8Array, Uint8Array>

/** Room for a large plan's checkpoint, so that writing it does not force a flush half-way. */
const WRITE_BUFFER_BYTES = 16 << 20
/** One trip to the thread pool reads a plan of normal size whole. */
const READ_AHEAD_BYTES = 8 << 20
const READ_AHEAD_ENTRIES = 4096

const DURABLE = { sync: true } as const
/** Made by LevelDB at the first opening, locked while the store is open, and never written. */
const LOCK = 'LOCK'

const codesOf = (error: unknown): string[] => {
  const codes: string[] = []
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') codes.push(at.code)
  }
  return codes
}

const openFailure = (error: unknown, folder: string): SvodError => {
  const codes = codesOf(error)
  const text = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
  const options = { cause: error }
  if (codes.includes('LEVEL_LOCKED')) return new SvodError('data-folder-in-use', { folder }, options)
  if (codes.includes('LEVEL_CORRUPTION')) return new SvodError('data-broken', { what: folder }, options)
  if (/no such file/i.test(text)) return new SvodError('data-incomplete', { what: folder }, options)
  if (/permission denied|read-only/i.test(text) || codes.includes('EACCES') || codes.includes('EROFS'))
    return new SvodError('data-folder-unwritable', { folder }, options)
  return new SvodError('storage-failed', { folder }, options)
}

const readFailure = (error: unknown): SvodError =>
  codesOf(error).includes('LEVEL_CORRUPTION')
    ? new SvodError('data-broken', { what: 'the plan store' }, { cause: error })
    : new SvodError('storage-failed', {}, { cause: error })

/** Opening may rename LevelDB's CURRENT without syncing the folder: no write is acknowledged before that name is safe. */
const openDb = async (db: Db, folder: string, sync: typeof syncFolder): Promise<void> => {
  try {
    await db.open()
    await sync(folder)
  } catch (error) {
    await db.close()
    throw openFailure(error, folder)
  }
}

const readAll = async <T>(iterator: {
  nextv(size: number): Promise<T[]>
  close(): Promise<void>
}): Promise<T[]> => {
  const found: T[] = []
  try {
    for (;;) {
      const some = await iterator.nextv(READ_AHEAD_ENTRIES)
      if (some.length === 0) return found
      for (const entry of some) found.push(entry)
    }
  } catch (error) {
    throw readFailure(error)
  } finally {
    await iterator.close()
  }
}

const iteratorOptions = (range: KvRange) => ({
  gte: range.from,
  lt: range.to,
  reverse: range.reverse ?? false,
  limit: range.limit ?? -1,
  fillCache: false,
  highWaterMarkBytes: READ_AHEAD_BYTES,
})

/**
 * Folders that this process has open. A second attempt must not reach LevelDB: it would open and close the lock file,
 * and POSIX drops a process's lock when any of its descriptors of the file is closed, so that others could come in.
 */
const held = new Set<string>()

class ClassicKv implements KvStore {
  readonly #db: Db
  readonly #folder: string
  readonly #sync: typeof syncFolder
  readonly check: PlaceCheck

  constructor(db: Db, folder: string, sync: typeof syncFolder, check: PlaceCheck) {
    this.#db = db
    this.#folder = folder
    this.#sync = sync
    this.check = check
  }

  /** LevelDB writes the whole batch as one log record and calls fdatasync before it answers. */
  async write(operations: KvOperation[]): Promise<void> {
    await Promise.all([this.#db.batch(operations, DURABLE), this.check()])
  }

  async get(key: Uint8Array): Promise<Uint8Array | undefined> {
    try {
      return await this.#db.get(key)
    } catch (error) {
      throw readFailure(error)
    }
  }

  entries(range: KvRange): Promise<KvEntry[]> {
    return readAll<KvEntry>(this.#db.iterator(iteratorOptions(range)))
  }

  keys(range: KvRange): Promise<Uint8Array[]> {
    return readAll<Uint8Array>(this.#db.keys(iteratorOptions(range)))
  }

  /**
   * Recovery copies LevelDB's log into a synced table, so no page of a failed sync is trusted. It begins where the disk
   * takes files again: until then what is open can be read, and LevelDB shows nothing of a write that failed.
   */
  async reopen(): Promise<void> {
    await this.check()
    await tryDisk(this.#folder)
    await this.#db.close()
    await openDb(this.#db, this.#folder, this.#sync)
  }

  async close(): Promise<void> {
    await this.#db.close()
    held.delete(this.#folder)
  }
}

const realFolder = async (folder: string): Promise<string> => {
  try {
    await mkdir(folder, { recursive: true })
    return await realpath(folder)
  } catch (error) {
    throw new SvodError('data-folder-unwritable', { folder }, { cause: error })
  }
}

/**
 * Opens, or makes, the store in `folder`. Errors: `data-folder-in-use`, `data-folder-unwritable`,
 * `data-incomplete`, `data-broken`, `storage-failed`.
 */
export const openClassicKv = async (path: string, sync = syncFolder): Promise<KvStore> => {
  const folder = await realFolder(path)
  if (held.has(folder)) throw new SvodError('data-folder-in-use', { folder })
  held.add(folder)
  try {
    const db: Db = new ClassicLevel(folder, {
      keyEncoding: 'view',
      valueEncoding: 'view',
      writeBufferSize: WRITE_BUFFER_BYTES,
    })
    await openDb(db, folder, sync)
    const check = await placeOf(join(folder, LOCK), folder).catch(async (error: unknown) => {
      await db.close()
      throw openFailure(error, folder)
    })
    return new ClassicKv(db, folder, sync, check)
  } catch (error) {
    held.delete(folder)
    throw error
  }
}
