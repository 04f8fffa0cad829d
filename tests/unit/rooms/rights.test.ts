/** What a room does about rights: it tells them, holds them at once, counts refusals, and keeps client ids apart. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { MAX_CLIENTS, ClientOwners } from '../../../server/access/owners.ts'
import { Rooms, type Held } from '../../../server/rooms/registry.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import { setCell, setState } from '../../../shared/plan/edit.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { encodeAwareness, encodeSyncStep2, encodeSyncUpdate } from '../../../shared/protocol.ts'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { copyOf, editingOf } from '../../support/drafts.ts'
import { identityOf } from '../../support/identities.ts'
import { rowIn, stage } from '../../support/rights-world.ts'
import { RoomClient, until } from '../../support/room-client.ts'
import { rawUpdate, gc } from '../../support/raw-update.ts'
import { storeTestPlan } from '../../support/rooms.ts'
import { stopSteadyClock } from '../../support/steady-clock.ts'

const PLAN = 'plan1'
const ANNA = identityOf({ id: 'anna', role: 'editor', departments: ['method'] })
const BORIS = identityOf({ id: 'boris', role: 'editor', departments: ['events'] })
const CHIEF = identityOf({ id: 'chief', role: 'chief' })

let storage = openMemoryStorage()
let now = 0
let rooms: Rooms
let held: Held
const failures: unknown[] = []

const openRooms = (): Rooms => {
  const events = {
    changed: () => undefined,
    delivered: () => undefined,
    refused: () => undefined,
    malformed: () => {},
    failed: (error: unknown) => void failures.push(error),
  }
  return new Rooms({ storage, now: () => now, events, idleMs: 0 })
}

beforeEach(stopSteadyClock)
beforeEach(async () => {
  storage = openMemoryStorage()
  now = 1_000_000
  rooms = openRooms()
  await storeTestPlan(storage, PLAN, (doc) => void stage(doc))
  held = await rooms.hold(PLAN)
})
afterEach(async () => {
  held.release()
  await rooms.close()
  const reported = failures.splice(0)
  if (reported.length > 0) throw new AggregateError(reported, 'a room reported failures')
})

const turn = () => new Promise((resolve) => setImmediate(resolve))
const join = async (who = ANNA, doc = new Y.Doc()): Promise<RoomClient> => {
  const client = new RoomClient(who, { doc }).connect(held.room)
  await until(() => client.synced && client.sent > 0, 'in step')
  await turn()
  return client
}
const write = (client: RoomClient, row: string, text = 'Новое') =>
  setCell(editingOf(client.doc, client.identity.id), row, 'title', textToBlocks(text))
const there = () => held.room.read((doc) => JSON.stringify(projectPlan(doc, 'p')))
/** Says which client id is one's own, as the stock provider does on opening. */
const announce = (client: RoomClient): void => {
  const awareness = new Awareness(client.doc)
  client.send(encodeAwareness(encodeAwarenessUpdate(awareness, [client.doc.clientID])))
  awareness.destroy()
}
/** The room goes and comes back from what is on disk. */
const reload = async (): Promise<void> => {
  held.release()
  await rooms.close()
  rooms = openRooms()
  held = await rooms.hold(PLAN)
}

/** Killed: nobody closes anything, and the next process reads what is there. */
const crash = async (): Promise<void> => {
  rooms = openRooms()
  held = await rooms.hold(PLAN)
}

describe('rights of a connection', () => {
  it('[RM15] are told before the welcome, and again when they change', async () => {
    const anna = await join()
    expect(anna.rights).toEqual([{ id: ANNA.id, role: 'editor', departments: ['method'], approver: false }])
    anna.identity = { ...ANNA, role: 'viewer', approver: true }
    held.room.identityChanged(anna.member!)
    expect(anna.rights[1]).toEqual({ id: ANNA.id, role: 'viewer', departments: ['method'], approver: true })
    write(anna, rowIn('own'))
    await until(() => anna.refusals.length > 0, 'the refusal has come')
    expect(anna.refusals).toEqual(['forbidden'])
  })

  it('[RM15] a connection that may not even read any more is ended', async () => {
    const anna = await join()
    anna.identity = { ...ANNA, role: 'none' }
    held.room.identityChanged(anna.member!)
    expect(anna.closed).toBe('forbidden')
  })

  it('[RM15] a new name is seen by the others at once', async () => {
    const [anna, boris] = [await join(), await join(BORIS)]
    announce(anna)
    await turn()
    anna.identity = { ...ANNA, name: 'Анна Новая' }
    held.room.identityChanged(anna.member!)
    boris.writes.length = 0
    await turn()
    expect(Buffer.concat(boris.writes).toString()).toContain('Анна Новая')
  })

  it('[RM15] a section that is given to another department is lost at once', async () => {
    const [anna, chief] = [await join(), await join(CHIEF)]
    write(anna, rowIn('own'))
    chief.doc.getMap<Y.Map<unknown>>('sections').get('s-own')?.set('dept', 'events')
    await turn()
    write(anna, rowIn('own'), 'Поздно')
    await turn()
    expect(anna.refusals).toEqual(['forbidden'])
    expect(there()).not.toContain('Поздно')
  })
})

