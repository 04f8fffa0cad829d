/**
 * The shapes of request bodies about people, links, tokens and departments (PROTOCOL.md "People"). Strict: what a route
 * does not name cannot be set by it. Owns limits of single fields; who may set what is the commands' business.
 */
import * as z from 'zod'
import { type Access, ROLES } from '../../shared/identity.ts'
import { isLogin, normaliseLogin } from '../auth/login.ts'
import { bodyOf, figures, id, line, nameLine, time } from './schemas.ts'

const MAX_DAYS = 365
/** Longer ones are no password, but work for the server. */
const MAX_PASSWORD = 200
const MAX_DEPARTMENTS = 50
const MAX_PLANS = 1000

const role = z.enum(ROLES)
const access = z.enum([...ROLES, 'none'] as readonly Access[])
const name = nameLine(60)
const login = line(200).transform(normaliseLogin).refine(isLogin, 'is no sign-in name')
const email = line(200)
  .pipe(z.string().regex(/^[^\s@]+@[^\s@]+$/, 'is no e-mail address'))
  .nullable()
const note = line(200)
const password = z.string().max(MAX_PASSWORD)
const secret = z.string().min(1).max(200)
/** Unknown departments are refused by the commands, doubles vanish. */
const departments = z
  .array(z.string().min(1).max(60))
  .max(MAX_DEPARTMENTS)
  .transform((ids) => [...new Set(ids)])
const plans = z.array(id).max(MAX_PLANS)
const days = z.number().int().min(1).max(MAX_DAYS)

/** The login as it was typed: what is no login fits nobody, and is told so in the same way. */
export const signInBody = bodyOf({ login: z.string().max(200), password })
export const signOutBody = bodyOf({ everywhere: z.boolean().default(false) })
export const accountChange = bodyOf({
  name: name.optional(),
  email: email.optional(),
  currentPassword: password.optional(),
})
export const passwordChange = bodyOf({ old: password, new: password })

export const linkSecret = bodyOf({ secret })
export const linkAcceptance = bodyOf({
  secret,
  password,
  name: name.optional(),
  login: login.optional(),
  email: email.optional(),
})

/** `to` is checked by the route: it must be a page of ours. */
export const journeyStart = bodyOf({
  to: z.string().max(1000).default('/'),
  invitation: secret.nullable().default(null),
})
/** From the own account, for coming in that way from now on. */
export const providerLink = bodyOf({
  to: z.string().max(1000).default('/account'),
  currentPassword: password,
})
export const providerUnlink = bodyOf({ currentPassword: password })
/** The login as it was typed, as at the sign-in. */
export const passwordHelp = bodyOf({ login: z.string().max(200) })

export const newPerson = bodyOf({
  name,
  login,
  email: email.default(null),
  role: access,
  departments: departments.default([]),
  approver: z.boolean().default(false),
})

export const personChange = bodyOf({
  name: name.optional(),
  email: email.optional(),
  role: access.optional(),
  plans: z
    .record(id, access)
    .refine((value) => Object.keys(value).length <= MAX_PLANS, 'has too many')
    .optional(),
  departments: departments.optional(),
  approver: z.boolean().optional(),
  closed: z.boolean().optional(),
  /** Taken away alone: who somebody is there, only the provider says. */
  hasProvider: z.literal(false).optional(),
})

export const newInvitation = bodyOf({
  role,
  departments: departments.default([]),
  approver: z.boolean().default(false),
  note: note.default(''),
  days: days.optional(),
  uses: z.enum(['one', 'many']).default('one'),
  email: email.default(null),
})

export const newToken = bodyOf({
  name,
  role,
  departments: departments.default([]),
  plans: plans.nullable().default(null),
  days: days.optional(),
})

export const invitationChange = bodyOf({
  role: role.optional(),
  departments: departments.optional(),
  approver: z.boolean().optional(),
  note: note.optional(),
  days: days.optional(),
})

export const tokenChange = bodyOf({
  name: name.optional(),
  role: role.optional(),
  departments: departments.optional(),
  plans: plans.nullable().optional(),
  days: days.nullable().optional(),
})

const departmentFields = {
  name: nameLine(120),
  short: nameLine(40),
  hue: z.number().int().min(1).max(6),
}
export const newDepartment = bodyOf({
  name: departmentFields.name,
  short: departmentFields.short.optional(),
  hue: departmentFields.hue.optional(),
})
export const departmentChange = bodyOf({
  name: departmentFields.name.optional(),
  short: departmentFields.short.optional(),
  hue: departmentFields.hue.optional(),
  after: z.string().max(60).nullable().optional(),
})

export const planRole = bodyOf({ role: access.nullable() })
export const publicLinkChange = bodyOf({ on: z.boolean(), renew: z.boolean().default(false) })

const MAX_PAGE = 200
/** For the file; a misspelt field would hand out more than was meant. */
export const auditFilter = z.strictObject({
  action: z.string().min(1).max(60).optional(),
  who: z.string().min(1).max(60).optional(),
  plan: id.optional(),
  since: time.optional(),
  until: time.optional(),
})
export const auditQuery = auditFilter.extend({
  limit: figures.pipe(z.number().min(1).max(MAX_PAGE)).default(50),
  before: figures.pipe(z.number().max(Number.MAX_SAFE_INTEGER)).optional(),
})
