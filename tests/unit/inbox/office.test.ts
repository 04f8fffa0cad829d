/** From the room to the inbox: typing costs nothing, nothing is told before it is on disk, and a crash loses no notice. */
import { expect, test, vi } from 'vitest'
import type * as Y from 'yjs'
import { createAudience } from '../../../server/commands/inbox/audience.ts'
import { NoticeOffice } from '../../../server/commands/inbox/office.ts'
import { Rooms } from '../../../server/rooms/registry.ts'
import type { Said } from '../../../server/rooms/room-events.ts'
import type { InboxData } from '../../../server/storage/inbox-data.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import type { Storage } from '../../../server/storage/storage.ts'
import { reply, startThread } from '../../../shared/comments/edit.ts'
import { mentionOf } from '../../../shared/comments/mentions.ts'
import { SvodError } from '../../../shared/errors.ts'
import type { Identity } from '../../../shared/identity.ts'
import { setCell } from '../../../shared/plan/edit.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { writeSignOff } from '../../../shared/plan/sign-off.ts'
import { rowsOf, sectionsOf } from '../../../shared/plan/schema.ts'
import { countingIds } from '../../support/drafts.ts'
import { PLAN_ID, createTestPlan, judgeHere } from '../../support/rooms.ts'
import { personEntry, planEntry } from '../../support/storage-samples.ts'

const NOW = 1_700_000_000_000

/** A second is what vitest waits of itself, which a busy machine takes for less. */
const PATIENCE = { timeout: 30_000 }

const CHIEF: Identity = {
  id: 'anna',
  name: 'Имя anna',
  role: 'chief',
  plans: {},
  departments: [],
  approver: false,
  hue: 0,
  kind: 'person',
}

const openStore = async (): Promise<Storage> => {
  const storage = openMemoryStorage()
  await createTestPlan(storage)
  await storage.catalogue.putPlan(planEntry(PLAN_ID))
  const people = ['anna', 'boris', 'vera'].map((id) => ({ ...personEntry(id), plans: {} }))
  await storage.directory.change((data) => ({ ...data, people }))
  return storage
}

/** Rooms and an office over a store, as one start of the server has them; nothing is told before `flush`. */
const start = (storage: Storage, tells = true) => {
  const said: Said[] = []
  const failures: unknown[] = []
  const office = new NoticeOffice({
    storage,
    audience: createAudience({ ...storage, isTrial: () => false }),
    now: () => 1_700_000_000_000,
    later: () => {},
    report: (error) => void failures.push(error),
    changed: () => {},
  })
  const rooms = new Rooms({
    storage,
    now: () => 1_700_000_000_000,
    judge: judgeHere,
    heardOut: (plan) => office.flush(plan),
    events: {
      changed: () => {},
      delivered: () => {},
      refused: () => {},
      malformed: () => {},
      failed: (error) => void failures.push(error),
      said: (one) => {
        said.push(one)
        if (tells) office.heard(one)
      },
    },
  })
  const ids = countingIds(`id${failures.length}`)
  const edit = <T>(work: (doc: Y.Doc) => T): Promise<T> =>
    rooms.use(PLAN_ID, (room) => room.edit(CHIEF, (doc) => work(doc)))
  const speaking = (doc: Y.Doc) => ({
    doc,
    ids,
    random: () => 0.5,
    now: () => 1_700_000_000_000,
    by: 'anna',
    name: 'Имя anna',
    origin: 'anna',
  })
  const say = (text: string) =>
    edit((doc) => {
      const row = [...rowsOf(doc).keys()][0] ?? ''
      return startThread(speaking(doc), { row, column: null, quote: '', range: null }, { text })
    })
  return { office, rooms, said, failures, edit, speaking, say }
}

const told = async (storage: Storage, who: string): Promise<string[]> =>
  (await storage.inboxes.read(who)).notices.map(({ says, text }) => `${says} ${text}`)

const MENTION = `${mentionOf('Б', 'boris')} когда?`

test('[IB3] typing in cells never comes by; comments are told once they are on disk', async () => {
  const storage = await openStore()
  const { office, said, edit, speaking, say } = start(storage)
  for (const text of ['а', 'аб', 'абв']) {
    await edit((doc) => setCell(speaking(doc), [...rowsOf(doc).keys()][0] ?? '', 'title', textToBlocks(text)))
  }
  expect(said).toEqual([])
  const { thread } = await say(MENTION)
  expect(said).toHaveLength(1)
  expect(said[0]?.touched.every(({ root }) => root === 'threads' || root === 'messages')).toBe(true)
  expect(await told(storage, 'boris')).toEqual([])
  await office.flush()
  expect(await told(storage, 'boris')).toEqual(['mention.said @Б когда?'])
  // A change that did not reach the disk is told nobody, and the log is asked what did.
  await edit((doc) => reply(speaking(doc), thread, { text: mentionOf('В', 'vera') }))
  const [last] = said.slice(-1)
  if (!last) throw new Error('nothing was said')
  office.heard({ ...last, settled: () => Promise.reject(new Error('the disk is full')) })
  await expect(office.flush()).rejects.toThrow('the disk is full')
  expect(await told(storage, 'vera')).toEqual([])
  await office.flush()
  expect(await told(storage, 'vera')).toEqual(['mention.said @В'])
})

