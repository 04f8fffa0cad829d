/** The plans that a summary gathers, as whoever asks may read them at this moment (SPEC GA*). Owns that question. */
import type { Identity } from '../../../shared/identity.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import { templateEn } from '../../../shared/i18n/en/template.ts'
import { templateRu } from '../../../shared/i18n/ru/template.ts'
import { can } from '../../../shared/permissions.ts'
import type { Gathering } from '../../../shared/plan/gather/gathering.ts'
import type { StoredGathering } from '../../exchange/gather-work.ts'
import type { StoredDocument } from '../../past/replay.ts'
import { authoriseIn, livePlan, whoIn } from '../checks.ts'
import type { Deps } from '../deps.ts'
import { draftSource } from '../read-plan.ts'

export type GatherDeps = Pick<Deps, 'storage' | 'rooms'>

const mayRead = (deps: GatherDeps, who: Identity, plan: string): boolean => {
  const entry = deps.storage.catalogue.plan(plan)
  return entry !== null && entry.deletedAt === null && can(whoIn(deps, who, plan), 'plan.read')
}

/**
 * What can be gathered now. `lenient`: plans that may not be read any more are left out.
 * @throws SvodError `forbidden`, `not-found`, `plan-in-trash` of the first plan that may not be read
 */
export const readSources = async (
  deps: GatherDeps,
  who: Identity,
  gathering: Gathering,
  options: { lenient: boolean; locale: Locale },
): Promise<StoredGathering> => {
  const plans = new Map<string, StoredDocument>()
  for (const { plan } of gathering.sources) {
    if (plans.has(plan) || (options.lenient && !mayRead(deps, who, plan))) continue
    authoriseIn(deps, who, plan, 'plan.read')
    livePlan(deps.storage.catalogue.plan(plan))
    plans.set(plan, await draftSource(deps, plan))
  }
  const departments = new Map(deps.storage.catalogue.departments().map(({ id, name }) => [id, name]))
  const words = options.locale === 'ru' ? templateRu : templateEn
  return { gathering, plans: [...plans.values()], departments, nobodys: words['template.gather.nobodys'] }
}
