/** Reminders: to whom, of which rows, once a week, and silent where there is nothing to say. */
import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { createAudience } from '../../../server/commands/inbox/audience.ts'
import { dueAt } from '../../../server/commands/inbox/digest.ts'
import { NoticeOffice } from '../../../server/commands/inbox/office.ts'
import { remindersOf } from '../../../server/commands/inbox/remind.ts'
import { Reminders } from '../../../server/commands/inbox/reminders.ts'
import { openTasksOf } from '../../../server/past/open-tasks.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import type { Storage } from '../../../server/storage/storage.ts'
import { setState } from '../../../shared/plan/edit.ts'
import { setFact } from '../../../shared/plan/edit-facts.ts'
import { excerpt, pathOfNotice } from '../../../shared/notices/notice.ts'
import { rowsOf } from '../../../shared/plan/schema.ts'
import { sourceOfDoc } from '../../../shared/plan/report.ts'
import { editingOf, itemDraft, planDoc, planDraft } from '../../support/drafts.ts'
import { person } from '../../support/room-client.ts'
import { personEntry, planEntry } from '../../support/storage-samples.ts'

const PLAN = 'plan'
/** Thursday, 17 March 2022, in the morning of this machine's clock. */
const THURSDAY = new Date(2022, 2, 17, 9, 0).getTime()
const DAY_MS = 86_400_000

/** Sections of two departments and of all, with rows overdue, due this week, later, vague. */
const planOf = (): Y.Doc => {
  const draft = planDraft(3, 0)
  const periods = ['10 марта', 'до 18 марта', '20 марта', '21 марта', 'по договоренности']
  draft.sections.forEach((section, at) => {
    section.department = ['method', 'events', null][at] ?? null
    section.items = periods.map((period) => itemDraft(`${section.title}: ${period}`, { period }))
  })
  return planDoc(draft)
}

const openHouse = async (): Promise<Storage> => {
  const storage = openMemoryStorage()
  await storage.catalogue.putPlan({ ...planEntry(PLAN), year: 2022, createdBy: null })
  const people = [
    { ...personEntry('chief'), role: 'chief' as const, plans: {} },
    { ...personEntry('anna'), role: 'editor' as const, departments: ['method'], plans: {} },
    { ...personEntry('boris'), role: 'editor' as const, departments: [], plans: {} },
    { ...personEntry('vera'), role: 'viewer' as const, departments: ['method'], plans: {} },
  ]
  await storage.directory.change((data) => ({ ...data, people }))
  return storage
}

/** One start of a server at `clock.now`; its alarms ring when the test says so. */
const start = (storage: Storage, doc: Y.Doc, clock: { now: number }) => {
  const alarms: { at: number; work: () => void }[] = []
  const failures: unknown[] = []
  const now = () => clock.now
  const report = (error: unknown) => void failures.push(error)
  const audience = createAudience({ ...storage, isTrial: () => false })
  const office = new NoticeOffice({ storage, audience, now, later: () => {}, report, changed: () => {} })
  const reminders = new Reminders({
    storage,
    audience,
    now,
    report,
    read: async (_, week) => openTasksOf(sourceOfDoc(doc), week),
    tell: (orders) => office.remind(orders),
    later: (ms, work) => {
      alarms.push({ at: clock.now + ms, work })
      return () => void alarms.splice(0)
    },
  })
  return { reminders, alarms, failures }
}

const told = async (storage: Storage, who: string) =>
  (await storage.inboxes.read(who)).notices.map(({ says, about, readAt }) => [says, about, readAt])

const markAllRead = (storage: Storage, who: string) =>
  storage.inboxes.change(who, (data) => ({
    ...data,
    notices: data.notices.map((one) => ({ ...one, readAt: 1 })),
  }))

const rowWith = (doc: Y.Doc, words: string): string => {
  const found = sourceOfDoc(doc)
    .sections.flatMap(({ items }) => items)
    .find(({ title }) => title === words)
  expect(found, words).toBeDefined()
  return found!.id
}

test('[FC20] editors are reminded of the rows of their departments, the chief editor of what is overdue and of what belongs to all', async () => {
  const storage = await openHouse()
  const doc = planOf()
  const { reminders, failures } = start(storage, doc, { now: THURSDAY })
  await reminders.look()
  expect(failures).toEqual([])
  expect(await told(storage, 'anna')).toEqual([
    ['due.week', '2', null],
    ['overdue.rows', '1', null],
  ])
  expect(await told(storage, 'chief')).toEqual([
    ['due.week', '2', null],
    ['overdue.rows', '3', null],
  ])
  expect(await told(storage, 'boris')).toEqual([])
  expect(await told(storage, 'vera')).toEqual([])
  const [due] = (await storage.inboxes.read('anna')).notices
  expect(due?.text).toBe('Раздел 1: до 18 марта; Раздел 1: 20 марта')
  // Of several departments by when it is due, as if it were one list.
  const overdue = (await storage.inboxes.read('chief')).notices.find(({ says }) => says === 'overdue.rows')
  expect(overdue?.text).toBe('Раздел 1: 10 марта; Раздел 2: 10 марта; Раздел 3: 10 марта')
  expect(pathOfNotice(due!)).toBe(`/p/${PLAN}?view=document&report=year`)
})

