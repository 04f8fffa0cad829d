/** The editions of a plan, and one of them with its content. */
import { SvodError } from '../../../shared/errors.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import type { Identity } from '../../../shared/identity.ts'
import type { PlanJson } from '../../../shared/plan/json.ts'
import { withoutOrigins } from '../../../shared/plan/without-origins.ts'
import { isIntact } from '../../storage/edition-seal.ts'
import { broken } from '../../storage/sealed-value.ts'
import type { VersionRecord } from '../../storage/storage.ts'
import { authoriseIn, livePlan } from '../checks.ts'
import type { Deps } from '../deps.ts'
import { seesOrigins } from '../read-plan.ts'
import { knownActs } from './acts.ts'
import { type ShownVersion, fadedAmong, showVersion } from './shown-version.ts'
import type { VersionDeps } from './take-version.ts'

export type ListDeps = VersionDeps & Pick<Deps, 'frozen'>

/** Oldest first. @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const listVersions = async (
  deps: ListDeps,
  who: Identity,
  planId: string,
  locale: Locale,
): Promise<ShownVersion[]> => {
  authoriseIn(deps, who, planId, 'plan.read')
  livePlan(deps.storage.catalogue.plan(planId))
  const acts = await knownActs(deps, planId)
  const heads = await deps.storage.listVersions(planId)
  const faded = fadedAmong(heads, acts, deps.now())
  const files = await deps.frozen.shown(planId, acts)
  return heads.map((head) => {
    const { number } = head
    return showVersion(head, acts, locale, { faded: faded.has(number), files: files.get(number) })
  })
}

/** An edition whose content is what its hash says. @throws SvodError `not-found`; `data-broken` where it is not */
export const intactVersion = async (
  { storage }: Pick<Deps, 'storage'>,
  planId: string,
  number: number,
): Promise<VersionRecord> => {
  const version = await storage.loadVersion(planId, number)
  if (!version) throw new SvodError('not-found')
  if (!isIntact(version))
    throw broken(`edition ${number} of plan ${planId}`, new Error('its hash does not fit'))
  return version
}

/** The plan of an edition. @throws SvodError as `intactVersion` */
export const planOfVersion = async (
  deps: Pick<Deps, 'storage'>,
  planId: string,
  number: number,
): Promise<PlanJson> => JSON.parse((await intactVersion(deps, planId, number)).body) as PlanJson

/** Its plan without origins for guests; the hash is of the whole one. @throws SvodError as `listVersions` and `intactVersion` */
export const readVersion = async (
  deps: ListDeps,
  who: Identity,
  planId: string,
  number: number,
  locale: Locale,
): Promise<ShownVersion & { plan: PlanJson }> => {
  const there = authoriseIn(deps, who, planId, 'plan.read')
  livePlan(deps.storage.catalogue.plan(planId))
  const version = await intactVersion(deps, planId, number)
  const acts = await knownActs(deps, planId)
  const faded = fadedAmong(await deps.storage.listVersions(planId), acts, deps.now()).has(number)
  const files = (await deps.frozen.shown(planId, acts)).get(number)
  const plan = JSON.parse(version.body) as PlanJson
  return {
    ...showVersion(version, acts, locale, { faded, files }),
    plan: seesOrigins(there) ? plan : withoutOrigins(plan),
  }
}
