/** What somebody chose of a summary plan: plans, their sections, and how rows stand together. Pure. */
import * as z from 'zod/mini'
import { choosing } from '../../shared/plan/gather/choosing.ts'
import { type RowChoice, isChoosing } from '../../shared/plan/gather/row-choice.ts'
import type { ItemJson, PlanJson } from '../../shared/plan/json.ts'

export const sourceSchema = z.object({
  id: z.string(),
  title: z.string(),
  year: z.number(),
  columns: z.array(z.object({ key: z.string(), title: z.string(), hidden: z.optional(z.boolean()) })),
  sections: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      department: z.nullable(z.string()),
      items: z.array(z.custom<ItemJson>()),
    }),
  ),
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

/** How many rows of each section are meant, by its id. */
export const countsOf = (plan: SourcePlan, choice: RowChoice): Map<string, number> => {
  const { columns, sections } = plan as Pick<PlanJson, 'columns' | 'sections'>
  const isChosen = choosing({ columns }, choice)
  return new Map(
    sections.map((section) => [section.id, section.items.filter((item) => isChosen(item, section)).length]),
  )
}

/** Sections with rows that are meant. */
export const offered = (plan: SourcePlan, choice: RowChoice): SourcePlan => {
  const counts = countsOf(plan, choice)
  return { ...plan, sections: plan.sections.filter(({ id }) => (counts.get(id) ?? 0) > 0) }
}

/** The sources of a call: a plan of which everything of which everything was chosen gives also what comes later. */
export const sourcesOf = (plans: readonly SourcePlan[], left: ReadonlySet<string>, rows: RowChoice) =>
  plans.flatMap(({ id, sections }) => {
    const chosen = sections.filter((section) => !left.has(section.id)).map((section) => section.id)
    if (chosen.length === 0) return []
    const part = { plan: id, sections: chosen.length === sections.length ? null : chosen }
    return [isChoosing(rows) ? { ...part, rows } : part]
  })

/** How many rows come. */
export const countRows = (plans: readonly SourcePlan[], left: ReadonlySet<string>, rows: RowChoice): number =>
  plans.reduce((sum, plan) => {
    const counts = countsOf(plan, rows)
    return sum + plan.sections.reduce((all, { id }) => all + (left.has(id) ? 0 : (counts.get(id) ?? 0)), 0)
  }, 0)

/** The body of the call for a new summary. */
export const gatherBody = (
  form: GatherForm,
  plans: readonly SourcePlan[],
  left: ReadonlySet<string>,
  rows: RowChoice,
) => ({
  title: form.title.trim(),
  year: yearOf(form.year) ?? 0,
  by: form.by,
  sources: sourcesOf(plans, left, rows),
})
