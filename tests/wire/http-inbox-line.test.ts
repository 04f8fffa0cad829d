/** The inbox's other calls: paging, what was read, choices, the line on which news come, the page that stops letters. */
import { Server } from 'node:http'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createSigner } from '../../server/auth/signed-token.ts'
import { newInbox } from '../../server/storage/inbox-data.ts'
import type { KeptNotice } from '../../server/storage/inbox-data.ts'
import { KINDS } from '../../shared/notices/kinds.ts'
import { ADMIN, createPlan, startHttp } from './http-fixture.ts'
import { type House, type Member, browser, startHouse } from './people-fixture.ts'
import { eventually } from '../support/eventually.ts'

interface Page {
  notices: { id: string; read: boolean; thread: string | null }[]
  unread: number
  next: string | null
}

/** Puts notices into somebody's inbox; newest last. */
const fill = async (house: House, who: Member, count: number): Promise<string> => {
  const plan = await createPlan(house)
  const notices = Array.from({ length: count }, (_, at): KeptNotice => ({
    id: `m.${at}`,
    says: 'mention.said',
    plan,
    at: Date.now() - 1000 + at,
    by: 'x',
    name: 'Анна',
    mark: '',
    thread: `t${at % 2}`,
    message: `${at}`,
    row: 'r',
    section: null,
    about: 'Форум',
    text: 'Когда?',
    readAt: null,
    mailed: false,
  }))
  await house.storage.inboxes.change(who.id, (data) => ({ ...data, notices }))
  return plan
}

/** The events of a line, as they come; it ends with the test. */
const listen = async (url: string, headers: Record<string, string>) => {
  const ending = new AbortController()
  onTestFinished(() => ending.abort())
  const answer = await fetch(`${url}/api/inbox/live?lang=en`, { headers, signal: ending.signal })
  const events: unknown[] = []
  let hasEnded = false
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const part of answer.body ?? []) {
      for (const [, data] of decoder.decode(part as Uint8Array).matchAll(/^data: (.*)$/gm)) {
        events.push(JSON.parse(data ?? ''))
      }
    }
  }
  void read()
    .catch(() => undefined)
    .finally(() => (hasEnded = true))
  return { answer, events, hasEnded: () => hasEnded }
}

test('[IB9] [IB6] page after page, newest first; read one by one, by thread, all', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'commenter')
  const plan = await fill(house, anna, 25)
  const get = async (query: string) => (await house.as<Page>(anna, 'GET', `/api/inbox${query}`)).body
  const first = await get('?limit=10')
  expect(first.notices.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, at) => `m.${24 - at}`))
  expect(first.unread).toBe(25)
  const last = await get(`?limit=20&before=${first.next}`)
  expect([last.notices.length, last.notices[0]?.id, last.next]).toEqual([15, 'm.14', null])
  expect((await get('?plan=elsewhere')).notices).toEqual([])
  const read = async (body: object) =>
    (await house.as<{ unread: number }>(anna, 'POST', '/api/inbox/read', body)).body.unread
  expect(await read({ ids: ['m.24', 'm.23', 'unknown'] })).toBe(23)
  expect(await read({ plan, threads: ['t0'] })).toBe(11)
  expect(await read({ plan: 'elsewhere', threads: ['t1'] })).toBe(11)
  expect(await read({ all: true })).toBe(0)
  const refused: [string, string, object?][] = [
    ['GET', '/api/inbox?limit=0'],
    ['GET', '/api/inbox?limit=101'],
    ['POST', '/api/inbox/read', {}],
    ['POST', '/api/inbox/read', { all: false }],
    ['POST', '/api/inbox/read', { ids: [] }],
    ['POST', '/api/inbox/read', { plan, threads: ['../x'] }],
    ['PATCH', '/api/inbox/settings', { rhythm: 'hourly' }],
    ['PATCH', '/api/inbox/settings', { ways: { gossip: 'mail' } }],
    ['PATCH', '/api/inbox/settings', { email: 'eve@example.org' }],
  ]
  for (const [method, path, body] of refused) {
    expect([path, body, (await house.as(anna, method, path, body)).status]).toEqual([path, body, 400])
  }
})

