/** Who somebody is, by token and by cookie, and whose pages may ask for changes. */
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import type { Storage } from '../../server/storage/storage.ts'
import type { Headers } from '../support/http.ts'
import { ADMIN, type ErrorBody, createPlan, startHttp } from './http-fixture.ts'
import { startHouse } from './people-fixture.ts'

/** What browsers send by themselves, to a proxy that has asked for it. */
const BASIC: Headers = { authorization: `Basic ${Buffer.from('anna:secret').toString('base64')}` }
const PLAN = { title: 'План', year: 2022 }
const DAY_MS = 24 * 60 * 60 * 1000

/** A store that outlives its server, as one on disk does. */
const lasting = (): Storage => {
  const storage = openMemoryStorage()
  storage.close = () => Promise.resolve()
  return storage
}

test('[AU1] the admin token is chief editor; a wrong one is nobody, even beside a good cookie', async () => {
  const server = await startHttp()
  const me = await server.call('GET', '/api/me')
  expect(me.body).toMatchObject({ identity: { id: 'admin-token', role: 'chief', kind: 'program' } })
  expect(me.body.roles).toEqual(['chief'])
  const cookie = await server.enter('viewer')
  const wrong = { ...cookie, authorization: 'Bearer something-else' }
  expect((await server.call('GET', '/api/me', undefined, wrong)).status).toBe(401)
  expect((await server.call('GET', '/api/me', undefined, cookie)).status).toBe(200)
})

