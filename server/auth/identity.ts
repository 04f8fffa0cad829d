/**
 * The seam behind which sign-in lives (SPEC AU1, AU2): who sends a request. HTTP and the WebSocket both ask here and
 * nowhere else. Owns the order of the ways in; what an identity may do is `shared/permissions.ts`'s.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Identity } from '../../shared/identity.ts'
import type { Config } from '../config.ts'
import type { Catalogue } from '../storage/storage.ts'
import { type DemoSessions, createDemoSessions } from './demo-session.ts'
import { type OriginHeaders, isOriginAllowed } from './origin-check.ts'

/** The headers that say who asks. */
export type Credentials = Pick<IncomingHttpHeaders, 'authorization' | 'cookie'>

export interface Auth {
  /** Who sends these credentials; null for nobody, and for a bearer token that is wrong. */
  authenticate(credentials: Credentials): Identity | null
  originAllowed(headers: OriginHeaders): boolean
  /** The way in without a password; null outside the demo. */
  demo: DemoSessions | null
}

export interface AuthParts {
  config: Pick<Config, 'adminToken' | 'demo' | 'publicOrigin' | 'host'>
  catalogue: Pick<Catalogue, 'secret' | 'departments'>
  ids: () => string
  /** ms since the epoch. */
  now: () => number
}

/** Whoever holds SVOD_ADMIN_TOKEN. */
export const ADMIN: Identity = {
  id: 'admin-token',
  name: 'Svod',
  role: 'chief',
  plans: {},
  departments: [],
  approver: true,
  hue: 0,
  kind: 'program',
}

const BEARER = /^Bearer +([\x21-\x7e]+)$/i

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
/** Takes the same time wherever the texts differ, and whatever their lengths. */
const isSameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))

export const createAuth = ({ config, catalogue, ids, now }: AuthParts): Auth => {
  const secure = config.publicOrigin?.startsWith('https:') === true
  const departments = () => catalogue.departments()
  const demo = config.demo
    ? createDemoSessions({ secret: catalogue.secret(), departments, secure, ids, now })
    : null

  const byToken = (header: string): Identity | null => {
    const token = BEARER.exec(header)?.[1]
    const known = token !== undefined && config.adminToken !== null && isSameText(token, config.adminToken)
    return known ? ADMIN : null
  }

  return {
    // A program that presents a token means that token: a cookie beside it does not make up for a wrong one.
    authenticate: ({ authorization, cookie }) =>
      authorization === undefined ? (demo?.identify(cookie) ?? null) : byToken(authorization),
    originAllowed: (headers) => isOriginAllowed(headers, config),
    demo,
  }
}

/** The two questions of the WebSocket's handshake. */
export const upgradeChecks = (auth: Auth) => ({
  authenticate: (request: IncomingMessage): Identity | null => auth.authenticate(request.headers),
  originAllowed: (request: IncomingMessage): boolean => auth.originAllowed(request.headers),
})
