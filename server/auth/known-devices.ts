/**
 * Browsers that have signed in to an account before (SPEC PP7): a signed cookie remembers it, also after signing out.
 * It opens nothing; it only keeps strangers from using up the owner's attempts.
 */
import * as z from 'zod'
import { readCookie, writeCookie } from './cookies.ts'
import { createSigner } from './signed-token.ts'

/** As long as browsers keep a cookie at all. */
const LIFE_SECONDS = 400 * 24 * 60 * 60
const MAX_PEOPLE = 10

const COOKIE = z.object({ id: z.string(), people: z.array(z.string()) })

export interface DeviceParts {
  /** The store's secret. */
  secret: string
  cookieName: string
  secure: boolean
  ids: () => string
}

export interface KnownDevices {
  /** The browser's id where it has signed in as this person before; null otherwise. */
  knows(cookies: string | undefined, person: string): string | null
  /** The cookie that remembers that it has. */
  remember(cookies: string | undefined, person: string): string
}

export const createKnownDevices = ({ secret, cookieName, secure, ids }: DeviceParts): KnownDevices => {
  const signer = createSigner(secret, 'known device')
  const read = (cookies: string | undefined) => {
    const token = readCookie(cookies, cookieName)
    const device = token === null ? null : COOKIE.safeParse(signer.open(token))
    return device?.success ? device.data : null
  }
  return {
    knows: (cookies, person) => {
      const device = read(cookies)
      return device?.people.includes(person) === true ? device.id : null
    },
    remember: (cookies, person) => {
      const device = read(cookies)
      const others = (device?.people ?? []).filter((one) => one !== person).slice(1 - MAX_PEOPLE)
      const value = signer.sign({ id: device?.id ?? ids(), people: [...others, person] })
      return writeCookie(cookieName, value, { secure, maxAgeSeconds: LIFE_SECONDS })
    },
  }
}