test('[AU1] what a browser sends by itself for a proxy takes nobody’s cookie from them, and opens nothing', async () => {
  const server = await startHttp()
  const plan = await createPlan(server)
  const cookie = await server.enter('chief')
  const me = await server.call('GET', '/api/me', undefined, { ...cookie, ...BASIC })
  expect(me.body).toMatchObject({ identity: { role: 'chief', kind: 'person' } })
  expect((await server.call('GET', '/api/me', undefined, BASIC)).status).toBe(401)
  const status = async (headers: Headers) => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${plan}`, { headers })
    const refused = once(socket, 'unexpected-response').then(([, answer]) => {
      return (answer as IncomingMessage).resume().statusCode
    })
    const answer = await Promise.race([refused, once(socket, 'open').then(() => 101)])
    if (answer === 101) socket.terminate()
    return answer
  }
  expect(await status({ ...cookie, ...BASIC })).toBe(101)
  expect(await status(BASIC)).toBe(401)
  expect(await status({ ...cookie, authorization: 'Bearer something-else' })).toBe(401)
  const house = await startHouse()
  const chief = { headers: { ...house.chief.headers, ...BASIC } }
  expect((await house.as(chief, 'GET', '/api/account/sessions')).status).toBe(200)
})

test('[AU1] without SVOD_ADMIN_TOKEN no token opens anything', async () => {
  const server = await startHttp({ config: { adminToken: null } })
  for (const token of ['', 'null', 'undefined']) {
    const { status } = await server.call('GET', '/api/plans', undefined, { authorization: `Bearer ${token}` })
    expect(status).toBe(401)
  }
})

test('[AU2] without credentials everything of the API is 401, and me says whether the demo is on', async () => {
  const server = await startHttp()
  for (const [method, path] of [
    ['GET', '/api/plans'],
    ['POST', '/api/plans'],
    ['GET', '/api/plans/x'],
    ['PATCH', '/api/plans/x'],
    ['DELETE', '/api/plans/x'],
    ['POST', '/api/plans/x/undelete'],
    ['POST', '/api/plans/import'],
    ['POST', '/api/plans/x/sections'],
    ['PATCH', '/api/plans/x/items/y'],
  ] as const) {
    const answer = await server.call<ErrorBody>(method, path, undefined, {})
    expect([method, path, answer.status, answer.body.error.code]).toEqual([
      method,
      path,
      401,
      'unauthenticated',
    ])
  }
  const me = await server.call<ErrorBody & { demo: boolean }>('GET', '/api/me', undefined, {})
  expect(me).toMatchObject({ status: 401, body: { error: { code: 'unauthenticated' }, demo: true } })
})

test('[AU3] everybody enters the demo with a name, a role and a department', async () => {
  const server = await startHttp()
  const departments = await server.call<{ departments: { id: string; hue: number }[] }>(
    'GET',
    '/api/demo/departments',
    undefined,
    {},
  )
  const [first] = departments.body.departments
  const cookie = await server.enter('editor', first?.id ?? '')
  const me = await server.call('GET', '/api/me', undefined, cookie)
  expect(me.body).toMatchObject({
    identity: {
      name: 'Анна (editor)',
      role: 'editor',
      departments: [first?.id],
      hue: first?.hue,
      kind: 'person',
    },
    roles: ['editor'],
    demo: true,
  })
})

test('[AU3] an entry with an odd name, role or department is refused', async () => {
  const server = await startHttp()
  const enter = (body: unknown) => server.call<ErrorBody>('POST', '/api/demo/enter', body, {})
  const good = { name: 'Анна', role: 'editor', department: null }
  expect((await enter(good)).status).toBe(200)
  expect((await enter({ ...good, name: '  ' })).body.error.details?.field).toBe('name')
  expect((await enter({ ...good, name: 'я'.repeat(61) })).body.error.details?.field).toBe('name')
  expect((await enter({ ...good, role: 'root' })).body.error.details?.field).toBe('role')
  expect((await enter({ ...good, department: 'nowhere' })).body.error.details?.field).toBe('department')
})

test('[AU3] outside the demo its way in does not exist and its cookies mean nothing', async () => {
  const storage = lasting()
  const demo = await startHttp({ storage })
  const cookie = await demo.enter('chief')
  await demo.close()
  const server = await startHttp({ storage, config: { demo: false } })
  const body = { name: 'Анна', role: 'chief', department: null }
  expect((await server.call('POST', '/api/demo/enter', body, {})).status).toBe(404)
  expect((await server.call('POST', '/api/demo/leave', undefined, cookie)).status).toBe(404)
  expect((await server.call('GET', '/api/me', undefined, cookie)).body).toMatchObject({ demo: false })
  expect((await server.call('GET', '/api/departments', undefined, cookie)).status).toBe(401)
})

test('[AU4] a session survives a restart of the server, and ends after 30 days', async () => {
  const storage = lasting()
  const before = await startHttp({ storage })
  const cookie = await before.enter('editor')
  await before.close()
  const after = await startHttp({ storage })
  expect((await after.call('GET', '/api/me', undefined, cookie)).status).toBe(200)
  const later = Date.now() + 30 * DAY_MS + 1000
  vi.spyOn(Date, 'now').mockReturnValue(later)
  expect((await after.call('GET', '/api/me', undefined, cookie)).status).toBe(401)
  vi.restoreAllMocks()
})

test('[AU4] a browser keeps its id when somebody enters again, also after leaving', async () => {
  const server = await startHttp()
  const enter = async (role: string, cookie: string) => {
    const response = await fetch(`${server.url}/api/demo/enter`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ name: 'Анна', role, department: null }),
    })
    const { identity } = (await response.json()) as { identity: { id: string; role: string } }
    return { identity, cookie: response.headers.getSetCookie()[0] ?? '' }
  }
  const first = await enter('viewer', '')
  expect(first.cookie).toMatch(
    /^svod-\w+=v1\.[\w-]+\.[\w-]+; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/,
  )
  const second = await enter('chief', first.cookie.split(';')[0] ?? '')
  expect(second.identity).toMatchObject({ id: first.identity.id, role: 'chief' })
  const left = await fetch(`${server.url}/api/demo/leave`, {
    method: 'POST',
    headers: { cookie: second.cookie.split(';')[0] ?? '' },
  })
  expect(left.status).toBe(204)
  const gone = left.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  expect((await server.call('GET', '/api/me', undefined, { cookie: gone })).status).toBe(401)
  expect((await enter('editor', gone)).identity.id).toBe(first.identity.id)
  expect((await enter('editor', '')).identity.id).not.toBe(first.identity.id)
})

test('[AU5] a cookie that was changed anywhere is nobody’s', async () => {
  const server = await startHttp()
  const { cookie = '' } = await server.enter('viewer')
  const [name = '', token = ''] = cookie.split('=')
  const [version, payload = '', signature = ''] = token.split('.')
  const chief = Buffer.from(
    Buffer.from(payload, 'base64url').toString('utf8').replace('viewer', 'chief'),
  ).toString('base64url')
  const forged = [
    `${version}.${chief}.${signature}`,
    `v2.${payload}.${signature}`,
    `${version}.${payload}.${signature.slice(0, -1)}`,
    `${version}.${payload}.`,
    `${version}.${payload}`,
    `${token}.x`,
    '',
  ]
  for (const value of forged) {
    const { status } = await server.call('GET', '/api/me', undefined, { cookie: `${name}=${value}` })
    expect([value, status]).toEqual([value, 401])
  }
  const other = await startHttp()
  expect((await other.call('GET', '/api/me', undefined, { cookie })).status).toBe(401)
})

test('[AU4] on https the cookie is bound to the host and never sent in the clear', async () => {
  const server = await startHttp({ config: { publicOrigin: 'https://plans.example' } })
  const response = await fetch(`${server.url}/api/demo/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://plans.example' },
    body: JSON.stringify({ name: 'Анна', role: 'editor', department: null }),
  })
  expect(response.headers.getSetCookie()[0]).toMatch(/^__Host-svod-.*; Secure$/)
})

