/** The past of a plan over HTTP: moments, the line of time, who wrote a cell, restoring, rights, pages. */
import { expect, test } from 'vitest'
import type { ShownEntry } from '../../server/commands/versions/history.ts'
import type { ShownLine } from '../../server/commands/versions/read-authors.ts'
import type { Timeline } from '../../server/commands/versions/read-moment.ts'
import type { ShownVersion } from '../../server/commands/versions/shown-version.ts'
import type { Change } from '../../shared/plan/diff.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import { type TestServer, createPlan, startHttp } from './http-fixture.ts'
import { browser, secretOf, startHouse } from './people-fixture.ts'

type Moment = { at: string | null; plan: PlanJson }
type Restored = ShownVersion & { changes: Change[] }

const open = async (server: TestServer) => {
  const { body } = await server.call<{ id: string }>('POST', '/api/plans', { sample: true })
  const path = `/api/plans/${body.id}`
  const plan = async () => (await server.call<PlanJson>('GET', path)).body
  const rows = (await plan()).sections.flatMap(({ items }) => items.map(({ id }) => id))
  const moment = async (at: string | Date, from = server) => {
    const time = typeof at === 'string' ? at : at.toISOString()
    return (await from.call<Moment>('GET', `${path}/history/moment?at=${encodeURIComponent(time)}`)).body
  }
  return { id: body.id, path, plan, rows, moment }
}

/** A moment that lies after everything before the call, and before everything after it. */
const betweenChanges = async (): Promise<Date> => {
  const start = Date.now()
  while (Date.now() <= start) await new Promise((resolve) => setImmediate(resolve))
  const at = new Date()
  while (Date.now() <= at.getTime()) await new Promise((resolve) => setImmediate(resolve))
  return at
}

test('[HY4] [HY6] the plan at a moment, live, out of the log and out of the past', async () => {
  const storage = openMemoryStorage()
  const close = storage.close.bind(storage)
  storage.close = () => Promise.resolve()
  const server = await startHttp({ storage })
  const { id, path, plan, rows, moment } = await open(server)
  const anna = await server.enter('editor')
  const created = await plan()
  const first = await betweenChanges()
  await server.call('PATCH', `${path}/items/${rows[0]}`, { title: 'Первое слово' }, anna)
  const renamed = await plan()
  const second = await betweenChanges()
  await server.call('DELETE', `${path}/items/${rows[1]}`)
  await server.call('PATCH', `${path}/items/${rows[0]}`, { period: 'май' }, anna)
  const now = await plan()
  const check = async (from: TestServer) => {
    expect(await moment(new Date(0), from)).toEqual({ at: null, plan: created })
    expect(await moment(first, from)).toEqual({ at: null, plan: created })
    expect((await moment(second, from)).plan).toEqual(renamed)
    expect((await moment('2099-01-01', from)).plan).toEqual(now)
    const { body } = await from.call<Timeline>('GET', `/api/plans/${id}/history/timeline`)
    expect(
      body.steps.map(({ count, by }) => [body.people.find((one) => one.id === by)?.name, count]),
    ).toEqual([
      ['Анна (editor)', 1],
      [expect.any(String), 1],
      ['Анна (editor)', 1],
    ])
    expect(Date.parse(body.since)).toBeLessThanOrEqual(first.getTime())
    expect(body.steps.every((step) => step.first <= step.last)).toBe(true)
  }
  await check(server)
  await server.close()
  expect(await storage.listPast(id)).toHaveLength(1)
  await check(await startHttp({ storage }))
  storage.close = close
  for (const wrong of ['', '?at=soon', '?at=2026-01-01&to=1']) {
    const again = await startHttp()
    expect((await again.call('GET', `${(await open(again)).path}/history/moment${wrong}`)).status).toBe(400)
  }
})

test('[HY7] who wrote a cell is told letter by letter', async () => {
  const server = await startHttp()
  const { path, rows } = await open(server)
  const [row] = rows
  const read = async () => {
    const { body } = await server.call<{ lines: ShownLine[] }>(
      'GET',
      `${path}/history/authors?item=${row}&column=title`,
    )
    return body.lines.map(({ pieces }) => pieces.map(({ text, source, name }) => [text, source, name]))
  }
  const before = await read()
  expect(before).toEqual([[[expect.any(String), 'start', '']]])
  const anna = await server.enter('editor')
  await server.call('PATCH', `${path}/items/${row}`, { title: 'Слова Анны' }, anna)
  expect(await read()).toEqual([[['Слова Анны', 'written', 'Анна (editor)']]])
  for (const [query, status] of [
    ['item=nobody&column=title', 404],
    [`item=${row}`, 400],
    [`item=${row}&column=a%20b`, 400],
  ] as const) {
    expect((await server.call('GET', `${path}/history/authors?${query}`)).status).toBe(status)
  }
})

