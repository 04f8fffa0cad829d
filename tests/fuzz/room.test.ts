/** Honest people behind one room, with connections that break: nobody is refused, nobody loses a word. */
import { describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { projectPlan } from '../../shared/plan/project.ts'
import { rowsOf } from '../../shared/plan/schema.ts'
import { type Limits, TURN_LIMITS } from '../../server/access/limits.ts'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import type { Held } from '../../server/rooms/registry.ts'
import { copyOf, editingOf } from '../support/drafts.ts'
import { type Author, type Ledger, emptyLedger, operate } from '../support/plan-operations.ts'
import { dice } from '../support/random.ts'
import { RoomClient, person, until } from '../support/room-client.ts'
import { PLAN_ID, createTestPlan, openTestRooms } from '../support/rooms.ts'

const SEEDS = Number(process.env.SVOD_FUZZ_SEEDS ?? 20)
const CLIENTS = 5
const STEPS = 400

const json = (doc: Y.Doc) => JSON.stringify(projectPlan(doc, 'p'))

interface Person {
  client: RoomClient
  author: Author
  online: boolean
}

const newcomer = (name: string, seed: number, ledger: Ledger): Person => {
  const client = new RoomClient(person(name), { deflates: seed % 2 === 0 })
  return {
    client,
    author: { edit: editingOf(client.doc, name, seed), dice: dice(seed), typed: 0, ledger },
    online: true,
  }
}

const nextTurn = () => new Promise<void>((resolve) => void setImmediate(resolve))

/** A turn that is over after a few structs, so that most of what people bring back is judged and let in in slices. */
const SHORT_TURN: Limits = { ...TURN_LIMITS, structs: 6, deletedItems: 6 }

const run = async (seed: number, limits: Limits = TURN_LIMITS): Promise<void> => {
  const storage = openMemoryStorage()
  const { rooms, failures } = openTestRooms(storage, { limits })
  await createTestPlan(storage)
  const held: Held = await rooms.hold(PLAN_ID)
  const ledger = emptyLedger()
  const people = Array.from({ length: CLIENTS }, (_, index) =>
    newcomer(`c${index}`, seed * 100 + index, ledger),
  )
  for (const { client } of people) client.connect(held.room)
  await until(() => people.every(({ client }) => client.synced && client.sent > 0), 'everybody is in step')
  const network = dice(seed)
  for (let step = 0; step < STEPS; step++) {
    const one = network.pick(people)
    if (!one) continue
    operate(one.author)
    if (network.chance(0.03)) {
      if (one.online) one.client.disconnect()
      else one.client.connect(held.room)
      one.online = !one.online
    }
    if (network.chance(0.3)) await nextTurn()
  }
  for (const one of people) if (!one.online) one.client.connect(held.room)
  await until(
    // The answer to who came back last may wait for its turn and for the disk.
    () => people.every(({ client }) => client.synced && client.sent > 0 && client.acked === client.sent),
    'everybody is in step and all is acknowledged',
  )
  const expected = held.room.read(json)
  for (const { client } of people) {
    expect(client.refusals).toEqual([])
    expect(json(client.doc)).toBe(expected)
  }
  const words = held.room.read((doc) =>
    JSON.stringify([...rowsOf(copyOf(doc)).values()].map((row) => row.toJSON())),
  )
  expect([...ledger.typed].filter((token) => !ledger.erased.has(token) && !words.includes(token))).toEqual([])
  held.release()
  await rooms.close()
  const again = openTestRooms(storage)
  expect(await again.rooms.use(PLAN_ID, (room) => room.read(json))).toBe(expected)
  await again.rooms.close()
  expect(failures).toEqual([])
}

describe('a room of honest people', () => {
  const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1)
  it.each(seeds)('[RM3] [RM8] [AC1] nobody is refused and nothing is lost, seed %i', (seed) => run(seed))
  it.each(seeds)('[LP1] [LP5] nor where nearly every update is a large one, seed %i', (seed) =>
    run(seed, SHORT_TURN),
  )
})
