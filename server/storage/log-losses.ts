/**
 * What LevelDB's logs had lost when a store was opened: the one time that it can be said, for opening makes tables of them and
 * begins another. Owns when it is looked for and when it is told; how a loss is known is `damaged-log.ts`'s and `missing-log.ts`'s.
 */
import { rm } from 'node:fs/promises'
import { SvodError } from '../../shared/errors.ts'
import { keepDamagedLogs } from './damaged-log.ts'
import { missingLog } from './missing-log.ts'

/** A log that has gone, or the copy of one with a hole (the log itself where there was no room for a copy). */
export interface LogLoss {
  kind: 'log-missing' | 'log-damaged'
  file: string
}

const isInUse = (error: unknown): boolean => error instanceof SvodError && error.code === 'data-folder-in-use'

/**
 * Opens by `open`, and tells what its logs had lost, also where that fails: LevelDB may have begun its work. LevelDB takes its
 * lock and reads its logs in one step, so they are looked at before; where another process has them open they are whole, and
 * whatever they looked like is not told.
 */
export const tellingLosses = async <T>(
  folder: string,
  tell: (loss: LogLoss) => void,
  open: () => Promise<T>,
): Promise<T> => {
  const lost = await missingLog(folder)
  const { files, copies } = await keepDamagedLogs(folder)
  const tellAll = (): void => {
    if (lost !== null) tell({ kind: 'log-missing', file: lost })
    for (const file of files) tell({ kind: 'log-damaged', file })
  }
  try {
    const opened = await open()
    tellAll()
    return opened
  } catch (error) {
    if (!isInUse(error)) tellAll()
    else for (const copy of copies) await rm(copy, { force: true })
    throw error
  }
}
