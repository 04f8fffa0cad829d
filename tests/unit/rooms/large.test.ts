/** Updates that are more than a turn's work: judged elsewhere, written down whole, let in slice by slice. */
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { addRow, moveRow, setCell } from '../../../shared/plan/edit.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { rowsOf, sectionsOf } from '../../../shared/plan/schema.ts'
import {
  MESSAGE_ACK,
  MESSAGE_SYNC,
  SYNC_UPDATE,
  encodeSyncStep2,
  encodeSyncUpdate,
} from '../../../shared/protocol.ts'
import type { Held } from '../../../server/rooms/registry.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import type { Storage } from '../../../server/storage/storage.ts'
import { editingOf, itemDraft, planDraft } from '../../support/drafts.ts'
import { identityOf } from '../../support/identities.ts'
import { patientJudge } from '../../support/patient-judge.ts'
import { RoomClient, messagesOf, person, until } from '../../support/room-client.ts'
import { closeTestRooms } from '../../support/room-for-tests.ts'
import { PLAN_ID, type TestRooms, createTestPlan, openTestRooms } from '../../support/rooms.ts'
import { scatter, titleOf } from '../../support/scattered.ts'

let storage: Storage
let bench: ReturnType<typeof patientJudge>
let world: TestRooms
let held: Held

/** Two sections of departments, twelve rows each. */
const draft = () => {
  const plan = planDraft(2, 0)
  plan.sections.forEach((section, at) => {
    section.department = at === 0 ? 'method' : 'events'
    section.items = Array.from({ length: 12 }, (_, row) => itemDraft(`Строка ${at}.${row} плана`))
  })
  return plan
}

const open = async (): Promise<void> => {
  world = openTestRooms(storage, { judge: bench.judge })
  held = await world.rooms.hold(PLAN_ID)
}

beforeEach(async () => {
  storage = openMemoryStorage()
  bench = patientJudge()
  await createTestPlan(storage, draft())
  await open()
})

afterEach(() => closeTestRooms(world, held))

const json = (doc: Y.Doc) => JSON.stringify(projectPlan(doc, 'p'))
const plan = () => held.room.read(json)

const METHOD = identityOf({ id: 'marta', role: 'editor', departments: ['method'] })

const join = async (client: RoomClient): Promise<RoomClient> => {
  client.connect(held.room)
  await until(() => client.synced && client.sent > 0 && client.acked === client.sent, 'in step')
  return client
}

const settled = (client: RoomClient) => until(() => client.acked === client.sent, 'all is acknowledged')

const rowsIn = (doc: Y.Doc, department: string): string[] => {
  const sections = [...sectionsOf(doc)].filter(([, fields]) => fields.get('dept') === department)
  const ids = sections.map(([id]) => id)
  return [...rowsOf(doc)]
    .filter(([, row]) => ids.includes((row.get('pos') as string[])[0] ?? ''))
    .map(([id]) => id)
}

const write = (client: RoomClient, row: string, text: string): void => {
  setCell(editingOf(client.doc, client.identity.id), row, 'title', textToBlocks(text))
}

/** Structs and deletions that a client was told of in one write of the room. */
const mostInOneWrite = (client: RoomClient): number =>
  Math.max(
    ...client.writes.map(
      (frames) => messagesOf(frames).filter((message) => message[0] === MESSAGE_SYNC).length,
    ),
  )

/** Under whose client ids the changes were that a client was told of. */
const authorsTold = (client: RoomClient): Set<number> => {
  const authors = new Set<number>()
  for (const message of client.writes.flatMap(messagesOf)) {
    const decoder = decoding.createDecoder(message)
    if (decoding.readVarUint(decoder) !== MESSAGE_SYNC) continue
    if (decoding.readVarUint(decoder) !== SYNC_UPDATE) continue
    for (const author of Y.parseUpdateMeta(decoding.readVarUint8Array(decoder)).from.keys())
      authors.add(author)
  }
  return authors
}

