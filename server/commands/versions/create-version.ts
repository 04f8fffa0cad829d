/** Keeps the draft as it is as an edition, and gives it to whoever may approve. */
import type { Locale } from '../../../shared/i18n/locale.ts'
import type { Identity } from '../../../shared/identity.ts'
import { SvodError } from '../../../shared/errors.ts'
import type { Action } from '../../../shared/permissions.ts'
import { audit } from '../audit.ts'
import { isLocked } from './acts.ts'
import { inPlanTurn } from './plan-turn.ts'
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
  // Whoever accepts the sections says that the whole is ready.
  const actions: Action[] = offer ? ['versions.snapshot', 'sections.accept'] : ['versions.snapshot']
  return inPlanTurn(deps, who, planId, actions, async () => {
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
