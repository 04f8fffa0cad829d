/** The shapes of the server's answers as far as the client uses them. Unknown fields pass. Owns no requests. */
import * as z from 'zod/mini'
import type { PlanJson } from '../shared/plan/json.ts'

const accessSchema = z.enum(['chief', 'editor', 'commenter', 'viewer', 'none'])

export const identitySchema = z.object({
  id: z.string(),
  name: z.string(),
  role: accessSchema,
  plans: z.record(z.string(), accessSchema),
  departments: z.array(z.string()),
  approver: z.boolean(),
  hue: z.number(),
  kind: z.enum(['person', 'program', 'guest']),
})

export const meSchema = z.object({ identity: identitySchema, demo: z._default(z.boolean(), false) })
export const enteredSchema = z.object({ identity: identitySchema })
export const createdSchema = z.object({ id: z.string() })
export const anythingSchema = z.unknown()

const departmentSchema = z.object({ id: z.string(), name: z.string(), short: z.string(), hue: z.number() })
export const departmentsSchema = z.object({ departments: z.array(departmentSchema) })

const planSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  year: z.number(),
  organisation: z._default(z.string(), ''),
  state: z.string(),
  /** ISO 8601. */
  updatedAt: z.string(),
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

export const importedSchema = z.object({
  id: z.nullable(z.string()),
  plan: previewedPlanSchema,
  warnings: z.array(warningSchema),
})

export const errorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string() }),
  demo: z.optional(z.boolean()),
})

export type Department = z.infer<typeof departmentSchema>
export type PlanSummary = z.infer<typeof planSummarySchema>
export type Imported = z.infer<typeof importedSchema>
export type Me = z.infer<typeof meSchema>
