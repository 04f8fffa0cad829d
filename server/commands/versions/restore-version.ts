/**
 * The draft says again what an edition said: wholly, in some sections or in some rows, as one change on top of all others
 * (SPEC HI3–HI5). Owns the editions before and after it.
 */
import { cutText } from '../../../shared/cut-text.ts'
import { SvodError } from '../../../shared/errors.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import type { Identity } from '../../../shared/identity.ts'
import { canonicalPlan } from '../../../shared/plan/canonical.ts'
import type { Change } from '../../../shared/plan/diff.ts'
import type { PlanJson } from '../../../shared/plan/json.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { type Selection, changesToRestore, restorePlan } from '../../../shared/plan/restore.ts'
import { hashOf } from '../../storage/edition-seal.ts'
import type { AuditRecord } from '../../storage/storage.ts'
import { audit } from '../audit.ts'
import { authoriseIn, livePlan } from '../checks.ts'
import { type EditDeps, editDocument } from '../edit-document.ts'
import { isLocked } from './acts.ts'
import { planOfVersion } from './list-versions.ts'
import { inPlanTurn } from './plan-turn.ts'
import { type ShownVersion, showVersion } from './shown-version.ts'
import { type VersionDeps, addVersion, keepBefore } from './take-version.ts'

export type RestoreDeps = VersionDeps & EditDeps

const idsIn = (plan: PlanJson): string[] =>
  plan.sections.flatMap(({ id, items }) => [id, ...items.map((item) => item.id)])

/** @throws SvodError `not-found` where something is meant that stands in neither plan */
const requireKnown = ({ items = [], sections = [] }: Selection, now: PlanJson, then: PlanJson): void => {
  const known = new Set([...idsIn(now), ...idsIn(then)])
  if (![...items, ...sections].every((id) => known.has(id))) throw new SvodError('not-found')
}

/** What the draft is to say again. */
export interface Source {
  past: PlanJson
  /** The edition that it is; null for a moment. */
  about: number | null
  /** Names of the editions before and after it; '' for those that say by themselves what they are. */
  names: { before: string; after: string }
  /** What the audit trail says of it. */
  details: AuditRecord['details']
}

const sourceOfVersion = async (deps: RestoreDeps, planId: string, number: number): Promise<Source> => ({
  past: await planOfVersion(deps, planId, number),
  about: number,
  names: { before: '', after: '' },
  details: { version: number },
})

/** What restoring would change. @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const previewFrom = async (
  deps: RestoreDeps,
  who: Identity,
  planId: string,
  read: () => Promise<Source>,
  selection: Selection,
): Promise<Change[]> => {
  authoriseIn(deps, who, planId, 'versions.restore')
  livePlan(deps.storage.catalogue.plan(planId))
  const { past: then } = await read()
  const now = await deps.rooms.use(planId, (room) => room.read((doc) => projectPlan(doc, planId)))
  requireKnown(selection, now, then)
  return changesToRestore(now, then, selection)
}

/** @throws SvodError as `previewFrom` */
export const previewRestore = (
  deps: RestoreDeps,
  who: Identity,
  planId: string,
  number: number,
  selection: Selection,
): Promise<Change[]> => previewFrom(deps, who, planId, () => sourceOfVersion(deps, planId, number), selection)

const MAX_NOTE = 300

/** What was restored, where it was not everything: the words of its rows and sections. */
const noteOf = ({ items = [], sections = [] }: Selection, then: PlanJson): string => {
  const [rows, whole] = [new Set(items), new Set(sections)]
  const words = then.sections.flatMap((section) => [
    ...(whole.has(section.id) ? [section.title] : []),
    ...section.items.filter(({ id }) => rows.has(id)).map(({ title }) => title.text),
  ])
  const note = words.map((one) => one.replaceAll(/\s+/g, ' ').trim()).join('; ')
  return note.length > MAX_NOTE ? `${cutText(note, MAX_NOTE - 1)}…` : note
}

interface Restored {
  before: string
  after: string
}

const restoreIn = (
  deps: RestoreDeps,
  who: Identity,
  planId: string,
  then: PlanJson,
  selection: Selection,
): Promise<Restored> =>
  editDocument(deps, who, planId, 'versions.restore', (editing, demand) => {
    demand([{ root: 'meta', entity: null, field: 'title' }])
    const now = projectPlan(editing.doc, planId)
    requireKnown(selection, now, then)
    const isWhole = selection.items === undefined && selection.sections === undefined
    restorePlan(editing, then, changesToRestore(now, then, selection), isWhole)
    return { before: canonicalPlan(now), after: canonicalPlan(projectPlan(editing.doc, planId)) }
  })

/**
 * The edition that comes of it. The draft before it is an edition, too.
 * @throws SvodError `forbidden`, `not-found`, `plan-in-trash`, `plan-locked`
 */
export const restoreFrom = (
  deps: RestoreDeps,
  who: Identity,
  planId: string,
  read: () => Promise<Source>,
  selection: Selection,
  locale: Locale,
): Promise<ShownVersion> => {
  return inPlanTurn(deps, who, planId, ['versions.restore'], async () => {
    const { past: then, about, names, details } = await read()
    if (await deps.rooms.use(planId, (room) => room.read(isLocked))) throw new SvodError('plan-locked')
    const early = { name: names.before, note: '', cause: 'before-restore' as const, about }
    const kept = await keepBefore(deps, who, planId, early)
    const { before, after } = await restoreIn(deps, who, planId, then, selection)
    // Somebody wrote between the two: what they wrote is kept as well.
    if (hashOf(before) !== hashOf(kept)) await addVersion(deps, who, planId, early, before)
    const late = { name: names.after, note: noteOf(selection, then), cause: 'restore' as const, about }
    const version = await addVersion(deps, who, planId, late, after)
    await audit(deps, who, 'version.restore', planId, { ...details, made: version.number })
    return showVersion(version, [], locale)
  })
}

/** @throws SvodError as `restoreFrom` */
export const restoreVersion = (
  deps: RestoreDeps,
  who: Identity,
  planId: string,
  number: number,
  selection: Selection,
  locale: Locale,
): Promise<ShownVersion> =>
  restoreFrom(deps, who, planId, () => sourceOfVersion(deps, planId, number), selection, locale)
