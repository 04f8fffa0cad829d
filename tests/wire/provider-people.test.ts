/** Who comes in by the identity provider, and who does not: a real provider, a real server. */
import { once } from 'node:events'
import { type IncomingHttpHeaders, type IncomingMessage, type RequestOptions, request } from 'node:http'
import { expect, test, vi } from 'vitest'
import { PASSWORD, secretOf, startHouse, storeFirstLink, trail } from './people-fixture.ts'
import { startHttp } from './http-fixture.ts'
import { CALLBACK, ORIGIN, type ProviderHouse, configFor, startProviderHouse } from './provider-fixture.ts'

const ACCOUNTS = {
  anna: { name: ' Анна\n Петрова ', email: 'Anna@Example.org', email_verified: true },
  boris: { name: 'Борис', email: 'boris@example.org', email_verified: false },
  nameless: {},
}

/** The headers of an answer, asked for as no browser would. */
const headersOf = async (options: RequestOptions): Promise<IncomingHttpHeaders> => {
  const asked = request({ hostname: '127.0.0.1', ...options }).end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.resume()
  return answer.headers
}

type Made = { id: string; link: string }
type Me = { identity: { id: string; name: string; role: string; departments: string[] } }

const invite = async (house: ProviderHouse, more: object = {}): Promise<string> => {
  const invitation = { role: 'editor', ...more }
  return secretOf((await house.as<Made>(house.chief, 'POST', '/api/invitations', invitation)).body.link)
}

const meOf = async (house: ProviderHouse, landing: { headers: object }) =>
  house.as<Me>(landing as { headers: Record<string, string> }, 'GET', '/api/me')

const people = (house: { storage: ProviderHouse['storage'] }) => house.storage.directory.data.people

test('[PV5] an invitation makes an account of what the provider says, and that person comes back as the same', async () => {
  const house = await startProviderHouse(ACCOUNTS)
  const invitation = await invite(house, { approver: true })
  const landing = await house.journey('anna', { to: '/p/plan1?x=1#row', invitation })
  expect(landing).toMatchObject({ status: 302, location: '/p/plan1?x=1#row' })
  const me = await meOf(house, landing)
  expect(me.body.identity).toMatchObject({ name: 'Анна Петрова', role: 'editor', approver: true })
  expect(people(house)[1]).toMatchObject({
    login: 'anna@example.org',
    email: 'anna@example.org',
    subject: `${house.oidc.issuer.origin} anna`,
    password: null,
  })
  expect((await house.post('/api/links/look', { secret: invitation })).status).toBe(410)
  const again = await house.journey('anna')
  expect(again).toMatchObject({ status: 302, location: '/' })
  expect((await meOf(house, again)).body.identity.id).toBe(me.body.identity.id)
  expect((await trail(house)).slice(0, 3)).toEqual(['sign-in', 'account.join', 'invitation.create'])
})

test('[PV5] who has an account is in as themselves, whatever invitation they carry, and leaves it as it is', async () => {
  const house = await startProviderHouse(ACCOUNTS)
  await house.journey('anna', { invitation: await invite(house) })
  const other = await invite(house, { role: 'chief' })
  const landing = await house.journey('anna', { invitation: other })
  expect((await meOf(house, landing)).body.identity.role).toBe('editor')
  expect((await house.post('/api/links/look', { secret: other })).status).toBe(200)
  expect(people(house)).toHaveLength(2)
})

test('[PV5] of several who come at once with the last turn one is in', async () => {
  const house = await startProviderHouse({ ...ACCOUNTS, vika: {} })
  const invitation = await invite(house)
  const landings = await Promise.all(
    ['anna', 'boris', 'vika'].map((one) => house.journey(one, { invitation })),
  )
  const places = landings.map(({ location }) => location).toSorted()
  expect(places).toEqual(['/', '/#error=link-ended', '/#error=link-ended'])
  expect(people(house)).toHaveLength(2)
})

