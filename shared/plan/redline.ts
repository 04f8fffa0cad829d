/**
 * Two plans in one, as a redline shows them: everything that the later one prints, with what is gone at the place where it
 * stood (SPEC DF8). Owns the order alone; what changed is `diff.ts`'s, inside a text `words.ts`'s. Pure.
 */
import { type Change, diffPlans } from './diff.ts'
import type { ColumnJson, ItemJson, PlanJson, SectionJson } from './json.ts'

/** `away`: it stands in another place now, and once stood here. */
export type RedFate = 'kept' | 'added' | 'removed' | 'moved' | 'away'

export interface RedRow {
  /** Unique in the redline; a moved row stands in it twice. */
  key: string
  id: string
  fate: RedFate
  was: ItemJson | null
  is: ItemJson | null
  /** Depth under other rows. */
  level: number
  /** Where a moved row comes from, or has gone to: its section's title and its number there, and on which side in the same section. */
  other: { section: string; number: string; side: 'above' | 'below' | null } | null
  /** What was edited in it, automatic numbers that follow left out. */
  edited: readonly string[]
}

export interface RedSection {
  id: string
  fate: RedFate
  was: SectionJson | null
  is: SectionJson | null
  rows: RedRow[]
}

export interface RedColumn {
  key: string
  fate: 'kept' | 'added' | 'removed'
  title: string
  /** The title that it had. */
  wasTitle: string
}

export interface Redline {
  changes: readonly Change[]
  columns: RedColumn[]
  sections: RedSection[]
  /** Changes of the words around the table, by field. */
  front: ReadonlyMap<string, Change>
}

const putIn = <K, T>(lists: Map<K, T[]>, key: K, one: T): void => {
  const list = lists.get(key)
  if (list) list.push(one)
  else lists.set(key, [one])
}

/** `after` with what stood in `before` alone, each behind what stood before it. */
const interleave = <T>(
  before: readonly T[],
  after: readonly T[],
  isGone: (one: T) => boolean,
  idOf: (one: T) => string,
): T[] => {
  const there = new Set(after.map(idOf))
  const behind = new Map<string | null, T[]>()
  let anchor: string | null = null
  for (const one of before) {
    if (isGone(one)) putIn(behind, anchor, one)
    else if (there.has(idOf(one))) anchor = idOf(one)
  }
  return [...(behind.get(null) ?? []), ...after.flatMap((one) => [one, ...(behind.get(idOf(one)) ?? [])])]
}

const columnsOf = (a: PlanJson, b: PlanJson): RedColumn[] => {
  const known = new Map(a.columns.map((column) => [column.key, column]))
  const kept = new Map(b.columns.map((column) => [column.key, column]))
  const all = interleave<ColumnJson>(
    a.columns,
    b.columns,
    ({ key }) => !kept.has(key),
    ({ key }) => key,
  )
  return all
    .filter(({ key }) => [known.get(key), kept.get(key)].some((one) => one && one.hidden !== true))
    .map(({ key, title }) => ({
      key,
      fate: !known.has(key) ? 'added' : kept.has(key) ? 'kept' : 'removed',
      title,
      wasTitle: known.get(key)?.title ?? title,
    }))
}

interface Sides {
  a: PlanJson
  b: PlanJson
  before: ReadonlyMap<string, { item: ItemJson; section: SectionJson }>
  after: ReadonlyMap<string, { item: ItemJson; section: SectionJson }>
  byRow: ReadonlyMap<string, Change[]>
}

const rowsOf = (plan: PlanJson): Sides['before'] =>
  new Map(
    plan.sections.flatMap((section) => section.items.map((item) => [item.id, { item, section }] as const)),
  )

const levelsOf = (items: readonly ItemJson[]): Map<string, number> => {
  const levels = new Map<string, number>()
  for (const { id, parent } of items) levels.set(id, parent === null ? 0 : (levels.get(parent) ?? 0) + 1)
  return levels
}

const otherOf = (side: Sides['before'], id: string): RedRow['other'] => {
  const found = side.get(id)
  return found ? { section: found.section.title, number: found.item.number, side: null } : null
}

