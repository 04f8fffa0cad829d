/** The inbox on the page: the line that is held while somebody looks, the panel's order, what is read, choices. */
import { act, useEffect } from 'react'
import { afterEach, expect, test } from 'vitest'
import { Reads } from '../../../../client/comments/reads.ts'
import { groupNotices } from '../../../../client/inbox/groups.ts'
import { createInbox } from '../../../../client/inbox/inbox.ts'
import { InboxButton } from '../../../../client/inbox/InboxButton.tsx'
import { Panel } from '../../../../client/inbox/InboxPanel.tsx'
import { InboxWords } from '../../../../client/inbox/InboxWords.tsx'
import type { ShownNotice } from '../../../../client/inbox/notices.ts'
import { useNotices } from '../../../../client/inbox/use-notices.ts'
import { NoticesForm } from '../../../../client/people/account/NoticesForm.tsx'
import { createPeopleApi } from '../../../../client/people/api.ts'
import { PeopleWords } from '../../../../client/people/PeopleWords.tsx'
import { createValue } from '../../../../client/sync/store.ts'
import { KINDS, NOTICE_KINDS } from '../../../../shared/notices/kinds.ts'
import { ru } from '../../../support/words.ts'
import { apiAnswering } from '../people/samples.ts'
import { draw } from '../presence/support.tsx'

const notice = (id: string, some: Partial<ShownNotice> = {}): ShownNotice => ({
  id,
  says: 'mention.said',
  plan: 'p1',
  planTitle: 'План на 2022 год',
  at: '2022-03-01T10:00:00Z',
  name: 'Анна Петрова',
  hue: 3,
  thread: 't1',
  message: 'm1',
  row: 'r1',
  section: null,
  about: 'Мастер-форум',
  text: 'Когда это будет?',
  read: false,
  ...some,
})

/** Lines that a test can speak on. */
class Line extends EventTarget {
  static open: Line[] = []
  readyState = 0
  readonly url: string
  constructor(url: string) {
    super()
    this.url = url
    Line.open.push(this)
  }
  close(): void {
    this.readyState = 2
  }
  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('inbox', { data: JSON.stringify(data) }))
  }
}

type Answers = Parameters<typeof apiAnswering>[0]

const world = (answers: Answers = {}) => {
  Line.open = []
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  const { api, sent } = apiAnswering(answers)
  const waits: { ms: number; work: () => void }[] = []
  const inbox = createInbox(api.call, {
    EventSource: Line as unknown as typeof EventSource,
    page: page as unknown as Document,
    locale: () => 'ru',
    later: (work) => work(),
    after: (ms, work) => {
      waits.push({ ms, work })
      return () => void waits.splice(0)
    },
  })
  const look = (state: DocumentVisibilityState) => {
    page.visibilityState = state
    page.dispatchEvent(new Event('visibilitychange'))
  }
  return { inbox, sent, look, waits }
}

let remove = async () => {}
afterEach(() => remove())
const drawn = async (node: React.ReactNode): Promise<HTMLElement> => {
  const made = await draw(node)
  remove = made.remove
  return made.container
}

test('[IB10] a page holds one line while it is looked at, takes another after a loss, and none when it is left', () => {
  const { inbox, look } = world()
  const leave = inbox.follow()
  const [first] = Line.open
  expect([Line.open.length, first?.url]).toEqual([1, '/api/inbox/live?lang=ru'])
  first?.say({ unread: 3 })
  expect(inbox.get()).toEqual({ unread: 3, version: 1 })
  for (const nonsense of [{}, { unread: 'many' }, null]) first?.say(nonsense)
  expect(inbox.get().unread).toBe(3)
  look('visible')
  expect(Line.open).toHaveLength(1)
  look('hidden')
  expect(first?.readyState).toBe(2)
  look('visible')
  expect(Line.open).toHaveLength(2)
  // The browser gave it up: looking again makes another.
  if (Line.open[1]) Line.open[1].readyState = 2
  look('visible')
  expect(Line.open).toHaveLength(3)
  leave()
  look('visible')
  expect([Line.open.length, Line.open[2]?.readyState]).toEqual([3, 2])
  // Nothing is left for whoever comes in next.
  expect(inbox.get()).toEqual({ unread: 0, version: 0 })
})

