/** Next year's plan over HTTP: looking ahead, making it, where its rows came from, and who may. */
import { expect, test } from 'vitest'
import type { PlanJson } from '../../shared/plan/json.ts'
import type { NextYearPreview } from '../../shared/plan/next-year/preview.ts'
import { type ErrorBody, type TestServer, createPlan, startHttp } from './http-fixture.ts'

const read = async (server: TestServer, id: string): Promise<PlanJson> =>
  (await server.call<PlanJson>('GET', `/api/plans/${id}`)).body

/** A plan for 2022 with a section of three rows, of which one is cancelled and one done. */
const sourcePlan = async (server: TestServer) => {
  const plan = await createPlan(server)
  const section = await server.call<{ id: string }>('POST', `/api/plans/${plan}/sections`, {
    title: 'Фестивали',
  })
  const add = async (title: string, period: string, state: string) =>
    (
      await server.call<{ id: string }>('POST', `/api/plans/${plan}/items`, {
        section: section.body.id,
        title,
        period,
        state,
      })
    ).body.id
  const first = await add('V областной фестиваль', '12.03.2022', 'done')
  await add('Отменено', 'май', 'cancelled')
  const last = await add('Отчёт за 2022 год', 'декабрь 2022', 'planned')
  return { plan, first, last }
}

test('[NY9, NY11] what was looked at is what is made; a plan that changed meanwhile is looked at again', async () => {
  const server = await startHttp()
  const { plan, first, last } = await sourcePlan(server)
  const ahead = await server.call<NextYearPreview>('GET', `/api/plans/${plan}/next-year`)
  expect(ahead.status).toBe(200)
  expect(ahead.body).toMatchObject({ from: 2022, year: 2023, title: 'План на 2023 год' })
  expect(ahead.body.leave).toHaveLength(1)
  const offered = ahead.body.proposals.filter(({ sureness }) => sureness === 'offered').map(({ id }) => id)
  const choice = { copyFrom: plan, title: 'План-2023', year: 2023, of: ahead.body.of, on: offered }
  const made = await server.call<{ id: string }>('POST', '/api/plans', choice)
  expect(made.status).toBe(201)
  const next = await read(server, made.body.id)
  expect([next.title, next.year]).toEqual(['План-2023', 2023])
  expect(
    next.sections[0]?.items.map((item) => [item.title.text, item.period.text, item.state, item.origin]),
  ).toEqual([
    ['VI областной фестиваль', '12.03.2023', 'planned', { kind: 'carried', plan, item: first, year: 2022 }],
    ['Отчёт за 2023 год', 'декабрь 2023', 'planned', { kind: 'carried', plan, item: last, year: 2022 }],
  ])
  await server.call('PATCH', `/api/plans/${plan}/items/${last}`, { period: 'ноябрь 2022' })
  const stale = await server.call<ErrorBody>('POST', '/api/plans', choice)
  expect([stale.status, stale.body.error.code]).toEqual([409, 'source-moved'])
  const { of: _, ...unseen } = choice
  expect((await server.call('POST', '/api/plans', unseen)).status).toBe(201)
})

test('[NY11] whoever may read the plan and make plans may look ahead; bad years and choices are refused', async () => {
  const server = await startHttp()
  const { plan } = await sourcePlan(server)
  for (const [role, status] of [
    ['viewer', 403],
    ['commenter', 403],
    ['editor', 200],
  ] as const) {
    const who = await server.enter(role)
    expect((await server.call('GET', `/api/plans/${plan}/next-year`, undefined, who)).status).toBe(status)
    const body = { copyFrom: plan, year: 2023 }
    expect((await server.call('POST', '/api/plans', body, who)).status).toBe(status === 200 ? 201 : status)
  }
  expect((await server.call('GET', `/api/plans/${plan}/next-year?year=1`)).status).toBe(400)
  expect((await server.call('GET', '/api/plans/nowhere/next-year')).status).toBe(404)
  const bad = { copyFrom: plan, year: 2023, leave: ['../x'] }
  expect((await server.call('POST', '/api/plans', bad)).status).toBe(400)
})

test('[NY10] a row leads to last year’s for whoever may read that plan; to others it is a year', async () => {
  const server = await startHttp()
  const { plan, first } = await sourcePlan(server)
  const made = await server.call<{ id: string }>('POST', '/api/plans', { copyFrom: plan, year: 2023 })
  const item = (await read(server, made.body.id)).sections[0]?.items[0]?.id
  const path = `/api/plans/${made.body.id}/items/${item}/origin`
  const fact = { result: '120 участников из 14 городов', participants: 120 }
  await server.call('PATCH', `/api/plans/${plan}/items/${first}`, { fact })
  const whole = await server.call('GET', path)
  expect(whole.body).toMatchObject({
    kind: 'carried',
    year: 2022,
    plan: { id: plan, title: 'План на 2022 год' },
    row: { id: first, number: '1.', title: { text: 'V областной фестиваль' }, state: 'done', fact },
  })
  await server.call('DELETE', `/api/plans/${plan}`)
  expect((await server.call('GET', path)).body).toEqual({
    kind: 'carried',
    year: 2022,
    plan: null,
    row: null,
  })
  await server.call('POST', `/api/plans/${plan}/undelete`)
  await server.call('DELETE', `/api/plans/${plan}/items/${first}`)
  expect((await server.call('GET', path)).body).toMatchObject({ plan: { id: plan }, row: null })
  const old = await server.call<ErrorBody>('GET', `/api/plans/${plan}/items/${first}/origin`)
  expect([old.status, old.body.error.code]).toEqual([404, 'not-found'])
})
