/** What programs write for "nothing": empty bodies, empty parameters, null; and hashes in a form of their own. */
import { expect, test } from 'vitest'
import type { PlanJson } from '../../shared/plan/json.ts'
import type { ShownVersion } from '../../server/commands/versions/shown-version.ts'
import type { Headers } from '../support/http.ts'
import { ADMIN, type ErrorBody, createPlan, startHttp } from './http-fixture.ts'

type Kept = ShownVersion & ErrorBody

test('[CQ8] an empty body under application/json is one that was left out', async () => {
  const server = await startHttp()
  const plan = `/api/plans/${await createPlan(server)}`
  const post = async (path: string, body = '', type = 'application/json') => {
    const headers = { ...ADMIN, 'content-type': type }
    return (await fetch(`${server.url}${path}`, { method: 'POST', headers, body })).status
  }
  expect(await post(`${plan}/versions`)).toBe(201)
  expect(await post(`${plan}/versions/1/restore`, '', 'Application/JSON; charset=utf-8')).toBe(201)
  expect(await post(`${plan}/versions/1/approval`)).toBe(200)
  expect(await post(`${plan}/amendments`)).toBe(204)
  // What has to be said is still asked for; blanks are no JSON, and an empty form is none.
  expect(await post('/api/plans')).toBe(400)
  expect(await post(`${plan}/versions`, ' ')).toBe(400)
  expect(await post(`${plan}/versions`, '', 'text/plain')).toBe(400)
})

test('[CQ8] a parameter of a query that is left empty is left out, whichever it is', async () => {
  const server = await startHttp()
  const chief = await server.enter('chief')
  const plan = `/api/plans/${await createPlan(server)}`
  await server.call('POST', `${plan}/versions`, {})
  const ask = async (path: string) => (await server.call('GET', path, undefined, chief)).status
  for (const path of [
    `${plan}/history?item=&since=&section=&field=&by=&until=&limit=&after=&lang=`,
    `${plan}/changes?from=1&to=`,
    `${plan}/report?upTo=&from=&to=`,
    `${plan}/export.csv?version=&changes=&hidden=&lang=`,
    `${plan}/next-year?year=`,
    `${plan}/calendar-link?department=`,
    '/api/audit?limit=&before=&action=&who=&plan=&since=&until=',
    '/api/audit.csv?action=&who=&plan=&since=&until=',
    '/api/inbox?limit=&before=&plan=',
  ]) {
    expect([path, await ask(path)]).toEqual([path, 200])
  }
  const audit = await server.call<{ records: unknown[] }>('GET', '/api/audit?before=')
  expect(audit.body.records.length).toBeGreaterThan(0)
  expect(await ask(`${plan}/changes?from=`)).toBe(400)
  expect(await ask(`${plan}/export.csv?version=0x1`)).toBe(400)
  expect(await ask(`${plan}/history?itme=x`)).toBe(400)
})

test('[WQ2] a hash of whatever form that is not the one is another; upper case is the same', async () => {
  const server = await startHttp()
  const id = await createPlan(server)
  const plan = `/api/plans/${id}`
  const section = (await server.call<{ id: string }>('POST', `${plan}/sections`, { title: 'Раздел' })).body.id
  const { hash } = (await server.call<Kept>('POST', `${plan}/versions`, {})).body
  for (const other of ['x', '', '0'.repeat(64), `sha256:${hash}`]) {
    const refused = await server.call<Kept>('POST', `${plan}/versions/1/approval`, { hash: other })
    expect([other, refused.status, refused.body.error.code]).toEqual([other, 409, 'draft-moved'])
    const step = { state: 'ready', hash: other }
    const unsigned = await server.call<Kept>('PUT', `${plan}/sections/${section}/sign-off`, step)
    expect([other, unsigned.status, unsigned.body.error.code]).toEqual([other, 409, 'section-moved'])
  }
  const long = await server.call('POST', `${plan}/versions/1/approval`, { hash: '0'.repeat(201) })
  expect(long.status).toBe(400)
  const approved = await server.call('POST', `${plan}/versions/1/approval`, { hash: hash.toUpperCase() })
  expect(approved.status).toBe(200)
})

