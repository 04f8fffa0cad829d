/** The inbox over HTTP: who is told what of what happens in a plan, the list, the line on which news come. */
import { expect, test } from 'vitest'
import { mentionOf } from '../../shared/comments/mentions.ts'
import { type ShownNotice } from '../../server/commands/inbox/inbox.ts'
import { type House, type Member, departmentOf, startHouse } from './people-fixture.ts'
import { eventually } from '../support/eventually.ts'

interface Page {
  notices: ShownNotice[]
  unread: number
  next: string | null
}

const inboxOf = async (house: House, who: Member, query = ''): Promise<Page> =>
  (await house.as<Page>(who, 'GET', `/api/inbox${query}`)).body

/** The inbox as soon as so many notices are in it. */
const inboxWith = (house: House, who: Member, count: number): Promise<Page> =>
  eventually(async () => {
    const page = await inboxOf(house, who)
    expect(page.notices).toHaveLength(count)
    return page
  })

interface World {
  house: House
  plan: string
  section: string
  item: string
  anna: Member
  boris: Member
  /** Starts a thread, or answers in one; the thread's and the message's ids. */
  say: (who: Member, body: string, thread?: string) => Promise<{ thread: string; message: string }>
}

/** A plan of Vera's with one section of the first department; Anna and Boris write in that department. */
const world = async (): Promise<World> => {
  const house = await startHouse()
  const department = departmentOf(house)
  const [anna, boris] = await Promise.all(
    ['anna', 'boris'].map((login) => house.join(login, 'editor', { departments: [department] })),
  )
  if (!anna || !boris) throw new Error('nobody joined')
  const make = async (path: string, body: unknown): Promise<string> =>
    (await house.as<{ id: string }>(house.chief, 'POST', path, body)).body.id
  const plan = await make('/api/plans', { title: 'План на 2022 год', year: 2022 })
  const section = await make(`/api/plans/${plan}/sections`, { title: 'Мероприятия', department })
  const item = await make(`/api/plans/${plan}/items`, { section, title: 'Мастер-форум' })
  const say: World['say'] = async (who, body, thread) => {
    const path = `/api/plans/${plan}/comments${thread === undefined ? '' : `/${thread}/replies`}`
    const made = await house.as<{ id: string; messages: { id: string }[] }>(who, 'POST', path, {
      body,
      ...(thread === undefined && { item }),
    })
    expect(made.status).toBe(201)
    return { thread: made.body.id, message: made.body.messages.at(-1)?.id ?? '' }
  }
  return { house, plan, section, item, anna, boris, say }
}

test('[IB2] [IB3] [IB9] a mention, an answer, a thread in my department: each told once, to others alone', async () => {
  const { house, plan, item, anna, boris, say } = await world()
  const mention = mentionOf('Имя boris', boris.id)
  const { thread } = await say(anna, `Когда? ${mention} знает`)
  const [told] = (await inboxWith(house, boris, 1)).notices
  expect(told).toMatchObject({
    says: 'mention.said',
    plan,
    planTitle: 'План на 2022 год',
    by: anna.id,
    name: 'Имя anna',
    thread,
    row: item,
    about: 'Мастер-форум',
    text: 'Когда? @Имя boris знает',
    read: false,
  })
  await say(boris, 'В мае', thread)
  expect((await inboxWith(house, anna, 1)).notices[0]).toMatchObject({ says: 'reply.said', by: boris.id })
  await say(house.chief, 'Что с датами?')
  const [first, second] = await Promise.all([inboxWith(house, anna, 2), inboxWith(house, boris, 2)])
  for (const { notices, unread } of [first, second]) {
    expect(notices[0]).toMatchObject({ says: 'thread.said', by: house.chief.id })
    expect(unread).toBe(2)
  }
  // Resolving tells those who took part, and opening again makes it news again.
  const resolve = (resolved: boolean) =>
    house.as(house.chief, 'PATCH', `/api/plans/${plan}/comments/${thread}`, { resolved })
  await resolve(true)
  expect((await inboxWith(house, anna, 3)).notices[0]).toMatchObject({ says: 'resolved.resolved', text: '' })
  await house.as(anna, 'POST', '/api/inbox/read', { all: true })
  await resolve(false)
  await eventually(async () => {
    const { notices, unread } = await inboxOf(house, anna)
    expect([notices.length, notices[0]?.says, unread]).toEqual([3, 'resolved.reopened', 1])
  })
  expect((await inboxOf(house, house.chief)).notices).toEqual([])
})

test('[IB5] [IB9] what is taken back, hidden or deleted is in no inbox; what was corrected is told as it is now', async () => {
  const { house, plan, anna, boris, say } = await world()
  const { thread, message } = await say(anna, 'Без имени')
  await inboxWith(house, boris, 1)
  const path = `/api/plans/${plan}/comments/${thread}/messages/${message}`
  await house.as(anna, 'PATCH', path, { body: `${mentionOf('Имя vera', house.chief.id)} и без имени` })
  const [told] = (await inboxWith(house, house.chief, 1)).notices
  expect(told).toMatchObject({ says: 'mention.said', text: '@Имя vera и без имени' })
  expect((await inboxOf(house, boris)).notices[0]).toMatchObject({ says: 'thread.said', text: told?.text })
  // Boris may read the plan no longer: his notices are not his to see, and come back with the right.
  const role = (value: string | null) =>
    house.as(house.chief, 'PATCH', `/api/plans/${plan}/people/${boris.id}`, { role: value })
  await role('none')
  expect(await inboxOf(house, boris)).toEqual({ notices: [], unread: 0, next: null })
  await role('viewer')
  const says = (await inboxWith(house, boris, 2)).notices.map((one) => one.says)
  expect(says).toEqual(['share.viewer', 'thread.said'])
  await role(null)
  await house.as(anna, 'PATCH', path, { deleted: true })
  await inboxWith(house, boris, 0)
  await inboxWith(house, house.chief, 0)
  await say(anna, 'Снова')
  await inboxWith(house, boris, 1)
  await house.as(house.chief, 'DELETE', `/api/plans/${plan}`)
  expect(await inboxOf(house, boris)).toEqual({ notices: [], unread: 0, next: null })
})

test('[IB8] a section that is ready is told to the chief editor, one that is returned to those who write it', async () => {
  const { house, plan, section, anna, boris } = await world()
  const path = `/api/plans/${plan}/sections/${section}/sign-off`
  const step = async (who: Member, body: object) =>
    expect((await house.as(who, 'PUT', path, body)).status).toBeLessThan(300)
  await step(anna, { state: 'ready' })
  const [ready] = (await inboxWith(house, house.chief, 1)).notices
  expect(ready).toMatchObject({
    says: 'signoff.ready',
    section,
    about: 'Мероприятия',
    by: anna.id,
    thread: null,
  })
  await step(house.chief, { state: 'returned', remark: 'Где даты?' })
  for (const who of [anna, boris]) {
    const [returned] = (await inboxWith(house, who, 1)).notices
    expect(returned).toMatchObject({ says: 'signoff.returned', text: 'Где даты?', by: house.chief.id })
  }
})
