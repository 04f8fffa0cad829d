/**
 * Every mutation of a plan, one function a user's verb. Owns what a verb writes; must not decide who may.
 *
 * What a verb creates is born deleted in a transaction of its own and made alive in the next: undoing the creation
 * then is a soft delete, and nothing is ever removed for good (SPEC DM2, UN3).
 */
import * as Y from 'yjs'
import { cutText } from '../cut-text.ts'
import { makeFragment } from './fragment.ts'
import type { ItemState } from './json.ts'
import {
  type Layout,
  heightOf,
  isShownPlace,
  isWithin,
  layoutOf,
  placing,
  shownSiblings,
  wouldVanish,
  writeShownPlaces,
} from './layout.ts'
import { type Random, compareOrder, gapAfter, keyBetween } from './order.ts'
import { readColumns, readSectionPlaces } from './read.ts'
import { type Block, textToBlocks } from './rich.ts'
import {
  type Deleted,
  type EntityRoot,
  type Fields,
  FIXED_COLUMNS,
  MAX_LEVEL,
  type NumberRegister,
  type PlanNumbering,
  cellKey,
  columnsOf,
  isDeleted,
  isNumberRegister,
  metaOf,
  rowsOf,
  sectionsOf,
} from './schema.ts'
import { writeBlocks } from './write-blocks.ts'

/** Who edits which document, with everything that is not pure. */
export interface Editing {
  doc: Y.Doc
  /** Gives a new random id at every call. */
  ids: () => string
  random: Random
  /** ms since the epoch. */
  now: () => number
  /** Identity id of the author. */
  by: string
  /** Transaction origin; the undo stack tracks it. */
  origin: unknown
}

/** Where a row is to stand: under `parent`, behind the sibling `after` (null = first). */
export interface Target {
  section: string
  parent: string | null
  after: string | null
}

/** Origin of births: never tracked by an undo stack. */
export const BIRTH = 'birth'

const transact = <T>(edit: Editing, change: () => T): T => edit.doc.transact(change, edit.origin)

const stamp = (edit: Editing): Deleted => ({ by: edit.by, at: edit.now() })

/** Creates an entity as deleted, then makes it alive in a transaction of the author's. */
const bear = (
  edit: Editing,
  root: EntityRoot,
  fill: (fields: Fields) => void,
  also: () => void = () => undefined,
): string => {
  const id = edit.ids()
  edit.doc.transact(() => {
    const fields: Fields = new Y.Map()
    fields.set('del', stamp(edit))
    fill(fields)
    root.set(id, fields)
  }, BIRTH)
  transact(edit, () => {
    also()
    root.get(id)?.set('del', null)
  })
  return id
}

const setField = (edit: Editing, root: EntityRoot, id: string, field: string, value: unknown): boolean => {
  const fields = root.get(id)
  if (!fields) return false
  transact(edit, () => fields.set(field, value))
  return true
}

/** What is in the trash already stays as whoever put it there left it. */
const setDeleted = (edit: Editing, root: EntityRoot, id: string, deleted: Deleted | null): boolean => {
  if (deleted !== null && isDeleted(root.get(id)?.get('del'))) return true
  return setField(edit, root, id, 'del', deleted)
}

// ── rows ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A new row is numbered the way its neighbours are: automatically, or not at all. */
const numberingNear = (edit: Editing, layout: Layout, target: Target): NumberRegister => {
  const siblings = shownSiblings(layout, target)
  const near = target.after ?? siblings[0]
  const register = near === undefined ? undefined : rowsOf(edit.doc).get(near)?.get('number')
  const mode = isNumberRegister(register) && register.mode === 'none' ? 'none' : 'auto'
  return { mode, text: '' }
}

const textColumns = (doc: Y.Doc): string[] =>
  readColumns(doc)
    .map((column) => column.id)
    .filter((id) => id !== 'number')

