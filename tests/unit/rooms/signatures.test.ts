/** What a change says in a colleague's name is put right by the server, whoever the colleague is and however it comes. */
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { dismissFinding, setPeriodFix } from '../../../shared/plan/edit-notes.ts'
import { addRow, deleteRow, restoreRow } from '../../../shared/plan/edit.ts'
import type { Finding } from '../../../shared/plan/check/finding.ts'
import { rowsOf, sectionsOf } from '../../../shared/plan/schema.ts'
import { encodeSyncUpdate } from '../../../shared/protocol.ts'
import { editingOf } from '../../support/drafts.ts'
import { RoomClient, person, until } from '../../support/room-client.ts'
import { roomForTests } from '../../support/room-for-tests.ts'
import { PLAN_ID } from '../../support/rooms.ts'
import { scatter } from '../../support/scattered.ts'

const here = roomForTests()

const join = async (name: string) => {
  const client = new RoomClient(person(name)).connect(here.held.room)
  await until(() => client.synced, `${name} is synced`)
  return client
}

const settled = (...clients: RoomClient[]) =>
  until(
    () => clients.every((one) => one.acked === one.sent && heard(one.doc) === here.held.room.read(heard)),
    'everybody has the same, and it is on disk',
  )

/** What a document has heard of. */
const heard = (doc: Y.Doc) =>
  JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b))
const rowIn = (doc: Y.Doc) => [...rowsOf(doc).keys()][0] ?? ''
const saidIn = ({ doc }: RoomClient, field: string) =>
  JSON.stringify(rowsOf(doc).get(rowIn(doc))?.get(field) ?? null)
const READING = { kind: 'months' as const, months: [4], start: null, end: null, hours: null }
const findingOf = (doc: Y.Doc, about: string) =>
  ({ code: 'title-missing', item: rowIn(doc), section: null, about }) as unknown as Finding

it('[LQ1] deletions, corrected dates and set aside findings name who sent them, for everybody', async () => {
  const [eve, boris] = [await join('eve'), await join('boris')]
  const forger = editingOf(eve.doc, 'boris')
  const row = rowIn(eve.doc)
  deleteRow(forger, row)
  setPeriodFix(forger, row, READING)
  dismissFinding(forger, findingOf(eve.doc, 'a1'), 'Борис так сказал')
  const made = addRow(forger, {
    section: [...sectionsOf(eve.doc).keys()][0] ?? '',
    parent: null,
    after: null,
  })
  await settled(eve, boris)
  for (const field of ['del', 'fix', 'ok:title-missing']) {
    for (const client of [eve, boris]) expect(saidIn(client, field)).toMatch(/"by":"eve"/)
  }
  expect(
    rowsOf(boris.doc)
      .get(made ?? '')
      ?.get('del'),
  ).toBeNull()
  expect(eve.refusals).toEqual([])
})

it('[LQ1] what is born deleted lives when its maker wakes it a turn later, whatever name a program signs with', async () => {
  const [script, boris] = [await join('script'), await join('boris')]
  const elsewhere = new Y.Doc()
  // Of two writes that cross, the one of the higher client holds.
  elsewhere.clientID = 1
  Y.applyUpdate(elsewhere, Y.encodeStateAsUpdate(script.doc))
  const updates: Uint8Array[] = []
  elsewhere.on('update', (update: Uint8Array) => void updates.push(update))
  const section = [...sectionsOf(elsewhere).keys()][0] ?? ''
  const made = addRow(editingOf(elsewhere, 'nobody'), { section, parent: null, after: null }) ?? ''
  expect(updates.length).toBeGreaterThan(1)
  for (const update of updates) {
    script.sendCounted(encodeSyncUpdate(update))
    await until(() => script.acked === script.sent, 'the change is on disk')
  }
  await settled(boris)
  expect(rowsOf(boris.doc).get(made)?.get('del')).toBeNull()
})

it("[LQ1] findings that colleagues set aside before stay theirs, and what is one's own stays as it came", async () => {
  const [anna, boris] = [await join('anna'), await join('boris')]
  dismissFinding(editingOf(anna.doc, 'anna'), findingOf(anna.doc, 'a1'), 'Так надо')
  await settled(anna)
  await until(() => saidIn(boris, 'ok:title-missing').includes('anna'), 'boris has heard of it')
  dismissFinding(editingOf(boris.doc, 'boris', 2), findingOf(boris.doc, 'b2'), 'И это')
  await settled(boris)
  expect(saidIn(anna, 'ok:title-missing')).toMatch(/"of":"a1".*"by":"anna".*"of":"b2".*"by":"boris"/)
  const records = (await here.world.storage.loadPlan(PLAN_ID))?.tail ?? []
  expect(records.filter(({ by }) => by === 'server')).toEqual([])
})

it('[LQ1] what has waited in a browser for days comes whole, under the name of who brings it', async () => {
  const first = await join('anna')
  const away = new Y.Doc()
  Y.applyUpdate(away, Y.encodeStateAsUpdate(first.doc))
  // Somebody else was signed in then.
  deleteRow(editingOf(away, 'guest-1'), rowIn(away))
  const back = new RoomClient(person('boris'), { doc: away }).connect(here.held.room)
  await settled(back)
  expect(saidIn(back, 'del')).toMatch(/"by":"boris","at":1700000000000/)
  restoreRow(editingOf(back.doc, 'boris'), rowIn(back.doc))
  await settled(back, first)
  expect(saidIn(first, 'del')).toBe('null')
})

it('[LQ1] a large update is put right when all of it is in', async () => {
  const eve = await join('eve')
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(eve.doc))
  scatter(copy, 3000)
  copy.transact(() => deleteRow(editingOf(copy, 'boris'), rowIn(copy)))
  Y.applyUpdate(eve.doc, Y.encodeStateAsUpdate(copy, Y.encodeStateVector(eve.doc)))
  await settled(eve)
  expect(saidIn(eve, 'del')).toMatch(/"by":"eve"/)
})
