/** Roles of single people in one plan: exceptions from those in the house (SPEC RB4). The plan's chief editor gives them. */
import { SvodError } from '../../../shared/errors.ts'
import type { Access, Identity } from '../../../shared/identity.ts'
import { can } from '../../../shared/permissions.ts'
import { identityOfPerson } from '../../auth/person-identity.ts'
import type { PersonEntry } from '../../storage/directory-data.ts'
import { audit } from '../audit.ts'
import { changeSharing } from '../change-house.ts'
import { authoriseIn, livePlan, whoIn } from '../checks.ts'
import type { PeopleDeps } from './deps.ts'
import { requirePerson, withPerson } from './directory.ts'

export interface PlanPerson {
  id: string
  name: string
  departments: readonly string[]
  /** In the house. */
  role: Access
  /** In this plan alone; null: as in the house. */
  planRole: Access | null
}

/** Somebody who can be named in a comment. */
export interface Reader {
  id: string
  name: string
  /** Colour of the first department, 1–6; 0 for none. */
  hue: number
}

type Needs = Pick<PeopleDeps, 'storage' | 'now' | 'hasProvider'>

/** Everybody with an open account. @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const listPlanPeople = (deps: Needs, who: Identity, planId: string): PlanPerson[] => {
  authoriseIn(deps, who, planId, 'plan.share')
  livePlan(deps.storage.catalogue.plan(planId))
  const open = deps.storage.directory.data.people.filter(({ closedAt }) => closedAt === null)
  return open.map(({ id, name, departments, role, plans }) => ({
    id,
    name,
    departments,
    role,
    planRole: Object.hasOwn(plans, planId) ? (plans[planId] ?? null) : null,
  }))
}

/** Everybody with an open account who reads the plan's comments. @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const listReaders = ({ storage }: Pick<Needs, 'storage'>, who: Identity, planId: string): Reader[] => {
  authoriseIn({ storage }, who, planId, 'comments.read')
  livePlan(storage.catalogue.plan(planId))
  const departments = storage.catalogue.departments()
  return storage.directory.data.people
    .filter(({ closedAt }) => closedAt === null)
    .map((person) => identityOfPerson(person, departments))
    .filter((person) => can(whoIn({ storage }, person, planId), 'comments.read'))
    .map(({ id, name, hue }) => ({ id, name, hue }))
}

/**
 * Whether anybody may approve the plan, for whoever gives it for approval. Where there are no accounts, in a demo, roles are
 * taken at the door, and somebody may.
 * @throws SvodError `forbidden`, `not-found`, `plan-in-trash`
 */
export const hasApprover = ({ storage }: Pick<Needs, 'storage'>, who: Identity, planId: string): boolean => {
  authoriseIn({ storage }, who, planId, 'sections.accept')
  livePlan(storage.catalogue.plan(planId))
  const departments = storage.catalogue.departments()
  const open = storage.directory.data.people.filter(({ closedAt }) => closedAt === null)
  if (open.length === 0) return true
  return open.some((person) =>
    can(whoIn({ storage }, identityOfPerson(person, departments), planId), 'versions.approve'),
  )
}

const withRole = (person: PersonEntry, planId: string, role: Access | null): PersonEntry => {
  const others = Object.entries(person.plans).filter(([plan]) => plan !== planId)
  const exception: [string, Access][] = role === null ? [] : [[planId, role]]
  return { ...person, plans: Object.fromEntries([...others, ...exception]) }
}

/**
 * `null` takes the exception away. The house's chief editors are above a plan's: only their like changes what they are.
 * @throws SvodError `forbidden`, `not-found`, `plan-in-trash`
 */
export const setPlanRole = async (
  deps: Needs,
  who: Identity,
  planId: string,
  { person: id, role }: { person: string; role: Access | null },
): Promise<void> => {
  authoriseIn(deps, who, planId, 'plan.share')
  livePlan(deps.storage.catalogue.plan(planId))
  await changeSharing(deps, who, planId, (data, now) => {
    const person = requirePerson(data, id)
    if (person.role === 'chief' && now.role !== 'chief') throw new SvodError('forbidden')
    return withPerson(deps, data, id, (one) => withRole(one, planId, role))
  })
  const { name } = requirePerson(deps.storage.directory.data, id)
  await audit(deps, who, 'plan.role', planId, { person: id, whom: name, role })
}
