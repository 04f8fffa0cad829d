/** Files that the command line writes: whole under their name, or not at all. Owns the names of those that are being written. */
import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from '../storage/durable-json-file.ts'
import { CliError, reasonOf } from './terms.ts'

const ANYBODY = 0o666

/** Where it is written before it is whole. */
export const partOf = (file: string): string => `${file}.part`

/** Writes a new file; on the disk when it resolves. @throws CliError `write` where it cannot be made; whatever `body` or the disk throws */
export const writeNew = async (
  file: string,
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  mode: number,
): Promise<void> => {
  await rm(file, { force: true })
  // Never into a file that is there already: whoever has made it could read along, or have it lead elsewhere.
  const target = await open(file, 'wx', mode).catch((error: unknown) => {
    throw new CliError('write', { file, reason: reasonOf(error) }, { cause: error })
  })
  try {
    for await (const chunk of body) await target.writeFile(chunk)
    await target.sync()
  } finally {
    await target.close()
  }
}

/** Gives what was written its name, in the place of what had it. */
export const takeName = async (file: string): Promise<void> => {
  await rename(partOf(file), file)
  await syncFolder(dirname(file))
}

/** A pipe or a device is written to as it is. */
const isPlain = async (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile(),
    () => true,
  )

/** What is there stays until the new file is whole. @throws CliError `write` */
export const writeWhole = async (named: string, bytes: Uint8Array): Promise<void> => {
  const file = await realpath(named).catch(() => named)
  try {
    if (!(await isPlain(file))) return await writeFile(file, bytes)
    await writeNew(partOf(file), [bytes], ANYBODY)
    await takeName(file)
  } catch (error) {
    if (error instanceof CliError) throw error
    throw new CliError('write', { file, reason: reasonOf(error) }, { cause: error })
  } finally {
    await rm(partOf(file), { force: true })
  }
}
