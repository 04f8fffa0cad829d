/**
 * What taking changes over comes to, worked out beside the room: what is to be written where, with what stood there when it was
 * compared (SPEC GA*, GB*). Pure, and the long part of the work; `apply.ts` writes it down.
 */
import type { ItemDraft, PlanJson } from '../json.ts'
import { MAX_LEVEL } from '../schema.ts'
import { fold } from '../table-text.ts'
import {
  type GatherInput,
  type Group,
  type MeantRow,
  columnKey,
  gatheredItem,
  groupsOf,
  rowName,
  textsOf,
} from './gather.ts'
import { type GatherChange, type Origins, rowsIn } from './refresh.ts'

/** A section of the plan, or one that is to be made: the same `fresh` is the same section. */
export type GatherPlace = { section: string } | { fresh: string; title: string; department: string | null }

export type GatherEdit =
  | {
      kind: 'write'
      item: string
      /** As `GatherChange`; the column's id, `state` for the state. */
      field: string
      column: string
      text: string
      /** What stood there (`standing`). */
      was: string
    }
  | { kind: 'drop'; item: string }
  | {
      kind: 'add'
      place: GatherPlace
      /** The row that they come under, with how deep it stands. */
      under: { id: string; level: number } | null
      items: ItemDraft[]
    }

export interface GatherEdits {
  edits: GatherEdit[]
  /** Ids of the plan's own columns by `columnKey`. */
  columns: ReadonlyMap<string, string>
}

type Section = PlanJson['sections'][number]

const rowsFrom = ({ items }: Section, isIt: (plan: string) => boolean): number =>
  items.filter(({ origin }) => origin?.kind === 'gathered' && isIt(origin.plan)).length

/**
 * The section of a plan whose rows stand together: plans of one title have one each, so where rows of it stand counts for more
 * than the title, and one in which rows of others stand is none of its own.
 */
const sectionOfPlan = (plan: string, title: string, sections: readonly Section[]): Section | undefined => {
  const isOwn = (one: string): boolean => one === plan
  const named = sections.filter((one) => fold(one.title) === fold(title))
  const fullest = (some: readonly Section[]): Section | undefined =>
    some
      .filter((one) => rowsFrom(one, isOwn) > 0)
      .toSorted((a, b) => rowsFrom(b, isOwn) - rowsFrom(a, isOwn))[0]
  return fullest(named) ?? named.find((one) => rowsFrom(one, (by) => !isOwn(by)) === 0) ?? fullest(sections)
}

const sectionFor = ({ key, title, department }: Group, target: PlanJson): Section | undefined => {
  const sections = target.sections.filter(({ id }) => id !== '')
  if (key.startsWith('p ')) return sectionOfPlan(key.slice(2), title, sections)
  if (key.startsWith('d ')) return sections.find((one) => one.department === department)
  return sections.find((one) => fold(one.title) === fold(title))
}

/** Where the rows of a group go: to the section that was chosen for them, else to the one of their kind. */
export const placeFor = (group: Group, target: PlanJson, isFresh = false): GatherPlace => {
  const { key, title, department, into } = group
  const chosen = into === null ? undefined : target.sections.find(({ id }) => id === into)
  const known = chosen ?? (isFresh ? undefined : sectionFor(group, target))
  return known ? { section: known.id } : { fresh: key, title, department }
}

/** How deep each row of a plan stands, and the row above it. */
const standingsIn = ({
  sections,
}: PlanJson): Map<string, { level: number; parent: string | null; section: string }> => {
  const all = new Map<string, { level: number; parent: string | null; section: string }>()
  for (const { id: section, items } of sections)
    for (const { id, parent } of items) {
      const level = parent === null ? 0 : (all.get(parent)?.level ?? -1) + 1
      all.set(id, { level, parent, section })
    }
  return all
}

class Adding {
  private readonly target: PlanJson
  private readonly wanted: ReadonlySet<string>
  private readonly isFresh: boolean
  private readonly here: ReturnType<typeof standingsIn>
  /** Rows of the summary by the row that they are from. */
  private readonly living = new Map<string, string>()
  /** The rows above those of the plans' sections, each section's found once. */
  private readonly parents = new Map<MeantRow['section'], ReadonlyMap<string, string | null>>()

  constructor(target: PlanJson, wanted: ReadonlySet<string>, isFresh: boolean) {
    this.target = target
    this.wanted = wanted
    this.isFresh = isFresh
    this.here = standingsIn(target)
    for (const { id, origin } of target.sections.flatMap(({ items }) => items)) {
      if (origin?.kind !== 'gathered') continue
      const name = rowName(origin.plan, origin.item)
      if (!this.living.has(name)) this.living.set(name, id)
    }
  }

