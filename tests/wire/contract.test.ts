/** What programs rely on that never read PROTOCOL.md: the least that a call needs, and what it says where it is refused. */
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type ErrorBody, ADMIN, createPlan, startHttp } from './http-fixture.ts'
import { departmentOf, secretOf, startHouse, trail } from './people-fixture.ts'
import { serverForTest } from '../support/server-process.ts'

test.each(['silent', 'error'])(
  '[CQ1] at LOG_LEVEL %s a program still hears where it listens, and the first person their link',
  async (level) => {
    const env = { LOG_LEVEL: level, SVOD_DEMO: '0', SVOD_ADMIN_TOKEN: '' }
    const { url, logs } = await serverForTest({ env })
    const link = expect.stringMatching(`^${url}/join#`)
    expect(logs).toMatchObject([{ link }, { msg: 'listening', url }])
  },
)

test('[FC21] the start says of which zone its mornings and days are', async () => {
  const { logs } = await serverForTest({ env: { TZ: 'Asia/Novokuznetsk' } })
  expect(logs.find(({ msg }) => msg === 'listening')).toMatchObject({ zone: 'Asia/Novokuznetsk' })
})

test('[CQ2] departments are read by whoever is known; the demo has a list of its own for its entry', async () => {
  const demo = await startHttp()
  const ask = (path: string, headers = {}) => demo.call('GET', path, undefined, headers)
  expect((await ask('/api/departments')).status).toBe(401)
  const known = await ask('/api/departments', ADMIN)
  expect(await ask('/api/demo/departments')).toEqual(known)
  const house = await startHouse()
  for (const path of ['/api/departments', '/api/demo/departments'])
    expect((await house.as(null, 'GET', path)).status).toBe(path.includes('demo') ? 404 : 401)
})

test('[CQ5] an open invitation can be changed, and whoever comes in then comes in so; an ended one cannot', async () => {
  const house = await startHouse()
  type Made = { id: string; link: string }
  const made = await house.as<Made>(house.chief, 'POST', '/api/invitations', { role: 'viewer' })
  const { id, link } = made.body
  const path = `/api/invitations/${id}`
  const change = (body: object, who = house.chief) => house.as<ErrorBody>(who, 'PATCH', path, body)
  const rights = { role: 'editor', departments: [departmentOf(house)], approver: true }
  const changed = await change({ ...rights, note: 'Методистам', days: 1 })
  expect([changed.status, changed.body]).toMatchObject([
    200,
    { id, ...rights, note: 'Методистам', state: 'open' },
  ])
  expect((await change({ role: 'root' })).body.error.details?.field).toBe('role')
  expect((await change({ departments: ['none'] })).status).toBe(400)
  expect((await change({ secret: 'x' })).status).toBe(400)
  const answers = { secret: secretOf(link), password: 'снег лежит до апреля', name: 'Анна', login: 'anna' }
  expect((await house.post('/api/links/accept', answers)).body.identity).toMatchObject(rights)
  expect((await change({ role: 'viewer' })).body.error.code).toBe('conflict')
  const borya = await house.join('borya', 'editor')
  expect((await change({ role: 'chief' }, borya)).status).toBe(403)
  expect((await house.as(house.chief, 'PATCH', '/api/invitations/none', {})).status).toBe(404)
  expect(await trail(house)).toContain('invitation.change')
})

test('[CQ5] a token can be changed and keeps its secret; a revoked one cannot', async () => {
  const house = await startHouse()
  const plan = await createPlan(house)
  type Made = { id: string; token: string }
  const { id, token } = (
    await house.as<Made>(house.chief, 'POST', '/api/tokens', { name: 'Сайт', role: 'chief' })
  ).body
  const path = `/api/tokens/${id}`
  const change = (body: object, who = house.chief) => house.as<ErrorBody>(who, 'PATCH', path, body)
  const changed = await change({ name: 'Афиша', role: 'viewer', plans: [plan], days: 1 })
  expect([changed.status, changed.body]).toMatchObject([
    200,
    { id, name: 'Афиша', role: 'viewer', plans: [plan] },
  ])
  expect(JSON.stringify(changed.body)).not.toMatch(/hash|svod_/)
  const bearer = { headers: { authorization: `Bearer ${token}` } }
  expect((await house.as(bearer, 'GET', `/api/plans/${plan}`)).status).toBe(200)
  expect((await house.as(bearer, 'PATCH', `/api/plans/${plan}`, { title: 'Х' })).status).toBe(403)
  expect((await house.as(bearer, 'PATCH', path, { role: 'chief' })).status).toBe(403)
  expect((await change({ days: null })).body).toMatchObject({ expiresAt: null, plans: [plan] })
  expect((await change({ plans: ['none'] })).body.error.details?.field).toBe('plans')
  await house.as(house.chief, 'DELETE', path)
  expect((await change({ name: 'Х' })).body.error.code).toBe('conflict')
  expect((await house.as(house.chief, 'PATCH', '/api/tokens/none', {})).status).toBe(404)
  expect(await trail(house)).toContain('token.change')
})

