/** Plans that are written anew under people, and people who come back from before. */
import * as decoding from 'lib0/decoding'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { nextClient } from '../../../server/epochs/carry.ts'
import { Renewals } from '../../../server/rooms/renewals.ts'
import { createEpochThreads } from '../../../server/epochs/threads.ts'
import { makeCheckpoint } from '../../../server/storage/checkpoint.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import type { Storage } from '../../../server/storage/storage.ts'
import { canonicalPlan } from '../../../shared/plan/canonical.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { rowsOf } from '../../../shared/plan/schema.ts'
import * as protocol from '../../../shared/protocol.ts'
import { backupLines, restoredFrom } from '../../support/backups.ts'
import { copyOf, planDoc, planDraft } from '../../support/drafts.ts'
import { writeLongHistory } from '../../support/long-history.ts'
import { RoomClient, messagesOf, person, until } from '../../support/room-client.ts'
import { PLAN_ID, type TestRooms, epochsHere, openTestRooms } from '../../support/rooms.ts'

const DAY_MS = 24 * 3_600_000

/** A plan whose past is several times its content, and its checkpoint; made once. */
const grown = (() => {
  const doc = planDoc(planDraft(2, 10), 'b')
  const owners = writeLongHistory(doc, { edits: 18_000, people: 4, sitting: 100 })
  return { doc, checkpoint: makeCheckpoint(doc, 0, owners.encode()) }
})()

let storage: Storage
let now: number

beforeEach(async () => {
  storage = openMemoryStorage()
  now = 100 * DAY_MS
  await storage.createPlan(PLAN_ID, 'epoch1', await grown.checkpoint)
})

const open = (options: Parameters<typeof openTestRooms>[1] = {}): TestRooms =>
  openTestRooms(storage, { idleMs: 0, now: () => now, ...options })

const epochOf = async (): Promise<string> => (await storage.loadPlan(PLAN_ID))?.epoch ?? ''
const storedPlan = async (): Promise<string> => {
  const stored = await storage.loadPlan(PLAN_ID)
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, stored!.checkpoint!.stateV2)
  for (const { update } of stored!.tail) Y.applyUpdate(doc, update)
  return canonicalPlan(projectPlan(doc, PLAN_ID))
}

const titleOf = (doc: Y.Doc, row = 'b3'): Y.XmlText =>
  ((rowsOf(doc).get(row)!.get('c:title') as Y.XmlFragment).get(0) as Y.XmlElement).get(0) as Y.XmlText

/** Somebody opens the plan, writes, and leaves when it is saved. */
const visit = async ({ rooms }: TestRooms, who: string, write: (doc: Y.Doc) => void): Promise<RoomClient> => {
  const { room, release } = await rooms.hold(PLAN_ID)
  const client = new RoomClient(person(who)).connect(room)
  await until(() => client.synced && client.acked === client.sent && client.sent > 0, `${who} is in step`)
  write(client.doc)
  await until(() => client.acked === client.sent, `${who} has saved`)
  client.disconnect()
  release()
  return client
}

const renewed = async (before = 'epoch1'): Promise<void> => {
  let epoch = before
  const look = async () => void (epoch = await epochOf())
  await until(() => (void look(), epoch !== before), 'a new epoch')
}

