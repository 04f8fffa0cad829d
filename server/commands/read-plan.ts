/** The live draft of a plan as PlanJson. */
import type { Identity } from '../../shared/identity.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { authoriseIn, livePlan } from './checks.ts'
import type { Deps } from './deps.ts'

/** @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const readPlan = (
  deps: Pick<Deps, 'storage' | 'rooms'>,
  who: Identity,
  planId: string,
): Promise<PlanJson> => {
  authoriseIn(deps, who, planId, 'plan.read')
  livePlan(deps.storage.catalogue.plan(planId))
  return deps.rooms.use(planId, (room) => room.read((doc) => projectPlan(doc, planId)))
}
