/** A plan as the store has it → a file: what a thread of exports does. Formats are `write-plan.ts`'s. */
import { type PlanSource, type WrittenFile, parsedPlan, planIn } from '../plan-source.ts'
import type { TrackedBase } from './write/docx/tracked-plan.ts'
import { type WriteRequest, writePlan } from './write-plan.ts'

export interface ExportRequest extends Omit<WriteRequest, 'plan' | 'since'> {
  source: PlanSource
  /** An earlier plan, `body` as text, since which changes are tracked: Word alone. */
  since?: Omit<TrackedBase, 'plan'> & { body: string }
}

export const writeSource = async ({ source, since, ...rest }: ExportRequest): Promise<WrittenFile> => {
  const plan = planIn(source)
  const earlier = since && { since: { ...since, plan: parsedPlan(since.body) } }
  const bytes = await writePlan({ ...rest, plan, ...earlier })
  return { bytes, title: plan.title, year: plan.year }
}