test('[SM3] of many open rows so much is handed on as the notice shows, in the order of all', () => {
  const draft = planDraft(2, 0)
  for (const [at, section] of draft.sections.entries()) {
    section.department = at === 0 ? 'method' : 'events'
    section.items = Array.from({ length: 300 }, (_, row) =>
      itemDraft(`${at}-${row}`, { period: row % 2 === at ? '1 марта' : '2 марта' }),
    )
  }
  const source = sourceOfDoc(planDoc(draft))
  const week = { today: '2022-03-17', sunday: '2022-03-20' }
  const open = openTasksOf(source, week)
  expect(open.groups.map(({ count, first }) => [count, first.length < 300])).toEqual([
    [300, true],
    [300, true],
  ])
  const [, overdue] = remindersOf({ ...week, plan: PLAN, open, readers: [person('chief')], at: 0 })
  const rows = source.sections.flatMap(({ items }) => items)
  const first = rows.filter(({ period }) => period.text === '1 марта').map(({ title }) => title)
  expect(overdue).toMatchObject({ notice: { about: '600', text: excerpt(first.join('; ')) } })
})

test('[FC21] nothing is told twice in a week, whatever is looked at again or started anew; a new week is news', async () => {
  const storage = await openHouse()
  const doc = planOf()
  const clock = { now: THURSDAY }
  const first = start(storage, doc, clock)
  await first.reminders.look()
  await markAllRead(storage, 'anna')
  clock.now += 2 * DAY_MS
  await start(storage, doc, clock).reminders.look()
  expect(await told(storage, 'anna')).toEqual([
    ['due.week', '1', 1],
    ['overdue.rows', '2', 1],
  ])
  clock.now = new Date(2022, 2, 21, 8, 0).getTime()
  await start(storage, doc, clock).reminders.look()
  expect(await told(storage, 'anna')).toEqual([
    ['due.week', '1', null],
    ['overdue.rows', '3', null],
  ])
})

test('[FC21] it is looked a moment after the start and every morning, and a look that was missed is made up for', async () => {
  const storage = await openHouse()
  const clock = { now: THURSDAY }
  const { reminders, alarms } = start(storage, planOf(), clock)
  const ring = async () => {
    const [alarm] = alarms.splice(0)
    clock.now = alarm!.at
    alarm!.work()
    await reminders.look()
  }
  reminders.start()
  expect(alarms.map(({ at }) => at - THURSDAY)).toEqual([60_000])
  await ring()
  expect((await told(storage, 'anna')).length).toBe(2)
  await expect.poll(() => alarms.length).toBe(1)
  expect(alarms[0]!.at - clock.now).toBeLessThanOrEqual(3_600_000)
  await reminders.close()
  expect(alarms).toEqual([])
})

test('[FC21] a daily letter at eight has the reminders of that very morning', async () => {
  const storage = await openHouse()
  const monday = (hour: number, minute = 0) => new Date(2022, 2, 21, hour, minute).getTime()
  const clock = { now: monday(6, 30) }
  const { reminders, alarms } = start(storage, planOf(), clock)
  reminders.start()
  const isTold = async () =>
    (await storage.inboxes.read('anna')).notices.some(({ mark }) => mark === 'week to 2022-03-27')
  while (!(await isTold()) && clock.now < monday(12)) {
    await expect.poll(() => alarms.length).toBe(1)
    const [alarm] = alarms.splice(0)
    clock.now = alarm!.at
    alarm!.work()
    await reminders.look()
  }
  const data = await storage.inboxes.read('anna')
  const daily = { ...data, settings: { ...data.settings, rhythm: 'daily' as const } }
  expect(dueAt(daily, clock.now, () => true)).toBe(monday(8))
  await reminders.close()
})

test('[FC22] who has said what became of a row is not reminded, nor of plans of other years or in the trash', async () => {
  const storage = await openHouse()
  const doc = planOf()
  const edit = editingOf(doc)
  setState(edit, rowWith(doc, 'Раздел 1: 10 марта'), 'cancelled')
  setFact(edit, rowWith(doc, 'Раздел 1: до 18 марта'), 'done', { on: '2022-03-16' })
  // A new time counts in place of the old one.
  setFact(edit, rowWith(doc, 'Раздел 1: 20 марта'), 'moved', { to: '19 марта' })
  setFact(edit, rowWith(doc, 'Раздел 1: 21 марта'), 'moved', { to: 'июнь' })
  const clock = { now: THURSDAY }
  const { reminders } = start(storage, doc, clock)
  await reminders.look()
  expect(await told(storage, 'anna')).toEqual([['due.week', '1', null]])
  // All is said: the reminder goes.
  setState(edit, rowWith(doc, 'Раздел 1: 20 марта'), 'done')
  await reminders.look()
  expect(await told(storage, 'anna')).toEqual([])
  for (const change of [{ year: 2021 }, { deletedAt: '2022-03-01T00:00:00Z' }]) {
    const other = await openHouse()
    await other.catalogue.putPlan({ ...planEntry(PLAN), year: 2022, createdBy: null, ...change })
    await start(other, planOf(), clock).reminders.look()
    expect(await told(other, 'anna')).toEqual([])
  }
  expect(rowsOf(doc).size).toBe(15)
})

test('[FC22] whoever has switched a kind of reminder off is not told', async () => {
  const storage = await openHouse()
  await storage.inboxes.change('anna', (data) => ({
    ...data,
    settings: { ...data.settings, ways: { due: 'off' } },
  }))
  await start(storage, planOf(), { now: THURSDAY }).reminders.look()
  expect(await told(storage, 'anna')).toEqual([['overdue.rows', '1', null]])
})
