/**
 * What the file of people holds: accounts, sessions, links, tokens. Owns the shapes and their validation; who may
 * change them is `commands/people/`'s. Secrets lie here as hashes alone.
 */
import * as z from 'zod'
import { type Access, ROLES } from '../../shared/identity.ts'

const role = z.enum(ROLES)
const access = z.enum([...ROLES, 'none'] as readonly Access[])
/** SHA-256 in hex of a random secret that its holder alone knows. */
const digest = z.string().regex(/^[0-9a-f]{64}$/)
/** ISO 8601. */
const time = z.string().min(1)
const id = z.string().min(1)
/** Who else changed what somebody gets by it; left out for nobody, as in files of the first versions. */
const changedBy = z.array(z.string()).optional()

const person = z.strictObject({
  id,
  name: z.string().min(1),
  /** What they sign in with: a name or an e-mail address, in lower case; no two people have the same. */
  login: z.string().min(1),
  /** Where mail goes; null for nowhere. */
  email: z.string().nullable(),
  /** Entered by the chief editor or verified by the provider: whoever proves that it is theirs, is this person. */
  emailTrusted: z.boolean().default(false),
  /** scrypt, with its parameters and salt (`auth/password.ts`); null: no password, another way in. */
  password: z.string().nullable(),
  /** `issuer subject` of an identity provider; null where none is linked. */
  subject: z.string().nullable(),
  role: access,
  /** Roles in single plans, by plan id. */
  plans: z.record(z.string(), access),
  departments: z.array(id),
  approver: z.boolean(),
  createdAt: time,
  /** Closed accounts stay, for the names in logs and histories; null while it is open. */
  closedAt: time.nullable(),
})

const session = z.strictObject({
  hash: digest,
  person: id,
  createdAt: time,
  /** Kept to the hour. */
  seenAt: time,
  expiresAt: time,
  /** The browser, in the words of its User-Agent, at most 200 characters. */
  agent: z.string(),
  address: z.string(),
})

/** Links that somebody is given: they make an account, or set a new password for one. */
const link = z.strictObject({
  id,
  hash: digest,
  kind: z.enum(['first', 'invitation', 'reset']),
  /** Whose new password it sets; null for an invitation. */
  person: id.nullable(),
  note: z.string(),
  role: access,
  departments: z.array(id),
  approver: z.boolean(),
  /** How many may still come in by it; null: as many as like. */
  left: z.int().min(0).nullable(),
  used: z.int().min(0),
  createdAt: time,
  createdBy: z.string(),
  changedBy,
  expiresAt: time,
  revokedAt: time.nullable(),
})

const token = z.strictObject({
  id,
  hash: digest,
  name: z.string().min(1),
  role,
  departments: z.array(id),
  /** Ids of the plans it is for; null: all. */
  plans: z.array(id).nullable(),
  createdAt: time,
  createdBy: z.string(),
  changedBy,
  expiresAt: time.nullable(),
  /** Kept to the hour. */
  usedAt: time.nullable(),
  revokedAt: time.nullable(),
})

/** A plan that anybody may read who has the link; the link's secret is derived from the store's and `serial`. */
const publicLink = z.strictObject({
  plan: id,
  serial: z.int().min(1),
  on: z.boolean(),
  createdAt: time,
  createdBy: z.string(),
})

/** A calendar that anybody may subscribe to who has the link; its secret is derived as that of a public link is. */
const calendarLink = z.strictObject({
  plan: id,
  /** Whose sections are in it; null: the whole plan. */
  department: id.nullable(),
  serial: z.int().min(1),
  on: z.boolean(),
  createdAt: time,
  createdBy: z.string(),
})

export const DIRECTORY_FORMAT = 'svod-directory/1'

/** Strict, so that a field of a later version is an error here and never lost by rewriting. */
export const directorySchema = z.strictObject({
  format: z.literal(DIRECTORY_FORMAT),
  people: z.array(person),
  sessions: z.array(session),
  links: z.array(link),
  tokens: z.array(token),
  publicLinks: z.array(publicLink),
  // Files of the first version had none.
  calendarLinks: z.array(calendarLink).default([]),
})

export type DirectoryData = z.infer<typeof directorySchema>
export type PersonEntry = z.infer<typeof person>
export type SessionEntry = z.infer<typeof session>
export type LinkEntry = z.infer<typeof link>
export type TokenEntry = z.infer<typeof token>
export type CalendarLinkEntry = z.infer<typeof calendarLink>
export type PublicLinkEntry = z.infer<typeof publicLink>

/** Nobody yet. */
export const newDirectory = (): DirectoryData => ({
  format: DIRECTORY_FORMAT,
  people: [],
  sessions: [],
  links: [],
  tokens: [],
  publicLinks: [],
  calendarLinks: [],
})
