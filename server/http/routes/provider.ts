/**
 * To the identity provider and back (SPEC PV5 to PV10). These are pages that a browser goes through: what fails is told
 * behind the `#` of the page that it ends on. A link's secret comes in a body alone, so that no log has it.
 */
import { Hono } from 'hono'
import { SvodError } from '../../../shared/errors.ts'
import { addressGroup } from '../../auth/address.ts'
import { CALLBACK_PATH, type Intent, type Provider } from '../../auth/provider.ts'
import { digestOf } from '../../auth/secrets.ts'
import { enterByProvider, proofOf } from '../../commands/people/arrive.ts'
import { prove, unlinkProvider } from '../../commands/people/change-account.ts'
import { lookAtLink } from '../../commands/people/use-link.ts'
import { browserOf, ownBaseOf, signedIn } from '../browser.ts'
import type { Ctx, Env, HttpParts } from '../context.ts'
import { readJson } from '../json-body.ts'
import { ownPath } from '../own-path.ts'
import { toSvodError } from '../problem.ts'
import { journeyStart, providerLink, providerUnlink } from '../schemas-people.ts'

type Parts = Pick<HttpParts, 'auth' | 'people' | 'config' | 'ownUrl' | 'provider' | 'log'>

const providerOf = ({ provider }: Parts): Provider => {
  if (!provider) throw new SvodError('not-found')
  return provider
}

const pathOf = (text: string): string => {
  const path = ownPath(text)
  if (path === null) throw new SvodError('bad-request', { field: 'to', reason: 'is no page of ours' })
  return path
}

/** @throws SvodError `too-many-requests`: every step makes the provider work */
const takeTurn = (c: Ctx, parts: Parts): void =>
  parts.people.budgets.journeys.take(addressGroup(browserOf(c, parts).address))

/** Takes the ticket for the journey into a cookie; the provider's page. */
const begin = async (c: Ctx, parts: Parts, intent: Intent): Promise<URL> => {
  takeTurn(c, parts)
  const { url, ticket } = await providerOf(parts).begin(new URL(CALLBACK_PATH, ownBaseOf(c, parts)), intent)
  c.header('Set-Cookie', parts.auth.tickets.write(ticket))
  return url
}

/** In, and where to go on. */
const finish = async (c: Ctx, parts: Parts): Promise<string> => {
  const { auth, people } = parts
  const provider = providerOf(parts)
  const cookies = c.req.header('cookie')
  const ticket = auth.tickets.read(cookies)
  if (ticket === null) throw new SvodError('provider-refused')
  takeTurn(c, parts)
  const current = new URL(CALLBACK_PATH + new URL(c.req.url).search, ownBaseOf(c, parts))
  const arrival = await provider.finish(current, ticket)
  const { identity, secret } = await enterByProvider(people, arrival, browserOf(c, parts))
  c.header('Set-Cookie', auth.sessionCookie(secret), { append: true })
  c.header('Set-Cookie', auth.devices.remember(cookies, identity.id), { append: true })
  return arrival.to
}

/** Goes where `way` says, or to the front page with the code of what went wrong. */
const redirect = async (c: Ctx, { log }: Parts, way: () => Promise<string>): Promise<Response> => {
  try {
    return c.redirect(await way(), 302)
  } catch (error) {
    const { method, path } = c.req
    // A wrong client secret looks like this: the operator has to hear of it.
    if (error instanceof SvodError && error.code === 'provider-refused' && error.cause !== undefined) {
      log.warn({ err: error.cause }, 'an answer of the identity provider was refused')
    }
    return c.redirect(`/#error=${toSvodError(error, log, { method, path }).code}`, 302)
  }
}

export const providerRoutes = (parts: Parts) =>
  new Hono<Env>()
    .get('/start', (c) => {
      providerOf(parts)
      const to = pathOf(c.req.query('to') ?? '/')
      const intent = { to, invitation: null, person: null }
      return redirect(c, parts, async () => (await begin(c, parts, intent)).href)
    })
    .post('/start', async (c) => {
      providerOf(parts)
      const { to, invitation } = await readJson(c, journeyStart)
      const path = pathOf(to)
      // Whoever has an ended link learns it here, not after the way to the provider and back.
      if (invitation !== null) lookAtLink(parts.people, invitation)
      const digest = invitation === null ? null : digestOf(invitation)
      return c.json({ url: (await begin(c, parts, { to: path, invitation: digest, person: null })).href })
    })
    .post('/link', async (c) => {
      providerOf(parts)
      const open = signedIn(c, parts)
      const { person } = open
      const { to, currentPassword: password } = await readJson(c, providerLink)
      const path = pathOf(to)
      const device = parts.auth.devices.knows(c.req.header('cookie'), person.id)
      await prove(parts.people, person, { password, device, address: browserOf(c, parts).address })
      const intent = { to: path, invitation: null, person: proofOf(open) }
      return c.json({ url: (await begin(c, parts, intent)).href })
    })
    .post('/unlink', async (c) => {
      const open = signedIn(c, parts)
      const { currentPassword: password } = await readJson(c, providerUnlink)
      const device = parts.auth.devices.knows(c.req.header('cookie'), open.person.id)
      await unlinkProvider(parts.people, open, { password, device, address: browserOf(c, parts).address })
      return c.body(null, 204)
    })
    .get('/callback', (c) => {
      providerOf(parts)
      // A ticket is for one answer, good or bad.
      c.header('Set-Cookie', parts.auth.tickets.write(null))
      return redirect(c, parts, () => finish(c, parts))
    })
