/** Two connections of one person that write under one client id, while the one's large update comes in. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { projectPlan } from '../../../shared/plan/project.ts'
import { rowsOf } from '../../../shared/plan/schema.ts'
import { encodeSyncUpdate } from '../../../shared/protocol.ts'
import { Reader } from '../../../server/access/reader.ts'
import { PlanDocument } from '../../../server/rooms/document.ts'
import type { Held } from '../../../server/rooms/registry.ts'
import { docOf, planDraft } from '../../support/drafts.ts'
import { patientJudge } from '../../support/patient-judge.ts'
import { RoomClient, person, until } from '../../support/room-client.ts'
import { closeTestRooms } from '../../support/room-for-tests.ts'
import { PLAN_ID, type TestRooms, createTestPlan, openTestRooms } from '../../support/rooms.ts'
import { scatter, titleOf } from '../../support/scattered.ts'

let bench: ReturnType<typeof patientJudge>
let world: TestRooms
let held: Held

beforeEach(async () => {
  bench = patientJudge()
  world = openTestRooms(undefined, { judge: bench.judge })
  await createTestPlan(world.storage, planDraft(2, 12))
  held = await world.rooms.hold(PLAN_ID)
})

afterEach(() => closeTestRooms(world, held))

const join = async (id: string, silent = false): Promise<RoomClient> => {
  const client = new RoomClient(person(id), { silent }).connect(held.room)
  if (!silent) await until(() => client.synced && client.sent > 0 && client.acked === client.sent, 'in step')
  return client
}

/** The same id at the same clock, and other words than the first connection has under it. */
const otherwise = (client: number): Uint8Array => {
  const copy = docOf(held.room.read((doc) => Y.encodeStateAsUpdate(doc)))
  copy.clientID = client
  const before = Y.encodeStateVector(copy)
  const [row = ''] = rowsOf(copy).keys()
  titleOf(copy, row).insert(0, 'Иное под тем же именем, и подлиннее')
  return Y.encodeStateAsUpdate(copy, before)
}

const json = (doc: Y.Doc) => JSON.stringify(projectPlan(doc, 'p'))

/** The plan as it is, and as the log has it. */
const bothWays = async (): Promise<string[]> => {
  await held.room.settled(() => undefined)
  const stored = await world.storage.loadPlan(PLAN_ID)
  if (!stored) throw new Error('the plan is gone')
  return [held.room.read(json), json(new PlanDocument(stored).doc)]
}

it('[LP13] the verdict is found anew where another connection has gone on under its id', async () => {
  const anna = await join('anna')
  const twin = await join('anna', true)
  scatter(anna.doc, 3000)
  await until(() => bench.asked() === 1, 'the judge is asked')
  twin.sendCounted(encodeSyncUpdate(otherwise(anna.doc.clientID)))
  await until(() => twin.acked === 1, 'the other words are in')
  await bench.goOn()
  await bench.goOn()
  await until(() => anna.acked === anna.sent, 'it is done with')
  const [live, stored] = await bothWays()
  expect(stored).toBe(live)
  expect(live).toContain('Иное')
})

it('[LP13] while slices are left, what comes under its id waits, and the plan is the same after a reload', async () => {
  const anna = await join('anna')
  const boris = await join('boris')
  const twin = await join('anna', true)
  scatter(anna.doc, 3000)
  await bench.goOn()
  await until(() => held.room.isBehind, 'it is let in')
  twin.sendCounted(encodeSyncUpdate(otherwise(anna.doc.clientID)))
  // Nor does a refusal use up its clocks.
  const wrong = docOf(held.room.read((doc) => Y.encodeStateAsUpdate(doc)))
  wrong.clientID = anna.doc.clientID
  const known = Y.encodeStateVector(wrong)
  wrong.getMap('srv').set('locked', true)
  twin.sendCounted(encodeSyncUpdate(Y.encodeStateAsUpdate(wrong, known)))
  const [row = ''] = rowsOf(boris.doc).keys()
  titleOf(boris.doc, row).insert(0, 'Сразу: ')
  await until(() => boris.acked === boris.sent, 'others wait for nothing')
  expect([held.room.isBehind, twin.acked]).toEqual([true, 0])
  await until(() => anna.acked === anna.sent && twin.acked === twin.sent, 'all is done with')
  const [live, stored] = await bothWays()
  expect(stored).toBe(live)
  expect(live).toBe(json(anna.doc))
  expect(live).not.toContain('Иное')
  // The connection goes on as if nothing had been.
  twin.sendCounted(encodeSyncUpdate(otherwise(anna.doc.clientID)))
  await until(() => twin.acked === twin.sent, 'it is heard again')
  expect(held.room.read(json)).toContain('Иное')
})

it('[LP13] while slices are left, an update that is more than a turn’s work is not read in the room’s turn', async () => {
  const anna = await join('anna')
  const [boris, vera] = [await join('boris'), await join('vera')]
  scatter(anna.doc, 3000)
  await bench.goOn()
  await until(() => held.room.isBehind, 'it is let in')
  const read = vi.spyOn(Reader.prototype, 'uint')
  scatter(boris.doc, 3000, 2)
  const [row = ''] = rowsOf(vera.doc).keys()
  titleOf(vera.doc, row).insert(0, 'Сразу: ')
  await until(() => vera.acked === vera.sent, 'what came after it is in')
  const numbers = read.mock.calls.length
  read.mockRestore()
  expect([held.room.isBehind, boris.acked < boris.sent]).toEqual([true, true])
  expect(numbers).toBeLessThan(500)
  await bench.goOn()
  await until(() => boris.acked === boris.sent, 'it is let in, too')
  const [live, stored] = await bothWays()
  expect(stored).toBe(live)
})
