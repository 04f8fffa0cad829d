/**
 * The structural policy: what may stand where in a plan, whoever writes it [AC4–AC9]. Driven by `shared/plan/schema.ts`;
 * pure. Must not look at people (`rights.ts`) nor at the outcome of conflicts (`outcome.ts`).
 */
import {
  MARKS,
  NODES,
  REGISTERS,
  type Root,
  isFragmentField,
  isId,
  isSafeHref,
} from '../../shared/plan/schema.ts'
import type { Limits } from './limits.ts'
import type { Place } from './place.ts'
import { refuse } from './refusal.ts'
import type { Content, Struct } from './wire.ts'

/** Fields that only the server writes, by root; `srv` is its own altogether. */
const SERVER_FIELDS: Partial<Record<Root, readonly string[]>> = { meta: ['v', 'epoch'], rows: ['origin'] }

/** Registers that an entity cannot be without. */
const REQUIRED: Partial<Record<Root, readonly string[]>> = {
  rows: ['pos'],
  sections: ['ord'],
  cols: ['ord'],
  messages: ['body'],
}

/** What a new entity must bring. */
const COMPLETE: Partial<Record<Root, readonly string[]>> = {
  rows: ['pos', 'number'],
  sections: ['title', 'ord'],
  cols: ['title', 'ord'],
  threads: ['about'],
  messages: ['head', 'body'],
}

/** Which elements and texts an element (or '', a fragment) may hold; '#text' is an XmlText. */
const CHILDREN: Record<string, readonly string[]> = {
  '': ['paragraph', 'bulletList', 'orderedList'],
  paragraph: ['#text', 'hardBreak'],
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: ['paragraph', 'bulletList', 'orderedList'],
  hardBreak: [],
}

type Test = (value: unknown) => boolean

const isBoolean: Test = (value) => typeof value === 'boolean'
const isShort: Test = (value) => typeof value === 'string' && value.length <= 40
// An editor that reads `start=""` from the clipboard writes NaN; the document reads it as 1.
const isStart: Test = (value) =>
  typeof value === 'number' && (Number.isNaN(value) || Number.isSafeInteger(value))

/** Attributes of elements: what the editor's nodes define, and nothing that is rendered unseen. */
const ATTRIBUTES: Record<string, Record<string, Test>> = {
  paragraph: {},
  bulletList: { marker: (value) => value === 'disc' || value === 'dash', tight: isBoolean },
  orderedList: { start: isStart, type: isShort, tight: isBoolean },
  listItem: {},
  hardBreak: {},
}

/** Attributes of a link beside `href`; the editor takes them over from pasted pages. */
const LINK_ATTRIBUTES: readonly string[] = ['target', 'rel', 'class', 'title']

/** Own keys only: a field called `constructor` must not find Object's. */
const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Infinity and NaN pass `typeof`, but no JSON and no date holds them. */
const hasOnlyFinite = (value: unknown): boolean => {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every(hasOnlyFinite)
}

export const isServerField = (root: Root, field: string): boolean =>
  root === 'srv' || (SERVER_FIELDS[root]?.includes(field) ?? false)

export const isRequired = (root: Root, field: string): boolean => REQUIRED[root]?.includes(field) ?? false

/** What an entity of this root must bring when it is created. */
export const requiredOf = (root: Root): readonly string[] => COMPLETE[root] ?? []

const checkHref = (value: Record<string, unknown>): void => {
  if (!isSafeHref(value.href)) refuse('bad-link', String(value.href))
  for (const [key, attribute] of Object.entries(value)) {
    if (key === 'href' || attribute === null) continue
    if (!LINK_ATTRIBUTES.includes(key) || typeof attribute !== 'string') refuse('bad-mark', `link ${key}`)
  }
}

/** The editor's binding appends eight letters of base64 to marks that may overlap. */
const MARK_KEY = /^([a-z]{1,20})(--[A-Za-z0-9+/=]{8})?$/

