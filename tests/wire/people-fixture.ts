/** A house with people in it: a server without the demo, and people who came in by links as anybody does. */
import type { Role } from '../../shared/identity.ts'
import { digestOf, newSecret } from '../../server/auth/secrets.ts'
import type { Storage } from '../../server/storage/storage.ts'
import type { Answer, Headers } from '../support/http.ts'
import { type Options, type TestServer, startHttp } from './http-fixture.ts'

export const PASSWORD = 'снег лежит до апреля'

/** An answer with the cookies that it sets, by their use: '' is the session. */
export interface Entry {
  status: number
  body: { identity: { id: string; role: string }; error: { code: string } }
  cookies: Record<string, string>
  retryAfter: string | null
}

/** Somebody who is in. */
export interface Member {
  id: string
  login: string
  /** What their browser sends. */
  headers: Headers
}

export interface House extends TestServer {
  /** The first person. */
  chief: Member
  /** A POST as a browser sends it. */
  post(path: string, body: unknown, headers?: Headers): Promise<Entry>
  /** A new person, by an invitation of the chief editor's. */
  join(login: string, role: Role, more?: object): Promise<Member>
  signIn(login: string, password?: string, headers?: Headers): Promise<Entry>
  /** A call as somebody, or as nobody. */
  as<T = Record<string, unknown>>(
    member: { headers: Headers } | null,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer<T>>
}

const useOf = (name: string): string => /^(?:__Host-)?svod-\w{8}(?:-(\w+))?$/.exec(name)?.[1] ?? ''

const post = async (url: string, path: string, body: unknown, headers: Headers = {}): Promise<Entry> => {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const pairs = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
  const cookies = Object.fromEntries(pairs.map((pair) => [useOf(pair.split('=')[0] ?? ''), pair]))
  const text = await response.text()
  const answer = (text === '' ? {} : JSON.parse(text)) as Entry['body']
  return { status: response.status, body: answer, cookies, retryAfter: response.headers.get('retry-after') }
}

/** A browser that keeps these cookies. */
export const browser = ({ cookies }: Pick<Entry, 'cookies'>): Headers => ({
  cookie: Object.values(cookies).join('; '),
})

/** The secret behind the `#` of a link. */
export const secretOf = (link: string): string => link.split('#')[1] ?? ''

/** A link for the first person, put into the store as a start does. */
export const storeFirstLink = async (storage: Storage): Promise<string> => {
  const secret = newSecret()
  const at = new Date().toISOString()
  const link = {
    id: `first-${secret.slice(0, 8)}`,
    hash: digestOf(secret),
    kind: 'first' as const,
    person: null,
    note: '',
    role: 'chief' as const,
    departments: [],
    approver: false,
    left: 1,
    used: 0,
    createdAt: at,
    createdBy: 'server',
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
    revokedAt: null,
  }
  await storage.directory.change((data) => ({ ...data, links: [...data.links, link] }))
  return secret
}

/** Starts one, with Вера as its chief editor. */
export const startHouse = async (options: Options = {}): Promise<House> => {
  const server = await startHttp({ ...options, config: { demo: false, ...options.config } })
  const enter = async (secret: string, login: string): Promise<Member> => {
    const answers = { secret, password: PASSWORD, name: `Имя ${login}`, login }
    const entry = await post(server.url, '/api/links/accept', answers)
    if (entry.status !== 200) throw new Error(`Joining failed: ${JSON.stringify(entry.body)}`)
    return { id: entry.body.identity.id, login, headers: browser(entry) }
  }
  const chief = await enter(await storeFirstLink(server.storage), 'vera')
  const as: House['as'] = (member, method, path, body) =>
    server.call(method, path, body, member?.headers ?? {})
  return {
    ...server,
    chief,
    as,
    post: (path, body, headers) => post(server.url, path, body, headers),
    join: async (login, role, more = {}) => {
      const { body } = await as<{ link: string }>(chief, 'POST', '/api/invitations', { role, ...more })
      return enter(secretOf(body.link), login)
    },
    signIn: (login, password = PASSWORD, headers = {}) =>
      post(server.url, '/api/sign-in', { login, password }, headers),
  }
}

/** Id of the nth department of a new house. */
export const departmentOf = (server: TestServer, index = 0): string =>
  server.storage.catalogue.departments()[index]?.id ?? ''

/** The actions in the audit trail, newest first. */
export const trail = async (server: TestServer): Promise<string[]> =>
  (await server.storage.readAudit(1000)).map(({ action }) => action)
