/** What somebody chose of a summary plan: plans, their sections, and how rows stand together. Pure. */
import * as z from 'zod/mini'

export const sourceSchema = z.object({
  id: z.string(),
  title: z.string(),
  year: z.number(),
  sections: z.array(z.object({ id: z.string(), title: z.string(), items: z.array(z.unknown()) })),
})
export type SourcePlan = z.infer<typeof sourceSchema>

export const WAYS = ['section', 'department', 'plan'] as const
export type Way = (typeof WAYS)[number]

export interface GatherForm {
  title: string
  year: string
  by: Way
  plans: readonly string[]
}

/** A year as it was typed, or null. */
export const yearOf = (typed: string): number | null => {
  const year = /^\d{4}$/.test(typed.trim()) ? Number(typed) : 0
  return year >= 1900 && year <= 2200 ? year : null
}

/** The body of the call: a plan of which everything was chosen gives also what comes later. */
export const gatherBody = (form: GatherForm, plans: readonly SourcePlan[], left: ReadonlySet<string>) => ({
  title: form.title.trim(),
  year: yearOf(form.year) ?? 0,
  by: form.by,
  sources: plans.flatMap(({ id, sections }) => {
    const chosen = sections.filter((section) => !left.has(section.id)).map((section) => section.id)
    if (chosen.length === 0) return []
    return [{ plan: id, sections: chosen.length === sections.length ? null : chosen }]
  }),
})
