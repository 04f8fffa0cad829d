/**
 * A summary plan beside the plans that it gathers: what has changed there, and taking over what somebody chose, as one change on
 * top with an edition before it (SPEC GA*). Owns who may, and that what is taken is what was looked at.
 */
import { SvodError } from '../../../shared/errors.ts'
import type { Identity } from '../../../shared/identity.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import { applyEdits, isCurrent } from '../../../shared/plan/gather/apply.ts'
import { type GatherBy, type Gathering, isGathering } from '../../../shared/plan/gather/gathering.ts'
import type { GatherChange } from '../../../shared/plan/gather/refresh.ts'
import { serverOf } from '../../../shared/plan/schema.ts'
import { compareOver } from '../../exchange/copy-plan.ts'
import { audit } from '../audit.ts'
import { authoriseIn, livePlan } from '../checks.ts'
import { type EditDeps, editDocument } from '../edit-document.ts'
import { draftSource } from '../read-plan.ts'
import { inPlanTurn } from '../versions/plan-turn.ts'
import { type VersionDeps, keepBefore } from '../versions/take-version.ts'
import { readSources } from './sources.ts'

type RefreshDeps = VersionDeps & EditDeps

export interface GatheredState {
  by: GatherBy
  /** The plans that it gathers; without a title those that the reader may not read. */
  sources: { plan: string; title: string | null }[]
  changes: GatherChange[]
  /** Print of the changes. */
  of: string
}

/** @throws SvodError `forbidden`, `plan-in-trash`, `not-found` also for a plan that gathers nothing */
const gatheringOf = async (deps: RefreshDeps, who: Identity, planId: string): Promise<Gathering> => {
  authoriseIn(deps, who, planId, 'versions.restore')
  livePlan(deps.storage.catalogue.plan(planId))
  const gathering = await deps.rooms.use(planId, (room) => room.read((doc) => serverOf(doc).get('gathered')))
  if (!isGathering(gathering)) throw new SvodError('not-found')
  return gathering
}

/** What has changed. @throws SvodError as `gatheringOf`, `too-large`, `copy-timeout`, `too-many-requests` */
export const readGathered = async (
  deps: RefreshDeps,
  who: Identity,
  planId: string,
  locale: Locale,
): Promise<GatheredState> => {
  const gathering = await gatheringOf(deps, who, planId)
  const input = await readSources(deps, who, gathering, { lenient: true, locale })
  const { changes, of, titles } = await compareOver(input, await draftSource(deps, planId))
  const plans = [...new Set(gathering.sources.map(({ plan }) => plan))]
  const sources = plans.map((plan) => ({ plan, title: titles.get(plan) ?? null }))
  return { by: gathering.by, sources, changes, of }
}

/** How many changes were taken over. @throws SvodError as `readGathered`, `source-moved`, `plan-locked` */
export const refreshGathered = async (
  deps: RefreshDeps,
  who: Identity,
  planId: string,
  chosen: { take: readonly string[]; of: string },
  locale: Locale,
): Promise<number> => {
  const gathering = await gatheringOf(deps, who, planId)
  const input = await readSources(deps, who, gathering, { lenient: true, locale })
  return inPlanTurn(deps, who, planId, ['versions.restore'], async (now) => {
    const { edits, taken } = await compareOver(input, await draftSource(deps, planId), chosen)
    await keepBefore(deps, now, planId, { cause: 'gather', about: null })
    await editDocument(deps, who, planId, 'versions.restore', (editing, demand) => {
      demand([{ root: 'meta', entity: null, field: 'title' }])
      if (!isCurrent(editing.doc, edits)) throw new SvodError('source-moved')
      editing.doc.transact(() => applyEdits(editing, edits), editing.origin)
    })
    await audit(deps, who, 'plan.gather', planId, { rows: taken })
    return taken
  })
}
