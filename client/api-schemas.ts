/** The shapes of the server's answers as far as the client uses them. Unknown fields pass. Owns no requests. */
import { COLUMN_ROLES } from '../shared/plan/column-roles.ts'
import * as z from 'zod/mini'
import type { PlanJson } from '../shared/plan/json.ts'

export const accessSchema = z.enum(['chief', 'editor', 'commenter', 'viewer', 'none'])

const ownIdentity = {
  id: z.string(),
  name: z.string(),
  role: accessSchema,
  plans: z.record(z.string(), accessSchema),
  departments: z.array(z.string()),
  approver: z.boolean(),
  hue: z.number(),
  kind: z.enum(['person', 'program', 'guest']),
}

export const identitySchema = z.object({
  ...ownIdentity,
  /** Who somebody with an account is where a public link alone lets them in. */
  guest: z.optional(z.object(ownIdentity)),
})

/** How one can sign in: with a password, by a provider's page, and who helps with a forgotten password. */
export const signInSchema = z.object({
  password: z.boolean(),
  provider: z.nullable(z.object({ name: z.string(), path: z.string() })),
  /** Whether a link for a new password can be asked for by mail. */
  help: z._default(z.boolean(), false),
})

export const meSchema = z.object({
  identity: identitySchema,
  demo: z._default(z.boolean(), false),
  /** In trial mode, for a chief editor: accounts can be set up. */
  setup: z._default(z.boolean(), false),
  signIn: z._default(z.nullable(signInSchema), null),
})

/** The address of a link, with its secret behind the #. */
export const linkSchema = z.object({ link: z.string() })
export const enteredSchema = z.object({ identity: identitySchema })
export const createdSchema = z.object({ id: z.string() })
export const anythingSchema = z.unknown()

export const departmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  short: z.string(),
  hue: z.number(),
})
export const departmentsSchema = z.object({ departments: z.array(departmentSchema) })

const planSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  year: z.number(),
  organisation: z._default(z.string(), ''),
  state: z.string(),
  /** The reader's in this plan; who created it is its chief editor, whatever they are in the house. */
  role: accessSchema,
  /** ISO 8601. */
  updatedAt: z.string(),
  deletedAt: z._default(z.nullable(z.string()), null),
  /** Who deleted it; '' where nobody knows. */
  deletedByName: z._default(z.string(), ''),
})
export const plansSchema = z.object({ plans: z.array(planSummarySchema) })

const warningSchema = z.object({
  code: z.string(),
  message: z.string(),
  quote: z.optional(z.string()),
  section: z.optional(z.number()),
  item: z.optional(z.number()),
})

/** PlanJson is checked where the preview reads it; the rest of it is taken as the server's word. */
const previewedPlanSchema = z.custom<PlanJson>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Array.isArray((value as PlanJson).columns) &&
    Array.isArray((value as PlanJson).sections),
)

const roleSchema = z.enum(COLUMN_ROLES)
const rowPlaceSchema = z.nullable(z.object({ table: z.number(), row: z.number() }))

/** What a preview was read from (`shared/plan/table-mapping.ts`). */
const importSourceSchema = z.object({
  tables: z.array(
    z.object({
      table: z.number(),
      continues: z.boolean(),
      header: z.nullable(z.object({ start: z.number(), end: z.number() })),
      columns: z.array(z.object({ role: roleSchema, title: z.string(), samples: z.array(z.string()) })),
      top: z.array(z.array(z.string())),
      rows: z.number(),
    }),
  ),
  sections: z.array(z.object({ place: rowPlaceSchema, items: z.array(rowPlaceSchema) })),
})

export const importedSchema = z.object({
  id: z.nullable(z.string()),
  plan: previewedPlanSchema,
  warnings: z.array(warningSchema),
  source: z._default(z.nullable(importSourceSchema), null),
})

export const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.optional(z.record(z.string(), z.unknown())),
  }),
  demo: z.optional(z.boolean()),
  signIn: z.optional(signInSchema),
})

export type Department = z.infer<typeof departmentSchema>
export type PlanSummary = z.infer<typeof planSummarySchema>
export type Imported = z.infer<typeof importedSchema>
export type SignIn = z.infer<typeof signInSchema>
export type Me = z.infer<typeof meSchema>
