/**
 * The only file that knows the keys of the Y.Doc (SPEC "Document model", rules DM*).
 * Owns key names, the shape of values, and typed access to roots and fields. Must not mutate or order anything.
 *
 *   meta      Y.Map {v, epoch, year, organisation, numbering, title|agreed|approved|intro|outro: fragment}
 *   srv       Y.Map {locked, approved, act, gathered, "sign:"+sectionId, "remark:"+sectionId}, written by the server alone
 *   cols      Y.Map<colId, Y.Map{title, ord, hidden, del}>
 *   sections  Y.Map<secId, Y.Map{title: fragment, dept, ord, del}>
 *   rows      Y.Map<rowId, Y.Map{pos, number, state, "f:"+fact, fix, origin, del, "c:"+colId: fragment}>; origin by the server alone
 *   threads   Y.Map<threadId, Y.Map{about, resolved}>
 *   messages  Y.Map<messageId, Y.Map{head, body, del, proposal, verdict}>
 *   and, in meta, sections and rows, "ok:"+code: findings of the checker that were set aside
 */
import type * as Y from 'yjs'
import {
  isMessageBody,
  isMessageHead,
  isProposal,
  isSaid,
  isThreadAbout,
  isVerdict,
} from '../comments/registers.ts'
import { FACT_REGISTERS } from './facts.ts'
import { isGathering } from './gather/gathering.ts'
import type { ItemState } from './json.ts'
import { DISMISSAL_KEYS, isDismissals, isPeriodFix } from './notes.ts'
import { LONGEST_KEY } from './order.ts'
import { isMoment } from './signature.ts'
import { isOrigin } from './origin.ts'

/** The document schema that this code writes; clients and servers of another major refuse each other. */
export const SCHEMA_VERSION = 1

export const ROOTS = ['meta', 'srv', 'cols', 'sections', 'rows', 'threads', 'messages'] as const
export type Root = (typeof ROOTS)[number]

/** The columns that every plan has. Their ids are fixed, their titles and order are the plan's. */
export const FIXED_COLUMNS = ['number', 'title', 'period'] as const
/** Fixed columns that hold text of their own (the number is a register, not text). */
export const TEXT_COLUMNS = ['title', 'period'] as const

/** Deepest nesting of rows: 0, 1, 2. */
export const MAX_LEVEL = 2

/** Text blocks around the table; each is a fragment in `meta`. */
export const META_FRAGMENTS = ['title', 'agreed', 'approved', 'intro', 'outro'] as const
export type MetaFragment = (typeof META_FRAGMENTS)[number]

/** Who deleted something, and when (ms since the epoch). */
export interface Deleted {
  by: string
  at: number
}

/** Where a row stands: one register, so that two moves never tear a row apart [DM4]. */
export type Position = readonly [section: string, parent: string | null, order: string]

export interface NumberRegister {
  mode: 'auto' | 'typed' | 'none'
  text: string
}

export type PlanNumbering = 'section' | 'plan'

export type Fields = Y.Map<unknown>
export type EntityRoot = Y.Map<Fields>

export const metaOf = (doc: Y.Doc): Fields => doc.getMap('meta')
export const serverOf = (doc: Y.Doc): Fields => doc.getMap('srv')
export const columnsOf = (doc: Y.Doc): EntityRoot => doc.getMap('cols')
export const sectionsOf = (doc: Y.Doc): EntityRoot => doc.getMap('sections')
export const rowsOf = (doc: Y.Doc): EntityRoot => doc.getMap('rows')
export const threadsOf = (doc: Y.Doc): EntityRoot => doc.getMap('threads')
export const messagesOf = (doc: Y.Doc): EntityRoot => doc.getMap('messages')

/** The schema that a document says it is of; of a document that says none, the first. */
export const schemaOf = (doc: Y.Doc): number => {
  const said = metaOf(doc).get('v')
  return typeof said === 'number' ? said : 1
}

/** Field name of a cell's fragment in a row. */
export const cellKey = (columnId: string): string => `c:${columnId}`
/** The column of a cell field, or null where the field is no cell. */
export const columnOfKey = (key: string): string | null => (key.startsWith('c:') ? key.slice(2) : null)

/** Where the server keeps whether a section is signed, and why one was returned (`sign-off.ts`). */
export const signKey = (sectionId: string): string => `sign:${sectionId}`
export const remarkKey = (sectionId: string): string => `remark:${sectionId}`
/** The section of such a key, or null where it is another. */
export const sectionOfSignKey = (key: string): string | null =>
  key.startsWith('sign:') ? key.slice(5) : null
/** Whether a field of `srv` or of a row is kept from those who may not read comments: remarks, and what names other plans. */
export const isConfidential = (root: Root, field: string): boolean =>
  root === 'srv' ? field === 'gathered' || field.startsWith('remark:') : root === 'rows' && field === 'origin'

const ID = /^[A-Za-z0-9_-]{1,40}$/
const ORDER = /^[0-9A-Za-z]+$/
export const STATES: readonly ItemState[] = ['planned', 'in-progress', 'done', 'moved', 'cancelled']
const MODES: readonly string[] = ['auto', 'typed', 'none']

/**
 * What every object has would be read of records where nothing was written: a column of such a name ended every reading of its
 * plan [AN3].
 */
