/** Keeps the draft as it is as an edition, and gives it to whoever may approve. */
import type { Locale } from '../../../shared/i18n/locale.ts'
import type { Identity } from '../../../shared/identity.ts'
import { SvodError } from '../../../shared/errors.ts'
import { audit } from '../audit.ts'
import { authoriseIn, livePlan } from '../checks.ts'
import { isLocked } from './acts.ts'
import { type ShownVersion, showVersion } from './shown-version.ts'
import { type VersionDeps, addVersion, settledDraft } from './take-version.ts'

/** `offer`: whoever may approve is told of it. @throws SvodError `forbidden`, `plan-locked`, `not-found`, `plan-in-trash`, `storage-failed` */
export const createVersion = (
  deps: VersionDeps,
  who: Identity,
  planId: string,
  { name, note, offer }: { name: string; note: string; offer: boolean },
  locale: Locale,
): Promise<ShownVersion> => {
  authoriseIn(deps, who, planId, 'versions.snapshot')
  // Whoever accepts the sections says that the whole is ready.
  if (offer) authoriseIn(deps, who, planId, 'sections.accept')
  livePlan(deps.storage.catalogue.plan(planId))
  return deps.editions.run(planId, async () => {
    if (offer && (await deps.rooms.use(planId, (room) => room.read(isLocked)))) {
      throw new SvodError('plan-locked')
    }
    const body = await settledDraft(deps, planId)
    const version = await addVersion(deps, who, planId, { name, note, cause: 'hand', about: null }, body)
    await audit(deps, who, 'version.create', planId, { version: version.number, title: name })
    if (offer) await audit(deps, who, 'version.offer', planId, { version: version.number, note })
    return showVersion(version, [], locale)
  })
}
