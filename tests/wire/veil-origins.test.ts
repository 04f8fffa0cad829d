/** What guests of a public link learn of the plans that theirs was made of: nothing, by no way, and their document stays whole. */
import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import type { PlanJson } from '../../shared/plan/json.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { withoutOrigins } from '../../shared/plan/without-origins.ts'
import { connect, synced } from '../support/ws-client.ts'
import { untilRow } from '../support/stock-client.ts'
import { type House, browser, secretOf, startHouse } from './people-fixture.ts'

/** A plan, next year's out of it and a summary of it. */
const world = async (house: House) => {
  const make = async (path: string, body: object) => {
    const answer = await house.as<{ id: string }>(house.chief, 'POST', path, body)
    expect(answer.status).toBe(201)
    return answer.body.id
  }
  const plan = await make('/api/plans', { title: 'Тайный план', year: 2022 })
  const section = await make(`/api/plans/${plan}/sections`, { title: 'Раздел' })
  const title = 'Бал к 105-летию библиотеки'
  const item = await make(`/api/plans/${plan}/items`, { section, title, period: 'март' })
  const next = await make('/api/plans', { copyFrom: plan, year: 2023 })
  const sources = [{ plan }]
  const summary = await make('/api/plans/gather', { title: 'Свод', year: 2022, by: 'section', sources })
  return { make, plan, section, item, next, summary }
}

const guestOf = async (house: House, plan: string) => {
  const link = await house.as<{ link: string }>(house.chief, 'PUT', `/api/plans/${plan}/public-link`, {
    on: true,
  })
  return browser(await house.post('/api/public/enter', { secret: secretOf(link.body.link) }))
}

/** Takes over all that changed in the plans of a summary. */
const refresh = async (house: House, summary: string): Promise<void> => {
  const path = `/api/plans/${summary}/gathered`
  const { body } = await house.as<{ changes: { id: string }[]; of: string }>(house.chief, 'GET', path)
  expect(body.changes).not.toEqual([])
  const take = body.changes.map(({ id }) => id)
  expect((await house.as(house.chief, 'POST', path, { take, of: body.of })).status).toBe(200)
}

test('[GB1] no frame to a guest names another plan, their document is whole and follows, and nothing they say is refused', async () => {
  const house = await startHouse()
  const { make, plan, section, item, summary } = await world(house)
  const syncUrl = `${house.url.replace('http', 'ws')}/sync`
  const person = connect({ syncUrl }, summary, { headers: house.chief.headers })
  const guest = connect({ syncUrl }, summary, { headers: await guestOf(house, summary) })
  const frames: Record<'person' | 'guest', Buffer[]> = { person: [], guest: [] }
  const listen = () => {
    for (const [name, { ws }] of Object.entries({ person, guest }))
      (ws as unknown as WebSocket).on('message', (data: ArrayBuffer) => {
        frames[name as 'person' | 'guest'].push(Buffer.from(data))
      })
  }
  listen()
  await Promise.all([synced(person), synced(guest)])
  const change = async (title: string) => {
    await house.as(house.chief, 'PATCH', `/api/plans/${plan}/items/${item}`, { title })
    await make(`/api/plans/${plan}/items`, { section, title: `При ${title}` })
    await refresh(house, summary)
    await Promise.all(
      [person, guest].flatMap((one) => [title, `При ${title}`].map((row) => untilRow(one, row))),
    )
  }
  await change('Чтения')
  guest.disconnect()
  await house.as(house.chief, 'PATCH', `/api/plans/${plan}/items/${item}`, { title: 'Салон' })
  await refresh(house, summary)
  guest.connect()
  listen()
  await Promise.all([person, guest].map((one) => untilRow(one, 'Салон')))
  await change('Концерт')
  const secrets = [plan, item, section, 'gathered', 'origin', 'took']
  const seen = (all: Buffer[]) => secrets.filter((secret) => all.some((frame) => frame.includes(secret)))
  expect([seen(frames.guest), seen(frames.person)]).toEqual([[], [plan, item, 'gathered', 'origin', 'took']])
  const whole = projectPlan(person.doc, summary)
  expect(projectPlan(guest.doc, summary)).toEqual(withoutOrigins(whole))
  expect(whole).not.toEqual(withoutOrigins(whole))
  expect([guest.doc.store.pendingStructs, guest.doc.store.pendingDs]).toEqual([null, null])
  expect(frames.guest.filter(([number]) => number === 2)).toEqual([])
})

test('[GB1] the plan, its editions, files and findings name no other plan to a guest, and to people they do', async () => {
  const house = await startHouse()
  const { plan, item, next, summary } = await world(house)
  for (const id of [next, summary]) {
    await house.as(house.chief, 'POST', `/api/plans/${id}/versions`, { name: 'Первая' })
    const headers = await guestOf(house, id)
    const ask = async (path: string, who: Readonly<Record<string, string>>) => {
      const answer = await fetch(`${house.url}/api/plans/${id}${path}`, { headers: who })
      expect([path, answer.status]).toEqual([path, 200])
      return answer.text()
    }
    for (const path of ['', '/versions/1', '/export.json', '/export.json?version=1']) {
      const [told, shown] = [await ask(path, house.chief.headers), await ask(path, headers)]
      expect([plan, item, '"origin"'].map((secret) => told.includes(secret))).toEqual([true, true, true])
      expect([plan, item, '"origin"'].map((secret) => shown.includes(secret))).toEqual([false, false, false])
      const planIn = (text: string): PlanJson => {
        const body = JSON.parse(text) as PlanJson & { plan?: PlanJson }
        return body.plan ?? body
      }
      expect(planIn(shown)).toEqual(withoutOrigins(planIn(told)))
    }
    for (const path of [
      '/versions',
      '/changes?from=1',
      '/checks',
      '/report',
      '/export.html',
      '/export.csv',
    ]) {
      const shown = await ask(path, headers)
      expect([path, [plan, item].filter((secret) => shown.includes(secret))]).toEqual([path, []])
    }
    const codes = async (who: Readonly<Record<string, string>>) =>
      (JSON.parse(await ask('/checks', who)) as { findings: { code: string }[] }).findings.map(
        ({ code }) => code,
      )
    expect((await codes(house.chief.headers)).includes('carried-over')).toBe(id === next)
    expect(await codes(headers)).not.toContain('carried-over')
  }
})
