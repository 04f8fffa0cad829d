/** Summary plans over HTTP: made, brought up to date, and who learns what of the plans behind them. */
import { expect, test } from 'vitest'
import type { PlanJson } from '../../shared/plan/json.ts'
import type { VersionRecord } from '../../server/storage/storage.ts'
import { type ErrorBody, type TestServer, createPlan, startHttp } from './http-fixture.ts'
import { type Member, departmentOf, startHouse } from './people-fixture.ts'

type State = {
  sources: { plan: string; title: string | null }[]
  changes: { id: string; kind: string }[]
  of: string
}

const read = async (server: TestServer, id: string): Promise<PlanJson> =>
  (await server.call<PlanJson>('GET', `/api/plans/${id}`)).body

const planWith = async (server: TestServer, title: string, row: string) => {
  const plan = await createPlan(server, title)
  const section = await server.call<{ id: string }>('POST', `/api/plans/${plan}/sections`, {
    title: 'Фестивали',
  })
  const item = await server.call<{ id: string }>('POST', `/api/plans/${plan}/items`, {
    section: section.body.id,
    title: row,
    period: 'март',
  })
  return { plan, section: section.body.id, item: item.body.id }
}

const gather = (server: TestServer, plans: readonly string[], headers?: Readonly<Record<string, string>>) =>
  server.call<{ id: string } & ErrorBody>(
    'POST',
    '/api/plans/gather',
    { title: 'Сводный план', year: 2022, by: 'section', sources: plans.map((plan) => ({ plan })) },
    headers,
  )

test('[GA5] [GB3] a summary is made, looked at beside its plans, and takes what was chosen as one change with an edition before', async () => {
  const server = await startHttp()
  const [one, other] = [await planWith(server, 'А', 'Форум'), await planWith(server, 'Б', 'Бал')]
  const made = await gather(server, [one.plan, other.plan])
  expect(made.status).toBe(201)
  const path = `/api/plans/${made.body.id}`
  const titles = async () =>
    (await read(server, made.body.id)).sections.map(({ items }) => items.map((row) => row.title.text))
  expect(await titles()).toEqual([['Форум', 'Бал']])
  await server.call('PATCH', `/api/plans/${one.plan}/items/${one.item}`, { title: 'Форум чтения' })
  await server.call('POST', `/api/plans/${other.plan}/items`, { section: other.section, title: 'Салют' })
  const state = await server.call<State>('GET', `${path}/gathered`)
  expect(state.body.changes.map(({ kind }) => kind)).toEqual(['changed', 'added'])
  const take = state.body.changes.map(({ id }) => id)
  const stale = await server.call<ErrorBody>('POST', `${path}/gathered`, { take, of: 'other' })
  expect([stale.status, stale.body.error.code]).toEqual([409, 'source-moved'])
  const taken = await server.call('POST', `${path}/gathered`, { take, of: state.body.of })
  expect(taken.body).toEqual({ taken: 2 })
  expect(await titles()).toEqual([['Форум чтения', 'Бал', 'Салют']])
  const versions = await server.call<{ versions: VersionRecord[] }>('GET', `${path}/versions`)
  expect(versions.body.versions.map(({ cause }) => cause)).toEqual(['gather'])
  expect((await server.call<State>('GET', `${path}/gathered`)).body.changes).toEqual([])
  const plain = await server.call<ErrorBody>('GET', `/api/plans/${one.plan}/gathered`)
  expect([plain.status, plain.body.error.code]).toEqual([404, 'not-found'])
})

test('[LQ3] a plan gathers nothing from itself, alone or among others, and keeps no edition for it', async () => {
  const server = await startHttp()
  const [one, other] = [await planWith(server, 'А', 'Форум'), await planWith(server, 'Б', 'Бал')]
  const path = `/api/plans/${one.plan}`
  for (const plans of [[one.plan], [other.plan, one.plan]]) {
    const sources = plans.map((plan) => ({ plan }))
    const answer = await server.call<ErrorBody>('POST', `${path}/gather`, { sources, into: one.section })
    expect([answer.status, answer.body.error.code]).toEqual([409, 'gather-itself'])
  }
  expect((await server.call<{ versions: unknown[] }>('GET', `${path}/versions`)).body.versions).toEqual([])
  expect((await read(server, one.plan)).sections[0]?.items).toHaveLength(1)
})

test('[GA6] nothing flows from a plan to whoever may not read it at that moment', async () => {
  const server = await startHttp()
  const one = await planWith(server, 'А', 'Форум')
  const editor = await server.enter('editor')
  expect((await gather(server, [one.plan], await server.enter('viewer'))).status).toBe(403)
  expect((await gather(server, [one.plan, 'nowhere'], editor)).body.error.code).toBe('not-found')
  const made = await gather(server, [one.plan], editor)
  await server.call('PATCH', `/api/plans/${one.plan}/items/${one.item}`, { title: 'Тайна' })
  const path = `/api/plans/${made.body.id}/gathered`
  // Who gathered it is its chief editor; another editor brings nothing up to date.
  expect((await server.call('GET', path, undefined, await server.enter('editor'))).status).toBe(403)
  expect((await server.call<State>('GET', path, undefined, editor)).body.changes).toHaveLength(1)
  await server.call('DELETE', `/api/plans/${one.plan}`)
  const blind = (await server.call<State>('GET', path, undefined, editor)).body
  expect([blind.sources, blind.changes]).toEqual([[{ plan: one.plan, title: null }], []])
  expect((await gather(server, [one.plan], editor)).body.error.code).toBe('plan-in-trash')
})

