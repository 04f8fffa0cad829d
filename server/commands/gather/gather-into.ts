/**
 * Rows of several plans put into an open one, with links to where they are from (SPEC GB5). Owns who may, and what the plan
 * remembers of it. Where `asleep` is asked for, what is made lies in the trash, and whoever asked takes it from there as a step
 * of their own, which they can undo.
 */
import { SvodError } from '../../../shared/errors.ts'
import type { Identity } from '../../../shared/identity.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import { type Gathered, applyEdits, isCurrent } from '../../../shared/plan/gather/apply.ts'
import {
  type GatherBy,
  type GatherSource,
  type Gathering,
  MOST_SOURCES,
  isGathering,
} from '../../../shared/plan/gather/gathering.ts'
import type { Editing } from '../../../shared/plan/edit.ts'
import { serverOf } from '../../../shared/plan/schema.ts'
import { layOver } from '../../exchange/copy-plan.ts'
import type { Laid } from '../../exchange/gather-work.ts'
import { type Demand, requireTouches } from '../../rooms/edit.ts'
import { audit } from '../audit.ts'
import { authoriseIn, livePlan } from '../checks.ts'
import { type EditDeps, type Touch, editDocument } from '../edit-document.ts'
import { NEW, touchesOfItem } from '../item-fields.ts'
import { requireSection } from '../lookup.ts'
import { draftSource } from '../read-plan.ts'
import { inPlanTurn } from '../versions/plan-turn.ts'
import { type VersionDeps, keepBefore } from '../versions/take-version.ts'
import { readSources } from './sources.ts'

type IntoDeps = VersionDeps & EditDeps

/** They are written in one turn of the room, as one step. */
export const MOST_INTO = 1_000

export interface IntoRequest {
  by: GatherBy
  sources: readonly GatherSource[]
  /** The section that they go to; null for sections of their own. */
  into: string | null
  asleep: boolean
}

export interface PutInto extends Gathered {
  /** Rows that the plan has already. */
  known: number
  /** Columns that the plan lacks, and whose words stayed behind. */
  left: string[]
}

const sameSource = (a: GatherSource, b: GatherSource): boolean => JSON.stringify(a) === JSON.stringify(b)

/** What the plan gathers from now on. @throws SvodError `too-large` */
const gatheringWith = (was: unknown, { by, sources }: Gathering): Gathering => {
  const known = isGathering(was) ? was : { by, sources: [] }
  const fresh = sources.filter((one) => !known.sources.some((other) => sameSource(one, other)))
  if (known.sources.length + fresh.length > MOST_SOURCES) throw new SvodError('too-large')
  return { by: known.by, sources: [...known.sources, ...fresh] }
}

const touchesOf = (into: string | null): Touch[] =>
  into === null
    ? [{ root: 'sections', entity: '', field: null }]
    : touchesOfItem(NEW, {
        place: { section: into, parent: null },
        title: [],
        number: { mode: 'auto', text: '' },
        state: 'planned',
      })

/**
 * Asks before anything is read and before an edition is kept [AN1]; `write` asks again.
 * @throws SvodError `forbidden`, `plan-locked`, `not-found`
 */
const requirePlace = (deps: IntoDeps, there: Identity, planId: string, into: string | null): Promise<void> =>
  deps.rooms.use(planId, (room) =>
    room.read((doc) => {
      if (into !== null) requireSection(doc, into)
      requireTouches(doc, there, touchesOf(into))
    }),
  )

const write = (
  editing: Editing,
  demand: Demand,
  request: IntoRequest,
  { edits }: Laid,
  gathering: Gathering,
) => {
  const { into, asleep } = request
  if (into !== null) requireSection(editing.doc, into)
  demand(touchesOf(into))
  if (!isCurrent(editing.doc, edits)) throw new SvodError('source-moved')
  const server = serverOf(editing.doc)
  const next = gatheringWith(server.get('gathered'), gathering)
  return editing.doc.transact(() => {
    server.set('gathered', next)
    return applyEdits(editing, edits, new Map(), asleep)
  }, editing.origin)
}

/**
 * What was made.
 * @throws SvodError `forbidden`, `plan-locked`, `not-found`, `plan-in-trash`, also of what is to be gathered; `gather-itself`; `too-large` where
 * those are too many rows, or too many choices for one plan; `source-moved` where the plan changed meanwhile; `copy-timeout`
 */
export const gatherInto = async (
  deps: IntoDeps,
  who: Identity,
  planId: string,
  request: IntoRequest,
  locale: Locale,
): Promise<PutInto> => {
  const { by, into } = request
  const action = into === null ? 'sections.edit' : 'rows.edit'
  const there = authoriseIn(deps, who, planId, action)
  livePlan(deps.storage.catalogue.plan(planId))
  if (request.sources.some(({ plan }) => plan === planId)) throw new SvodError('gather-itself')
  await requirePlace(deps, there, planId, into)
  const sources = request.sources.map((one) => ({ ...one, into, by }))
  const gathering: Gathering = { by, sources }
  const input = await readSources(deps, who, gathering, { lenient: false, locale })
  return inPlanTurn(deps, who, planId, [action], async (now) => {
    const laid = await layOver(input, await draftSource(deps, planId))
    const { rows, known, left } = laid
    if (rows > MOST_INTO) throw new SvodError('too-large')
    if (rows === 0) return { rows: [], sections: [], known, left }
    await keepBefore(deps, now, planId, { cause: 'gather', about: null })
    const made = await editDocument(deps, who, planId, 'rows.edit', (editing, demand) =>
      write(editing, demand, request, laid, gathering),
    )
    await audit(deps, who, 'plan.gather', planId, { rows })
    return { ...made, known, left }
  })
}
