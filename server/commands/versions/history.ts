/** Who changed what, and when: a plan's, a section's, a row's, a field's. */
import type * as Y from 'yjs'
import type { Identity } from '../../../shared/identity.ts'
import { isFactField } from '../../../shared/plan/facts.ts'
import { Standings } from '../../../shared/plan/standing.ts'
import { UNASSIGNED } from '../../../shared/plan/tree.ts'
import { mergeHistory } from '../../storage/history.ts'
import type { HistoryEntry, Storage } from '../../storage/storage.ts'
import { authoriseIn, livePlan } from '../checks.ts'
import type { Deps } from '../deps.ts'

export type HistoryDeps = Pick<Deps, 'storage' | 'rooms'>

/** What is kept for good and what is in no checkpoint yet, together. */
export const allEntries = async (
  { storage, rooms }: HistoryDeps,
  planId: string,
): Promise<HistoryEntry[]> => {
  // The room first: what a checkpoint carries over meanwhile is told twice rather than not at all.
  const fresh = await rooms.use(planId, (room) => room.trail.all())
  return mergeHistory([...(await storage.readHistory(planId)), ...fresh])
}

/** Rows and sections that came out of the trash at `since` (ms) or later, and at `until` or before. */
export const returnedSince = async (
  deps: HistoryDeps,
  planId: string,
  { since, until }: { since: number; until: number },
): Promise<ReadonlySet<string>> => {
  const entries = await allEntries(deps, planId)
  const back = entries.filter(({ act, first, last }) => act === 'restore' && last >= since && first <= until)
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
  /** ms since the epoch; what was changed at that time or later, and what at that time or before. */
  since?: number | undefined
  until?: number | undefined
  /** The place (`historyPlaceOf`) that `next` of the page before names. */
  after?: string | undefined
  limit: number
}

export interface HistoryPage {
  history: ShownEntry[]
  more: boolean
  /** What to ask for the next page with; null on the last one. */
  next: string | null
}

/** Where an entry stands in the list: the latest first, and no two alike. */
const placeIn = (entry: ShownEntry): string => {
  const { last, subject, item, section, column, field, act, by, day } = entry
  return [last, day, subject, item ?? section ?? column ?? '', field ?? '', act, by].join(' ')
}

const cursorOf = (entry: ShownEntry): string => Buffer.from(placeIn(entry)).toString('base64url')

const PLACE = /^[+-]?\d{4,6}-\d\d-\d\dT[\d:.]+Z \S+ (plan|column|section|item) /

/** The place that `next` of a page names; null where no page can have named it. */
export const historyPlaceOf = (cursor: string): string | null => {
  const place = Buffer.from(cursor, 'base64url').toString('utf8')
  return PLACE.test(place) ? place : null
}

const SUBJECTS = { meta: 'plan', cols: 'column', sections: 'section', rows: 'item' } as const
const COLUMN_FIELD = /^c:(.+)$/

const fieldOf = (field: string | null): string | null => {
  const column = COLUMN_FIELD.exec(field ?? '')?.[1]
  if (field !== 'state' && isFactField(field)) return 'fact'
  if (column === undefined) return field === 'dept' ? 'department' : field
  return column === 'title' || column === 'period' ? column : `cells.${column}`
}

/** Somebody's name as the house has it now; '' where it has none. */
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

/** In which section the rows of these entries stand; those in the trash, too, where they stood last. */
const sectionsOfRows = async (
  { rooms }: HistoryDeps,
  planId: string,
  entries: readonly HistoryEntry[],
): Promise<Map<string, string>> => {
  const rows = new Set(entries.flatMap(({ root, entity }) => (root === 'rows' && entity ? [entity] : [])))
  const read = (doc: Y.Doc) => {
    const standings = new Standings(doc)
    const known = [...rows].filter((row) => standings.has(row))
    return new Map(known.map((row) => [row, standings.sectionOf(row) ?? UNASSIGNED]))
  }
  return rooms.use(planId, (room) => room.read(read))
}

const isWanted =
  ({ item, section, field, by }: HistoryQuery) =>
  (entry: ShownEntry): boolean =>
    (item === undefined || entry.item === item) &&
    (section === undefined || entry.section === section) &&
    (field === undefined || entry.field === field) &&
    (by === undefined || entry.by === by)

/** What somebody told of a row on one day is one line, however many facts it was. */
const withFactsTogether = (entries: readonly ShownEntry[]): ShownEntry[] => {
  const found = new Map<string, ShownEntry>()
  for (const entry of entries) {
    const { item, field, act, by, day, first, last, count } = entry
    const key = field === 'fact' ? ['fact', item, act, by, day].join(' ') : String(found.size)
    const known = found.get(key)
    const both = known && {
      first: known.first < first ? known.first : first,
      last: known.last > last ? known.last : last,
      count: known.count + count,
    }
    found.set(key, { ...entry, ...both })
  }
  return [...found.values()]
}

/** The latest first; the server's own repairs left out. @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const readHistory = async (
  deps: HistoryDeps,
  who: Identity,
  planId: string,
  query: HistoryQuery,
): Promise<HistoryPage> => {
  authoriseIn(deps, who, planId, 'history.read')
  livePlan(deps.storage.catalogue.plan(planId))
  const { since = 0, until = Infinity, after = null, limit } = query
  const entries = await allEntries(deps, planId)
  const places = await sectionsOfRows(deps, planId, entries)
  const shown = entries
    .filter((entry) => entry.by !== 'server' && entry.last >= since && entry.first <= until)
    .map((entry) => show(deps.storage, entry, places))
  const wanted = withFactsTogether(shown)
    .filter(isWanted(query))
    .map((entry) => ({ entry, place: placeIn(entry) }))
    .filter(({ place }) => after === null || place < after)
    .toSorted((a, b) => (a.place < b.place ? 1 : -1))
  const history = wanted.slice(0, limit).map(({ entry }) => entry)
  const more = wanted.length > limit
  const last = history.at(-1)
  return { history, more, next: more && last ? cursorOf(last) : null }
}
