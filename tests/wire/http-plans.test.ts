/** Plans as wholes, over HTTP: list, create, copy, read, change, trash, rights, errors in two languages. */
import { expect, test } from 'vitest'
import type { PlanEntry } from '../../server/storage/storage.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import { type ErrorBody, type TestServer, createPlan, startHttp } from './http-fixture.ts'

type Listed = { plans: PlanEntry[] }

const list = async (server: TestServer, query = ''): Promise<PlanEntry[]> =>
  (await server.call<Listed>('GET', `/api/plans${query}`)).body.plans

const read = async (server: TestServer, id: string): Promise<PlanJson> =>
  (await server.call<PlanJson>('GET', `/api/plans/${id}`)).body

/** Everything but ids. */
const contentOf = (plan: PlanJson) => ({
  columns: plan.columns.map(({ title }) => title),
  sections: plan.sections.map(({ title, items }) => ({
    title,
    items: items.map((item) => [
      item.number,
      item.title.html,
      item.period.text,
      ...Object.values(item.cells),
    ]),
  })),
})

const idsOf = (plan: PlanJson): string[] =>
  plan.sections.flatMap(({ id, items }) => [id, ...items.map((item) => item.id)])

test('[CM2] an empty plan has the three columns, in the language of who asked', async () => {
  const server = await startHttp()
  const created = await server.call<{ id: string }>('POST', '/api/plans?lang=ru', {
    title: '  План\nработы ',
    year: 2022,
    organisation: 'Библиотека',
  })
  expect(created.status).toBe(201)
  const plan = await read(server, created.body.id)
  expect(plan).toMatchObject({
    format: 'svod-plan/1',
    id: created.body.id,
    title: 'План работы',
    year: 2022,
    organisation: 'Библиотека',
    sections: [],
  })
  expect(plan.columns).toEqual([
    { key: 'number', title: '№ п/п' },
    { key: 'title', title: 'Название, форма' },
    { key: 'period', title: 'Сроки' },
  ])
  const english = await server.call<{ id: string }>('POST', '/api/plans?lang=en', {
    title: 'Plan',
    year: 2022,
  })
  expect((await read(server, english.body.id)).columns.map(({ title }) => title)).toContain('Dates')
})

test('[CM2] the sample, and a copy of it with ids of its own', async () => {
  const server = await startHttp()
  const sample = await server.call<{ id: string }>('POST', '/api/plans?lang=ru', { sample: true })
  const original = await read(server, sample.body.id)
  expect([original.title, original.sections.length]).toEqual(['Образец', 8])
  const copy = await server.call<{ id: string }>('POST', '/api/plans', {
    copyFrom: sample.body.id,
    title: 'План на 2023 год',
    year: 2023,
  })
  const copied = await read(server, copy.body.id)
  expect([copied.title, copied.year, copied.organisation]).toEqual([
    'План на 2023 год',
    2023,
    original.organisation,
  ])
  expect(contentOf(copied)).toEqual(contentOf(original))
  expect(idsOf(copied).filter((id) => idsOf(original).includes(id))).toEqual([])
  const missing = await server.call<ErrorBody>('POST', '/api/plans', { copyFrom: 'nowhere' })
  expect(missing.status).toBe(404)
})

test('[HT9] the list shows what the documents say, the last changed first', async () => {
  const server = await startHttp()
  const first = await createPlan(server, 'Первый')
  const second = await createPlan(server, 'Второй')
  const change = { title: 'Переименован', year: 2024, organisation: 'Музей' }
  expect((await server.call('PATCH', `/api/plans/${first}`, change)).status).toBe(204)
  expect((await read(server, first)).title).toBe('Переименован')
  const plans = await list(server)
  expect(plans.map(({ id }) => id)).toEqual([first, second])
  expect(plans[0]).toMatchObject({ ...change, state: 'draft' })
  expect(Date.parse(plans[0]?.updatedAt ?? '')).toBeGreaterThan(Date.parse(plans[0]?.createdAt ?? ''))
})

test('[CM3] a deleted plan lies in the trash, cannot be used, and comes back as it was', async () => {
  const server = await startHttp()
  const { body } = await server.call<{ id: string }>('POST', '/api/plans', { sample: true })
  const path = `/api/plans/${body.id}`
  const before = await read(server, body.id)
  expect((await server.call('DELETE', path)).status).toBe(204)
  expect(await list(server)).toEqual([])
  expect(await list(server, '?trash=1')).toMatchObject([{ id: body.id, deletedBy: 'admin-token' }])
  for (const [method, at, sent] of [
    ['GET', path, undefined],
    ['PATCH', path, { title: 'x' }],
    ['DELETE', path, undefined],
    ['POST', `${path}/sections`, { title: 'x' }],
    ['POST', '/api/plans', { copyFrom: body.id }],
  ] as const) {
    const answer = await server.call<ErrorBody>(method, at, sent)
    expect([method, at, answer.status, answer.body.error.code]).toEqual([method, at, 404, 'plan-in-trash'])
  }
  expect((await server.call('POST', `${path}/undelete`)).status).toBe(204)
  expect((await server.call<ErrorBody>('POST', `${path}/undelete`)).body.error.code).toBe('conflict')
  expect(await read(server, body.id)).toEqual(before)
  expect(await list(server, '?trash=1')).toEqual([])
})

