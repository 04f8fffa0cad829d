/**
 * A real OpenID provider on this machine (oidc-provider), and a person who signs in there by its own pages.
 * Owns the accounts that it knows; what is done with its answers is the tests' business.
 */
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider as OidcServer } from 'oidc-provider'
import { onTestFinished } from 'vitest'

export const CLIENT_ID = 'svod'
export const CLIENT_SECRET = 'a-secret-of-the-tests-of-svod-000000'

export interface OidcAccount {
  name?: string
  email?: string
  email_verified?: boolean
}

export interface OidcTestServer {
  issuer: URL
  /** Walks through the provider's pages as `login`; the address that the browser is sent back to. */
  visit(url: URL, login: string): Promise<URL>
  close(): void
}

const LIFE_SECONDS = 600

const makeSigningKey = () => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  use: 'sig',
  alg: 'RS256',
})

let madeKey: ReturnType<typeof makeSigningKey> | null = null

/** Made once a worker: making one takes longer than most tests of the provider. */
const signingKey = () => (madeKey ??= makeSigningKey())

const createProvider = (
  issuer: string,
  callback: string,
  accounts: Record<string, OidcAccount>,
): OidcServer =>
  new OidcServer(issuer, {
    clients: [{ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, redirect_uris: [callback] }],
    cookies: { keys: ['keys-of-the-tests'] },
    jwks: { keys: [signingKey()] },
    ttl: {
      AccessToken: LIFE_SECONDS,
      IdToken: LIFE_SECONDS,
      Grant: LIFE_SECONDS,
      Session: LIFE_SECONDS,
      Interaction: LIFE_SECONDS,
    },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
  })

/** The cookies of one browser, for one server. */
class Jar {
  private readonly cookies = new Map<string, string>()

  take(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }

  header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }
}

const MOST_STEPS = 12

/** Follows redirects and fills in the forms for login and consent until the way leads off the provider. */
const walk = async (issuer: string, start: URL, login: string): Promise<URL> => {
  const jar = new Jar()
  let url = start
  let form: Record<string, string> | null = null
  for (let step = 0; step < MOST_STEPS; step++) {
    const response: Response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: jar.header() },
      ...(form === null ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    })
    jar.take(response)
    const location = response.headers.get('location')
    if (location !== null) {
      url = new URL(location, url)
      form = null
      if (url.origin !== issuer) return url
      continue
    }
    const page = await response.text()
    const action = /action="([^"]+)"/.exec(page)?.[1]
    if (action === undefined)
      throw new Error(`The provider answered ${response.status}: ${page.slice(0, 400)}`)
    form = page.includes('name="login"') ? { prompt: 'login', login, password: 'any' } : { prompt: 'consent' }
    url = new URL(action, url)
  }
  throw new Error('The provider did not come to an end.')
}

/**
 * Starts one that sends people back to `callback`, which is asked for with the first request where the server that
 * stands there is started later. The caller closes it, or the test's end does.
 */
export const startOidcServer = async (
  callback: string | (() => string),
  accounts: Record<string, OidcAccount>,
): Promise<OidcTestServer> => {
  const http: Server = createServer()
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const create = () =>
    createProvider(issuer, typeof callback === 'string' ? callback : callback(), accounts).callback()
  let handle: ReturnType<typeof create> | null = null
  http.on('request', (request, response) => void (handle ??= create())(request, response))
  const close = () => {
    http.closeAllConnections()
    http.close()
  }
  onTestFinished(close)
  return { issuer: new URL(issuer), visit: (url, login) => walk(issuer, url, login), close }
}
