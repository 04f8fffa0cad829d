/**
 * The seam behind which sign-in lives (SPEC AU1, AU2, PP5): who sends a request. HTTP and the WebSocket both ask here and
 * nowhere else. Owns the order of the ways in; what an identity may do is `shared/permissions.ts`'s.
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { type Identity, roleIn } from '../../shared/identity.ts'
import type { Config } from '../config.ts'
import type { DirectoryData, PersonEntry, SessionEntry } from '../storage/directory-data.ts'
import type { Catalogue, Directory } from '../storage/storage.ts'
import { cookieNameFor, readCookie, writeCookie } from './cookies.ts'
import { type DemoSessions, createDemoSessions } from './demo-session.ts'
import { createDirectoryLookup } from './directory-lookup.ts'
import { type Guests, createGuests } from './guests.ts'
import { type KnownDevices, createKnownDevices } from './known-devices.ts'
import { type OriginHeaders, isOriginAllowed } from './origin-check.ts'
import { identityOfPerson, identityOfToken } from './person-identity.ts'
import { digestOf, isSameText } from './secrets.ts'
import { SESSION_SECONDS, isAlive, isStale, touched } from './sessions.ts'
import { type TicketCookie, createTicketCookie } from './ticket-cookie.ts'

/** The headers that say who asks. */
export type Credentials = Pick<IncomingHttpHeaders, 'authorization' | 'cookie'>

/** A session that is alive, and whose it is. */
export interface OpenSession {
  session: SessionEntry
  person: PersonEntry
}

export interface Auth {
  /**
   * Who sends these credentials; null for nobody, and for a bearer token that is wrong. `changing`: as a directory has them that
   * is just being changed, in which case it is not noted that they are used; left out, as the one on disk has them.
   */
  authenticate(credentials: Credentials, changing?: DirectoryData): Identity | null
  originAllowed(headers: OriginHeaders): boolean
  /** The way in without a password; null while there is none. */
  readonly demo: DemoSessions | null
  /** Whether this is a trial without a single account: its chief editor may ask for the link that ends it. */
  readonly isTrial: boolean
  /** The session in a `Cookie` header, null where there is none. */
  sessionIn(cookies: string | undefined): OpenSession | null
  /** The `Set-Cookie` of a session; null ends it. */
  sessionCookie(secret: string | null): string
  /** The cookie of a session that goes on, with its full life ahead; null where there is no session. */
  renewedCookie(cookies: string | undefined): string | null
  devices: KnownDevices
  guests: Guests
  tickets: TicketCookie
}

