/** A plan that was built with what it reads like, as a reader of its JSON has it. */
import type { PlanJson } from '../../shared/plan/json.ts'
import type { ReadablePlan } from '../../server/built-plan.ts'

export const wholePlan = ({ plan, sections }: Pick<ReadablePlan, 'plan' | 'sections'>): PlanJson => ({
  ...plan,
  sections: JSON.parse(Buffer.concat(sections).toString()) as PlanJson['sections'],
})
