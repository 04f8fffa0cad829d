/**
 * One data folder takes the place of another, which is put aside whole. Owns the names of the two, and that a swap which was
 * killed half-way is ended by whoever opens the folder next: what stood ready was whole and checked.
 */
import { existsSync } from 'node:fs'
import { chmod, chown, readdir, readlink, realpath, rename, rmdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { SvodError } from '../../shared/errors.ts'
import { syncFolder } from './durable-json-file.ts'

const ASIDE = '.before-restore-'
const READY = '.restoring-'

export interface FolderSwap {
  folder: string
  /** Where the new one is built. */
  ready: string
  /** Where the old one goes. */
  aside: string
}

/** Links that lead to one another; as many as Linux follows. */
const MOST_LINKS = 40

/** Where a folder lies that may be reached by links, also where the last of them leads to nothing. */
export const realPlace = async (named: string): Promise<string> => {
  let folder = resolve(named)
  for (let links = 0; links < MOST_LINKS; links++) {
    const real = await realpath(folder).catch(() => null)
    if (real !== null) return real
    // No link: it is yet to be made, and if it cannot be, that says why.
    const target = await readlink(folder).catch(() => null)
    if (target === null) return folder
    folder = resolve(dirname(folder), target)
  }
  return folder
}

/** `stamp` tells one swap from another, and the later ones stand behind in their order. */
export const folderSwap = (folder: string, stamp: string): FolderSwap => ({
  folder,
  ready: `${folder}${READY}${stamp}`,
  aside: `${folder}${ASIDE}${stamp}`,
})

/** What restorings that were killed before their swap have left beside the folder: nobody will ever put it in its place. */
export const leftBeside = async (folder: string): Promise<string[]> => {
  const [parent, start] = [dirname(folder), basename(folder)]
  if (!existsSync(parent)) return []
  const names = await readdir(parent)
  return names
    .filter((name) => name.startsWith(start + READY))
    .filter((name) => !names.includes(start + ASIDE + name.slice((start + READY).length)))
    .map((name) => join(parent, name))
}

const ROOT = 0

/**
 * Gives the new folder the rights of the one in whose place it comes, and where root does it the owner of that, too: whoever
 * runs the server must be able to open it.
 */
export const takeAfter = async ({ folder, ready }: FolderSwap): Promise<void> => {
  if (!existsSync(folder)) return
  const { mode, uid, gid } = await stat(folder)
  await chmod(ready, mode & 0o7777)
  if (process.getuid?.() !== ROOT) return
  await chown(ready, uid, gid)
  for (const name of await readdir(ready, { recursive: true })) await chown(join(ready, name), uid, gid)
}

/** An empty folder, or none, is nothing to put aside. Where it fails, the old folder is in its place. */
export const swap = async ({ folder, ready, aside }: FolderSwap, wasEmpty: boolean): Promise<void> => {
  if (!wasEmpty) await rename(folder, aside)
  else if (existsSync(folder)) await rmdir(folder)
  try {
    await rename(ready, folder)
  } catch (error) {
    if (!wasEmpty) await rename(aside, folder)
    throw error
  }
  await syncFolder(dirname(folder))
}

/**
 * Ends a swap that was killed when the old folder was aside already, and the new one not yet in its place.
 * @throws SvodError `data-folder-unwritable`
 */
export const endSwap = async (named: string): Promise<void> => {
  try {
    await putReady(await realPlace(named))
  } catch (error) {
    throw new SvodError('data-folder-unwritable', { folder: named }, { cause: error })
  }
}

const putReady = async (folder: string): Promise<void> => {
  const [parent, start] = [dirname(folder), basename(folder)]
  if (existsSync(folder) || !existsSync(parent)) return
  const names = new Set(await readdir(parent))
  const stamps = [...names]
    .filter((name) => name.startsWith(start + ASIDE))
    .map((name) => name.slice((start + ASIDE).length))
    .filter((stamp) => names.has(start + READY + stamp))
  const last = stamps.toSorted().at(-1)
  if (last === undefined) return
  await rename(join(parent, start + READY + last), folder)
  await syncFolder(parent)
}
