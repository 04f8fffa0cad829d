/** People, roles, tokens and departments: who may run them, what stays true of them, what is written down. */
import { expect, test, vi } from 'vitest'
import { type ErrorBody, createPlan } from './http-fixture.ts'
import { type House, PASSWORD, departmentOf, secretOf, startHouse, trail } from './people-fixture.ts'

const DAY_MS = 24 * 60 * 60 * 1000

type Made = { id: string; link: string; token: string }

const codeOf = async (answer: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await answer
  return [status, (body as ErrorBody | null)?.error?.code]
}

test('[PP13] [AU2] calls about the house are for its chief editors: nobody 401, everybody else 403', async () => {
  const house = await startHouse()
  const members = [
    await house.join('anna', 'editor'),
    await house.join('boris', 'commenter'),
    await house.join('galya', 'viewer'),
  ]
  const plan = await createPlan(house)
  const calls = [
    ['GET', '/api/people'],
    ['POST', '/api/people', { name: 'Х', login: 'x1', role: 'chief' }],
    ['PATCH', `/api/people/${members[0]?.id}`, { role: 'chief' }],
    ['DELETE', `/api/people/${house.chief.id}`],
    ['POST', `/api/people/${house.chief.id}/reset`],
    ['GET', '/api/invitations'],
    ['POST', '/api/invitations', { role: 'chief' }],
    ['DELETE', '/api/invitations/x'],
    ['GET', '/api/tokens'],
    ['POST', '/api/tokens', { name: 'Х', role: 'chief' }],
    ['DELETE', '/api/tokens/x'],
    ['POST', '/api/departments', { name: 'Х', short: 'Х', hue: 1 }],
    ['PATCH', `/api/departments/${departmentOf(house)}`, { name: 'Х' }],
    ['DELETE', `/api/departments/${departmentOf(house)}`],
    ['GET', `/api/plans/${plan}/people`],
    ['PATCH', `/api/plans/${plan}/people/${members[0]?.id}`, { role: 'chief' }],
    ['GET', `/api/plans/${plan}/public-link`],
    ['PUT', `/api/plans/${plan}/public-link`, { on: true }],
    ['GET', '/api/audit'],
    ['GET', '/api/audit.csv'],
  ] as const
  const before = JSON.stringify(house.storage.directory.data)
  for (const [method, path, body] of calls) {
    const ends = [null, ...members].map(async (who) => (await house.as(who, method, path, body)).status)
    expect([method, path, await Promise.all(ends)]).toEqual([method, path, [401, 403, 403, 403]])
  }
  expect(JSON.stringify(house.storage.directory.data)).toBe(before)
})

test('[PP13] a chief editor of one plan runs that plan’s people and nothing of the house', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'viewer')
  const [plan, other] = [await createPlan(house), await createPlan(house)]
  const path = `/api/plans/${plan}/people/${anna.id}`
  expect((await house.as(house.chief, 'PATCH', path, { role: 'chief' })).status).toBe(204)
  expect((await house.as(anna, 'GET', `/api/plans/${plan}/people`)).status).toBe(200)
  expect((await house.as(anna, 'GET', `/api/plans/${other}/people`)).status).toBe(403)
  expect((await house.as(anna, 'GET', '/api/people')).status).toBe(403)
  expect((await house.as(anna, 'PATCH', `/api/plans/${plan}`, { title: 'Х' })).status).toBe(204)
  expect((await house.as(anna, 'PATCH', `/api/plans/${other}`, { title: 'Х' })).status).toBe(403)
})

