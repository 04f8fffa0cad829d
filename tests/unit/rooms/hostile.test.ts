/** A room among people who mean it harm: what they send costs them, not their colleagues. */
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { setCell } from '../../../shared/plan/edit.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { rowsOf } from '../../../shared/plan/schema.ts'
import {
  MESSAGE_AWARENESS,
  MESSAGE_QUERY_AWARENESS,
  MESSAGE_WELCOME,
  encodeAwareness,
  encodeHello,
  encodeSyncStep1,
  encodeSyncUpdate,
} from '../../../shared/protocol.ts'
import { Debts } from '../../../server/rooms/debts.ts'
import { PlanDocument } from '../../../server/rooms/document.ts'
import { ClientOwners } from '../../../server/access/owners.ts'
import { Room } from '../../../server/rooms/room.ts'
import { MAX_STATE_VECTOR_BYTES } from '../../../server/rooms/state-vector.ts'
import { Trail } from '../../../server/rooms/trail.ts'
import { openJournal } from '../../../server/storage/journal.ts'
import { editingOf } from '../../support/drafts.ts'
import { gc, rawUpdate } from '../../support/raw-update.ts'
import { RoomClient, messagesOf, person, until } from '../../support/room-client.ts'
import { roomForTests } from '../../support/room-for-tests.ts'
import { PLAN_ID, epochsHere, judgeHere, openTestRooms } from '../../support/rooms.ts'

const here = roomForTests()

const json = (doc: Y.Doc) => JSON.stringify(projectPlan(doc, 'p'))
const plan = () => here.held.room.read(json)
const stateOf = (client: number) => here.held.room.read((doc) => Y.getState(doc.store, client))

const announce = (client: RoomClient, id: number): void =>
  client.send(
    encodeAwareness(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint(encoder, id)
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarString(encoder, '{}')
      }),
    ),
  )

/** In step with the room, and known by its id, as a stock client is. */
const join = async (name: string, role: 'editor' | 'viewer' = 'editor') => {
  const client = new RoomClient(person(name, role)).connect(here.held.room)
  announce(client, client.doc.clientID)
  await until(() => client.synced && client.sent > 0 && client.acked === client.sent, `${name} is in step`)
  return client
}

const settled = (client: RoomClient) => until(() => client.acked === client.sent, 'all is acknowledged')
const refused = (client: RoomClient, count = 1) =>
  until(() => client.refusals.length >= count, 'the refusal has come')

const write = (client: RoomClient, text: string): void => {
  const row = [...rowsOf(client.doc).keys()][0] ?? ''
  setCell(editingOf(client.doc, client.identity.id), row, 'title', textToBlocks(text))
}

/** Nothing but garbage under somebody's id: nine bytes that make the owner's next changes look known. */
const garbage = (client: number, clock: number, length = 1000) =>
  encodeSyncUpdate(rawUpdate([{ client, clock, structs: [gc(length)] }]))

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}

const countOf = (client: RoomClient, number: number): number =>
  client.writes.flatMap(messagesOf).filter((message) => message[0] === number).length

