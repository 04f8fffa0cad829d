/**
 * What was put into an open plan for somebody comes out of the trash as a step of their own (SPEC GB6). Owns that it is one
 * step; must not decide who may.
 */
import type { Editing } from '../edit.ts'
import { rowsOf, sectionsOf } from '../schema.ts'
import type { Gathered } from './apply.ts'

/** Whether all that was made has come into this replica. */
export const isBorn = (doc: Editing['doc'], { rows, sections }: Gathered): boolean =>
  rows.every((id) => rowsOf(doc).has(id)) && sections.every((id) => sectionsOf(doc).has(id))

/** One step of the author's, which brings all of it to life. */
export const wakeGathered = ({ doc, origin }: Editing, { rows, sections }: Gathered): void =>
  doc.transact(() => {
    for (const id of sections) sectionsOf(doc).get(id)?.set('del', null)
    for (const id of rows) rowsOf(doc).get(id)?.set('del', null)
  }, origin)
