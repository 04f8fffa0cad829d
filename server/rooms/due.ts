/** What the server writes behind others' changes: one update of its own. Owns nothing that is decided; what is due is told. */
import type * as Y from 'yjs'
import { repairCells } from '../../shared/plan/repair.ts'
import type { Due } from '../access/judge.ts'
import { correct } from '../access/signatures.ts'
import { captureUpdate } from './capture.ts'

/**
 * Cells that a row and a column lack which were created without knowing of each other [RM7], and names that are not the
 * writer's [LQ1]; null where nothing is due.
 */
export const writeDue = (doc: Y.Doc, { columns, rows, corrections }: Due): Uint8Array | null => {
  if (!columns && rows.length === 0 && corrections.length === 0) return null
  return captureUpdate(doc, { kind: 'repair' }, () => {
    repairCells(doc, columns ? undefined : new Set(rows))
    correct(doc, corrections)
  })
}
