/** Somebody whose browser holds the words of many sessions without a network, which come late in one piece [AC24]. */
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { projectPlan } from '../../../shared/plan/project.ts'
import { rowsOf } from '../../../shared/plan/schema.ts'
import { CROWDED } from '../../../server/access/limits.ts'
import { copyOf } from '../../support/drafts.ts'
import { gc, rawUpdate } from '../../support/raw-update.ts'
import { RoomClient, person, until } from '../../support/room-client.ts'
import { roomForTests } from '../../support/room-for-tests.ts'
import { titleOf } from '../../support/scattered.ts'

const here = roomForTests()

const plan = () => here.held.room.read((doc) => JSON.stringify(projectPlan(doc, 'p')))
const sizeOf = () => here.held.room.read((doc) => doc.store.clients.size)

const join = async (role: 'chief' | 'viewer' = 'chief') => {
  const client = new RoomClient(person('anna', role)).connect(here.held.room)
  await until(() => client.synced && client.sent > 0 && client.acked === client.sent, 'in step')
  return client
}

/** What as many sessions, one after the other, have typed; each has an id of its own. */
const lateCopy = (doc: Y.Doc, sessions: number): Uint8Array => {
  const known = Y.encodeStateVector(doc)
  let copy = copyOf(doc)
  const [row = ''] = rowsOf(doc).keys()
  for (let at = 0; at < sessions; at++) {
    copy.clientID = 5e8 + at
    titleOf(copy, row).insert(0, `[${at}]`)
    copy = copyOf(copy)
  }
  return Y.encodeStateAsUpdate(copy, known)
}

/** Takes in what a browser's store gives late: it goes out as one change. */
const takeLate = (client: RoomClient, sessions: number): void =>
  Y.applyUpdate(client.doc, lateCopy(client.doc, sessions), 'late')

it('[AC24] the words of 33 sessions that come late are asked for as a whole, and saved', async () => {
  const anna = await join()
  const boris = await join()
  takeLate(anna, 33)
  // What builds on them waits for the same answer.
  const [row = ''] = rowsOf(anna.doc).keys()
  titleOf(anna.doc, row).insert(0, 'И дальше: ')
  await until(() => anna.acked === anna.sent && plan().includes('И дальше: [32]'), 'all is saved')
  expect([anna.closed, anna.refusals]).toEqual([null, []])
  await until(() => titleOf(boris.doc, row).toJSON().includes('[32]'), 'the others have them')
  titleOf(anna.doc, row).insert(0, 'Ещё. ')
  await until(() => plan().includes('Ещё. И дальше'), 'it goes on')
  expect(anna.acked).toBe(anna.sent)
})

it('[AC24] so are they in a crowded plan, up to 256 a connection', async () => {
  const crowd = Array.from({ length: CROWDED }, (_, at) => ({ client: 1e6 + at, clock: 0, structs: [gc(1)] }))
  await here.held.room.edit(person('script'), (doc) => Y.applyUpdate(doc, rawUpdate(crowd)))
  const anna = await join()
  takeLate(anna, 40)
  await until(() => anna.acked === anna.sent && plan().includes('[39]'), 'all is saved')
  expect([anna.closed, anna.refusals]).toEqual([null, []])
  expect(anna.member?.brought).toBe(40)
})

it('[AC24] who may not write is refused, and asked nothing', async () => {
  const viewer = await join('viewer')
  const [before, sent] = [sizeOf(), viewer.sent]
  takeLate(viewer, 33)
  await until(() => viewer.refusals.length > 0, 'refused')
  expect([viewer.refusals, viewer.sent, sizeOf()]).toEqual([['forbidden'], sent + 1, before])
})
