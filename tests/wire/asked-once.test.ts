/** A program that lost an answer asks once more under the same key: what it asked for is there once. */
import { expect, test, vi } from 'vitest'
import { buildReadable } from '../../server/built-plan.ts'
import { MAKING_PATHS } from '../../server/http/asked-once.ts'
import { randomId } from '../../server/ids.ts'
import { SvodError } from '../../shared/errors.ts'
import { planDraft } from '../support/drafts.ts'
import type { Headers } from '../support/http.ts'
import { readText } from '../support/sources.ts'
import { ADMIN, type ErrorBody, type TestServer, createPlan, startHttp } from './http-fixture.ts'

const under = (key: string, who: Headers = ADMIN): Headers => ({ ...who, 'idempotency-key': key })
const PLAN = { title: 'План', year: 2022 }

const plansOf = async (server: TestServer): Promise<number> =>
  (await server.call<{ plans: unknown[] }>('GET', '/api/plans')).body.plans.length

const editionsOf = async (server: TestServer, plan: string): Promise<number> =>
  (await server.call<{ versions: unknown[] }>('GET', `/api/plans/${plan}/versions`)).body.versions.length

const upload = async (server: TestServer, key: string, words = 'файл', query = '') => {
  const form = new FormData()
  form.append('file', new File([words], 'план.docx'))
  const url = `${server.url}/api/plans/import${query}`
  const answer = await fetch(url, { method: 'POST', body: form, headers: under(key) })
  return { status: answer.status, body: (await answer.json()) as { id: string } & ErrorBody }
}

test('[IK1] what is asked for again under its key is made once, and answered as the first time', async () => {
  const server = await startHttp()
  const plan = await createPlan(server)
  const made: [string, unknown][] = [
    ['/api/plans', PLAN],
    [`/api/plans/${plan}/versions`, { name: 'Одна' }],
    [`/api/plans/${plan}/versions/1/restore`, {}],
    [`/api/plans/${plan}/sections`, { title: 'Раздел' }],
    ['/api/plans/gather', { ...PLAN, by: 'section', sources: [{ plan }] }],
    ['/api/invitations', { role: 'viewer', uses: 'one' }],
    ['/api/tokens', { name: 'Программа', role: 'viewer' }],
    ['/api/people', { name: 'Анна', login: 'anna', role: 'viewer' }],
    ['/api/departments', { name: 'Отдел' }],
  ]
  for (const [path, body] of made) {
    const first = await server.call('POST', path, body, under('a'))
    const second = await server.call('POST', path, body, under('a'))
    expect([path, first.status]).toEqual([path, 201])
    expect([path, second]).toEqual([path, first])
  }
  expect(await plansOf(server)).toBe(3)
  const other = await server.call('POST', '/api/plans', PLAN, under('b'))
  expect([other.status, await plansOf(server)]).toEqual([201, 4])
  const answers = await server.call<{ tokens: unknown[] }>('GET', '/api/tokens')
  expect(answers.body.tokens).toHaveLength(1)
})

test('[IK1] a second that comes while the first is under way has its answer', async () => {
  const server = await startHttp()
  const plan = await createPlan(server)
  const ask = () => server.call('POST', `/api/plans/${plan}/versions`, { name: 'Одна' }, under('k'))
  const [first, second, third] = await Promise.all([ask(), ask(), ask()])
  expect([first?.status, second, third]).toEqual([201, first, first])
  expect(await editionsOf(server, plan)).toBe(1)
})

test('[IK1] a file that is sent again makes one plan, whatever stands between the parts of the form', async () => {
  const server = await startHttp()
  const first = await upload(server, 'k')
  expect(await upload(server, 'k')).toEqual(first)
  expect([first.status, await plansOf(server)]).toEqual([201, 1])
  expect((await upload(server, 'k', 'другой файл')).body.error.code).toBe('key-reused')
  // A preview makes nothing, and has nothing to do with keys.
  expect((await upload(server, 'k', 'файл', '?preview=1')).body.id).toBeNull()
})

