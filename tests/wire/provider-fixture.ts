/** A house whose people may come in by an identity provider, a real one; and browsers that go there and back. */
import type { ProviderConfig } from '../../server/auth/provider.ts'
import type { Headers } from '../support/http.ts'
import {
  CLIENT_ID,
  CLIENT_SECRET,
  type OidcAccount,
  type OidcTestServer,
  startOidcServer,
} from '../support/oidc-server.ts'
import type { Options } from './http-fixture.ts'
import { type House, startHouse } from './people-fixture.ts'

/** Where the provider sends people back to. Nothing listens there: the tests carry the answer to the server. */
export const ORIGIN = 'http://plans.example'
export const CALLBACK = `${ORIGIN}/api/provider/callback`

export const configFor = (issuer: URL): ProviderConfig => ({
  issuer,
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
  name: 'Кабинет',
})

/** Where somebody ended up, and the cookies of their browser. */
export interface Landing {
  status: number
  location: string
  headers: Headers
  setCookies: string[]
}

export interface ProviderHouse extends House {
  oidc: OidcTestServer
  /** Begins a journey; the ticket as the browser keeps it. */
  start(body?: object): Promise<{ status: number; url: URL; ticket: Headers; code?: string }>
  /** The same from the account of somebody who is signed in. */
  link(
    who: { headers: Headers },
    currentPassword: string,
  ): Promise<{ status: number; url: URL; ticket: Headers }>
  /** Brings the provider's answer back. */
  arrive(back: URL, headers: Headers): Promise<Landing>
  /** All the way: to the provider as `login`, and back. */
  journey(login: string, body?: object, headers?: Headers): Promise<Landing>
}

const pairsOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ')

const arriveAt = async (url: string, back: URL, headers: Headers): Promise<Landing> => {
  const response = await fetch(`${url}${back.pathname}${back.search}`, { headers, redirect: 'manual' })
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    headers: { cookie: pairsOf(response) },
    setCookies: response.headers.getSetCookie(),
  }
}

/** Starts both. */
export const startProviderHouse = async (
  accounts: Record<string, OidcAccount>,
  options: Options = {},
): Promise<ProviderHouse> => {
  const oidc = await startOidcServer(CALLBACK, accounts)
  const config = { publicOrigin: ORIGIN, provider: configFor(oidc.issuer), ...options.config }
  const house = await startHouse({ ...options, config })
  const begin = async (path: string, body: object, headers: Headers) => {
    const response = await fetch(`${house.url}/api/provider/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    const answer = (await response.json()) as { url?: string; error?: { code: string } }
    const { status } = response
    const url = new URL(answer.url ?? 'http://nowhere.invalid')
    return { status, url, ticket: { cookie: pairsOf(response) }, ...answer.error }
  }
  const start: ProviderHouse['start'] = (body = {}) => begin('start', body, {})
  const arrive: ProviderHouse['arrive'] = (back, headers) => arriveAt(house.url, back, headers)
  return {
    ...house,
    oidc,
    start,
    link: (who, currentPassword) => begin('link', { currentPassword }, who.headers),
    arrive,
    journey: async (login, body, headers = {}) => {
      const { url, ticket } = await start(body)
      const cookie = [ticket.cookie, headers.cookie].filter(Boolean).join('; ')
      return arrive(await oidc.visit(url, login), { ...headers, cookie })
    },
  }
}
