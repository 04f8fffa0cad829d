/** Letters with links: a forgotten password, an invitation. Over a real SMTP server. */
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { expect, test, vi } from 'vitest'
import { createLetterOffice, letterOf } from '../../server/letters.ts'
import { createMail } from '../../server/mail.ts'
import { startPostBox } from '../support/smtp.ts'
import { ADMIN, type ErrorBody } from './http-fixture.ts'
import { PASSWORD, browser, secretOf, startHouse, trail } from './people-fixture.ts'
import { eventually } from '../support/eventually.ts'

const HOUR_MS = 60 * 60 * 1000

type Made = { id: string; link: string; expiresAt: string }

/** A house with a post box for all its letters. */
const startMailHouse = async (config: object = {}) => {
  const box = await startPostBox()
  const office = createLetterOffice(await createMail({ url: box.url, from: 'Svod <svod@example.org>' }))
  const house = await startHouse({ mail: office, config })
  const anna = await house.join('anna', 'editor')
  await house.as(anna, 'PATCH', '/api/account', { email: 'anna@example.org', currentPassword: PASSWORD })
  const ask = (login: string, headers = {}) => house.post('/api/password-help', { login }, headers)
  return { box, office, house, anna, ask }
}

/** The text of a letter, whatever its encoding. */
const textOf = (letter: string): string => {
  const [head = '', ...rest] = letter.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  if (/Transfer-Encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8')
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => `%${hex}`)
  return /quoted-printable/i.test(head) ? decodeURIComponent(bytes) : body
}

const linkIn = (letter: string): string => /https?:\S+\/join#\S+/.exec(textOf(letter))?.[0] ?? ''

test('[PV11] who has forgotten the password sets a new one by a letter', async () => {
  const { box, house, anna, ask } = await startMailHouse()
  expect((await house.as(null, 'GET', '/api/me')).body).toMatchObject({ signIn: { help: true } })
  const arriving = box.next()
  expect((await ask('  ANNA ')).status).toBe(204)
  const letter = await arriving
  expect(letter).toContain('To: anna@example.org')
  const link = linkIn(letter)
  expect(link).toMatch(new RegExp(`^${house.url}/join#[\\w-]{43}$`))
  const entry = await house.post('/api/links/accept', {
    secret: secretOf(link),
    password: 'совсем новый пароль',
  })
  expect(entry.status).toBe(200)
  expect((await house.as({ headers: browser(entry) }, 'GET', '/api/me')).status).toBe(200)
  expect((await house.as(anna, 'GET', '/api/me')).status).toBe(401)
  expect((await trail(house)).slice(0, 2)).toEqual(['account.password', 'account.help'])
  const records = JSON.stringify(await house.storage.readAudit(10))
  expect(records).toContain('"by":""')
  expect(records).not.toContain(secretOf(link))
})

test('[PV11] nothing tells whether there is such an account', async () => {
  const { box, house, ask } = await startMailHouse()
  const closed = await house.join('closed', 'editor')
  await house.as(closed, 'PATCH', '/api/account', { email: 'closed@example.org', currentPassword: PASSWORD })
  await house.as(house.chief, 'DELETE', `/api/people/${closed.id}`)
  const arriving = box.next()
  for (const login of ['nobody', 'closed', 'vera', '', '\u0000', 'anna']) {
    const answer = await ask(login)
    expect([login, answer.status, answer.body, answer.cookies]).toEqual([login, 204, {}, {}])
  }
  expect(await arriving).toContain('To: anna@example.org')
  expect(box.letters).toHaveLength(1)
})

test('[PV11] the answer is there before anything is written or sent', async () => {
  const { house, ask } = await startMailHouse()
  const change = vi.spyOn(house.storage.directory, 'change').mockReturnValue(new Promise(() => undefined))
  expect((await ask('anna')).status).toBe(204)
  await eventually(() => expect(change).toHaveBeenCalledTimes(1))
  vi.restoreAllMocks()
})

