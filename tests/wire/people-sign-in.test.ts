/** In and out with a password, what an account's owner sees of it, and what attackers learn. */
import { expect, test, vi } from 'vitest'
import { SvodError } from '../../shared/errors.ts'
import type { ErrorBody } from './http-fixture.ts'
import { PASSWORD, browser, startHouse, trail } from './people-fixture.ts'

const DAY_MS = 24 * 60 * 60 * 1000

test('[PP5] a person signs in, is who they are, and signs out', async () => {
  const house = await startHouse()
  const entry = await house.signIn('  VERA ')
  expect(entry).toMatchObject({ status: 200, body: { identity: { role: 'chief', kind: 'person' } } })
  const me = { headers: browser(entry) }
  expect((await house.as(me, 'GET', '/api/me')).body).toMatchObject({
    identity: { id: house.chief.id, name: 'Имя vera', role: 'chief', approver: false },
    roles: ['chief'],
    demo: false,
    account: { login: 'vera', hasPassword: true, mail: false },
  })
  const out = await house.post('/api/sign-out', {}, me.headers)
  expect(out.status).toBe(204)
  expect(out.cookies['']).toMatch(/=$/)
  expect((await house.as(me, 'GET', '/api/me')).status).toBe(401)
  expect((await house.as(house.chief, 'GET', '/api/me')).status).toBe(200)
  expect((await house.post('/api/sign-out', {}, me.headers)).status).toBe(204)
  expect((await house.as(null, 'POST', '/api/sign-out')).status).toBe(204)
  expect((await house.post('/api/sign-out', { everywhere: true })).status).toBe(401)
})

test('[PP21] on a full disk a sign-out is an error, and the browser forgets its session all the same', async () => {
  const house = await startHouse()
  const failing = vi.spyOn(house.storage.directory, 'change')
  failing.mockRejectedValueOnce(new SvodError('storage-failed'))
  const out = await house.post('/api/sign-out', {}, house.chief.headers)
  expect([out.status, out.body.error.code]).toEqual([503, 'storage-failed'])
  expect(out.cookies).toMatchObject({ '': expect.stringMatching(/=$/), guest: expect.stringMatching(/=$/) })
})

test('[PP21] a sign-out everywhere that does not say that it is JSON is no sign-out here', async () => {
  const house = await startHouse()
  const body = new TextEncoder().encode('{"everywhere":true}')
  const out = await fetch(`${house.url}/api/sign-out`, { method: 'POST', headers: house.chief.headers, body })
  expect([out.status, out.headers.getSetCookie()]).toEqual([400, []])
  expect((await house.as(house.chief, 'GET', '/api/me')).status).toBe(200)
})

test('[AU2] without credentials me tells the ways to sign in', async () => {
  const house = await startHouse()
  expect(await house.as(null, 'GET', '/api/me')).toMatchObject({
    status: 401,
    body: { error: { code: 'unauthenticated' }, demo: false, signIn: { password: true, provider: null } },
  })
})

test('[PP3] [PP5] the store has hashes alone, and the page renews the cookie when it is opened', async () => {
  const house = await startHouse()
  const { secret = '' } = { secret: house.chief.headers.cookie?.split(';')[0]?.split('=')[1] }
  expect(secret).toMatch(/^[\w-]{43}$/)
  const kept =
    JSON.stringify(house.storage.directory.data) + JSON.stringify(await house.storage.readAudit(100))
  expect(kept).not.toContain(secret)
  expect(kept).not.toContain(PASSWORD)
  const me = await fetch(`${house.url}/api/me`, { headers: house.chief.headers })
  expect(me.headers.getSetCookie()[0]).toContain(
    `=${secret}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax`,
  )
  expect(JSON.stringify(await me.json())).not.toContain(secret)
})

test('[PP5] after thirty days without use the cookie is nobody’s', async () => {
  const house = await startHouse()
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 30 * DAY_MS + 1000)
  expect((await house.as(house.chief, 'GET', '/api/me')).status).toBe(401)
  vi.restoreAllMocks()
})

test('[PP5] signing out everywhere ends every session of the person and of nobody else', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'editor')
  const desk = { headers: browser(await house.signIn('anna')) }
  await house.post('/api/sign-out', { everywhere: true }, desk.headers)
  expect((await house.as(anna, 'GET', '/api/me')).status).toBe(401)
  expect((await house.as(desk, 'GET', '/api/me')).status).toBe(401)
  expect((await house.as(house.chief, 'GET', '/api/me')).status).toBe(200)
})

test('[PP5] a browser that signs in again has one session, not two', async () => {
  const house = await startHouse()
  const again = await house.signIn('vera', PASSWORD, house.chief.headers)
  expect((await house.as(house.chief, 'GET', '/api/me')).status).toBe(401)
  const me = { headers: browser(again) }
  const { body } = await house.as<{ sessions: object[] }>(me, 'GET', '/api/account/sessions')
  expect(body.sessions).toHaveLength(1)
})

test('[PP5] somebody sees their sessions and ends one; those of others are not there', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'editor')
  const phone = { headers: browser(await house.signIn('anna', PASSWORD, { 'user-agent': 'Phone' })) }
  type Listed = { sessions: { id: string; agent: string; current: boolean; address: string }[] }
  const { body } = await house.as<Listed>(anna, 'GET', '/api/account/sessions')
  expect(body.sessions).toHaveLength(2)
  const other = body.sessions.find(({ current }) => !current)
  expect(other).toMatchObject({ agent: 'Phone', address: '127.0.0.1' })
  const path = `/api/account/sessions/${other?.id}`
  expect((await house.as(house.chief, 'DELETE', path)).status).toBe(404)
  expect((await house.as(anna, 'DELETE', path)).status).toBe(204)
  expect((await house.as(phone, 'GET', '/api/me')).status).toBe(401)
  expect((await house.as(anna, 'DELETE', path)).status).toBe(404)
})