test('[IB19] a line that the browser gave up is taken again by itself, after a pause that grows until one opens', () => {
  const { inbox, look, waits } = world()
  const leave = inbox.follow()
  const giveUp = () => {
    const line = Line.open.at(-1)
    if (line) line.readyState = 2
    line?.dispatchEvent(new Event('error'))
  }
  const pauses = () => waits.splice(0).map(({ ms, work }) => (work(), ms))
  giveUp()
  const [first = 0] = pauses()
  expect(Line.open).toHaveLength(2)
  giveUp()
  const [second = 0] = pauses()
  expect([second > first, Line.open.length]).toEqual([true, 3])
  // One that is being tried by the browser itself is left to it.
  Line.open.at(-1)?.dispatchEvent(new Event('error'))
  expect(waits).toEqual([])
  Line.open.at(-1)?.dispatchEvent(new Event('open'))
  giveUp()
  expect(waits.map(({ ms }) => ms)).toEqual([first])
  // Nobody waits for a page that nobody looks at.
  look('hidden')
  expect(waits).toEqual([])
  leave()
})

test('[IB19] notices that the server did not hear to be read are shown unread again', async () => {
  const notices = [notice('n1'), notice('n2', { read: true })]
  const { inbox } = world({ 'GET /api/inbox?limit=50': [200, { notices, unread: 1, next: null }] })
  const container = await drawn(
    <InboxWords>
      <Panel inbox={inbox} hasSettings onClose={() => {}} />
    </InboxWords>,
  )
  const unread = () => [...container.querySelectorAll<HTMLElement>('[data-read=false]')]
  expect(unread()).toHaveLength(1)
  const all = container.querySelector<HTMLElement>(`button[aria-label="${ru('inbox.readAll')}"]`)
  await act(async () => all?.click())
  expect(unread().map(({ dataset }) => dataset.notice)).toEqual(['n1'])
})

test('[IB16] notices stand by plan, the one with the latest news first, and in it by day', () => {
  const all = [
    notice('1', { at: '2022-03-03T09:00:00' }),
    notice('2', { at: '2022-03-02T12:00:00', plan: 'p2', planTitle: 'Другой' }),
    notice('3', { at: '2022-03-02T11:00:00' }),
    notice('4', { at: '2022-03-02T10:00:00' }),
  ]
  const told = groupNotices(all).map(({ title, days }) => [
    title,
    ...days.map(({ notices }) => notices.map(({ id }) => id).join()),
  ])
  expect(told).toEqual([
    ['План на 2022 год', '1', '3,4'],
    ['Другой', '2'],
  ])
})

test('[IB16] every kind and act has its words, leads to its place, and is read by going there or all at once', async () => {
  const says = KINDS.flatMap((kind) => NOTICE_KINDS[kind].acts.map((act) => `${kind}.${act}`))
  const notices = [
    ...says.map((one, at) => notice(`n${at}`, { says: one as ShownNotice['says'] })),
    notice('plan', { says: 'edition.approved', thread: null, row: null, about: '3' }),
    notice('section', { says: 'signoff.ready', thread: null, row: null, section: 's1' }),
    { ...notice('future'), says: 'reminder.due' },
  ]
  const { inbox, sent } = world({
    'GET /api/inbox?limit=50': [200, { notices, unread: notices.length, next: null }],
    'POST /api/inbox/read': [200, { unread: 1 }],
  })
  let closed = 0
  const container = await drawn(
    <InboxWords>
      <Panel inbox={inbox} hasSettings onClose={() => (closed += 1)} />
    </InboxWords>,
  )
  const lines = [...container.querySelectorAll<HTMLAnchorElement>('[data-notice]')]
  // What this page has no words for is left out.
  expect(lines).toHaveLength(notices.length - 1)
  expect(container.textContent).not.toContain('inbox.')
  expect(container.textContent).toContain(
    ru('inbox.say.edition.approved', { name: 'Анна Петрова', about: '3' }),
  )
  const hrefOf = (id: string) => lines.find(({ dataset }) => dataset.notice === id)?.getAttribute('href')
  expect([hrefOf('n0'), hrefOf('plan'), hrefOf('section')]).toEqual([
    '/p/p1#thread=t1',
    '/p/p1',
    '/p/p1#section=s1',
  ])
  const press = (key: string) =>
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  press('ArrowDown')
  press('ArrowDown')
  expect(document.activeElement).toBe(lines[1])
  press('End')
  expect(document.activeElement).toBe(lines.at(-1))
  lines[0]?.addEventListener('click', (event) => event.preventDefault())
  await act(async () => lines[0]?.click())
  expect([sent.at(-1)?.body, closed, inbox.get().unread]).toEqual([{ ids: ['n0'] }, 1, 1])
  expect(lines[0]?.dataset.read).toBe('true')
  const all = container.querySelector<HTMLElement>(`button[aria-label="${ru('inbox.readAll')}"]`)
  await act(async () => all?.click())
  expect(sent.at(-1)?.body).toEqual({ all: true })
  expect(container.querySelectorAll('[data-read=false]')).toHaveLength(0)
  expect(container.textContent).toContain(ru('inbox.done'))
})