test('[IB3] a message that is heard of before it is in the document is told when it is', async () => {
  const storage = await openStore()
  const { office, said, edit, speaking, say } = start(storage, false)
  const { thread } = await say('Начало')
  const [first] = said
  if (!first) throw new Error('nothing was said')
  const touched = [{ root: 'messages', entity: 'later', field: null }] as const
  office.heard({ ...first, touched })
  await office.flush()
  expect(await told(storage, 'boris')).toEqual([])
  await edit((doc) => reply({ ...speaking(doc), ids: () => 'later' }, thread, { text: MENTION }))
  await office.flush()
  expect(await told(storage, 'boris')).toEqual(['mention.said @Б когда?'])
})

test('[IB20] what is heard of a message while an earlier word of it is waited for is told with it', async () => {
  const storage = await openStore()
  const { office, said, edit, speaking, say } = start(storage, false)
  const { thread } = await say(MENTION)
  const [first] = said
  if (!first) throw new Error('nothing was said')
  let isOnDisk = (): void => {}
  const settled = () => new Promise<void>((resolve) => void (isOnDisk = resolve))
  const touched = (field: 'body' | null) => [{ root: 'messages', entity: 'later', field }] as const
  office.heard({ ...first, touched: touched('body'), settled })
  const looked = office.flush()
  await new Promise((resolve) => void setImmediate(resolve))
  // Said, while the disk is waited for.
  office.heard({ ...first, touched: touched(null) })
  isOnDisk()
  await looked
  await edit((doc) => reply({ ...speaking(doc), ids: () => 'later' }, thread, { text: 'Ответ' }))
  await office.flush()
  expect(await told(storage, 'vera')).toEqual([])
  expect(await told(storage, 'boris')).toEqual(['reply.said Ответ'])
})

test('[IB4] what a crash left untold is told by the next start, once, whoever else was told already', async () => {
  const storage = await openStore()
  const first = start(storage, false)
  await first.say(MENTION)
  // Killed here. The next start knows it from the log.
  const second = start(storage)
  await second.office.catchUp()
  await second.office.flush()
  expect(await told(storage, 'boris')).toEqual(['mention.said @Б когда?'])
  await storage.inboxes.change('boris', (data) => ({
    ...data,
    notices: data.notices.map((one) => ({ ...one, readAt: 5 })),
  }))
  const third = start(storage)
  await third.office.catchUp()
  await third.office.flush()
  expect((await storage.inboxes.read('boris')).notices).toMatchObject([{ readAt: 5 }])
})

test('[IB4] the log is folded only when everybody was told of what is in it', async () => {
  const storage = await openStore()
  const { rooms, say, failures } = start(storage)
  await say(MENTION)
  // Nobody asked the office for anything: closing the room, which folds its log, does.
  await rooms.close()
  expect((await storage.loadPlan(PLAN_ID))?.tail).toEqual([])
  expect(await told(storage, 'boris')).toEqual(['mention.said @Б когда?'])
  expect(failures).toEqual([])
  // Where an inbox takes nothing, the log keeps what is to be told.
  const later = start(storage)
  const change = storage.inboxes.change.bind(storage.inboxes)
  storage.inboxes.change = () => Promise.reject(new Error('no'))
  await later.say('Вера, @[В](vera)!')
  await later.rooms.close()
  expect(later.failures).toEqual([expect.objectContaining({ message: 'no' })])
  expect((await storage.loadPlan(PLAN_ID))?.tail).toHaveLength(1)
  storage.inboxes.change = change
  const last = start(storage)
  await last.office.catchUp()
  await last.office.flush()
  expect(await told(storage, 'vera')).toEqual(['mention.said Вера, @В!'])
})

test('[IB4] an inbox that cannot be read keeps no news from the others, and no log from being folded', async () => {
  const storage = await openStore()
  const { office, failures, say, rooms } = start(storage)
  const change = storage.inboxes.change.bind(storage.inboxes)
  let hides: Error = new SvodError('data-broken', { what: 'the inbox of boris' })
  storage.inboxes.change = (person, ...rest) =>
    person === 'boris' ? Promise.reject(hides) : change(person, ...rest)
  await say(`${MENTION} ${mentionOf('В', 'vera')}`)
  await office.flush(PLAN_ID)
  expect(await told(storage, 'vera')).toEqual(['mention.said @Б когда? @В'])
  expect(failures).toEqual([hides])
  // What may yet be written is tried again, and holds up no other plan than the one whose log has it.
  hides = new Error('the disk is full')
  await say(MENTION)
  await expect(office.flush(PLAN_ID)).rejects.toThrow('the disk is full')
  await office.flush('another')
  await expect(office.flush(PLAN_ID)).rejects.toThrow('the disk is full')
  office.acted({
    at: '2023-11-14T22:13:20Z',
    by: 'vera',
    action: 'plan.role',
    plan: PLAN_ID,
    details: { name: 'Вера', person: 'boris', role: 'editor' },
  })
  await vi.waitFor(() => expect(failures).toHaveLength(2), PATIENCE)
  storage.inboxes.change = change
  await office.flush()
  expect(new Set(await told(storage, 'boris'))).toEqual(new Set(['share.editor ', 'mention.said @Б когда?']))
  await rooms.close()
  expect((await storage.loadPlan(PLAN_ID))?.tail).toEqual([])
})

