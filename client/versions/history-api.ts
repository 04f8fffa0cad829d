/** The calls about the past (PROTOCOL.md "History"), typed and checked. Owns paths, bodies and the shapes of answers. */
import * as z from 'zod/mini'
import type { PlanJson } from '../../shared/plan/json.ts'
import type { Act } from '../act.ts'
import type { Call } from '../api.ts'

const timelineSchema = z.object({
  since: z.string(),
  steps: z.array(z.object({ first: z.string(), last: z.string(), by: z.string(), count: z.number() })),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type Timeline = z.infer<typeof timelineSchema>

const entrySchema = z.object({
  first: z.string(),
  last: z.string(),
  by: z.string(),
  name: z.string(),
  subject: z.enum(['plan', 'column', 'section', 'item']),
  section: z.nullable(z.string()),
  item: z.nullable(z.string()),
  column: z.nullable(z.string()),
  field: z.nullable(z.string()),
  act: z.enum(['create', 'edit', 'move', 'delete', 'restore']),
  count: z.number(),
})
export type Entry = z.infer<typeof entrySchema>

const pageSchema = z.object({ history: z.array(entrySchema), next: z.nullable(z.string()) })
export type EntryPage = z.infer<typeof pageSchema>

const momentSchema = z.object({
  plan: z.custom<PlanJson>((value) => typeof value === 'object' && value !== null && 'sections' in value),
})

const linesSchema = z.object({
  lines: z.array(
    z.object({
      depth: z.number(),
      pieces: z.array(
        z.object({
          text: z.string(),
          source: z.enum(['written', 'start', 'unknown']),
          by: z.string(),
          name: z.string(),
          at: z.nullable(z.string()),
        }),
      ),
    }),
  ),
})
export type AuthoredLine = z.infer<typeof linesSchema>['lines'][number]

const changesSchema = z.object({
  changes: z.array(z.object({ kind: z.string(), subject: z.string() })),
})

export interface EntryFilter {
  item?: string | undefined
  section?: string | undefined
  field?: string | undefined
  by?: string | undefined
}

/** What of the plan is to come back; neither: all of it. */
export interface Part {
  items?: readonly string[]
  sections?: readonly string[]
}

const PAGE = 60

export const createHistoryApi = (call: Call, planId: string) => {
  const path = `/api/plans/${encodeURIComponent(planId)}/history`
  return {
    timeline: () => call(`${path}/timeline`, timelineSchema),
    entries: (filter: EntryFilter, after: string | null) => {
      const query = new URLSearchParams({ limit: String(PAGE) })
      for (const [key, value] of Object.entries(filter)) if (typeof value === 'string') query.set(key, value)
      if (after !== null) query.set('after', after)
      return call(`${path}?${query.toString()}`, pageSchema)
    },
    moment: async (at: string, signal: AbortSignal) =>
      (await call(`${path}/moment?at=${encodeURIComponent(at)}`, momentSchema, { signal })).plan,
    authors: async (item: string, column: string) => {
      const query = new URLSearchParams({ item, column })
      return (await call(`${path}/authors?${query.toString()}`, linesSchema)).lines
    },
    preview: async (at: string, part: Part) =>
      (await call(`${path}/restore`, changesSchema, { method: 'POST', body: { at, ...part, preview: true } }))
        .changes,
    restore: (at: string, part: Part, act?: Act) =>
      call(`${path}/restore`, z.object({ number: z.number() }), {
        method: 'POST',
        body: { at, ...part },
        act,
      }),
  }
}

export type HistoryApi = ReturnType<typeof createHistoryApi>
