/** `backup` and `restore`: the whole store in one file, and back. Own the files and folders; what is in them is `commands/backup`'s. */
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { SvodError } from '../../shared/errors.ts'
import { BackupDamage, linesIn } from '../commands/backup/backup-lines.ts'
import { readBackup, verifyBackup } from '../commands/backup/read-backup.ts'
import { checkStore } from '../commands/versions/check-store.ts'
import type { Storage } from '../storage/storage.ts'
import {
  type FolderSwap,
  folderSwap,
  leftBeside,
  realPlace,
  swap,
  takeAfter,
} from '../storage/folder-swap.ts'
import { CliError, DONE, type Verb, type World, isOn, positional, reasonOf, textFlag } from './terms.ts'
import { partOf, takeName, writeNew } from './whole-file.ts'

/** Nobody but its owner reads a backup. */
const PRIVATE = 0o600

const damaged = (file: string, error: unknown): never => {
  if (!(error instanceof BackupDamage)) throw error
  throw new CliError('damaged', { file, line: error.line, reason: error.message }, { cause: error })
}

/** @throws BackupDamage, CliError `read` */
async function* linesOfFile(file: string): AsyncGenerator<string> {
  try {
    yield* linesIn(createReadStream(file, 'utf8'))
  } catch (error) {
    if (error instanceof BackupDamage) throw error
    throw new CliError('read', { file, reason: reasonOf(error) }, { cause: error })
  }
}

/** Reads it to the end. @throws CliError `damaged`, `read` */
const verified = async (file: string) => {
  try {
    return await verifyBackup(linesOfFile(file))
  } catch (error) {
    return damaged(file, error)
  }
}

const stampOf = (time: Date): string => time.toISOString().slice(0, 19).replaceAll(':', '')

/** The disk that it is written to, not what came. */
const isOfDisk = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && (error.syscall === 'write' || error.syscall === 'fsync')

const brokeOff = (file: string, error: unknown): never => {
  if (error instanceof CliError) throw error
  if (isOfDisk(error)) throw new CliError('write', { file, reason: reasonOf(error) }, { cause: error })
  throw new CliError('cut', { reason: reasonOf(error) }, { cause: error })
}

/**
 * The store as a server has it at this moment, in a new file, and what is in it: what cannot be read back is no backup.
 * @throws CliError, Refusal
 */
const fetchBackup = async (withServer: World['withServer'], file: string) => {
  await withServer(async ({ call }) => {
    const { body } = await call('/api/backup')
    if (body) await writeNew(file, body, PRIVATE).catch((error: unknown) => brokeOff(file, error))
  })
  return verified(file)
}

export const backup: Verb = {
  help: 'cli.help.backup',
  more: 'cli.more.backup',
  flags: { output: { type: 'string', short: 'o' }, force: { type: 'boolean' } },
  needs: [],
  run: async (world) => {
    const file = world.fileAt(textFlag(world, 'output') ?? `svod-backup-${stampOf(new Date())}.svod`)
    if (existsSync(file) && !isOn(world, 'force')) throw new CliError('exists', { file })
    const part = partOf(file)
    try {
      const { house: _, ...counts } = await fetchBackup(world.withServer, part)
      await takeName(file)
      world.say('cli.backup.done', { file, ...counts })
      return DONE
    } finally {
      await rm(part, { force: true })
    }
  },
}

const isEmpty = async (folder: string): Promise<boolean> =>
  !existsSync(folder) || (await readdir(folder)).length === 0

/** @throws CliError `stop` */
const makeSureNobodyUsesIt = async (world: World, folder: string): Promise<void> => {
  if (!existsSync(join(folder, 'plans'))) return
  try {
    await (await world.openStore(folder)).close()
  } catch (error) {
    // Damaged: that is what it is restored for.
    if (error instanceof CliError) throw error
  }
}

/** Takes away what killed restorings were building, but for one that is at it right now. */
const clearLeft = async (world: World, folder: string): Promise<void> => {
  for (const left of await leftBeside(folder)) {
    const isInUse = await makeSureNobodyUsesIt(world, left).then(
      () => false,
      () => true,
    )
    if (!isInUse) await rm(left, { recursive: true, force: true })
  }
}