/** Adds an empty row; its id, or null where the place does not exist, lies in the trash or is too deep. */
export const addRow = (edit: Editing, target: Target): string | null => {
  const layout = layoutOf(edit.doc)
  const parent = target.parent === null ? null : layout.placed.get(target.parent)
  if (parent === undefined || (parent !== null && parent.level >= MAX_LEVEL)) return null
  const section = parent?.section ?? target.section
  if (!sectionsOf(edit.doc).has(section)) return null
  if (!isShownPlace(layout, { section, parent: target.parent })) return null
  const { pos, untie } = placing(edit, layout, { ...target, section }, null)
  const number = numberingNear(edit, layout, target)
  return bear(
    edit,
    rowsOf(edit.doc),
    (fields) => {
      fields.set('pos', pos)
      fields.set('number', number)
      fields.set('state', 'planned')
      for (const column of textColumns(edit.doc)) fields.set(cellKey(column), makeFragment([]))
    },
    untie,
  )
}

/** Moves a row with everything under it. False, and nothing written, where it cannot stand there. */
export const moveRow = (edit: Editing, id: string, target: Target): boolean =>
  moveIn(layoutOf(edit.doc), edit, id, target)

const moveIn = (layout: Layout, edit: Editing, id: string, target: Target): boolean => {
  const fields = rowsOf(edit.doc).get(id)
  const parent = target.parent === null ? null : layout.placed.get(target.parent)
  if (!fields || parent === undefined || (parent && isWithin(layout, parent.row.id, id))) return false
  const section = parent?.section ?? target.section
  const level = parent === null ? 0 : parent.level + 1
  if (!sectionsOf(edit.doc).has(section) || level + heightOf(layout, id) > MAX_LEVEL) return false
  if (wouldVanish(layout, id, { section, parent: target.parent })) return false
  const { pos, untie } = placing(edit, layout, { ...target, section }, id)
  const left = layout.placed.get(id)?.section
  transact(edit, () => {
    writeShownPlaces(
      edit.doc,
      [...layout.placed.values()].filter((one) => one.row.id !== id && one.section === left),
    )
    untie()
    fields.set('pos', pos)
  })
  return true
}

/** Where one step up (-1) or down (+1) leads, null at the end of the plan. */
const besideRow = (layout: Layout, id: string, step: -1 | 1): Target | null => {
  const own = layout.placed.get(id)
  if (!own) return null
  const { section, parent } = own
  const siblings = shownSiblings(layout, own)
  const index = siblings.indexOf(id)
  const swap = siblings[index + step]
  if (swap !== undefined) return { section, parent, after: step > 0 ? swap : (siblings[index - 2] ?? null) }
  return parent === null
    ? besideSection(layout, section, step)
    : besideParent(layout, { section, parent }, step)
}

const besideSection = (layout: Layout, section: string, step: -1 | 1): Target | null => {
  const next = layout.sections[layout.sections.indexOf(section) + step]
  if (next === undefined) return null
  const there = shownSiblings(layout, { section: next, parent: null })
  return { section: next, parent: null, after: step > 0 ? null : (there.at(-1) ?? null) }
}

const besideParent = (
  layout: Layout,
  own: { section: string; parent: string },
  step: -1 | 1,
): Target | null => {
  const above = layout.placed.get(own.parent)
  if (!above) return null
  const uncles = shownSiblings(layout, above)
  const uncle = uncles[uncles.indexOf(own.parent) + step]
  if (uncle === undefined) return null
  const cousins = shownSiblings(layout, { section: own.section, parent: uncle })
  return { section: own.section, parent: uncle, after: step > 0 ? null : (cousins.at(-1) ?? null) }
}

/** Where a row stands one step up (-1) or down (+1), over section borders too; null at the ends of the plan. */
export const stepTarget = ({ doc }: Editing, id: string, step: -1 | 1): Target | null =>
  besideRow(layoutOf(doc), id, step)