/** A row as it is now. */
const present = (sides: Sides, item: ItemJson, level: number): RedRow => {
  const { id } = item
  const changes = sides.byRow.get(id) ?? []
  const was = sides.before.get(id)?.item ?? null
  const moved = changes.some(({ kind }) => kind === 'moved')
  const fate: RedFate = was === null ? 'added' : moved ? 'moved' : 'kept'
  // What is told of how it went is no part of what was approved.
  const edited = changes
    .filter(({ kind, field, follows }) => kind === 'edited' && field !== 'fact' && !follows)
    .map(({ field }) => field ?? '')
  return { key: id, id, fate, was, is: item, level, other: moved ? otherOf(sides.before, id) : null, edited }
}

/** A row where it once stood: it is gone, or stands elsewhere. */
const past = (sides: Sides, item: ItemJson, level: number): RedRow => {
  const { id } = item
  const is = sides.after.get(id)?.item ?? null
  const fate: RedFate = is === null ? 'removed' : 'away'
  return { key: `was ${id}`, id, fate, was: item, is, level, other: otherOf(sides.after, id), edited: [] }
}

/** The other place of a row that was moved inside of these, on its side. */
const withSides = (rows: readonly RedRow[]): RedRow[] => {
  const last = new Map(rows.map(({ id }, index) => [id, index]))
  const first = new Map(rows.map(({ id }, index) => [id, index] as const).toReversed())
  return rows.map((row) => {
    const [from = 0, to = 0] = [first.get(row.id), last.get(row.id)]
    if (row.other === null || from === to) return row
    return { ...row, other: { ...row.other, side: row === rows[from] ? 'below' : 'above' } }
  })
}

const rowsIn = (sides: Sides, was: SectionJson | null, is: SectionJson | null): RedRow[] => {
  const [before, after] = [was?.items ?? [], is?.items ?? []]
  const [levelsBefore, levelsAfter] = [levelsOf(before), levelsOf(after)]
  const isMoved = (id: string) => sides.byRow.get(id)?.some(({ kind }) => kind === 'moved') === true
  const here = new Set(after.map(({ id }) => id))
  // Both plans may hold the same object of a row that says the same.
  const all = interleave<{ item: ItemJson; isNow: boolean }>(
    before.map((item) => ({ item, isNow: false })),
    after.map((item) => ({ item, isNow: true })),
    ({ item }) => !here.has(item.id) || isMoved(item.id),
    ({ item }) => item.id,
  )
  return withSides(
    all.map(({ item, isNow }) =>
      isNow
        ? present(sides, item, levelsAfter.get(item.id) ?? 0)
        : past(sides, item, levelsBefore.get(item.id) ?? 0),
    ),
  )
}

const byRowOf = (changes: readonly Change[]): Map<string, Change[]> => {
  const byRow = new Map<string, Change[]>()
  for (const change of changes) {
    if (change.item !== null) putIn(byRow, change.item, change)
  }
  return byRow
}

const sectionsOf = (sides: Sides, changes: readonly Change[]): RedSection[] => {
  const [before, after] = [
    new Map(sides.a.sections.map((section) => [section.id, section])),
    new Map(sides.b.sections.map((section) => [section.id, section])),
  ]
  const moved = new Set(
    changes
      .filter(({ kind, subject }) => kind === 'moved' && subject === 'section')
      .map(({ section }) => section),
  )
  const all = interleave(
    sides.a.sections,
    sides.b.sections,
    ({ id }) => !after.has(id),
    ({ id }) => id,
  )
  return all.map(({ id }) => {
    const [was, is] = [before.get(id) ?? null, after.get(id) ?? null]
    const fate: RedFate = is === null ? 'removed' : was === null ? 'added' : moved.has(id) ? 'moved' : 'kept'
    return { id, fate, was, is, rows: rowsIn(sides, was, is) }
  })
}

/** The redline from `a` to `b`. */
export const redlineOf = (a: PlanJson, b: PlanJson): Redline => {
  const changes = diffPlans(a, b)
  const sides = { a, b, before: rowsOf(a), after: rowsOf(b), byRow: byRowOf(changes) }
  // How the plan is numbered has no words of its own: the numbers say it.
  const front = new Map(
    changes
      .filter(({ subject, field }) => subject === 'plan' && field !== 'numbering')
      .map((change) => [change.field ?? '', change]),
  )
  return { changes, columns: columnsOf(a, b), sections: sectionsOf(sides, changes), front }
}

/** Whether a row differs in more than a number that follows. */
export const isChanged = ({ fate, edited }: RedRow): boolean => fate !== 'kept' || edited.length > 0