test('[PV5] without a verified address, or where it is taken, the login is made of the subject', async () => {
  const house = await startProviderHouse({
    ...ACCOUNTS,
    double: { email: 'anna@example.org', email_verified: true },
  })
  await house.join('anna@example.org', 'viewer')
  const invitation = await invite(house, { uses: 'many' })
  for (const login of ['boris', 'nameless', 'double', 'anna']) {
    expect((await house.journey(login, { invitation })).location).toBe('/')
  }
  const [boris, nameless, double] = people(house).slice(2)
  expect(boris).toMatchObject({ name: 'Борис', email: null })
  expect(nameless?.name).toBe(nameless?.login)
  expect(double).toMatchObject({ name: 'anna', email: 'anna@example.org' })
  for (const one of [boris, nameless, double]) expect(one?.login).toMatch(/^id-[0-9a-f]{10}$/)
  expect(people(house)).toHaveLength(6)
})

test('[PV5] the first person may come by the provider, too', async () => {
  const house = await startProviderHouse(ACCOUNTS)
  const server = await startHttp({
    config: { demo: false, adminToken: null, publicOrigin: ORIGIN, provider: configFor(house.oidc.issuer) },
  })
  const invitation = await storeFirstLink(server.storage)
  const response = await fetch(`${server.url}/api/provider/start`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ invitation }),
  })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const back = await house.oidc.visit(new URL(((await response.json()) as { url: string }).url), 'anna')
  const landed = await fetch(`${server.url}${back.pathname}${back.search}`, {
    headers: { cookie },
    redirect: 'manual',
  })
  expect(landed.headers.get('location')).toBe('/')
  expect(people(server)).toMatchObject([{ name: 'Анна Петрова', role: 'chief' }])
})

test('[PV6] an account that the chief editor made is its owner’s by the verified address, once', async () => {
  const house = await startProviderHouse({ ...ACCOUNTS, other: ACCOUNTS.anna })
  const person = { name: 'Анна П.', login: 'anna', email: 'ANNA@example.org', role: 'commenter' }
  const { body } = await house.as<Made>(house.chief, 'POST', '/api/people', person)
  const landing = await house.journey('anna')
  expect((await meOf(house, landing)).body.identity).toMatchObject({ id: body.id, name: 'Анна П.' })
  expect((await trail(house))[0]).toBe('account.provider')
  // The same address of another subject: the account has its owner.
  expect((await house.journey('other')).location).toBe('/#error=not-invited')
  expect(people(house)).toHaveLength(2)
})

test('[PV6] an address that somebody gave themselves, an unverified one, or one of two people, is no proof', async () => {
  const house = await startProviderHouse(ACCOUNTS)
  const mallory = await house.join('mallory', 'viewer')
  const visit = async (login: string) => (await house.journey(login)).location
  await house.as(mallory, 'PATCH', '/api/account', { email: 'anna@example.org' })
  const same = { role: 'commenter', email: 'anna@example.org' }
  await house.as(house.chief, 'PATCH', `/api/people/${mallory.id}`, same)
  expect(await visit('anna')).toBe('/#error=not-invited')
  const make = (login: string, email: string) =>
    house.as(house.chief, 'POST', '/api/people', { name: login, login, email, role: 'viewer' })
  await make('boris', 'boris@example.org')
  expect(await visit('boris')).toBe('/#error=not-invited')
  await make('anna', 'anna@example.org')
  await make('anna2', 'anna@example.org')
  expect(await visit('anna')).toBe('/#error=not-invited')
  const second = people(house).find(({ login }) => login === 'anna2')
  await house.as(house.chief, 'DELETE', `/api/people/${second?.id}`)
  expect(await visit('anna')).toBe('/')
  // What the chief editor writes counts from then on.
  await house.as(house.chief, 'PATCH', `/api/people/${mallory.id}`, { email: 'boris@example.org' })
  expect(people(house).find(({ login }) => login === 'mallory')).toMatchObject({
    emailTrusted: true,
    subject: null,
  })
})

