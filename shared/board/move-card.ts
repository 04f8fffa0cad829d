/**
 * What dropping a card on a column would do, and whether it may (SPEC BD4–BD10): the plan, the card, the place and the rights
 * in, a move or the reason against it out. Pure; `client/board` writes the move with the verbs of `plan/edit.ts`.
 */
import type { Action } from '../permissions.ts'
import type { ItemState } from '../plan/json.ts'
import { responsibleColumns } from '../plan/check/row.ts'
import { contextOf } from '../plan/period-text.ts'
import { type Block, blocksToText, textToBlocks } from '../plan/rich.ts'
import { editBlocks } from '../plan/rich-edit.ts'
import type { PlanView } from '../plan/view.ts'
import type { BoardCard, Place } from './board.ts'
import { type PeriodMove, type TimeGoal, movePeriod } from './move-period.ts'
import { namesIn, renameIn } from './names.ts'

export type CardMove =
  | { readonly kind: 'period'; readonly move: Exclude<PeriodMove, { kind: 'same' }> }
  | { readonly kind: 'state'; readonly state: ItemState }
  | { readonly kind: 'section'; readonly section: string }
  /** The department has several sections: somebody has to say which. */
  | { readonly kind: 'ask'; readonly sections: readonly string[] }
  | { readonly kind: 'cell'; readonly column: string; readonly blocks: readonly Block[] }

/** Why a card cannot be dropped there. `same`: it is there already. */
export type Refusal =
  'same' | 'reading' | 'not-yours' | 'not-theirs' | 'no-section' | 'no-date' | 'unclear' | 'named'

export type MoveResult = { readonly move: CardMove } | { readonly refusal: Refusal }

/** What this person may do, as `plan/rights` says it. */
export interface MayDo {
  may(action: Action, section?: string): boolean
}

export interface MoveSetup {
  readonly view: PlanView
  readonly rights: MayDo
  readonly language: 'ru' | 'en'
}

const refuse = (refusal: Refusal): MoveResult => ({ refusal })

/** Why the content of a row is not this person's to change. */
const whyNot = (rights: MayDo, action: Action): Refusal => (rights.may(action) ? 'not-yours' : 'reading')

const goalOf = (place: Place): TimeGoal | Refusal => {
  if (place.by === 'month') return { kind: 'month', month: place.month }
  if (place.by === 'quarter') return { kind: 'quarter', quarter: place.quarter }
  if (place.by !== 'vague') return 'same'
  if (place.vague === 'none') return 'no-date'
  return place.vague === 'unclear' ? 'unclear' : { kind: place.vague }
}

/** What giving a row that time does, or why it cannot be. */
export const moveInTime = (setup: MoveSetup, card: BoardCard, goal: TimeGoal): MoveResult => {
  if (!setup.rights.may('rows.edit', card.section)) return refuse(whyNot(setup.rights, 'rows.edit'))
  const move = movePeriod(
    {
      blocks: card.row.cells.period ?? [],
      fix: card.row.fix,
      context: contextOf(setup.view.meta.year, card.sectionTitle),
      language: setup.language,
    },
    goal,
  )
  return move.kind === 'same' ? refuse('same') : { move: { kind: 'period', move } }
}

const toTime = (setup: MoveSetup, card: BoardCard, place: Place): MoveResult => {
  const goal = goalOf(place)
  return typeof goal === 'string' ? refuse(goal) : moveInTime(setup, card, goal)
}

const toSection = ({ rights }: MoveSetup, section: string): MoveResult =>
  rights.may('rows.edit', section) ? { move: { kind: 'section', section } } : refuse('not-theirs')

/** Why a row of one section is not this person's to put into another; null where it is. */
export const whyNotTo = (rights: MayDo, from: string, to: string): Refusal | null => {
  if (!rights.may('rows.edit', from)) return whyNot(rights, 'rows.edit')
  return rights.may('rows.edit', to) ? null : 'not-theirs'
}

const toDepartment = (setup: MoveSetup, card: BoardCard, department: string): MoveResult => {
  if ((card.department ?? '') === department) return refuse('same')
  const all = setup.view.sections.filter((section) => (section.department ?? '') === department)
  const open = all.filter(({ id }) => setup.rights.may('rows.edit', id)).map(({ id }) => id)
  const [only] = open
  if (only === undefined) return refuse(all.length === 0 ? 'no-section' : 'not-theirs')
  return open.length === 1 ? toSection(setup, only) : { move: { kind: 'ask', sections: open } }
}

const toResponsible = ({ view }: MoveSetup, { row }: BoardCard, name: string): MoveResult => {
  const columns = responsibleColumns(view.columns)
  const named = columns.find(({ id }) => namesIn(row.cells[id] ?? []).length > 0) ?? columns[0]
  if (!named) return refuse('same')
  const blocks = row.cells[named.id] ?? []
  const [first] = namesIn(blocks)
  if (first === name || (first === undefined && name === '')) return refuse('same')
  if (name === '') return refuse('named')
  if (first === undefined) return { move: { kind: 'cell', column: named.id, blocks: textToBlocks(name) } }
  const edits = renameIn(blocks, first, name)
  const next = edits && editBlocks(blocks, edits)
  return next && blocksToText(next) !== blocksToText(blocks)
    ? { move: { kind: 'cell', column: named.id, blocks: next } }
    : refuse('named')
}

/** What dropping the card there does, or why it cannot be. */
export const moveCard = (setup: MoveSetup, card: BoardCard, place: Place): MoveResult => {
  const action: Action = place.by === 'state' ? 'state.edit' : 'rows.edit'
  if (!setup.rights.may(action, card.section)) return refuse(whyNot(setup.rights, action))
  switch (place.by) {
    case 'state':
      return card.row.state === place.state ? refuse('same') : { move: { kind: 'state', state: place.state } }
    case 'section':
      return card.section === place.section ? refuse('same') : toSection(setup, place.section)
    case 'department':
      return toDepartment(setup, card, place.department)
    case 'responsible':
      return toResponsible(setup, card, place.name)
    case 'month':
    case 'quarter':
    case 'vague':
      return toTime(setup, card, place)
  }
}
