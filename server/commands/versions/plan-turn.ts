/** A plan's turn for what somebody asks for: rights and plan are looked at before the wait, and again when the turn has come. Owns that alone. */
import { SvodError } from '../../../shared/errors.ts'
import type { Identity } from '../../../shared/identity.ts'
import type { Action } from '../../../shared/permissions.ts'
import { identityOfPerson } from '../../auth/person-identity.ts'
import { authoriseIn, livePlan } from '../checks.ts'
import type { Deps } from '../deps.ts'

type TurnDeps = Pick<Deps, 'storage' | 'editions'>

/** Somebody as the house has them at this moment: a wait may be long enough for a right to end. */
const asOfNow = ({ storage }: TurnDeps, who: Identity): Identity => {
  const person = who.kind === 'person' && storage.directory.data.people.find(({ id }) => id === who.id)
  if (!person) return who
  if (person.closedAt !== null) throw new SvodError('forbidden')
  return identityOfPerson(person, storage.catalogue.departments())
}

/** Runs `work` in the plan's turn, while `who` may do all of `actions`; it is told who they are by then. @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
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
