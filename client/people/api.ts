/**
 * The calls about people, departments, tokens, links and the audit trail (PROTOCOL.md "People"), typed.
 * Owns paths and bodies; secrets travel in bodies alone. Fetched with the pages that need it.
 */
import type { Access, Role } from '../../shared/identity.ts'
import type * as z from 'zod/mini'
import type { Act } from '../act.ts'
import { anythingSchema, createdSchema, enteredSchema, linkSchema } from '../api-schemas.ts'
import type { NoticeKind, Rhythm, Way } from '../../shared/notices/kinds.ts'
import type { Call } from '../api.ts'
import * as schemas from './schemas.ts'

/** What somebody may do in the house. */
export interface Rights {
  role: Role
  departments: readonly string[]
  approver: boolean
}

/** An account that is made for somebody; the password comes from the link. */
export interface NewPerson extends Rights {
  name: string
  login: string
  email?: string
}

export interface NewInvitation extends Rights {
  note: string
  days: number
  uses: 'one' | 'many'
  /** Left out: nobody is written to. */
  email?: string
}

export interface NewToken {
  name: string
  role: Role
  departments: readonly string[]
  /** Left out: for all plans. */
  plans?: readonly string[]
  /** Left out: until it is revoked. */
  days?: number
}

export interface PersonChange {
  name?: string
  email?: string | null
  role?: Access
  departments?: readonly string[]
  approver?: boolean
  closed?: boolean
  /** The provider's account is taken away; a new one comes from the person themselves. */
  hasProvider?: false
}

export interface AccountChange {
  name?: string
  email?: string | null
  /** Asked for another address where letters are sent. */
  currentPassword?: string
}

export type NoticeChoices = z.infer<typeof schemas.noticeSettingsSchema>

export interface DepartmentFields {
  name: string
  short: string
  hue: number
}

export interface AuditQuery {
  limit: number
  before?: string | number
  /** `action`, `who`, `plan`, `since`, `until` (PROTOCOL.md). */
  [filter: string]: string | number | undefined
}

const segment = encodeURIComponent

const queryOf = (query: AuditQuery): string =>
  new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString()

const accountCalls = (call: Call) => ({
  lookAtLink: (secret: string) =>
    call('/api/links/look', schemas.lookSchema, { method: 'POST', body: { secret } }),
  acceptLink: async (
    secret: string,
    answers: { password: string; name?: string; login?: string; email?: string },
  ): Promise<void> => {
    await call('/api/links/accept', enteredSchema, { method: 'POST', body: { secret, ...answers } })
  },
  /** The provider's page, from which one comes back with what the link gives. */
  joinByProvider: async (secret: string): Promise<string> =>
    (
      await call('/api/provider/start', schemas.journeySchema, {
        method: 'POST',
        body: { to: '/', invitation: secret },
      })
    ).url,
  /** The same answer whoever is meant. */
  helpWithPassword: async (login: string): Promise<void> => {
    await call('/api/password-help', anythingSchema, { method: 'POST', body: { login } })
  },
  /** The plan that a public link opens; the cookie of a guest comes with the answer. */
  enterAsGuest: async (secret: string): Promise<string> =>
    (await call('/api/public/enter', schemas.publicEnteredSchema, { method: 'POST', body: { secret } })).plan,
  myself: async (): Promise<schemas.MyAccount> => {
    const { account, signIn } = await call('/api/me', schemas.myselfSchema)
    return account && { ...account, provider: signIn?.provider ?? null }
  },
  /** The provider's page, from which one comes back to `to`, linked. */
  linkProvider: async (currentPassword: string, to: string): Promise<string> =>
    (
      await call('/api/provider/link', schemas.journeySchema, {
        method: 'POST',
        body: { to, currentPassword },
      })
    ).url,
  unlinkProvider: async (currentPassword: string): Promise<void> => {
    await call('/api/provider/unlink', anythingSchema, { method: 'POST', body: { currentPassword } })
  },
  changeAccount: async (change: AccountChange): Promise<void> => {
    await call('/api/account', enteredSchema, { method: 'PATCH', body: change })
  },
  changePassword: async (passwords: { old: string; new: string }): Promise<void> => {
    await call('/api/account/password', anythingSchema, { method: 'POST', body: passwords })
  },
  noticeSettings: (): Promise<NoticeChoices> => call('/api/inbox/settings', schemas.noticeSettingsSchema),
  changeNoticeSettings: async (change: {
    rhythm?: Rhythm
    ways?: Partial<Record<NoticeKind, Way>>
  }): Promise<void> => {
    await call('/api/inbox/settings', anythingSchema, { method: 'PATCH', body: change })
  },
  sessions: async () => (await call('/api/account/sessions', schemas.sessionsSchema)).sessions,
  endSession: async (id: string): Promise<void> => {
    await call(`/api/account/sessions/${segment(id)}`, anythingSchema, { method: 'DELETE' })
  },
})