test('[CM7] whole plans leave a trail of who did what', async () => {
  const server = await startHttp()
  const id = await createPlan(server, 'План')
  await server.call('DELETE', `/api/plans/${id}`)
  await server.call('POST', `/api/plans/${id}/undelete`)
  const trail = await server.storage.readAudit(10)
  expect(trail.map(({ action, by, plan }) => [action, by, plan])).toEqual([
    ['plan.undelete', 'admin-token', id],
    ['plan.delete', 'admin-token', id],
    ['plan.create', 'admin-token', id],
  ])
})

test('[CM1] roles decide, before anything is looked at', async () => {
  const server = await startHttp()
  const id = await createPlan(server)
  const path = `/api/plans/${id}`
  const attempts = [
    ['GET', path, undefined, 'viewer commenter editor chief'],
    ['POST', '/api/plans', { title: 'x', year: 2022 }, 'editor chief'],
    ['PATCH', path, { title: 'y' }, 'chief'],
    ['POST', `${path}/sections`, { title: 'x' }, 'chief'],
    ['DELETE', `${path}/sections/nowhere`, undefined, 'chief'],
    ['DELETE', `${path}/items/nowhere`, undefined, 'editor chief'],
    ['DELETE', path, undefined, 'chief'],
    ['POST', `${path}/undelete`, undefined, 'chief'],
  ] as const
  for (const role of ['viewer', 'commenter', 'editor', 'chief'] as const) {
    const who = await server.enter(role)
    for (const [method, at, sent, allowed] of attempts) {
      const { status, body } = await server.call<ErrorBody>(method, at, sent, who)
      const isForbidden = status === 403 && body.error.code === 'forbidden'
      const expected = !allowed.split(' ').includes(role)
      expect([role, method, at, isForbidden]).toEqual([role, method, at, expected])
    }
  }
  expect((await read(server, id)).title).toBe('y')
})

test('[HT1] errors speak the reader’s language and keep their code', async () => {
  const server = await startHttp()
  const ask = async (path: string, language: string) => {
    const headers = { authorization: 'Bearer a-token-of-the-tests', 'accept-language': language }
    return (await server.call<ErrorBody>('GET', path, undefined, headers)).body.error
  }
  const russian = await ask('/api/plans/nowhere', 'ru-RU,ru;q=0.9,en;q=0.8')
  const english = await ask('/api/plans/nowhere', 'en-GB,en;q=0.9,ru;q=0.2')
  expect([russian.code, english.code]).toEqual(['not-found', 'not-found'])
  expect(russian.message).toMatch(/[а-яё]/i)
  expect(english.message).not.toMatch(/[а-яё]/i)
  expect((await ask('/api/plans/nowhere?lang=en', 'ru')).message).toBe(english.message)
})

test('[HT7] unknown plans and routes of the API are JSON 404', async () => {
  const server = await startHttp()
  for (const path of [
    '/api/plans/nowhere',
    '/api/plans/__proto__',
    '/api/nothing',
    '/api',
    '/api/plans/a/b/c',
  ]) {
    const answer = await server.call<ErrorBody>('GET', path)
    expect([path, answer.status, answer.body.error?.code]).toEqual([path, 404, 'not-found'])
  }
})

test('[HT5] bad bodies are refused, and the field is named', async () => {
  const server = await startHttp()
  const field = async (body: unknown, path = '/api/plans') => {
    const answer = await server.call<ErrorBody>('POST', path, body)
    expect(answer.status).toBe(400)
    expect(answer.body.error.code).toBe('bad-request')
    return answer.body.error.details?.field
  }
  expect(await field({ title: 'x' })).toBe('year')
  expect(await field({ title: ' ', year: 2022 })).toBe('title')
  expect(await field({ title: 'x', year: 1 })).toBe('year')
  expect(await field({ title: 'x', year: 2022, titel: 'y' })).toBe('titel')
  expect(await field({ copyFrom: '../x' })).toBe('copyFrom')
  expect(await field({ sample: 'yes' })).toBe('sample')
  expect(await field([1])).toBe('body')
  expect(await field(null)).toBe('body')
})

test('[HT5] what is no JSON, or nests too deep, or is sent as a form, is refused', async () => {
  const server = await startHttp()
  const send = async (body: string, type = 'application/json') => {
    const headers = { authorization: 'Bearer a-token-of-the-tests', 'content-type': type }
    const response = await fetch(`${server.url}/api/plans`, { method: 'POST', headers, body })
    return response.status
  }
  expect(await send('{"title":')).toBe(400)
  expect(await send('')).toBe(400)
  expect(await send('['.repeat(100_000))).toBe(400)
  expect(await send('{"title":"x","year":2022}', 'text/plain')).toBe(400)
  expect(
    await send('{"title":"[[[[[[[[[[[[[[[[[[[[[[[[[[","year":2022}', 'application/json; charset=utf-8'),
  ).toBe(201)
})

test('[HT6] a JSON body over 1 MiB is refused, and the sender hears it', async () => {
  const server = await startHttp()
  const answer = await server.call<ErrorBody>('POST', '/api/plans', {
    title: 'x'.repeat(8 << 20),
    year: 2022,
  })
  expect([answer.status, answer.body.error.code]).toEqual([413, 'too-large'])
})