test('[HY8] what the plan said at a moment comes back in rows, sections or wholly, and can be previewed', async () => {
  const server = await startHttp()
  const { path, plan, rows } = await open(server)
  const [one = '', two = '', three = ''] = rows
  const before = await plan()
  const at = await betweenChanges()
  for (const row of [one, two, three]) await server.call('PATCH', `${path}/items/${row}`, { period: 'май' })
  await server.call('DELETE', `${path}/items/${two}`)
  const local = `${at.toISOString().slice(0, 23)}+00:00`
  const post = (fields: object, headers?: Record<string, string>) =>
    server.call<Restored>('POST', `${path}/history/restore?lang=ru`, { at: local, ...fields }, headers)
  const periods = async () =>
    (await plan()).sections.flatMap(({ items }) => items.map(({ id, period }) => `${id} ${period.text}`))
  const preview = (await post({ items: [two], preview: true })).body.changes
  expect(preview.map(({ kind, item }) => [kind, item])).toEqual([['added', two]])
  const made = await post({ items: [two] })
  const clock = `${local.slice(8, 10)}.${local.slice(5, 7)}.${local.slice(0, 4)}, ${local.slice(11, 16)}`
  expect([made.status, made.body.name]).toEqual([201, `Возврат к состоянию на ${clock}`])
  expect(await periods()).toContain(`${one} май`)
  expect((await periods())[1]).not.toContain('май')
  await post({ sections: [before.sections[0]?.id] })
  expect((await plan()).sections[0]).toEqual(before.sections[0])
  expect(await periods()).toContain(`${three} май`)
  await post({})
  expect(await plan()).toEqual(before)
  const editor = await server.enter('editor')
  expect((await post({}, editor)).status).toBe(403)
  for (const wrong of [{ at: '2026' }, { items: [] }, { rows: [] }])
    expect((await post(wrong)).status).toBe(400)
})

test('[HY5] a guest sees nothing of the past, and who reads the plan with a role does', async () => {
  const house = await startHouse()
  const path = `/api/plans/${await createPlan(house)}`
  const put = await house.as<{ link: string }>(house.chief, 'PUT', `${path}/public-link`, { on: true })
  const guest = browser(await house.post('/api/public/enter', { secret: secretOf(put.body.link) }))
  const statusOf = async (rest: string, headers: Record<string, string>) =>
    (await house.call('GET', path + rest, undefined, headers)).status
  expect(await statusOf('', guest)).toBe(200)
  for (const rest of ['', '/timeline', '/moment?at=2026-01-01', '/authors?item=a&column=title']) {
    expect(await statusOf(`/history${rest}`, guest)).toBe(403)
    expect(await statusOf(`/history${rest}`, house.chief.headers)).toBe(
      rest.startsWith('/authors') ? 404 : 200,
    )
  }
})

test('[HY9] who changed what is read page by page, each entry once', async () => {
  const server = await startHttp()
  const { path, rows } = await open(server)
  const anna = await server.enter('editor')
  for (const row of rows) {
    await server.call('PATCH', `${path}/items/${row}`, { period: 'май', title: 'Иначе' }, anna)
    await server.call('PATCH', `${path}/items/${row}`, { state: 'done' })
  }
  type Page = { history: ShownEntry[]; more: boolean; next: string | null }
  const read = async (query: string) => (await server.call<Page>('GET', `${path}/history?${query}`)).body
  const all = (await read('')).history
  expect(all).toHaveLength(3 * rows.length)
  const paged: ShownEntry[] = []
  for (let next: string | null = ''; next !== null;) {
    const page: Page = await read(`limit=2${next === '' ? '' : `&after=${next}`}`)
    paged.push(...page.history)
    expect(page.more).toBe(page.next !== null)
    next = page.next
  }
  expect(paged).toEqual(all)
  const fields = (entries: readonly ShownEntry[]) => entries.map(({ field }) => field)
  expect(fields((await read(`item=${rows[0]}&field=period`)).history)).toEqual(['period'])
  expect((await read(`by=${all.find(({ name }) => name.startsWith('Анна'))?.by}`)).history).toHaveLength(
    2 * rows.length,
  )
  expect((await read(`until=${new Date(0).toISOString()}`)).history).toEqual([])
  expect((await read(`until=2099-01-01&limit=1`)).history).toEqual(all.slice(0, 1))
})
