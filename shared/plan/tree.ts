/**
 * Flat rows → the hierarchy that everybody sees. Pure and deterministic: the same set of rows and sections
 * has one reading, whatever the order in which it was merged (SPEC DM7, DM8).
 */
import { compareOrder } from './order.ts'
import type { RowCore, RowPlace, SectionCore, SectionPlace } from './read.ts'
import { MAX_LEVEL } from './schema.ts'

/** Rows of a section that does not exist are gathered under this id. */
export const UNASSIGNED = 'unassigned'

export interface PlacedRow<R extends RowPlace = RowCore> {
  readonly row: R
  /** The section it stands in: that of its top ancestor. */
  readonly section: string
  /** The row it is shown under, or null. */
  readonly parent: string | null
  readonly level: 0 | 1 | 2
}

export interface PlacedSection<R extends RowPlace = RowCore, S extends SectionPlace = SectionCore> {
  readonly section: S
  readonly rows: readonly PlacedRow<R>[]
}

export interface PlanTree<R extends RowPlace = RowCore, S extends SectionPlace = SectionCore> {
  /** Live sections in order; an "unassigned" one comes last where it is needed. */
  readonly sections: readonly PlacedSection<R, S | SectionCore>[]
  /** Rows that are not shown: deleted themselves, or with an ancestor or their section deleted. */
  readonly hidden: readonly PlacedRow<R>[]
}

/** Parent links with missing parents and cycles cut; in a cycle the smallest id becomes the root. */
const parentsOf = (rows: ReadonlyMap<string, RowPlace>): Map<string, string | null> => {
  const parents = new Map<string, string | null>()
  for (const row of rows.values()) {
    parents.set(row.id, row.parent !== null && rows.has(row.parent) ? row.parent : null)
  }
  const settled = new Set<string>()
  for (const [start, above] of parents) {
    if (above === null) continue
    // A set: a merge may leave chains of any length.
    const path = new Set<string>()
    let at: string | null = start
    while (at !== null && !settled.has(at) && !path.has(at)) {
      path.add(at)
      at = parents.get(at) ?? null
    }
    if (at !== null && !settled.has(at)) {
      const steps = [...path]
      const cycle = steps.slice(steps.indexOf(at))
      parents.set(
        cycle.reduce((least, id) => (id < least ? id : least)),
        null,
      )
    }
    for (const id of path) settled.add(id)
  }
  return parents
}

/** Whether a row stands under three others. */
const isTooDeep = (parents: ReadonlyMap<string, string | null>, id: string): boolean => {
  let at: string | null = id
  for (let steps = 0; steps <= MAX_LEVEL; steps++) {
    at = parents.get(at) ?? null
    if (at === null) return false
  }
  return true
}

/**
 * Under which row each is shown: its own parent, and what is too deep under that of the row on the last level that it would
 * stand under. Its neighbours, its order and what hides it are those of the place where it is shown.
 */
const shownParents = (parents: ReadonlyMap<string, string | null>): ReadonlyMap<string, string | null> => {
  const deep = [...parents.keys()].filter((id) => isTooDeep(parents, id))
  if (deep.length === 0) return parents
  const shown = new Map(parents)
  const settled = new Set<string>()
  for (const id of deep) {
    // From here up to the last row whose place is known, then down again: a merge may leave chains of any length.
    const path: string[] = []
    let at = id
    while (!settled.has(at) && isTooDeep(parents, at)) {
      path.push(at)
      at = parents.get(at) ?? ''
    }
    for (const one of path.reverse()) {
      shown.set(one, shown.get(parents.get(one) ?? '') ?? null)
      settled.add(one)
    }
  }
  return shown
}

const groupBy = <K, R extends RowPlace>(rows: Iterable<R>, keyOf: (row: R) => K): Map<K, R[]> => {
  const groups = new Map<K, R[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  for (const group of groups.values()) group.sort(compareOrder)
  return groups
}

const levelOf = (depth: number): 0 | 1 | 2 => (depth >= MAX_LEVEL ? MAX_LEVEL : depth === 1 ? 1 : 0)

interface Walk<R extends RowPlace> {
  readonly children: ReadonlyMap<string | null, R[]>
  readonly shown: PlacedRow<R>[]
  readonly hidden: PlacedRow<R>[]
}

interface Step<R extends RowPlace> {
  row: R
  /** Ids from the top ancestor down to the parent, at most as many as there are levels. */
  path: readonly string[]
  shown: boolean
}

/** Depth first. */
const walkRows = <R extends RowPlace>(
  walk: Walk<R>,
  roots: readonly R[],
  section: string,
  sectionShown: boolean,
): void => {
  const step = (row: R, path: readonly string[], shown: boolean): Step<R> => ({
    row,
    path,
    shown: shown && row.deleted === null,
  })
  const stack = roots.map((row) => step(row, [], sectionShown)).reverse()
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const { row, path, shown } = at
    const placed = { row, section, parent: path.at(-1) ?? null, level: levelOf(path.length) }
    if (shown) walk.shown.push(placed)
    else walk.hidden.push(placed)
    const children = walk.children.get(row.id)
    if (children === undefined) continue
    for (const child of children.toReversed()) stack.push(step(child, [...path, row.id], shown))
  }
}

const unassigned: SectionCore = {
  id: UNASSIGNED,
  title: '',
  department: null,
  dismissed: {},
  ord: '',
  deleted: null,
}

/** Reads rows and sections into the tree. Every row comes out exactly once. */
export const buildTree = <R extends RowPlace, S extends SectionPlace>(
  rows: ReadonlyMap<string, R>,
  sections: Iterable<S>,
): PlanTree<R, S> => {
  const parents = shownParents(parentsOf(rows))
  const children = groupBy(rows.values(), (row) => parents.get(row.id) ?? null)
  const known = [...sections].sort(compareOrder)
  const ids = new Set(known.map((section) => section.id))
  const roots = groupBy(children.get(null) ?? [], (row) => (ids.has(row.section) ? row.section : UNASSIGNED))
  const hidden: PlacedRow<R>[] = []
  const place = <T extends SectionPlace>(section: T): PlacedSection<R, T> => {
    const walk: Walk<R> = { children, shown: [], hidden }
    walkRows(walk, roots.get(section.id) ?? [], section.id, section.deleted === null)
    return { section, rows: walk.shown }
  }
  const placed: PlacedSection<R, S | SectionCore>[] = known
    .map((section) => place(section))
    .filter(({ section }) => section.deleted === null)
  if (!ids.has(UNASSIGNED) && roots.has(UNASSIGNED)) placed.push(place(unassigned))
  return { sections: placed, hidden }
}
