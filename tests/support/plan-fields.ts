/** A document field by field, to tell what a change really changed. Owns reading for tests. */
import * as Y from 'yjs'
import type { Touched } from '../../server/access/place.ts'
import { ROOTS, type Root } from '../../shared/plan/schema.ts'

/** One field of the document. */
export interface Field {
  root: Root
  entity: string | null
  field: string | null
}

/** Everything in the document, by address; reading it also shows that nothing in it throws. */
export const fieldsOf = (doc: Y.Doc): Map<string, string> => {
  const fields = new Map<string, string>()
  const put = (root: Root, entity: string | null, field: string | null, value: unknown) =>
    fields.set(
      JSON.stringify([root, entity, field]),
      value instanceof Y.XmlFragment ? String(value.toJSON()) : JSON.stringify(value),
    )
  for (const root of ROOTS) {
    for (const [key, value] of doc.getMap(root)) {
      if (root === 'meta' || root === 'srv') put(root, null, key, value)
      else {
        put(root, key, null, null)
        if (value instanceof Y.Map) for (const [field, inner] of value) put(root, key, field, inner)
      }
    }
  }
  return fields
}

const isForeseen = (address: string, vanished: boolean, touched: readonly Touched[]): boolean => {
  const [root, entity, field] = JSON.parse(address) as [Root, string | null, string | null]
  return touched.some(
    (one) =>
      one.root === root &&
      one.entity === entity &&
      one.field === field &&
      (!vanished || (one.kind === 'delete' && !one.inner)),
  )
}

/** Fields that differ although `touched` does not say so. */
export const unforeseen = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  touched: readonly Touched[],
): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter(
    (address) =>
      before.get(address) !== after.get(address) && !isForeseen(address, !after.has(address), touched),
  )

/** Names of roots that are not a plan's. */
export const strangeRoots = (doc: Y.Doc): string[] =>
  [...doc.share.keys()].filter((name) => !(ROOTS as readonly string[]).includes(name))
