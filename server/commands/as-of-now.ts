/** Who somebody is at this moment, and whether they still may, asked again behind a wait [VE13, CM9]. Owns that alone; the refusals are `checks.ts`'s. */
import { SvodError } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import type { Action } from '../../shared/permissions.ts'
import { identityOfPerson, identityOfToken } from '../auth/person-identity.ts'
import { authoriseIn, livePlan } from './checks.ts'
import type { Deps } from './deps.ts'

/** Somebody as the house has them at this moment: a wait may be long enough for a right to end. @throws SvodError `unauthenticated` */
export const asOfNow = ({ storage }: Pick<Deps, 'storage'>, who: Identity): Identity => {
  const { people, tokens } = storage.directory.data
  const departments = storage.catalogue.departments()
  const person = who.kind === 'person' ? people.find(({ id }) => id === who.id) : undefined
  const token = who.kind === 'program' ? tokens.find(({ id }) => id === who.id) : undefined
  const hasEnded = (person?.closedAt ?? token?.revokedAt ?? null) !== null
  if (hasEnded) throw new SvodError('unauthenticated')
  if (person) return identityOfPerson(person, departments)
  return token ? identityOfToken(token, departments) : who
}

/** Somebody as a live plan sees them. @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const mayIn = (
  deps: Pick<Deps, 'storage'>,
  who: Identity,
  planId: string,
  action: Action,
): Identity => {
  const there = authoriseIn(deps, who, planId, action)
  livePlan(deps.storage.catalogue.plan(planId))
  return there
}

/** The same of whom they are by now. @throws SvodError `unauthenticated`, and as `mayIn` */
export const stillMayIn = (
  deps: Pick<Deps, 'storage'>,
  who: Identity,
  planId: string,
  action: Action,
): Identity => mayIn(deps, asOfNow(deps, who), planId, action)
