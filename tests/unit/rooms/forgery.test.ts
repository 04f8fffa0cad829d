/** Somebody who means to write in a colleague's name: by more changes than one, and by thousands. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { OwedCorrections, correctionsOf } from '../../../server/access/signatures.ts'
import type { Held } from '../../../server/rooms/registry.ts'
import { rowsOf } from '../../../shared/plan/schema.ts'
import { planDraft } from '../../support/drafts.ts'
import { RoomClient, person, until } from '../../support/room-client.ts'
import { closeTestRooms } from '../../support/room-for-tests.ts'
import { PLAN_ID, type TestRooms, createTestPlan, openTestRooms } from '../../support/rooms.ts'

let world: TestRooms
let held: Held

const open = async (sections: number, rows: number) => {
  await createTestPlan(world.storage, planDraft(sections, rows))
  held = await world.rooms.hold(PLAN_ID)
  const eve = new RoomClient(person('eve')).connect(held.room)
  await until(() => eve.synced, 'eve is synced')
  return eve
}

beforeEach(() => {
  world = openTestRooms()
})

afterEach(() => closeTestRooms(world, held))

const recordsOfServer = async () =>
  ((await world.storage.loadPlan(PLAN_ID))?.tail ?? []).filter(({ by }) => by === 'server')

const FIELD = 'ok:title-missing'
const setAside = (of: string, by: string) => ({ of, why: 'Так надо', by, at: 1 })
const bysOf = (value: unknown) => (value as { by: string }[] | undefined)?.map(({ by }) => by)

it('[RW21] what is not yet put right is no colleague’s word for what the same person writes next', async () => {
  const eve = await open(1, 2)
  const row = [...rowsOf(eve.doc).values()][0]
  // Both come in the same turn.
  row?.set(FIELD, [setAside('a1', 'boris')])
  row?.set(FIELD, [setAside('a1', 'boris'), setAside('b2', 'eve')])
  await until(() => bysOf(row?.get(FIELD))?.join() === 'eve,eve', 'both are hers')
  expect(eve.refusals).toEqual([])
})

it('[RW21] what is owed is known by what was written, and the oldest is written first', () => {
  const doc = new Y.Doc()
  const fields = doc.getMap<Y.Map<unknown>>('rows').set('r1', new Y.Map())
  const at = { root: 'rows', entity: 'r1', field: FIELD } as const
  const touch = (value: unknown) => [{ ...at, kind: 'set', inner: false, value } as const]
  const owed = new OwedCorrections()
  const write = (value: unknown) => {
    owed.add(correctionsOf(touch(value), doc, 'eve', owed))
    fields.set(FIELD, value)
  }
  write([setAside('a1', 'boris')])
  write([setAside('a1', 'boris'), setAside('b2', 'boris')])
  expect(bysOf(owed.righted(at, fields.get(FIELD)))).toEqual(['eve', 'eve'])
  expect(bysOf(owed.righted(at, [setAside('c3', 'boris')]))).toEqual(['boris'])
  owed.add([{ ...at, entity: 'r2', wrote: 1, right: 2 }])
  expect(owed.take(1).map(({ entity }) => entity)).toEqual(['r1', 'r1'])
  expect([owed.isEmpty, owed.take().length, owed.isEmpty]).toEqual([false, 1, true])
})

it('[RW22] thousands of names in one change are put right a few a turn, all of them before it is acknowledged', async () => {
  const eve = await open(2, 550)
  const rows = [...rowsOf(eve.doc).values()]
  eve.doc.transact(() => {
    for (const fields of rows) fields.set('del', { by: 'boris', at: 1 })
  })
  await until(() => eve.acked === eve.sent, 'it is on disk')
  const authors = (doc: Y.Doc) =>
    new Set([...rowsOf(doc).values()].map((fields) => (fields.get('del') as { by: string }).by))
  expect([...held.room.read(authors)]).toEqual(['eve'])
  expect((await recordsOfServer()).length).toBe(2)
})