describe("somebody else's client id", () => {
  it('[RM9] takes no changes from an editor, before the owner writes and after', async () => {
    const anna = await join('anna')
    for (const state of [0, 1]) {
      const mallory = await join(`mallory-${state}`)
      mallory.sendCounted(garbage(anna.doc.clientID, stateOf(anna.doc.clientID)))
      await refused(mallory)
      expect(mallory.refusals).toEqual(['foreign-client'])
      write(anna, `Слово ${state}`)
      await settled(anna)
      expect(plan()).toContain(`Слово ${state}`)
      expect(plan()).toBe(json(anna.doc))
    }
  })

  it('[RM9] stays its owner’s while the owner is away', async () => {
    const anna = await join('anna')
    write(anna, 'Раньше')
    await settled(anna)
    anna.disconnect()
    write(anna, 'Без сети')
    const mallory = await join('mallory')
    announce(mallory, anna.doc.clientID)
    mallory.sendCounted(garbage(anna.doc.clientID, stateOf(anna.doc.clientID)))
    await refused(mallory)
    anna.connect(here.held.room)
    await until(() => anna.sent > 0 && anna.acked === anna.sent, 'the words of offline are stored')
    expect(plan()).toContain('Без сети')
  })

  it('[RM9] stays the owner’s who announced it and left, before anything was written at all', async () => {
    const anna = await join('anna')
    const id = anna.doc.clientID
    anna.disconnect()
    write(anna, 'Без сети')
    const mallory = await join('mallory')
    announce(mallory, id)
    mallory.sendCounted(garbage(id, 0))
    await refused(mallory)
    expect(mallory.refusals).toEqual(['foreign-client'])
    anna.connect(here.held.room)
    await until(() => anna.sent > 0 && anna.acked === anna.sent, 'the words of offline are stored')
    expect(plan()).toContain('Без сети')
  })

  it('[RM9] is not used up by a refused change', async () => {
    const anna = await join('anna')
    const mallory = await join('mallory')
    const before = stateOf(anna.doc.clientID)
    announce(mallory, anna.doc.clientID)
    mallory.doc.clientID = anna.doc.clientID
    mallory.doc.getMap('srv').set('locked', true)
    await refused(mallory)
    expect(stateOf(anna.doc.clientID)).toBe(before)
    write(anna, 'Цело')
    await settled(anna)
    expect(plan()).toContain('Цело')
  })

  it('[RM9] may be brought by others as long as its owner has not answered', async () => {
    const before = await here.world.storage.loadPlan(PLAN_ID)
    const anna = await join('anna')
    const boris = await join('boris')
    write(anna, 'Видели все')
    await settled(anna)
    // A crash: the server has lost what everybody had seen.
    const lost = openTestRooms()
    await lost.storage.createPlan(PLAN_ID, 'epoch1', before?.checkpoint ?? undefined)
    const again = await lost.rooms.hold(PLAN_ID)
    anna.disconnect()
    boris.disconnect()
    const cutOff = new RoomClient(anna.identity).connect(again.room)
    announce(cutOff, anna.doc.clientID)
    cutOff.disconnect()
    boris.connect(again.room)
    await until(() => boris.sent > 0 && boris.acked === boris.sent, 'boris has brought everything')
    expect(boris.refusals).toEqual([])
    expect(again.room.read(json)).toContain('Видели все')
    again.release()
    await lost.rooms.close()
  })
})

describe('a reader', () => {
  it('[AC11] leaves no trace, however often it is refused', async () => {
    const viewer = await join('viewer', 'viewer')
    for (let count = 1; count <= 3; count++) {
      write(viewer, `Чужое ${count}`)
      await refused(viewer, count)
    }
    expect(new Set(viewer.refusals)).toEqual(new Set(['forbidden']))
    expect(viewer.closed).toBeNull()
    expect(stateOf(viewer.doc.clientID)).toBe(0)
    expect((await here.world.storage.loadPlan(PLAN_ID))?.seq).toBe(0)
  })
})

describe('a flood', () => {
  it('[RM10] of questions is answered to the last one, one answer at a time', async () => {
    const anna = await join('anna')
    const finish: (() => void)[] = []
    anna.writeBulk = (frames, sent) => {
      anna.write(frames)
      finish.push(sent)
    }
    const ask = () => anna.send(encodeSyncStep1(Y.encodeStateVector(new Y.Doc())))
    ask()
    await until(() => finish.length === 1, 'the first question is answered')
    for (let count = 1; count <= 100; count++) ask()
    await turns(20)
    expect(finish).toHaveLength(1)
    finish[0]?.()
    await until(() => finish.length === 2, 'the last question is answered')
    finish[1]?.()
    await turns(20)
    expect(finish).toHaveLength(2)
  })

  it('[RM10] of questions about who is here is answered once a turn, of greetings once', async () => {
    const anna = await join('anna')
    const before = countOf(anna, MESSAGE_AWARENESS)
    for (let count = 0; count < 100; count++) {
      anna.send(Uint8Array.of(MESSAGE_QUERY_AWARENESS))
      anna.send(encodeHello())
    }
    await until(() => countOf(anna, MESSAGE_AWARENESS) > before, 'the answer has come')
    expect(countOf(anna, MESSAGE_AWARENESS)).toBe(before + 1)
    expect(countOf(anna, MESSAGE_WELCOME)).toBe(1)
  })

  it('[RM12] of changes is read no further than it is worked off', async () => {
    const anna = await join('anna')
    const same = encodeSyncUpdate(Y.encodeStateAsUpdate(anna.doc))
    let most = 0
    for (let count = 0; count < 2000 && !anna.paused; count++) {
      anna.sendCounted(same)
      most = count
    }
    expect(most).toBeLessThan(1000)
    await settled(anna)
    expect(anna.paused).toBe(false)
  })
})