test('[WQ3] null for what may be left out is the same as leaving it out', async () => {
  const server = await startHttp()
  const made = async (path: string, body: object) => {
    const answer = await server.call<{ id: string } & ErrorBody>('POST', path, body)
    expect([path, answer.status, answer.body.error]).toEqual([path, 201, undefined])
    return answer.body.id
  }
  const nothing = { copyFrom: null, sample: null, leave: null, organisation: null }
  const id = await made('/api/plans', { title: 'План', year: 2022, ...nothing })
  await made('/api/plans', { copyFrom: id, title: null, year: null, organisation: null, off: null })
  const plan = `/api/plans/${id}`
  const section = await made(`${plan}/sections`, { title: 'Раздел', department: null, after: null })
  const parts = { period: null, cells: null, number: null, state: null, fact: null, parent: null }
  const item = await made(`${plan}/items`, { section, title: 'Форум', ...parts })
  await made(`${plan}/comments`, { item, body: 'Когда?', quote: null, column: null })
  await made(`${plan}/versions`, { name: null, note: null, offer: null })
  await made(`${plan}/versions/1/restore`, { items: null, sections: null, preview: null })
  const change = async (path: string, body: object) => (await server.call('PATCH', path, body)).status
  expect(await change(plan, { title: null, year: null, organisation: null })).toBe(204)
  expect(await change(`${plan}/sections/${section}`, { title: null, deleted: null })).toBe(204)
  expect(await change(`${plan}/items/${item}`, { title: null, section: null, deleted: null })).toBe(204)
  const { body } = await server.call<PlanJson>('GET', plan)
  expect(body).toMatchObject({ title: 'План', year: 2022, organisation: '' })
  expect(body.sections[0]?.items[0]?.title.text).toBe('Форум')
  const approval = { ground: null, date: null, hash: null }
  expect((await server.call('POST', `${plan}/versions/1/approval`, approval)).status).toBe(200)
  expect((await server.call('POST', `${plan}/amendments`, { reason: null })).status).toBe(204)
  await made('/api/invitations', { role: 'editor', note: null, days: null, uses: null, departments: null })
  await made('/api/tokens', { name: 'Сайт', role: 'viewer', plans: null, days: null, departments: null })
  await made('/api/departments', { name: 'Новый отдел', short: null, hue: null })
})

test('[WQ3] null in the field of another way says nothing either', async () => {
  const server = await startHttp()
  const id = await createPlan(server)
  const plan = `/api/plans/${id}`
  const section = (await server.call<{ id: string }>('POST', `${plan}/sections`, { title: 'Раздел' })).body.id
  const row = { section, title: { text: 'Слова', html: null } }
  expect((await server.call('POST', `${plan}/items`, row)).status).toBe(201)
  const chief = await server.enter('chief')
  const read = async (marked: object) => {
    const answer = await server.call<ErrorBody>('POST', '/api/inbox/read', marked, chief)
    return [answer.status, answer.body.error?.details?.field]
  }
  expect(await read({ ids: ['n'], all: null, plan: null, threads: null })).toEqual([200, undefined])
  expect(await read({ plan: id, threads: ['t'], all: null, ids: null })).toEqual([200, undefined])
  expect(await read({ all: true, ids: null, plan: null, threads: null })).toEqual([200, undefined])
  expect(await read({ all: null })).toEqual([400, 'ids'])
  expect(await read({ all: true, alll: null })).toEqual([400, 'alll'])
  expect(await read({ all: true, ids: ['n'] })).toEqual([400, 'ids'])
})

