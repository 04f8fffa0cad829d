/** Links that bring people in: first, invitation, new password; and public links that bring in guests. */
import { expect, test, vi } from 'vitest'
import { type ErrorBody, createPlan, startHttp } from './http-fixture.ts'
import {
  PASSWORD,
  browser,
  departmentOf,
  secretOf,
  startHouse,
  storeFirstLink,
  trail,
} from './people-fixture.ts'

const DAY_MS = 24 * 60 * 60 * 1000

type Made = { id: string; link: string; expiresAt: string }

test('[PP8] an invitation gives its role and departments to who accepts it, once', async () => {
  const house = await startHouse()
  const department = departmentOf(house)
  const invitation = {
    role: 'editor',
    departments: [department, department],
    note: 'Методисту',
    approver: true,
  }
  const made = await house.as<Made>(house.chief, 'POST', '/api/invitations', invitation)
  expect(made.status).toBe(201)
  expect(made.body.link).toMatch(new RegExp(`^${house.url}/join#[\\w-]{43}$`))
  const secret = secretOf(made.body.link)
  const look = await house.post('/api/links/look', { secret })
  expect(look).toMatchObject({
    status: 200,
    body: {
      kind: 'invitation',
      role: 'editor',
      departments: [{ id: department, hue: 4 }],
      approver: true,
      note: 'Методисту',
      login: null,
      expiresAt: made.body.expiresAt,
    },
  })
  const answers = { secret, password: PASSWORD, name: 'Анна', login: 'Anna@Example.org' }
  const entry = await house.post('/api/links/accept', answers)
  expect(entry).toMatchObject({
    status: 200,
    body: { identity: { name: 'Анна', role: 'editor', departments: [department], hue: 4, approver: true } },
  })
  expect((await house.as({ headers: browser(entry) }, 'GET', '/api/me')).status).toBe(200)
  expect((await house.post('/api/links/accept', { ...answers, login: 'other' })).status).toBe(410)
  expect((await house.post('/api/links/look', { secret })).body.error.code).toBe('link-ended')
  const listed = await house.as<{ invitations: object[] }>(house.chief, 'GET', '/api/invitations')
  expect(listed.body.invitations).toMatchObject([{ id: made.body.id, left: 0, used: 1, state: 'used' }])
  expect(JSON.stringify(listed.body)).not.toMatch(/hash|secret/)
})

test('[PP8] of several who accept the last turn at once one is in, whoever they are', async () => {
  const house = await startHouse()
  const { body } = await house.as<Made>(house.chief, 'POST', '/api/invitations', { role: 'viewer' })
  const secret = secretOf(body.link)
  const accept = (login: string) =>
    house.post('/api/links/accept', { secret, password: PASSWORD, name: login, login })
  const ends = await Promise.all(['anna', 'boris', 'vika'].map(accept))
  expect(ends.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410, 410])
  expect(house.storage.directory.data.people).toHaveLength(2)
})

