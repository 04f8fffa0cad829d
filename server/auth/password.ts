/**
 * Passwords: scrypt with its parameters and salt in the string (SPEC PP4). Owns hashing, checking and what is too weak;
 * runs in Node's thread pool, a few at once, so that sign-ins hold up neither the loop nor the disk.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { SvodError } from '../../shared/errors.ts'

/** Who waits: somebody whom the house knows, by a session, a link or a browser that has been in, or anybody at all. */
export type Line = 'known' | 'strangers'

export interface Passwords {
  /** For somebody known. @throws SvodError `too-many-requests` where too many wait */
  hash(password: string): Promise<string>
  /** False, after the same work, where there is nothing stored. @throws SvodError `too-many-requests` */
  verify(password: string, stored: string | null, line?: Line): Promise<boolean>
}

export interface PasswordOptions {
  /** Work of a new hash as a power of two; 15 takes 32 MiB and some 100 ms. */
  cost?: number
  /** How many are worked on together: the thread pool has four threads, and the disk needs some. */
  atOnce?: number
  /** How many may wait for their turn, in each line. */
  waiting?: number
}

interface Parameters {
  cost: number
  blockSize: number
  parallel: number
  salt: Buffer
  key: Buffer
}

const BLOCK_SIZE = 8
const PARALLEL = 1
const SALT_BYTES = 16
const KEY_BYTES = 32
/** What a stored string may ask for; more is no hash of ours. */
const MAX_COST = 20
const BUSY_SECONDS = 5

const STORED = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]{16,64})\$([\w-]{16,128})$/

const read = (stored: string): Parameters => {
  const [, cost, blockSize, parallel, salt = '', key = ''] = STORED.exec(stored) ?? []
  if (cost === undefined || Number(cost) > MAX_COST) throw new Error('a stored password cannot be read')
  const [saltBytes, keyBytes] = [Buffer.from(salt, 'base64url'), Buffer.from(key, 'base64url')]
  return {
    cost: Number(cost),
    blockSize: Number(blockSize),
    parallel: Number(parallel),
    salt: saltBytes,
    key: keyBytes,
  }
}

const write = ({ cost, blockSize, parallel, salt, key }: Parameters): string =>
  ['scrypt', cost, blockSize, parallel, salt.toString('base64url'), key.toString('base64url')].join('$')

/** The same characters typed on another system are the same password. */
const bytesOf = (password: string): Buffer => Buffer.from(password.normalize('NFKC'))

const derive = (password: string, { cost, blockSize, parallel, salt, key }: Parameters): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const N = 2 ** cost
    const options = { N, r: blockSize, p: parallel, maxmem: 256 * N * blockSize }
    scrypt(bytesOf(password), salt, key.length, options, (error, derived) =>
      error ? reject(error) : resolve(derived),
    )
  })

/** Lets `atOnce` tasks run and `waiting` more queue in each line: however many strangers come, who is known is next. */
const createQueue = (atOnce: number, waiting: number) => {
  const lines: Readonly<Record<Line, (() => void)[]>> = { known: [], strangers: [] }
  let running = 0
  const done = (): void => {
    running--
    const next = lines.known.shift() ?? lines.strangers.shift()
    next?.()
  }
  return async <T>(line: Line, task: () => Promise<T>): Promise<T> => {
    const queue = lines[line]
    if (queue.length >= waiting) throw new SvodError('too-many-requests', { seconds: BUSY_SECONDS })
    if (running >= atOnce) await new Promise<void>((resolve) => queue.push(resolve))
    running++
    try {
      return await task()
    } finally {
      done()
    }
  }
}

export const createPasswords = ({ cost = 15, atOnce = 2, waiting = 64 }: PasswordOptions = {}): Passwords => {
  const inTurn = createQueue(atOnce, waiting)
  const fresh = (): Parameters => {
    const [salt, key] = [randomBytes(SALT_BYTES), Buffer.alloc(KEY_BYTES)]
    return { cost, blockSize: BLOCK_SIZE, parallel: PARALLEL, salt, key }
  }
  // Its key is random, so no password fits; checking one takes as long as with any other.
  const nobody = { ...fresh(), key: randomBytes(KEY_BYTES) }
  return {
    hash: (password) =>
      inTurn('known', async () => {
        const parameters = fresh()
        return write({ ...parameters, key: await derive(password, parameters) })
      }),
    verify: (password, stored, line = 'strangers') =>
      inTurn(line, async () => {
        const parameters = stored === null ? nobody : read(stored)
        const same = timingSafeEqual(await derive(password, parameters), parameters.key)
        return same && stored !== null
      }),
  }
}
