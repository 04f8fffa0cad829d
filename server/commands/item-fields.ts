/** What an item says, written into its row. Owns the mapping from fields to verbs; places are not its concern. */
import type * as Y from 'yjs'
import { SvodError } from '../../shared/errors.ts'
import { type Editing, setCell, setNumber, setState } from '../../shared/plan/edit.ts'
import { setFact, type FactChange } from '../../shared/plan/edit-facts.ts'
import type { ItemState } from '../../shared/plan/json.ts'
import { type Block, textToBlocks } from '../../shared/plan/rich.ts'
import { type FactField, factsOf } from '../../shared/plan/facts.ts'
import { type NumberRegister, isState, rowsOf } from '../../shared/plan/schema.ts'
import type { Touch } from './edit-document.ts'
import type { Standing } from './lookup.ts'

export interface ItemFields {
  title?: readonly Block[]
  period?: string
  /** Texts by column key, the plan's own columns only. */
  cells?: Readonly<Record<string, string>>
  number?: NumberRegister
  state?: ItemState
  /** What became of it, in the state that it is in then. */
  fact?: FactChange
}

/** Where an item is to stand. */
export interface ItemPlace {
  section?: string
  /** The row it stands under, null for none. */
  parent?: string | null
  /** The sibling it follows; null = first, left out = last. */
  after?: string | null
}

/** Stands for a row that has no id yet. */
export const NEW = ''

/** What is written under a row that says these things and, where `place` is given, is put there: what rights are asked for. */
export const touchesOfItem = (
  row: string,
  item: ItemFields & { place: Standing | null; deleted?: boolean },
): Touch[] => {
  const at = (field: string | null, value?: unknown): Touch => ({ root: 'rows', entity: row, field, value })
  const { place, title, period, cells = {}, number, state, fact, deleted } = item
  const touches: Touch[] = []
  if (place !== null) touches.push(at('pos', [place.section, place.parent, 'a0']))
  if (row === NEW) touches.push(at(null))
  if (title !== undefined) touches.push(at('c:title'))
  if (period !== undefined) touches.push(at('c:period'))
  for (const column of Object.keys(cells)) touches.push(at(`c:${column}`))
  if (number !== undefined) touches.push(at('number'))
  if (state !== undefined || fact !== undefined) touches.push(at('state'))
  if (deleted !== undefined) touches.push(at('del'))
  return touches
}

/** The state that the row is in once the fields are written. */
const stateThen = (doc: Y.Doc, row: string, { state }: Pick<ItemFields, 'state'>): ItemState => {
  const now: unknown = rowsOf(doc).get(row)?.get('state')
  return state ?? (isState(now) ? now : 'planned')
}

/** @throws SvodError `bad-request` where a fact is none of the state that the row is in then */
export const requireFact = (doc: Y.Doc, row: string, { state, fact }: ItemFields): void => {
  const allowed = factsOf(stateThen(doc, row, state === undefined ? {} : { state }))
  const odd = Object.keys(fact ?? {}).find((field) => !allowed.includes(field as FactField))
  if (odd !== undefined)
    throw new SvodError('bad-request', { field: `fact.${odd}`, reason: 'is no fact of this state' })
}

const write = (editing: Editing, row: string, column: string, blocks: readonly Block[]): void => {
  if (!setCell(editing, row, column, blocks)) throw new Error(`row ${row} has no cell ${column}`)
}

/** Writes the fields that are given; the cells' columns must have been checked. */
export const writeItem = (editing: Editing, row: string, fields: ItemFields): void => {
  const { title, period, cells = {}, number, state, fact } = fields
  if (title !== undefined) write(editing, row, 'title', title)
  if (period !== undefined) write(editing, row, 'period', textToBlocks(period))
  for (const [column, text] of Object.entries(cells)) write(editing, row, column, textToBlocks(text))
  if (number !== undefined) setNumber(editing, row, number)
  if (state !== undefined) setState(editing, row, state)
  if (fact !== undefined) setFact(editing, row, stateThen(editing.doc, row, fields), fact)
}