export interface AuthParts {
  config: Pick<Config, 'adminToken' | 'demo' | 'trial' | 'publicOrigin' | 'host'>
  catalogue: Pick<Catalogue, 'secret' | 'departments'>
  directory: Pick<Directory, 'data' | 'change'>
  ids: () => string
  /** ms since the epoch. */
  now: () => number
  /** Told when it could not be noted that a session was used. */
  onError: (error: unknown) => void
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

/**
 * Whether an `Authorization` header presents a token, good or bad. Browsers send other schemes by themselves, as to a proxy that
 * has asked for a password: those say nothing of who asks Svod.
 */
export const presentsToken = (authorization: string | undefined): authorization is string =>
  authorization !== undefined && /^bearer(?: |$)/i.test(authorization.trim())

/** A plan that anybody with its link may read is open to people whose own role does not reach it, too: as to its guests. */
const withGuest = (who: Identity, guest: Identity | null): Identity => {
  const isOfUse = Object.keys(guest?.plans ?? {}).some((plan) => roleIn(who, plan) === 'none')
  return guest && isOfUse ? { ...who, guest } : who
}

/** Notes that sessions and tokens are used: at most hourly, one write at a time for each. */
const createTouch = ({ directory, now, onError }: AuthParts) => {
  const underWay = new Set<string>()
  const note = async (hash: string): Promise<void> => {
    underWay.add(hash)
    try {
      await directory.change((data) => touched(data, hash, now()))
    } catch (error) {
      onError(error)
    } finally {
      underWay.delete(hash)
    }
  }
  return (hash: string, seenAt: string | null): void => {
    if (isStale(seenAt, now()) && !underWay.has(hash)) void note(hash)
  }
}

type LookupIn = ReturnType<typeof createDirectoryLookup>

/** Bearer tokens: the administrator's, and those that people have made for programs. */
const createTokens = (parts: AuthParts, lookupIn: LookupIn) => {
  const { config, catalogue, now } = parts
  const touch = createTouch(parts)
  return (header: string, changing?: DirectoryData): Identity | null => {
    const secret = BEARER.exec(header)?.[1]
    if (secret === undefined) return null
    if (config.adminToken !== null && isSameText(secret, config.adminToken)) return ADMIN
    const token = lookupIn(changing ?? parts.directory.data).token(digestOf(secret))
    if (!token || token.revokedAt !== null || !isAlive(token, now())) return null
    if (!changing) touch(token.hash, token.usedAt)
    return identityOfToken(token, catalogue.departments())
  }
}

/** The sessions of people, by cookie. */
const createSessions = (parts: AuthParts, lookupIn: LookupIn, secure: boolean) => {
  const { catalogue, directory, now } = parts
  const cookieName = cookieNameFor(catalogue.secret(), secure)
  const touch = createTouch(parts)
  const find = (cookies: string | undefined, data: DirectoryData): OpenSession | null => {
    const [secret, lookup] = [readCookie(cookies, cookieName), lookupIn(data)]
    const session = secret === null ? null : lookup.session(digestOf(secret))
    const person = session && isAlive(session, now()) ? lookup.person(session.person) : null
    return session && person?.closedAt === null ? { session, person } : null
  }
  const sessionIn: Auth['sessionIn'] = (cookies) => find(cookies, directory.data)
  const identify = (cookies: string | undefined, changing?: DirectoryData): Identity | null => {
    const open = find(cookies, changing ?? directory.data)
    if (!open) return null
    if (!changing) touch(open.session.hash, open.session.seenAt)
    return identityOfPerson(open.person, catalogue.departments())
  }
  const sessionCookie: Auth['sessionCookie'] = (secret) =>
    writeCookie(cookieName, secret ?? '', { secure, maxAgeSeconds: secret === null ? 0 : SESSION_SECONDS })
  const renewedCookie: Auth['renewedCookie'] = (cookies) =>
    sessionIn(cookies) && sessionCookie(readCookie(cookies, cookieName))
  return { sessionIn, identify, sessionCookie, renewedCookie }
}

export const createAuth = (parts: AuthParts): Auth => {
  const { config, catalogue, directory, ids, now } = parts
  const secure = config.publicOrigin?.startsWith('https:') === true
  const secret = catalogue.secret()
  const departments = () => catalogue.departments()
  const lookupIn = createDirectoryLookup(directory)
  const byToken = createTokens(parts, lookupIn)
  const { identify, ...sessions } = createSessions(parts, lookupIn, secure)
  const demo = createDemoSessions({ secret, departments, secure, ids, now })
  const links = () => directory.data.publicLinks
  const guests = createGuests({
    secret,
    cookieName: cookieNameFor(secret, secure, '-guest'),
    links,
    secure,
    ids,
    now,
  })
  const devices = createKnownDevices({
    secret,
    cookieName: cookieNameFor(secret, secure, '-known'),
    secure,
    ids,
  })
  // The first account ends a trial for good, closed or not: accounts are never removed.
  const isTrialIn = ({ people }: DirectoryData) => config.trial && people.length === 0
  const demoIn = (data: DirectoryData) => (config.demo || isTrialIn(data) ? demo : null)

  const byCookie = (cookies: string | undefined, changing?: DirectoryData): Identity | null => {
    const who = identify(cookies, changing) ?? demoIn(changing ?? directory.data)?.identify(cookies) ?? null
    const guest = guests.identify(cookies)
    return who ? withGuest(who, guest) : guest
  }

  return {
    // A program that presents a token means that token: a cookie beside it does not make up for a wrong one.
    authenticate: ({ authorization, cookie }, changing) =>
      presentsToken(authorization) ? byToken(authorization, changing) : byCookie(cookie, changing),
    originAllowed: (headers) => isOriginAllowed(headers, config),
    get demo() {
      return demoIn(directory.data)
    },
    get isTrial() {
      return isTrialIn(directory.data)
    },
    ...sessions,
    devices,
    guests,
    tickets: createTicketCookie({ cookieName: cookieNameFor(secret, secure, '-journey'), secure }),
  }
}

/** The two questions of the WebSocket's handshake. */
export const upgradeChecks = (auth: Auth) => ({
  authenticate: (request: { headers: Credentials }): Identity | null => auth.authenticate(request.headers),
  originAllowed: (request: IncomingMessage): boolean => auth.originAllowed(request.headers),
})
