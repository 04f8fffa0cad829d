/** Large updates beside what is kept of a plan: its history, its editions, its lock, decisions that are made once. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type Speaking, decide, startThread } from '../../../shared/comments/edit.ts'
import { canonicalPlan } from '../../../shared/plan/canonical.ts'
import { setPeriodFix } from '../../../shared/plan/edit-notes.ts'
import { addColumn, addRow, deleteRow, setMeta, setState } from '../../../shared/plan/edit.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { cellKey, messagesOf, rowsOf, sectionsOf, serverOf } from '../../../shared/plan/schema.ts'
import { settledDraft } from '../../../server/commands/versions/take-version.ts'
import { SERVER } from '../../../server/rooms/origin.ts'
import type { Held } from '../../../server/rooms/registry.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import type { HistoryEntry, Storage } from '../../../server/storage/storage.ts'
import { countingIds, editingOf, planDraft } from '../../support/drafts.ts'
import { patientJudge } from '../../support/patient-judge.ts'
import { RoomClient, person, until } from '../../support/room-client.ts'
import { closeTestRooms } from '../../support/room-for-tests.ts'
import { PLAN_ID, type TestRooms, createTestPlan, openTestRooms } from '../../support/rooms.ts'
import { scatter } from '../../support/scattered.ts'

let storage: Storage
let bench: ReturnType<typeof patientJudge>
let world: TestRooms
let held: Held

const open = async (): Promise<void> => {
  bench = patientJudge()
  world = openTestRooms(storage, { judge: bench.judge, idleMs: 0 })
  held = await world.rooms.hold(PLAN_ID)
}

beforeEach(async () => {
  storage = openMemoryStorage()
  await createTestPlan(storage, planDraft(2, 12))
  await open()
})

afterEach(() => closeTestRooms(world, held))

const join = async (id: string): Promise<RoomClient> => {
  const client = new RoomClient(person(id)).connect(held.room)
  await until(() => client.synced && client.sent > 0 && client.acked === client.sent, 'in step')
  return client
}

const settled = (client: RoomClient) => until(() => client.acked === client.sent, 'all is acknowledged')
const isBehind = () => until(() => held.room.isBehind, 'it is let in')
const draftOf = (doc: Y.Doc): string => canonicalPlan(projectPlan(doc, PLAN_ID))
const edition = () => settledDraft(world, PLAN_ID)

const told = (entries: readonly HistoryEntry[]): string[] =>
  entries
    .map(({ by, act, root, entity, field, count }) => [by, act, root, entity, field, count].join(' '))
    .sort()

/** Letters everywhere, a new row, one in the trash and one that is done; what the history is to say of it. */
const workAtHome = ({ doc }: RoomClient, by: string): string[] => {
  const rows = [...rowsOf(doc).keys()]
  const [done = '', away = ''] = rows
  const [section = ''] = sectionsOf(doc).keys()
  const edit = { ...editingOf(doc, by), ids: () => 'at-home' }
  doc.transact(() => {
    scatter(doc, 3000)
    addRow(edit, { section, parent: null, after: null })
    setState(edit, done, 'done')
    deleteRow(edit, away)
  })
  const titles = rows.map((row) => `${by} edit rows ${row} c:title 1`)
  const others = ['create rows at-home  1', `edit rows ${done} state 1`, `delete rows ${away}  1`]
  return [...titles, ...others.map((line) => `${by} ${line}`)].sort()
}

it('[LP10] the history tells of it with its sender, and keeps that with the next checkpoint', async () => {
  const anna = await join('anna')
  const expected = workAtHome(anna, 'anna')
  await bench.goOn()
  await settled(anna)
  expect(told(held.room.trail.all())).toEqual(expected)
  expect(new Set(held.room.trail.all().map(({ name }) => name))).toEqual(new Set(['Имя anna']))
  held.release()
  await world.rooms.close()
  expect((await storage.loadPlan(PLAN_ID))?.tail).toEqual([])
  expect(told(await storage.readHistory(PLAN_ID))).toEqual(expected)
  await open()
  expect(held.room.trail.all()).toEqual([])
})

it('[LP10] the history tells of it once where the server dies or stops while slices are left', async () => {
  const anna = await join('anna')
  const expected = workAtHome(anna, 'anna')
  await bench.goOn()
  await isBehind()
  const dead = world
  await open()
  expect(told(held.room.trail.all())).toEqual(expected)
  held.release()
  await Promise.all([world.rooms.close(), dead.rooms.close()])
  await open()
  expect(told([...(await storage.readHistory(PLAN_ID)), ...held.room.trail.all()])).toEqual(expected)
})

it('[LP11] an edition has nothing of it while it is judged, and all of it while it is let in', async () => {
  const anna = await join('anna')
  const before = await edition()
  workAtHome(anna, 'anna')
  const all = draftOf(anna.doc)
  await until(() => bench.asked() === 1, 'the judge is asked')
  expect(await edition()).toBe(before)
  await bench.goOn()
  await isBehind()
  const asked = edition()
  await until(() => held.room.read(draftOf) !== before, 'a part is in')
  expect(held.room.isBehind).toBe(true)
  expect([await asked, await edition()]).toEqual([all, all])
})

