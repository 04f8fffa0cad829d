/** A room with honest and with refused members, without a network. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addColumn, addRow, setCell, setMeta } from '../../../shared/plan/edit.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { sourceOfDoc } from '../../../shared/plan/report.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { cellKey, rowsOf, serverOf } from '../../../shared/plan/schema.ts'
import { encodeSyncUpdate } from '../../../shared/protocol.ts'
import { readOpenTasks } from '../../../server/commands/inbox/read-open-tasks.ts'
import { datedDraft, draftSource } from '../../../server/commands/read-plan.ts'
import { openTasksOf } from '../../../server/past/open-tasks.ts'
import { SERVER } from '../../../server/rooms/origin.ts'
import { planIn } from '../../../server/plan-source.ts'
import { editingOf } from '../../support/drafts.ts'
import { RoomClient, person, until } from '../../support/room-client.ts'
import { roomForTests } from '../../support/room-for-tests.ts'
import { PLAN_ID, openTestRooms, storeTestPlan } from '../../support/rooms.ts'

const here = roomForTests()

const json = (doc: Y.Doc) => JSON.stringify(projectPlan(doc, 'p'))

const join = async (name: string, options: ConstructorParameters<typeof RoomClient>[1] = {}) => {
  const client = new RoomClient(person(name), options).connect(here.held.room)
  await until(() => client.synced, `${name} is synced`)
  return client
}

const settled = (...clients: RoomClient[]) =>
  until(
    () => clients.every((client) => client.sent > 0 && client.acked === client.sent),
    'everything is acknowledged',
  )

const firstRow = (doc: Y.Doc): string => [...rowsOf(doc).keys()][0] ?? ''
const write = (client: RoomClient, text: string) =>
  setCell(editingOf(client.doc, client.identity.id), firstRow(client.doc), 'title', textToBlocks(text))

describe('a room', () => {
  it('[RM2] passes a change on to everybody else', async () => {
    const [anna, boris] = [await join('anna'), await join('boris')]
    write(anna, 'Новое название')
    await settled(anna, boris)
    expect(json(boris.doc)).toBe(json(anna.doc))
    expect(json(boris.doc)).toContain('Новое название')
  })

  it('[FO5] passes a change on before it is entered in the books, also one by HTTP', async () => {
    const [anna, boris] = [await join('anna'), await join('boris')]
    const { sameHead } = here.world
    const entered: number[] = []
    sameHead.length = 0
    boris.doc.on('update', () => void entered.push(sameHead.length))
    write(anna, 'Слово')
    await settled(anna)
    expect([entered, sameHead]).toEqual([[0], [true]])
    await here.held.room.edit(person('carl'), (doc) => setMeta(editingOf(doc, 'carl'), { title: 'Иначе' }))
    expect([entered, sameHead]).toEqual([
      [0, 1],
      [true, false],
    ])
  })

  it('[RW28] enters in the books what the log has, also where it could not be sent on', async () => {
    const [anna, boris] = [await join('anna'), await join('boris')]
    const { sameHead, failures } = here.world
    const { room } = here.held
    const noted = () => room.trail.all().map(({ by, field }) => `${by} ${field}`)
    sameHead.length = 0
    boris.write = () => {
      throw new Error('no memory for a frame')
    }
    const edit = room.edit(person('carl'), (doc) => setMeta(editingOf(doc, 'carl'), { title: 'Иначе' }))
    await expect(edit).rejects.toThrow('no memory')
    expect([noted(), sameHead]).toEqual([['carl title'], [false]])
    write(anna, 'Слово')
    await until(() => anna.closed === 'internal', 'the room is given up')
    expect([noted(), sameHead]).toEqual([
      ['carl title', 'anna c:title'],
      [false, true],
    ])
    expect(failures.splice(0)).toMatchObject([{ message: 'no memory for a frame' }])
  })

  it('[FX1] knows that words in rows leave the head of the plan as it was, and that anything else may not', async () => {
    const anna = await join('anna')
    const { sameHead } = here.world
    const heardOf = async (change: () => unknown): Promise<boolean[]> => {
      sameHead.length = 0
      await change()
      await settled(anna)
      return [...sameHead]
    }
    const rename = (doc: Y.Doc) => setMeta(editingOf(doc, 'anna'), { title: 'Иначе' })
    expect(await heardOf(() => write(anna, 'Слово'))).toEqual([true])
    expect(await heardOf(() => rename(anna.doc))).toEqual([false])
    const lock = (doc: Y.Doc) => void serverOf(doc).set('locked', false)
    expect(await heardOf(() => here.held.room.edit(SERVER, lock))).toEqual([false])
    const both = () => (write(anna, 'Ещё'), setMeta(editingOf(anna.doc, 'anna'), { year: 2030 }))
    expect(await heardOf(() => anna.doc.transact(both))).toEqual([false])
  })

  it('[EX21] whoever writes a file of it gets what came in a moment ago, from the disk', async () => {
    const anna = await join('anna')
    write(anna, 'Только что')
    expect(anna.acked).toBeLessThan(anna.sent)
    const source = await draftSource(here.world, PLAN_ID)
    expect(planIn(source)).toEqual(projectPlan(anna.doc, PLAN_ID))
    expect(JSON.stringify(planIn(source))).toContain('Только что')
  })

  it('[RV7] a file of it is of the time of the last change that is in it', async () => {
    const anna = await join('anna')
    write(anna, 'Только что')
    expect((await datedDraft(here.world, PLAN_ID)).at).toBe('1970-01-01T00:00:00.001Z')
  })

  it('[MK2] reminders read what came in a moment ago, from the disk', async () => {
    const anna = await join('anna')
    write(anna, 'Только что')
    expect(anna.acked).toBeLessThan(anna.sent)
    const week = { today: '2023-01-01', sunday: '2023-01-01' }
    const open = await readOpenTasks(here.world, PLAN_ID, week)
    expect(open).toEqual(openTasksOf(sourceOfDoc(anna.doc), week))
    expect(JSON.stringify(open)).toContain('Только что')
  })

  it('[SM2] what is read of a plan that nobody has open loads nothing, and waits for a room that is put away', async () => {
    const world = openTestRooms(undefined, { idleMs: 0 })
    await storeTestPlan(world.storage, PLAN_ID, (doc) => void doc.getMap('meta').set('year', 1999))
    expect(planIn(await draftSource(world, PLAN_ID)).year).toBe(1999)
    expect(world.rooms.counts().rooms).toBe(0)
    await world.rooms.use(PLAN_ID, (room) =>
      room.edit(person('chief'), (doc) => void doc.getMap('meta').set('year', 2000)),
    )
    expect(planIn(await draftSource(world, PLAN_ID)).year).toBe(2000)
    await until(() => world.rooms.counts().rooms === 0, 'the room is put away')
    expect(planIn(await draftSource(world, PLAN_ID)).year).toBe(2000)
    await expect(draftSource(world, 'nowhere')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('[RM4] a newcomer has everything when it is told that it is in step', async () => {
    const anna = await join('anna')
    write(anna, 'Раньше')
    await settled(anna)
    for (const deflates of [true, false]) {
      const late = new RoomClient(person('late'), { deflates })
      let whole = false
      late.doc.on('update', () => (whole = json(late.doc) === json(anna.doc)))
      late.connect(here.held.room)
      await until(() => late.synced, 'the newcomer is told that it is in step')
      expect(whole).toBe(true)
    }
  })

  it('[RM1] the updates of one turn reach a reader in one write', async () => {
    const writers = [await join('a'), await join('b'), await join('c')]
    const reader = await join('reader')
    await settled(...writers, reader)
    reader.writes.length = 0
    for (const writer of writers) write(writer, `Пишет ${writer.identity.id}`)
    await settled(...writers)
    expect(reader.writes).toHaveLength(1)
    expect(json(reader.doc)).toBe(json(here.held.room.read((doc) => doc)))
  })

  it('[AK1] acknowledges a change only when it is stored', async () => {
    const anna = await join('anna')
    await settled(anna)
    let release = () => {}
    const append = here.world.storage.append.bind(here.world.storage)
    const gate = new Promise<void>((resolve) => (release = resolve))
    here.world.storage.append = async (...args) => {
      await gate
      return append(...args)
    }
    write(anna, 'Важное')
    await until(() => json(here.held.room.read((doc) => doc)).includes('Важное'), 'the room has it')
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(anna.acked).toBeLessThan(anna.sent)
    release()
    await settled(anna)
    const stored = await here.world.storage.loadPlan(PLAN_ID)
    expect(stored?.tail.length).toBeGreaterThan(0)
  })

  it('[AK3] acknowledges a message that changes nothing', async () => {
    const anna = await join('anna')
    await settled(anna)
    anna.sendCounted(encodeSyncUpdate(Y.encodeStateAsUpdate(anna.doc)))
    await settled(anna)
    expect((await here.world.storage.loadPlan(PLAN_ID))?.tail).toEqual([])
  })

  it('[RM6] a viewer is refused, nothing changes, later updates do not hang', async () => {
    const anna = await join('anna')
    const viewer = new RoomClient(person('viewer', 'viewer')).connect(here.held.room)
    await until(() => viewer.synced, 'the viewer is synced')
    const before = json(anna.doc)
    write(viewer, 'Чужое')
    await until(() => viewer.refusals.length > 0, 'the refusal')
    expect(viewer.refusals[0]).toBe('forbidden')
    write(anna, 'Своё')
    await settled(anna)
    expect(json(anna.doc)).not.toContain('Чужое')
    expect(json(anna.doc)).not.toBe(before)
    expect(here.held.room.read((doc) => doc.store.pendingStructs)).toBeNull()
  })

  it('[RM6] after a refused change, the later permitted ones of the same client survive', async () => {
    const anna = await join('anna')
    anna.doc.getMap('srv').set('locked', true)
    write(anna, 'После отказа')
    await settled(anna)
    expect(anna.refusals).toHaveLength(1)
    const late = await join('late')
    expect(json(late.doc)).toContain('После отказа')
    expect(late.doc.getMap('srv').size).toBe(0)
  })

  it('[RM7] fills the cell of a row and a column that were created apart', async () => {
    const [anna, boris] = [await join('anna'), await join('boris')]
    await settled(anna, boris)
    boris.disconnect()
    const column = addColumn(editingOf(anna.doc, 'anna'), { after: null, title: 'Место' })
    const section = [...boris.doc.getMap('sections').keys()][0] ?? ''
    const row = addRow(editingOf(boris.doc, 'boris'), { section, parent: null, after: null }) ?? ''
    boris.connect(here.held.room)
    await until(() => rowsOf(anna.doc).has(row), 'the row arrives')
    await settled(anna, boris)
    for (const { doc } of [anna, boris]) {
      expect(rowsOf(doc).get(row)?.get(cellKey(column))).toBeInstanceOf(Y.XmlFragment)
    }
  })

  it('an edit by a program reaches everybody and resolves when it is on disk [RM2]', async () => {
    const anna = await join('anna')
    const by = person('script', 'chief')
    await here.held.room.edit(by, (doc) =>
      setCell(editingOf(doc, 'script'), firstRow(doc), 'title', textToBlocks('Из программы')),
    )
    expect(json(anna.doc)).toContain('Из программы')
    expect((await here.world.storage.loadPlan(PLAN_ID))?.tail.at(-1)?.by).toBe('script')
  })

  it('[RM5] is loaded once however many ask, and unloaded when idle', async () => {
    const idle = openTestRooms(here.world.storage, { idleMs: 0 })
    const [one, two] = await Promise.all([idle.rooms.hold(PLAN_ID), idle.rooms.hold(PLAN_ID)])
    expect(one.room).toBe(two.room)
    one.release()
    two.release()
    await until(() => idle.rooms.counts().rooms === 0, 'the room is unloaded')
    const again = await idle.rooms.hold(PLAN_ID)
    expect(again.room).not.toBe(one.room)
    again.release()
    await idle.rooms.close()
  })

  it('[RM5] a failed write drops the room, and the next one starts from the disk', async () => {
    const anna = await join('anna')
    await settled(anna)
    const append = here.world.storage.append.bind(here.world.storage)
    here.world.storage.append = () => Promise.reject(new Error('disk full'))
    write(anna, 'Не на диске')
    await until(() => anna.closed !== null, 'the connection is closed')
    expect(anna.closed).toBe('storage-failed')
    expect(anna.acked).toBeLessThan(anna.sent)
    here.world.storage.append = append
    here.held.release()
    here.held = await here.world.rooms.hold(PLAN_ID)
    expect(json(here.held.room.read((doc) => doc))).not.toContain('Не на диске')
    anna.connect(here.held.room)
    await settled(anna)
    expect(json(here.held.room.read((doc) => doc))).toContain('Не на диске')
    expect(here.world.failures.length).toBeGreaterThan(0)
    here.world.failures.length = 0
  })
})
