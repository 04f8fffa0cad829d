/** Who is told what of comments and acts, and what an inbox keeps of it: on real documents, without a server. */
import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { ordersOfAct, ordersOfSection } from '../../../server/commands/inbox/acts.ts'
import { type Order, ordersOfMessage, ordersOfThread } from '../../../server/commands/inbox/derive.ts'
import { CommentFacts } from '../../../server/commands/inbox/facts.ts'
import { MAX_AGE_MS, MAX_NOTICES, fitted, obeyed } from '../../../server/commands/inbox/keep.ts'
import type { SignOffEvent } from '../../../server/commands/plan-events.ts'
import { type InboxData, newInbox } from '../../../server/storage/inbox-data.ts'
import {
  decide,
  deleteMessage,
  editMessage,
  reply,
  setResolved,
  startThread,
} from '../../../shared/comments/edit.ts'
import { mentionOf } from '../../../shared/comments/mentions.ts'
import type { Identity } from '../../../shared/identity.ts'
import { pathOfNotice } from '../../../shared/notices/notice.ts'
import { setDepartment } from '../../../shared/plan/edit.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { editingOf, planDoc } from '../../support/drafts.ts'

const NOW = 1_700_000_000_000
const person = (id: string, more: Partial<Identity> = {}): Identity => ({
  id,
  name: `Имя ${id}`,
  role: 'editor',
  plans: {},
  departments: [],
  approver: false,
  hue: 0,
  kind: 'person',
  ...more,
})

const HOUSE = ['anna', 'boris', 'vera', 'galina'].map((id) => person(id))
const scene = (people: readonly Identity[] = HOUSE) => ({
  plan: 'p',
  at: NOW,
  readers: () => people,
  reader: (id: string) => people.find((one) => one.id === id) ?? null,
})

const SAID = { said: true, worded: false, decided: false }
const WORDED = { said: false, worded: true, decided: false }
const DECIDED = { said: false, worded: false, decided: true }

const speaking = (doc: Y.Doc, by: string) => ({ ...editingOf(doc, by), name: `Имя ${by}` })

const orders = (doc: Y.Doc, message: string, change = SAID, people = HOUSE): Order[] => {
  const facts = new CommentFacts(doc).message(message)
  return facts ? ordersOfMessage(facts, change, scene(people)) : []
}

/** `who: what`, in no order. */
const told = (all: readonly Order[]): string[] =>
  all
    .map((one) => `${one.to}: ${'notice' in one ? one.notice.says : `no ${one.withdraw}`}`)
    .toSorted((a, b) => (a < b ? -1 : 1))

/** A document with a thread of Anna's on its first row. */
const talk = (text: string, proposal?: { column: string; was: string; html: string }) => {
  const doc = planDoc()
  const row = projectPlan(doc, 'p').sections[0]?.items[0]?.id ?? ''
  const about = { row, column: null, quote: '', range: null }
  return { doc, row, ...startThread(speaking(doc, 'anna'), about, { text, proposal }) }
}

test('[IB2] a message is told once to each: whoever is named, whoever took part, never its author', () => {
  const { doc, thread, message } = talk(`${mentionOf('Б', 'boris')} и ${mentionOf('Я', 'anna')}, кто?`)
  expect(told(orders(doc, message))).toEqual(['boris: mention.said'])
  const second = reply(speaking(doc, 'vera'), thread, { text: mentionOf('А', 'anna') }) ?? ''
  // Named before is taking part, named now goes before it, and strangers are nobody.
  expect(told(orders(doc, second))).toEqual(['anna: mention.said', 'boris: reply.said'])
  const third = reply(speaking(doc, 'boris'), thread, { text: mentionOf('Чужой', 'nobody') }) ?? ''
  expect(told(orders(doc, third))).toEqual(['anna: reply.said', 'vera: reply.said'])
  const [one] = orders(doc, third)
  expect(one).toMatchObject({ notice: { id: `m.${third}`, about: 'Событие 1-1', text: '@Чужой' } })
  expect(orders(doc, third)).toEqual(orders(doc, third))
  // Whoever may not read the plan is told nothing.
  expect(told(orders(doc, third, SAID, HOUSE.slice(0, 1)))).toEqual(['anna: reply.said'])
})

