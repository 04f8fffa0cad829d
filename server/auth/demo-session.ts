/**
 * Entry without a password, for trying Svod out (SPEC AU3): a signed cookie says who somebody wants to be.
 * Owns the cookie's content and life; must not be reachable outside the demo.
 */
import * as z from 'zod'
import { type Identity, type Role, ROLES } from '../../shared/identity.ts'
import type { DepartmentEntry } from '../storage/storage.ts'
import { cookieNameFor, readCookie, writeCookie } from './cookies.ts'
import { createSigner } from './signed-token.ts'

const LIFE_SECONDS = 30 * 24 * 60 * 60

const SESSION = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES as ['chief', 'editor', 'commenter', 'viewer']),
  department: z.string().nullable(),
  /** False after leaving: the cookie then only remembers the browser. */
  inside: z.boolean(),
  /** Seconds since the epoch. */
  expires: z.number(),
})
type Session = z.infer<typeof SESSION>

/** Who somebody says to be on entry. */
export interface DemoEntry {
  name: string
  role: Role
  department: string | null
}

export interface DemoParts {
  secret: string
  departments: () => readonly DepartmentEntry[]
  secure: boolean
  ids: () => string
  /** ms since the epoch. */
  now: () => number
}

export interface DemoSessions {
  cookieName: string
  /** Who the cookie speaks of, null where it is missing, forged, expired or left. */
  identify(cookies: string | undefined): Identity | null
  /** A session for this browser, which keeps its id when it enters again. */
  enter(cookies: string | undefined, entry: DemoEntry): { identity: Identity; setCookie: string }
  /** The cookie that ends the session. */
  leave(cookies: string | undefined): string
}

export const createDemoSessions = (parts: DemoParts): DemoSessions => {
  const signer = createSigner(parts.secret, 'demo session')
  const cookieName = cookieNameFor(parts.secret, parts.secure)
  const nowSeconds = () => Math.floor(parts.now() / 1000)

  /** The browser's session, also one that has ended. */
  const read = (cookies: string | undefined): Session | null => {
    const token = readCookie(cookies, cookieName)
    const session = token === null ? null : SESSION.safeParse(signer.open(token))
    return session?.success ? session.data : null
  }

  const identityOf = ({ id, name, role, department }: Session): Identity => {
    const hue = parts.departments().find((one) => one.id === department)?.hue ?? 0
    const departments = department === null ? [] : [department]
    // In a trial nobody is the director: whoever may edit everything may approve, too.
    const approver = role === 'chief'
    return { id, name, role, plans: {}, departments, approver, hue, kind: 'person' }
  }

  const write = (session: Session): string =>
    writeCookie(cookieName, signer.sign(session), { secure: parts.secure, maxAgeSeconds: LIFE_SECONDS })

  return {
    cookieName,
    identify: (cookies) => {
      const session = read(cookies)
      return session?.inside && session.expires > nowSeconds() ? identityOf(session) : null
    },
    enter: (cookies, entry) => {
      const id = read(cookies)?.id ?? parts.ids()
      const session = { ...entry, id, inside: true, expires: nowSeconds() + LIFE_SECONDS }
      return { identity: identityOf(session), setCookie: write(session) }
    },
    leave: (cookies) => {
      const session = read(cookies)
      if (session) return write({ ...session, inside: false, expires: nowSeconds() })
      return writeCookie(cookieName, '', { secure: parts.secure, maxAgeSeconds: 0 })
    },
  }
}
