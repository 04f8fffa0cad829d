/** An edition of the draft before rows of a file are put into it. Owns who may ask for one. */
import type { Identity } from '../../../shared/identity.ts'
import { authoriseIn, livePlan } from '../checks.ts'
import { type VersionDeps, keepBefore } from './take-version.ts'

/**
 * Makes none where the last edition says the same.
 * @throws SvodError `forbidden`, `not-found`, `plan-in-trash`, `storage-failed`
 */
export const keepBeforeImport = async (deps: VersionDeps, who: Identity, planId: string): Promise<void> => {
  authoriseIn(deps, who, planId, 'versions.snapshot')
  livePlan(deps.storage.catalogue.plan(planId))
  await deps.editions.run(planId, () => keepBefore(deps, who, planId, { cause: 'import', about: null }))
}