test('[IB2] a thread in a section is told to those who write in its department, and to no others', () => {
  const { doc, thread, message } = talk('Вопрос')
  const people = [
    person('galina', { departments: ['method'] }),
    person('reader', { departments: ['method'], role: 'viewer' }),
    person('boris', { departments: ['other'] }),
    person('chief', { role: 'chief' }),
  ]
  expect(told(orders(doc, message, SAID, people))).toEqual([])
  const section = projectPlan(doc, 'p').sections[0]?.id ?? ''
  setDepartment(editingOf(doc), section, 'method')
  expect(told(orders(doc, message, SAID, people))).toEqual(['galina: thread.said'])
  const second = reply(speaking(doc, 'boris'), thread, { text: 'Ответ' }) ?? ''
  expect(told(orders(doc, second, SAID, people))).toEqual([])
})

test('[IB5] a message that is taken back leaves every inbox; a correction renews, and tells whom it names now', () => {
  const { doc, message } = talk(mentionOf('Б', 'boris'))
  const by = speaking(doc, 'anna')
  editMessage(by, message, `${mentionOf('Б', 'boris')} ${mentionOf('В', 'vera')}`)
  const corrected = orders(doc, message, WORDED)
  expect(told(corrected)).toEqual(['boris: mention.said', `galina: no m.${message}`, 'vera: mention.said'])
  deleteMessage(by, message)
  expect(told(orders(doc, message))).toEqual(
    ['boris', 'galina', 'vera'].map((who) => `${who}: no m.${message}`),
  )
})

/** The inboxes of the house after these orders. */
const delivered = (all: readonly Order[], before: ReadonlyMap<string, InboxData> = new Map()) => {
  const inboxes = new Map(before)
  for (const order of all) inboxes.set(order.to, obeyed(inboxes.get(order.to) ?? newInbox(), order, NOW))
  return inboxes
}
const saysTo = (inboxes: ReadonlyMap<string, InboxData>, who: string) =>
  inboxes.get(who)?.notices.map(({ says, readAt }) => `${says}${readAt === null ? '' : ' read'}`)
const allRead = (inboxes: ReadonlyMap<string, InboxData>) =>
  new Map(
    [...inboxes].map(([who, data]) => [
      who,
      { ...data, notices: data.notices.map((one) => ({ ...one, readAt: NOW })) },
    ]),
  )

test('[IB5] whom a message named by mistake has it no longer when it is corrected, or deleted after that', () => {
  const { doc, thread, message } = talk(mentionOf('Б', 'boris'))
  const by = speaking(doc, 'anna')
  const first = delivered(orders(doc, message))
  expect(saysTo(first, 'boris')).toEqual(['mention.said'])
  editMessage(by, message, mentionOf('В', 'vera'))
  const corrected = delivered(orders(doc, message, WORDED), first)
  expect([saysTo(corrected, 'boris'), saysTo(corrected, 'vera')]).toEqual([[], ['mention.said']])
  deleteMessage(by, message)
  for (const inboxes of [first, corrected])
    for (const data of delivered(orders(doc, message), inboxes).values()) expect(data.notices).toEqual([])
  // Whoever takes part has it as a reply then, and others whom it was told keep it.
  reply(speaking(doc, 'boris'), thread, { text: 'да' })
  const answer = reply(speaking(doc, 'vera'), thread, { text: mentionOf('Б', 'boris') }) ?? ''
  const named = allRead(delivered(orders(doc, answer)))
  editMessage(speaking(doc, 'vera'), answer, 'иначе')
  const unnamed = delivered(orders(doc, answer, WORDED), named)
  expect(saysTo(unnamed, 'boris')).toEqual(['reply.said read'])
})

test('[IB5] whom a correction names is told of it, also where they had read the message', () => {
  const { doc, thread } = talk('Вопрос')
  reply(speaking(doc, 'boris'), thread, { text: 'Ответ' })
  const answer = reply(speaking(doc, 'vera'), thread, { text: 'иначе' }) ?? ''
  const read = allRead(delivered(orders(doc, answer)))
  expect([saysTo(read, 'anna'), saysTo(read, 'boris')]).toEqual([['reply.said read'], ['reply.said read']])
  editMessage(speaking(doc, 'vera'), answer, `иначе, ${mentionOf('Б', 'boris')}`)
  const corrected = delivered(orders(doc, answer, WORDED), read)
  expect([saysTo(corrected, 'anna'), saysTo(corrected, 'boris')]).toEqual([
    ['reply.said read'],
    ['mention.said'],
  ])
  const again = delivered(orders(doc, answer, WORDED), allRead(corrected))
  expect(saysTo(again, 'boris')).toEqual(['mention.said read'])
  // Whoever wants to hear of no mentions keeps what they had.
  const off = new Map(
    [...read].map(([who, data]) => [
      who,
      { ...data, settings: { rhythm: 'soon' as const, ways: { mention: 'off' as const } } },
    ]),
  )
  const silent = delivered(orders(doc, answer, WORDED), off)
  expect(silent.get('boris')?.notices).toMatchObject([{ readAt: NOW }])
})

