/** Who changed what, and when: a plan's, a section's, a row's, a field's. */
import type { Identity } from '../../../shared/identity.ts'
import type { PlanJson } from '../../../shared/plan/json.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { mergeHistory } from '../../storage/history.ts'
import type { HistoryEntry, Storage } from '../../storage/storage.ts'
import { authoriseIn, livePlan } from '../checks.ts'
import type { Deps } from '../deps.ts'

export type HistoryDeps = Pick<Deps, 'storage' | 'rooms'>

/** Everything that is known, in no order. */
export const allEntries = async (
  { storage, rooms }: HistoryDeps,
  planId: string,
): Promise<HistoryEntry[]> => {
  // The room first: what a checkpoint carries over meanwhile is told twice rather than not at all.
  const fresh = await rooms.use(planId, (room) => room.trail.all())
  return mergeHistory([...(await storage.readHistory(planId)), ...fresh])
}

/** Rows and sections that came out of the trash at `since` (ms) or later. */
export const returnedSince = async (
  deps: HistoryDeps,
  planId: string,
  since: number,
): Promise<ReadonlySet<string>> => {
  const entries = await allEntries(deps, planId)
  const back = entries.filter(({ act, last }) => act === 'restore' && last >= since)
  return new Set(back.flatMap(({ entity }) => entity ?? []))
}

export interface ShownEntry {
  day: string
  /** ISO 8601, of the first and the last change. */
  first: string
  last: string
  by: string
  /** Their name; '' where nobody knows it any more. */
  name: string
  subject: 'plan' | 'column' | 'section' | 'item'
  section: string | null
  item: string | null
  column: string | null
  /** As in `changes`: `title`, `period`, `cells.KEY`, …; null for the thing as a whole. */
  field: string | null
  act: HistoryEntry['act']
  count: number
}

export interface HistoryQuery {
  item?: string | undefined
  section?: string | undefined
  field?: string | undefined
  by?: string | undefined
  /** ms since the epoch; changes at that time and later. */
  since?: number | undefined
  limit: number
}

const SUBJECTS = { meta: 'plan', cols: 'column', sections: 'section', rows: 'item' } as const
const COLUMN_FIELD = /^c:(.+)$/

const fieldOf = (field: string | null): string | null => {
  const column = COLUMN_FIELD.exec(field ?? '')?.[1]
  if (column === undefined) return field === 'dept' ? 'department' : field
  return column === 'title' || column === 'period' ? column : `cells.${column}`
}

/** Somebody's name now; '' for whom nobody knows. */
export const nameIn = ({ directory }: Pick<Storage, 'directory'>, by: string): string =>
  directory.data.people.find((person) => person.id === by)?.name ?? ''

const show = (storage: Storage, entry: HistoryEntry, sectionOf: ReadonlyMap<string, string>): ShownEntry => {
  const { root, entity } = entry
  const item = root === 'rows' ? entity : null
  return {
    day: entry.day,
    first: new Date(entry.first).toISOString(),
    last: new Date(entry.last).toISOString(),
    by: entry.by,
    name: entry.name || nameIn(storage, entry.by),
    subject: SUBJECTS[root],
    section: root === 'sections' ? entity : (sectionOf.get(item ?? '') ?? null),
    item,
    column: root === 'cols' ? entity : null,
    field: fieldOf(entry.field),
    act: entry.act,
    count: entry.count,
  }
}

const sectionsOfRows = (plan: PlanJson): Map<string, string> =>
  new Map(plan.sections.flatMap(({ id, items }) => items.map((item) => [item.id, id] as const)))

/** The latest first; the server's own repairs left out. @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const readHistory = async (
  deps: HistoryDeps,
  who: Identity,
  planId: string,
  { item, section, field, by, since = 0, limit }: HistoryQuery,
): Promise<{ history: ShownEntry[]; more: boolean }> => {
  authoriseIn(deps, who, planId, 'plan.read')
  livePlan(deps.storage.catalogue.plan(planId))
  const entries = await allEntries(deps, planId)
  const plan = await deps.rooms.use(planId, (room) => room.read((doc) => projectPlan(doc, planId)))
  const places = sectionsOfRows(plan)
  const wanted = entries
    .filter((entry) => entry.by !== 'server' && entry.last >= since)
    .map((entry) => show(deps.storage, entry, places))
    .filter((entry) => item === undefined || entry.item === item)
    .filter((entry) => section === undefined || entry.section === section)
    .filter((entry) => field === undefined || entry.field === field)
    .filter((entry) => by === undefined || entry.by === by)
    .sort((a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : 0))
  return { history: wanted.slice(0, limit), more: wanted.length > limit }
}