describe('refusals', () => {
  const provoke = async (client: RoomClient, times: number): Promise<void> => {
    for (let left = times; left > 0; left--) {
      client.sendCounted(encodeSyncUpdate(forbidden(client)))
      await turn()
    }
    await turn()
  }
  /** A deletion in somebody else's row: refused, and nothing is left to fill. */
  const forbidden = ({ doc }: RoomClient): Uint8Array => {
    const copy = copyOf(doc)
    const before = Y.encodeStateVector(copy)
    const fragment = copy
      .getMap<Y.Map<unknown>>('rows')
      .get(rowIn('foreign'))
      ?.get('c:title') as Y.XmlFragment
    fragment.delete(0, 1)
    return Y.encodeStateAsUpdate(copy, before)
  }

  it('[RM16] more than 20 within a minute end the connection', async () => {
    const anna = await join()
    await provoke(anna, 20)
    expect(anna.closed).toBeNull()
    await provoke(anna, 1)
    expect(anna.closed).toBe('forbidden')
    expect(anna.refusals).toHaveLength(21)
  })

  it('[RM16] as many over a longer time do not', async () => {
    const anna = await join()
    for (let minute = 0; minute < 5; minute++) {
      await provoke(anna, 20)
      now += 60_000
    }
    expect(anna.closed).toBeNull()
  })
})