const checkMark = (key: string, value: unknown): void => {
  const mark = MARK_KEY.exec(key)?.[1] ?? ''
  if (!(MARKS as readonly string[]).includes(mark)) refuse('bad-mark', key)
  if (value === null) return
  if (mark === 'link') return isRecord(value) ? checkHref(value) : refuse('bad-link', 'no attributes')
  const plain = value === true || (isRecord(value) && Object.keys(value).length === 0)
  if (!plain) refuse('bad-mark', key)
}

const checkAttribute = (place: Place, key: string, content: Content): void => {
  const test = own(own(ATTRIBUTES, place.node) ?? {}, key)
  if (place.shape !== 'element' || test === undefined) return refuse('bad-attribute', `${place.node}.${key}`)
  if (content.kind === 'deleted') return
  if (content.kind !== 'any') return refuse('bad-shape', `${place.node}.${key}`)
  if (!content.values.every(test)) refuse('bad-attribute', `${place.node}.${key}`)
}

const checkChild = (place: Place, content: Content, limits: Limits): void => {
  if (content.kind !== 'type') return refuse('bad-shape', `${content.kind} in ${place.shape}`)
  if (content.type !== 'element' && content.type !== 'text') refuse('bad-shape', content.type)
  const name = content.type === 'text' ? '#text' : (content.name ?? '')
  if (name !== '#text' && !(NODES as readonly string[]).includes(name)) refuse('bad-node', name)
  if (!(own(CHILDREN, place.node)?.includes(name) ?? false)) refuse('bad-node', `${name} in ${place.node}`)
  if (place.depth >= limits.nodeDepth) refuse('too-large', 'nested elements')
}

/** Anything inside a fragment: children, text, marks, attributes. */
const checkInner = (place: Place, sub: string | null, content: Content, limits: Limits): void => {
  if (sub !== null) return checkAttribute(place, sub, content)
  if (content.kind === 'deleted') return
  if (place.shape !== 'text') return checkChild(place, content, limits)
  if (content.kind === 'format') return checkMark(content.key, content.value)
  if (content.kind !== 'string') refuse('bad-shape', `${content.kind} in text`)
}

/** Whatever a client writes under a register's or fragment's name. */
const checkField = (root: Root, field: string, content: Content): void => {
  if (root === 'srv') refuse('server-only', root)
  const name = `${root}.${field}`
  const test = own(REGISTERS[root], field)
  const isFragment = isFragmentField(root, field)
  if (test === undefined && !isFragment) refuse('unknown-field', name)
  // What is gone has no value; whether it takes another value with it is the outcome's question.
  if (content.kind === 'deleted') return
  if (isServerField(root, field)) refuse('server-only', name)
  if (isFragment) {
    if (content.kind !== 'type' || content.type !== 'fragment') refuse('bad-shape', name)
    return
  }
  if (content.kind !== 'any') return refuse('bad-shape', name)
  if (!content.values.every((value) => test?.(value) === true && hasOnlyFinite(value)))
    refuse('bad-value', name)
}

const checkEntity = (root: Root, id: string, content: Content): void => {
  if (!isId(id)) refuse('bad-id', root)
  if (content.kind === 'deleted') refuse('entity-deleted', `${root}.${id}`)
  if (content.kind !== 'type' || content.type !== 'map') refuse('bad-shape', `${root}.${id}`)
}

/** Refuses an item that may not stand where it does. Its place is known, its content is not garbage. */
export const checkItem = (struct: Struct, place: Place, content: Content, limits: Limits): void => {
  const { sub } = struct
  if (place.shape === 'alien') refuse('bad-shape', 'outside the schema')
  // The values of a key have no right neighbour; only a forger gives them one.
  if (sub !== null && struct.rightClient >= 0) refuse('cross-link', `${place.root}.${sub}`)
  if (place.inside !== null) return checkInner(place, sub, content, limits)
  if (sub === null) return refuse('bad-shape', `list content in ${place.root}`)
  if (place.shape === 'entities') checkEntity(place.root, sub, content)
  else checkField(place.root, sub, content)
}
