/**
 * A lowdb adapter that keeps its promises through a power loss: temporary file, fdatasync, rename, fsync of the folder.
 * Owns one file; must not know what is in it. Calls must not overlap (`live-catalogue.ts` sees to that).
 */
import { open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Adapter } from 'lowdb'
import { SvodError } from '../../shared/errors.ts'
import { broken } from './sealed-value.ts'

/** The file operations that it needs, replaced by a simulated disk in the crash tests. */
export interface DurableFs {
  /** Null where there is no such file. */
  read(path: string): Promise<Uint8Array | null>
  /** Makes the file, or empties it. */
  create(path: string): Promise<DurableFile>
  rename(from: string, to: string): Promise<void>
  /** Resolves when the folder's names are on disk. */
  syncFolder(path: string): Promise<void>
}

export interface DurableFile {
  write(bytes: Uint8Array): Promise<void>
  /** Resolves when everything that was written is on disk. */
  datasync(): Promise<void>
  close(): Promise<void>
}

/** The file holds the signing secret, so only its owner may read it. */
const OWNER_ONLY = 0o600

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

const readOrNull = async (path: string): Promise<Uint8Array | null> => {
  try {
    return await readFile(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

const create = async (path: string): Promise<DurableFile> => {
  const file = await open(path, 'w', OWNER_ONLY)
  return {
    write: (bytes) => file.writeFile(bytes),
    datasync: () => file.datasync(),
    close: () => file.close(),
  }
}

/** Makes the names in a folder durable. */
export const syncFolder = async (path: string): Promise<void> => {
  // Windows has no folder handles to sync; NTFS journals its names itself.
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const realFs: DurableFs = { read: readOrNull, create, rename, syncFolder }

const writeSynced = async (fs: DurableFs, path: string, bytes: Uint8Array): Promise<void> => {
  const file = await fs.create(path)
  try {
    await file.write(bytes)
    await file.datasync()
  } finally {
    await file.close()
  }
}

const parseJson = (path: string, bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw broken(path, error)
  }
}

/** What is not this process's to read is not damaged. */
const unreadable = (path: string, error: unknown): SvodError => {
  const isForbidden =
    error instanceof Error && 'code' in error && ['EACCES', 'EPERM'].includes(String(error.code))
  return isForbidden
    ? new SvodError('data-folder-unwritable', { what: path }, { cause: error })
    : broken(path, error)
}

/**
 * JSON at `path`, checked by `parse`. `read` gives null where there is no file yet, and fails with `data-broken`
 * where there is one that cannot be read, `data-folder-unwritable` where this process may not; `write` fails with `storage-failed` where the data may not be on disk.
 */
export const durableJsonFile = <T>(
  path: string,
  parse: (value: unknown) => T,
  fs: DurableFs = realFs,
): Adapter<T> => ({
  read: async () => {
    const bytes = await fs.read(path).catch((error: unknown) => {
      throw unreadable(path, error)
    })
    if (bytes === null) return null
    const value = parseJson(path, bytes)
    try {
      return parse(value)
    } catch (error) {
      throw error instanceof SvodError ? error : broken(path, error)
    }
  },
  write: async (data) => {
    const temporary = `${path}.tmp`
    try {
      await writeSynced(fs, temporary, Buffer.from(`${JSON.stringify(data, null, 2)}\n`))
      await fs.rename(temporary, path)
      await fs.syncFolder(dirname(path))
    } catch (error) {
      throw new SvodError('storage-failed', { what: path }, { cause: error })
    }
  },
})
