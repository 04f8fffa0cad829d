/** The calls about versions (PROTOCOL.md "Versions"), typed and checked. Owns paths, bodies and the shapes of answers. */
import * as z from 'zod/mini'
import type { PlanJson } from '../../shared/plan/json.ts'
import { anythingSchema } from '../api-schemas.ts'
import type { Act as Making } from '../act.ts'
import type { Call } from '../api.ts'
import type { Part } from './history-api.ts'

const actSchema = z.object({
  by: z.string(),
  at: z.string(),
  date: z.nullable(z.string()),
  ground: z.string(),
})

const fileSchema = z.object({
  format: z.enum(['docx', 'pdf']),
  state: z.enum(['ready', 'making', 'failed']),
  sha256: z.optional(z.string()),
  size: z.optional(z.number()),
})
export type KeptFile = z.infer<typeof fileSchema>

const versionSchema = z.object({
  number: z.number(),
  name: z.string(),
  note: z.string(),
  cause: z.string(),
  createdAt: z.string(),
  author: z.string(),
  hash: z.string(),
  state: z.enum(['snapshot', 'approved']),
  approval: z.nullable(actSchema),
  withdrawal: z.nullable(actSchema),
  faded: z.boolean(),
  files: z.array(fileSchema),
})

export type Version = z.infer<typeof versionSchema>
export type Act = z.infer<typeof actSchema>

const versionsSchema = z.object({ versions: z.array(versionSchema) })

/** The plan itself is what the server vouches for: its hash is checked there. */
const planSchema = z.object({
  plan: z.custom<PlanJson>((value) => typeof value === 'object' && value !== null && 'sections' in value),
})

const changeSchema = z.object({ kind: z.string(), subject: z.string() })
export type PreviewedChange = z.infer<typeof changeSchema>

const groupSchema = z.object({ section: z.nullable(z.string()), sentences: z.array(z.string()) })
export type AmendmentGroup = z.infer<typeof groupSchema>

export interface Approval {
  ground: string
  date: string | null
  hash: string
}

export const createVersionsApi = (call: Call, planId: string) => {
  const plan = `/api/plans/${encodeURIComponent(planId)}`
  const version = (number: number) => `${plan}/versions/${number}`
  return {
    list: async () => (await call(`${plan}/versions`, versionsSchema)).versions,
    plan: async (number: number) => (await call(version(number), planSchema)).plan,
    /** Whether anybody may approve the plan. */
    hasApprover: async () => (await call(`${plan}/approvers`, z.object({ anybody: z.boolean() }))).anybody,
    /** `offer`: whoever may approve is told of it. */
    keep: (fields: { name: string; note: string; offer?: boolean }, act?: Making) =>
      call(`${plan}/versions`, versionSchema, { method: 'POST', body: fields, act }),
    approve: (number: number, approval: Approval, act?: Making) =>
      call(`${version(number)}/approval`, versionSchema, { method: 'POST', body: approval, act }),
    withdraw: (number: number, reason: string) =>
      call(`${version(number)}/approval`, versionSchema, { method: 'DELETE', body: { reason } }),
    amend: async (reason: string, act?: Making): Promise<void> => {
      await call(`${plan}/amendments`, anythingSchema, { method: 'POST', body: { reason }, act })
    },
    previewRestore: async (number: number) =>
      (
        await call(`${version(number)}/restore`, z.object({ changes: z.array(changeSchema) }), {
          method: 'POST',
          body: { preview: true },
        })
      ).changes,
    /** Some rows or sections; without them all of it. */
    restore: (number: number, part: Part = {}, act?: Making) =>
      call(`${version(number)}/restore`, versionSchema, { method: 'POST', body: part, act }),
    /** `to`: null for the draft. */
    amendments: async (from: number, to: number | null) =>
      (
        await call(
          `${plan}/changes?from=${from}${to === null ? '' : `&to=${to}`}`,
          z.object({ amendments: z.array(groupSchema), changes: z.array(changeSchema) }),
        )
      ).amendments,
  }
}

export type VersionsApi = ReturnType<typeof createVersionsApi>
