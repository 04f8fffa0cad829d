/**
 * The row of another plan that a row was made of, as it stands there now. Owns that only whoever may read the other plan
 * learns of it (SPEC NY10): to others it is a year and nothing more, to guests not even that.
 */
import { SvodError } from '../../../shared/errors.ts'
import type { Identity } from '../../../shared/identity.ts'
import { can } from '../../../shared/permissions.ts'
import type { ItemJson, OriginJson, PlanJson } from '../../../shared/plan/json.ts'
import { isOrigin } from '../../../shared/plan/origin.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { rowsOf } from '../../../shared/plan/schema.ts'
import { authoriseIn, livePlan, whoIn } from '../checks.ts'
import type { Deps } from '../deps.ts'

type OriginDeps = Pick<Deps, 'storage' | 'rooms'>

/** The other row, with what became of it. */
export type OriginRow = Pick<ItemJson, 'id' | 'number' | 'title' | 'period' | 'state' | 'fact'>

export interface ShownOrigin {
  kind: OriginJson['kind']
  /** The other plan's year when the row was taken. */
  year: number
  /** Null where the reader may not read that plan, or it is gone. */
  plan: { id: string; title: string; year: number } | null
  /** Null where it is there no more. */
  row: OriginRow | null
}

const rowIn = (plan: PlanJson, id: string): OriginRow | null => {
  const item = plan.sections.flatMap(({ items }) => items).find((one) => one.id === id)
  if (!item) return null
  const { number, title, period, state, fact } = item
  return { id, number, title, period, state, ...(fact === undefined ? {} : { fact }) }
}

/** @throws SvodError `forbidden`, `plan-in-trash`; `not-found` also for a row that was made here */
export const readOrigin = async (
  deps: OriginDeps,
  who: Identity,
  planId: string,
  itemId: string,
): Promise<ShownOrigin> => {
  authoriseIn(deps, who, planId, 'history.read')
  livePlan(deps.storage.catalogue.plan(planId))
  const origin = await deps.rooms.use(planId, (room) =>
    room.read((doc) => rowsOf(doc).get(itemId)?.get('origin')),
  )
  if (!isOrigin(origin)) throw new SvodError('not-found')
  const { kind, year, plan: id, item } = origin
  const entry = deps.storage.catalogue.plan(id)
  const mayRead = entry !== null && entry.deletedAt === null && can(whoIn(deps, who, id), 'plan.read')
  if (!mayRead) return { kind, year, plan: null, row: null }
  const plan = await deps.rooms.use(id, (room) => room.read((doc) => projectPlan(doc, id)))
  return { kind, year, plan: { id, title: plan.title, year: plan.year }, row: rowIn(plan, item) }
}
