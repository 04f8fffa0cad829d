/** The shapes of the server's answers about next year's plan. Owns no requests. */
import * as z from 'zod/mini'

const state = z.enum(['planned', 'in-progress', 'done', 'moved', 'cancelled'])

const proposal = z.object({
  id: z.string(),
  section: z.nullable(z.string()),
  item: z.nullable(z.string()),
  field: z.string(),
  before: z.string(),
  after: z.nullable(z.string()),
  lead: z.string(),
  tail: z.string(),
  why: z.string(),
  sureness: z.enum(['done', 'offered', 'told']),
})

const row = z.object({
  id: z.string(),
  parent: z.nullable(z.string()),
  number: z.string(),
  title: z.string(),
  period: z.string(),
  state,
})

export const previewSchema = z.object({
  of: z.string(),
  from: z.number(),
  year: z.number(),
  title: z.string(),
  columns: z.array(z.object({ key: z.string(), title: z.string(), empty: z.boolean() })),
  sections: z.array(z.object({ id: z.string(), title: z.string(), items: z.array(row) })),
  leave: z.array(z.string()),
  proposals: z.array(proposal),
})

const fact = z.object({
  on: z.optional(z.string()),
  result: z.optional(z.string()),
  participants: z.optional(z.number()),
  link: z.optional(z.string()),
  to: z.optional(z.string()),
  why: z.optional(z.string()),
  note: z.optional(z.string()),
})

export const originSchema = z.object({
  kind: z.enum(['carried', 'gathered']),
  year: z.number(),
  plan: z.nullable(z.object({ id: z.string(), title: z.string(), year: z.number() })),
  row: z.nullable(
    z.object({
      id: z.string(),
      number: z.string(),
      title: z.object({ text: z.string() }),
      period: z.object({ text: z.string() }),
      state,
      fact: z.optional(fact),
    }),
  ),
})

export type Preview = z.infer<typeof previewSchema>
export type Proposal = z.infer<typeof proposal>
export type PreviewSection = Preview['sections'][number]
export type PreviewRow = z.infer<typeof row>
export type ShownOrigin = z.infer<typeof originSchema>