test('[PV6] a password link that is used by the provider replaces the password', async () => {
  const house = await startProviderHouse(ACCOUNTS)
  const boris = await house.join('boris', 'editor')
  const reset = await house.as<Made>(house.chief, 'POST', `/api/people/${boris.id}/reset`)
  const landing = await house.journey('boris', { invitation: secretOf(reset.body.link) })
  expect((await meOf(house, landing)).body.identity.id).toBe(boris.id)
  expect((await house.as(boris, 'GET', '/api/me')).status).toBe(401)
  expect((await house.signIn('boris')).status).toBe(401)
  const again = await house.as<Made>(house.chief, 'POST', `/api/people/${boris.id}/reset`)
  const stranger = await house.journey('anna', { invitation: secretOf(again.body.link) })
  expect(stranger.location).toBe('/#error=link-ended')
})

test('[PV7] who is not invited, or has a closed account, stays outside, and the trail says so', async () => {
  const house = await startProviderHouse(ACCOUNTS)
  const outside = await house.journey('anna')
  expect(outside).toMatchObject({ status: 302, location: '/#error=not-invited' })
  expect((await meOf(house, outside)).status).toBe(401)
  expect((await trail(house))[0]).toBe('sign-in.failed')
  await house.journey('anna', { invitation: await invite(house) })
  const id = people(house)[1]?.id ?? ''
  await house.as(house.chief, 'DELETE', `/api/people/${id}`)
  const invitation = await invite(house)
  expect((await house.journey('anna')).location).toBe('/#error=not-invited')
  expect((await house.journey('anna', { invitation })).location).toBe('/#error=not-invited')
  expect((await house.post('/api/links/look', { secret: invitation })).status).toBe(200)
  const [record] = await house.storage.readAudit(1)
  expect(record).toMatchObject({ action: 'sign-in.failed', details: { person: id, way: 'provider' } })
})

test('[PV7] the same name at two providers is two people', async () => {
  const house = await startProviderHouse({ anna: {} })
  const invitation = await invite(house)
  await house.journey('anna', { invitation })
  const subject = 'https://elsewhere.example anna'
  await house.storage.directory.change((data) => ({
    ...data,
    people: data.people.map((one) => (one.subject === null ? one : { ...one, subject })),
  }))
  expect((await house.journey('anna')).location).toBe('/#error=not-invited')
})

test('[PV16] who is in comes by the provider from then on, with their password and as nobody else', async () => {
  const house = await startProviderHouse(ACCOUNTS)
  const [anna, boris] = [await house.join('anna', 'editor'), await house.join('boris', 'editor')]
  expect((await house.link({ headers: {} }, PASSWORD)).status).toBe(401)
  expect((await house.link(anna, 'не тот пароль')).status).toBe(401)
  const link = async (who: typeof anna, login: string) => {
    const { url, ticket } = await house.link(who, PASSWORD)
    const cookie = `${ticket.cookie}; ${who.headers.cookie}`
    return house.arrive(await house.oidc.visit(url, login), { cookie })
  }
  const linked = await link(anna, 'nameless')
  expect(linked.location).toBe('/account')
  expect((await meOf(house, linked)).body.identity.id).toBe(anna.id)
  expect((await meOf(house, await house.journey('nameless'))).body.identity.id).toBe(anna.id)
  expect((await trail(house)).slice(0, 2)).toEqual(['sign-in', 'account.provider'])
  expect((await house.signIn('anna')).status).toBe(200)
  expect((await link(boris, 'nameless')).location).toBe('/#error=conflict')
  expect((await link({ ...anna, headers: linked.headers }, 'boris')).location).toBe('/#error=conflict')
  expect(people(house).filter(({ subject }) => subject !== null)).toHaveLength(1)
})

test('[PV8] [PP3] the ticket holds no secret of a link', async () => {
  const house = await startProviderHouse(ACCOUNTS)
  const invitation = await invite(house)
  const { ticket } = await house.start({ invitation })
  const payload = Buffer.from(ticket.cookie?.split('.')[1] ?? '', 'base64url').toString('utf8')
  expect(payload).toContain('"invitation":"')
  expect(payload).not.toContain(invitation)
})