const FULL: readonly unknown[] = ['storage-failed', 'data-folder-unwritable']

/** That the disk takes no more is said of the place that was named. @throws CliError `write` */
const unwritable = (folder: string, error: unknown): never => {
  if (!(error instanceof SvodError) || !FULL.includes(error.code)) throw error
  throw new CliError('write', { file: folder, reason: reasonOf(error.cause ?? error) }, { cause: error })
}

const filledCopy = async (world: World, file: string, folder: string, secret: string): Promise<Storage> => {
  const storage = await world.openStore(folder, secret)
  try {
    await readBackup(linesOfFile(file), storage).catch((error: unknown) => damaged(file, error))
    await rm(file)
    return storage
  } catch (error) {
    await storage.close()
    throw error
  }
}

/**
 * A store of its own with everything that the running server on the data folder has, made in an empty folder: for looking at what
 * another process has open. What cannot be written is said of that folder. @throws CliError, Refusal
 */
export const openCopy = async (world: World, empty: string): Promise<Storage> => {
  const file = join(empty, 'house.svod')
  const { house } = await fetchBackup(world.withRunning, file)
  const copy = filledCopy(world, file, join(empty, 'store'), house.secret)
  return copy.catch((error: unknown) => unwritable(empty, error))
}

/** Builds the folder; it is whole and checked when this resolves. @throws CliError `damaged`, `read`, `write`, `unfit` */
const build = (world: World, file: string, folder: string, secret: string): Promise<void> =>
  fill(world, file, folder, secret).catch((error: unknown) => unwritable(world.config.dataFolder, error))

const fill = async (world: World, file: string, folder: string, secret: string): Promise<void> => {
  const storage = await world.openStore(folder, secret)
  try {
    await readBackup(linesOfFile(file), storage).catch((error: unknown) => damaged(file, error))
    for await (const { findings } of checkStore(storage)) {
      if (findings.length > 0) throw new CliError('unfit', { folder: world.config.dataFolder })
    }
  } finally {
    await storage.close()
  }
}

/**
 * Building takes minutes, and what a server wrote meanwhile would be put aside unsaid: it is asked once more. Not held meanwhile: the
 * store goes by its path, and would write into the new folder under the old one's name. A mount point, for one, cannot be
 * renamed. @throws CliError `stop`, `place`
 */
const putInPlace = async (world: World, places: FolderSwap, wasEmpty: boolean): Promise<void> => {
  await makeSureNobodyUsesIt(world, places.folder)
  try {
    await takeAfter(places)
    await swap(places, wasEmpty)
  } catch (error) {
    throw new CliError('place', { folder: places.folder, reason: reasonOf(error) }, { cause: error })
  }
}

/** @throws CliError `write` */
const makeFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw new CliError('write', { file: folder, reason: reasonOf(error) }, { cause: error })
  }
}

export const restore: Verb = {
  help: 'cli.help.restore',
  more: 'cli.more.restore',
  flags: { force: { type: 'boolean' } },
  needs: ['FILE'],
  run: async (world) => {
    const file = world.fileAt(positional(world, 0))
    // Where it lies, not a link that leads there: what is renamed stays on its disk, and the link goes on leading to it.
    const folder = await realPlace(world.config.dataFolder)
    const wasEmpty = await isEmpty(folder)
    if (!wasEmpty && !isOn(world, 'force')) throw new CliError('not-empty', { folder })
    const { house, ...counts } = await verified(file)
    await makeSureNobodyUsesIt(world, folder)
    const places = folderSwap(folder, stampOf(new Date()))
    await makeFolder(dirname(folder))
    await clearLeft(world, folder)
    try {
      await build(world, file, places.ready, house.secret)
      await putInPlace(world, places, wasEmpty)
    } finally {
      // Where neither of the two is in its place, whoever opens the folder next ends the swap with it.
      if (wasEmpty || existsSync(folder)) await rm(places.ready, { recursive: true, force: true })
    }
    world.say('cli.restore.done', { folder, ...counts })
    if (!wasEmpty) world.say('cli.restore.aside', { folder: places.aside })
    return DONE
  },
}
