/** Random ids of plans, sections, rows and people. Owns their alphabet and length alone. */
import { randomFillSync } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** 62^12 is about 2^71: no two ids of a plan meet. */
const LENGTH = 12
/** Bytes from here on would make the first letters of the alphabet likelier. */
const FAIR_BYTES = 256 - (256 % ALPHABET.length)

/** Random bytes drawn ahead: a large import asks for thousands of ids at once. */
const pool = Buffer.alloc(4096)
let used = pool.length

const nextByte = (): number => {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  return pool[used++] ?? 0
}

/** A new random id: 12 letters and digits. */
export const randomId = (): string => {
  let id = ''
  while (id.length < LENGTH) {
    const byte = nextByte()
    if (byte < FAIR_BYTES) id += ALPHABET.charAt(byte % ALPHABET.length)
  }
  return id
}
