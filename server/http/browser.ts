/** What a request says about its browser and how links are written for it. Owns reading the request alone. */
import { SvodError } from '../../shared/errors.ts'
import { addressOf } from '../auth/address.ts'
import { isLoopback } from '../config.ts'
import { type OpenSession, presentsToken } from '../auth/identity.ts'
import type { Browser } from '../commands/people/entered.ts'
import type { LinkStyle } from '../commands/people/create-person.ts'
import type { Ctx, HttpParts } from './context.ts'

type Parts = Pick<HttpParts, 'auth' | 'config'>

const MAX_AGENT = 200

/** The browser that asks, with the session that it has. */
export const browserOf = (c: Ctx, { auth, config }: Parts): Browser => ({
  agent: (c.req.header('user-agent') ?? '').slice(0, MAX_AGENT),
  address: addressOf(
    { remote: c.env.incoming.socket.remoteAddress, forwardedFor: c.req.header('x-forwarded-for') },
    config.proxies,
  ),
  replaces: auth.sessionIn(c.req.header('cookie'))?.session.hash ?? null,
})

/** Who asks, by a session of their own: a program and the demo have no account. @throws SvodError `unauthenticated`, `forbidden` */
export const signedIn = (c: Ctx, { auth }: Pick<HttpParts, 'auth'>): OpenSession => {
  const open = presentsToken(c.req.header('authorization')) ? null : auth.sessionIn(c.req.header('cookie'))
  if (open) return open
  throw new SvodError(c.get('who') ? 'forbidden' : 'unauthenticated')
}

/** The product's address as the asker sees it: the set one, else that of their page, else that of the request. */
export const baseOf = (c: Ctx, { config }: Pick<HttpParts, 'config'>): string =>
  config.publicOrigin ?? c.req.header('origin') ?? new URL(c.req.url).origin

/**
 * The product's address where the request's own word is not enough: a letter to somebody else, and the way back from
 * the provider. A server of this machine alone goes by several names, of which the browser's has the cookies.
 */
export const ownBaseOf = (c: Ctx, { config, ownUrl }: Pick<HttpParts, 'config' | 'ownUrl'>): string => {
  if (config.publicOrigin !== null) return config.publicOrigin
  const host = c.req.header('host') ?? ''
  const { port } = new URL(ownUrl())
  const isOwnName = isLoopback(config.host) && isLoopback(host.replace(/:\d+$/, ''))
  return isOwnName && host.endsWith(`:${port}`) ? `http://${host}` : ownUrl()
}

export const linkStyleOf = (c: Ctx, parts: Pick<HttpParts, 'config' | 'ownUrl'>): LinkStyle => ({
  base: baseOf(c, parts),
  mailBase: ownBaseOf(c, parts),
  locale: c.get('locale'),
})