test('[AW3] the next page is the next also when what it follows is there no more', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'commenter')
  await fill(house, anna, 25)
  const get = async (query: string) => (await house.as<Page>(anna, 'GET', `/api/inbox?${query}`)).body
  const { next } = await get('limit=10')
  await house.storage.inboxes.change(anna.id, (data) => ({
    ...data,
    notices: data.notices.filter(({ id }) => id !== 'm.15'),
  }))
  const rest = await get(`limit=20&before=${next}`)
  expect([rest.notices[0]?.id, rest.notices.length]).toEqual(['m.14', 15])
  for (const before of ['m.15', 'x', Buffer.from('soon m.15').toString('base64url')]) {
    const { status } = await house.as(anna, 'GET', `/api/inbox?before=${before}`)
    expect([before, status]).toEqual([before, 400])
  }
})

test('[IB18] programs, guests and nobody have no inbox; in a trial everybody has who opened a page', async () => {
  const house = await startHouse()
  for (const path of ['/api/inbox', '/api/inbox/live', '/api/inbox/settings']) {
    expect((await house.call('GET', path, undefined, ADMIN)).status).toBe(403)
    expect((await house.as(null, 'GET', path)).status).toBe(401)
  }
  const trial = await startHttp()
  const boris = await trial.enter('editor')
  const plan = await createPlan(trial)
  const me = await trial.call<{ identity: { id: string } }>('GET', '/api/me', undefined, boris)
  const text = `@[Б](${me.body.identity.id})`
  const section = await trial.call<{ id: string }>('POST', `/api/plans/${plan}/sections`, { title: 'Р' })
  const item = await trial.call<{ id: string }>('POST', `/api/plans/${plan}/items`, {
    section: section.body.id,
    title: 'Форум',
  })
  const say = () => trial.call('POST', `/api/plans/${plan}/comments`, { item: item.body.id, body: text })
  const inbox = () => trial.call<Page>('GET', '/api/inbox', undefined, boris)
  expect((await inbox()).body.unread).toBe(0)
  await say()
  await eventually(async () => expect((await inbox()).body.unread).toBe(1))
  const settings = await trial.call('GET', '/api/inbox/settings', undefined, boris)
  expect(settings.body).toMatchObject({ mail: false, email: null })
})

test('[IB10] the line tells the number at once and after every change, and ends with the session and the server', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'commenter')
  await fill(house, anna, 3)
  const line = await listen(house.url, { ...anna.headers, 'accept-encoding': 'gzip' })
  expect(line.answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(line.answer.headers.get('content-encoding')).toBeNull()
  await eventually(() => expect(line.events).toEqual([{ unread: 3 }]))
  await house.as(anna, 'POST', '/api/inbox/read', { ids: ['m.1'] })
  await eventually(() => expect(line.events).toEqual([{ unread: 3 }, { unread: 2 }]))
  // Whoever has signed out hears no more.
  const again = await house.signIn('anna')
  await house.post('/api/sign-out', {}, anna.headers)
  await house.as({ headers: browser(again) }, 'POST', '/api/inbox/read', { ids: ['m.2'] })
  await eventually(() => expect(line.hasEnded()).toBe(true))
  expect(line.events).toHaveLength(2)
  const second = await listen(house.url, browser(again))
  await eventually(() => expect(second.events).toEqual([{ unread: 1 }]))
  // Whoever asks for the headers alone gets no line, and takes none away.
  const heads = Array.from({ length: 20 }, () =>
    fetch(`${house.url}/api/inbox/live`, { method: 'HEAD', headers: browser(again) }),
  )
  expect((await Promise.all(heads)).every(({ status }) => status === 200)).toBe(true)
  const lines = await Promise.all(Array.from({ length: 20 }, () => listen(house.url, browser(again))))
  const refused = lines.filter(({ answer }) => answer.status === 429)
  // [AW7] and when it may go well.
  expect(refused.map(({ answer }) => answer.headers.get('retry-after'))).toEqual(['60'])
  // A stop does not wait for those who listen.
  const cutOff = vi.spyOn(Server.prototype, 'closeAllConnections')
  await house.close()
  expect(cutOff).not.toHaveBeenCalled()
  await eventually(() => expect(second.hasEnded()).toBe(true))
})

