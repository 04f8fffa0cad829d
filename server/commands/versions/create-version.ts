/** Keeps the draft as it is as an edition. */
import type { Locale } from '../../../shared/i18n/locale.ts'
import type { Identity } from '../../../shared/identity.ts'
import { audit } from '../audit.ts'
import { authoriseIn, livePlan } from '../checks.ts'
import { type ShownVersion, showVersion } from './shown-version.ts'
import { type VersionDeps, addVersion, settledDraft } from './take-version.ts'

/** @throws SvodError `forbidden`, `not-found`, `plan-in-trash`, `storage-failed` */
export const createVersion = (
  deps: VersionDeps,
  who: Identity,
  planId: string,
  { name, note }: { name: string; note: string },
  locale: Locale,
): Promise<ShownVersion> => {
  authoriseIn(deps, who, planId, 'versions.snapshot')
  livePlan(deps.storage.catalogue.plan(planId))
  return deps.editions.run(planId, async () => {
    const body = await settledDraft(deps, planId)
    const version = await addVersion(deps, who, planId, { name, note, cause: 'hand', about: null }, body)
    await audit(deps, who, 'version.create', planId, { version: version.number, title: name })
    return showVersion(version, [], locale)
  })
}
