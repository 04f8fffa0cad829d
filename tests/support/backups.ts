/** Backups in the memory of a test. */
import { linesOf } from '../../server/commands/backup/backup-lines.ts'
import { readBackup } from '../../server/commands/backup/read-backup.ts'
import { takeBackup } from '../../server/commands/backup/take-backup.ts'
import { createTurns } from '../../server/commands/versions/turns.ts'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import type { Storage } from '../../server/storage/storage.ts'

export const backupLines = async (storage: Storage, editions = createTurns()): Promise<string[]> => {
  const lines: string[] = []
  for await (const line of linesOf(takeBackup({ storage, editions, now: () => 0 })))
    lines.push(line.trimEnd())
  return lines
}

// eslint-disable-next-line typescript/require-await
export async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}

/** The same house in another store. */
export const restoredFrom = async (
  lines: readonly string[],
  storage = openMemoryStorage(),
): Promise<Storage> => {
  await readBackup(each(lines), storage)
  return storage
}