test('[PP14] an unknown login, a wrong password and a closed account are told alike, in the reader’s language', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'editor')
  await house.as(house.chief, 'DELETE', `/api/people/${anna.id}`)
  const answers = await Promise.all([
    house.signIn('nobody'),
    house.signIn('vera', 'не тот пароль'),
    house.signIn('anna'),
    house.signIn('vera', ''),
    house.signIn('\u0000', 'x'),
  ])
  for (const { status, body } of answers) {
    expect([status, body.error]).toEqual([
      401,
      { code: 'wrong-credentials', message: 'The login or the password is wrong.' },
    ])
  }
  const russian = await house.signIn('nobody', 'x', { 'accept-language': 'ru' })
  expect(russian.body.error).toMatchObject({ message: 'Имя для входа или пароль не подходят.' })
})

test('[PP7] after five failures a stranger waits; the owner’s browser, known from before, does not', async () => {
  const house = await startHouse()
  const wrong = () => house.signIn('vera', 'не тот пароль')
  const unknown = () => house.signIn('nobody', 'не тот пароль')
  for (const attempt of [wrong, unknown]) {
    for (let index = 0; index < 5; index++) expect((await attempt()).status).toBe(401)
    const refused = await attempt()
    expect([refused.status, refused.body.error.code]).toEqual([429, 'too-many-requests'])
    expect(Number(refused.retryAfter)).toBeGreaterThan(800)
    expect(Number(refused.retryAfter)).toBeLessThanOrEqual(900)
  }
  expect((await house.signIn('vera')).status).toBe(429)
  await house.post('/api/sign-out', {}, house.chief.headers)
  expect((await house.signIn('vera', PASSWORD, house.chief.headers)).status).toBe(200)
})

test('[PP7] a cookie that claims to be a known browser and was not made here is a stranger’s', async () => {
  const house = await startHouse()
  const other = await startHouse()
  for (let index = 0; index < 5; index++) await house.signIn('vera', 'не тот пароль')
  expect((await house.signIn('vera', PASSWORD, other.chief.headers)).status).toBe(429)
})

test('[PP5] a name and an address are changed by their owner, and nothing else is', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'editor')
  const change = (body: unknown) => house.as<ErrorBody>(anna, 'PATCH', '/api/account', body)
  expect(await change({ name: '  Анна  П. ', email: 'anna@example.org' })).toMatchObject({
    status: 200,
    body: { identity: { id: anna.id, name: 'Анна П.', role: 'editor' } },
  })
  for (const field of ['role', 'approver', 'departments', 'plans', 'login', 'password', 'id']) {
    const answer = await change({ name: 'Анна', [field]: 'chief' })
    expect([field, answer.status, answer.body.error.details?.field]).toEqual([field, 400, field])
  }
  expect((await change({ email: 'no address' })).body.error.details?.field).toBe('email')
  expect((await house.as(null, 'PATCH', '/api/account', { name: 'Х' })).status).toBe(401)
  expect((await house.call('PATCH', '/api/account', { name: 'Х' })).status).toBe(403)
})

test('[PP4] [PP5] a new password needs the old one, and ends all other sessions', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'editor')
  const desk = { headers: browser(await house.signIn('anna')) }
  const next = 'лёд тронулся в марте'
  const change = (old: string, wanted: string) =>
    house.post('/api/account/password', { old, new: wanted }, anna.headers)
  expect((await change('не тот пароль', next)).body.error.code).toBe('wrong-credentials')
  expect((await change(PASSWORD, 'короткий')).body.error.code).toBe('weak-password')
  expect((await change(PASSWORD, 'Имя anna')).body.error.code).toBe('weak-password')
  expect((await change(PASSWORD, next)).status).toBe(204)
  expect((await house.as(anna, 'GET', '/api/me')).status).toBe(200)
  expect((await house.as(desk, 'GET', '/api/me')).status).toBe(401)
  expect((await house.signIn('anna')).status).toBe(401)
  expect((await house.signIn('anna', next)).status).toBe(200)
})

test('[HT4] a page of another site cannot sign anybody in or out', async () => {
  const house = await startHouse()
  const foreign = { ...house.chief.headers, origin: 'https://evil.example' }
  for (const path of ['/api/sign-in', '/api/sign-out', '/api/links/accept', '/api/public/enter']) {
    expect([path, (await house.post(path, {}, foreign)).status]).toEqual([path, 403])
  }
})

test('[PP11] sign-ins and sign-outs are written down, failures once in ten minutes with their number', async () => {
  const house = await startHouse()
  for (let index = 0; index < 4; index++) await house.signIn('vera', 'не тот пароль')
  for (let index = 0; index < 5; index++) await house.signIn(`пароль вместо имени ${index}`, 'x')
  expect((await trail(house)).filter((action) => action === 'sign-in.failed')).toHaveLength(2)
  const later = Date.now() + 11 * 60_000
  vi.spyOn(Date, 'now').mockReturnValue(later)
  await house.signIn('vera', 'не тот пароль')
  vi.restoreAllMocks()
  await house.signIn('vera', PASSWORD, house.chief.headers)
  const records = await house.storage.readAudit(3)
  expect(records).toMatchObject([
    { action: 'sign-in', by: house.chief.id, details: { name: 'Имя vera', address: '127.0.0.1' } },
    { action: 'sign-in.failed', by: '', details: { person: house.chief.id, times: 4 } },
    { action: 'sign-in.failed', details: { person: null, times: 1 } },
  ])
  expect(JSON.stringify(await house.storage.readAudit(100))).not.toContain('пароль')
})
