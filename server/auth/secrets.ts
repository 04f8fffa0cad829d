/**
 * Secrets that somebody is given once, of which the store keeps the hash alone (SPEC PP3). Owns how they are made and
 * compared; what a secret opens is its reader's.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const SECRET_BYTES = 32

/** 256 random bits in base64url. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url')

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** What is stored of a secret: SHA-256 in hex. A random secret needs no salt. */
export const digestOf = (secret: string): string => sha256(secret).toString('hex')

/** Takes the same time wherever the texts differ, and whatever their lengths. */
export const isSameText = (a: string, b: string): boolean => timingSafeEqual(sha256(a), sha256(b))

/** A secret that can be made again from the store's, for one `purpose`. */
export const derivedSecret = (storeSecret: string, purpose: string): string =>
  createHmac('sha256', storeSecret).update(`svod ${purpose}`).digest('base64url')
