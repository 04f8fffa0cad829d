/** What nearly every command asks first: may they, is it there. Owns the refusals and
 * who somebody is in a plan; must not change anything. */
import { SvodError } from '../../shared/errors.ts'
import { type Identity, inPlan } from '../../shared/identity.ts'
import { type Action, can } from '../../shared/permissions.ts'
import type { Catalogue, PlanEntry } from '../storage/storage.ts'

/** What a question about a plan asks of the world. */
export interface PlanDeps {
  storage: { catalogue: Pick<Catalogue, 'plan'> }
}

/** Asks the role in the house. @throws SvodError `forbidden` */
export const authorise = (who: Identity, action: Action): void => {
  if (!can(who, action)) throw new SvodError('forbidden')
}

/** Who made a plan is its chief editor, unless a role of their own is written down for it or they may write nowhere. */
const madeIt = (who: Identity, plan: PlanEntry | null): boolean =>
  plan !== null && plan.createdBy === who.id && !Object.hasOwn(who.plans, plan.id) && can(who, 'plan.create')

/** Somebody as a plan sees them (SPEC PP1): `role` is the one that holds there. An unknown plan sees the house's role. */
export const whoIn = ({ storage }: PlanDeps, who: Identity, planId: string): Identity => {
  const there = inPlan(who, planId)
  return madeIt(who, storage.catalogue.plan(planId)) ? { ...there, role: 'chief' } : there
}

/** Asks the role in the plan; whom it is then about. @throws SvodError `forbidden` */
export const authoriseIn = (deps: PlanDeps, who: Identity, planId: string, action: Action): Identity => {
  const there = whoIn(deps, who, planId)
  authorise(there, action)
  return there
}

/** A plan's line in the catalogue, in the trash or not. @throws SvodError `not-found` */
export const knownPlan = (entry: PlanEntry | null): PlanEntry => {
  if (!entry) throw new SvodError('not-found')
  return entry
}

/** A plan's line that is not in the trash. @throws SvodError `not-found`, `plan-in-trash` */
export const livePlan = (entry: PlanEntry | null): PlanEntry => {
  const known = knownPlan(entry)
  if (known.deletedAt !== null) throw new SvodError('plan-in-trash')
  return known
}

/** @throws SvodError `bad-request` where one of them is no department */
export const knownDepartments = (
  catalogue: Pick<Catalogue, 'departments'>,
  ids: readonly string[] | undefined,
): void => {
  const known = new Set(catalogue.departments().map((one) => one.id))
  if (ids?.some((id) => !known.has(id)))
    throw new SvodError('bad-request', { field: 'departments', reason: 'names no department' })
}

/** @throws SvodError `bad-request` where one of them is no plan, in the trash or not */
export const knownPlans = ({ storage }: PlanDeps, ids: readonly string[] | null | undefined): void => {
  if (ids?.some((id) => storage.catalogue.plan(id) === null)) {
    throw new SvodError('bad-request', { field: 'plans', reason: 'names no plan' })
  }
}

/** @throws SvodError `bad-request` where there is no such department */
export const knownDepartment = (
  catalogue: Pick<Catalogue, 'departments'>,
  id: string | null | undefined,
): void => {
  if (id === null || id === undefined) return
  if (!catalogue.departments().some((one) => one.id === id)) {
    throw new SvodError('bad-request', { field: 'department', reason: 'is no department' })
  }
}