test('[RY1] the audit says what a token may from now on', async () => {
  const house = await startHouse()
  const last = async () => (await house.storage.readAudit(1))[0]
  const departments = departmentOf(house)
  const token = { name: 'Сайт', role: 'editor', departments: [departments] }
  const { body } = await house.as<{ id: string }>(house.chief, 'POST', '/api/tokens', token)
  const said = { token: body.id, role: 'editor', departments, plans: null, expiresAt: null }
  expect(await last()).toMatchObject({ action: 'token.create', details: said })
  await house.as(house.chief, 'PATCH', `/api/tokens/${body.id}`, { departments: [] })
  expect(await last()).toMatchObject({ action: 'token.change', details: { ...said, departments: '' } })
})

test('[CQ6] a department needs no more than a name', async () => {
  const house = await startHouse()
  const name = 'Отдел краеведения, редких книг и всего остального'
  const made = await house.as<{ id: string }>(house.chief, 'POST', '/api/departments', { name })
  expect(made.status).toBe(201)
  const all = house.storage.catalogue.departments()
  const hues = all.slice(0, -1).map(({ hue }) => hue)
  const shown = all.at(-1)
  expect(shown).toMatchObject({
    id: made.body.id,
    name,
    short: expect.stringMatching(/^Отдел краеведения.*…$/),
  })
  const countOf = (hue: number) => hues.filter((one) => one === hue).length
  expect(countOf(shown?.hue ?? 0)).toBe(Math.min(...[1, 2, 3, 4, 5, 6].map(countOf)))
  const faces = `${'я'.repeat(38)}${'😀'.repeat(4)}`
  await house.as(house.chief, 'POST', '/api/departments', { name: faces })
  expect(house.storage.catalogue.departments().at(-1)?.short).toBe(`${'я'.repeat(38)}…`)
  const viewer = await house.join('anna', 'viewer')
  expect((await house.as(viewer, 'POST', '/api/departments', { name })).status).toBe(403)
})

test('[CQ7] a refused upgrade says why as every refusal does, in the reader’s language', async () => {
  const server = await startHttp()
  const refusal = async (plan: string, headers: Record<string, string>) => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${plan}`, { headers })
    const [, answer] = (await once(socket, 'unexpected-response')) as [
      unknown,
      AsyncIterable<Buffer> & { statusCode: number },
    ]
    const pieces: Buffer[] = []
    for await (const piece of answer) pieces.push(piece)
    return [answer.statusCode, (JSON.parse(Buffer.concat(pieces).toString()) as ErrorBody).error] as const
  }
  expect(await refusal('none', { ...ADMIN, 'accept-language': 'ru' })).toMatchObject([
    404,
    { code: 'not-found', message: expect.stringMatching(/[а-я]+ [а-я]+/) },
  ])
  expect(await refusal('none', { 'accept-language': 'en' })).toMatchObject([
    401,
    { code: 'unauthenticated', message: expect.stringMatching(/[a-z]+ [a-z]+/) },
  ])
})

test('[CQ8] a body of which nothing has to be said may be left out, as may the number of a version', async () => {
  const server = await startHttp()
  const plan = `/api/plans/${await createPlan(server)}`
  const post = async (path: string, headers = {}) =>
    (await fetch(`${server.url}${path}`, { method: 'POST', headers: { ...ADMIN, ...headers } })).status
  expect(await post(`${plan}/versions`)).toBe(201)
  expect(await post(`${plan}/versions/1/restore`)).toBe(201)
  expect(await post(`${plan}/versions/1/approval`)).toBe(200)
  // What has to be said is still asked for, and an empty form is no JSON.
  expect(await post('/api/plans')).toBe(400)
  expect(await post(`${plan}/versions`, { 'content-type': 'text/plain' })).toBe(400)
  expect((await server.call('GET', `${plan}/export.json?version=`)).status).toBe(200)
  expect((await server.call('GET', `${plan}/export.json?version=0`)).status).toBe(400)
})

test('[CQ11] where the system has no files left an import says so and when to try again', async () => {
  const shortage = Object.assign(new Error('spawn node EMFILE'), { code: 'EMFILE' })
  const failing = async () => {
    throw new Error('The worker did not start', { cause: shortage })
  }
  const server = await startHttp({ importFile: failing })
  const form = new FormData()
  form.append('file', new Blob(['x']), 'План.docx')
  const headers = { ...ADMIN, 'accept-language': 'ru' }
  const answer = await fetch(`${server.url}/api/plans/import`, { method: 'POST', headers, body: form })
  const { error } = (await answer.json()) as ErrorBody
  expect([answer.status, error.code, answer.headers.get('retry-after')]).toEqual([
    503,
    'out-of-resources',
    '60',
  ])
  expect(error.message).toContain('не хватает файлов')
  expect((await server.call('GET', '/api/plans')).status).toBe(200)
})
