/** A plan's turn for what somebody asks for: rights and plan are looked at before the wait, and again when the turn has come. Owns that alone. */
import { SvodError } from '../../../shared/errors.ts'
import type { Identity } from '../../../shared/identity.ts'
import type { Action } from '../../../shared/permissions.ts'
import { identityOfPerson, identityOfToken } from '../../auth/person-identity.ts'
import { authoriseIn, livePlan } from '../checks.ts'
import type { Deps } from '../deps.ts'

type TurnDeps = Pick<Deps, 'storage' | 'editions'>

/** Somebody as the house has them at this moment: a wait may be long enough for a right to end. */
const asOfNow = ({ storage }: TurnDeps, who: Identity): Identity => {
  const { people, tokens } = storage.directory.data
  const departments = storage.catalogue.departments()
  const person = who.kind === 'person' ? people.find(({ id }) => id === who.id) : undefined
  const token = who.kind === 'program' ? tokens.find(({ id }) => id === who.id) : undefined
  const hasEnded = (person?.closedAt ?? token?.revokedAt ?? null) !== null
  if (hasEnded) throw new SvodError('unauthenticated')
  if (person) return identityOfPerson(person, departments)
  return token ? identityOfToken(token, departments) : who
}

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
