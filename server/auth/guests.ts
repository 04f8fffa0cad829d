/**
 * Guests: who holds a plan's public link may read it (SPEC PP9). Owns the link's secret, which is derived and not stored,
 * and the signed cookie that says whose links a browser has opened. Whether a link is on is asked at every request.
 */
import * as z from 'zod'
import type { Access, Identity } from '../../shared/identity.ts'
import type { DirectoryData, PublicLinkEntry } from '../storage/directory-data.ts'
import { readCookie, writeCookie } from './cookies.ts'
import { derivedSecret, digestOf } from './secrets.ts'
import { createSigner } from './signed-token.ts'

const LIFE_SECONDS = 30 * 24 * 60 * 60
/** Plans that one browser remembers; the oldest go. */
const MAX_PLANS = 20

const COOKIE = z.object({
  id: z.string(),
  links: z.array(z.object({ plan: z.string(), serial: z.number() })),
  /** Seconds since the epoch. */
  expires: z.number(),
})
type Guest = z.infer<typeof COOKIE>

export interface GuestParts {
  /** The store's secret. */
  secret: string
  cookieName: string
  links: () => DirectoryData['publicLinks']
  secure: boolean
  ids: () => string
  /** ms since the epoch. */
  now: () => number
}

export interface Guests {
  /** The secret of a plan's link. */
  secretOf(link: Pick<PublicLinkEntry, 'plan' | 'serial'>): string
  /** The link that is on and has this secret. */
  find(secret: string): PublicLinkEntry | null
  /** Who may read plans by links that are on; null where this browser has opened none of them. */
  identify(cookies: string | undefined): Identity | null
  enter(cookies: string | undefined, link: PublicLinkEntry): { identity: Identity; setCookie: string }
  /** The cookie that forgets everything. */
  leave(): string
}

const identityOf = (id: string, plans: Readonly<Record<string, Access>>): Identity => ({
  id: `guest-${id}`,
  name: '',
  role: 'none',
  plans,
  departments: [],
  approver: false,
  hue: 0,
  kind: 'guest',
})

export const createGuests = (parts: GuestParts): Guests => {
  const { secret, cookieName, links, secure } = parts
  const signer = createSigner(secret, 'guest')
  const nowSeconds = () => Math.floor(parts.now() / 1000)
  const secretOf: Guests['secretOf'] = ({ plan, serial }) =>
    derivedSecret(secret, `public link ${serial} ${plan}`)

  /** By the digest of their secrets: made anew where links have changed, so that a guess costs a look-up. */
  const bySecret = (all: DirectoryData['publicLinks']) =>
    new Map(all.filter(({ on }) => on).map((one) => [digestOf(secretOf(one)), one]))
  let [seen, found] = [links(), bySecret(links())]
  const open = (): ReadonlyMap<string, PublicLinkEntry> => {
    const all = links()
    if (all !== seen) [seen, found] = [all, bySecret(all)]
    return found
  }

  const read = (cookies: string | undefined): Guest | null => {
    const token = readCookie(cookies, cookieName)
    const guest = token === null ? null : COOKIE.safeParse(signer.open(token))
    return guest?.success && guest.data.expires > nowSeconds() ? guest.data : null
  }

  const plansOf = ({ links: opened }: Guest): Record<string, Access> => {
    const isOn = (plan: string, serial: number) =>
      links().some((one) => one.on && one.plan === plan && one.serial === serial)
    const valid = opened.filter(({ plan, serial }) => isOn(plan, serial))
    return Object.fromEntries(valid.map(({ plan }) => [plan, 'viewer']))
  }

  return {
    secretOf,
    find: (given) => open().get(digestOf(given)) ?? null,
    identify: (cookies) => {
      const guest = read(cookies)
      const readable = guest ? plansOf(guest) : {}
      return guest && Object.keys(readable).length > 0 ? identityOf(guest.id, readable) : null
    },
    enter: (cookies, { plan, serial }) => {
      const before = read(cookies)
      const others = (before?.links ?? []).filter((one) => one.plan !== plan).slice(1 - MAX_PLANS)
      const expires = nowSeconds() + LIFE_SECONDS
      const guest = { id: before?.id ?? parts.ids(), links: [...others, { plan, serial }], expires }
      const setCookie = writeCookie(cookieName, signer.sign(guest), { secure, maxAgeSeconds: LIFE_SECONDS })
      return { identity: identityOf(guest.id, plansOf(guest)), setCookie }
    },
    leave: () => writeCookie(cookieName, '', { secure, maxAgeSeconds: 0 }),
  }
}
