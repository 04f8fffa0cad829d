/**
 * PlanJson × PlanJson → what changed, by the identity of rows, sections and columns (SPEC DF*). Complete: with the
 * changes, what the one says can be made into what the other says (`restore.ts` does). Pure.
 */
import { NO_FACT, factLine } from './facts.ts'
import type { ColumnJson, ItemJson, PlanJson, RichText, SectionJson } from './json.ts'
import { steadyAmong } from './steady.ts'

export type ChangeKind = 'added' | 'removed' | 'moved' | 'edited' | 'restored'
export type Subject = 'plan' | 'column' | 'section' | 'item'

/** Where something stands: a row's section and parent, and what stands right before it there (null: first). */
export interface Place {
  section: string | null
  parent: string | null
  after: string | null
}

export interface Change {
  kind: ChangeKind
  subject: Subject
  /** The section it is in or is; where it was, for what is gone. */
  section: string | null
  /** The row; null for everything else. */
  item: string | null
  /** The column; null for everything else. */
  column: string | null
  /** The row's number in print afterwards; the one it had, for what is gone. */
  number: string
  /** What was edited: `title`, `period`, `number`, `state`, `fact`, `department`, `hidden`, `cells.KEY`, `front.KEY`, …; `place` for moves. */
  field: string | null
  /** In words, one paragraph a line; null where there is nothing. */
  before: string | null
  after: string | null
  /** The whole values as PlanJson has them; a `Place` for moves, and what is added stands at `place`. */
  from: unknown
  to: unknown
  place: Place | null
  /** An automatic number that is another because of what changed around it. */
  follows: boolean
}

export interface DiffOptions {
  /** Rows and sections that were there before `a` and come back in `b`. */
  returned?: ReadonlySet<string>
}

type Subjected = Pick<Change, 'subject' | 'section' | 'item' | 'column' | 'number'>

const PLAN: Subjected = { subject: 'plan', section: null, item: null, column: null, number: '' }
const ofColumn = (key: string): Subjected => ({ ...PLAN, subject: 'column', column: key })
const ofSection = (id: string): Subjected => ({ ...PLAN, subject: 'section', section: id })
const ofItem = (item: ItemJson, section: string): Subjected => ({
  ...PLAN,
  subject: 'item',
  section,
  item: item.id,
  number: item.number,
})

const wordsOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  if (typeof value === 'object' && 'text' in value) return String(value.text)
  return typeof value === 'object' ? null : String(value as string | number | boolean)
}

const edited = (of: Subjected, field: string, from: unknown, to: unknown, follows = false): Change => ({
  kind: 'edited',
  ...of,
  field,
  before: wordsOf(from),
  after: wordsOf(to),
  from,
  to,
  place: null,
  follows,
})

/** Equal as JSON, whatever the order of keys. */
export const isSame = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [ofA, ofB] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const keys = Object.keys(ofA)
  return keys.length === Object.keys(ofB).length && keys.every((key) => isSame(ofA[key], ofB[key]))
}

const isSameRich = (a: RichText, b: RichText): boolean => a.html === b.html && a.text === b.text

/** Edits of those fields in which the values differ. */
const edits = (of: Subjected, fields: readonly (readonly [string, unknown, unknown])[]): Change[] =>
  fields.filter(([, from, to]) => !isSame(from, to)).map(([field, from, to]) => edited(of, field, from, to))

const planEdits = (a: PlanJson, b: PlanJson): Change[] =>
  edits(PLAN, [
    ['title', a.title, b.title],
    ['year', a.year, b.year],
    ['organisation', a.organisation, b.organisation],
    ['numbering', a.numbering ?? 'section', b.numbering ?? 'section'],
    ['front.agreed', a.front.agreed, b.front.agreed],
    ['front.approved', a.front.approved, b.front.approved],
    ['front.intro', a.front.intro, b.front.intro],
    ['front.outro', a.front.outro, b.front.outro],
  ])

interface Ordered<T> {
  ids: readonly string[]
  byId: ReadonlyMap<string, T>
}