test('[PV15] the chief editor takes the provider away from an account, and its sessions with it', async () => {
  const house = await startProviderHouse(ACCOUNTS)
  const landing = await house.journey('boris', { invitation: await invite(house) })
  const id = people(house)[1]?.id
  const change = (body: object) =>
    house.as<{ hasProvider: boolean }>(house.chief, 'PATCH', `/api/people/${id}`, body)
  expect((await change({ hasProvider: true })).status).toBe(400)
  expect((await change({ role: 'viewer' })).body.hasProvider).toBe(true)
  expect((await meOf(house, landing)).status).toBe(200)
  expect((await change({ hasProvider: false })).body.hasProvider).toBe(false)
  expect((await meOf(house, landing)).status).toBe(401)
  expect((await house.journey('boris')).location).toBe('/#error=not-invited')
  const chiefs = await invite(house, { role: 'chief' })
  await house.journey('nameless', { invitation: chiefs })
  await house.as(house.chief, 'PATCH', `/api/people/${house.chief.id}`, { role: 'viewer' })
  const last = { headers: (await house.journey('nameless')).headers as Record<string, string> }
  const own = `/api/people/${people(house)[2]?.id}`
  expect((await house.as(last, 'PATCH', own, { hasProvider: false })).body).toMatchObject({
    error: { code: 'last-chief' },
  })
})

test('[PV8] an answer without its ticket, with a forged or another’s one, lets nobody in', async () => {
  const house = await startProviderHouse(ACCOUNTS)
  await house.journey('anna', { invitation: await invite(house) })
  const refused = async (back: URL, cookie: string) => {
    const landing = await house.arrive(back, { cookie })
    expect(landing).toMatchObject({ status: 302, location: '/#error=provider-refused' })
    expect(landing.setCookies.join()).not.toMatch(/svod-\w{8}=/)
  }
  const mine = await house.start()
  const other = await house.start()
  const back = await house.oidc.visit(mine.url, 'anna')
  await refused(back, '')
  await refused(back, `${mine.ticket.cookie}x`)
  await refused(back, other.ticket.cookie ?? '')
  await refused(new URL(`${CALLBACK}?error=access_denied`), mine.ticket.cookie ?? '')
  await refused(new URL(CALLBACK), mine.ticket.cookie ?? '')
  const swapped = new URL(back)
  swapped.searchParams.set('state', new URL(other.url).searchParams.get('state') ?? '')
  await refused(swapped, mine.ticket.cookie ?? '')
  const late = await house.start()
  const lateBack = await house.oidc.visit(late.url, 'anna')
  const now = Date.now()
  vi.spyOn(Date, 'now').mockReturnValue(now + 11 * 60 * 1000)
  await refused(lateBack, late.ticket.cookie ?? '')
  vi.restoreAllMocks()
  const state = back.searchParams.get('state') ?? ''
  await refused(new URL(`${CALLBACK}?code=guessed&state=${state}`), mine.ticket.cookie ?? '')
})

test('[PV8] the ticket is out of reach of scripts, lives ten minutes, and goes with the first answer', async () => {
  const house = await startProviderHouse(ACCOUNTS, { config: { publicOrigin: 'https://plans.example' } })
  const start = await fetch(`${house.url}/api/provider/start`, { redirect: 'manual' })
  expect(start.status).toBe(302)
  const [ticket = ''] = start.headers.getSetCookie()
  expect(ticket).toMatch(
    /^__Host-svod-\w{8}-journey=v1\.\S+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
  )
  const url = new URL(start.headers.get('location') ?? '')
  expect(url.origin).toBe(house.oidc.issuer.origin)
  expect(url.searchParams.get('redirect_uri')).toBe('https://plans.example/api/provider/callback')
  expect(url.searchParams.get('code_challenge_method')).toBe('S256')
  const landing = await house.arrive(new URL(`${CALLBACK}?error=x`), { cookie: ticket.split(';')[0] ?? '' })
  expect(landing.setCookies).toEqual([expect.stringMatching(/-journey=; Path=\/; Max-Age=0;/)])
})

test('[PV8] an answer replaces the session that the browser had', async () => {
  const house = await startProviderHouse(ACCOUNTS)
  await house.journey('anna', { invitation: await invite(house) })
  const first = await house.journey('anna')
  const second = await house.journey('anna', {}, first.headers)
  expect((await meOf(house, first)).status).toBe(401)
  expect((await meOf(house, second)).status).toBe(200)
})

