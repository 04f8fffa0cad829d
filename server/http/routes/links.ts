/** Links that bring people in: looked at, accepted; a plan's public link; the link that ends a trial. */
import { Hono } from 'hono'
import { SvodError } from '../../../shared/errors.ts'
import { addressGroup } from '../../auth/address.ts'
import { type Allowance, createAllowance } from '../../auth/counters.ts'
import { isLoopback } from '../../config.ts'
import { setupLink } from '../../commands/people/first-link.ts'
import { openPublicLink } from '../../commands/people/public-link.ts'
import { acceptLink, lookAtLink } from '../../commands/people/use-link.ts'
import { baseOf, browserOf } from '../browser.ts'
import { type Ctx, type Env, type HttpParts, whoOf } from '../context.ts'
import { readJson } from '../json-body.ts'
import { linkAcceptance, linkSecret } from '../schemas-people.ts'

type Parts = Pick<HttpParts, 'auth' | 'people' | 'config'>

const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via']

/** Whether somebody at this very machine asks, and not through a proxy that stands on it. */
const isFromHere = (c: Ctx): boolean => {
  const remote = (c.env.incoming.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  const host = (c.req.header('host') ?? '').replace(/:\d+$/, '')
  return isLoopback(remote) && isLoopback(host) && !PROXY_HEADERS.some((name) => c.req.header(name))
}

const accept = async (c: Ctx, parts: Parts): Promise<Response> => {
  const { auth, people } = parts
  const { secret: link, ...answers } = await readJson(c, linkAcceptance)
  const request = { ...answers, secret: link, browser: browserOf(c, parts) }
  const { identity, secret } = await acceptLink(people, request)
  c.header('Set-Cookie', auth.sessionCookie(secret))
  c.header('Set-Cookie', auth.devices.remember(c.req.header('cookie'), identity.id), { append: true })
  return c.json({ identity })
}

/** Wrong secrets from one address; a school behind one has more readers than that. */
const GUESSES = { max: 120, windowMs: 10 * 60_000 }

const enterAsGuest = async (c: Ctx, parts: Parts, allowance: Allowance): Promise<Response> => {
  const { auth, people } = parts
  const address = addressGroup(browserOf(c, parts).address)
  const { secret } = await readJson(c, linkSecret)
  const link = allowance.guess(address, () => openPublicLink(people, secret))
  const { identity, setCookie } = auth.guests.enter(c.req.header('cookie'), link)
  c.header('Set-Cookie', setCookie)
  // Somebody who is signed in stays who they are.
  return c.json({ plan: link.plan, identity: c.get('who') ?? identity })
}

export const linkRoutes = (parts: Parts) => {
  const { auth, people } = parts
  const guests = createAllowance(people.now, GUESSES)
  return new Hono<Env>()
    .post('/links/look', async (c) => c.json(lookAtLink(people, (await readJson(c, linkSecret)).secret)))
    .post('/links/accept', (c) => accept(c, parts))
    .post('/public/enter', (c) => enterAsGuest(c, parts, guests))
    .post('/setup-link', async (c) => {
      const who = whoOf(c)
      if (!auth.isTrial) throw new SvodError('not-found')
      if (!isFromHere(c)) throw new SvodError('forbidden')
      return c.json({ link: await setupLink(people, who, baseOf(c, parts)) }, 201)
    })
}
