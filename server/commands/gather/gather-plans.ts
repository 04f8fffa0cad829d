/** A summary plan made of several plans. Owns who may make one. */
import type { Identity } from '../../../shared/identity.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import type { SummaryHead } from '../../../shared/plan/gather/gather.ts'
import type { Gathering } from '../../../shared/plan/gather/gathering.ts'
import { gatherOver } from '../../exchange/copy-plan.ts'
import { authorise } from '../checks.ts'
import type { Deps } from '../deps.ts'
import { storePlan } from '../store-plan.ts'
import { readSources } from './sources.ts'

/**
 * The new plan's id. @throws SvodError `forbidden`, `too-many-plans`, `copy-timeout`; `forbidden`, `not-found`, `plan-in-trash` of
 * what is to be gathered
 */
export const gatherPlans = async (
  deps: Deps,
  who: Identity,
  request: SummaryHead & Gathering,
  locale: Locale,
): Promise<string> => {
  authorise(who, 'plan.create')
  deps.quota.check(who)
  const { by, sources, ...head } = request
  const input = await readSources(deps, who, { by, sources }, { lenient: false, locale })
  const built = await gatherOver(input, head)
  await storePlan(deps, who, built, 'plan.create')
  return built.plan.id
}