test('[PP6] a login is had once, by whoever comes first, however it is spelt', async () => {
  const house = await startHouse()
  const { body } = await house.as<Made>(house.chief, 'POST', '/api/invitations', {
    role: 'viewer',
    uses: 'many',
  })
  const secret = secretOf(body.link)
  const accept = (login: string) =>
    house.post('/api/links/accept', { secret, password: PASSWORD, name: 'Х', login })
  const ends = await Promise.all(['anna', 'ANNA', 'ａｎｎａ'].map(accept))
  expect(ends.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
  expect((await accept('vera')).body.error.code).toBe('login-taken')
  expect((await accept('boris')).status).toBe(200)
  const listed = await house.as<{ invitations: object[] }>(house.chief, 'GET', '/api/invitations')
  expect(listed.body.invitations).toMatchObject([{ left: null, used: 2, state: 'open' }])
})

test('[PP8] a link that is revoked, expired or was never made is told alike', async () => {
  const house = await startHouse()
  const make = async (days?: number) =>
    (await house.as<Made>(house.chief, 'POST', '/api/invitations', { role: 'chief', days })).body
  const [revoked, short] = [await make(), await make(1)]
  expect((await house.as(house.chief, 'DELETE', `/api/invitations/${revoked.id}`)).status).toBe(204)
  expect((await house.as(house.chief, 'DELETE', '/api/invitations/none')).status).toBe(404)
  const [now, session] = [Date.now(), house.chief]
  vi.spyOn(Date, 'now').mockReturnValue(now + DAY_MS)
  for (const secret of [secretOf(revoked.link), secretOf(short.link), 'x'.repeat(43), 'x']) {
    const answers = { secret, password: PASSWORD, name: 'Х', login: 'x1' }
    for (const answer of [
      await house.post('/api/links/look', { secret }),
      await house.post('/api/links/accept', answers),
    ]) {
      expect([answer.status, answer.body.error.code]).toEqual([410, 'link-ended'])
    }
  }
  const { body } = await house.as<{ invitations: { state: string }[] }>(session, 'GET', '/api/invitations')
  expect(body.invitations.map(({ state }) => state)).toEqual(['expired', 'revoked'])
  vi.restoreAllMocks()
})

test('[PP8] [PP4] what a new account lacks is named, and the link is not used up by it', async () => {
  const house = await startHouse()
  const { body } = await house.as<Made>(house.chief, 'POST', '/api/invitations', { role: 'viewer' })
  const good = { secret: secretOf(body.link), password: PASSWORD, name: 'Анна', login: 'anna' }
  const accept = (change: object) => house.post('/api/links/accept', { ...good, ...change })
  const wrong = [
    [{ password: 'anna' }, 'weak-password'],
    [{ name: undefined }, 'bad-request'],
    [{ login: undefined }, 'bad-request'],
    [{ login: '\u200b\u200b' }, 'bad-request'],
    [{ email: 'nowhere' }, 'bad-request'],
    [{ role: 'chief' }, 'bad-request'],
    [{ password: 'я'.repeat(201) }, 'bad-request'],
  ] as const
  for (const [change, code] of wrong)
    expect([change, (await accept(change)).body.error.code]).toEqual([change, code])
  expect((await accept({})).status).toBe(200)
})

test('[PP8] a password link sets the password, ends the sessions and the earlier links', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'editor')
  const reset = async () =>
    secretOf((await house.as<Made>(house.chief, 'POST', `/api/people/${anna.id}/reset`)).body.link)
  const [early, late] = [await reset(), await reset()]
  expect((await house.post('/api/links/look', { secret: early })).status).toBe(410)
  const look = await house.post('/api/links/look', { secret: late })
  expect(look.body).toMatchObject({ kind: 'reset', login: 'anna', role: 'editor' })
  const password = 'новый пароль Анны'
  expect((await house.post('/api/links/accept', { secret: late, password, login: 'x1' })).status).toBe(400)
  expect((await house.as(anna, 'GET', '/api/me')).status).toBe(200)
  const entry = await house.post('/api/links/accept', { secret: late, password })
  expect(entry.body.identity).toMatchObject({ id: anna.id })
  expect((await house.as(anna, 'GET', '/api/me')).status).toBe(401)
  expect((await house.as({ headers: browser(entry) }, 'GET', '/api/me')).status).toBe(200)
  expect((await house.signIn('anna')).status).toBe(401)
  expect((await house.signIn('anna', password)).status).toBe(200)
  expect((await house.post('/api/links/accept', { secret: late, password })).status).toBe(410)
})

test('[PP18] a password link is mailed where that is possible, and shown whatever becomes of the mail', async () => {
  const mails: object[] = []
  const send = (mail: object) => {
    mails.push(mail)
    return Promise.reject(new Error('no such mailbox'))
  }
  const house = await startHouse({ mail: { send } })
  const person = { name: 'Анна', login: 'anna', role: 'viewer' }
  const email = 'anna@example.org'
  const made = await house.as<Made>(house.chief, 'POST', '/api/people', { ...person, email })
  expect(made.status).toBe(201)
  const again = await house.as<Made>(house.chief, 'POST', `/api/people/${made.body.id}/reset`)
  expect(mails).toEqual(
    [made, again].map(({ body: { link, expiresAt } }) => ({
      to: email,
      kind: 'reset',
      link,
      expiresAt,
      locale: 'en',
    })),
  )
  await house.as<Made>(house.chief, 'POST', '/api/people', { ...person, login: 'boris' })
  expect(mails).toHaveLength(2)
})