const ordered = <T>(list: readonly T[], idOf: (one: T) => string): Ordered<T> => ({
  ids: list.map(idOf),
  byId: new Map(list.map((one) => [idOf(one), one])),
})

/** What comes of a list whose things have a title and an order of their own: sections, columns. */
const listChanges = <T extends { title: string }>(
  a: Ordered<T>,
  b: Ordered<T>,
  of: (id: string) => Subjected,
  inside: (id: string, from: T, to: T) => Change[],
  isReturned: (id: string) => boolean,
): { gone: Change[]; byId: Map<string, Change[]> } => {
  const steady = steadyAmong(a.ids, b.ids)
  const placesIn = ({ ids }: Ordered<T>): ReadonlyMap<string, Place> =>
    new Map(ids.map((id, at) => [id, { section: null, parent: null, after: ids[at - 1] ?? null }]))
  const [placesBefore, placesAfter] = [placesIn(a), placesIn(b)]
  const byId = new Map<string, Change[]>()
  for (const [id, to] of b.byId) {
    const from = a.byId.get(id)
    const place = placesAfter.get(id) ?? null
    const base = { ...of(id), field: null, before: null, after: to.title, from: null, to, follows: false }
    if (!from) byId.set(id, [{ ...base, kind: isReturned(id) ? 'restored' : 'added', place }])
    else {
      const was = placesBefore.get(id) ?? null
      const moved: Change = {
        ...base,
        kind: 'moved',
        field: 'place',
        before: null,
        after: null,
        from: was,
        to: place,
        place,
      }
      byId.set(id, [...(steady.has(id) ? [] : [moved]), ...inside(id, from, to)])
    }
  }
  const gone = a.ids
    .filter((id) => !b.byId.has(id))
    .map((id): Change => {
      const from = a.byId.get(id)
      const words = { field: null, before: from?.title ?? '', after: null }
      return {
        kind: 'removed',
        ...of(id),
        ...words,
        from,
        to: null,
        place: placesBefore.get(id) ?? null,
        follows: false,
      }
    })
  return { gone, byId }
}

const columnChanges = (a: PlanJson, b: PlanJson): Change[] => {
  const inside = (key: string, from: ColumnJson, to: ColumnJson) =>
    edits(ofColumn(key), [
      ['title', from.title, to.title],
      ['hidden', from.hidden === true, to.hidden === true],
    ])
  const keyOf = (column: ColumnJson) => column.key
  const { gone, byId } = listChanges(
    ordered(a.columns, keyOf),
    ordered(b.columns, keyOf),
    ofColumn,
    inside,
    () => false,
  )
  return [...[...byId.values()].flat(), ...gone]
}

/** A row with the place where it stands. */
interface Standing {
  item: ItemJson
  place: Place
}

/** Where every row of a plan stands. Rows under a row go with it: their section says nothing of its own. */
const standingsOf = (plan: PlanJson): { rows: Map<string, Standing>; groups: Map<string, string[]> } => {
  const rows = new Map<string, Standing>()
  const groups = new Map<string, string[]>()
  for (const section of plan.sections) {
    for (const item of section.items) {
      const key = groupOf(section.id, item.parent)
      const group = groups.get(key) ?? []
      rows.set(item.id, {
        item,
        place: { section: section.id, parent: item.parent, after: group.at(-1) ?? null },
      })
      group.push(item.id)
      groups.set(key, group)
    }
  }
  return { rows, groups }
}

const groupOf = (section: string | null, parent: string | null): string =>
  parent === null ? `section ${section ?? ''}` : `row ${parent}`

type Standings = ReturnType<typeof standingsOf>

/** Rows of both plans that stand under the same parent and have not moved among their neighbours. */
const steadyRows = (a: Standings, b: Standings): Set<string> => {
  const steady = new Set<string>()
  for (const [key, after] of b.groups) {
    for (const id of steadyAmong(a.groups.get(key) ?? [], after)) steady.add(id)
  }
  return steady
}

const ownKeys = (a: ItemJson, b: ItemJson): string[] => [
  ...new Set([...Object.keys(a.cells), ...Object.keys(b.cells)]),
]

