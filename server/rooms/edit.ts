/**
 * A change that a program asks for, run on the live document in one transaction. Owns what comes of it, a throw included;
 * telling others and writing it down are the room's.
 */
import type * as Y from 'yjs'
import { SvodError } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import { repairCells } from '../../shared/plan/repair.ts'
import type { Touch } from '../access/place.ts'
import { allowed } from '../access/rights.ts'
import { captureUpdate } from './capture.ts'
import { touchedBy } from './trail.ts'

/** Asks for the right to change these things, before they are changed. @throws SvodError `forbidden`, `plan-locked` */
export type Demand = (touched: readonly Touch[]) => void

/** Throws where it is not to be done, and writes only after that: what it wrote before a throw would stay. */
export type Edit<T> = (doc: Y.Doc, demand: Demand) => T

export interface Edited<T> {
  /** Null where nothing was changed. */
  update: Uint8Array | null
  touched: ReturnType<typeof touchedBy>
  outcome: { value: T } | { error: unknown }
}

/** What a demand asks. @throws SvodError `forbidden`, `plan-locked` */
export const requireTouches = (doc: Y.Doc, who: Identity, touched: readonly Touch[]): void => {
  const denied = allowed(touched, who, doc)
  if (denied !== null) throw new SvodError(denied)
}

/** Runs `edit` for `who`; never throws. `granted` hears of what it may change, before it does. */
export const runEdit = <T>(doc: Y.Doc, who: Identity, edit: Edit<T>, granted: Demand): Edited<T> => {
  const demand: Demand = (touched) => {
    requireTouches(doc, who, touched)
    granted(touched)
  }
  const outcomes: Edited<T>['outcome'][] = []
  let touched: Edited<T>['touched'] = []
  doc.once('afterTransaction', (transaction: Y.Transaction) => void (touched = touchedBy(transaction)))
  const update = captureUpdate(doc, { kind: 'edit', by: who }, () => {
    try {
      outcomes.push({ value: edit(doc, demand) })
    } catch (error) {
      outcomes.push({ error })
    }
    repairCells(doc)
  })
  return { update, touched, outcome: outcomes[0] ?? { error: new Error('the edit did not run') } }
}
