/**
 * A plan as a board: rows as cards, cards in columns by time, department, section, responsible or state (SPEC BD1–BD3).
 * Pure and headless; what did not change stays the same object, so that a view draws one card again and no other.
 */
import { startMonth } from '../period/shift.ts'
import { responsibleColumns } from '../plan/check/row.ts'
import { type DatedRow, datedRows, VAGUE, type Vague, vagueOf } from '../plan/dated.ts'
import type { ItemState, PeriodJson } from '../plan/json.ts'
import { STATES } from '../plan/schema.ts'
import type { PlanView } from '../plan/view.ts'
import type { Grouping } from './groupings.ts'
import { namesIn } from './names.ts'

/** A row on the board. */
export type BoardCard = DatedRow

/** What a column stands for. A department or a responsible of '' is: none. */
export type Place =
  | { readonly by: 'month'; readonly month: number }
  | { readonly by: 'quarter'; readonly quarter: number }
  | { readonly by: 'vague'; readonly vague: Vague }
  | { readonly by: 'department'; readonly department: string }
  | { readonly by: 'section'; readonly section: string; readonly title: string }
  | { readonly by: 'responsible'; readonly name: string }
  | { readonly by: 'state'; readonly state: ItemState }

export interface BoardColumn {
  /** The same for the same place in every reading. */
  readonly id: string
  readonly place: Place
  readonly cards: readonly BoardCard[]
  /** Rows that are here too, and have their card in an earlier column. */
  readonly also: readonly BoardCard[]
}

export interface Board {
  readonly columns: readonly BoardColumn[]
  readonly count: number
  /** By row: the column that its card stands in; the same object until a card changes its column. */
  readonly columnOf: ReadonlyMap<string, string>
}

export interface BoardOptions {
  readonly by: Grouping
  /** Rows that are shown; null for all. */
  readonly shown: ReadonlySet<string> | null
  /** Ids of the house's departments in their order. */
  readonly departments: readonly string[]
}

export const columnId = (place: Place): string => {
  switch (place.by) {
    case 'month':
      return `m${place.month}`
    case 'quarter':
      return `q${place.quarter}`
    case 'vague':
      return place.vague
    case 'department':
      return `d:${place.department}`
    case 'section':
      return `s:${place.section}`
    case 'responsible':
      return `p:${place.name}`
    case 'state':
      return `t:${place.state}`
  }
}

/** Whether the plan can be laid out so. */
export const canGroup = (view: PlanView, by: Grouping): boolean =>
  by !== 'responsible' || responsibleColumns(view.columns).length > 0

const placeOfTime = (by: 'month' | 'quarter', period: PeriodJson): Place => {
  const vague = vagueOf(period)
  const month = startMonth(period)
  if (vague !== null || month === null) return { by: 'vague', vague: vague ?? 'unclear' }
  return by === 'month' ? { by, month } : { by, quarter: Math.ceil(month / 3) }
}

/** All places of a card, the one of the card itself first. */
type Placing = (card: BoardCard) => readonly Place[]

interface Placed {
  /** The grouping, and the columns that it reads. */
  key: string
  ids: readonly string[]
}

const placed = new WeakMap<BoardCard, Placed>()

/** Ids of the columns of a card, each once; asked again of every card whenever one changes. */
const columnsOfCard = (card: BoardCard, key: string, placing: Placing): readonly string[] => {
  const known = placed.get(card)
  if (known?.key === key) return known.ids
  const ids = [...new Set(placing(card).map(columnId))]
  placed.set(card, { key, ids })
  return ids
}

const byTime = (by: 'month' | 'quarter'): Placing => {
  return ({ period }) => {
    const own = placeOfTime(by, period)
    if (own.by === 'vague') return [own]
    const places =
      by === 'month'
        ? period.months.map((month): Place => ({ by, month }))
        : period.months.map((month): Place => ({ by, quarter: Math.ceil(month / 3) }))
    return [own, ...places]
  }
}

const byResponsible = (view: PlanView): Placing => {
  const columns = responsibleColumns(view.columns)
  return ({ row }) => {
    const names = columns.flatMap(({ id }) => namesIn(row.cells[id] ?? []))
    return (names.length === 0 ? [''] : names).map((name) => ({ by: 'responsible', name }))
  }
}

const placingOf = (view: PlanView, by: Grouping): Placing => {
  if (by === 'month' || by === 'quarter') return byTime(by)
  if (by === 'responsible') return byResponsible(view)
  if (by === 'department') return (card) => [{ by, department: card.department ?? '' }]
  if (by === 'state') return ({ row }) => [{ by, state: row.state }]
  return (card) => [{ by, section: card.section, title: card.sectionTitle }]
}