  private parentsIn(section: MeantRow['section']): ReadonlyMap<string, string | null> {
    const known = this.parents.get(section)
    const parents = known ?? new Map(section.items.map(({ id, parent }) => [id, parent]))
    if (!known) this.parents.set(section, parents)
    return parents
  }

  /** The row here of the nearest row above that one there; as deep as rows go it is the one above it. */
  private above({ plan, section, item }: MeantRow): { id: string; level: number; section: string } | null {
    const parents = this.parentsIn(section)
    for (let at = item.parent; at !== null; at = parents.get(at) ?? null) {
      let id: string | null = this.living.get(rowName(plan.id, at)) ?? null
      while (id !== null) {
        const stands = this.here.get(id)
        if (stands && stands.level < MAX_LEVEL) return { id, level: stands.level, section: stands.section }
        id = stands?.parent ?? null
      }
    }
    return null
  }

  /** Whoever puts rows into a place has it that they stand there and nowhere else. */
  private aboveIn(place: GatherPlace, row: MeantRow) {
    const above = this.above(row)
    if (!above || !this.isFresh) return above
    return 'section' in place && place.section === above.section ? above : null
  }

  editsOf(group: Group): GatherEdit[] {
    const edits: Extract<GatherEdit, { kind: 'add' }>[] = []
    /** Of the rows that are wanted: how deep in their piece they come, and which piece that is. */
    const placed = new Map<string, { level: number; edit: Extract<GatherEdit, { kind: 'add' }> }>()
    const place = placeFor(group, this.target, this.isFresh)
    for (const row of group.rows) {
      const { plan, item } = row
      if (!this.wanted.has(rowName(plan.id, item.id))) continue
      const parent = item.parent === null ? undefined : placed.get(rowName(plan.id, item.parent))
      const above = parent ? null : this.aboveIn(place, row)
      const last = edits.at(-1)
      const into: GatherPlace = above ? { section: above.section } : place
      const fits = last !== undefined && last.under?.id === above?.id && samePlace(last.place, into)
      const edit = parent?.edit ?? (fits ? last : null) ?? newAdding(into, above)
      if (edit !== last && !edits.includes(edit)) edits.push(edit)
      const level = parent ? parent.level + 1 : 0
      edit.items.push({ ...gatheredItem(row), level })
      placed.set(rowName(plan.id, item.id), { level, edit })
    }
    return edits
  }
}

const newAdding = (
  place: GatherPlace,
  above: { id: string; level: number } | null,
): Extract<GatherEdit, { kind: 'add' }> => ({
  kind: 'add',
  place,
  under: above && { id: above.id, level: above.level },
  items: [],
})

const samePlace = (a: GatherPlace, b: GatherPlace): boolean =>
  'section' in a ? 'section' in b && a.section === b.section : 'fresh' in b && a.fresh === b.fresh

/** New rows, by `rowName`. `isFresh`: into sections of their own, unless one was chosen. */
export const additions = (
  target: PlanJson,
  input: GatherInput,
  wanted: ReadonlySet<string>,
  isFresh = false,
): GatherEdit[] => {
  const adding = new Adding(target, wanted, isFresh)
  return groupsOf(input).flatMap((group) => adding.editsOf(group))
}

export const columnIds = ({ columns }: PlanJson): Map<string, string> =>
  new Map(columns.map((column) => [columnKey(column), column.key]))

/** What stands in a field of a row: `standing` of `apply.ts`, by the document that was compared. */
export type Standing = (item: string, column: string) => string

/** What taking over `changes` comes to, which are of the plan as it stands in `target`. */
export const editsFor = (
  target: PlanJson,
  origins: Origins,
  input: GatherInput,
  changes: readonly GatherChange[],
  standing: Standing,
): GatherEdits => {
  const rows = rowsIn(input.plans)
  const columns = columnIds(target)
  const edits = changes.flatMap((change): GatherEdit[] => {
    if (change.kind === 'added') return []
    const { item } = change
    if (change.kind === 'gone') return [{ kind: 'drop', item }]
    const origin = origins.get(item)
    const there = origin && rows.get(rowName(origin.plan, origin.item))
    const { field } = change
    const text = there && textsOf(there.item, there.plan.columns)[field]
    const column = field === 'state' ? field : columns.get(field)
    if (text === undefined || column === undefined) return []
    return [{ kind: 'write', item, field, column, text, was: standing(item, column) }]
  })
  const wanted = new Set(
    changes.flatMap((one) => (one.kind === 'added' ? rowName(one.plan, one.source) : [])),
  )
  return { edits: [...edits, ...additions(target, input, wanted)], columns }
}