test('[PP2] the first link makes the chief editor, works once, and ends all others like it', async () => {
  const server = await startHttp({ config: { demo: false, adminToken: null } })
  const secrets = [await storeFirstLink(server.storage), await storeFirstLink(server.storage)]
  const accept = async (secret: string, login: string) => {
    const body = { secret, password: PASSWORD, name: 'Вера', login }
    return (await server.call<{ identity?: object }>('POST', '/api/links/accept', body, {})).status
  }
  const ends = await Promise.all(secrets.map((secret, index) => accept(secret, `vera${index}`)))
  expect(ends.toSorted((a, b) => a - b)).toEqual([200, 410])
  expect(await Promise.all(secrets.map((secret) => accept(secret, 'other')))).toEqual([410, 410])
  expect(server.storage.directory.data.people).toMatchObject([{ role: 'chief' }])
})

test('[PP2] in a trial everybody chooses a role, and the first account ends it for good', async () => {
  const server = await startHttp({ config: { demo: false, trial: true, adminToken: null } })
  const chief = await server.enter('chief')
  const viewer = await server.enter('viewer')
  const call = (who: object, method: string, path: string, body?: unknown) =>
    server.call<ErrorBody & { link: string; setup?: boolean }>(
      method,
      path,
      body,
      who as Record<string, string>,
    )
  expect((await call(chief, 'GET', '/api/me')).body).toMatchObject({ demo: true, setup: true })
  expect((await call(viewer, 'GET', '/api/me')).body.setup).toBeUndefined()
  expect((await call(viewer, 'POST', '/api/setup-link', {})).status).toBe(403)
  expect((await call({}, 'POST', '/api/setup-link', {})).status).toBe(401)
  expect((await call({ ...chief, 'x-forwarded-for': '1.2.3.4' }, 'POST', '/api/setup-link', {})).status).toBe(
    403,
  )
  for (const path of ['/api/people', '/api/invitations', '/api/tokens']) {
    expect([path, (await call(chief, 'POST', path, {})).status]).toEqual([path, 403])
  }
  const early = await call(chief, 'POST', '/api/setup-link', {})
  const made = await call(chief, 'POST', '/api/setup-link', {})
  expect([early.status, made.status]).toEqual([201, 201])
  const answers = { password: PASSWORD, name: 'Вера', login: 'vera' }
  const accept = (secret: string) => call({}, 'POST', '/api/links/accept', { ...answers, secret })
  expect((await accept(secretOf(early.body.link))).status).toBe(410)
  expect((await accept(secretOf(made.body.link))).status).toBe(200)
  expect((await call(chief, 'GET', '/api/me')).body).toMatchObject({ demo: false })
  expect((await call(chief, 'GET', '/api/plans')).status).toBe(401)
  const again = { name: 'Х', role: 'chief', department: null }
  expect((await call({}, 'POST', '/api/demo/enter', again)).status).toBe(404)
})

test('[PP2] a demo that was asked for goes on beside accounts, and offers no link', async () => {
  const house = await startHouse({ config: { demo: true } })
  const chief = { headers: await house.enter('chief') }
  expect((await house.as(chief, 'GET', '/api/me')).body).toEqual(expect.not.objectContaining({ setup: true }))
  expect((await house.as(chief, 'POST', '/api/setup-link', {})).status).toBe(404)
  expect((await house.as(chief, 'PATCH', '/api/account', { name: 'Х' })).status).toBe(403)
})

