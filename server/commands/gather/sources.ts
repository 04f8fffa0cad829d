/** The plans that a summary gathers, as whoever asks may read them at this moment (SPEC GA*). Owns that question. */
import { SvodError } from '../../../shared/errors.ts'
import type { Identity } from '../../../shared/identity.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import { templateEn } from '../../../shared/i18n/en/template.ts'
import { templateRu } from '../../../shared/i18n/ru/template.ts'
import { can } from '../../../shared/permissions.ts'
import type { GatherInput } from '../../../shared/plan/gather/gather.ts'
import type { Gathering } from '../../../shared/plan/gather/gathering.ts'
import type { PlanJson } from '../../../shared/plan/json.ts'
import { whoIn } from '../checks.ts'
import type { Deps } from '../deps.ts'
import { readPlan } from '../read-plan.ts'

export type GatherDeps = Pick<Deps, 'storage' | 'rooms'>

/** Of all plans together, chosen or not: all of them lie in memory at a time, and the thread that lays them together has its limit. */
export const MOST_ROWS = 20_000

const rowsOf = ({ sections }: PlanJson): number => sections.reduce((sum, { items }) => sum + items.length, 0)

const mayRead = (deps: GatherDeps, who: Identity, plan: string): boolean => {
  const entry = deps.storage.catalogue.plan(plan)
  return entry !== null && entry.deletedAt === null && can(whoIn(deps, who, plan), 'plan.read')
}

/**
 * What can be gathered now. `lenient`: plans that may not be read any more are left out.
 * @throws SvodError `forbidden`, `not-found`, `plan-in-trash` of the first plan that may not be read; `too-large` where they have
 * too many rows together
 */
export const readSources = async (
  deps: GatherDeps,
  who: Identity,
  gathering: Gathering,
  options: { lenient: boolean; locale: Locale },
): Promise<GatherInput> => {
  const plans = new Map<string, PlanJson>()
  let rows = 0
  for (const { plan } of gathering.sources) {
    if (plans.has(plan) || (options.lenient && !mayRead(deps, who, plan))) continue
    const read = await readPlan(deps, who, plan)
    rows += rowsOf(read)
    if (rows > MOST_ROWS) throw new SvodError('too-large')
    plans.set(plan, read)
  }
  const departments = new Map(deps.storage.catalogue.departments().map(({ id, name }) => [id, name]))
  const words = options.locale === 'ru' ? templateRu : templateEn
  return { gathering, plans, departments, nobodys: words['template.gather.nobodys'] }
}