test('[AN1] rows for a section of others are refused and leave no edition', async () => {
  const house = await startHouse()
  const [own, others] = [departmentOf(house), departmentOf(house, 1)]
  const anna = await house.join('anna', 'editor', { departments: [own] })
  const make = async (who: Member, path: string, body: object) =>
    (await house.as<{ id: string }>(who, 'POST', path, body)).body.id
  const [plan, source] = [
    await make(house.chief, '/api/plans', { title: 'План', year: 2022 }),
    await make(anna, '/api/plans', { title: 'Свои', year: 2022 }),
  ]
  const theirs = await make(house.chief, `/api/plans/${plan}/sections`, {
    title: 'Чужой',
    department: others,
  })
  const mine = await make(house.chief, `/api/plans/${plan}/sections`, { title: 'Свой', department: own })
  const from = await make(anna, `/api/plans/${source}/sections`, { title: 'Раздел' })
  await make(anna, `/api/plans/${source}/items`, { section: from, title: 'Бал', period: 'май' })
  const put = async (into: string | null, plans = source) => {
    const body = { sources: [{ plan: plans }], into }
    return (await house.as<ErrorBody>(anna, 'POST', `/api/plans/${plan}/gather`, body)).body.error?.code
  }
  const versions = async () =>
    (await house.as<{ versions: unknown[] }>(house.chief, 'GET', `/api/plans/${plan}/versions`)).body.versions
  expect(await put(theirs)).toBe('forbidden')
  expect(await put(null)).toBe('forbidden')
  expect(await put('nowhere')).toBe('not-found')
  // It is not told either whether there is another plan of that id.
  expect(await put(theirs, 'unknown')).toBe('forbidden')
  expect(await versions()).toEqual([])
  expect(await put(mine)).toBe(undefined)
  expect(await versions()).toHaveLength(1)
})

test('[AK21] a plan that is named twice is gathered not at all', async () => {
  const server = await startHttp()
  const { plan } = await planWith(server, 'А', 'Форум')
  const twice = await gather(server, [plan, plan])
  expect([twice.status, twice.body.error.code]).toEqual([400, 'bad-request'])
})

test('[AK23] looking at other plans is counted for each person', async () => {
  const server = await startHttp()
  const { plan } = await planWith(server, 'А', 'Форум')
  const [anna, boris] = [await server.enter('editor'), await server.enter('editor')]
  for (const [path, times] of [
    [`/api/plans/${plan}/gathered`, 30],
    [`/api/plans/${plan}/next-year`, 60],
  ] as const) {
    const ask = async (who: Readonly<Record<string, string>>) =>
      (await server.call('GET', path, undefined, who)).status
    const answers = []
    for (let asked = 0; asked <= times; asked++) answers.push(await ask(anna))
    expect(answers.indexOf(429)).toBe(times)
    expect(await ask(boris)).not.toBe(429)
  }
})

test('[GB5] rows are put into an open plan where the person may write, each once, and brought up to date like any summary', async () => {
  const server = await startHttp()
  const [one, open] = [await planWith(server, 'А', 'Форум'), await planWith(server, 'Свод', 'Своё')]
  await server.call('POST', `/api/plans/${one.plan}/items`, {
    section: one.section,
    title: 'Бал',
    period: 'май',
  })
  const path = `/api/plans/${open.plan}`
  const put = (body: object, headers?: Readonly<Record<string, string>>) =>
    server.call<{ rows: string[]; sections: string[]; known: number } & ErrorBody>(
      'POST',
      `${path}/gather`,
      body,
      headers,
    )
  const outline = async () =>
    (await read(server, open.plan)).sections.map(({ title, items }) => [
      title,
      items.map((row) => row.title.text),
    ])
  const rows = { words: '', responsible: '', department: null, state: null, month: 5 }
  const [viewer, editor] = [await server.enter('viewer'), await server.enter('editor')]
  const chosen = { sources: [{ plan: one.plan, rows }], into: open.section }
  expect((await put(chosen, viewer)).status).toBe(403)
  // Sections are the chief editor's alone; a section of all is everybody's who writes.
  expect((await put({ ...chosen, into: null }, editor)).status).toBe(403)
  expect((await put({ ...chosen, into: 'nowhere' })).body.error.code).toBe('not-found')
  const first = await put(chosen, editor)
  expect([first.status, first.body.rows.length, first.body.sections]).toEqual([201, 1, []])
  expect(await outline()).toEqual([['Фестивали', ['Своё', 'Бал']]])
  const second = await put({ sources: [{ plan: one.plan }], into: null, by: 'plan' })
  expect([second.body.rows.length, second.body.known]).toEqual([1, 1])
  expect(await outline()).toEqual([
    ['Фестивали', ['Своё', 'Бал']],
    ['А', ['Форум']],
  ])
  await server.call('PATCH', `/api/plans/${one.plan}/items/${one.item}`, { title: 'Форум чтения' })
  await server.call('POST', `/api/plans/${one.plan}/items`, {
    section: one.section,
    title: 'Салют',
    period: 'май',
  })
  const state = (await server.call<State>('GET', `${path}/gathered`)).body
  expect(state.changes.map(({ kind }) => kind)).toEqual(['changed', 'added'])
  const take = state.changes.map(({ id }) => id)
  expect((await server.call('POST', `${path}/gathered`, { take, of: state.of })).status).toBe(200)
  expect(await outline()).toEqual([
    ['Фестивали', ['Своё', 'Бал', 'Салют']],
    ['А', ['Форум чтения']],
  ])
})