test('[IB2] a decision is told to whoever proposed, a closed thread to those in it', () => {
  const { doc, thread, message } = talk('', { column: 'title', was: 'Событие 1-1', html: '<p>Форум</p>' })
  reply(speaking(doc, 'boris'), thread, { text: 'Да' })
  expect(decide(editingOf(doc, 'vera'), message, true)).toBe(true)
  const [verdict] = orders(doc, message, DECIDED)
  expect(verdict).toMatchObject({
    to: 'anna',
    notice: { id: `d.${message}`, says: 'verdict.accepted', by: 'vera', name: 'Имя vera' },
  })
  const toldOf = (by: string) => {
    const facts = new CommentFacts(doc).thread(thread)
    return facts && told(ordersOfThread(facts, person(by), scene()))
  }
  // The decision ended the thread: whoever proposed is told of that once.
  expect(toldOf('vera')).toEqual(['boris: resolved.resolved'])
  setResolved(editingOf(doc, 'boris'), thread, false)
  expect(toldOf('boris')).toEqual(['anna: resolved.reopened'])
  setResolved({ ...editingOf(doc, 'boris'), now: () => NOW + 1 }, thread, true)
  expect(toldOf('boris')).toEqual(['anna: resolved.resolved'])
})

test('[IB8] roles and approvals are told from the audit trail', () => {
  const act = (action: string, details: Record<string, string | number | null>) => ({
    at: new Date(NOW).toISOString(),
    by: 'chief',
    action,
    plan: 'p',
    details: { name: 'Вера', ...details },
  })
  const readers = () => [
    person('chief', { role: 'chief' }),
    person('editor'),
    person('reader', { role: 'viewer' }),
    person('director', { role: 'viewer', approver: true }),
  ]
  const of = (action: string, details: Record<string, string | number | null>) =>
    told(ordersOfAct(act(action, details), readers))
  expect(of('plan.role', { person: 'anna', role: 'editor' })).toEqual(['anna: share.editor'])
  for (const role of ['none', null])
    expect(of('plan.role', { person: 'anna', role })).toEqual(['anna: no s.p'])
  expect(of('plan.role', { person: 'chief', role: 'editor' })).toEqual([])
  for (const [action, says] of [
    ['version.approve', 'approved'],
    ['version.withdraw', 'withdrawn'],
    ['version.amend', 'amended'],
  ] as const) {
    expect(of(action, { version: 3 })).toEqual([`director: edition.${says}`, `editor: edition.${says}`])
  }
  expect(of('plan.export', {})).toEqual([])
})

test('[LM2] a version that was given for approval is told to whoever may approve, and leads to the versions', () => {
  const act = { at: new Date(NOW).toISOString(), by: 'chief', action: 'version.offer', plan: 'p' }
  const readers = () => [
    person('chief', { role: 'chief', approver: true }),
    person('editor'),
    person('director', { role: 'viewer', approver: true }),
  ]
  const orders = ordersOfAct({ ...act, details: { name: 'Вера', version: 3, note: 'к пятнице' } }, readers)
  expect(told(orders)).toEqual(['director: edition.offered'])
  const [order] = orders
  if (!order || !('notice' in order)) throw new Error('nothing was told')
  expect(pathOfNotice(order.notice)).toBe('/p/p#version=3')
  expect(order.notice.text).toBe('к пятнице')
})

test('[IB8] what becomes of a section is one notice, to whom it concerns', () => {
  const readers = [
    person('chief', { role: 'chief' }),
    person('anna', { departments: ['method'] }),
    person('boris'),
  ]
  const step = (state: SignOffEvent['state'], to: SignOffEvent['to'], by: string) =>
    ordersOfSection(
      {
        kind: 'sign-off',
        plan: 'p',
        section: 's1',
        title: 'Мероприятия',
        state,
        by: person(by),
        to,
        remark: state === 'returned' ? 'Где даты?' : '',
        at: new Date(NOW).toISOString(),
      },
      readers,
    )
  const chiefs = [{ may: 'sections.accept', department: 'method' }] as const
  const writers = [{ person: 'boris' }, { may: 'sections.sign', department: 'method' }] as const
  expect(told(step('ready', chiefs, 'anna'))).toEqual(['chief: signoff.ready'])
  expect(told(step('open', chiefs, 'anna'))).toEqual(['chief: no g.s1.p'])
  const returned = step('returned', writers, 'chief')
  expect(told(returned)).toEqual(['anna: signoff.returned', 'boris: signoff.returned'])
  expect(returned[0]).toMatchObject({ notice: { section: 's1', about: 'Мероприятия', text: 'Где даты?' } })
})