describe('a large difference', () => {
  it('[LP1] [LP3] [LP5] comes in between what others do, who wait for nothing', async () => {
    const anna = await join(new RoomClient(person('anna')))
    const boris = await join(new RoomClient(person('boris')))
    anna.disconnect()
    scatter(anna.doc, 6000)
    anna.writes.length = 0
    boris.writes.length = 0
    anna.connect(held.room)
    await until(() => bench.asked() === 1, 'the judge is asked')
    const [row = ''] = rowsOf(boris.doc).keys()
    write(boris, row, 'Пока судят')
    await settled(boris)
    expect(anna.acked).toBe(0)
    await bench.goOn()
    await until(() => held.room.isBehind, 'the first slices are in')
    write(boris, row, 'Пока впускают')
    const title = () => held.room.read((doc) => String(titleOf(doc, row)))
    // What anna has scattered in this title stands between the words.
    await until(() => title().includes('впускают'), 'it is in')
    expect([held.room.isBehind, anna.acked]).toEqual([true, 0])
    await settled(anna)
    expect([anna.refusals, boris.refusals]).toEqual([[], []])
    expect(json(anna.doc)).toBe(plan())
    expect(json(boris.doc)).toBe(plan())
    // Nobody gets their own back, also where two authors share a turn.
    expect(authorsTold(anna)).toEqual(new Set([boris.doc.clientID]))
    expect(authorsTold(boris)).toEqual(new Set([anna.doc.clientID]))
    // A turn integrates sixteen slices of fifty at most.
    expect(mostInOneWrite(boris)).toBeLessThanOrEqual(17)
    expect(boris.writes.length).toBeGreaterThan(4)
  })

  it('[LP5] goes before what its connection sends after it', async () => {
    const anna = await join(new RoomClient(person('anna')))
    const [row = ''] = rowsOf(anna.doc).keys()
    scatter(anna.doc, 1500)
    write(anna, row, 'Раз')
    write(anna, row, 'Два')
    await bench.goOn()
    await settled(anna)
    expect(anna.refusals).toEqual([])
    expect(plan()).toContain('Два')
    expect(json(anna.doc)).toBe(plan())
  })

  it('[LP7] is one record of the log, acknowledged when all of it is in the document', async () => {
    const before = (await storage.loadPlan(PLAN_ID))?.tail.length ?? 0
    const anna = await join(new RoomClient(person('anna')))
    scatter(anna.doc, 3000)
    await bench.goOn()
    await until(() => held.room.isBehind, 'the first slices are in')
    await until(() => anna.acked > 1, 'it is acknowledged')
    expect(held.room.isBehind).toBe(false)
    const tail = (await storage.loadPlan(PLAN_ID))?.tail ?? []
    expect(tail.map(({ by }) => by)).toEqual(['anna'])
    expect(before).toBe(0)
  })

  /** Killed: nobody closes anything, and the next process reads what is there. */
  const restart = async (): Promise<void> => {
    bench = patientJudge()
    await open()
  }

  it('[LP7] is all there where the server dies while it lets it in', async () => {
    const anna = await join(new RoomClient(person('anna')))
    scatter(anna.doc, 3000)
    await bench.goOn()
    await until(() => held.room.isBehind, 'it is written down')
    expect(anna.acked).toBe(1)
    await until(() => held.room.read((doc) => Y.getState(doc.store, anna.doc.clientID)) > 0, 'slices are in')
    await restart()
    expect(plan()).toBe(json(anna.doc))
    anna.disconnect()
    anna.connect(held.room)
    await until(() => anna.sent > 0 && anna.acked === anna.sent, 'all is acknowledged')
    expect(plan()).toBe(json(anna.doc))
  })

  it('[LP7] is not there at all where the server dies before, and comes when it is sent again', async () => {
    const anna = await join(new RoomClient(person('anna')))
    const before = plan()
    scatter(anna.doc, 3000)
    await until(() => bench.asked() > 0, 'the judge is asked')
    await restart()
    expect(plan()).toBe(before)
    anna.disconnect()
    anna.connect(held.room)
    await bench.goOn()
    await until(() => anna.sent > 0 && anna.acked === anna.sent, 'all is acknowledged')
    expect(plan()).toBe(json(anna.doc))
  })

  it('[LP5] survives the loss of its connection, and comes once when it is sent again', async () => {
    const anna = await join(new RoomClient(person('anna')))
    scatter(anna.doc, 3000)
    await bench.goOn()
    await until(() => held.room.isBehind, 'the first slices are in')
    anna.disconnect()
    anna.connect(held.room)
    const isDone = () => anna.sent > 0 && anna.acked === anna.sent
    await until(() => bench.asked() > 0 || isDone(), 'what is left is sent again')
    if (!isDone()) await bench.goOn()
    await until(isDone, 'all is acknowledged')
    expect(anna.refusals).toEqual([])
    expect(plan()).toBe(json(anna.doc))
  })
})

