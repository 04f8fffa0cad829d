/** Entries of the people's screens with nothing special about them, and a server that answers from a table. */
import { type Api, createApi } from '../../../../client/api.ts'
import type {
  Invitation,
  MyAccount,
  Person,
  SessionInfo,
  TokenInfo,
} from '../../../../client/people/schemas.ts'

const LONG_AGO = '2026-01-01T00:00:00Z'

export const person = (some: Partial<Person> = {}): Person => ({
  id: 'u1',
  name: 'Anna',
  login: 'anna',
  email: null,
  role: 'editor',
  plans: {},
  departments: [],
  approver: false,
  hasPassword: true,
  hasProvider: false,
  createdAt: LONG_AGO,
  closedAt: null,
  seenAt: null,
  ...some,
})

export const invitation = (some: Partial<Invitation> = {}): Invitation => ({
  id: 'i1',
  note: '',
  role: 'editor',
  departments: [],
  approver: false,
  left: 1,
  used: 0,
  createdAt: LONG_AGO,
  createdBy: 'u1',
  expiresAt: LONG_AGO,
  state: 'open',
  ...some,
})

export const token = (some: Partial<TokenInfo> = {}): TokenInfo => ({
  id: 't1',
  name: 'Site',
  role: 'viewer',
  departments: [],
  plans: null,
  createdAt: LONG_AGO,
  createdBy: 'u1',
  expiresAt: null,
  usedAt: null,
  revokedAt: null,
  ...some,
})

export const account = (some: Partial<NonNullable<MyAccount>> = {}): NonNullable<MyAccount> => ({
  login: 'anna',
  email: 'a@b.example',
  hasPassword: true,
  hasProvider: false,
  freshUntil: null,
  mail: false,
  provider: null,
  ...some,
})

export const session = (some: Partial<SessionInfo> = {}): SessionInfo => ({
  id: 's1',
  createdAt: LONG_AGO,
  seenAt: LONG_AGO,
  agent: '',
  address: '127.0.0.1',
  current: false,
  ...some,
})

export interface Sent {
  call: string
  body: unknown
}

type Answer = readonly [status: number, body: unknown]

/** An api whose answers stand in a table by `METHOD /path`; what was sent is noted. */
export const apiAnswering = (answers: Record<string, Answer | undefined>): { api: Api; sent: Sent[] } => {
  const sent: Sent[] = []
  const api = createApi(
    () => 'ru',
    async (path, init) => {
      const call = `${init?.method ?? 'GET'} ${path as string}`
      sent.push({ call, body: typeof init?.body === 'string' ? JSON.parse(init.body) : null })
      const answer = answers[call]
      if (!answer) throw new TypeError(`nothing answers ${call}`)
      return new Response(answer[1] === null ? null : JSON.stringify(answer[1]), { status: answer[0] })
    },
  )
  return { api, sent }
}
