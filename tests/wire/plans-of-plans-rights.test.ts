/** Who gets at reports, at plans made of plans, and at the plans behind them: guests, others, and after a plan went to the trash. */
import { expect, test } from 'vitest'
import type { PlanJson } from '../../shared/plan/json.ts'
import { type House, type Member, browser, departmentOf, secretOf, startHouse } from './people-fixture.ts'

type Caller = Pick<Member, 'headers'>

/** A plan of the chief editor's with a row, next year's out of it, and a summary of it. */
const world = async (house: House) => {
  const make = async (path: string, body: object) =>
    (await house.as<{ id: string }>(house.chief, 'POST', path, body)).body.id
  const plan = await make('/api/plans', { title: 'Тайный план', year: 2022 })
  const department = departmentOf(house)
  const section = await make(`/api/plans/${plan}/sections`, { title: 'Раздел', department })
  await make(`/api/plans/${plan}/items`, { section, title: 'Форум', period: 'март' })
  const next = await make('/api/plans', { copyFrom: plan, year: 2023 })
  const sources = [{ plan }]
  const summary = await make('/api/plans/gather', { title: 'Свод', year: 2022, by: 'plan', sources })
  const itemOf = async (id: string) => {
    const { body } = await house.as<PlanJson>(house.chief, 'GET', `/api/plans/${id}`)
    return body.sections[0]?.items[0]?.id ?? ''
  }
  return { plan, next, summary, carried: await itemOf(next), gathered: await itemOf(summary) }
}

type World = Awaited<ReturnType<typeof world>>

/** What each of these is answered with. */
const answersFor = async (house: House, who: Caller, { plan, next, summary, carried, gathered }: World) => {
  const ask = async (method: string, path: string, body?: unknown) =>
    (await house.as(who as Member, method, `/api/plans${path}`, body)).status
  return {
    report: await ask('GET', `/${plan}/report`),
    file: (await fetch(`${house.url}/api/plans/${plan}/report.xlsx`, { headers: who.headers })).status,
    preview: await ask('GET', `/${plan}/next-year`),
    copy: await ask('POST', '', { copyFrom: plan }),
    carry: await ask('POST', '', { copyFrom: plan, year: 2023, of: 'guess' }),
    gather: await ask('POST', '/gather', { title: 'Свод', year: 2022, by: 'plan', sources: [{ plan }] }),
    changes: await ask('GET', `/${summary}/gathered`),
    refresh: await ask('POST', `/${summary}/gathered`, { take: [], of: 'guess' }),
    carried: await ask('GET', `/${next}/items/${carried}/origin`),
    gathered: await ask('GET', `/${summary}/items/${gathered}/origin`),
  }
}

const NOTHING = {
  report: 403,
  file: 403,
  preview: 403,
  copy: 403,
  carry: 403,
  gather: 403,
  changes: 403,
  refresh: 403,
  carried: 403,
  gathered: 403,
}

test('[AK26] guests read the report of their plan and nothing else; who may not read a plan gets nothing made of it', async () => {
  const house = await startHouse()
  const all = await world(house)
  const entered = async (id: string): Promise<Caller> => {
    const path = `/api/plans/${id}/public-link`
    const { body } = await house.as<{ link: string }>(house.chief, 'PUT', path, { on: true })
    return { headers: browser(await house.post('/api/public/enter', { secret: secretOf(body.link) })) }
  }
  expect(await answersFor(house, await entered(all.plan), all)).toEqual({
    ...NOTHING,
    report: 200,
    file: 200,
  })
  expect(await answersFor(house, await entered(all.summary), all)).toEqual(NOTHING)
  const anna = await house.join('anna', 'editor')
  await house.as(house.chief, 'PATCH', `/api/plans/${all.plan}/people/${anna.id}`, { role: 'none' })
  const blind = { ...NOTHING, carried: 200, gathered: 200 }
  expect(await answersFor(house, anna, all)).toEqual(blind)
  for (const [plan, item] of [
    [all.next, all.carried],
    [all.summary, all.gathered],
  ]) {
    const { body } = await house.as(anna, 'GET', `/api/plans/${plan}/items/${item}/origin`)
    expect(body).toMatchObject({ year: 2022, plan: null, row: null })
  }
})

test('[AK26] a plan in the trash is neither reported on, looked ahead from, copied nor gathered, by its chief editor either', async () => {
  const house = await startHouse()
  const all = await world(house)
  await house.as(house.chief, 'DELETE', `/api/plans/${all.plan}`)
  const gone = { report: 404, file: 404, preview: 404, copy: 404, carry: 404, gather: 404 }
  // The summary is there, and has heard nothing of its plan.
  const kept = { changes: 200, refresh: 409, carried: 200, gathered: 200 }
  expect(await answersFor(house, house.chief, all)).toEqual({ ...gone, ...kept })
})