describe('the verdict', () => {
  it('[LP1] refuses as a whole: one word elsewhere, and nothing is let in', async () => {
    const marta = await join(new RoomClient(METHOD))
    const before = plan()
    const own = rowsIn(marta.doc, 'method')
    const foreign = rowsIn(marta.doc, 'events')[0] ?? ''
    marta.doc.transact(() => {
      for (let at = 0; at < 1500; at++) titleOf(marta.doc, own[at % own.length] ?? '').insert(at % 5, 'ж')
      titleOf(marta.doc, foreign).insert(0, 'чужое')
    })
    await bench.goOn()
    await settled(marta)
    expect(marta.refusals).toEqual(['forbidden'])
    expect(plan()).toBe(before)
    write(marta, own[0] ?? '', 'Дальше')
    await settled(marta)
    expect(plan()).toContain('Дальше')
    expect(held.room.read((doc) => doc.store.pendingStructs)).toBeNull()
  })

  it('[LP6] is found anew where a row has left the section meanwhile', async () => {
    const chief = await join(new RoomClient(person('chief')))
    const marta = await join(new RoomClient(METHOD))
    const own = rowsIn(marta.doc, 'method')
    const away = own[3] ?? ''
    marta.doc.transact(() => {
      for (let at = 0; at < 1500; at++) titleOf(marta.doc, own[at % own.length] ?? '').insert(at % 5, 'ж')
    })
    await until(() => bench.asked() === 1, 'the judge is asked')
    const events = [...sectionsOf(chief.doc)].find(([, fields]) => fields.get('dept') === 'events')?.[0] ?? ''
    moveRow(editingOf(chief.doc, 'chief'), away, { section: events, parent: null, after: null })
    await settled(chief)
    await bench.goOn()
    await bench.goOn()
    await settled(marta)
    expect(marta.refusals).toEqual(['forbidden'])
    expect(plan()).not.toContain('жжж')
  })

  it('[LP6] is found anew where somebody has set the same thing, and then holds', async () => {
    const chief = await join(new RoomClient(person('chief')))
    const anna = await join(new RoomClient(person('anna')))
    const [row = ''] = rowsOf(anna.doc).keys()
    anna.doc.transact(() => {
      scatter(anna.doc, 2500)
      rowsOf(anna.doc).get(row)?.set('state', 'done')
    })
    await until(() => bench.asked() === 1, 'the judge is asked')
    rowsOf(chief.doc).get(row)?.set('state', 'cancelled')
    await settled(chief)
    await bench.goOn()
    await bench.goOn()
    await settled(anna)
    expect([anna.refusals, chief.refusals]).toEqual([[], []])
    expect(json(anna.doc)).toBe(plan())
    expect(json(chief.doc)).toBe(plan())
  })

  it('[LP6] counts for the rights of the moment in which it is let in', async () => {
    const marta = await join(new RoomClient(METHOD))
    const before = plan()
    const [row = ''] = rowsIn(marta.doc, 'method')
    marta.doc.transact(() => {
      for (let at = 0; at < 2500; at++)
        titleOf(marta.doc, row).insert((at * 7) % 10, at % 2 === 0 ? 'ж' : 'ш')
    })
    await until(() => bench.asked() === 1, 'the judge is asked')
    marta.identity = { ...METHOD, departments: [] }
    await bench.goOn()
    await bench.goOn()
    await settled(marta)
    expect(marta.refusals).toEqual(['forbidden'])
    expect(plan()).toBe(before)
  })
})