const isEveryObjects = (id: string): boolean => id in Object.prototype

export const isId = (value: unknown): value is string =>
  typeof value === 'string' && ID.test(value) && !isEveryObjects(value)
export const isOrder = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= LONGEST_KEY && ORDER.test(value)
export const isState = (value: unknown): value is ItemState =>
  typeof value === 'string' && (STATES as readonly string[]).includes(value)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isDeleted = (value: unknown): value is Deleted =>
  isRecord(value) &&
  Object.keys(value).length === 2 &&
  typeof value.by === 'string' &&
  value.by.length <= 120 &&
  isMoment(value.at)

export const isPosition = (value: unknown): value is Position =>
  Array.isArray(value) &&
  value.length === 3 &&
  isId(value[0]) &&
  (value[1] === null || isId(value[1])) &&
  isOrder(value[2])

/** UTF-16 units of a row's number. */
export const LONGEST_NUMBER = 40

export const isNumberRegister = (value: unknown): value is NumberRegister =>
  isRecord(value) &&
  Object.keys(value).length === 2 &&
  typeof value.mode === 'string' &&
  MODES.includes(value.mode) &&
  typeof value.text === 'string' &&
  value.text.length <= LONGEST_NUMBER

/** The approved edition that is in force: what a banner says. */
export interface Approved {
  version: number
  /** Name of who approved. */
  by: string
  /** ISO 8601, of the act; `date` is what the order bears (YYYY-MM-DD), or ''. */
  at: string
  date: string
  ground: string
}

export const isApproved = (value: unknown): value is Approved =>
  isRecord(value) &&
  Number.isInteger(value.version) &&
  ['by', 'at', 'date', 'ground'].every((key) => typeof value[key] === 'string')

const isText = (max: number) => (value: unknown) => typeof value === 'string' && value.length <= max
const isNullOr = (test: (value: unknown) => boolean) => (value: unknown) => value === null || test(value)

const DISMISSALS = Object.fromEntries(DISMISSAL_KEYS.map(([, key]) => [key, isDismissals]))

/** Value tests of every register, by root and field; what is not listed may not be written [DM9]. */
export const REGISTERS: Record<Root, Record<string, (value: unknown) => boolean>> = {
  meta: {
    v: (value) => Number.isInteger(value),
    epoch: isId,
    year: (value) => Number.isInteger(value) && (value as number) >= 1900 && (value as number) <= 2200,
    organisation: isText(500),
    numbering: (value) => value === 'section' || value === 'plan',
    ...DISMISSALS,
  },
  srv: {
    locked: (value) => typeof value === 'boolean',
    approved: isNullOr(isApproved),
    act: isNullOr(isRecord),
    gathered: isNullOr(isGathering),
  },
  cols: {
    title: isText(200),
    ord: isOrder,
    hidden: (value) => typeof value === 'boolean',
    del: isNullOr(isDeleted),
  },
  sections: {
    dept: isNullOr(isText(60)),
    ord: isOrder,
    del: isNullOr(isDeleted),
    ...DISMISSALS,
  },
  rows: {
    pos: isPosition,
    number: isNumberRegister,
    state: isState,
    ...FACT_REGISTERS,
    fix: isNullOr(isPeriodFix),
    origin: isNullOr(isOrigin),
    del: isNullOr(isDeleted),
    ...DISMISSALS,
  },
  threads: {
    about: isThreadAbout,
    resolved: isNullOr(isSaid),
  },
  messages: {
    head: isMessageHead,
    body: isMessageBody,
    del: isNullOr(isSaid),
    proposal: isProposal,
    verdict: isVerdict,
  },
}

/** Registers that are written with their entity and never again. */
const FIXED: Partial<Record<Root, readonly string[]>> = { threads: ['about'], messages: ['head', 'proposal'] }
/** Registers that are written once, whenever that is. */
const ONCE: Partial<Record<Root, readonly string[]>> = { messages: ['verdict'] }

/** Whether nobody may write a register any more; `born` says that its entity was there before, `filled` that it has a value. */
export const isSettled = (root: Root, field: string, was: { born: boolean; filled: boolean }): boolean =>
  (was.born && (FIXED[root]?.includes(field) ?? false)) ||
  (was.filled && (ONCE[root]?.includes(field) ?? false))

/** Whether a field of an entity (or of `meta`) holds rich text. */
export const isFragmentField = (root: Root, field: string): boolean => {
  if (root === 'meta') return (META_FRAGMENTS as readonly string[]).includes(field)
  if (root === 'sections') return field === 'title'
  if (root === 'rows') return field.startsWith('c:') && isId(field.slice(2))
  return false
}

/** The nodes and marks that rich text may hold; the editor's schema and the inspector both follow this list. */
export const NODES = ['paragraph', 'bulletList', 'orderedList', 'listItem', 'hardBreak'] as const
export const MARKS = ['bold', 'italic', 'underline', 'strike', 'link'] as const

/** Link targets that may stand in a plan. */
export const isSafeHref = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length <= 2048 &&
  /^(https?:\/\/|mailto:|tel:)/i.test(value) &&
  /^[^\p{Cc}\p{Z}]*$/u.test(value)
