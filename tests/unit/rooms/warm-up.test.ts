/** When a room builds its document, on a clock that the test moves. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { encodeSyncStep2 } from '../../../shared/protocol.ts'
import { setMeta } from '../../../shared/plan/edit.ts'
import { PlanDocument } from '../../../server/rooms/document.ts'
import { editingOf } from '../../support/drafts.ts'
import { RoomClient, person, until } from '../../support/room-client.ts'
import { roomForTests } from '../../support/room-for-tests.ts'

const here = roomForTests()
const NOTHING = new Uint8Array([0, 0])

let built: { mock: { calls: unknown[] } }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  built = vi.spyOn(PlanDocument.prototype, 'doc', 'get')
})

afterEach(() => {
  vi.useRealTimers()
})

const open = async (role: Parameters<typeof person>[1]): Promise<RoomClient> => {
  const client = new RoomClient(person('anna', role)).connect(here.held.room)
  await until(
    () => client.synced && client.sent === 1 && client.acked === 1,
    'it has everything, and is answered',
  )
  return client
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}

test('[RM17] a newcomer has the plan and an ack before any document is built', async () => {
  await open('chief')
  expect(built.mock.calls).toHaveLength(0)
})

test('[RM17] the document is built a moment later, while nobody waits for it', async () => {
  await open('editor')
  vi.advanceTimersByTime(2_500)
  await turns()
  expect(built.mock.calls).toHaveLength(0)
  vi.advanceTimersByTime(1_000)
  await turns()
  expect(built.mock.calls).not.toHaveLength(0)
})

test('[RM17] it is not built for somebody who has left, and the next one has the same moment', async () => {
  const anna = await open('chief')
  vi.advanceTimersByTime(2_000)
  anna.disconnect()
  vi.advanceTimersByTime(10_000)
  await open('editor')
  vi.advanceTimersByTime(2_500)
  await turns()
  expect(built.mock.calls).toHaveLength(0)
})

test('[RM18] a stored document with a hole ends its room, also where people only read', async () => {
  const parts: Uint8Array[] = []
  const author = new Y.Doc()
  author.on('update', (update: Uint8Array) => void parts.push(update))
  for (const text of ['one', 'two']) author.getText('x').insert(0, text)
  const { storage, rooms, failures } = here.world
  await storage.createPlan('holed', 'epoch1')
  await storage.append('holed', 0, [{ update: parts[1] ?? NOTHING, by: 'anna', at: 1 }])
  const { room } = await rooms.hold('holed')
  const viewer = new RoomClient(person('vera', 'viewer')).connect(room)
  vi.advanceTimersByTime(3_500)
  await until(() => viewer.closed === 'internal', 'the room is given up')
  expect(failures.splice(0)).toMatchObject([{ message: 'stored document has gaps' }])
})

test('[AK3] what brings nothing, but comes behind a change, is acknowledged when the change is on disk', async () => {
  const anna = await open('chief')
  const { storage } = here.world
  const append = storage.append.bind(storage)
  let isStored = false
  storage.append = async (...args) => {
    await turns()
    await append(...args)
    isStored = true
  }
  const early: number[] = []
  const write = anna.write.bind(anna)
  anna.write = (frames) => {
    write(frames)
    if (!isStored && anna.acked > 1) early.push(anna.acked)
  }
  setMeta(editingOf(anna.doc, 'anna'), { title: 'Иначе' })
  anna.sendCounted(encodeSyncStep2(NOTHING))
  await until(() => anna.acked === 3, 'both are acknowledged')
  expect(early).toEqual([])
})