/** Makes a row the last child of the sibling above it. */
export const indentRow = (edit: Editing, id: string): boolean => {
  const layout = layoutOf(edit.doc)
  const own = layout.placed.get(id)
  if (!own) return false
  const siblings = shownSiblings(layout, own)
  const parent = siblings[siblings.indexOf(id) - 1]
  if (parent === undefined) return false
  const after = shownSiblings(layout, { section: own.section, parent }).at(-1) ?? null
  return moveIn(layout, edit, id, { section: own.section, parent, after })
}

/** Makes a row the next sibling of its parent. */
export const outdentRow = (edit: Editing, id: string): boolean => {
  const layout = layoutOf(edit.doc)
  const own = layout.placed.get(id)
  const above = own?.parent ? layout.placed.get(own.parent) : undefined
  if (!above) return false
  return moveIn(layout, edit, id, { section: above.section, parent: above.parent, after: above.row.id })
}

/** Into the trash, with everything under it. */
export const deleteRow = (edit: Editing, id: string): boolean =>
  setDeleted(edit, rowsOf(edit.doc), id, stamp(edit))

/** Out of the trash to its old place, together with whatever deleted thing it stands in. */
export const restoreRow = (edit: Editing, id: string): boolean => restoreRows(edit, [id])

/** Several at once, each to its old place; false where none of them is known. */
export const restoreRows = (edit: Editing, ids: readonly string[]): boolean => {
  const { placed } = layoutOf(edit.doc)
  const known = ids.filter((id) => placed.has(id))
  if (known.length === 0) return false
  const rows = new Set<string>()
  const sections = new Set<string>()
  for (const id of known) {
    sections.add(placed.get(id)?.section ?? '')
    for (let at: string | null = id; at !== null; at = placed.get(at)?.parent ?? null) rows.add(at)
  }
  const alive = (root: EntityRoot, gone: ReadonlySet<string>) => {
    for (const id of gone) if (root.get(id)?.get('del')) root.get(id)?.set('del', null)
  }
  transact(edit, () => {
    alive(sectionsOf(edit.doc), sections)
    alive(rowsOf(edit.doc), rows)
  })
  return true
}

/** How the row is numbered. A typed text of more than 40 characters is refused (false). */
export const setNumber = (edit: Editing, id: string, number: NumberRegister): boolean => {
  const fields = rowsOf(edit.doc).get(id)
  if (!fields || !isNumberRegister(number)) return false
  transact(edit, () => fields.set('number', { mode: number.mode, text: number.text }))
  return true
}

export const setState = (edit: Editing, id: string, state: ItemState): boolean =>
  setField(edit, rowsOf(edit.doc), id, 'state', state)

/** Makes a cell say `blocks`; what is equal stays, with the carets and the words that others have in it. */
export const setCell = (edit: Editing, id: string, column: string, blocks: readonly Block[]): boolean => {
  const fragment = rowsOf(edit.doc).get(id)?.get(cellKey(column))
  if (!(fragment instanceof Y.XmlFragment)) return false
  transact(edit, () => writeBlocks(fragment, blocks))
  return true
}

// ── sections ────────────────────────────────────────────────────────────────────────────────────────────────────

/** In order, those in the trash among them: they keep their places. */
const inOrder = <Entry extends { id: string; ord: string }>(entries: readonly Entry[]): Entry[] =>
  [...entries].sort(compareOrder)

const orderAfter = (edit: Editing, entries: { id: string; ord: string }[], after: string | null): string => {
  const [lower, upper] = gapAfter(entries, after)
  return keyBetween(lower, upper, edit.random)
}

/** Adds a section behind `after` (null = first); its id. */
export const addSection = (
  edit: Editing,
  options: { after: string | null; title?: string; department?: string | null },
): string => {
  const ord = orderAfter(edit, inOrder(readSectionPlaces(edit.doc)), options.after)
  return bear(edit, sectionsOf(edit.doc), (fields) => {
    fields.set('title', makeFragment(options.title ? textToBlocks(options.title) : []))
    fields.set('dept', options.department ?? null)
    fields.set('ord', ord)
  })
}

