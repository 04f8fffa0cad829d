/**
 * Single entities of the Y.Doc → plain values, with a defined reading for whatever a merge left (SPEC DM7).
 * Owns reading of registers and fragments; the hierarchy is `tree.ts`'s.
 */
import * as Y from 'yjs'
import { readFragment } from './fragment.ts'
import type { FindingCode } from './check/finding.ts'
import { readFact } from './facts.ts'
import type { FactJson, ItemState } from './json.ts'
import { DISMISSAL_KEYS, type Dismissal, type PeriodFix, isDismissals, isPeriodFix } from './notes.ts'
import { type Origin, isOrigin } from './origin.ts'
import type { Block } from './rich.ts'
import { headingOf } from './rich.ts'
import {
  type Approved,
  type Deleted,
  type EntityRoot,
  FIXED_COLUMNS,
  type Fields,
  META_FRAGMENTS,
  type MetaFragment,
  type NumberRegister,
  type PlanNumbering,
  columnOfKey,
  columnsOf,
  isApproved,
  isDeleted,
  isNumberRegister,
  isPosition,
  isState,
  metaOf,
  rowsOf,
  sectionsOf,
  serverOf,
} from './schema.ts'

/** Where a row stands, as its register says it. */
export interface RowPlace {
  readonly id: string
  readonly section: string
  readonly parent: string | null
  readonly ord: string
  readonly deleted: Deleted | null
}

/** Findings set aside, by code; the same empty record where there are none. */
export type Dismissals = Readonly<Partial<Record<FindingCode, readonly Dismissal[]>>>

const NO_DISMISSALS: Dismissals = {}

/** What was set aside in an entity. */
const readDismissals = (fields: Fields): Dismissals => {
  let found: Partial<Record<FindingCode, readonly Dismissal[]>> | null = null
  for (const [code, key] of DISMISSAL_KEYS) {
    const value = fields.get(key)
    if (!isDismissals(value) || value.length === 0) continue
    found ??= {}
    found[code] = value
  }
  return found ?? NO_DISMISSALS
}

export interface RowCore extends RowPlace {
  readonly number: NumberRegister
  readonly state: ItemState
  /** What is told of it, of its state alone. */
  readonly fact: FactJson
  /** The corrected reading of its dates. */
  readonly fix: PeriodFix | null
  readonly origin: Origin | null
  readonly dismissed: Dismissals
  readonly cells: Readonly<Record<string, readonly Block[]>>
}

/** Where a section stands. */
export interface SectionPlace {
  readonly id: string
  readonly ord: string
  readonly deleted: Deleted | null
}

export interface SectionCore extends SectionPlace {
  readonly title: string
  readonly department: string | null
  readonly dismissed: Dismissals
}

export interface ColumnCore {
  readonly id: string
  readonly title: string
  readonly ord: string
  readonly hidden: boolean
  readonly fixed: boolean
  readonly deleted: Deleted | null
}

export interface MetaCore {
  /** The title on one line. */
  readonly title: string
  readonly year: number
  readonly organisation: string
  readonly numbering: PlanNumbering
  readonly epoch: string
  readonly dismissed: Dismissals
  readonly blocks: Readonly<Record<MetaFragment, readonly Block[]>>
}

/** The order key of something that has none: before all others. */
const NO_ORDER = ''

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const deletedOf = (fields: Fields): Deleted | null => {
  const value = fields.get('del')
  return isDeleted(value) ? value : null
}

const readCells = (fields: Fields): Record<string, readonly Block[]> => {
  const cells: Record<string, readonly Block[]> = {}
  fields.forEach((value, key) => {
    const column = columnOfKey(key)
    if (column !== null && value instanceof Y.XmlFragment) cells[column] = readFragment(value)
  })
  return cells
}

/** The row with these cells read anew, the others shared with `row`. */
export const rereadCells = (row: RowCore, fields: Fields, keys: ReadonlySet<string>): RowCore => {
  const cells = { ...row.cells }
  for (const key of keys) {
    const column = columnOfKey(key)
    if (column !== null) cells[column] = readFragment(fields.get(key))
  }
  return { ...row, cells }
}

/** Where every row stands, without its cells. */
export const readPlaces = (doc: Y.Doc): Map<string, RowPlace> => {
  const places = new Map<string, RowPlace>()
  rowsOf(doc).forEach((fields, id) => {
    if (fields instanceof Y.Map) places.set(id, readPlace(id, fields))
  })
  return places
}