it('[RV1] when all of it is in, the head of the plan is looked at once more', async () => {
  const anna = await join('anna')
  anna.doc.transact(() => {
    scatter(anna.doc, 3000)
    setMeta(editingOf(anna.doc, 'anna'), { title: 'Из дома' })
  })
  await bench.goOn()
  await isBehind()
  world.sameHead.length = 0
  await settled(anna)
  expect(world.sameHead).toEqual([false])
  expect(held.room.read((doc) => projectPlan(doc, PLAN_ID).title)).toBe('Из дома')
})

it('[LP6] a plan that is locked while it is judged takes nothing of it', async () => {
  const anna = await join('anna')
  const before = held.room.read(draftOf)
  workAtHome(anna, 'anna')
  await until(() => bench.asked() === 1, 'the judge is asked')
  await held.room.edit(SERVER, (doc) => void serverOf(doc).set('locked', true))
  await bench.goOn()
  await bench.goOn()
  await settled(anna)
  expect(anna.refusals).toEqual(['plan-locked'])
  expect(held.room.read(draftOf)).toBe(before)
})

it('[LP8] while it brings a decision nobody makes another', async () => {
  const [anna, boris] = [await join('anna'), await join('boris')]
  const ids = countingIds('t-')
  const as = ({ doc, identity: { id, name } }: RoomClient): Speaking => ({ ...editingOf(doc, id), name, ids })
  const [row = ''] = rowsOf(boris.doc).keys()
  const proposal = { column: 'title', was: '', html: '<p>Другое</p>' }
  const about = { row, column: null, quote: '', range: null }
  const { message } = startThread(as(boris), about, { text: 'Когда?', proposal })
  await settled(boris)
  anna.doc.transact(() => {
    scatter(anna.doc, 3000)
    decide(as(anna), message, false)
  })
  await bench.goOn()
  await isBehind()
  decide(as(boris), message, false)
  await until(() => boris.refusals.length > 0, 'the second decision is refused')
  await settled(anna)
  expect([anna.refusals, boris.refusals]).toEqual([[], ['fixed-register']])
  const by = held.room.read((doc) => messagesOf(doc).get(message)?.get('verdict'))
  expect(by).toMatchObject({ by: 'anna' })
  expect(messagesOf(anna.doc).get(message)?.get('verdict')).toEqual(by)
})

it('[LP5] a room with nobody in it stays until it is let in, and tells nobody who left', async () => {
  const anna = await join('anna')
  workAtHome(anna, 'anna')
  await until(() => bench.asked() === 1, 'the judge is asked')
  anna.disconnect()
  anna.writes.length = 0
  await createTestPlan(storage, planDraft(), 'plan2')
  const other = await world.rooms.hold('plan2')
  held.release()
  other.release()
  await until(() => world.rooms.counts().rooms === 1, 'the other room is unloaded')
  await bench.goOn()
  await until(() => world.rooms.counts().rooms === 0, 'the room is unloaded')
  held = await world.rooms.hold(PLAN_ID)
  expect(held.room.read(draftOf)).toBe(draftOf(anna.doc))
  expect(anna.writes).toEqual([])
})

it('[LP5] what a lost connection sent behind it waits for nobody, and comes when it is sent again', async () => {
  const anna = await join('anna')
  const before = held.room.read(draftOf)
  const [row = ''] = rowsOf(anna.doc).keys()
  scatter(anna.doc, 3000)
  await until(() => bench.asked() === 1, 'the judge is asked')
  setState(editingOf(anna.doc, 'anna'), row, 'done')
  await new Promise((resolve) => setImmediate(resolve))
  anna.disconnect()
  await bench.goOn()
  await until(() => held.room.isIdle, 'the room has nothing left to do')
  const stateIn = (doc: Y.Doc) => rowsOf(doc).get(row)?.get('state')
  expect([held.room.read(draftOf) === before, held.room.read(stateIn)]).toEqual([false, 'planned'])
  anna.connect(held.room)
  await until(() => anna.sent > 0 && anna.acked === anna.sent, 'it is sent again')
  expect(held.room.read(stateIn)).toBe('done')
})

it('[LP12] cells that the server owed behind it are made when the plan is loaded again', async () => {
  const anna = await join('anna')
  const boris = await join('boris')
  anna.disconnect()
  const column = addColumn(editingOf(boris.doc, 'boris'), { after: null, title: 'Место' })
  await settled(boris)
  const [section = ''] = sectionsOf(anna.doc).keys()
  scatter(anna.doc, 3000)
  const row = addRow(editingOf(anna.doc, 'anna'), { section, parent: null, after: null }) ?? ''
  anna.connect(held.room)
  await bench.goOn()
  await until(() => held.room.isBehind, 'it is written down')
  await until(() => held.room.read((doc) => Y.getState(doc.store, anna.doc.clientID)) > 0, 'slices are in')
  // Killed: nobody closes anything.
  await open()
  const cell = () => held.room.read((doc) => rowsOf(doc).get(row)?.get(cellKey(column)))
  expect(cell()).toBeUndefined()
  const marta = await join('marta')
  setState(editingOf(marta.doc, 'marta'), row, 'done')
  await settled(marta)
  expect(cell()).toBeInstanceOf(Y.XmlFragment)
  await until(() => rowsOf(marta.doc).get(row)?.get(cellKey(column)) !== undefined, 'she is told')
})