test('[IB6] the same order twice is one notice, read once; what happens again is news again', () => {
  const { doc, message } = talk(mentionOf('Б', 'boris'))
  const [order] = orders(doc, message)
  if (!order || !('notice' in order)) throw new Error('no notice')
  const once = obeyed(newInbox(), order, NOW)
  const read = { ...once, notices: once.notices.map((one) => ({ ...one, readAt: NOW, mailed: true })) }
  expect(obeyed(read, { ...order, notice: { ...order.notice, at: NOW + 5 } }, NOW)).toBe(read)
  const again = obeyed(read, { ...order, notice: { ...order.notice, mark: 'again' } }, NOW)
  expect(again.notices).toMatchObject([{ readAt: null, mailed: false }])
  // A correction keeps it read, and makes none where there is none.
  const renewal = { ...order, notice: { ...order.notice, text: 'иначе', mark: '' }, renews: true as const }
  expect(obeyed(read, renewal, NOW).notices).toMatchObject([{ readAt: NOW, text: 'иначе' }])
  const empty = newInbox()
  expect(obeyed(empty, renewal, NOW)).toBe(empty)
  // Whoever wants none of a kind gets none.
  const off = { ...empty, settings: { rhythm: 'soon' as const, ways: { mention: 'off' as const } } }
  expect(obeyed(off, order, NOW)).toBe(off)
})

test('[IB7] an inbox forgets what is old, and holds so many; it is in the order of times', () => {
  const { doc, message } = talk(mentionOf('Б', 'boris'))
  const [order] = orders(doc, message)
  if (!order || !('notice' in order)) throw new Error('no notice')
  let inbox = newInbox()
  for (const number of [3, 1, 2]) {
    const notice = { ...order.notice, id: `m.${number}`, at: NOW + number }
    inbox = obeyed(inbox, { to: 'boris', notice }, NOW)
  }
  expect(inbox.notices.map(({ id }) => id)).toEqual(['m.1', 'm.2', 'm.3'])
  expect(fitted(inbox, NOW + MAX_AGE_MS + 2).notices.map(({ id }) => id)).toEqual(['m.3'])
  for (let number = 4; number < MAX_NOTICES + 10; number++) {
    const notice = { ...order.notice, id: `m.${number}`, at: NOW + number }
    inbox = obeyed(inbox, { to: 'boris', notice }, NOW)
  }
  expect(inbox.notices).toHaveLength(MAX_NOTICES)
  expect(inbox.notices[0]?.id).toBe('m.10')
  // Another's news are not crowded out by whoever names them in everything.
  const [first] = inbox.notices
  if (!first) throw new Error('no notice')
  let flooded = {
    ...newInbox(),
    notices: [1, 2].map((at) => ({ ...first, id: `v.${at}`, by: 'vera', at: NOW + at })),
  }
  for (let number = 4; number < MAX_NOTICES + 50; number++)
    flooded = obeyed(flooded, { to: 'boris', notice: { ...first, id: `m.${number}`, at: NOW + number } }, NOW)
  expect(flooded.notices).toHaveLength(MAX_NOTICES)
  expect(flooded.notices.slice(0, 3).map(({ id }) => id)).toEqual(['v.1', 'v.2', 'm.52'])
})

test('[AT5] whoever names everybody tells a hundred of them, and takes it back from all', () => {
  const crowd = Array.from({ length: 150 }, (_, at) => person(`p${at}`))
  const text = crowd.map(({ id }) => mentionOf('П', id)).join('')
  const { doc, thread, message } = talk(text)
  const people = [...HOUSE, ...crowd]
  expect(orders(doc, message, SAID, people)).toHaveLength(100)
  const answer = reply(speaking(doc, 'boris'), thread, { text: 'да' }) ?? ''
  expect(orders(doc, answer, SAID, people)).toHaveLength(100)
  deleteMessage(speaking(doc, 'anna'), message)
  expect(orders(doc, message, SAID, people)).toHaveLength(153)
})
