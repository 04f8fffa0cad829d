/** A room whose plan has seen very many client ids, and somebody who goes on answering a question that was asked once. */
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { CROWDED, CROWDED_STRANGERS } from '../../../server/access/limits.ts'
import { makeCheckpoint } from '../../../server/storage/checkpoint.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import { encodeSyncStep2 } from '../../../shared/protocol.ts'
import { planDoc } from '../../support/drafts.ts'
import { gc, rawUpdate } from '../../support/raw-update.ts'
import { RoomClient, person, until } from '../../support/room-client.ts'
import { PLAN_ID, openTestRooms } from '../../support/rooms.ts'

/** As many ids that nobody has heard of. */
const ids = (count: number, from: number) =>
  rawUpdate(Array.from({ length: count }, (_, at) => ({ client: from + at, clock: 0, structs: [gc(1)] })))

it('[AC24] a connection brings so many ids to a crowded plan in all, however fast it sends whole differences', async () => {
  const doc = planDoc()
  Y.applyUpdate(doc, ids(CROWDED, 1e6))
  const storage = openMemoryStorage()
  await storage.createPlan(PLAN_ID, 'epoch', await makeCheckpoint(doc, 0, null))
  const { rooms } = openTestRooms(storage)
  const { room, release } = await rooms.hold(PLAN_ID)
  const known = () => room.read((one) => one.store.clients.size)
  const before = known()
  const eve = new RoomClient(person('eve'), { silent: true }).connect(room)
  for (let turn = 0; turn < 5; turn++)
    eve.sendCounted(encodeSyncStep2(ids(CROWDED_STRANGERS, 1e9 + turn * 100)))
  await until(() => eve.closed !== null || eve.acked === eve.sent, 'eve is answered')
  expect(eve.refusals).toContain('too-large')
  expect(known() - before).toBe(CROWDED_STRANGERS)
  release()
  await rooms.close()
})