/** Anna's work of some weeks is written down, and a part of it in the document, when the server is killed: nobody closes anything. */
const killedWhile = async (work: (client: RoomClient) => void): Promise<void> => {
  const anna = await join('anna')
  anna.disconnect()
  scatter(anna.doc, 3000)
  work(anna)
  anna.connect(held.room)
  await bench.goOn()
  await isBehind()
  await until(() => held.room.read((doc) => Y.getState(doc.store, anna.doc.clientID)) > 0, 'slices are in')
  expect(held.room.isBehind).toBe(true)
  await open()
}

/** Somebody looks at the plan, as every start does, and it is put away. */
const lookedAt = async (): Promise<void> => {
  held.release()
  await world.rooms.use(PLAN_ID, (room) => room.read(draftOf))
  await until(() => world.rooms.counts().rooms === 0, 'the room is unloaded')
  held = await world.rooms.hold(PLAN_ID)
  expect((await storage.loadPlan(PLAN_ID))?.tail.length).toBe(0)
}

it('[LP12] what the server owed behind it is written where the plan is only read and put away', async () => {
  const boris = await join('boris')
  let row = ''
  let column: string | null = null
  await killedWhile((anna) => {
    column = addColumn(editingOf(boris.doc, 'boris'), { after: null, title: 'Место' })
    const [section = ''] = sectionsOf(anna.doc).keys()
    row = addRow(editingOf(anna.doc, 'anna'), { section, parent: null, after: null }) ?? ''
  })
  await lookedAt()
  expect(
    held.room.read((doc) =>
      rowsOf(doc)
        .get(row)
        ?.get(cellKey(column ?? '')),
    ),
  ).toBeInstanceOf(Y.XmlFragment)
})

/** Deletes a row and dates another as somebody else. */
const forge = ({ doc }: RoomClient): void => {
  const [deleted = '', dated = ''] = rowsOf(doc).keys()
  deleteRow(editingOf(doc, 'boris'), deleted)
  setPeriodFix(editingOf(doc, 'boris'), dated, READING)
}
const READING = { kind: 'months' as const, months: [4], start: null, end: null, hours: null }
const signersIn = (doc: Y.Doc): unknown[] => {
  const [deleted = '', dated = ''] = rowsOf(doc).keys()
  const said = [rowsOf(doc).get(deleted)?.get('del'), rowsOf(doc).get(dated)?.get('fix')]
  return said.map((value) => (value as { by: string } | null)?.by)
}

it('[LP12] names that the server owed are put right for whoever comes next', async () => {
  await killedWhile(forge)
  expect(held.room.read(signersIn)).toEqual(['boris', 'boris'])
  const marta = await join('marta')
  setState(editingOf(marta.doc, 'marta'), [...rowsOf(marta.doc).keys()][2] ?? '', 'done')
  await until(() => signersIn(marta.doc).join() === 'anna,anna', 'she is told')
  expect(held.room.read(signersIn)).toEqual(['anna', 'anna'])
})

it('[LP12] names that the server owed are put right where the plan is only read and put away', async () => {
  await killedWhile(forge)
  await lookedAt()
  expect(held.room.read(signersIn)).toEqual(['anna', 'anna'])
})

it('[LP12] what names nobody, as what a command brings back, goes on naming nobody', async () => {
  const dated = await held.room.edit(person('anna'), (doc) => {
    const [row = ''] = rowsOf(doc).keys()
    rowsOf(doc)
      .get(row)
      ?.set('fix', { ...READING, of: '', by: '', at: 0 })
    return row
  })
  await open()
  await lookedAt()
  expect(held.room.read((doc) => rowsOf(doc).get(dated)?.get('fix'))).toMatchObject({ by: '', at: 0 })
})

it('[LP8] a stop begins none: what is judged meanwhile is not let in, and comes when it is sent again', async () => {
  held.release()
  await world.rooms.close()
  // The verdict comes while the last checkpoint is being made.
  const heardOut = async () => {
    await bench.goOn()
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  world = openTestRooms(storage, { judge: bench.judge, heardOut })
  held = await world.rooms.hold(PLAN_ID)
  const anna = await join('anna')
  const [row = ''] = rowsOf(anna.doc).keys()
  setState(editingOf(anna.doc, 'anna'), row, 'done')
  await settled(anna)
  const before = held.room.read(draftOf)
  scatter(anna.doc, 3000)
  await until(() => bench.asked() === 1, 'the judge is asked')
  held.release()
  await world.rooms.close()
  const stored = await storage.loadPlan(PLAN_ID)
  expect(stored?.tail).toEqual([])
  await open()
  expect(held.room.read(draftOf)).toBe(before)
  anna.disconnect()
  anna.connect(held.room)
  await bench.goOn()
  await settled(anna)
  expect(held.room.read(draftOf)).toBe(draftOf(anna.doc))
})