describe('a plan that has grown', () => {
  it('[EP6] is written anew when the last one has left, and is the same for whoever comes next', async () => {
    const world = open()
    const olga = await visit(world, 'olga', (doc) => titleOf(doc).insert(0, 'Новое '))
    await renewed()
    const plan = canonicalPlan(projectPlan(olga.doc, PLAN_ID))
    expect(await storedPlan()).toBe(plan)
    const size = (await storage.loadPlan(PLAN_ID))!.checkpoint!.stateV2.length
    expect(size).toBeLessThan((await grown.checkpoint).stateV2.length / 2)
    const next = await visit(world, 'boris', (doc) => titleOf(doc).insert(0, 'Ещё '))
    expect(titleOf(next.doc).toJSON()).toContain('Ещё Новое')
    expect(world.failures).toEqual([])
    await world.rooms.close()
  })

  it('[EP6] is left alone while the epoch is younger than a day, and what is kept goes after thirty', async () => {
    const renewals = new Renewals({ storage, threads: epochsHere, now: () => now })
    const first = await renewals.make(PLAN_ID)
    await storage.renewPlan(PLAN_ID, first!)
    now += DAY_MS - 1
    expect(await renewals.make(PLAN_ID)).toBeNull()
    now += 1
    const second = await renewals.make(PLAN_ID)
    expect(second?.past).toEqual({ epoch: first?.past.next, next: second?.past.next, endedAt: now })
    expect([first, second].map((one) => one!.past.endedAt - one!.forgetBefore)).toEqual([
      30 * DAY_MS,
      30 * DAY_MS,
    ])
    await storage.append(PLAN_ID, 0, [{ update: new Uint8Array([0, 0]), by: 'olga', at: 1 }])
    expect(await renewals.make(PLAN_ID)).toBeNull()
  })

  it('[EP22] is renewed as ever after a renewal that was made while the clock was ahead', async () => {
    const renewals = new Renewals({ storage, threads: epochsHere, now: () => now })
    now += 400 * DAY_MS
    const ahead = await renewals.make(PLAN_ID)
    await storage.renewPlan(PLAN_ID, ahead!)
    now -= 400 * DAY_MS
    const next = await renewals.make(PLAN_ID)
    expect(next?.past.endedAt).toBe(ahead!.past.endedAt + 1)
    expect(next?.forgetBefore).toBe(now - 30 * DAY_MS)
    await storage.renewPlan(PLAN_ID, next!)
    expect((await storage.listPastEpochs(PLAN_ID)).map((one) => one.next)).toEqual([
      ahead?.past.next,
      next?.past.next,
    ])
  })

  it('[EP22] is renewed once a day after such a renewal, too, and keeps the last sixty past epochs then', async () => {
    const renewals = new Renewals({ storage, threads: epochsHere, now: () => now })
    const renew = async (): Promise<boolean> => {
      const next = await renewals.make(PLAN_ID)
      if (next === null) return false
      await storage.renewPlan(PLAN_ID, next)
      renewals.stored(PLAN_ID)
      return true
    }
    now += 400 * DAY_MS
    expect(await renew()).toBe(true)
    now -= 400 * DAY_MS
    expect(await renew()).toBe(true)
    now += DAY_MS - 1
    expect(await renew()).toBe(false)
    now += 1
    expect(await renew()).toBe(true)
    const ahead = await storage.listPastEpochs(PLAN_ID)
    expect(ahead).toHaveLength(3)
    for (let day = 0; day < 58; day++) {
      now += DAY_MS
      expect(await renew()).toBe(true)
    }
    const kept = await storage.listPastEpochs(PLAN_ID)
    expect(kept).toHaveLength(60)
    expect(kept[0]?.epoch).toBe(ahead[1]?.epoch)
  })

  it('[EP22] by a server that renewed it today is not renewed again, whatever the end of an epoch says', async () => {
    const ahead = { epoch: 'ahead', next: 'epoch1', endedAt: now + 400 * DAY_MS }
    await storage.addPastEpoch(PLAN_ID, ahead, new Uint8Array())
    const world = open()
    await visit(world, 'olga', (doc) => titleOf(doc).insert(0, 'Новое '))
    await renewed()
    await world.rooms.close()
    const { renewals } = world.rooms as unknown as { renewals: Renewals }
    expect(await renewals.make(PLAN_ID)).toBeNull()
  })

  it('[HY14] forgets no past epoch by a clock that is ahead', async () => {
    const first = await new Renewals({ storage, threads: epochsHere, now: () => now }).make(PLAN_ID)
    await storage.renewPlan(PLAN_ID, first!)
    const ahead = now + 400 * DAY_MS
    const parts = { storage, threads: epochsHere, now: () => ahead, ageNow: () => now + DAY_MS }
    const second = await new Renewals(parts).make(PLAN_ID)
    await storage.renewPlan(PLAN_ID, second!)
    expect((await storage.listPastEpochs(PLAN_ID)).map(({ epoch }) => epoch)).toEqual([
      'epoch1',
      first?.past.next,
    ])
  })

  it('[EP6] keeps its epoch where somebody comes before the new document is ready', async () => {
    let letGo = (): void => {}
    const asked: string[] = []
    const gate = new Promise<void>((resolve) => void (letGo = resolve))
    const epochs = createEpochThreads(async (task) => {
      asked.push(task.kind)
      await gate
      const { kind: _, ...rest } = task as Parameters<typeof epochsHere.renew>[0] & { kind: string }
      return epochsHere.renew(rest)
    })
    const world = open({ epochs })
    await visit(world, 'olga', (doc) => titleOf(doc).insert(0, 'Раньше '))
    await until(() => asked.length === 1, 'a new document is asked for')
    const { room, release } = await world.rooms.hold(PLAN_ID)
    const boris = new RoomClient(person('boris')).connect(room)
    await until(() => boris.synced, 'boris is in step')
    letGo()
    titleOf(boris.doc).insert(0, 'Позже ')
    await until(() => boris.acked === boris.sent, 'boris has saved')
    expect(await epochOf()).toBe('epoch1')
    expect(boris.closed).toBeNull()
    release()
    await world.rooms.close()
    expect(await storedPlan()).toContain('Позже Раньше')
  })

  it('[EP6] is written anew under those who have it open once nothing has changed for a while, nor a command is at work', async () => {
    const world = open({ idleMs: 60_000, quietMs: 1 })
    const { room } = await world.rooms.hold(PLAN_ID)
    const command = await world.rooms.hold(PLAN_ID)
    const olga = new RoomClient(person('olga')).connect(room)
    await until(() => olga.synced, 'olga is in step')
    titleOf(olga.doc).insert(0, 'Тихо ')
    await until(() => olga.acked === olga.sent, 'olga has saved')
    const rounds = vi.spyOn(world.rooms as unknown as { lookAround: () => Promise<void> }, 'lookAround')
    await until(() => rounds.mock.calls.length > 5, 'it was looked at')
    expect(olga.closed).toBeNull()
    command.release()
    await until(() => olga.closed !== null, 'olga is sent away')
    expect(olga.closed).toBe('epoch-changed')
    await renewed()
    expect(await storedPlan()).toBe(canonicalPlan(projectPlan(olga.doc, PLAN_ID)))
    await visit(world, 'olga', (doc) => titleOf(doc).insert(0, 'Снова '))
    await world.rooms.close()
    expect(await storedPlan()).toContain('Снова Тихо')
    expect(world.failures).toEqual([])
  })
})