test('[IK2] another body under a key is refused, and so is what is no key', async () => {
  const server = await startHttp()
  await server.call('POST', '/api/plans', PLAN, under('k'))
  const other = await server.call<ErrorBody>('POST', '/api/plans', { ...PLAN, year: 2023 }, under('k'))
  expect([other.status, other.body.error.code]).toEqual([422, 'key-reused'])
  expect(other.body.error.message).not.toBe('')
  for (const key of ['', 'x'.repeat(201), 'a b', 'caf\u00e9', 'a, b']) {
    const { status, body } = await server.call<ErrorBody>('POST', '/api/plans', PLAN, under(key))
    expect([key, status, body.error.details?.field]).toEqual([key, 400, 'Idempotency-Key'])
  }
  expect((await server.call('POST', '/api/plans', PLAN, under('x'.repeat(200)))).status).toBe(201)
  expect(await plansOf(server)).toBe(2)
})

test('[IK3] the key of somebody else gives nothing of their answer', async () => {
  const server = await startHttp()
  const body = { name: 'Программа', role: 'viewer' }
  const mine = await server.call<{ token: string }>('POST', '/api/tokens', body, under('k'))
  const viewer = await server.enter('viewer')
  const theirs = await server.call('POST', '/api/tokens', body, under('k', viewer))
  expect(theirs.status).toBe(403)
  const chief = await server.enter('chief')
  const own = await server.call<{ token: string }>('POST', '/api/tokens', body, under('k', chief))
  expect(JSON.stringify(own.body)).not.toContain(mine.body.token)
  const nobodys = await server.call('POST', '/api/tokens', body, under('k', {}))
  expect([nobodys.status, JSON.stringify(nobodys.body)]).toEqual([
    401,
    expect.not.stringContaining(mine.body.token),
  ])
})

test('[IK3] who has other rights since is judged by those', async () => {
  const server = await startHttp()
  const { body } = await server.call<{ id: string; token: string }>('POST', '/api/tokens', {
    name: 'Программа',
    role: 'chief',
  })
  const program = { authorization: `Bearer ${body.token}` }
  const make = () => server.call('POST', '/api/plans', PLAN, under('k', program))
  expect((await make()).status).toBe(201)
  await server.call('PATCH', `/api/tokens/${body.id}`, { role: 'viewer' })
  expect((await make()).status).toBe(403)
  await server.call('DELETE', `/api/tokens/${body.id}`)
  expect((await make()).status).toBe(401)
})

test('[IK4] a refusal and a failure are not remembered', async () => {
  let fails = true
  const server = await startHttp()
  const { storage } = server
  const create = vi.spyOn(storage, 'createPlan').mockImplementation((...args) => {
    if (fails) throw new SvodError('storage-failed')
    create.mockRestore()
    return storage.createPlan(...args)
  })
  const bad = await server.call('POST', '/api/plans', { ...PLAN, year: 1 }, under('k'))
  expect(bad.status).toBe(400)
  const failed = await server.call('POST', '/api/plans', PLAN, under('k'))
  expect(failed.status).toBe(503)
  fails = false
  const made = await server.call('POST', '/api/plans', PLAN, under('k'))
  expect([made.status, await plansOf(server)]).toEqual([201, 1])
})

test('[IK5] what was answered at too great length to be kept is not done again, and says so', async () => {
  const built = await buildReadable(planDraft(), randomId)
  const warnings = [{ code: 'dates-unpaired' as const, message: 'я'.repeat(600_000) }]
  const server = await startHttp({ importFile: async () => ({ built, warnings }) })
  expect((await upload(server, 'k')).status).toBe(201)
  const second = await upload(server, 'k')
  expect([second.status, second.body.error.code, await plansOf(server)]).toEqual([409, 'already-done', 1])
})

test('[IK1] PROTOCOL names the calls that take a key', () => {
  const list = /^\*\*Asking again\.\*\*[^]*?\n\n/m.exec(readText('PROTOCOL.md'))?.[0] ?? ''
  expect(MAKING_PATHS.filter((path) => !list.includes(`\`${path}\``))).toEqual([])
})