const peopleCalls = (call: Call) => ({
  people: async () => (await call('/api/people', schemas.peopleSchema)).people,
  /** The link with which they set their first password. */
  createPerson: async (person: NewPerson, act?: Act): Promise<string> =>
    (await call('/api/people', linkSchema, { method: 'POST', body: person, act })).link,
  changePerson: async (id: string, change: PersonChange): Promise<void> => {
    await call(`/api/people/${segment(id)}`, anythingSchema, { method: 'PATCH', body: change })
  },
  /** A link with which the person sets a new password. */
  passwordLink: async (id: string): Promise<string> =>
    (await call(`/api/people/${segment(id)}/reset`, linkSchema, { method: 'POST', body: {} })).link,
  invitations: async () => (await call('/api/invitations', schemas.invitationsSchema)).invitations,
  invite: async (invitation: NewInvitation, act?: Act): Promise<string> =>
    (await call('/api/invitations', linkSchema, { method: 'POST', body: invitation, act })).link,
  revokeInvitation: async (id: string): Promise<void> => {
    await call(`/api/invitations/${segment(id)}`, anythingSchema, { method: 'DELETE' })
  },
})

const houseCalls = (call: Call) => ({
  addDepartment: async (fields: DepartmentFields): Promise<string> =>
    (await call('/api/departments', createdSchema, { method: 'POST', body: fields })).id,
  /** `after` is the department it comes to stand behind; null: the first place. */
  changeDepartment: async (
    id: string,
    change: Partial<DepartmentFields> & { after?: string | null },
  ): Promise<void> => {
    await call(`/api/departments/${segment(id)}`, anythingSchema, { method: 'PATCH', body: change })
  },
  deleteDepartment: async (id: string): Promise<void> => {
    await call(`/api/departments/${segment(id)}`, anythingSchema, { method: 'DELETE' })
  },
  tokens: async () => (await call('/api/tokens', schemas.tokensSchema)).tokens,
  createToken: async (token: NewToken, act?: Act): Promise<string> =>
    (await call('/api/tokens', schemas.newTokenSchema, { method: 'POST', body: token, act })).token,
  revokeToken: async (id: string): Promise<void> => {
    await call(`/api/tokens/${segment(id)}`, anythingSchema, { method: 'DELETE' })
  },
  audit: (query: AuditQuery) => call(`/api/audit?${queryOf(query)}`, schemas.auditSchema),
})

/** Whose part of a plan's calendar; nothing for the whole. */
const departmentQuery = (department: string | null): string =>
  department === null ? '' : `?department=${encodeURIComponent(department)}`

const planCalls = (call: Call) => {
  const plan = (id: string) => `/api/plans/${segment(id)}`
  return {
    planPeople: async (id: string) => (await call(`${plan(id)}/people`, schemas.planPeopleSchema)).people,
    /** `null` takes the exception away. */
    setPlanRole: async (id: string, person: string, role: Access | null): Promise<void> => {
      await call(`${plan(id)}/people/${segment(person)}`, anythingSchema, { method: 'PATCH', body: { role } })
    },
    publicLink: (id: string) => call(`${plan(id)}/public-link`, schemas.publicLinkSchema),
    setPublicLink: (id: string, change: { on: boolean; renew?: boolean }) =>
      call(`${plan(id)}/public-link`, schemas.publicLinkSchema, { method: 'PUT', body: change }),
    calendarLink: (id: string, department: string | null) =>
      call(`${plan(id)}/calendar-link${departmentQuery(department)}`, schemas.publicLinkSchema),
    setCalendarLink: (id: string, department: string | null, change: { on: boolean; renew?: boolean }) =>
      call(`${plan(id)}/calendar-link${departmentQuery(department)}`, schemas.publicLinkSchema, {
        method: 'PUT',
        body: change,
      }),
  }
}

/** The calls of the people's screens, over the page's one way to the server. */
export const createPeopleApi = (call: Call) => ({
  ...accountCalls(call),
  ...peopleCalls(call),
  ...houseCalls(call),
  ...planCalls(call),
})

export type PeopleApi = ReturnType<typeof createPeopleApi>
