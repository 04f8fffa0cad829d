/** The live draft of a plan: as PlanJson, and as the store has it. */
import { SvodError } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import { can } from '../../shared/permissions.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { withoutOrigins } from '../../shared/plan/without-origins.ts'
import { type StoredDocument, packed } from '../past/replay.ts'
import { authoriseIn, livePlan } from './checks.ts'
import type { Deps } from './deps.ts'

/** Whether it is told of which other plans a plan was made: to everybody but guests [GB1]. `there`: as the plan sees them. */
export const seesOrigins = (there: Identity): boolean => can(there, 'history.read')

/** Without origins for guests. @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const readPlan = async (
  deps: Pick<Deps, 'storage' | 'rooms'>,
  who: Identity,
  planId: string,
): Promise<PlanJson> => {
  const there = authoriseIn(deps, who, planId, 'plan.read')
  livePlan(deps.storage.catalogue.plan(planId))
  const plan = await deps.rooms.use(planId, (room) => room.read((doc) => projectPlan(doc, planId)))
  return seesOrigins(there) ? plan : withoutOrigins(plan)
}

export interface DatedDraft {
  source: StoredDocument
  /** When the last change that is in it was made: ISO 8601. The plan's line may be a minute behind it [FX1]. */
  at: string
}

/**
 * The draft with all that has come in, as it lies on disk: no document is built for it, and whoever writes it reads it
 * where that holds up no room. Whether somebody may have it is asked before. @throws SvodError `not-found`
 */
export const datedDraft = async (
  { storage, rooms }: Pick<Deps, 'storage' | 'rooms'>,
  planId: string,
): Promise<DatedDraft> => {
  const stored = await rooms.settled(planId, () => storage.loadPlan(planId))
  if (stored === null) throw new SvodError('not-found')
  const { checkpoint, tail } = stored
  const base = checkpoint?.stateV2 ?? new Uint8Array(0)
  const source = { planId, base, updates: packed(tail.map(({ update }) => update)) }
  const listed = Date.parse(storage.catalogue.plan(planId)?.updatedAt ?? '') || 0
  return { source, at: new Date(Math.max(listed, tail.at(-1)?.at ?? 0)).toISOString() }
}

/** The same without its time. @throws SvodError `not-found` */
export const draftSource = async (
  deps: Pick<Deps, 'storage' | 'rooms'>,
  planId: string,
): Promise<StoredDocument> => (await datedDraft(deps, planId)).source