test('[PP16] roles in a plan are given, seen, taken away, and never over a chief editor of the house', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'editor')
  const boris = await house.join('boris', 'viewer')
  const { body } = await house.as<{ id: string }>(anna, 'POST', '/api/plans', {
    title: 'План Анны',
    year: 2022,
  })
  const path = `/api/plans/${body.id}/people`
  const set = (who: string, role: unknown) => house.as<ErrorBody>(anna, 'PATCH', `${path}/${who}`, { role })
  expect((await set(boris.id, 'editor')).status).toBe(204)
  const { body: seen } = await house.as<{ people: object[] }>(anna, 'GET', path)
  expect(seen.people).toEqual([
    { id: house.chief.id, name: 'Имя vera', departments: [], role: 'chief', planRole: null },
    { id: anna.id, name: 'Имя anna', departments: [], role: 'editor', planRole: null },
    { id: boris.id, name: 'Имя boris', departments: [], role: 'viewer', planRole: 'editor' },
  ])
  const section = { title: 'Раздел' }
  expect((await set(boris.id, 'none')).status).toBe(204)
  expect((await house.as(boris, 'GET', `/api/plans/${body.id}`)).status).toBe(403)
  expect((await set(boris.id, null)).status).toBe(204)
  expect((await house.as(boris, 'GET', `/api/plans/${body.id}`)).status).toBe(200)
  expect((await house.as(boris, 'POST', `/api/plans/${body.id}/sections`, section)).status).toBe(403)
  expect(await codeOf(set(house.chief.id, 'none'))).toEqual([403, 'forbidden'])
  expect(await codeOf(set('nobody', 'viewer'))).toEqual([404, 'not-found'])
  expect(await codeOf(set(boris.id, 'king'))).toEqual([400, 'bad-request'])
  expect((await house.storage.readAudit(1))[0]).toMatchObject({
    action: 'plan.role',
    plan: body.id,
    details: { person: boris.id, role: null },
  })
})

test('[PP17] the list has the plans that one may read, with one’s role in each', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'editor')
  const [hidden, seen] = [await createPlan(house, 'Скрытый'), await createPlan(house, 'Видный')]
  const { body: own } = await house.as<{ id: string }>(anna, 'POST', '/api/plans', {
    title: 'Свой',
    year: 2022,
  })
  await house.as(house.chief, 'PATCH', `/api/people/${anna.id}`, {
    plans: { [hidden]: 'none', [seen]: 'viewer' },
  })
  const list = async (who: { headers: Record<string, string> } | House['chief']) => {
    const { body } = await house.as<{ plans: { id: string; role: string }[] }>(who, 'GET', '/api/plans')
    return Object.fromEntries(body.plans.map(({ id, role }) => [id, role]))
  }
  expect(await list(anna)).toEqual({ [seen]: 'viewer', [own.id]: 'chief' })
  expect(await list(house.chief)).toEqual({ [hidden]: 'chief', [seen]: 'chief', [own.id]: 'chief' })
  await house.as(house.chief, 'PATCH', `/api/people/${anna.id}`, { role: 'none', plans: {} })
  expect(await list(anna)).toEqual({})
})

test('[PP12] the last chief editor who can sign in stays, however they are to go', async () => {
  const house = await startHouse()
  const path = `/api/people/${house.chief.id}`
  const last = [409, 'last-chief']
  expect(await codeOf(house.as(house.chief, 'PATCH', path, { role: 'editor' }))).toEqual(last)
  expect(await codeOf(house.as(house.chief, 'PATCH', path, { role: 'none' }))).toEqual(last)
  expect(await codeOf(house.as(house.chief, 'PATCH', path, { closed: true }))).toEqual(last)
  expect(await codeOf(house.as(house.chief, 'DELETE', path))).toEqual(last)
  // An account without a password is no way in.
  const fields = { name: 'Борис', login: 'boris', role: 'chief' }
  await house.as(house.chief, 'POST', '/api/people', fields)
  expect(await codeOf(house.as(house.chief, 'DELETE', path))).toEqual(last)
  const galya = await house.join('galya', 'chief')
  const both = await Promise.all([
    house.call('PATCH', path, { role: 'editor' }),
    house.call('PATCH', `/api/people/${galya.id}`, { role: 'editor' }),
  ])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
})

