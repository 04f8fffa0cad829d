/** Whether a folder takes a file at this moment. Owns a file of its own in it, which is gone afterwards. */
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { SvodError } from '../../shared/errors.ts'

/** As much as a store needs at least to be opened; more than what a full disk has left over in its blocks. */
const TRIAL_BYTES = 64 << 10
const NAME = 'trial.tmp'
const OWNER_ONLY = 0o600

const writeTrial = async (path: string): Promise<void> => {
  const file = await open(path, 'w', OWNER_ONLY)
  try {
    await file.writeFile(new Uint8Array(TRIAL_BYTES))
    await file.datasync()
  } finally {
    await file.close()
    await rm(path, { force: true })
  }
}

/** @throws SvodError `storage-failed` where it does not */
export const tryDisk = async (folder: string): Promise<void> => {
  const path = join(folder, NAME)
  try {
    await writeTrial(path)
  } catch (error) {
    throw new SvodError('storage-failed', { folder }, { cause: error })
  }
}
