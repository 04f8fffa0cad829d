/** Whoever is connected is asked again who they are: when people change, and from time to time. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import * as decoding from 'lib0/decoding'
import type { Identity } from '../../shared/identity.ts'
import { MESSAGE_RIGHTS, readRights } from '../../shared/protocol.ts'
import { Rooms } from '../../server/rooms/registry.ts'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import { Rechecks } from '../../server/ws/recheck.ts'
import { attachSync } from '../../server/ws/upgrade.ts'
import { identityOf } from '../support/identities.ts'
import { storeTestPlan } from '../support/rooms.ts'
import { stage } from '../support/rights-world.ts'
import { type RawClient, entitledAt, refusedWith } from '../support/ws-client.ts'

const PLAN = 'plan'
const ANNA = identityOf({ id: 'anna', role: 'editor', departments: ['method'] })

/** A server that knows one person by one cookie. */
const start = async () => {
  const world = { who: ANNA as Identity | null, changed: () => undefined as void }
  const failed = (error: unknown) => {
    throw error
  }
  const nothing = () => undefined
  const events = { changed: nothing, delivered: nothing, refused: nothing, malformed: nothing, failed }
  const storage = openMemoryStorage()
  const rooms = new Rooms({ storage, now: () => 1, events })
  await storeTestPlan(storage, PLAN, (doc) => void stage(doc))
  const server = createServer()
  const sync = attachSync(server, {
    rooms,
    authenticate: ({ headers }) => (headers.cookie === 'anna' ? world.who : null),
    originAllowed: () => true,
    planError: () => null,
    sentence: (_, code) => code,
    onError: failed,
    onPeopleChange: (listener) => {
      world.changed = listener
      return nothing
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    await sync.close()
    server.close()
    await rooms.close()
  })
  return { world, url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sync/${PLAN}` }
}

const open = (url: string): Promise<RawClient> => entitledAt(url, { cookie: 'anna' })

const rightsOf = (client: RawClient) =>
  client.messages
    .filter((message) => message[0] === MESSAGE_RIGHTS)
    .map((message) => {
      const decoder = decoding.createDecoder(message)
      decoding.readVarUint(decoder)
      return readRights(decoder)
    })

test('[WS13] [RM15] other rights are told to a connection that stays open', async () => {
  const { world, url } = await start()
  const anna = await open(url)
  world.who = { ...ANNA, role: 'commenter' }
  world.changed()
  await anna.until('the new rights come', () => rightsOf(anna).length === 2)
  expect(rightsOf(anna).map(({ role }) => role)).toEqual(['editor', 'commenter'])
  expect(anna.closed).toBeNull()
})

test('[WS13] a session that has ended ends its connections with 4401, a right that is withdrawn with 4403', async () => {
  for (const [who, code] of [
    [null, 4401],
    [{ ...ANNA, id: 'boris' }, 4401],
    [{ ...ANNA, role: 'none' as const }, 4403],
  ] as const) {
    const { world, url } = await start()
    const anna = await open(url)
    world.who = who
    world.changed()
    await anna.until('the connection is closed', () => anna.closed !== null)
    expect(anna.closed?.code).toBe(code)
  }
})

test('[WS5] who may not read the plan is refused with 403 before the upgrade', async () => {
  const { world, url } = await start()
  world.who = { ...ANNA, role: 'none' }
  expect(await refusedWith(url, { cookie: 'anna' })).toBe(403)
})

afterEach(() => void vi.useRealTimers())

test('[WS13] all are asked within 5 s of a change, and every 30 s without one', () => {
  vi.useFakeTimers()
  let asked = 0
  let changed = () => undefined as void
  const rechecks = new Rechecks({
    authenticate: () => (asked++, ANNA),
    onPeopleChange: (listener) => ((changed = listener), () => undefined),
  })
  const connection = { identity: ANNA, close: () => undefined }
  for (let one = 0; one < 250; one++) {
    rechecks.add({ connection, planId: PLAN, credentials: { headers: {} }, changed: () => undefined })
  }
  for (let one = 0; one < 10; one++) changed()
  vi.advanceTimersByTime(1000)
  expect(asked).toBe(250)
  vi.advanceTimersByTime(29_500)
  expect(asked).toBe(500)
  rechecks.close()
  vi.advanceTimersByTime(90_000)
  expect(asked).toBe(500)
})
