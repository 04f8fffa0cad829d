/** What guests of a public link are sent of a plan with comments: everything else, at once, and of comments nothing. */
import { beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { heardFrom, veiledState, veiledUpdates } from '../../../server/rooms/veil.ts'
import { type Speaking, reply, startThread } from '../../../shared/comments/edit.ts'
import { readThreads } from '../../../shared/comments/threads.ts'
import { setCell } from '../../../shared/plan/edit.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { messagesOf as messageRoot, rowsOf, threadsOf } from '../../../shared/plan/schema.ts'
import { encodeSyncStep2, encodeSyncUpdate } from '../../../shared/protocol.ts'
import { operateComment } from '../../support/comment-operations.ts'
import { countingIds, editingOf, planDoc } from '../../support/drafts.ts'
import { identityOf } from '../../support/identities.ts'
import { type Author, emptyLedger, operate } from '../../support/plan-operations.ts'
import { type Dice, dice } from '../../support/random.ts'
import { gc, rawUpdate } from '../../support/raw-update.ts'
import { RoomClient, messagesOf, person, until } from '../../support/room-client.ts'
import { roomForTests } from '../../support/room-for-tests.ts'
import { PLAN_ID, openTestRooms } from '../../support/rooms.ts'
import { stopSteadyClock } from '../../support/steady-clock.ts'

const GUEST = identityOf({ id: 'guest-1', name: '', role: 'viewer', kind: 'guest' })
const CHIEF = identityOf({ id: 'anna', name: 'ШЁПОТОМ', role: 'chief' })
/** Stands in every message: the name of who wrote it, and how all of them begin. */
const SECRETS = ['ШЁПОТОМ', 'asked ', 'answered ', 'changed ']

beforeEach(stopSteadyClock)
const here = roomForTests()

const turn = () => new Promise((resolve) => setImmediate(resolve))
const plan = (doc: Y.Doc): string => JSON.stringify(projectPlan(doc, 'p'))
const room = () => here.held.room
const serverPlan = () => room().read(plan)
const serverThreads = () => room().read((doc) => JSON.stringify(readThreads(doc)))

const joined = async (who = GUEST, options: ConstructorParameters<typeof RoomClient>[1] = {}) => {
  const client = new RoomClient(who, options).connect(room())
  await until(() => client.synced && client.sent > 0, 'in step')
  await turn()
  return client
}
const speaking = (doc: Y.Doc, ids = countingIds('t-')): Speaking => ({
  ...editingOf(doc, CHIEF.id),
  ids,
  name: CHIEF.name,
})
const aboutRow = (doc: Y.Doc) => ({
  row: [...rowsOf(doc).keys()][0] ?? '',
  column: null,
  quote: '',
  range: null,
})
const retitle = (doc: Y.Doc, title: string) =>
  setCell(editingOf(doc, CHIEF.id), aboutRow(doc).row, 'title', textToBlocks(title))

/** What of comments stands in the frames, if only as bytes. */
const leaks = (frames: readonly Buffer[]): string[] =>
  frames.flatMap((one) =>
    messagesOf(one).flatMap((message) => SECRETS.filter((secret) => message.includes(secret))),
  )

/** The guest has the plan as the server has it, nothing of comments, and waits for nothing. */
const expectVeiled = (guest: RoomClient): void => {
  const { doc } = guest
  expect(plan(doc)).toBe(serverPlan())
  expect([threadsOf(doc).size, messageRoot(doc).size]).toEqual([0, 0])
  expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null])
  expect(Y.encodeStateVector(doc)).toHaveLength(room().read(Y.encodeStateVector).length)
  const clocks = (one: Y.Doc) =>
    [...Y.decodeStateVector(Y.encodeStateVector(one))].toSorted(([a], [b]) => a - b)
  expect(clocks(doc)).toEqual(room().read(clocks))
  expect(leaks(guest.writes)).toEqual([])
  expect(guest.refusals).toEqual([])
}

/** The room goes and comes back from what is on disk. */
const reload = async (): Promise<void> => {
  here.held.release()
  await here.world.rooms.close()
  here.world = openTestRooms(here.world.storage)
  here.held = await here.world.rooms.hold(PLAN_ID)
}

const tab = async (name: string, chance: Dice, clientID: number): Promise<[RoomClient, Author]> => {
  const doc = new Y.Doc()
  doc.clientID = clientID
  const client = await joined(CHIEF, { doc })
  const edit = { ...editingOf(doc, CHIEF.id), ids: countingIds(`${name}-`), random: chance.next }
  return [client, { edit, dice: chance, typed: 0, ledger: emptyLedger() }]
}

