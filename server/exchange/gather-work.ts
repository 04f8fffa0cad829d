/**
 * Plans that are gathered, read from what the store has of them and compared (SPEC GA*, GB2): long work, done in a thread where
 * there is much of it. Owns the limit of rows; what is compared and how is `shared/plan/gather/`'s.
 */
import { SvodError } from '../../shared/errors.ts'
import { originsIn, standingIn } from '../../shared/plan/gather/apply.ts'
import { type GatherEdits, additions, columnIds, editsFor } from '../../shared/plan/gather/edits.ts'
import {
  type GatherInput,
  type SummaryHead,
  columnKey,
  gatherDraft,
  groupsOf,
  rowName,
} from '../../shared/plan/gather/gather.ts'
import type { Gathering } from '../../shared/plan/gather/gathering.ts'
import { type GatherChange, changesPrint, changesSince } from '../../shared/plan/gather/refresh.ts'
import type { PlanDraft, PlanJson } from '../../shared/plan/json.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { type PlanBytes, documentIn, planIn } from '../plan-source.ts'

/** What a gathering asks of plans, as the store has them. */
export interface StoredGathering extends Omit<GatherInput, 'plans'> {
  gathering: Gathering
  /** Those that may be read now. */
  plans: readonly PlanBytes[]
}

/** Of all plans together, chosen or not: all of them lie in memory at a time, and the thread that lays them together has its limit. */
export const MOST_ROWS = 20_000

const countRows = ({ sections }: PlanJson): number =>
  sections.reduce((sum, { items }) => sum + items.length, 0)

/** @throws SvodError `too-large` */
const inputOf = ({ plans, ...rest }: StoredGathering): GatherInput => {
  const read = new Map<string, PlanJson>()
  let rows = 0
  for (const stored of plans) {
    const plan = planIn(stored)
    rows += countRows(plan)
    if (rows > MOST_ROWS) throw new SvodError('too-large')
    read.set(stored.planId, plan)
  }
  return { ...rest, plans: read }
}

/** A new summary. @throws SvodError `too-large` */
export const draftOfStored = (stored: StoredGathering, head: SummaryHead): PlanDraft =>
  gatherDraft(inputOf(stored), head)

export interface Compared {
  changes: GatherChange[]
  /** Print of the changes. */
  of: string
  /** Titles of the plans that were read. */
  titles: ReadonlyMap<string, string>
  /** What taking over those that were chosen comes to. */
  edits: GatherEdits
  taken: number
}

/** @throws SvodError `too-large`; `source-moved` where `of` is another state than this */
export const compareStored = (
  stored: StoredGathering,
  target: PlanBytes,
  chosen?: { take: readonly string[]; of: string },
): Compared => {
  const input = inputOf(stored)
  const doc = documentIn(target)
  const plan = projectPlan(doc, target.planId)
  const origins = originsIn(doc)
  const changes = changesSince(plan, origins, input)
  const of = changesPrint(changes)
  if (chosen !== undefined && chosen.of !== of) throw new SvodError('source-moved')
  const wanted = new Set(chosen?.take)
  const taken = changes.filter(({ id }) => wanted.has(id))
  return {
    changes,
    of,
    titles: new Map([...input.plans].map(([id, { title }]) => [id, title])),
    edits: editsFor(plan, origins, input, taken, standingIn(doc)),
    taken: taken.length,
  }
}

/** Rows for an open plan. */
export interface Laid {
  edits: GatherEdits
  rows: number
  /** How many of those that are meant the plan has already. */
  known: number
  /** Titles of columns that the plan does not have, and whose words stay behind. */
  left: string[]
}

/** @throws SvodError `too-large` */
export const layStored = (stored: StoredGathering, target: PlanBytes): Laid => {
  const input = inputOf(stored)
  const plan = planIn(target)
  const living = new Set(
    plan.sections.flatMap(({ items }) =>
      items.flatMap(({ origin }) => (origin?.kind === 'gathered' ? rowName(origin.plan, origin.item) : [])),
    ),
  )
  const meant = groupsOf(input).flatMap(({ rows }) => rows)
  const fresh = meant.filter((row) => !living.has(rowName(row.plan.id, row.item.id)))
  const columns = columnIds(plan)
  const left = new Map<string, string>()
  for (const { plan: from, item } of fresh)
    for (const column of from.columns) {
      const key = columnKey(column)
      if (!columns.has(key) && (item.cells[column.key] ?? '') !== '') left.set(key, column.title)
    }
  const wanted = new Set(fresh.map((row) => rowName(row.plan.id, row.item.id)))
  return {
    edits: { edits: additions(plan, input, wanted, true), columns },
    rows: fresh.length,
    known: meant.length - fresh.length,
    left: [...left.values()],
  }
}