test('[PV11] a link holds one hour; a new one ends it, and not the chief editor’s', async () => {
  const { box, house, anna, ask } = await startMailHouse()
  const made = await house.as<Made>(house.chief, 'POST', `/api/people/${anna.id}/reset`)
  const links: string[] = [secretOf(made.body.link)]
  await eventually(() => expect(box.letters).toHaveLength(1))
  for (let index = 0; index < 2; index++) {
    const arriving = box.next()
    await ask('anna')
    links.push(secretOf(linkIn(await arriving)))
  }
  const look = async (secret = '') => (await house.post('/api/links/look', { secret })).status
  expect(await Promise.all(links.map(look))).toEqual([200, 410, 200])
  const now = Date.now()
  vi.spyOn(Date, 'now').mockReturnValue(now + HOUR_MS + 1000)
  expect(await Promise.all(links.map(look))).toEqual([200, 410, 410])
  vi.restoreAllMocks()
})

test('[PV11] one account gets three letters an hour, one address asks twenty times', async () => {
  const { box, house, ask } = await startMailHouse({ proxies: 1 })
  const from = (address: string) => ({ 'x-forwarded-for': address })
  for (let index = 0; index < 6; index++) {
    expect((await ask('anna', from(`10.0.0.${index}`))).status).toBe(204)
  }
  const boris = await house.join('boris', 'viewer')
  await house.as(boris, 'PATCH', '/api/account', { email: 'boris@example.org', currentPassword: PASSWORD })
  for (let index = 0; index < 20; index++) await ask(`nobody${index}`, from('10.9.9.9'))
  const refused = await ask('boris', from('10.9.9.9'))
  expect([refused.status, Number(refused.retryAfter) > 3000]).toEqual([429, true])
  expect((await ask('boris', from('10.1.1.1'))).status).toBe(204)
  await eventually(() => expect(box.letters.filter((one) => one.includes('To: boris@'))).toHaveLength(1))
  expect(box.letters.filter((one) => one.includes('To: anna@'))).toHaveLength(3)
})

test('[PV9] a letter leads to the server, not to what a request calls it', async () => {
  const { box, house, ask } = await startMailHouse()
  const arriving = box.next()
  const { port } = new URL(house.url)
  const headers = { host: `evil.example:${port}`, 'content-type': 'application/json' }
  const options = { hostname: '127.0.0.1', port, path: '/api/password-help', method: 'POST', headers }
  const asked = request(options).end(JSON.stringify({ login: 'anna' }))
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  expect(answer.resume().statusCode).toBe(204)
  expect(linkIn(await arriving)).toContain(`${house.url}/join#`)
  const foreign = await ask('anna', { origin: 'http://evil.example' })
  expect(foreign.body.error.code).toBe('foreign-origin')
})

test('[PV9] [PV13] a mailed invitation leads to the server, too, whatever the request calls it', async () => {
  const { box, house } = await startMailHouse()
  const { port } = new URL(house.url)
  const evil = { host: `evil.example:${port}`, 'content-type': 'application/json' }
  const options = { hostname: '127.0.0.1', port, method: 'POST', headers: { ...evil, ...ADMIN } }
  const calls = {
    '/api/invitations': { role: 'viewer', email: 'new@example.org' },
    '/api/people': { name: 'Н', login: 'new', role: 'viewer', email: 'new@example.org' },
  }
  for (const [path, body] of Object.entries(calls)) {
    const arriving = box.next()
    const asked = request({ ...options, path }).end(JSON.stringify(body))
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    expect(answer.resume().statusCode).toBe(201)
    expect(linkIn(await arriving)).toContain(`${house.url}/join#`)
  }
})

test('[PV14] where letters are sent, another address needs the password, and tries are limited', async () => {
  const { house, anna } = await startMailHouse()
  const me = await house.as(anna, 'GET', '/api/me')
  expect(me.body).toMatchObject({ account: { mail: true } })
  const change = async (body: object) => {
    const answer = await house.as<ErrorBody>(anna, 'PATCH', '/api/account', body)
    return answer.status === 200 ? 200 : answer.body.error.code
  }
  const email = 'eve@example.org'
  expect(await change({ email })).toBe('bad-request')
  expect(await change({ email: null })).toBe('bad-request')
  expect(await change({ name: 'Анна', email: 'anna@example.org' })).toBe(200)
  for (let index = 0; index < 5; index++) {
    expect(await change({ email, currentPassword: 'не тот пароль' })).toBe('wrong-credentials')
  }
  expect(await change({ email, currentPassword: 'не тот пароль' })).not.toBe(200)
  expect(house.storage.directory.data.people[1]?.email).toBe('anna@example.org')
})