describe('client ids', () => {
  /** One letter (or garbage) under somebody's client id. */
  const under = (client: number, clock: number) => rawUpdate([{ client, clock, structs: [gc(1)] }], [])
  const stateOf = (client: number) => held.room.read((doc) => Y.getState(doc.store, client))

  it('[AC17] nobody goes on under the id of somebody else, not even the chief editor, not in a whole difference', async () => {
    const anna = await join()
    write(anna, rowIn('own'))
    await turn()
    const id = anna.doc.clientID
    for (const send of [encodeSyncUpdate, encodeSyncStep2]) {
      const eve = await join(CHIEF)
      eve.sendCounted(send(under(id, stateOf(id))))
      await turn()
      await until(() => eve.refusals.length > 0, 'the refusal')
      expect(eve.refusals).toEqual(['foreign-client'])
    }
    write(anna, rowIn('own'), 'Анна пишет дальше')
    await turn()
    expect(anna.refusals).toEqual([])
    expect(there()).toContain('Анна пишет дальше')
  })

  it('[AC17] an id that was announced belongs to its owner with the first difference', async () => {
    const doc = new Y.Doc()
    Y.applyUpdate(
      doc,
      held.room.read((one) => Y.encodeStateAsUpdate(one)),
    )
    setState(editingOf(doc, 'anna'), rowIn('own'), 'done')
    const anna = new RoomClient(ANNA, { doc }).connect(held.room)
    announce(anna)
    await until(() => anna.synced && anna.sent > 0, 'in step')
    await turn()
    const eve = await join(BORIS)
    eve.sendCounted(encodeSyncUpdate(under(doc.clientID, stateOf(doc.clientID))))
    await turn()
    expect(eve.refusals).toEqual(['foreign-client'])
  })

  it('[AC17] several tabs of one person may bring each other’s', async () => {
    const anna = await join()
    write(anna, rowIn('own'))
    await turn()
    const away = anna.doc
    anna.disconnect()
    write(anna, rowIn('own'), 'В другой вкладке')
    const tab = await join(ANNA, copyOf(away))
    expect(tab.refusals).toEqual([])
    expect(there()).toContain('В другой вкладке')
    anna.connect(held.room)
    await until(() => anna.sent > 0, 'in step')
    write(anna, rowIn('own'), 'И дальше')
    await turn()
    expect(anna.refusals).toEqual([])
  })

  it('[AC17] survive the unloading of the room, and a crash before any checkpoint', async () => {
    const anna = await join()
    write(anna, rowIn('own'))
    await until(() => anna.acked === anna.sent, 'on disk')
    const { doc } = anna
    const crashed = await storage.loadPlan(PLAN)
    expect(crashed?.tail.length).toBeGreaterThan(0)
    for (let round = 0; round < 2; round++) {
      anna.disconnect()
      await reload()
      const eve = await join(BORIS)
      eve.sendCounted(encodeSyncUpdate(under(doc.clientID, stateOf(doc.clientID))))
      await turn()
      expect(eve.refusals).toEqual(['foreign-client'])
      eve.disconnect()
      anna.connect(held.room)
      await until(() => anna.synced && anna.sent > 0, 'in step')
      write(anna, rowIn('own'), `Снова ${round}`)
      await until(() => anna.acked === anna.sent, 'on disk')
      expect(anna.refusals).toEqual([])
      expect(there()).toContain(`Снова ${round}`)
    }
    expect((await storage.loadPlan(PLAN))?.tail.every(({ by }) => by === 'anna')).toBe(true)
  })

  it('[AC17] who brought the words of two visits goes on under their own id after a crash', async () => {
    const anna = await join()
    anna.disconnect()
    write(anna, rowIn('own'), 'Первый раз')
    const visit = new RoomClient(ANNA, { doc: copyOf(anna.doc) })
    write(visit, rowIn('own'), 'Второй раз')
    visit.connect(held.room)
    announce(visit)
    await until(() => visit.sent > 0 && visit.acked === visit.sent, 'on disk')
    visit.disconnect()
    await crash()
    visit.connect(held.room)
    announce(visit)
    await until(() => visit.sent > 0 && visit.acked === visit.sent, 'in step')
    write(visit, rowIn('own'), 'И дальше')
    await until(() => visit.acked === visit.sent || visit.refusals.length > 0, 'on disk')
    expect(visit.refusals).toEqual([])
    expect(there()).toContain('И дальше')
  })

  it('[AC17] after a crash an id is still its owner’s whose first change was refused', async () => {
    const anna = await join()
    write(anna, rowIn('foreign'))
    await until(() => anna.refusals.length > 0 && anna.acked === anna.sent, 'refused, and on disk')
    anna.disconnect()
    await crash()
    const eve = await join(BORIS)
    const id = anna.doc.clientID
    eve.sendCounted(encodeSyncUpdate(under(id, stateOf(id))))
    await until(() => eve.refusals.length > 0, 'the refusal')
    expect([stateOf(id) > 0, eve.refusals]).toEqual([true, ['foreign-client']])
    anna.connect(held.room)
    await until(() => anna.synced && anna.sent > 0, 'in step')
    write(anna, rowIn('own'), 'Разрешённое')
    await until(() => anna.acked === anna.sent, 'on disk')
    // What was refused is still in her document, and is refused as part of all that she has.
    expect(anna.refusals).toEqual(['forbidden', 'forbidden'])
    expect(there()).toContain('Разрешённое')
  })

  it('[AC17] what is refused under an id that the plan knows is no step of its sender’s', async () => {
    const anna = await join()
    write(anna, rowIn('own'), 'Разрешённое')
    await until(() => anna.sent > 0 && anna.acked === anna.sent, 'on disk')
    const authors = async () => (await storage.loadPlan(PLAN))?.tail.map(({ by }) => by)
    const before = await authors()
    write(anna, rowIn('foreign'))
    await until(() => anna.refusals.length > 0 && anna.acked === anna.sent, 'refused, and on disk')
    expect([before?.at(-1), await authors()]).toEqual([ANNA.id, [...(before ?? []), 'server']])
  })

  it('[AC17] after a crash an id is nobody’s that somebody only brought the words of', async () => {
    const anna = await join()
    anna.disconnect()
    write(anna, rowIn('own'), 'Слова Анны')
    // A colleague who had heard of them brings them before she does.
    const chief = await join(CHIEF, copyOf(anna.doc))
    await until(() => chief.acked === chief.sent, 'on disk')
    expect(there()).toContain('Слова Анны')
    await crash()
    anna.connect(held.room)
    await until(() => anna.synced && anna.sent > 0, 'in step')
    write(anna, rowIn('own'), 'И дальше')
    await until(() => anna.acked === anna.sent || anna.refusals.length > 0, 'on disk')
    expect(anna.refusals).toEqual([])
    expect(there()).toContain('И дальше')
  })

  it('[AC17] the table is bounded, and what was dropped from it is closed', () => {
    const owners = new ClientOwners()
    for (let client = 0; client <= MAX_CLIENTS; client++) owners.claim(client, 'anna')
    const again = ClientOwners.decode(owners.encode())
    expect(again.size).toBe(MAX_CLIENTS)
    expect([again.mayUse(0, 'anna', false), again.mayUse(0, 'anna', true)]).toEqual([false, true])
    expect([again.mayUse(1, 'anna', false), again.mayUse(1, 'boris', false)]).toEqual([true, false])
    expect(owners.encode().length).toBeLessThan(64_000)
  })

  it('[AT6] whoever brings ids by the thousand takes nobody’s out of the table', () => {
    const owners = new ClientOwners()
    for (let client = 0; client < 10; client++) owners.claim(client, 'anna')
    for (let client = 10; client < 20; client++) owners.leaveOpen(client, 'boris')
    for (let client = 1000; client < 1000 + MAX_CLIENTS * 2; client++) owners.claim(client, 'eve')
    for (let client = 90_000; client < 90_000 + MAX_CLIENTS * 2; client++) owners.leaveOpen(client, 'eve')
    const again = ClientOwners.decode(owners.encode())
    expect(again.size).toBe(MAX_CLIENTS)
    expect([0, 9].map((client) => again.isOf(client, 'anna'))).toEqual([true, true])
    // What others have brought is still there for whoever it is of.
    expect([10, 19].map((client) => again.mayUse(client, 'clara', false))).toEqual([true, true])
    expect([10, 19].map((client) => again.isOf(client, 'boris'))).toEqual([false, false])
    again.claim(9_000_000, 'boris')
    expect([again.isOf(0, 'anna'), again.isOf(9_000_000, 'boris'), again.size]).toEqual([
      true,
      true,
      MAX_CLIENTS,
    ])
  })
})

