/** A file is read for an open plan: nothing is stored, its rows are put in by whoever asked. Owns who may ask. */
import type { Identity } from '../../shared/identity.ts'
import { authoriseIn, livePlan } from './checks.ts'
import type { Deps, ImportRequest } from './deps.ts'
import type { Imported } from './import-plan.ts'

/** @throws SvodError `forbidden`, `not-found`, `plan-in-trash`, and the `file-…` codes for what cannot be read */
export const readInto = async (
  deps: Deps,
  who: Identity,
  planId: string,
  request: ImportRequest,
): Promise<Imported> => {
  authoriseIn(deps, who, planId, 'versions.snapshot')
  livePlan(deps.storage.catalogue.plan(planId))
  const { built, warnings, source = null } = await deps.importFile(request)
  return { id: null, plan: { ...built.plan, id: '' }, sections: built.sections, warnings, source }
}