test('[PV11] without a mail server there is no help to ask for', async () => {
  const house = await startHouse()
  expect((await house.post('/api/password-help', { login: 'vera' })).status).toBe(404)
  expect((await house.as(null, 'GET', '/api/me')).body).toMatchObject({ signIn: { help: false } })
})

test('[PV12] letters speak Russian and English', () => {
  const mail = { to: 'a@b.c', link: 'http://svod/join#x', expiresAt: '2026-11-26T12:30:00.000Z' }
  const help = letterOf({ ...mail, kind: 'help', locale: 'ru' })
  expect(help.subject).toBe('Новый пароль в Svod')
  expect(help.text).toContain('\n\nhttp://svod/join#x\n\n')
  expect(help.text).toMatch(/действует один час: до 26 ноября 2026 г\., \d\d:\d\d \S+\.\n/)
  const invitation = letterOf({ ...mail, kind: 'invitation', locale: 'en' })
  expect(invitation.subject).toBe('You are invited to Svod')
  expect(invitation.text).toMatch(/works until 26 November 2026, \d\d:\d\d \S+\. /)
  for (const kind of ['invitation', 'reset', 'help'] as const) {
    for (const locale of ['ru', 'en'] as const) {
      expect(letterOf({ ...mail, kind, locale }).text).not.toMatch(/[{}]/)
    }
  }
})

test('[PV12] a letter on its way is waited for at the end', async () => {
  const { box, office, house } = await startMailHouse()
  const person = { name: 'Б', login: 'boris', role: 'viewer', email: 'boris@example.org' }
  await house.as(house.chief, 'POST', '/api/people', person)
  await office.close()
  expect(box.letters[0]).toContain('To: boris@example.org')
})

test('[PV13] an invitation is mailed in the language of who invites, and shown', async () => {
  const { box, house } = await startMailHouse()
  const arriving = box.next()
  const headers = { ...house.chief.headers, 'accept-language': 'ru' }
  const body = { role: 'editor', email: 'new@example.org', note: 'Методисту' }
  const made = await house.as<Made>({ headers }, 'POST', '/api/invitations', body)
  const letter = await arriving
  expect(letter).toContain('To: new@example.org')
  expect(textOf(letter)).toContain('Вас приглашают')
  expect(linkIn(letter)).toBe(made.body.link)
  const answers = { secret: secretOf(made.body.link), password: PASSWORD, name: 'Н', login: 'new' }
  expect((await house.post('/api/links/accept', answers)).status).toBe(200)
  const listed = await house.as<{ invitations: object[] }>(house.chief, 'GET', '/api/invitations')
  expect(listed.body.invitations).toHaveLength(2)
  expect(await house.storage.readAudit(2)).toMatchObject([{}, { details: { email: 'new@example.org' } }])
})

test('[PV13] [PV4] what is no single address gets no letter', async () => {
  const { box, house } = await startMailHouse()
  for (const email of ['a@b@c', 'a b@c.d', 'a@b.c\r\nBcc: e@f.g', 'nobody', '']) {
    const answer = await house.as<ErrorBody>(house.chief, 'POST', '/api/invitations', {
      role: 'viewer',
      email,
    })
    expect([email, answer.status]).toEqual([email, 400])
  }
  const plain = await startHouse()
  const answer = await plain.as<ErrorBody>(plain.chief, 'POST', '/api/invitations', {
    role: 'viewer',
    email: 'a@b.c',
  })
  expect([answer.status, answer.body.error.details?.field]).toEqual([400, 'email'])
  expect(plain.storage.directory.data.links.filter(({ kind }) => kind === 'invitation')).toEqual([])
  expect(box.letters).toEqual([])
})
