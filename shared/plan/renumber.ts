/** Numbers put right from one row on: they follow the one above again. Owns that verb; who may is the caller's question. */
import { type Editing, setNumber } from './edit.ts'
import type { RowView } from './view.ts'

/** Whether a number is one that automatic ones count on from; Roman ones are not. */
export const canRenumber = (number: string): boolean => /\d[.)]?$/.test(number.trim())

/**
 * From the row `from` on, the typed numbers of its siblings become automatic, so that each goes on from the one above in
 * its style (SPEC DM10); rows without a number stay so, and what was typed is kept for whoever turns it on again.
 * `rows`: those of its section in the order of the plan. Returns how many were changed, 0 where the row is not there.
 */
export const renumberFrom = (edit: Editing, rows: readonly RowView[], from: string): number => {
  const at = rows.findIndex(({ id }) => id === from)
  const first = rows[at]
  if (!first) return 0
  const wrong = rows
    .slice(at)
    .filter(({ parent, numbering }) => parent === first.parent && numbering === 'typed')
  edit.doc.transact(() => {
    for (const { id, typed } of wrong) setNumber(edit, id, { mode: 'auto', text: typed })
  }, edit.origin)
  return wrong.length
}