test('[PP12] who is closed is out at once, with every link that they made, and can be taken back', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'chief')
  const { body: made } = await house.as<Made>(anna, 'POST', '/api/invitations', { role: 'chief' })
  const { body: reset } = await house.as<Made>(house.chief, 'POST', `/api/people/${anna.id}/reset`)
  expect((await house.as(house.chief, 'DELETE', `/api/people/${anna.id}`)).status).toBe(204)
  expect((await house.as(anna, 'GET', '/api/me')).status).toBe(401)
  expect((await house.signIn('anna')).status).toBe(401)
  for (const { link } of [made, reset]) {
    expect((await house.post('/api/links/look', { secret: secretOf(link) })).status).toBe(410)
  }
  expect(await codeOf(house.as(house.chief, 'POST', `/api/people/${anna.id}/reset`))).toEqual([
    409,
    'conflict',
  ])
  const back = await house.as(house.chief, 'PATCH', `/api/people/${anna.id}`, { closed: false })
  expect(back.body).toMatchObject({ id: anna.id, closedAt: null, hasPassword: true })
  expect((await house.as(anna, 'GET', '/api/me')).status).toBe(401)
  expect((await house.signIn('anna')).status).toBe(200)
  expect((await trail(house)).filter((action) => /close|reopen/.test(action))).toEqual([
    'person.reopen',
    'person.close',
  ])
})

test('[PP12] who is chief editor no more leaves no invitation behind', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'chief')
  const { body: made } = await house.as<Made>(anna, 'POST', '/api/invitations', { role: 'chief' })
  await house.as(house.chief, 'PATCH', `/api/people/${anna.id}`, { role: 'editor' })
  expect((await house.post('/api/links/look', { secret: secretOf(made.link) })).status).toBe(410)
  expect((await house.as(anna, 'GET', '/api/me')).body).toMatchObject({ identity: { role: 'editor' } })
  expect((await house.as(anna, 'GET', '/api/people')).status).toBe(403)
})

test('[PP13] a person is made with a link for the password, and seen without a secret', async () => {
  const house = await startHouse()
  const department = departmentOf(house, 1)
  const fields = {
    name: 'Борис',
    login: ' Boris ',
    role: 'editor',
    departments: [department],
    email: 'b@e.org',
  }
  const made = await house.as<Made>(house.chief, 'POST', '/api/people', fields)
  expect(made.status).toBe(201)
  const listed = await house.as<{ people: { id: string }[] }>(house.chief, 'GET', '/api/people')
  expect(listed.body.people.find(({ id }) => id === made.body.id)).toEqual({
    id: made.body.id,
    name: 'Борис',
    login: 'boris',
    email: 'b@e.org',
    role: 'editor',
    plans: {},
    departments: [department],
    approver: false,
    hasPassword: false,
    hasProvider: false,
    createdAt: expect.any(String),
    closedAt: null,
    seenAt: null,
  })
  const entry = await house.post('/api/links/accept', {
    secret: secretOf(made.body.link),
    password: PASSWORD,
  })
  expect(entry.body.identity).toMatchObject({ id: made.body.id, role: 'editor', hue: 3 })
  expect(await codeOf(house.as(house.chief, 'POST', '/api/people', fields))).toEqual([409, 'login-taken'])
})

test('[PP13] a person is changed by named fields alone, and the trail tells from what to what', async () => {
  const house = await startHouse()
  const boris = await house.join('boris', 'editor')
  const path = `/api/people/${boris.id}`
  for (const field of ['id', 'login', 'password', 'subject', 'createdAt', 'closedAt', '__proto__']) {
    const body: unknown = JSON.parse(`{"name": "Х", "${field}": "x"}`)
    expect([field, await codeOf(house.as(house.chief, 'PATCH', path, body))]).toEqual([
      field,
      [400, 'bad-request'],
    ])
  }
  const wrong = [
    { departments: ['none'] },
    { plans: { none: 'chief' } },
    { plans: { [await createPlan(house)]: 'king' } },
    { role: 'king' },
    { approver: 'yes' },
  ]
  for (const body of wrong) {
    expect([body, await codeOf(house.as(house.chief, 'PATCH', path, body))]).toEqual([
      body,
      [400, 'bad-request'],
    ])
  }
  expect(await codeOf(house.as(house.chief, 'PATCH', '/api/people/none', { name: 'Х' }))).toEqual([
    404,
    'not-found',
  ])
  const changed = await house.as(house.chief, 'PATCH', path, {
    name: 'Б. Б.',
    role: 'commenter',
    approver: true,
  })
  expect(changed.body).toMatchObject({ name: 'Б. Б.', role: 'commenter', approver: true })
  expect((await house.storage.readAudit(1))[0]).toMatchObject({
    by: house.chief.id,
    action: 'person.change',
    details: { name: 'Имя vera', whom: 'Б. Б.', role: 'editor → commenter', called: 'Имя boris → Б. Б.' },
  })
})

