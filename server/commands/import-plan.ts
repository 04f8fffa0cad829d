/** A file becomes a plan, or a preview of one. What could not be understood comes back as warnings. */
import type { Identity } from '../../shared/identity.ts'
import type { ImportWarning } from '../../shared/plan/json.ts'
import type { ImportSource } from '../../shared/plan/table-mapping.ts'
import type { PlanHead } from '../built-plan.ts'
import { authorise } from './checks.ts'
import type { Deps, ImportRequest } from './deps.ts'
import { storePlan } from './store-plan.ts'

export interface Imported {
  /** Null for a preview. */
  id: string | null
  plan: PlanHead
  /** The JSON of the plan's sections, in pieces. */
  sections: Uint8Array<ArrayBuffer>[]
  warnings: ImportWarning[]
  /** A preview alone: what the plan was read from, so that a person can correct it. */
  source?: ImportSource | null
}

/** @throws SvodError `forbidden`, `too-many-plans`, and the `file-…` codes for what cannot be read */
export const importPlan = async (
  deps: Deps,
  who: Identity,
  request: ImportRequest & { preview: boolean },
): Promise<Imported> => {
  authorise(who, 'plan.import')
  const { preview, ...file } = request
  if (!preview) deps.quota.check(who)
  const { built, warnings, source = null } = await deps.importFile(file)
  const { plan, sections } = built
  if (preview) return { id: null, plan: { ...plan, id: '' }, sections, warnings, source }
  await storePlan(deps, who, built, 'plan.import')
  return { id: plan.id, plan, sections, warnings }
}
