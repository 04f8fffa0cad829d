/** Plans compared as the contract compares them: everything but the ids, which every import gives out anew. */
import * as Y from 'yjs'
import { buildPlan } from '../../shared/plan/build.ts'
import type { ItemJson, PlanDraft, PlanJson, SectionJson } from '../../shared/plan/json.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { countingIds } from './drafts.ts'

/** What a draft reads like once it is a plan; ids count up from `prefix`. */
export const planOf = (draft: PlanDraft, prefix = 'r'): PlanJson => {
  const doc = new Y.Doc()
  buildPlan(doc, draft, { ids: countingIds(prefix), epoch: 'epoch1' })
  const plan = projectPlan(doc, `${prefix}-plan`)
  doc.destroy()
  return plan
}

const itemWithout = (item: ItemJson, at: number, places: Map<string, number>, keys: Map<string, string>) => {
  places.set(item.id, at)
  return {
    ...item,
    id: at,
    parent: item.parent === null ? null : places.get(item.parent),
    cells: Object.fromEntries(Object.entries(item.cells).map(([key, text]) => [keys.get(key), text])),
    parts: item.parts.map((part, index) => ({ ...part, id: index })),
  }
}

const sectionWithout = (section: SectionJson, at: number, keys: Map<string, string>) => {
  const places = new Map<string, number>()
  return { ...section, id: at, items: section.items.map((item, row) => itemWithout(item, row, places, keys)) }
}

/** The plan with places for ids and keys. */
export const withoutIds = (plan: PlanJson) => {
  const keys = new Map(plan.columns.map(({ key }, at) => [key, /^[a-z]+$/.test(key) ? key : `own${at}`]))
  return {
    ...plan,
    id: '',
    columns: plan.columns.map((column) => ({ ...column, key: keys.get(column.key) })),
    sections: plan.sections.map((section, at) => sectionWithout(section, at, keys)),
  }
}
