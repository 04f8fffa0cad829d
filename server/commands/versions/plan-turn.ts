/** A plan's turn for what somebody asks for: rights and plan are looked at before the wait, and again when the turn has come. Owns that alone. */
import type { Identity } from '../../../shared/identity.ts'
import type { Action } from '../../../shared/permissions.ts'
import { asOfNow } from '../as-of-now.ts'
import { authoriseIn, livePlan } from '../checks.ts'
import type { Deps } from '../deps.ts'

type TurnDeps = Pick<Deps, 'storage' | 'editions'>

/** Runs `work` in the plan's turn, while `who` may do all of `actions`; it is told who they are by then. @throws SvodError `unauthenticated`, `forbidden`, `not-found`, `plan-in-trash` */
export const inPlanTurn = async <T>(
  deps: TurnDeps,
  who: Identity,
  planId: string,
  actions: readonly Action[],
  work: (now: Identity) => Promise<T>,
): Promise<T> => {
  const ask = (one: Identity) => {
    for (const action of actions) authoriseIn(deps, one, planId, action)
    livePlan(deps.storage.catalogue.plan(planId))
  }
  ask(who)
  return deps.editions.run(planId, () => {
    const now = asOfNow(deps, who)
    ask(now)
    return work(now)
  })
}
