/** Somebody with an account where a public link alone lets them in: a guest there, and themselves everywhere else. */
import { expect, test } from 'vitest'
import * as decoding from 'lib0/decoding'
import { MESSAGE_RIGHTS, readRights } from '../../shared/protocol.ts'
import { type RawClient, entitledAt } from '../support/ws-client.ts'
import { createPlan } from './http-fixture.ts'
import { type House, type Member, secretOf, startHouse } from './people-fixture.ts'

/** An approver without a role, who has opened the link of a plan. */
const stage = async () => {
  const house = await startHouse()
  const plan = await createPlan(house)
  const anna = await house.join('anna', 'viewer', { approver: true })
  await house.as(house.chief, 'PATCH', `/api/people/${anna.id}`, { role: 'none' })
  const path = `/api/plans/${plan}`
  const made = await house.as<{ link: string }>(house.chief, 'PUT', `${path}/public-link`, { on: true })
  const entry = await house.post(
    '/api/public/enter',
    { secret: secretOf(made.body.link) },
    anna.headers as Record<string, string>,
  )
  const both: Member = { ...anna, headers: { cookie: `${anna.headers.cookie}; ${entry.cookies.guest}` } }
  return { house, plan, path, anna: both }
}

const open = (house: House, plan: string, { headers }: Member): Promise<RawClient> =>
  entitledAt(`${house.url.replace('http', 'ws')}/sync/${plan}`, headers)

const rightsOf = (client: RawClient) => {
  const message = client.messages.find(([number]) => number === MESSAGE_RIGHTS)
  const decoder = decoding.createDecoder(message ?? new Uint8Array())
  decoding.readVarUint(decoder)
  return readRights(decoder)
}

test('[PP9] whom a public link alone lets in may do what a guest may, approver or not', async () => {
  const { house, path, anna } = await stage()
  expect((await house.as(house.chief, 'POST', `${path}/versions`, { name: 'Первая' })).status).toBe(201)
  const { body } = await house.as<{ identity: object }>(anna, 'GET', '/api/me')
  expect(body.identity).toMatchObject({ id: anna.id, kind: 'person', plans: {}, approver: true })
  expect((await house.as(anna, 'GET', path)).status).toBe(200)
  const refused = [
    ['GET', `${path}/comments`],
    ['GET', `${path}/history`],
    ['GET', `${path}/history/timeline`],
    ['GET', `${path}/readers`],
    ['POST', `${path}/versions/1/approval`, {}],
    ['DELETE', `${path}/versions/1/approval`, { reason: 'Х' }],
  ] as const
  for (const [method, at, sent] of refused) {
    expect([method, at, (await house.as(anna, method, at, sent)).status]).toEqual([method, at, 403])
  }
})

test('[PP9] what somebody was told of a plan is out of their inbox where a link alone still lets them in', async () => {
  const { house, plan, path, anna } = await stage()
  await house.as(house.chief, 'PATCH', `${path}/people/${anna.id}`, { role: 'viewer' })
  const told = () => house.as<{ notices: { plan: string }[] }>(anna, 'GET', '/api/inbox')
  await house.as(house.chief, 'POST', `${path}/versions`, { name: 'На утверждение', offer: true })
  await expect
    .poll(async () => (await told()).body.notices)
    .toMatchObject([{ plan, says: 'edition.offered' }, { plan }])
  await house.as(house.chief, 'PATCH', `${path}/people/${anna.id}`, { role: null })
  expect((await house.as(anna, 'GET', path)).status).toBe(200)
  expect((await told()).body.notices).toEqual([])
})

test('[PP9] [WS13] on the socket they are the guest, and begin anew as themselves with a role of their own', async () => {
  const { house, plan, path, anna } = await stage()
  const client = await open(house, plan, anna)
  const guest = rightsOf(client)
  expect(guest).toMatchObject({ role: 'viewer', departments: [], approver: false })
  // Another id: a document without comments is not the person's, and must not be carried over into theirs.
  expect(guest.id).toMatch(/^guest-/)
  await house.as(house.chief, 'PATCH', `${path}/people/${anna.id}`, { role: 'viewer' })
  await client.until('the connection is closed', () => client.closed !== null)
  expect(client.closed?.code).toBe(4401)
  expect(rightsOf(await open(house, plan, anna))).toMatchObject({
    id: anna.id,
    role: 'viewer',
    approver: true,
  })
})

test('[PP9] wrong secrets of a public link are counted by address, readers are not', async () => {
  const house = await startHouse()
  const path = `/api/plans/${await createPlan(house)}/public-link`
  const { body } = await house.as<{ link: string }>(house.chief, 'PUT', path, { on: true })
  const enter = async (secret: string) => (await house.post('/api/public/enter', { secret })).status
  expect([await enter(secretOf(body.link)), await enter(secretOf(body.link))]).toEqual([200, 200])
  const statuses: number[] = []
  for (let turn = 0; turn < 121; turn += 1) statuses.push(await enter('a'.repeat(43)))
  expect([statuses[0], statuses.at(-2), statuses.at(-1)]).toEqual([410, 410, 429])
})
