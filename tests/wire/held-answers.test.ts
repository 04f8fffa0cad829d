/** Answers that hold: the same whenever they are asked for, whole, and with what a program needs to go on. */
import { expect, onTestFinished, test, vi } from 'vitest'
import { SvodError } from '../../shared/errors.ts'
import type { ShownEntry } from '../../server/commands/versions/history.ts'
import type { ShownVersion } from '../../server/commands/versions/shown-version.ts'
import { readText } from '../support/sources.ts'
import { type ErrorBody, type TestServer, createPlan, startHttp } from './http-fixture.ts'
import { startHouse } from './people-fixture.ts'

const DAY_MS = 86_400_000

/** A plan with a section of one row. */
const open = async (server: TestServer) => {
  const id = await createPlan(server)
  const path = `/api/plans/${id}`
  const make = async (what: string, body: unknown) =>
    (await server.call<{ id: string }>('POST', `${path}/${what}`, body)).body.id
  const section = await make('sections', { title: 'Раздел' })
  const row = await make('items', { section, title: 'Строка' })
  return { id, path, make, section, row }
}

test('[AW1] the history of a section has what became of its rows in the trash, and of those of a section there', async () => {
  const server = await startHttp()
  const { path, section, row } = await open(server)
  const acts = async () => {
    const { body } = await server.call<{ history: ShownEntry[] }>('GET', `${path}/history?section=${section}`)
    return body.history.filter(({ item }) => item === row).map(({ act }) => act)
  }
  expect(await acts()).toEqual(['create'])
  await server.call('DELETE', `${path}/items/${row}`)
  expect((await acts()).toSorted()).toEqual(['create', 'delete'])
  await server.call('DELETE', `${path}/sections/${section}`)
  expect((await acts()).toSorted()).toEqual(['create', 'delete'])
})

test('[AW2] an inbox is read also while the store takes no writes', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'viewer')
  const change = vi.spyOn(house.storage.inboxes, 'change').mockRejectedValue(new SvodError('storage-failed'))
  onTestFinished(() => change.mockRestore())
  expect(await house.as(anna, 'GET', '/api/inbox?lang=en')).toEqual({
    status: 200,
    body: { notices: [], unread: 0, next: null },
  })
  expect(change).toHaveBeenCalled()
})

test('[AW4] what changed between two editions is told the same whatever happens afterwards', async () => {
  const server = await startHttp()
  const { path, make, section } = await open(server)
  await server.call('POST', `${path}/versions`, {})
  const row = await make('items', { section, title: 'Новая' })
  await server.call('POST', `${path}/versions`, {})
  const changes = () => server.call<{ changes: { kind: string }[] }>('GET', `${path}/changes?from=1&to=2`)
  const first = await changes()
  expect(first.body.changes.map(({ kind }) => kind)).toEqual(['added'])
  // By somebody else: who takes a row of their own back in the same moment has made it, and not brought it back.
  const chief = await server.enter('chief')
  await server.call('DELETE', `${path}/items/${row}`, undefined, chief)
  await server.call('PATCH', `${path}/items/${row}`, { deleted: false }, chief)
  expect(await changes()).toEqual(first)
})

test('[AW5] one edition says whether it has faded as the list does', async () => {
  const server = await startHttp()
  const { path, row } = await open(server)
  await server.call('POST', `${path}/versions`, {})
  for (const title of ['Раз', 'Два']) {
    await server.call('PATCH', `${path}/items/${row}`, { title })
    await server.call('POST', `${path}/versions/1/restore`, {})
  }
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * DAY_MS })
  onTestFinished(() => void vi.useRealTimers())
  const { versions } = (await server.call<{ versions: ShownVersion[] }>('GET', `${path}/versions`)).body
  expect(versions.filter(({ faded }) => faded).length).toBeGreaterThan(0)
  for (const { number, faded } of versions) {
    const one = await server.call<ShownVersion>('GET', `${path}/versions/${number}`)
    expect([number, one.body.faded]).toEqual([number, faded])
  }
})

test('[AW6] a time in a query is ISO 8601 with its zone, or a day', async () => {
  const server = await startHttp()
  const { path } = await open(server)
  const statuses = async (at: string) => {
    const time = encodeURIComponent(at)
    const paths = [
      `${path}/history?since=${time}`,
      `${path}/history?until=${time}`,
      `/api/audit?since=${time}`,
    ]
    const answers = await Promise.all(
      [...paths, `${path}/history/moment?at=${time}`].map((one) => server.call('GET', one)),
    )
    return answers.map(({ status }) => status)
  }
  for (const at of ['2026-11-27', '2026-11-27T10:00:00Z', '2026-11-27T10:00:00.123+03:00']) {
    expect([at, await statuses(at)]).toEqual([at, [200, 200, 200, 200]])
  }
  for (const at of ['1', 'March 7', '2026', '2026-11-27 10:00', '2026-11-27T10:00:00', '2026-02-30']) {
    expect([at, await statuses(at)]).toEqual([at, [400, 400, 400, 400]])
  }
})

test('[AW7] what is wrong in a request is told with its field and the reason', async () => {
  const server = await startHttp()
  const { path, section, row } = await open(server)
  const other = { section, title: 'Строка' }
  const wrong: [string, string, object, string][] = [
    ['POST', `${path}/sections`, { title: 'Р', after: 'nowhere' }, 'after'],
    ['POST', `${path}/sections`, { title: 'Р', department: 'nowhere' }, 'department'],
    ['POST', `${path}/items`, { ...other, after: 'nowhere' }, 'after'],
    ['POST', `${path}/items`, { ...other, cells: { nowhere: 'x' } }, 'cells.nowhere'],
    ['PATCH', `${path}/items/${row}`, { parent: row }, 'parent'],
    ['PATCH', `${path}/items/${row}`, { fact: { on: '2022-03-01' } }, 'fact.on'],
    ['POST', `${path}/comments`, { item: row, body: 'Что?', column: 'nowhere' }, 'column'],
    ['POST', '/api/tokens', { name: 'П', role: 'viewer', plans: ['nowhere'] }, 'plans'],
    ['POST', '/api/invitations', { role: 'editor', departments: ['nowhere'], uses: 'one' }, 'departments'],
  ]
  for (const [method, url, body, field] of wrong) {
    const { status, body: answer } = await server.call<ErrorBody>(method, url, body)
    expect([url, status, answer.error.details]).toEqual([
      url,
      400,
      { field, reason: expect.stringMatching(/./) as string },
    ])
  }
})

test('[AW8] whoever has not signed in hears that first, whatever else is wrong', async () => {
  const server = await startHttp()
  const { path } = await open(server)
  for (const wrong of ['versions/x', 'calendar-link?department=', 'next-year?year=x']) {
    expect([wrong, (await server.call('GET', `${path}/${wrong}`, undefined, {})).status]).toEqual([
      wrong,
      401,
    ])
  }
})

test('[AW9] PROTOCOL names every action of the audit trail', () => {
  const actions = [...readText('server/commands/audit.ts').matchAll(/^ {2}\| '([^']+)'/gm)].map(
    ([, one]) => one,
  )
  const list = /Actions of the audit trail: ([^]*?)\. `details/.exec(readText('PROTOCOL.md'))?.[1] ?? ''
  const named = [...list.matchAll(/`([^`]+)`/g)].flatMap(([, words = '']) => {
    const [first = '', ...more] = words.split(' ')
    return [first, ...more.map((word) => `${first.split('.')[0]}${word}`)]
  })
  expect(actions.length).toBeGreaterThan(40)
  expect(new Set(named)).toEqual(new Set(actions))
})