test('[AU6] [HT4] changes asked for by another site’s page are refused, reading and tokens are not', async () => {
  const server = await startHttp()
  const cookie = await server.enter('chief')
  const foreign = { ...cookie, origin: 'https://evil.example' }
  const refused = await server.call<ErrorBody>('POST', '/api/plans', PLAN, foreign)
  expect([refused.status, refused.body.error.code]).toEqual([403, 'foreign-origin'])
  expect((await server.call('POST', '/api/plans', PLAN, { ...cookie, origin: 'null' })).status).toBe(403)
  const crossSite = { ...cookie, 'sec-fetch-site': 'cross-site' }
  expect((await server.call('POST', '/api/plans', PLAN, crossSite)).status).toBe(403)
  expect((await server.call('POST', '/api/plans', PLAN, { ...cookie, origin: server.url })).status).toBe(201)
  expect((await server.call('POST', '/api/plans', PLAN, cookie)).status).toBe(201)
  expect((await server.call('GET', '/api/plans', undefined, foreign)).status).toBe(200)
  const proxied = { ...foreign, ...BASIC }
  expect((await server.call('POST', '/api/plans', PLAN, proxied)).status).toBe(403)
  const token = { ...ADMIN, origin: 'https://evil.example' }
  expect((await server.call('POST', '/api/plans', PLAN, token)).status).toBe(201)
})

test('[AU6] with SVOD_URL that origin alone may change anything', async () => {
  const server = await startHttp({ config: { publicOrigin: 'http://plans.example' } })
  const cookie = await (async () => {
    const response = await fetch(`${server.url}/api/demo/enter`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://plans.example' },
      body: JSON.stringify({ name: 'Анна', role: 'chief', department: null }),
    })
    return { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
  })()
  const post = async (origin: string) =>
    (await server.call('POST', '/api/plans', PLAN, { ...cookie, origin })).status
  expect(await post('http://plans.example')).toBe(201)
  expect(await post(server.url)).toBe(403)
  expect(await post('http://plans.example:8080')).toBe(403)
  expect(await post('https://plans.example')).toBe(403)
  expect(await post('http://plans.example.evil.example')).toBe(403)
})
