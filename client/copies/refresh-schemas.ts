/** The shape of the server's answer about what a summary gathers. Owns no requests. */
import * as z from 'zod/mini'

const common = { id: z.string(), title: z.string(), plan: z.string() }

const change = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.enum(['changed', 'conflict']),
    field: z.string(),
    column: z.string(),
    before: z.string(),
    after: z.string(),
  }),
  z.object({ ...common, kind: z.literal('gone') }),
  z.object({ ...common, kind: z.literal('added'), period: z.string(), group: z.string() }),
])

export const gatheredSchema = z.object({
  sources: z.array(z.object({ plan: z.string(), title: z.nullable(z.string()) })),
  changes: z.array(change),
  of: z.string(),
})

export type Gathered = z.infer<typeof gatheredSchema>
export type GatherChange = z.infer<typeof change>
