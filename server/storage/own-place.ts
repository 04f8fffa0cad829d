/**
 * Whether an open store still lies under its name. A folder that was removed or replaced goes on taking writes through the
 * files that are open, and nobody would find them again [ST22]. Owns the comparison alone.
 */
import { stat } from 'node:fs/promises'
import { SvodError } from '../../shared/errors.ts'

/** Resolves while it does; rejects with `storage-failed` otherwise. */
export type PlaceCheck = () => Promise<void>

const gone = (folder: string): string =>
  `${folder} was removed or replaced while it was open: put it back, or stop the server first`

/** `file` stays the same one as long as the store is open; `folder` is what the log names. */
export const placeOf = async (file: string, folder: string): Promise<PlaceCheck> => {
  const taken = await stat(file, { bigint: true })
  return async () => {
    const found = await stat(file, { bigint: true }).catch((cause: unknown) => {
      throw new SvodError('storage-failed', {}, { cause: new Error(gone(folder), { cause }) })
    })
    // Some network drives number their files anew from time to time; no copy has the time of change of what it was made from.
    if (found.ino === taken.ino || found.ctimeNs === taken.ctimeNs) return
    throw new SvodError('storage-failed', {}, { cause: new Error(gone(folder)) })
  }
}