const itemEdits = (section: string, from: ItemJson, to: ItemJson): Change[] => {
  const of = ofItem(to, section)
  const changes: Change[] = []
  const numbers = [
    { numbering: from.numbering, number: from.number, text: from.number },
    { numbering: to.numbering, number: to.number, text: to.number },
  ] as const
  const follows = from.numbering === 'auto' && to.numbering === 'auto'
  if (!isSame(...numbers)) changes.push(edited(of, 'number', ...numbers, follows))
  if (!isSameRich(from.title, to.title)) changes.push(edited(of, 'title', from.title, to.title))
  if (!isSame(from.period, to.period)) changes.push(edited(of, 'period', from.period, to.period))
  // A column that is gone, or new, is a change of its own; here it counts as empty.
  for (const key of ownKeys(from, to)) {
    const [was, is] = [from.cells[key] ?? '', to.cells[key] ?? '']
    if (was !== is) changes.push(edited(of, `cells.${key}`, was, is))
  }
  if (from.state !== to.state) changes.push(edited(of, 'state', from.state, to.state))
  const [was, is] = [from.fact ?? NO_FACT, to.fact ?? NO_FACT]
  if (!isSame(was, is))
    changes.push({ ...edited(of, 'fact', was, is), before: factLine(was), after: factLine(is) })
  return changes
}

const whole = (
  kind: ChangeKind,
  of: Subjected,
  place: Place,
  from: ItemJson | null,
  to: ItemJson | null,
): Change => ({
  kind,
  ...of,
  field: null,
  before: from?.title.text ?? null,
  after: to?.title.text ?? null,
  from,
  to,
  place,
  follows: false,
})

const itemChanges = (
  a: Standings,
  section: SectionJson,
  b: Standings,
  steady: ReadonlySet<string>,
  options: DiffOptions,
) =>
  section.items.flatMap((to): Change[] => {
    const of = ofItem(to, section.id)
    const { place } = b.rows.get(to.id) ?? { place: { section: section.id, parent: null, after: null } }
    const was = a.rows.get(to.id)
    if (!was) return [whole(options.returned?.has(to.id) ? 'restored' : 'added', of, place, null, to)]
    const moved: Change = { ...edited(of, 'place', was.place, place), kind: 'moved', place }
    return [...(steady.has(to.id) ? [] : [moved]), ...itemEdits(section.id, was.item, to)]
  })

const sectionEdits = (id: string, from: SectionJson, to: SectionJson): Change[] =>
  edits(ofSection(id), [
    ['title', from.title, to.title],
    ['department', from.department, to.department],
  ])

/**
 * Everything in which `b` differs from `a`: the plan's head, its columns, then section by section as `b` prints them,
 * what is gone with the section that it stood in.
 */
export const diffPlans = (a: PlanJson, b: PlanJson, options: DiffOptions = {}): Change[] => {
  const idOf = (section: SectionJson) => section.id
  const isReturned = (id: string) => options.returned?.has(id) === true
  const sections = listChanges(
    ordered(a.sections, idOf),
    ordered(b.sections, idOf),
    ofSection,
    sectionEdits,
    isReturned,
  )
  const [before, after] = [standingsOf(a), standingsOf(b)]
  const steady = steadyRows(before, after)
  const goneFrom = (section: SectionJson): Change[] =>
    section.items
      .filter((item) => !after.rows.has(item.id))
      .map((item) => {
        const place = before.rows.get(item.id)?.place ?? { section: section.id, parent: null, after: null }
        return whole('removed', ofItem(item, section.id), place, item, null)
      })
  const earlier = new Map(a.sections.map((section) => [section.id, section]))
  const kept = b.sections.flatMap((section) => {
    const was = earlier.get(section.id)
    return [
      ...(sections.byId.get(section.id) ?? []),
      ...itemChanges(before, section, after, steady, options),
      ...(was ? goneFrom(was) : []),
    ]
  })
  const gone = sections.gone.flatMap((change) => {
    const was = earlier.get(change.section ?? '')
    return [change, ...(was ? goneFrom(was) : [])]
  })
  return [...planEdits(a, b), ...columnChanges(a, b), ...kept, ...gone]
}