const vaguePlaces = (all: readonly BoardCard[]): Place[] => {
  const there = new Set(all.map(({ period }) => vagueOf(period)))
  // The last two can only be left, not reached: they stand where there is something to set right.
  return VAGUE.filter((vague) => vague === 'year' || vague === 'agreed' || there.has(vague)).map((vague) => ({
    by: 'vague',
    vague,
  }))
}

const span = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1)

const departmentPlaces = (view: PlanView, departments: readonly string[]): Place[] => {
  const used = new Set(view.sections.map(({ department }) => department ?? ''))
  const known = departments.filter((id) => used.has(id))
  const others = [...used].filter((id) => id !== '' && !departments.includes(id))
  const all = [...known, ...others, ...(used.has('') ? [''] : [])]
  return all.map((department) => ({ by: 'department', department }))
}

const responsiblePlaces = (all: readonly BoardCard[], placing: Placing): Place[] => {
  const names = new Set(all.flatMap(placing).map((place) => (place.by === 'responsible' ? place.name : '')))
  const named = [...names].filter((name) => name !== '').sort((a, b) => a.localeCompare(b, 'ru'))
  return [...named, ''].map((name) => ({ by: 'responsible', name }))
}

const placesOf = (
  view: PlanView,
  options: BoardOptions,
  all: readonly BoardCard[],
  placing: Placing,
): Place[] => {
  const { by } = options
  if (by === 'month') return [...span(12).map((month): Place => ({ by, month })), ...vaguePlaces(all)]
  if (by === 'quarter') return [...span(4).map((quarter): Place => ({ by, quarter })), ...vaguePlaces(all)]
  if (by === 'department') return departmentPlaces(view, options.departments)
  if (by === 'responsible') return responsiblePlaces(all, placing)
  if (by === 'state') return STATES.map((state) => ({ by, state }))
  return view.sections.map(({ id, title }) => ({ by, section: id, title }))
}

/** Days that are named come first and in their order, everything else stays in the plan's. */
const inOrder = (list: BoardCard[]): BoardCard[] => {
  const day = ({ period }: BoardCard): string => period.start ?? period.end ?? '~'
  return list.some((card) => day(card) !== '~')
    ? list.toSorted((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0))
    : list
}

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, at) => item === b[at])

const titleOf = (place: Place): string => (place.by === 'section' ? place.title : '')

const reuse = (before: BoardColumn | undefined, next: BoardColumn): BoardColumn =>
  before !== undefined &&
  titleOf(before.place) === titleOf(next.place) &&
  sameItems(before.cards, next.cards) &&
  sameItems(before.also, next.also)
    ? before
    : next

const keyOf = (view: PlanView, by: Grouping): string =>
  by === 'responsible'
    ? `${by} ${responsibleColumns(view.columns)
        .map(({ id }) => id)
        .join()}`
    : by

const sameEntries = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean => {
  if (a.size !== b.size) return false
  for (const [row, column] of a) if (b.get(row) !== column) return false
  return true
}

/** The board of a view; columns of `before` that say the same stay the same objects. */
export const boardOf = (view: PlanView, options: BoardOptions, before: Board | null = null): Board => {
  const all = datedRows(view, options.shown)
  const placing = placingOf(view, options.by)
  const key = keyOf(view, options.by)
  const stacks = new Map<string, { cards: BoardCard[]; also: BoardCard[] }>()
  const places = placesOf(view, options, all, placing)
  for (const place of places) stacks.set(columnId(place), { cards: [], also: [] })
  const columnOf = new Map<string, string>()
  for (const card of all) {
    columnsOfCard(card, key, placing).forEach((id, at) => {
      if (at === 0) columnOf.set(card.row.id, id)
      stacks.get(id)?.[at === 0 ? 'cards' : 'also'].push(card)
    })
  }
  const old = new Map(before?.columns.map((column) => [column.id, column]))
  const isTime = options.by === 'month' || options.by === 'quarter'
  const columns = places.map((place): BoardColumn => {
    const id = columnId(place)
    const stack = stacks.get(id) ?? { cards: [], also: [] }
    return reuse(old.get(id), {
      id,
      place,
      cards: isTime ? inOrder(stack.cards) : stack.cards,
      also: stack.also,
    })
  })
  return {
    columns: before && sameItems(before.columns, columns) ? before.columns : columns,
    count: all.length,
    columnOf: before && sameEntries(before.columnOf, columnOf) ? before.columnOf : columnOf,
  }
}
