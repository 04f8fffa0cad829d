/**
 * How much of a document is its past [EP4]. Owns the measure and the limits; reads Yjs's store, changes nothing.
 */
import * as Y from 'yjs'
import { ROOTS } from '../../shared/plan/schema.ts'

export interface Growth {
  /** Structs that the document has: what loading it costs goes by them. */
  structs: number
  /** Structs that the same content written anew has. */
  needed: number
  /** Client ids that the document has seen: every question and answer of everybody names them all. */
  clients: number
}

/** The past of a small plan is nothing that anybody notices. */
const MIN_PAST_STRUCTS = 2_000
/** So many ids are worth it for themselves, whatever stands under them. */
const MANY_CLIENTS = 5_000
/** Of a plan that nobody has open a twentieth is worth the trouble, of one that people look at a quarter. */
const MIN_SHARE = { unused: 0.05, open: 0.25 }

type AnyType = Y.AbstractType<unknown>

const isText = (item: Y.Item | null): boolean => item?.content instanceof Y.ContentString

/** Letters side by side become one struct; everything else is one by itself. */
const neededBy = (type: AnyType): number => {
  let needed = 0
  let before: Y.Item | null = null
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue
    if (!isText(item) || !isText(before)) needed++
    if (item.content instanceof Y.ContentType) needed += neededBy(item.content.type as AnyType)
    before = item
  }
  for (const item of type._map.values()) {
    if (item.deleted) continue
    needed++
    if (item.content instanceof Y.ContentType) needed += neededBy(item.content.type as AnyType)
  }
  return needed
}

export const growthOf = (doc: Y.Doc): Growth => {
  let structs = 0
  for (const list of doc.store.clients.values()) structs += list.length
  const needed = ROOTS.reduce((sum, root) => sum + neededBy(doc.getMap(root) as unknown as AnyType), 0)
  return { structs, needed, clients: doc.store.clients.size }
}

/** Whether the document has grown so far beyond its content, or has seen so many ids, that it is worth writing it anew. */
export const hasGrown = ({ structs, needed, clients }: Growth, use: keyof typeof MIN_SHARE): boolean => {
  if (clients >= MANY_CLIENTS) return true
  const past = structs - needed
  return past >= MIN_PAST_STRUCTS && past >= needed * MIN_SHARE[use]
}