test('[IB16] the bell counts, and says aloud what comes, not what was there or was read', async () => {
  const { inbox } = world()
  const stop = inbox.follow()
  Line.open[0]?.say({ unread: 2 })
  const container = await drawn(<InboxButton inbox={inbox} hasSettings={false} />)
  const label = () => container.querySelector('button')?.getAttribute('aria-label')
  const said = () => container.querySelector('output')?.textContent
  expect([label(), said()]).toEqual(['Уведомления: 2 новых', ''])
  await act(async () => Line.open[0]?.say({ unread: 3 }))
  expect([label(), said()]).toEqual(['Уведомления: 3 новых', 'Уведомления: 3 новых'])
  await act(async () => Line.open[0]?.say({ unread: 0 }))
  expect([label(), said()]).toEqual(['Уведомления', ''])
  await act(async () => stop())
})

test('[IB16] what was loaded of older ones stays without a gap when something comes, or happens again', async () => {
  const all = Array.from({ length: 120 }, (_, number) => `n${number}`)
  const page = (before: string | null) => {
    const newest = all.toReversed()
    const from = before === null ? 0 : newest.indexOf(before) + 1
    const ids = newest.slice(from, from + 50)
    const isEnd = from + 50 >= newest.length
    return { notices: ids.map((id) => notice(id)), unread: 0, next: isEnd ? null : (ids.at(-1) ?? null) }
  }
  const inbox = createInbox(
    async (path, schema) => schema.parse(page(new URLSearchParams(path.split('?')[1]).get('before'))),
    {
      EventSource: Line as unknown as typeof EventSource,
      page: document,
      locale: () => 'ru',
      later: (work) => work(),
      after: () => () => {},
    },
  )
  Line.open = []
  const stop = inbox.follow()
  let more = async () => {}
  const shown = createValue<readonly string[]>([])
  const List = () => {
    const { state, more: next } = useNotices(inbox)
    useEffect(() => {
      more = next
      shown.set(state.kind === 'ready' ? state.notices.map(({ id }) => id) : [])
    })
    return null
  }
  await drawn(<List />)
  await act(() => more())
  expect(shown.get()).toHaveLength(100)
  const come = (count: number) =>
    act(async () => {
      all.push(...Array.from({ length: count }, (_, number) => `n${all.length + number}`))
      Line.open[0]?.say({ unread: count })
    })
  await come(1)
  expect(shown.get()).toEqual(all.toReversed().slice(0, 100))
  await come(60)
  expect(shown.get()).toEqual(all.toReversed().slice(0, 100))
  all.push(...all.splice(all.indexOf(shown.get()[70] ?? ''), 1))
  await come(0)
  expect(shown.get()).toEqual(all.toReversed().slice(0, 100))
  await act(async () => stop())
})

test('[IB11] what was read elsewhere is read here, and what is read here is told', () => {
  const memory = { read: () => '["m1"]', write: () => {} }
  const told: string[][] = []
  const reads = new Reads({
    memory,
    planId: 'p',
    me: 'anna',
    onRead: (threads) => void told.push([...threads]),
  })
  const before = reads.get()
  reads.learn(['m1'])
  expect(reads.get()).toBe(before)
  reads.learn(['m1', 'm2'])
  expect([...(reads.get() ?? [])]).toEqual(['m1', 'm2'])
  expect(told).toEqual([])
  const message = { id: 'm3', by: 'boris', deleted: null, text: '' }
  const thread = { id: 't1', messages: [message] } as unknown as Parameters<Reads['see']>[0][number]
  reads.see([thread])
  reads.see([thread])
  expect(told).toEqual([['t1']])
})

test('[IB17] every kind can be chosen; without a mail server no letters are offered', async () => {
  const ways = Object.fromEntries(KINDS.map((kind) => [kind, NOTICE_KINDS[kind].way]))
  const show = async (more: object) => {
    const choices = { rhythm: 'soon', ways, mail: true, email: 'a@b.example', ...more }
    const { api } = apiAnswering({ 'GET /api/inbox/settings': [200, choices] })
    return drawn(
      <PeopleWords>
        <NoticesForm calls={createPeopleApi(api.call)} />
      </PeopleWords>,
    )
  }
  const full = await show({})
  expect(full.querySelectorAll('li')).toHaveLength(KINDS.length)
  expect(full.textContent).toContain(ru('account.notices.rhythm.soon'))
  expect(full.textContent).toContain(ru('account.notices.way.mail'))
  await remove()
  const homeless = await show({ email: null })
  expect(homeless.textContent).toContain(ru('account.notices.noAddress'))
  await remove()
  const bare = await show({ mail: false, email: null })
  expect(bare.textContent).toContain(ru('account.notices.noMail'))
  expect(bare.textContent).not.toContain(ru('account.notices.way.mail'))
  expect(bare.textContent).not.toContain(ru('account.notices.rhythm'))
})