export const moveSection = (edit: Editing, id: string, after: string | null): boolean => {
  const fields = sectionsOf(edit.doc).get(id)
  if (!fields || id === after) return false
  const others = inOrder(readSectionPlaces(edit.doc)).filter((section) => section.id !== id)
  const ord = orderAfter(edit, others, after)
  transact(edit, () => fields.set('ord', ord))
  return true
}

export const setDepartment = (edit: Editing, id: string, department: string | null): boolean => {
  const fields = sectionsOf(edit.doc).get(id)
  if (!fields) return false
  transact(edit, () => fields.set('dept', department))
  return true
}

export const setSectionTitle = (edit: Editing, id: string, title: string): boolean => {
  const fragment = sectionsOf(edit.doc).get(id)?.get('title')
  if (!(fragment instanceof Y.XmlFragment)) return false
  transact(edit, () => writeBlocks(fragment, textToBlocks(title)))
  return true
}

/** Into the trash, with its rows. */
export const deleteSection = (edit: Editing, id: string): boolean =>
  setDeleted(edit, sectionsOf(edit.doc), id, stamp(edit))

export const restoreSection = (edit: Editing, id: string): boolean =>
  setDeleted(edit, sectionsOf(edit.doc), id, null)

// ── columns ─────────────────────────────────────────────────────────────────────────────────────────────────────

const isFixedColumn = (id: string): boolean => (FIXED_COLUMNS as readonly string[]).includes(id)

/** Adds a column behind `after` (null = first) with an empty cell in every row; its id. `unborn`: it stays deleted. */
export const addColumn = (
  edit: Editing,
  options: { after: string | null; title: string; unborn?: true },
): string => {
  const ord = orderAfter(edit, inOrder(readColumns(edit.doc)), options.after)
  let id = ''
  edit.doc.transact(() => {
    id = edit.ids()
    const fields: Fields = new Y.Map()
    fields.set('title', cutText(options.title, 200))
    fields.set('ord', ord)
    fields.set('hidden', false)
    fields.set('del', stamp(edit))
    columnsOf(edit.doc).set(id, fields)
    for (const row of rowsOf(edit.doc).values()) row.set(cellKey(id), makeFragment([]))
  }, BIRTH)
  if (!options.unborn) transact(edit, () => columnsOf(edit.doc).get(id)?.set('del', null))
  return id
}

const setColumnField = (edit: Editing, id: string, field: string, value: unknown): boolean =>
  setField(edit, columnsOf(edit.doc), id, field, value)

export const renameColumn = (edit: Editing, id: string, title: string): boolean =>
  setColumnField(edit, id, 'title', cutText(title, 200))

export const setColumnHidden = (edit: Editing, id: string, hidden: boolean): boolean =>
  setColumnField(edit, id, 'hidden', hidden)

export const moveColumn = (edit: Editing, id: string, after: string | null): boolean => {
  if (id === after) return false
  const others = inOrder(readColumns(edit.doc)).filter((column) => column.id !== id)
  return setColumnField(edit, id, 'ord', orderAfter(edit, others, after))
}

/** Into the trash; №, title and period stay (false). */
export const deleteColumn = (edit: Editing, id: string): boolean =>
  !isFixedColumn(id) && setDeleted(edit, columnsOf(edit.doc), id, stamp(edit))

export const restoreColumn = (edit: Editing, id: string): boolean => setColumnField(edit, id, 'del', null)

// ── the plan ────────────────────────────────────────────────────────────────────────────────────────────────────

interface PlanFields {
  year?: number
  organisation?: string
  numbering?: PlanNumbering
  title?: string
}

/** Changes what stands on the head of the plan. */
export const setMeta = (edit: Editing, fields: PlanFields): void => {
  const { title, ...registers } = fields
  const meta = metaOf(edit.doc)
  transact(edit, () => {
    for (const [key, value] of Object.entries(registers)) if (value !== undefined) meta.set(key, value)
    const fragment = meta.get('title')
    if (title !== undefined && fragment instanceof Y.XmlFragment) writeBlocks(fragment, textToBlocks(title))
  })
}
