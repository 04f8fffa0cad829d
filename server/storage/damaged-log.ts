/**
 * Whether LevelDB's log has a hole: LevelDB leaves out a record whose checksum does not fit, and whatever follows in its
 * block, says nothing, and goes on behind it. Owns the looking, and that a copy stays; must not change the log.
 */
import { existsSync } from 'node:fs'
import { copyFile, readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { PLANS } from './folder-parts.ts'
import { logRecords } from './level-log.ts'

/** A broken end is how every loss of power ends; what is intact behind something broken was acknowledged after it. */
const hasHole = (log: Buffer): boolean => {
  let isBroken = false
  for (const { isIntact } of logRecords(log)) {
    if (isIntact && isBroken) return true
    isBroken ||= !isIntact
  }
  return false
}

/** Names of the logs of the store in `folder`; none where there is no store. */
const logsOf = async (plans: string): Promise<string[]> => {
  try {
    return (await readdir(plans)).filter((name) => /^\d+\.log$/.test(name)).sort()
  } catch {
    // No store, or one that cannot be opened either, which opening says.
    return []
  }
}

/**
 * The paths of the logs with holes. To be asked before the store is opened: opening makes a table of what is left, and
 * removes the log.
 */
export const damagedLogs = async (folder: string): Promise<string[]> => {
  const plans = join(folder, PLANS)
  const damaged: string[] = []
  for (const name of await logsOf(plans)) {
    const path = join(plans, name)
    // One that cannot be read is LevelDB's to refuse.
    const log = await readFile(path).catch(() => null)
    if (log !== null && hasHole(log)) damaged.push(path)
  }
  return damaged
}

/**
 * Copies the damaged logs to where LevelDB leaves them alone, for whoever may read more of them: `files` are the copies' paths,
 * and the log's own where there is no room for one; `copies` are those that were not there before.
 */
export const keepDamagedLogs = async (folder: string): Promise<{ files: string[]; copies: string[] }> => {
  const [files, copies]: [string[], string[]] = [[], []]
  for (const path of await damagedLogs(folder)) {
    const copy = join(folder, `damaged-${basename(path)}`)
    const isNew = !existsSync(copy)
    const isKept = await copyFile(path, copy).then(
      () => true,
      () => false,
    )
    files.push(isKept ? copy : path)
    if (isKept && isNew) copies.push(copy)
  }
  return { files, copies }
}