test('[IB8] a role that a crash left untold is told from the last lines of the trail', async () => {
  const storage = await openStore()
  const details = { name: 'Вера', person: 'boris', role: 'editor' }
  // The server was down for some hours: the trail's last minutes count, not those before the start.
  const old = new Date(NOW - 7_200_000).toISOString()
  const other = { ...details, person: 'anna' }
  await storage.appendAudit({ at: old, by: 'vera', action: 'plan.role', plan: PLAN_ID, details: other })
  const at = new Date(NOW - 3_600_000).toISOString()
  await storage.appendAudit({ at, by: 'vera', action: 'plan.role', plan: PLAN_ID, details })
  const { office } = start(storage)
  await office.catchUp()
  await expect.poll(() => told(storage, 'boris')).toEqual(['share.editor '])
  expect(await told(storage, 'anna')).toEqual([])
})

test('[IB8] a trail that is read again makes no news of what was read', async () => {
  const storage = await openStore()
  const { office } = start(storage)
  const give = async (second: number, role: string) => {
    const at = new Date(NOW + second * 1000).toISOString()
    const details = { name: 'Вера', person: 'boris', role }
    const record = { at, by: 'vera', action: 'plan.role', plan: PLAN_ID, details }
    await storage.appendAudit(record)
    return record
  }
  for (const [second, role] of ['viewer', 'none', 'editor'].entries()) office.acted(await give(second, role))
  await expect.poll(() => told(storage, 'boris')).toEqual(['share.editor '])
  const read = (data: InboxData): InboxData => ({
    ...data,
    notices: data.notices.map((one) => ({ ...one, readAt: 5, mailed: true })),
  })
  await storage.inboxes.change('boris', read)
  const seen: InboxData[] = []
  const change = storage.inboxes.change.bind(storage.inboxes)
  storage.inboxes.change = async (...args) => {
    const data = await change(...args)
    seen.push(data)
    return data
  }
  const again = start(storage).office
  await again.catchUp()
  // Behind what is told again, since an inbox is changed in turn.
  again.acted(await give(3, 'commenter'))
  await expect.poll(() => told(storage, 'boris')).toEqual(['share.commenter '])
  const states = seen.map(({ notices }) => notices.map(({ says, readAt, mailed }) => [says, readAt, mailed]))
  expect(states).toEqual([[['share.editor', 5, true]], [['share.commenter', null, false]]])
})

test('[IB8] what became of a section before a crash is told from the plan, once', async () => {
  const storage = await openStore()
  const people = storage.directory.data.people.map((one) =>
    one.id === 'boris' ? { ...one, role: 'chief' as const } : one,
  )
  await storage.directory.change((data) => ({ ...data, people }))
  const first = start(storage)
  const at = new Date(NOW).toISOString()
  const section = await first.edit((doc) => {
    const [id = ''] = [...sectionsOf(doc).keys()]
    const ready = { by: 'anna', name: 'Имя anna', at, hash: 'h' }
    writeSignOff(doc, id, { ready, verdict: null, changed: null }, null)
    return id
  })
  const details = { name: 'Имя anna', section, title: '' }
  // The line is written a moment later than what it tells of.
  const line = { at: new Date(NOW + 7).toISOString(), by: 'anna', action: 'section.ready', plan: PLAN_ID }
  await storage.appendAudit({ ...line, details })
  // Killed here.
  const second = start(storage)
  await second.office.catchUp()
  await expect.poll(() => told(storage, 'boris')).toEqual(['signoff.ready '])
  await second.rooms.close()
  expect((await storage.inboxes.read('boris')).notices).toMatchObject([
    { id: `g.${section}.${PLAN_ID}`, mark: `ready ${at}`, by: 'anna', section },
  ])
  expect(second.failures).toEqual([])
})

test('[AT5] however many are told of something, a few inboxes are written at a time', async () => {
  const storage = await openStore()
  const people = Array.from({ length: 30 }, (_, at) => ({
    ...personEntry(`p${at}`),
    role: 'editor' as const,
    plans: {},
  }))
  await storage.directory.change((data) => ({ ...data, people }))
  const change = storage.inboxes.change.bind(storage.inboxes)
  let [now, most, done] = [0, 0, 0]
  storage.inboxes.change = async (...args) => {
    most = Math.max(most, ++now)
    const data = await change(...args)
    now--
    done++
    return data
  }
  const { office } = start(storage)
  const details = { name: 'Анна', version: 1, ground: '' }
  office.acted({ at: '2023-11-14T22:13:20Z', by: 'anna', action: 'version.approve', plan: PLAN_ID, details })
  await vi.waitFor(() => expect(done).toBe(30), PATIENCE)
  expect(most).toBe(4)
  expect(await told(storage, 'p29')).toEqual(['edition.approved '])
})
