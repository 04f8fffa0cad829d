/**
 * Who a change says that it is of [LQ1]: what in it names somebody else than its sender, and what is to stand there instead.
 * Nothing is refused for it, since an honest program may bring what another person left in its browser.
 */
import * as Y from 'yjs'
import { type Root, metaOf } from '../../shared/plan/schema.ts'
import { isSigned, signedValue } from '../../shared/plan/signature.ts'
import type { Touched } from './place.ts'

interface Register {
  readonly root: Root
  readonly entity: string | null
  readonly field: string
}

/** A register to be put right, if it still says what its sender wrote. */
export interface Correction extends Register {
  readonly wrote: unknown
  readonly right: unknown
}

const nameOf = ({ root, entity, field }: Register): string => `${root}/${entity ?? ''}/${field}`

const ROOTS: readonly Root[] = ['meta', 'cols', 'sections', 'rows']

const fieldsAt = (doc: Y.Doc, root: Root, entity: string | null): Y.Map<unknown> | null => {
  const fields = entity === null ? metaOf(doc) : doc.getMap(root).get(entity)
  return fields instanceof Y.Map ? fields : null
}

/** Corrections that are still to be written: what a register says until then is nobody's word yet [RW21]. */
export class OwedCorrections {
  /** By register, and there by what was written. */
  private readonly owed = new Map<string, Map<string, Correction>>()

  add(corrections: readonly Correction[]): void {
    for (const one of corrections) {
      const register = nameOf(one)
      const ofRegister = this.owed.get(register) ?? new Map<string, Correction>()
      this.owed.set(register, ofRegister.set(JSON.stringify(one.wrote), one))
    }
  }

  /** What a register that says `value` is going to say. */
  righted(at: Register, value: unknown): unknown {
    const found = this.owed.get(nameOf(at))?.get(JSON.stringify(value))
    return found === undefined ? value : found.right
  }

  get isEmpty(): boolean {
    return this.owed.size === 0
  }

  /** The oldest, of so many registers at most; they are owed no longer. */
  take(most = Number.POSITIVE_INFINITY): Correction[] {
    const taken: Correction[] = []
    let registers = 0
    for (const [register, ofRegister] of this.owed) {
      if (registers++ >= most) break
      this.owed.delete(register)
      taken.push(...ofRegister.values())
    }
    return taken
  }
}

/** What a change of `by`'s would leave in another's name; `doc` is the document before it, of which `owed` is not yet put right. */
export const correctionsOf = (
  touched: readonly Touched[],
  doc: Y.Doc,
  by: string,
  owed = new OwedCorrections(),
): Correction[] => {
  const found: Correction[] = []
  // A loop: for every keystroke, and there `flatMap` costs more than what it calls.
  for (const { root, entity, field, value } of touched) {
    if (field === null || !isSigned(field) || !ROOTS.includes(root)) continue
    const fields = fieldsAt(doc, root, entity)
    // Things are born deleted and woken by the next change: a correction between the two would cross it, and win or lose.
    if (fields === null && field === 'del') continue
    const before = owed.righted({ root, entity, field }, fields?.get(field))
    const right = signedValue(value, before, by)
    if (right !== value) found.push({ root, entity, field, wrote: value, right })
  }
  return found
}

/** Whether a value is signed by nobody at all. */
export const namesNobody = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'by' in value && value.by === ''

/** Puts right what nobody has written over since; inside a transaction. */
export const correct = (doc: Y.Doc, corrections: readonly Correction[]): void => {
  for (const { root, entity, field, wrote, right } of corrections) {
    const fields = fieldsAt(doc, root, entity)
    if (fields && JSON.stringify(fields.get(field)) === JSON.stringify(wrote)) fields.set(field, right)
  }
}