export const readPlace = (id: string, fields: Fields): RowPlace => {
  const pos = fields.get('pos')
  const [section, parent, ord] = isPosition(pos) ? pos : ['', null, NO_ORDER]
  return { id, section, parent, ord, deleted: deletedOf(fields) }
}

export const readRow = (id: string, fields: Fields): RowCore => {
  const number = fields.get('number')
  const stored = fields.get('state')
  const state = isState(stored) ? stored : 'planned'
  const fix = fields.get('fix')
  const origin = fields.get('origin')
  return {
    ...readPlace(id, fields),
    number: isNumberRegister(number) ? number : { mode: 'none', text: '' },
    state,
    fact: readFact((register) => fields.get(register), state),
    fix: isPeriodFix(fix) ? fix : null,
    origin: isOrigin(origin) ? origin : null,
    dismissed: readDismissals(fields),
    cells: readCells(fields),
  }
}

const readSectionPlace = (id: string, fields: Fields): SectionPlace => ({
  id,
  ord: textOf(fields.get('ord')),
  deleted: deletedOf(fields),
})

export const readSection = (id: string, fields: Fields): SectionCore => {
  const department = fields.get('dept')
  return {
    ...readSectionPlace(id, fields),
    title: headingOf(readFragment(fields.get('title'))),
    department: typeof department === 'string' ? department : null,
    dismissed: readDismissals(fields),
  }
}

const isFixed = (id: string): boolean => (FIXED_COLUMNS as readonly string[]).includes(id)

const readColumn = (id: string, fields: Fields): ColumnCore => ({
  id,
  title: textOf(fields.get('title')),
  ord: textOf(fields.get('ord')),
  hidden: fields.get('hidden') === true,
  fixed: isFixed(id),
  deleted: isFixed(id) ? null : deletedOf(fields),
})

const missingColumn = (id: string): ColumnCore => ({
  id,
  title: '',
  ord: NO_ORDER,
  hidden: false,
  fixed: true,
  deleted: null,
})

/** What is read of every entity of a root. Yjs' own iterators cost several times what `forEach` does. */
const entitiesOf = <Entity>(root: EntityRoot, read: (id: string, fields: Fields) => Entity): Entity[] => {
  const found: Entity[] = []
  root.forEach((fields, id) => {
    if (fields instanceof Y.Map) found.push(read(id, fields))
  })
  return found
}

/** All columns, deleted ones included, unordered; the fixed ones are always among them. */
export const readColumns = (doc: Y.Doc): ColumnCore[] => {
  const columns = columnsOf(doc)
  const found = entitiesOf(columns, readColumn)
  const missing = FIXED_COLUMNS.filter((id) => !columns.has(id)).map(missingColumn)
  return [...missing, ...found]
}

/** Where every section stands, without its title. */
export const readSectionPlaces = (doc: Y.Doc): SectionPlace[] => entitiesOf(sectionsOf(doc), readSectionPlace)

/** All sections, deleted ones included, unordered. */
export const readSections = (doc: Y.Doc): SectionCore[] => entitiesOf(sectionsOf(doc), readSection)

/** What the server says of approval: whether the plan is locked, and the approved edition in force. */
export interface ApprovalState {
  readonly locked: boolean
  readonly approved: Approved | null
}

export const readApprovalState = (doc: Y.Doc): ApprovalState => {
  const server = serverOf(doc)
  const approved = server.get('approved')
  return { locked: server.get('locked') === true, approved: isApproved(approved) ? approved : null }
}

export const readMeta = (doc: Y.Doc): MetaCore => {
  const meta = metaOf(doc)
  const year = meta.get('year')
  const blocks = {} as Record<MetaFragment, readonly Block[]>
  for (const key of META_FRAGMENTS) blocks[key] = readFragment(meta.get(key))
  return {
    title: headingOf(blocks.title),
    year: typeof year === 'number' ? year : 0,
    organisation: textOf(meta.get('organisation')),
    numbering: meta.get('numbering') === 'plan' ? 'plan' : 'section',
    epoch: textOf(meta.get('epoch')),
    dismissed: readDismissals(meta),
    blocks,
  }
}
