/** What changed, who changed it, and the way back, over HTTP. */
import { expect, test } from 'vitest'
import type { ShownEntry } from '../../server/commands/versions/history.ts'
import type { ShownVersion } from '../../server/commands/versions/shown-version.ts'
import type { AmendmentGroup } from '../../shared/plan/amendments.ts'
import type { Change } from '../../shared/plan/diff.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import { type ErrorBody, type TestServer, startHttp } from './http-fixture.ts'

type Answered = ShownVersion & ErrorBody & { changes: Change[]; amendments: AmendmentGroup[] }

const open = async (server: TestServer) => {
  const { body } = await server.call<{ id: string }>('POST', '/api/plans', { sample: true })
  const path = `/api/plans/${body.id}`
  const plan = async () => (await server.call<PlanJson>('GET', path)).body
  const [first, second] = (await plan()).sections
  const change = (item: string, fields: object) => server.call('PATCH', `${path}/items/${item}`, fields)
  const post = (rest: string, fields: object = {}) => server.call<Answered>('POST', path + rest, fields)
  const ids = (section: typeof first) => section?.items.map(({ id }) => id) ?? []
  return { id: body.id, path, plan, first, second, change, post, rows: [ids(first), ids(second)] as const }
}

test('[DF7] what changed between two editions, or since one, with the sentences of an order', async () => {
  const server = await startHttp()
  const { path, change, post, first, rows } = await open(server)
  const [[one = '', two = '']] = rows
  await post('/versions', { name: 'Первая' })
  await change(one, { period: 'до 25 декабря' })
  await server.call('DELETE', `${path}/items/${two}`)
  await post('/versions', { name: 'Вторая' })
  await change(two, { deleted: false })
  const read = async (query: string) => (await server.call<Answered>('GET', `${path}/changes?${query}`)).body
  const between = await read('from=1&to=2&lang=ru')
  expect(
    between.changes.map(({ kind, section, item, field, before, after }) => ({
      kind,
      section,
      item,
      field,
      before,
      after,
    })),
  ).toEqual([
    {
      kind: 'edited',
      section: first?.id,
      item: one,
      field: 'period',
      before: 'март',
      after: 'до 25 декабря',
    },
    {
      kind: 'removed',
      section: first?.id,
      item: two,
      field: null,
      before: expect.any(String) as string,
      after: null,
    },
  ])
  expect(between.amendments[0]?.sentences).toEqual([
    'в пункте 1 срок «март» заменить сроком «до 25 декабря»;',
    expect.stringMatching(/^пункт 2 \(«.*»\) исключить\.$/) as string,
  ])
  // What came back out of the trash is told as such.
  expect((await read('from=2')).changes.map(({ kind, item }) => [kind, item])).toEqual([['restored', two]])
  expect((await read('from=1')).changes.map(({ field }) => field)).toEqual(['period'])
  expect((await read('from=2&to=2')).changes).toEqual([])
  expect((await server.call('GET', `${path}/changes`)).status).toBe(400)
  expect((await server.call('GET', `${path}/changes?from=9`)).status).toBe(404)
})

test('[HI3] [HI4] a whole edition comes back as a new change, previewed, between editions of before and after', async () => {
  const server = await startHttp()
  const { path, change, post, plan, first, rows } = await open(server)
  const [[one = '', two = '']] = rows
  const made = (await post('/versions', { name: 'Первая' })).body
  await change(one, { period: 'май', title: 'Иначе' })
  await server.call('DELETE', `${path}/items/${two}`)
  const fresh = (await post('/items', { section: first?.id, title: 'Новое' })).body as unknown as {
    id: string
  }
  const preview = (await post('/versions/1/restore', { preview: true })).body
  expect(preview.changes.map(({ kind, item }) => [kind, item])).toEqual([
    ['edited', one],
    ['edited', one],
    ['added', two],
    ['removed', fresh.id],
  ])
  expect((await plan()).sections[0]?.items.map(({ id }) => id)).toContain(fresh.id)
  const restored = await server.call<Answered>('POST', `${path}/versions/1/restore?lang=ru`, {})
  expect(restored.status).toBe(201)
  expect(restored.body).toMatchObject({
    number: 3,
    name: 'Возврат к редакции 1',
    cause: 'restore',
    about: 1,
    hash: made.hash,
  })
  const { versions } = (await server.call<{ versions: ShownVersion[] }>('GET', `${path}/versions`)).body
  expect(versions.map(({ number, cause }) => [number, cause])).toEqual([
    [1, 'hand'],
    [2, 'before-restore'],
    [3, 'restore'],
  ])
  // And back again: nothing was lost on the way.
  await post('/versions/2/restore')
  expect((await plan()).sections[0]?.items.map(({ id }) => id)).toEqual([one, fresh.id])
})