test('[PP10] a token acts with its role where it may, and no longer than it may', async () => {
  const house = await startHouse()
  const [plan, other] = [await createPlan(house), await createPlan(house)]
  const make = async (fields: object) =>
    (await house.as<Made>(house.chief, 'POST', '/api/tokens', { name: 'Сайт', ...fields })).body
  const wide = await make({ role: 'editor', departments: [departmentOf(house)] })
  const narrow = await make({ role: 'viewer', plans: [plan], days: 1 })
  expect(wide.token).toMatch(/^svod_[\w-]{43}$/)
  const by = ({ token }: Made) => ({ headers: { authorization: `Bearer ${token}` } })
  expect((await house.as(by(wide), 'GET', '/api/me')).body).toMatchObject({
    identity: {
      id: wide.id,
      name: 'Сайт',
      kind: 'program',
      role: 'editor',
      departments: [departmentOf(house)],
    },
  })
  expect((await house.as(by(wide), 'GET', '/api/people')).status).toBe(403)
  expect((await house.as(by(narrow), 'GET', `/api/plans/${plan}`)).status).toBe(200)
  expect((await house.as(by(narrow), 'PATCH', `/api/plans/${plan}`, { title: 'Х' })).status).toBe(403)
  expect((await house.as(by(narrow), 'GET', `/api/plans/${other}`)).status).toBe(403)
  const listed = await house.as<{ tokens: object[] }>(house.chief, 'GET', '/api/tokens')
  expect(listed.body.tokens).toMatchObject([
    { id: narrow.id, plans: [plan], revokedAt: null, createdBy: house.chief.id },
    { id: wide.id, plans: null, expiresAt: null, usedAt: expect.any(String) },
  ])
  expect(JSON.stringify(listed.body)).not.toMatch(/hash|svod_/)
  expect((await house.as(house.chief, 'DELETE', `/api/tokens/${wide.id}`)).status).toBe(204)
  expect((await house.as(by(wide), 'GET', '/api/me')).status).toBe(401)
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + DAY_MS + 1000)
  expect((await house.as(by(narrow), 'GET', '/api/me')).status).toBe(401)
  vi.restoreAllMocks()
  expect(await codeOf(house.as(house.chief, 'DELETE', '/api/tokens/none'))).toEqual([404, 'not-found'])
  const wrong = { name: 'Х', role: 'viewer', plans: ['none'] }
  expect(await codeOf(house.as(house.chief, 'POST', '/api/tokens', wrong))).toEqual([400, 'bad-request'])
})

