/** A plan without which other plans its rows were made of: what guests are shown (SPEC GB1). Pure; who is one is its callers' question. */
import type { ItemJson, PlanJson } from './json.ts'

const withoutOrigin = (item: ItemJson): ItemJson => {
  const { origin: _, ...rest } = item
  return rest
}

/** The same plan where no row is from another. */
export const withoutOrigins = (plan: PlanJson): PlanJson => ({
  ...plan,
  sections: plan.sections.map((section) => ({ ...section, items: section.items.map(withoutOrigin) })),
})