test('[HI3] [JY2] single rows and sections come back, the rest stays as colleagues have it', async () => {
  const server = await startHttp()
  const { path, change, post, plan, second, rows } = await open(server)
  const [[one = '', two = ''], [three = '', four = '']] = rows
  await post('/versions')
  for (const row of [one, two, three, four]) await change(row, { period: 'май' })
  await post('/versions/1/restore', { items: [two] })
  const periods = async () =>
    (await plan()).sections.slice(0, 2).flatMap(({ items }) => items.map(({ period }) => period.text))
  expect(await periods()).toEqual(['май', 'март', 'май', 'май'])
  await post('/versions/1/restore', { sections: [second?.id] })
  expect(await periods()).toEqual(['май', 'март', 'март', 'март'])
  // A row whose section has gone brings it back, without what else had gone with it.
  await server.call('DELETE', `${path}/sections/${second?.id}`)
  await post('/versions/1/restore', { items: [four] })
  const back = (await plan()).sections.find(({ id }) => id === second?.id)
  const { versions } = (await server.call<{ versions: ShownVersion[] }>('GET', `${path}/versions`)).body
  expect(versions.filter(({ cause }) => cause === 'restore').map(({ note }) => note)).toEqual([
    'Событие 1-2',
    second?.title,
    'Событие 2-2',
  ])
  expect(back?.items.map(({ id }) => id)).toEqual([four])
  expect(back?.title).toBe(second?.title)
  for (const wrong of [{ items: ['nobody'] }, { sections: ['nowhere'] }]) {
    expect((await post('/versions/1/restore', wrong)).status).toBe(404)
  }
  for (const wrong of [{ items: [] }, { items: ['a b'] }, { rows: [one] }]) {
    expect((await post('/versions/1/restore', wrong)).status).toBe(400)
  }
})

test('[HI5] restoring is the chief editor’s, and nobody’s while the plan is locked', async () => {
  const server = await startHttp()
  const { path, post } = await open(server)
  await post('/versions')
  const editor = await server.enter('editor')
  expect((await server.call('POST', `${path}/versions/1/restore`, {}, editor)).status).toBe(403)
  await post('/versions/1/approval')
  const refused = await post('/versions/1/restore')
  expect([refused.status, refused.body.error.code]).toEqual([409, 'plan-locked'])
  const { versions } = (await server.call<{ versions: ShownVersion[] }>('GET', `${path}/versions`)).body
  expect(versions).toHaveLength(1)
})

test('[HI1] [HI6] who changed what is told per row and field, and outlives a restart', async () => {
  const storage = openMemoryStorage()
  const close = storage.close.bind(storage)
  storage.close = () => Promise.resolve()
  const server = await startHttp({ storage })
  const { id, path, change, first, rows } = await open(server)
  const [[one = '', two = '']] = rows
  const anna = await server.enter('editor')
  await server.call('PATCH', `${path}/items/${one}`, { period: 'май' }, anna)
  await server.call('PATCH', `${path}/items/${one}`, { period: 'июнь' }, anna)
  await change(two, { state: 'done' })
  await server.call('DELETE', `${path}/items/${two}`)
  const read = async (from: TestServer, query = '') =>
    (await from.call<{ history: ShownEntry[] }>('GET', `/api/plans/${id}/history${query}`)).body.history
  const told = (entries: readonly ShownEntry[]) =>
    entries.map(({ name, subject, item, field, act, count }) => [name, subject, item, field, act, count])
  const anna2 = ['Анна (editor)', 'item', one, 'period', 'edit', 2]
  expect(told(await read(server, `?item=${one}`))).toEqual([anna2])
  expect(await read(server, `?section=${first?.id}`)).toHaveLength(3)
  expect((await read(server, `?item=${two}`)).map(({ act, field }) => [act, field])).toEqual([
    ['delete', null],
    ['edit', 'state'],
  ])
  expect(await read(server, `?since=${new Date(Date.now() + 60_000).toISOString()}`)).toEqual([])
  expect((await server.call('GET', `${path}/history?since=soon`)).status).toBe(400)
  await server.close()
  // The log is in the checkpoint now; who changed what is not gone with it.
  expect((await storage.loadPlan(id))?.tail).toEqual([])
  const again = await startHttp({ storage })
  expect(told(await read(again, `?item=${one}`))).toEqual([anna2])
  storage.close = close
})

test('[WQ1] what was brought back is named to a length, and no character is cut for it', async () => {
  const server = await startHttp()
  const { change, post, rows } = await open(server)
  const [[one = '']] = rows
  await change(one, { title: '😀'.repeat(200) })
  await post('/versions')
  await change(one, { title: 'Другое' })
  const { body } = await post('/versions/1/restore', { items: [one] })
  expect(body.note).toBe(`${'😀'.repeat(149)}…`)
})