describe('an answer', () => {
  it('[RM11] holds no change that is not on disk', async () => {
    const anna = await join('anna')
    let release = () => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    const append = here.world.storage.append.bind(here.world.storage)
    here.world.storage.append = async (...args) => {
      await gate
      return append(...args)
    }
    write(anna, 'Ещё не на диске')
    await until(() => plan().includes('Ещё не на диске'), 'the room has it')
    const late = new RoomClient(person('late')).connect(here.held.room)
    await turns(50)
    expect(late.synced).toBe(false)
    expect(json(late.doc)).not.toContain('Ещё не на диске')
    release()
    await until(() => late.synced, 'the newcomer is in step')
    expect(json(late.doc)).toContain('Ещё не на диске')
  })
})

describe('a question that makes no sense', () => {
  it.each([
    ['is cut short', new Uint8Array([2, 1, 5])],
    ['goes on behind its end', new Uint8Array([1, 1, 5, 0])],
    ['counts more than it holds', new Uint8Array([255, 255, 255, 255, 7, 1, 1])],
    ['is larger than any plan makes it', new Uint8Array(MAX_STATE_VECTOR_BYTES + 1)],
    ['has clocks that are no numbers', Uint8Array.of(1, 5, ...new Uint8Array(147).fill(0x80), 0)],
  ])('[PW4] [AC21] ends its connection where it %s, with one line for the log', async (_, bytes) => {
    const eve = await join('eve')
    eve.send(encodeSyncStep1(bytes))
    expect(eve.closed).toBe('bad-request')
    expect(here.world.malformed).toEqual(['eve'])
    expect(here.world.failures).toEqual([])
    const anna = await join('anna')
    anna.send(encodeSyncStep1(Y.encodeStateVector(anna.doc)))
    await turns(3)
    expect(anna.closed).toBeNull()
  })
})

describe('a plan that is full', () => {
  it('[RM14] takes deletions only, from people and from programs', async () => {
    const storage = here.world.storage
    const stored = await storage.loadPlan(PLAN_ID)
    if (!stored) throw new Error('the plan is gone')
    const events = { changed() {}, delivered() {}, refused() {}, malformed() {}, failed() {}, broken() {} }
    const room = new Room({
      planId: PLAN_ID,
      epoch: stored.epoch,
      document: new PlanDocument(stored),
      readOwners: () => new ClientOwners(),
      journal: openJournal({ storage, planId: PLAN_ID, stored, maxPlanBytes: 1000 }),
      readStored: () => Promise.resolve(stored),
      judge: judgeHere,
      past: { storage, threads: epochsHere },
      debts: new Debts({ checkpoint: null, tail: [] }),
      trail: new Trail(stored),
      now: () => 1,
      isStoreWritable: () => true,
      events,
    })
    const anna = new RoomClient(person('anna')).connect(room)
    await until(() => anna.synced && anna.acked === 1, 'anna is in step')
    const [row] = [...rowsOf(anna.doc).values()]
    const text = row?.get('c:title') as Y.XmlFragment
    text.delete(0, 1)
    await until(() => anna.acked === 2, 'the deletion is stored')
    write(anna, 'Ещё')
    await refused(anna)
    expect(anna.refusals[0]).toBe('too-large')
    expect(room.read(json)).not.toContain('Ещё')
    await expect(room.edit(person('script', 'chief'), () => undefined)).rejects.toThrow('too-large')
  })
})

describe('a room that is over', () => {
  it('[RM13] takes in nothing more, neither messages nor edits nor members', async () => {
    const anna = await join('anna')
    const append = here.world.storage.append.bind(here.world.storage)
    here.world.storage.append = () => Promise.reject(new Error('disk full'))
    const { room } = here.held
    write(anna, 'Не на диске')
    await until(() => anna.closed !== null, 'the connection is closed')
    here.world.storage.append = append
    await expect(room.edit(person('script', 'chief'), () => undefined)).rejects.toThrow('storage-failed')
    const late = new RoomClient(person('late')).connect(room)
    expect(late.closed).toBe('storage-failed')
    expect((await here.world.storage.loadPlan(PLAN_ID))?.seq).toBe(0)
    expect(here.world.failures.length).toBeGreaterThan(0)
    here.world.failures.length = 0
  })
})