describe('what somebody brings back after a crash', () => {
  it('[AC18] others’ words stay out, one’s own are let in, acknowledged, and the client is told to start anew', async () => {
    const [anna, boris] = [await join(), await join(BORIS)]
    const before = held.room.read((doc) => Y.encodeStateAsUpdate(doc))
    write(anna, rowIn('own'), 'Слова Анны')
    write(boris, rowIn('foreign'), 'Слова Бориса')
    await turn()
    expect(JSON.stringify(projectPlan(boris.doc, 'p'))).toContain('Слова Анны')
    for (const one of [anna, boris]) one.disconnect()
    // The server lost what it had not written yet.
    held.release()
    await rooms.close()
    storage = openMemoryStorage()
    rooms = openRooms()
    await storeTestPlan(storage, PLAN, (doc) => Y.applyUpdate(doc, before))
    held = await rooms.hold(PLAN)
    boris.connect(held.room)
    announce(boris)
    // A page forgets with the ack what it had not known to be on disk.
    await until(() => boris.refusals.length > 0 || boris.acked === 1, 'told')
    await until(() => boris.acked === 1, 'acknowledged')
    expect(boris.told.slice(-2)).toEqual(['refused', 'ack'])
    expect(there()).toContain('Слова Бориса')
    expect(there()).not.toContain('Слова Анны')
    expect(boris.refusals).toEqual(['forbidden'])
    anna.connect(held.room)
    announce(anna)
    await until(() => anna.acked === 1, 'acknowledged')
    expect(there()).toContain('Слова Анны')
    expect(anna.refusals).toEqual([])
  })

  it('[AC18] a difference that deletes others’ words deletes its sender’s alone', async () => {
    const doc = new Y.Doc()
    Y.applyUpdate(
      doc,
      held.room.read((one) => Y.encodeStateAsUpdate(one)),
    )
    for (const kind of ['own', 'foreign'] as const) {
      const fragment = doc.getMap<Y.Map<unknown>>('rows').get(rowIn(kind))?.get('c:period') as Y.XmlFragment
      fragment.delete(0, 1)
    }
    const anna = await join(ANNA, doc)
    await until(() => anna.refusals.length > 0, 'told')
    expect(there()).toContain(`${rowIn('foreign')} period`)
    expect(there()).not.toContain(`"${rowIn('own')} period"`)
  })
})
