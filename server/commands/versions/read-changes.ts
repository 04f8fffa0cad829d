/** What changed from one edition to another, or to the draft: row by row, and as the sentences of an order. */
import { versionEn } from '../../../shared/i18n/en/version.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import { versionRu } from '../../../shared/i18n/ru/version.ts'
import type { Identity } from '../../../shared/identity.ts'
import { type AmendmentGroup, amendmentsOf } from '../../../shared/plan/amendments.ts'
import { type Change, diffPlans } from '../../../shared/plan/diff.ts'
import type { PlanJson } from '../../../shared/plan/json.ts'
import { authoriseIn, livePlan } from '../checks.ts'
import { returnedSince } from './history.ts'
import { intactVersion } from './list-versions.ts'
import { type VersionDeps, settledDraft } from './take-version.ts'

export interface ShownChanges {
  from: number
  /** Null for the draft. */
  to: number | null
  changes: Change[]
  amendments: AmendmentGroup[]
}

/** @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const readChanges = async (
  deps: VersionDeps,
  who: Identity,
  planId: string,
  { from, to }: { from: number; to?: number | undefined },
  locale: Locale,
): Promise<ShownChanges> => {
  authoriseIn(deps, who, planId, 'plan.read')
  livePlan(deps.storage.catalogue.plan(planId))
  const earlier = await intactVersion(deps, planId, from)
  const edition = to === undefined ? null : await intactVersion(deps, planId, to)
  const later = edition?.body ?? (await settledDraft(deps, planId))
  const [a, b] = [JSON.parse(earlier.body) as PlanJson, JSON.parse(later) as PlanJson]
  const span = {
    since: Date.parse(earlier.createdAt),
    until: edition ? Date.parse(edition.createdAt) : Infinity,
  }
  const returned = await returnedSince(deps, planId, span)
  const changes = diffPlans(a, b, { returned })
  const texts = locale === 'ru' ? versionRu : versionEn
  return { from, to: to ?? null, changes, amendments: amendmentsOf(changes, a, b, texts) }
}