test('[WQ3] what has to be said, and what nobody knows, is not left out by null', async () => {
  const server = await startHttp()
  const plan = `/api/plans/${await createPlan(server)}`
  const field = async (path: string, body: object) => {
    const answer = await server.call<ErrorBody>('POST', path, body)
    return [answer.status, answer.body.error.details?.field]
  }
  expect(await field('/api/plans', { title: null, year: 2022 })).toEqual([400, 'title'])
  expect(await field('/api/plans', { title: 'План', year: 2022, tilte: null })).toEqual([400, 'tilte'])
  expect(await field(`${plan}/sections`, { title: null })).toEqual([400, 'title'])
  expect(await field(`${plan}/items`, { section: null })).toEqual([400, 'section'])
  expect(await field(`${plan}/versions`, { nmae: null })).toEqual([400, 'nmae'])
  // Nothing to bring back is no way of saying everything.
  await server.call('POST', `${plan}/versions`, {})
  const none = await server.call<ErrorBody>('POST', `${plan}/versions/1/restore`, { items: [] })
  expect([none.status, none.body.error.details]).toEqual([
    400,
    { field: 'items', reason: 'names nothing; leave it out to bring everything back' },
  ])
})

test('[AW6] the zone of a time counts also where its plus came as a blank, as forms and programs write it', async () => {
  const server = await startHttp()
  const plan = `/api/plans/${await createPlan(server)}`
  const ask = (since: string) => server.call<ErrorBody>('GET', `${plan}/history?since=${since}`)
  for (const sign of ['+', '%2B', '%20', '-']) {
    expect([sign, (await ask(`2022-01-01T00:00:00${sign}03:00`)).status]).toEqual([sign, 200])
  }
  for (const wrong of ['2022-01-01+03:00', '2022-01-01T00:00:00++03:00', '2022-01-01+00:00:00Z']) {
    expect([wrong, (await ask(wrong)).status]).toEqual([wrong, 400])
  }
})

test('[HT5] a number of a query is written in figures, and a place in a list is one that a page has named', async () => {
  const server = await startHttp()
  const plan = `/api/plans/${await createPlan(server)}`
  await server.call('POST', `${plan}/sections`, { title: 'Раздел' })
  await server.call('POST', `${plan}/sections`, { title: 'Второй' })
  const chief = await server.enter('chief')
  const ask = async (path: string, headers?: Headers) => {
    const { status, body } = await server.call<ErrorBody>('GET', path, undefined, headers)
    return [path, status, body.error?.details?.field]
  }
  for (const [path, field] of [
    ['/api/audit?limit=', 'limit'],
    ['/api/audit?before=', 'before'],
    ['/api/inbox?limit=', 'limit'],
    [`${plan}/history?limit=`, 'limit'],
  ] as const) {
    for (const wrong of ['0x1', '1e1', '+1', '1.0', '%201']) {
      expect(await ask(path + wrong, chief)).toEqual([path + wrong, 400, field])
    }
    expect(await ask(`${path}10`, chief)).toEqual([`${path}10`, 200, undefined])
  }
  const year = `${plan}/next-year?year=`
  expect(await ask(`${year}0x7E7`)).toEqual([`${year}0x7E7`, 400, 'year'])
  const wrong = `${plan}/history?after=rubbish`
  expect(await ask(wrong)).toEqual([wrong, 400, 'after'])
  type Page = { history: { section: string }[]; next: string | null }
  const first = (await server.call<Page>('GET', `${plan}/history?limit=1`)).body
  const second = (await server.call<Page>('GET', `${plan}/history?limit=1&after=${first.next}`)).body
  expect(second.history).toHaveLength(1)
  expect(second.history).not.toEqual(first.history)
})

test('[HT5] a number of an edition that is none is told by its name', async () => {
  const server = await startHttp()
  const plan = `/api/plans/${await createPlan(server)}`
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/approval'],
    ['DELETE', '/approval'],
    ['POST', '/restore'],
  ] as const) {
    const { status, body } = await server.call<ErrorBody>(
      method,
      `${plan}/versions/0${path}`,
      method === 'GET' ? undefined : {},
    )
    expect([path, status, body.error.details?.field]).toEqual([path, 400, 'version'])
  }
})
