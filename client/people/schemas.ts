/** The shapes of the answers about people (PROTOCOL.md "People"), as far as the screens use them. Owns no requests. */
import * as z from 'zod/mini'
import { KINDS, type NoticeKind, RHYTHMS, WAYS } from '../../shared/notices/kinds.ts'
import { accessSchema, signInSchema } from '../api-schemas.ts'

const time = z.string()
const maybeTime = z.nullable(time)

const sessionSchema = z.object({
  id: z.string(),
  createdAt: time,
  seenAt: time,
  /** The browser's User-Agent. */
  agent: z.string(),
  address: z.string(),
  /** The one that asks. */
  current: z.boolean(),
})
export const sessionsSchema = z.object({ sessions: z.array(sessionSchema) })

/** My own account beside my identity; null for whoever has none (trial mode, a guest). */
export const myselfSchema = z.object({
  account: z._default(
    z.nullable(
      z.object({
        login: z.string(),
        email: z.nullable(z.string()),
        hasPassword: z.boolean(),
        hasProvider: z._default(z.boolean(), false),
        /** Until when having signed in stands for a password, where there is none. */
        freshUntil: z._default(z.nullable(time), null),
        /** Whether letters are sent from here. */
        mail: z._default(z.boolean(), false),
      }),
    ),
    null,
  ),
  signIn: z._default(z.nullable(signInSchema), null),
})

/** Where the provider's page is, with everything that it has to know. */
export const journeySchema = z.object({ url: z.string() })

/** What a link is for, before it is used. */
export const lookSchema = z.object({
  kind: z.enum(['first', 'invitation', 'reset']),
  role: accessSchema,
  /** Ids, or whole departments: whoever holds a link cannot ask for the list. */
  departments: z.array(z.object({ id: z.string(), name: z.string(), short: z.string(), hue: z.number() })),
  approver: z.boolean(),
  note: z.string(),
  /** Whose password a reset sets; null otherwise. */
  login: z.nullable(z.string()),
  /** Whether that account is linked with the provider already. */
  hasProvider: z._default(z.boolean(), false),
  expiresAt: time,
})

export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  login: z.string(),
  email: z.nullable(z.string()),
  role: accessSchema,
  plans: z.record(z.string(), accessSchema),
  departments: z.array(z.string()),
  approver: z.boolean(),
  hasPassword: z.boolean(),
  /** Whether they sign in through the provider. */
  hasProvider: z._default(z.boolean(), false),
  createdAt: time,
  closedAt: maybeTime,
  seenAt: maybeTime,
})
export const peopleSchema = z.object({ people: z.array(personSchema) })

const invitationSchema = z.object({
  id: z.string(),
  note: z.string(),
  role: accessSchema,
  departments: z.array(z.string()),
  approver: z.boolean(),
  /** How many may still come in by it; null: as many as like. */
  left: z.nullable(z.number()),
  used: z.number(),
  createdAt: time,
  createdBy: z.string(),
  expiresAt: time,
  state: z.enum(['open', 'used', 'expired', 'revoked']),
})
export const invitationsSchema = z.object({ invitations: z.array(invitationSchema) })

const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: accessSchema,
  departments: z.array(z.string()),
  /** Ids of the plans it is for; null: all. */
  plans: z.nullable(z.array(z.string())),
  createdAt: time,
  createdBy: z.string(),
  expiresAt: maybeTime,
  usedAt: maybeTime,
  revokedAt: maybeTime,
})
export const tokensSchema = z.object({ tokens: z.array(tokenSchema) })
export const newTokenSchema = z.object({ token: z.string() })

const planPersonSchema = z.object({
  id: z.string(),
  name: z.string(),
  departments: z.array(z.string()),
  /** In the house. */
  role: accessSchema,
  /** In this plan alone; null: as in the house. */
  planRole: z.nullable(accessSchema),
})
export const planPeopleSchema = z.object({ people: z.array(planPersonSchema) })
export const publicLinkSchema = z.object({ on: z.boolean(), link: z.nullable(z.string()) })
export const publicEnteredSchema = z.object({ plan: z.string() })

const recordSchema = z.object({
  at: time,
  by: z.nullable(z.string()),
  name: z._default(z.nullable(z.string()), null),
  action: z.string(),
  plan: z._default(z.nullable(z.string()), null),
  details: z._default(z.record(z.string(), z.unknown()), {}),
})
export const auditSchema = z.object({
  records: z.array(recordSchema),
  /** Where the next page begins; null at the end. */
  next: z._default(z.nullable(z.union([z.string(), z.number()])), null),
})

/** With the provider where one can sign in here; null for none. */
export type MyAccount =
  (NonNullable<z.infer<typeof myselfSchema>['account']> & { provider: Provider | null }) | null
export type Provider = NonNullable<z.infer<typeof signInSchema>['provider']>
export type SessionInfo = z.infer<typeof sessionSchema>
export type LinkLook = z.infer<typeof lookSchema>
export type Person = z.infer<typeof personSchema>
export type Invitation = z.infer<typeof invitationSchema>
export type TokenInfo = z.infer<typeof tokenSchema>
export type PlanPerson = z.infer<typeof planPersonSchema>
export type PublicLinkInfo = z.infer<typeof publicLinkSchema>
export type AuditRecord = z.infer<typeof recordSchema>

/** What somebody wants to be told, with every kind named; `mail`: whether letters are sent here at all. */
export const noticeSettingsSchema = z.object({
  rhythm: z.enum(RHYTHMS),
  ways: z.record(z.enum(KINDS as [NoticeKind, ...NoticeKind[]]), z.enum(WAYS)),
  mail: z.boolean(),
  email: z.nullable(z.string()),
})