/** Two tabs edit and comment, their updates merged in turns, while guests come, go and come back. */
const live = async (seed: number): Promise<void> => {
  const chance = dice(seed)
  const [one, author] = await tab('one', chance, 1000 + seed)
  const [two, other] = await tab('two', chance, 2000 - seed)
  const commenting = speaking(one.doc)
  const guests = [await joined(), await joined(GUEST, { deflates: false })]
  for (let step = 0; step < 120; step++) {
    if (chance.chance(0.4)) operateComment(commenting, chance)
    if (chance.chance(0.5)) operate(author)
    if (chance.chance(0.5)) operate(other)
    if (chance.chance(0.3)) await turn()
    const guest = chance.pick(guests)!
    if (chance.chance(0.06)) guest.disconnect()
    if (chance.chance(0.06) && guest.member === null) guest.connect(room())
    if (chance.chance(0.02)) guests.push(await joined(GUEST, { deflates: chance.chance(0.5) }))
  }
  for (const guest of guests) {
    if (guest.member === null) guest.connect(room())
    await until(() => guest.synced, 'in step')
  }
  await until(() => [one, two].every(({ acked, sent }) => acked === sent), 'all on disk')
  await turn()
  expect(room().read((doc) => messageRoot(doc).size)).toBeGreaterThan(3)
  expect([...one.refusals, ...two.refusals]).toEqual([])
  for (const guest of guests) expectVeiled(guest)
  // As it is on disk, from a checkpoint with comments in it.
  for (const client of [one, two, ...guests]) client.disconnect()
  await reload()
  expectVeiled(await joined())
}

it.each([1, 2, 3, 4, 5, 6])(
  '[GV1] [GV2] guests have the plan as it is and nothing of comments, whatever comes when (seed %i)',
  live,
)

it('[GV2] a turn without comments reaches guests in the bytes that everybody gets', async () => {
  const chief = await joined(CHIEF)
  startThread(speaking(chief.doc), aboutRow(chief.doc), { text: 'asked ' })
  await turn()
  const [guest, viewer] = [await joined(), await joined(person('vera', 'viewer'))]
  const [seen, shown] = [guest.writes.length, viewer.writes.length]
  retitle(chief.doc, 'Чтения')
  await turn()
  expect(guest.writes.slice(seen)).toEqual(viewer.writes.slice(shown).slice(0, 1))
  expectVeiled(guest)
  expect(viewer.doc.getMap('threads').size).toBe(1)
})

it('[GV4] a plan without comments is sent to guests as it lies on disk, and its first comment is veiled', async () => {
  const [guest, viewer] = [await joined(), await joined(person('vera', 'viewer'))]
  const answers = ({ writes }: RoomClient) => writes.map((frames) => frames.toString('hex'))
  // Its own welcome aside, a guest is sent what everybody is sent.
  const first = answers(viewer).findLast((frames) => frames.length > 400)
  expect(answers(guest)).toContain(first)
  const chief = await joined(CHIEF)
  startThread(speaking(chief.doc), aboutRow(chief.doc), { text: 'asked ' })
  retitle(chief.doc, 'Чтения')
  await turn()
  expectVeiled(guest)
  expectVeiled(await joined())
  expect(plan(guest.doc)).toContain('Чтения')
})

it('[GV3] a guest who comes back says that all comments are deleted: not refused, and nothing is', async () => {
  const chief = await joined(CHIEF)
  const { thread } = startThread(speaking(chief.doc), aboutRow(chief.doc), { text: 'asked ' })
  await turn()
  const guest = await joined()
  guest.disconnect()
  reply(speaking(chief.doc, countingIds('u-')), thread, { text: 'answered ' })
  await turn()
  const before = serverThreads()
  const back = await joined(GUEST, { doc: guest.doc })
  await until(() => back.acked === back.sent, 'acknowledged')
  expectVeiled(back)
  // Said as a change, it is a change that a guest may not make.
  back.sendCounted(encodeSyncUpdate(Y.encodeStateAsUpdate(back.doc, Y.encodeStateVector(back.doc))))
  await until(() => back.refusals.length > 0, 'refused')
  expect([back.refusals, serverThreads()]).toEqual([['forbidden'], before])
  // An answer with something new in it is refused, too; what cannot be read is heard as it is, and so is a person.
  back.sendCounted(encodeSyncStep2(rawUpdate([{ client: 77, clock: 0, structs: [gc(1)] }])))
  await until(() => back.refusals.length > 1, 'refused again')
  expect([back.refusals[1], serverThreads()]).toEqual(['forbidden', before])
  const [broken, deletions] = [Uint8Array.of(1, 0), Uint8Array.of(0, 1, 7, 1, 0, 1)]
  expect(heardFrom(back.member!, broken, true)).toBe(broken)
  expect([...heardFrom(back.member!, deletions, true)]).toEqual([0, 0])
  expect(heardFrom(chief.member!, deletions, true)).toBe(deletions)
})

it('[GV1] what stands under no known root, and what became garbage meanwhile, is left out too', () => {
  const doc = planDoc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => void updates.push(update))
  doc.getMap('elsewhere').set('note', 'asked elsewhere')
  const { message } = startThread(speaking(doc), aboutRow(doc), { text: 'asked ' })
  // Deleted for good, its content is garbage; the update that brought it still has the words.
  messageRoot(doc).delete(message)
  const veiled = [veiledState(doc), ...veiledUpdates(doc, updates)].map((update) => Buffer.from(update))
  for (const secret of ['elsewhere', ...SECRETS])
    expect(veiled.filter((update) => update.includes(secret))).toEqual([])
  expect(Buffer.concat(updates).includes('ШЁПОТОМ')).toBe(true)
})