test('[PV9] the way leads on to a page of our own and nowhere else', async () => {
  const house = await startProviderHouse(ACCOUNTS)
  const elsewhere = [
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    ' //evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'evil.example',
    '',
    '/api/audit.csv',
    '/x/../api/provider/start',
    `/${'a'.repeat(600)}`,
  ]
  for (const to of elsewhere) {
    const query = new URLSearchParams({ to })
    const direct = await fetch(`${house.url}/api/provider/start?${query}`, { redirect: 'manual' })
    expect([to, direct.status, (await house.start({ to })).status]).toEqual([to, 400, 400])
  }
  for (const to of ['/', '/p/plan1', '/people', '/%2F%2Fevil.example', '/?next=//evil.example']) {
    expect([to, (await house.start({ to })).status]).toEqual([to, 200])
  }
})

test('[PV9] the way back is never where a request says that the server is', async () => {
  const oidc = (await startProviderHouse(ACCOUNTS)).oidc
  const house = await startHouse({ config: { provider: configFor(oidc.issuer) } })
  const { port } = new URL(house.url)
  const backFrom = async (headers: Record<string, string>) => {
    const { location = '' } = await headersOf({ port, path: '/api/provider/start', headers })
    return new URL(location).searchParams.get('redirect_uri')
  }
  const own = `${house.url}/api/provider/callback`
  const evil = 'evil.example'
  expect(await backFrom({})).toBe(own)
  expect(await backFrom({ host: `${evil}:${port}` })).toBe(own)
  expect(await backFrom({ 'x-forwarded-host': evil, origin: `http://${evil}` })).toBe(own)
  expect(await backFrom({ host: 'localhost:1' })).toBe(own)
  // The same machine by its other name: that one has the ticket.
  expect(await backFrom({ host: `localhost:${port}` })).toBe(`http://localhost:${port}/api/provider/callback`)
})

test('[PV10] the page is told of the provider; where none is set there are no such paths', async () => {
  const house = await startProviderHouse(ACCOUNTS)
  expect((await house.as(null, 'GET', '/api/me')).body).toMatchObject({
    signIn: { password: true, provider: { name: 'Кабинет', path: '/api/provider/start' }, help: false },
  })
  const plain = await startHouse()
  for (const path of ['start', 'callback', 'start?to=//evil.example']) {
    expect((await plain.as(null, 'GET', `/api/provider/${path}`)).status).toBe(404)
  }
  expect((await plain.as(null, 'POST', '/api/provider/start', {})).status).toBe(404)
})

test('[PV10] a provider that is away is told, in a page as in a call, and passwords go on working', async () => {
  const house = await startProviderHouse(ACCOUNTS)
  const { url, ticket } = await house.start()
  const back = await house.oidc.visit(url, 'anna')
  house.oidc.close()
  expect((await house.arrive(back, ticket)).location).toBe('/#error=provider-unreachable')
  const fresh = await startHouse({ config: { provider: configFor(house.oidc.issuer) } })
  const page = await fetch(`${fresh.url}/api/provider/start`, { redirect: 'manual' })
  expect([page.status, page.headers.get('location')]).toEqual([302, '/#error=provider-unreachable'])
  const call = await fresh.as<{ error: { code: string } }>(null, 'POST', '/api/provider/start', {})
  expect([call.status, call.body.error.code]).toEqual([502, 'provider-unreachable'])
  expect((await fresh.signIn('vera')).status).toBe(200)
})

test('[PV10] a journey begins from our own pages, with a link that is alive, and not too often', async () => {
  const house = await startProviderHouse(ACCOUNTS)
  const foreign = await house.post('/api/provider/start', {}, { origin: 'http://evil.example' })
  expect(foreign.body.error.code).toBe('foreign-origin')
  expect(await house.start({ invitation: 'x'.repeat(43) })).toMatchObject({ status: 410, code: 'link-ended' })
  let status = 0
  for (let index = 0; index <= 300 && status !== 429; index++) status = (await house.start()).status
  expect(status).toBe(429)
})
