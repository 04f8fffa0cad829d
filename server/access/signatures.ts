/**
 * Who a change says that it is of [LQ1]: what in it names somebody else than its sender, and what is to stand there instead.
 * Nothing is refused for it, since an honest program may bring what another person left in its browser.
 */
import * as Y from 'yjs'
import { type Root, metaOf } from '../../shared/plan/schema.ts'
import { isSigned, signedValue } from '../../shared/plan/signature.ts'
import type { Touched } from './place.ts'

/** A register to be put right, if it still says what its sender wrote. */
export interface Correction {
  readonly root: Root
  readonly entity: string | null
  readonly field: string
  readonly wrote: unknown
  readonly right: unknown
}

const ROOTS: readonly Root[] = ['meta', 'cols', 'sections', 'rows']

const fieldsAt = (doc: Y.Doc, root: Root, entity: string | null): Y.Map<unknown> | null => {
  const fields = entity === null ? metaOf(doc) : doc.getMap(root).get(entity)
  return fields instanceof Y.Map ? fields : null
}

/** What a change of `by`'s would leave in another's name; `doc` is the document before it. */
export const correctionsOf = (touched: readonly Touched[], doc: Y.Doc, by: string): Correction[] =>
  touched.flatMap(({ root, entity, field, value }) => {
    if (field === null || !isSigned(field) || !ROOTS.includes(root)) return []
    const right = signedValue(value, fieldsAt(doc, root, entity)?.get(field), by)
    return right === value ? [] : [{ root, entity, field, wrote: value, right }]
  })

/** Puts right what nobody has written over since; inside a transaction. */
export const correct = (doc: Y.Doc, corrections: readonly Correction[]): void => {
  for (const { root, entity, field, wrote, right } of corrections) {
    const fields = fieldsAt(doc, root, entity)
    if (fields && JSON.stringify(fields.get(field)) === JSON.stringify(wrote)) fields.set(field, right)
  }
}
