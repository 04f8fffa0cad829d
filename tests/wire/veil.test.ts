/** A stock client that came by a public link: not a byte of a comment reaches it, and everything else does. */
import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { projectPlan } from '../../shared/plan/project.ts'
import { connect, synced } from '../support/ws-client.ts'
import { untilRow } from '../support/stock-client.ts'
import { createPlan } from './http-fixture.ts'
import { browser, secretOf, startHouse } from './people-fixture.ts'

const SECRETS = ['Шёпот', 'Эхо', 'Имя vera', 'Цитата', 'threads', 'messages']

test('[GV1] [GV2] [GV3] no frame to a guest has a word of a comment, and rows go on arriving', async () => {
  const house = await startHouse()
  const plan = await createPlan(house)
  const path = `/api/plans/${plan}`
  const make = async (at: string, body: object): Promise<string> => {
    const answer = await house.as<{ id: string }>(house.chief, 'POST', `${path}/${at}`, body)
    expect(answer.status).toBe(201)
    return answer.body.id
  }
  const section = await make('sections', { title: 'Раздел' })
  const item = await make('items', { section, title: 'Чтения' })
  const thread = await make('comments', { item, body: 'Шёпот', quote: 'Цитата' })
  const { body: on } = await house.as<{ link: string }>(house.chief, 'PUT', `${path}/public-link`, {
    on: true,
  })
  const entry = await house.post('/api/public/enter', { secret: secretOf(on.link) })
  const syncUrl = `${house.url.replace('http', 'ws')}/sync`
  const person = connect({ syncUrl }, plan, { headers: house.chief.headers })
  const guest = connect({ syncUrl }, plan, { headers: browser(entry) })
  const frames: Record<'person' | 'guest', Buffer[]> = { person: [], guest: [] }
  const listen = () => {
    for (const [name, { ws }] of Object.entries({ person, guest }))
      (ws as unknown as WebSocket).on('message', (data: ArrayBuffer) => {
        frames[name as 'person' | 'guest'].push(Buffer.from(data))
      })
  }
  listen()
  await Promise.all([synced(person), synced(guest)])
  await make(`comments/${thread}/replies`, { body: 'Эхо' })
  await make('items', { section, title: 'Выставка' })
  await Promise.all([untilRow(person, 'Выставка'), untilRow(guest, 'Выставка')])
  // Coming back, the guest says that what is veiled were deleted.
  guest.disconnect()
  await make('comments', { item, body: 'Шёпот опять' })
  await make('items', { section, title: 'Встреча' })
  guest.connect()
  listen()
  await untilRow(guest, 'Встреча')
  await make(`comments/${thread}/replies`, { body: 'Эхо опять' })
  await make('items', { section, title: 'Концерт' })
  await Promise.all([untilRow(person, 'Концерт'), untilRow(guest, 'Концерт')])
  // Awareness (1) aside, which names who is here.
  const seen = (all: Buffer[]) =>
    SECRETS.filter((secret) => all.some((frame) => frame[0] !== 1 && frame.includes(secret)))
  expect([seen(frames.guest), seen(frames.person)]).toEqual([[], SECRETS])
  expect(projectPlan(guest.doc, plan)).toEqual(projectPlan(person.doc, plan))
  expect([guest.doc.store.pendingStructs, guest.doc.store.pendingDs]).toEqual([null, null])
  const { body } = await house.as<{ threads: { messages: object[] }[] }>(
    house.chief,
    'GET',
    `${path}/comments`,
  )
  expect(body.threads.map(({ messages }) => messages.length)).toEqual([3, 1])
  // Nothing of auth (2): what it said of deletions was not refused.
  expect(frames.guest.filter(([number]) => number === 2)).toEqual([])
})
