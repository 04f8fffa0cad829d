/**
 * The fast path: one client, one new run of text beside known text, nothing deleted: what typing sends. Gives the
 * verdict that the long way would give, or none at all (null), and never refuses [AC10].
 */
import * as Y from 'yjs'
import type { Limits } from './limits.ts'
import { knownAt, stateOf } from './lookup.ts'
import { type Touched, placeOf } from './place.ts'
import { Reader } from './reader.ts'

/** In the first byte of an item: it has a left neighbour, a right one; it holds text. */
const LEFT = 128
const RIGHT = 64
const TEXT = 4

/** Shortest possible: a section head of 4 bytes, item 4, text 2, no deletions 1. */
const SHORTEST = 11

/** What a keystroke in a fragment touches; the same array for every keystroke there. */
const touches = new WeakMap<Touched, readonly Touched[]>()

const touchOf = (touched: Touched): readonly Touched[] => {
  const known = touches.get(touched)
  if (known !== undefined) return known
  const made = Object.freeze([touched])
  touches.set(touched, made)
  return made
}

/** A known item that stands in the list of a text, null for anything else. */
const itemInText = (doc: Y.Doc, client: number, clock: number): Y.Item | null => {
  if (clock >= stateOf(doc, client)) return null
  const known = knownAt(doc, client, clock)
  if (known instanceof Y.GC || known.parentSub !== null || !(known.parent instanceof Y.XmlText)) return null
  return known
}

const isId = (id: Y.ID | null, client: number, clock: number): boolean =>
  id !== null && id.client === client && id.clock === clock

/** Reads the neighbours and tells the text between them, null where it takes a closer look. */
const readText = (doc: Y.Doc, reader: Reader, info: number): Y.Item['parent'] | null => {
  const client = reader.uint()
  const clock = reader.uint()
  const first = itemInText(doc, client, clock)
  if (first === null) return null
  if (info === (TEXT | LEFT)) return first.rightOrigin === null ? first.parent : null
  if (info === (TEXT | RIGHT)) return first.origin === null && first.id.clock === clock ? first.parent : null
  return readBetween(doc, reader, first, client, clock)
}

const readBetween = (
  doc: Y.Doc,
  reader: Reader,
  left: Y.Item,
  client: number,
  clock: number,
): Y.Item['parent'] | null => {
  const rightClient = reader.uint()
  const rightClock = reader.uint()
  const right = itemInText(doc, rightClient, rightClock)
  if (right === null || right.parent !== left.parent) return null
  const isWithin = rightClock > right.id.clock
  const isNext = isWithin
    ? rightClient === client && rightClock - 1 === clock
    : isId(right.origin, client, clock)
  return isNext || isId(left.rightOrigin, rightClient, rightClock) ? left.parent : null
}

const read = (doc: Y.Doc, update: Uint8Array, limits: Limits): readonly Touched[] | null => {
  const reader = new Reader(update)
  reader.pos = 2
  const client = reader.uint()
  const clock = reader.uint()
  const info = reader.byte()
  if (info !== (TEXT | LEFT) && info !== (TEXT | RIGHT) && info !== (TEXT | LEFT | RIGHT)) return null
  if (clock !== stateOf(doc, client) || !limits.ownsClient(client)) return null
  // A first word under an id where there is no room for ids of nobody's.
  if (clock === 0 && limits.strangers === 0 && !limits.ownsClient(client, true)) return null
  const text = readText(doc, reader, info)
  const place = text instanceof Y.AbstractType ? placeOf(text) : null
  if (place === null || place.shape !== 'text' || place.inside === null) return null
  const { length } = reader.text(limits.textLength)
  const isOver = reader.left === 1 && reader.byte() === 0
  return isOver && length > 0 && clock + length <= limits.clock ? touchOf(place.inside.insert) : null
}

/** What the update touches, or null where it is anything but plain typing. */
export const inspectKeystroke = (
  doc: Y.Doc,
  update: Uint8Array,
  limits: Limits,
): readonly Touched[] | null => {
  const { length } = update
  if (length < SHORTEST || length > limits.bytes || update[0] !== 1 || update[1] !== 1) return null
  try {
    return read(doc, update, limits)
  } catch {
    // Whatever is wrong with it, the long way finds it as well and names it.
    return null
  }
}
