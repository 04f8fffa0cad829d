/** An edition of the draft before rows of a file are put into it. Owns who may ask for one. */
import type { Identity } from '../../../shared/identity.ts'
import { inPlanTurn } from './plan-turn.ts'
import { type VersionDeps, keepBefore } from './take-version.ts'

/**
 * Makes none where the last edition says the same.
 * @throws SvodError `unauthenticated`, `forbidden`, `not-found`, `plan-in-trash`, `storage-failed`
 */
export const keepBeforeImport = async (deps: VersionDeps, who: Identity, planId: string): Promise<void> => {
  await inPlanTurn(deps, who, planId, ['versions.snapshot'], (now) =>
    keepBefore(deps, now, planId, { cause: 'import', about: null }),
  )
}