test('[PP9] a guest reads the plan of the link and nothing else, until it is switched off', async () => {
  const house = await startHouse()
  const [plan, other] = [await createPlan(house), await createPlan(house, 'Другой')]
  const path = `/api/plans/${plan}/public-link`
  type View = { on: boolean; link: string | null }
  const set = async (change: object) => (await house.as<View>(house.chief, 'PUT', path, change)).body
  expect((await house.as(house.chief, 'GET', path)).body).toEqual({ on: false, link: null })
  const on = await set({ on: true })
  expect(on.link).toMatch(new RegExp(`^${house.url}/public#[\\w-]{43}$`))
  const secret = secretOf(on.link ?? '')
  const entry = await house.post('/api/public/enter', { secret })
  expect(entry.body).toMatchObject({
    plan,
    identity: { kind: 'guest', role: 'none', plans: { [plan]: 'viewer' }, name: '' },
  })
  const guest = { headers: browser(entry) }
  expect((await house.as(guest, 'GET', `/api/plans/${plan}`)).status).toBe(200)
  expect((await house.as(guest, 'GET', `/api/plans/${plan}/readers`)).status).toBe(403)
  expect((await house.as(guest, 'GET', `/api/plans/${other}`)).status).toBe(403)
  expect((await house.as<{ plans: object[] }>(guest, 'GET', '/api/plans')).body.plans).toMatchObject([
    { id: plan, role: 'viewer' },
  ])
  const refused = [
    ['PATCH', `/api/plans/${plan}`, { title: 'Х' }],
    ['POST', '/api/plans', { title: 'Х', year: 2022 }],
    ['GET', path],
    ['GET', '/api/people'],
    ['GET', '/api/audit'],
    ['PATCH', '/api/account', { name: 'Х' }],
  ] as const
  for (const [method, where, body] of refused) {
    expect([method, where, (await house.as(guest, method, where, body)).status]).toEqual([method, where, 403])
  }
  await set({ on: false })
  expect((await house.as(guest, 'GET', `/api/plans/${plan}`)).status).toBe(401)
  expect((await house.post('/api/public/enter', { secret })).status).toBe(410)
  expect(secretOf((await set({ on: true })).link ?? '')).toBe(secret)
  expect((await house.as(guest, 'GET', `/api/plans/${plan}`)).status).toBe(200)
  const renewed = await set({ on: true, renew: true })
  expect(renewed.link).not.toBe(on.link)
  expect((await house.as(guest, 'GET', `/api/plans/${plan}`)).status).toBe(401)
  expect((await house.post('/api/public/enter', { secret })).status).toBe(410)
})

test('[PP9] somebody who is signed in stays who they are and reads the plan of the link too', async () => {
  const house = await startHouse()
  const plan = await createPlan(house)
  const anna = await house.join('anna', 'viewer')
  await house.as(house.chief, 'PATCH', `/api/people/${anna.id}`, { role: 'none' })
  expect((await house.as(anna, 'GET', `/api/plans/${plan}`)).status).toBe(403)
  const { body } = await house.as<Made>(house.chief, 'PUT', `/api/plans/${plan}/public-link`, { on: true })
  const entry = await house.post('/api/public/enter', { secret: secretOf(body.link) }, anna.headers)
  expect(entry.body.identity.id).toBe(anna.id)
  const both = { headers: { cookie: `${anna.headers.cookie}; ${entry.cookies.guest}` } }
  expect((await house.as(both, 'GET', '/api/me')).body).toMatchObject({ identity: { id: anna.id } })
  expect((await house.as(both, 'GET', `/api/plans/${plan}`)).status).toBe(200)
  expect((await house.as(both, 'DELETE', `/api/plans/${plan}`)).status).toBe(403)
  await house.as(house.chief, 'DELETE', `/api/plans/${plan}`)
  expect((await house.post('/api/public/enter', { secret: secretOf(body.link) })).status).toBe(410)
})

test('[PP11] links are written down with what they allow and without their secrets', async () => {
  const house = await startHouse()
  const { body } = await house.as<Made>(house.chief, 'POST', '/api/invitations', { role: 'editor' })
  await house.as(house.chief, 'DELETE', `/api/invitations/${body.id}`)
  expect(await trail(house)).toEqual(['invitation.revoke', 'invitation.create', 'account.join'])
  const [, made] = await house.storage.readAudit(2)
  expect(made).toMatchObject({
    by: house.chief.id,
    details: { invitation: body.id, role: 'editor', uses: 'one' },
  })
  expect(JSON.stringify(await house.storage.readAudit(10))).not.toContain(secretOf(body.link))
})

test('[PP8] an account has the rights that its invitation gives when it is made, not when its password came', async () => {
  const house = await startHouse()
  const { body } = await house.as<Made>(house.chief, 'POST', '/api/invitations', {
    role: 'chief',
    approver: true,
  })
  const { directory } = house.storage
  const change = directory.change.bind(directory)
  // Between the look at the link and the account: the invitation is lowered.
  vi.spyOn(directory, 'change').mockImplementationOnce(async (apply) => {
    const lowered = { role: 'viewer', approver: false } as const
    await change((data) => ({ ...data, links: data.links.map((one) => ({ ...one, ...lowered })) }))
    await change(apply)
  })
  const answers = { secret: secretOf(body.link), password: PASSWORD, name: 'Анна', login: 'anna' }
  const entry = await house.post('/api/links/accept', answers)
  expect(entry.body.identity).toMatchObject({ role: 'viewer', approver: false })
  expect((await house.storage.readAudit(1))[0]?.details).toMatchObject({ role: 'viewer' })
})
