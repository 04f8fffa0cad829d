/** What somebody does about the provider from their own account: learns of it, links, unlinks, changes the address. */
import { expect, test, vi } from 'vitest'
import { type Member, PASSWORD, browser, secretOf, trail } from './people-fixture.ts'
import { type ProviderHouse, startProviderHouse } from './provider-fixture.ts'

const ACCOUNTS = { anna: { name: 'Анна', email: 'anna@example.org', email_verified: true } }
const SILENT = { send: async () => undefined }

interface Me {
  account: { hasPassword: boolean; hasProvider: boolean; freshUntil: string }
  signIn: { provider: { name: string } | null }
}
type Who = Parameters<ProviderHouse['as']>[0]

const meOf = async (house: ProviderHouse, who: Who) => (await house.as<Me>(who, 'GET', '/api/me')).body

test('[PW9] the account knows of the provider, and whoever is linked unlinks with the password alone', async () => {
  const house = await startProviderHouse(ACCOUNTS)
  const vera = house.chief
  expect(await meOf(house, vera)).toMatchObject({
    account: { hasPassword: true, hasProvider: false },
    signIn: { provider: { name: 'Кабинет' } },
  })
  const unlink = (currentPassword: string) =>
    house.as(vera, 'POST', '/api/provider/unlink', { currentPassword })
  expect((await unlink(PASSWORD)).status).toBe(409)
  const { url, ticket } = await house.link(vera, PASSWORD)
  await house.arrive(await house.oidc.visit(url, 'anna'), {
    cookie: `${vera.headers.cookie}; ${ticket.cookie}`,
  })
  const elsewhere = await house.journey('anna')
  expect((await meOf(house, elsewhere)).account.hasProvider).toBe(true)
  const back = await house.signIn('vera')
  const here = { headers: { cookie: Object.values(back.cookies).join('; ') } }
  const call = (currentPassword: string) =>
    house.as<{ error: { code: string } }>(here, 'POST', '/api/provider/unlink', { currentPassword })
  expect((await call('не тот пароль')).body.error.code).toBe('wrong-credentials')
  expect((await meOf(house, here)).account.hasProvider).toBe(true)
  expect((await call(PASSWORD)).status).toBe(204)
  expect((await meOf(house, here)).account.hasProvider).toBe(false)
  // What had come in by the provider is out.
  expect((await house.as(elsewhere, 'GET', '/api/me')).status).toBe(401)
  expect((await trail(house))[0]).toBe('account.unlink')
  expect((await house.journey('anna')).location).toBe('/#error=not-invited')
})

test('[PV17] whoever unlinks the provider is not linked by the address again until the chief editor enters another', async () => {
  const house = await startProviderHouse({
    ...ACCOUNTS,
    boris: { name: 'Борис', email: 'boris@example.org', email_verified: true },
  })
  const anna = await house.join('anna', 'editor')
  const enter = (email: string) => house.as(house.chief, 'PATCH', `/api/people/${anna.id}`, { email })
  await enter('anna@example.org')
  expect((await meOf(house, await house.journey('anna'))).account.hasProvider).toBe(true)
  const out = await house.as(anna, 'POST', '/api/provider/unlink', { currentPassword: PASSWORD })
  expect(out.status).toBe(204)
  await enter('anna@example.org')
  expect((await house.journey('anna')).location).toBe('/#error=not-invited')
  await enter('boris@example.org')
  expect((await meOf(house, await house.journey('boris'))).account.hasProvider).toBe(true)
})

test('[PW10] a password link says whether its account is the provider’s already', async () => {
  const house = await startProviderHouse(ACCOUNTS)
  const anna = await house.join('anna', 'editor')
  const look = async () => {
    const { body } = await house.as<{ link: string }>(house.chief, 'POST', `/api/people/${anna.id}/reset`)
    return (await house.post('/api/links/look', { secret: secretOf(body.link) })).body
  }
  expect(await look()).toMatchObject({ kind: 'reset', hasProvider: false })
  const { url, ticket } = await house.link(anna, PASSWORD)
  await house.arrive(await house.oidc.visit(url, 'anna'), {
    cookie: `${anna.headers.cookie}; ${ticket.cookie}`,
  })
  expect(await look()).toMatchObject({ kind: 'reset', hasProvider: true })
})

test('[PW12] who has no password changes the address right after signing in, and not later', async () => {
  const house = await startProviderHouse(ACCOUNTS, { mail: SILENT })
  const { body } = await house.as<{ link: string }>(house.chief, 'POST', '/api/invitations', {
    role: 'editor',
  })
  const anna = await house.journey('anna', { invitation: secretOf(body.link) })
  const change = (who: Who, email: string) =>
    house.as<{ error: { code: string } }>(who, 'PATCH', '/api/account', { email })
  expect((await change(anna, 'new@example.org')).status).toBe(200)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 })
  try {
    expect(await change(anna, 'thief@example.org')).toMatchObject({
      status: 403,
      body: { error: { code: 'session-stale' } },
    })
    const again = await house.journey('anna')
    expect((await change(again, 'newer@example.org')).status).toBe(200)
    // For whoever has a password, nothing but the password will do.
    expect((await change(await fresh(house), 'vera@example.org')).body.error.code).toBe('bad-request')
  } finally {
    vi.useRealTimers()
  }
  expect(house.storage.directory.data.people.map(({ email }) => email)).toEqual([null, 'newer@example.org'])
})

/** The chief editor, just signed in. */
const fresh = async (house: ProviderHouse) => {
  const { cookies } = await house.signIn('vera')
  return { headers: { cookie: Object.values(cookies).join('; ') } }
}

test('[PV16] what was begun with a session or a password that has ended since links nobody', async () => {
  const house = await startProviderHouse(ACCOUNTS)
  const endings = {
    anna: (who: Member) => house.as(who, 'POST', '/api/sign-out', { everywhere: true }),
    boris: async (who: Member) => {
      const other = { ...who, headers: browser(await house.signIn('boris')) }
      // Another browser's session goes, and the password; the session that began the journey is the one that stays.
      await house.as(who, 'POST', '/api/account/password', { old: PASSWORD, new: 'совсем другой пароль' })
      expect((await house.as(other, 'GET', '/api/me')).status).toBe(401)
    },
  }
  for (const [login, end] of Object.entries(endings)) {
    const who = await house.join(login, 'editor')
    const { url, ticket } = await house.link(who, PASSWORD)
    await end(who)
    const landing = await house.arrive(await house.oidc.visit(url, 'anna'), ticket)
    expect([login, landing.location]).toEqual([login, '/#error=provider-refused'])
  }
  expect(house.storage.directory.data.people.filter(({ subject }) => subject !== null)).toEqual([])
})
