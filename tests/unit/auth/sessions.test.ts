/** How long sessions live, on a clock of the test's own. */
import { expect, test } from 'vitest'
import { type AuthParts, createAuth } from '../../../server/auth/identity.ts'
import { digestOf } from '../../../server/auth/secrets.ts'
import { withSession } from '../../../server/auth/sessions.ts'
import { newDirectory } from '../../../server/storage/directory-data.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import { personEntry } from '../../support/storage-samples.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

const session = (hash: string) => ({ person: 'anna', hash, agent: '', address: '', replaces: null })

const setUp = async (config: Partial<AuthParts['config']> = {}) => {
  const { catalogue, directory } = openMemoryStorage()
  const clock = { now: Date.parse('2026-01-01T00:00:00Z') }
  const errors: unknown[] = []
  const auth = createAuth({
    config: { adminToken: null, demo: false, trial: false, publicOrigin: null, host: '127.0.0.1', ...config },
    catalogue,
    directory,
    ids: () => 'id',
    now: () => clock.now,
    onError: (error) => errors.push(error),
  })
  await directory.change((data) => ({ ...data, people: [personEntry('anna')] }))
  await directory.change((data) => withSession(data, session(digestOf('secret')), clock.now))
  const cookie = auth.sessionCookie('secret').split(';')[0] ?? ''
  let writes = 0
  directory.onChange(() => writes++)
  const who = () => auth.authenticate({ cookie })?.id ?? null
  /** Resolves when what was asked for so far is saved. */
  const saved = () => directory.change((data) => data)
  return { auth, directory, clock, who, saved, cookie, writes: () => writes, errors }
}

test('[PP5] a session ends thirty days after it was last used', async () => {
  const { clock, who, saved } = await setUp()
  for (let day = 0; day < 60; day += 20) {
    expect(who()).toBe('anna')
    await saved()
    clock.now += 20 * DAY_MS
  }
  expect(who()).toBe('anna')
  await saved()
  clock.now += 30 * DAY_MS - 1
  expect(who()).toBe('anna')
})

test('[PP5] unused for thirty days it is over, and stays over', async () => {
  const { clock, who, saved } = await setUp()
  clock.now += 30 * DAY_MS
  expect(who()).toBeNull()
  await saved()
  expect(who()).toBeNull()
})

test('[PP5] its use is written down at most once an hour', async () => {
  const { directory, clock, who, saved } = await setUp()
  const seenAt = () => directory.data.sessions[0]?.seenAt
  const first = seenAt()
  for (let minute = 0; minute < 59; minute++) {
    who()
    clock.now += 60_000
  }
  await saved()
  expect(seenAt()).toBe(first)
  clock.now += 60_000
  for (let call = 0; call < 100; call++) who()
  await saved()
  expect(seenAt()).toBe('2026-01-01T01:00:00.000Z')
})

test('[PP5] a failed note of its use costs nobody the session, and is reported', async () => {
  const { directory, clock, who, errors } = await setUp()
  const failure = new Error('disk full')
  directory.change = () => Promise.reject(failure)
  clock.now += HOUR_MS
  expect(who()).toBe('anna')
  await expect.poll(() => errors).toEqual([failure])
})

test('[PP5] one person has at most forty sessions: the one unused for longest makes room', () => {
  let data = newDirectory()
  for (let index = 0; index < 45; index++) data = withSession(data, session(`${index}`), index * HOUR_MS)
  expect(data.sessions.map(({ hash }) => hash)).toEqual(
    Array.from({ length: 40 }, (_, index) => `${index + 5}`),
  )
})

test('[PP5] whose account is closed is nobody from that moment', async () => {
  const { directory, who } = await setUp()
  const closedAt = '2026-01-01T00:00:00.000Z'
  await directory.change((data) => ({ ...data, people: [{ ...personEntry('anna'), closedAt }] }))
  expect(who()).toBeNull()
})

test('[PP5] on https the cookie is bound to the host, out of reach of scripts and never sent in the clear', async () => {
  const { auth } = await setUp({ publicOrigin: 'https://plans.example' })
  expect(auth.sessionCookie('x')).toMatch(
    /^__Host-svod-\w{8}=x; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure$/,
  )
})
