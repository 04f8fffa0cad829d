/** What nearly every command asks first: may they, is it there. Owns the refusals; must not change anything. */
import { SvodError } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import { type Action, can } from '../../shared/permissions.ts'
import type { Catalogue, PlanEntry } from '../storage/storage.ts'

/** @throws SvodError `forbidden` */
export const authorise = (who: Identity, action: Action): void => {
  if (!can(who, action)) throw new SvodError('forbidden')
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

/** @throws SvodError `bad-request` where there is no such department */
export const knownDepartment = (
  catalogue: Pick<Catalogue, 'departments'>,
  id: string | null | undefined,
): void => {
  if (id === null || id === undefined) return
  if (!catalogue.departments().some((one) => one.id === id)) {
    throw new SvodError('bad-request', { field: 'department' })
  }
}
