/** How much one person may have at once: open plans, and plans of their own. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { connectionLimitFor } from '../../server/auth/connection-limits.ts'
import { connectRaw, connect, synced } from '../support/ws-client.ts'
import type { Headers } from '../support/http.ts'
import { ADMIN, type ErrorBody, createPlan } from './http-fixture.ts'
import { startHouse } from './people-fixture.ts'

/** The sync endpoint of a server. */
const syncOf = ({ url }: { url: string }) => ({ syncUrl: `${url.replace('http', 'ws')}/sync` })

test('[PW5] one open plan too many is closed with 4429; the others go on, and one that ends makes room', async () => {
  const house = await startHouse({ config: { maxConnections: 2 } })
  const plan = await createPlan(house)
  const [anna, boris] = [await house.join('anna', 'editor'), await house.join('boris', 'editor')]
  const open = (headers: Headers) => connect(syncOf(house), plan, { headers, doc: new Y.Doc() })
  const [first, second] = [open(anna.headers), open(anna.headers)]
  await Promise.all([synced(first), synced(second)])
  const tooMany = await connectRaw(syncOf(house), plan, anna.headers)
  await tooMany.until('it is closed', () => tooMany.closed !== null)
  expect(tooMany.closed).toMatchObject({ code: 4429 })
  expect(tooMany.messages).toEqual([])
  expect([first.wsconnected, second.wsconnected]).toEqual([true, true])
  await Promise.all([boris, boris].map(({ headers }) => synced(open(headers))))
  await Promise.all([ADMIN, ADMIN, ADMIN].map((headers) => synced(open(headers))))
  first.destroy()
  // The server hears of the end a moment later.
  const tries: boolean[] = []
  while (!tries.includes(true)) {
    const again = await connectRaw(syncOf(house), plan, anna.headers)
    await again.until('it is in or out', () => again.messages.length > 0 || again.closed !== null)
    tries.push(again.messages.length > 0)
  }
})

test('[PW5] guests are counted by where they come from, for anybody gets a new cookie', () => {
  const rules = { max: 10, proxies: 1, isDemo: () => false }
  const from = (forwarded: string, remote = '10.0.0.1') =>
    ({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: remote } }) as never
  const guest = (id: string, forwarded: string) =>
    connectionLimitFor(rules, { id, kind: 'guest' }, from(forwarded))
  expect(guest('a', '1.2.3.4')).toEqual({ key: 'guests 1.2.3.4', max: 50 })
  expect(guest('b', '6.6.6.6, 1.2.3.4')).toEqual(guest('a', '1.2.3.4'))
  expect(guest('a', '2001:db8::1')).toEqual(guest('b', '2001:db8::2'))
  expect(connectionLimitFor(rules, { id: 'u', kind: 'person' }, from(''))).toEqual({ key: 'u', max: 10 })
  expect(connectionLimitFor(rules, { id: 'admin-token', kind: 'program' }, from(''))).toBeNull()
  const demo = { ...rules, isDemo: () => true }
  expect(connectionLimitFor(demo, { id: 'u', kind: 'person' }, from(''))).toBeNull()
})

test('[PW6] one plan too many is refused, also where many come at once; the trash counts, the operator does not', async () => {
  const house = await startHouse({ config: { maxPlans: 3 } })
  const anna = await house.join('anna', 'editor')
  const make = (title: string) =>
    house.as<ErrorBody & { id: string }>(anna, 'POST', '/api/plans', { title, year: 2022 })
  const { body } = await make('Первый')
  expect((await house.as(anna, 'DELETE', `/api/plans/${body.id}`)).status).toBe(204)
  const many = await Promise.all(Array.from({ length: 8 }, (_, index) => make(`План ${index}`)))
  expect(many.filter(({ status }) => status === 201)).toHaveLength(2)
  expect(many.filter(({ status }) => status === 409)).toHaveLength(6)
  const refused = many.find(({ status }) => status === 409)
  expect(refused?.body.error).toMatchObject({ code: 'too-many-plans', message: expect.stringContaining('3') })
  const copy = await house.as<ErrorBody>(anna, 'POST', '/api/plans', { copyFrom: many[0]?.body.id })
  expect(copy.body.error.code).toBe('too-many-plans')
  const form = new FormData()
  form.append('file', new Blob(['x']), 'план.docx')
  const imports = (query: string) =>
    fetch(`${house.url}/api/plans/import${query}`, { method: 'POST', headers: anna.headers, body: form })
  expect((await imports('')).status).toBe(409)
  expect((await imports('?preview=1')).status).toBe(200)
  for (let count = 0; count < 5; count++) await createPlan(house)
  expect(house.storage.catalogue.plans()).toHaveLength(8)
})