test('[IB17] [IB7] choices hold at once; an inbox ends with its account', async () => {
  const house = await startHouse({ post: () => Promise.resolve() })
  const anna = await house.join('anna', 'commenter')
  const before = await house.as(anna, 'GET', '/api/inbox/settings')
  expect(before.body).toMatchObject({ rhythm: 'soon', mail: true, email: null })
  expect(Object.keys((before.body as { ways: object }).ways)).toEqual(KINDS)
  const change = { rhythm: 'daily', ways: { mention: 'off', thread: 'mail' } }
  const after = await house.as(anna, 'PATCH', '/api/inbox/settings', change)
  expect(after.body).toMatchObject({
    rhythm: 'daily',
    ways: { mention: 'off', thread: 'mail', reply: 'mail' },
  })
  await house.as(anna, 'PATCH', '/api/inbox/settings', { ways: { mention: 'app' } })
  const kept = (await house.storage.inboxes.read(anna.id)).settings
  expect(kept).toEqual({ rhythm: 'daily', ways: { mention: 'app', thread: 'mail' } })
  await house.as(house.chief, 'PATCH', `/api/people/${anna.id}`, { closed: true })
  await eventually(async () => expect(await house.storage.inboxes.read(anna.id)).toEqual(newInbox()))
})

test('[IB15] the link in a letter asks before it stops them, and works without signing in', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'commenter')
  await house.as(anna, 'GET', '/api/inbox?lang=ru')
  const secret = house.storage.catalogue.secret()
  const token = createSigner(secret, 'letters stop').sign({ person: anna.id, kinds: ['mention', 'reply'] })
  const path = `/letters/stop?t=${token}`
  const settings = async () => (await house.storage.inboxes.read(anna.id)).settings
  const page = await fetch(house.url + path)
  const html = await page.text()
  expect(page.status).toBe(200)
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'nonce-/)
  expect(html).toContain('<html lang="ru">')
  expect(html).toContain('Не писать об этом: Меня упоминают')
  expect(html.match(/<form method="post">/g)).toHaveLength(3)
  expect(await settings()).toEqual({ rhythm: 'soon', ways: {} })
  const post = (to: string, body: string) =>
    fetch(house.url + to, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    })
  const one = await post(path, 'kind=mention')
  expect(await one.text()).toContain('писем об этом больше не будет: Меня упоминают')
  expect(await settings()).toEqual({ rhythm: 'soon', ways: { mention: 'app' } })
  // As mail programs do it (RFC 8058).
  expect((await post(path, 'List-Unsubscribe=One-Click')).status).toBe(200)
  expect((await settings()).rhythm).toBe('never')
  await house.as(anna, 'PATCH', '/api/inbox/settings', { rhythm: 'soon' })
  const forged = createSigner('another', 'letters stop').sign({ person: anna.id, kinds: [] })
  const other = createSigner(secret, 'demo session').sign({ person: anna.id, kinds: [] })
  for (const bad of ['', 'x', forged, other, token.slice(0, -2)]) {
    expect((await post(`/letters/stop?t=${bad}`, '')).status).toBe(404)
  }
  expect((await settings()).rhythm).toBe('soon')
  // What cannot be read as a form means all letters, too; what is no form at all is not read to its end.
  const odd = await fetch(house.url + path, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    body: '--y nothing',
  })
  expect([odd.status, (await settings()).rhythm]).toEqual([200, 'never'])
  expect((await post(path, `kind=${'x'.repeat(100_000)}`)).status).toBe(413)
  // The link outlives the account, and makes it no new inbox.
  await house.as(house.chief, 'PATCH', `/api/people/${anna.id}`, { closed: true })
  await eventually(async () => expect(await settings()).toEqual(newInbox().settings))
  expect((await post(path, '')).status).toBe(404)
  expect(await house.storage.inboxes.people()).not.toContain(anna.id)
})
