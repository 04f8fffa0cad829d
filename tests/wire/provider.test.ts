/** Sign-in by an identity provider, against a real one. */
import { describe, expect, test } from 'vitest'
import { type Intent, createProvider } from '../../server/auth/provider.ts'
import { createSigner } from '../../server/auth/signed-token.ts'
import { CLIENT_ID, CLIENT_SECRET, startOidcServer } from '../support/oidc-server.ts'

const CALLBACK = new URL('http://127.0.0.1:4400/api/provider/callback')
const HOME: Intent = { to: '/', invitation: null, person: null }
const ME = { id: 'me', session: 'a-session', password: 'a-digest' }
const ACCOUNTS = {
  anna: { name: 'Анна Петрова', email: 'Anna@Example.org', email_verified: true },
  boris: { email: 'boris@example.org', email_verified: false },
}

const start = async (now = () => Date.now()) => {
  const server = await startOidcServer(CALLBACK.href, ACCOUNTS)
  const config = { issuer: server.issuer, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, name: 'Кабинет' }
  const provider = await createProvider({ config, signer: createSigner('secret', 'journey'), now })
  return { server, provider }
}

describe('an identity provider', () => {
  test('[PV1] somebody who signs in there comes back with a lasting subject, name and verified address', async () => {
    const { server, provider } = await start()
    const { url, ticket } = await provider.begin(CALLBACK, {
      to: '/p/one',
      invitation: 'digest',
      person: ME,
    })
    const back = await server.visit(url, 'anna')
    expect(back.href.startsWith(CALLBACK.href)).toBe(true)
    expect(await provider.finish(back, ticket)).toEqual({
      subject: `${server.issuer.origin} anna`,
      name: 'Анна Петрова',
      email: 'anna@example.org',
      to: '/p/one',
      invitation: 'digest',
      person: ME,
    })
  })

  test('[PV1] an address that is not verified is nobody’s', async () => {
    const { server, provider } = await start()
    const { url, ticket } = await provider.begin(CALLBACK, HOME)
    const arrival = await provider.finish(await server.visit(url, 'boris'), ticket)
    expect(arrival).toMatchObject({ name: null, email: null })
  })

  test('[PV2] an answer counts for the browser that asked alone, once, and for ten minutes', async () => {
    let now = Date.now()
    const { server, provider } = await start(() => now)
    const mine = await provider.begin(CALLBACK, HOME)
    const other = await provider.begin(CALLBACK, HOME)
    const back = await server.visit(mine.url, 'anna')
    const refusal = expect.objectContaining({ code: 'provider-refused' })
    await expect(provider.finish(back, other.ticket)).rejects.toEqual(refusal)
    await expect(provider.finish(back, `${mine.ticket}x`)).rejects.toEqual(refusal)
    await provider.finish(back, mine.ticket)
    await expect(provider.finish(back, mine.ticket)).rejects.toEqual(refusal)
    const late = await server.visit(other.url, 'anna')
    now += 11 * 60 * 1000
    await expect(provider.finish(late, other.ticket)).rejects.toEqual(refusal)
  })

  test('[PV2] who says no at the provider is told so', async () => {
    const { provider } = await start()
    const { ticket } = await provider.begin(CALLBACK, HOME)
    const denied = new URL(`${CALLBACK.href}?error=access_denied`)
    await expect(provider.finish(denied, ticket)).rejects.toMatchObject({ code: 'provider-refused' })
  })

  test('[PV3] a provider that is away is said to be away, and asked again', async () => {
    const { server, provider } = await start()
    server.close()
    const failure = expect.objectContaining({ code: 'provider-unreachable' })
    await expect(provider.begin(CALLBACK, HOME)).rejects.toEqual(failure)
    await expect(provider.begin(CALLBACK, HOME)).rejects.toEqual(failure)
  })
})
