/**
 * Small signed values for cookies: `v1.<base64url JSON>.<base64url HMAC-SHA256>`.
 * Owns signing and checking; what the payload means, and whether it has expired, is its reader's.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

const VERSION = 'v1'
/** Longer tokens are not even looked at. */
const MAX_LENGTH = 2048

export interface Signer {
  sign(payload: unknown): string
  /** The payload, or null where the token was not signed here. */
  open(token: string): unknown
}

const parse = (encoded: string): unknown => {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'))
  } catch {
    // Signed by us and yet no JSON: nothing that this version wrote, so nobody's.
    return null
  }
}

/** A signer for one `purpose`; tokens of another purpose, store or version do not open. */
export const createSigner = (secret: string, purpose: string): Signer => {
  const key = createHmac('sha256', secret).update(`svod ${purpose} ${VERSION}`).digest()
  const seal = (encoded: string) => createHmac('sha256', key).update(`${VERSION}.${encoded}`).digest()
  return {
    sign: (payload) => {
      const encoded = Buffer.from(JSON.stringify(payload)).toString('base64url')
      return `${VERSION}.${encoded}.${seal(encoded).toString('base64url')}`
    },
    open: (token) => {
      if (token.length > MAX_LENGTH) return null
      const [version, encoded, given, ...more] = token.split('.')
      if (version !== VERSION || encoded === undefined || given === undefined || more.length > 0) return null
      const expected = seal(encoded)
      // Compared as text: base64url has spare bits, and only one spelling of a signature is ours.
      const presented = Buffer.from(given)
      const wanted = Buffer.from(expected.toString('base64url'))
      if (presented.length !== wanted.length || !timingSafeEqual(presented, wanted)) return null
      return parse(encoded)
    },
  }
}
