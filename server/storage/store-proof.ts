/**
 * How a process shows that it has the store in a folder open: by a secret of its own that lies in the folder for as long as
 * nobody else opens it. Owns the file and the proof; who asks for it, and how, is the callers'.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A copy of the folder has it, too, until that is opened. */
const HOLDER = 'holder'
const OWNER_ONLY = 0o600
const SECRET_BYTES = 32

export type StoreProof = (challenge: string) => string

const proofBy =
  (secret: string): StoreProof =>
  (challenge) =>
    createHmac('sha256', secret).update(challenge).digest('hex')

/** For a store that lies in no folder. */
export const newProof = (): StoreProof => proofBy(randomBytes(SECRET_BYTES).toString('hex'))

/** To be called by whoever has the lock of the store. */
export const holdFolder = async (folder: string): Promise<StoreProof> => {
  const secret = randomBytes(SECRET_BYTES).toString('hex')
  // A full disk keeps nobody from opening the store; the proof then fits nothing that others read.
  await writeFile(join(folder, HOLDER), secret, { mode: OWNER_ONLY }).catch(() => undefined)
  return proofBy(secret)
}

/** What whoever has the store in `folder` open answers to a challenge; null where that cannot be read. */
export const proofIn = async (folder: string, challenge: string): Promise<string | null> => {
  const secret = await readFile(join(folder, HOLDER), 'utf8').catch(() => '')
  return secret === '' ? null : proofBy(secret)(challenge)
}