interface Answers {
  past: protocol.Past[]
  lost: string[][]
  refused: string[]
}

/** What the server has told somebody of their past. */
const answersTo = (client: RoomClient): Answers => {
  const answers: Answers = { past: [], lost: [], refused: client.refusals }
  for (const message of client.writes.flatMap(messagesOf)) {
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    if (type === protocol.MESSAGE_PAST) answers.past.push(protocol.readPast(decoder))
    if (type === protocol.MESSAGE_LOST) answers.lost.push(protocol.readLost(decoder))
  }
  return answers
}

describe('who comes back from a past epoch', () => {
  /** Olga's copy of the plan from before its new epoch. */
  const beforeAndAfter = async () => {
    const world = open()
    const copy = copyOf((await visit(world, 'olga', (doc) => titleOf(doc).insert(0, 'Общее '))).doc)
    await renewed()
    const { room } = await world.rooms.hold(PLAN_ID)
    return { world, copy, room }
  }

  const comeBack = async (
    room: Parameters<RoomClient['connect']>[0],
    copy: Y.Doc,
    who = person('olga'),
    epoch = 'epoch1',
  ): Promise<RoomClient> => {
    const client = new RoomClient(who, { silent: true, doc: copyOf(copy) }).connect(room)
    client.send(protocol.encodeResume(epoch))
    await until(() => answersTo(client).past.length > 0, 'an answer')
    const [past] = answersTo(client).past
    if (past?.code === '')
      client.sendCounted(protocol.encodeCarry(Y.encodeStateAsUpdate(copy, past.stateVector)))
    return client
  }

  it('[EP10] [EP11] [EP13] has what they wrote carried over, acknowledged when it is on disk, and once', async () => {
    const { world, copy, room } = await beforeAndAfter()
    titleOf(copy).insert(0, 'Оффлайн ')
    const client = await comeBack(room, copy)
    await until(() => client.acked === 1, 'what was carried over is on disk')
    const again = await comeBack(room, copy)
    await until(() => again.acked === 1, 'it is there again')
    titleOf(copy).insert(8, 'дважды ')
    again.sendCounted(protocol.encodeCarry(Y.encodeStateAsUpdate(copy)))
    await until(() => again.acked === again.sent, 'so is what came later')
    expect(room.read((doc) => titleOf(doc).toJSON())).toContain('Оффлайн дважды Общее ')
    // It is olga's, and stands in the history as hers.
    const entry = room.trail.all().find(({ entity, field }) => entity === 'b3' && field === 'c:title')
    expect(entry?.by).toBe('olga')
    expect([answersTo(client).refused, answersTo(client).lost]).toEqual([[], []])
    await world.rooms.close()
    expect(await storedPlan()).toContain('Оффлайн дважды Общее ')
  })

  it('[CL2] [EP10] is known in a house that was restored from a backup, too', async () => {
    const { world, copy } = await beforeAndAfter()
    await world.rooms.close()
    storage = await restoredFrom(await backupLines(storage))
    const restored = open()
    const { room } = await restored.rooms.hold(PLAN_ID)
    titleOf(copy).insert(0, 'Оффлайн ')
    const client = await comeBack(room, copy)
    await until(() => client.acked === 1, 'what was carried over is on disk')
    expect([answersTo(client).refused, answersTo(client).lost]).toEqual([[], []])
    await restored.rooms.close()
    expect(await storedPlan()).toContain('Оффлайн Общее ')
    expect(restored.failures).toEqual([])
  })

  it('[EP13] may do there what they may do today, and brings nobody else’s changes', async () => {
    const { world, copy, room } = await beforeAndAfter()
    const olgas = olgaIn(copy)
    titleOf(copy).insert(0, 'Чужое ')
    const before = await room.readSettled((doc) => titleOf(doc).toJSON())
    const viewer = await comeBack(room, copyOf(copy), person('guest', 'viewer'))
    expect(answersTo(viewer).past.map(({ code }) => code)).toEqual(['forbidden'])
    // Olga's id is hers in the past epoch, too.
    const boris = await comeBack(room, withOwnId(copy, olgas), person('boris'))
    await until(() => answersTo(boris).refused.length === 1, 'boris is refused')
    expect(answersTo(boris).refused).toEqual(['foreign-client'])
    const late = await comeBack(room, copy, person('olga'), 'epoch0')
    expect(answersTo(late).past.map(({ code }) => code)).toEqual(['epoch-ended'])
    expect(await room.readSettled((doc) => titleOf(doc).toJSON())).toBe(before)
    await world.rooms.close()
  })

  it('[AT2] finds the ids unused under which their changes go on, whoever has tried to take them', async () => {
    const { world, copy, room } = await beforeAndAfter()
    const olgas = olgaIn(copy)
    copy.clientID = olgas
    titleOf(copy).insert(0, 'Оффлайн ')
    // Whoever has seen olga's id in the past epoch knows the one that follows it.
    const thief = new RoomClient(person('boris')).connect(room)
    await until(() => thief.synced, 'boris is in step')
    thief.doc.clientID = nextClient(olgas, await epochOf())
    titleOf(thief.doc).insert(0, 'Чужое ')
    await until(() => thief.refusals.length > 0 || thief.acked === thief.sent, 'boris has an answer')
    expect(new Set(thief.refusals)).toEqual(new Set(['foreign-client']))
    const client = await comeBack(room, copy)
    await until(() => client.acked === 1 || client.refusals.length > 0, 'olga has an answer')
    expect([client.refusals, room.read((doc) => titleOf(doc).toJSON())]).toEqual([
      [],
      expect.stringMatching(/^Оффлайн /),
    ])
    await world.rooms.close()
  })

  it('[EP13] is heard in this order alone: resume, carry, and nothing else on the way', async () => {
    const { world, copy, room } = await beforeAndAfter()
    const hasty = new RoomClient(person('olga'), { silent: true, doc: copyOf(copy) }).connect(room)
    hasty.send(protocol.encodeCarry(Y.encodeStateAsUpdate(copy)))
    expect(hasty.closed).toBe('bad-request')
    const twice = await comeBack(room, copy)
    twice.send(protocol.encodeResume('epoch1'))
    expect(twice.closed).toBe('bad-request')
    titleOf(copy).insert(0, 'a')
    const pushing = await comeBack(room, copy)
    pushing.send(protocol.encodeSyncUpdate(Y.encodeStateAsUpdate(copy)))
    expect(pushing.closed).toBe('bad-request')
    const noisy = await comeBack(room, copyOf(copy))
    await until(() => noisy.acked === 1, 'an ack')
    noisy.send(protocol.encodeCarry(new Uint8Array([1, 2, 3])))
    await until(() => answersTo(noisy).refused.length === 1, 'noise is refused')
    expect(answersTo(noisy).refused).toEqual(['malformed'])
    await world.rooms.close()
  })

  it('[EP12] is told the words that have no place any more', async () => {
    const { world, copy, room } = await beforeAndAfter()
    await visit(world, 'boris', (doc) =>
      (rowsOf(doc).get('b4')!.get('c:title') as Y.XmlFragment).delete(0, 1),
    )
    titleOf(copy, 'b4').insert(0, 'На месте абзаца ')
    // The paragraph went in the new epoch: there the words meet its absence as any late words do.
    const client = await comeBack(room, copy)
    await until(() => client.acked === 1, 'an ack')
    expect(answersTo(client).lost).toEqual([['На месте абзаца ']])
    await world.rooms.close()
  })

  it('[EP14] a stock client with the old document is turned away before it is sent a word', async () => {
    const { world, copy, room } = await beforeAndAfter()
    const stock = new RoomClient(person('olga'), { silent: true })
    const member = room.join(stock)
    stock.writes.length = 0
    room.receive(member, Buffer.from(protocol.encodeSyncStep1(Y.encodeStateVector(copy))))
    expect(stock.closed).toBe('epoch-changed')
    expect(stock.refusals).toEqual(['auth'])
    expect(stock.writes.flatMap(messagesOf).map((message) => message[0])).toEqual([protocol.MESSAGE_AUTH])
    // One that has written something before it ever was here is none.
    const fresh = new Y.Doc()
    fresh.getMap('meta').set('year', 2022)
    const newcomer = new RoomClient(person('vera'), { doc: fresh }).connect(room)
    await until(() => newcomer.synced, 'the newcomer is in step')
    expect(newcomer.closed).toBeNull()
    await world.rooms.close()
  })
})

/** The id under which olga wrote before. */
const olgaIn = (copy: Y.Doc): number => {
  const item = titleOf(copy)._start as Y.Item
  return item.id.client
}

/** The same document, with something more under that id. */
const withOwnId = (copy: Y.Doc, client: number): Y.Doc => {
  const forged = copyOf(copy)
  forged.clientID = client
  titleOf(forged).insert(0, 'x')
  return forged
}