test('[PP15] departments are added, changed, moved, and go when nobody belongs to them', async () => {
  const house = await startHouse()
  const list = async () =>
    (await house.as<{ departments: { id: string }[] }>(house.chief, 'GET', '/api/departments')).body
      .departments
  const before = (await list()).map(({ id }) => id)
  const made = await house.as<Made>(house.chief, 'POST', '/api/departments', {
    name: 'Архив',
    short: 'Арх.',
    hue: 5,
  })
  const { id } = made.body
  expect([made.status, (await list()).at(-1)]).toEqual([201, { id, name: 'Архив', short: 'Арх.', hue: 5 }])
  const path = `/api/departments/${id}`
  const change = (body: object) => house.as<ErrorBody>(house.chief, 'PATCH', path, body)
  expect((await change({ hue: 2, after: null })).status).toBe(204)
  expect((await list())[0]).toEqual({ id, name: 'Архив', short: 'Арх.', hue: 2 })
  expect((await change({ after: before[1] })).status).toBe(204)
  expect((await list()).map((one) => one.id).slice(0, 3)).toEqual([before[0], before[1], id])
  expect(await codeOf(change({ after: 'none' }))).toEqual([400, 'bad-request'])
  expect(await codeOf(change({ hue: 7 }))).toEqual([400, 'bad-request'])
  expect(await codeOf(change({ id: 'mine' }))).toEqual([400, 'bad-request'])
  const anna = await house.join('anna', 'editor', { departments: [id] })
  const refused = await house.as<ErrorBody>(house.chief, 'DELETE', path)
  expect([refused.status, refused.body.error]).toMatchObject([
    409,
    { code: 'department-in-use', details: { people: 1 } },
  ])
  await house.as(house.chief, 'PATCH', `/api/people/${anna.id}`, { departments: [] })
  expect((await house.as(house.chief, 'DELETE', path)).status).toBe(204)
  expect((await list()).map((one) => one.id)).toEqual(before)
  expect(await codeOf(house.as(house.chief, 'DELETE', path))).toEqual([404, 'not-found'])
  expect((await trail(house)).filter((action) => action.startsWith('department.'))).toEqual([
    'department.delete',
    'department.change',
    'department.change',
    'department.create',
  ])
})

test('[PP11] the trail is read page by page and filtered by what and by whom', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'editor')
  for (const name of ['А', 'Б', 'В']) await house.as(anna, 'PATCH', '/api/account', { name })
  await house.as(house.chief, 'PATCH', `/api/people/${anna.id}`, { approver: true })
  type Page = { records: { action: string; by: string; name: string }[]; next: number | null }
  const read = async (query: string) => (await house.as<Page>(house.chief, 'GET', `/api/audit?${query}`)).body
  const pages: string[][] = []
  for (let next: number | null = 1e9; next !== null;) {
    const page = await read(`limit=3&before=${next}`)
    pages.push(page.records.map(({ action }) => action))
    next = page.next
  }
  expect(pages.flat()).toEqual(await trail(house))
  expect(pages[0]).toHaveLength(3)
  const changes = await read('action=account.change')
  expect(changes.records.map(({ by, name }) => [by, name])).toEqual([
    [anna.id, 'В'],
    [anna.id, 'Б'],
    [anna.id, 'А'],
  ])
  expect((await read('action=account')).records).toHaveLength(5)
  expect((await read('action=acc')).records).toHaveLength(0)
  expect((await read(`who=${anna.id}`)).records.map(({ action }) => action)).toEqual([
    'person.change',
    'account.change',
    'account.change',
    'account.change',
    'account.join',
  ])
  for (const query of ['limit=0', 'limit=1000', 'before=x', 'limit=1&before=-1']) {
    expect([query, await codeOf(house.as(house.chief, 'GET', `/api/audit?${query}`))]).toEqual([
      query,
      [400, 'bad-request'],
    ])
  }
})

test('[PP11] the trail as a file holds no formula, whatever people call themselves, and says that it was taken', async () => {
  const house = await startHouse()
  const names = ['=1+1', '+1', '-1', '@x', 'a "b", c']
  for (const name of names) await house.as(house.chief, 'PATCH', '/api/account', { name })
  const response = await fetch(`${house.url}/api/audit.csv`, { headers: house.chief.headers })
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="svod-audit.csv"')
  const bytes = new Uint8Array(await response.arrayBuffer())
  expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf])
  const lines = new TextDecoder().decode(bytes).split('\r\n')
  expect(lines[0]).toBe('at,by,name,action,plan,details')
  expect(lines).toHaveLength(names.length + 4)
  expect(lines[1]).toContain(',"a ""b"", c",audit.export,')
  for (const name of names.slice(0, 4)) expect(lines.join('\n')).toContain(`,'${name},account.change,`)
  expect(lines.join('\n')).not.toMatch(/(?:^|,)"?[=+\-@]/m)
})