describe('while slices are left', () => {
  it('[LP8] nobody makes what they will make', async () => {
    const anna = await join(new RoomClient(person('anna')))
    const boris = await join(new RoomClient(person('boris')))
    const [section = ''] = sectionsOf(anna.doc).keys()
    anna.doc.transact(() => {
      scatter(anna.doc, 3000)
      addRow({ ...editingOf(anna.doc), ids: () => 'row-of-annas' }, { section, parent: null, after: null })
    })
    await bench.goOn()
    await until(() => held.room.isBehind, 'it is let in')
    addRow({ ...editingOf(boris.doc), ids: () => 'row-of-annas' }, { section, parent: null, after: null })
    await settled(anna)
    await until(() => boris.refusals.length > 0, 'the other row is refused')
    expect(boris.refusals).toEqual(['entity-exists'])
    expect(anna.refusals).toEqual([])
    expect(json(anna.doc)).toBe(plan())
  })

  it('[LP8] an edit by HTTP waits, and so do a stop and its checkpoint', async () => {
    const anna = await join(new RoomClient(person('anna')))
    scatter(anna.doc, 3000)
    await bench.goOn()
    await until(() => held.room.isBehind, 'the first slices are in')
    const behind: boolean[] = []
    await held.room.edit(person('script'), () => void behind.push(held.room.isBehind))
    expect(behind).toEqual([false])
    scatter(anna.doc, 3000, 2)
    await bench.goOn()
    await until(() => held.room.isBehind, 'the first slices are in')
    held.release()
    await world.rooms.close()
    const stored = await storage.loadPlan(PLAN_ID)
    expect(stored?.checkpoint?.seq).toBe(2)
    expect(stored?.tail).toEqual([])
    await open()
    expect(plan()).toBe(json(anna.doc))
  })

  it('[RM8] what came too early is not acknowledged before a large answer that brings it', async () => {
    const anna = await join(new RoomClient(person('anna')))
    anna.disconnect()
    scatter(anna.doc, 3000)
    const known = Y.encodeStateVector(anna.doc)
    const [row = ''] = rowsOf(anna.doc).keys()
    write(anna, row, 'Сразу')
    const typed = Y.encodeStateAsUpdate(anna.doc, known)
    const back = new RoomClient(anna.identity, { doc: anna.doc, silent: true }).connect(held.room)
    back.sendCounted(encodeSyncUpdate(typed))
    back.sendCounted(encodeSyncStep2(Y.encodeStateAsUpdate(anna.doc)))
    await until(() => bench.asked() === 1, 'the judge is asked')
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(back.acked).toBe(0)
    await bench.goOn()
    await settled(back)
    expect(plan()).toContain('Сразу')
  })

  it('[LP9] its sender hears that the server is at it', async () => {
    const anna = await join(new RoomClient(person('anna')))
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    scatter(anna.doc, 2000)
    await until(() => bench.asked() === 1, 'the judge is asked')
    const acks = () => anna.writes.flatMap(messagesOf).filter((message) => message[0] === MESSAGE_ACK).length
    const before = acks()
    vi.advanceTimersByTime(10_000)
    expect(acks()).toBe(before + 2)
    expect(anna.acked).toBe(1)
    await bench.goOn()
    await settled(anna)
  })
})
