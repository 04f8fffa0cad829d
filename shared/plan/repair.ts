/**
 * What only the server writes: gaps that concurrent edits leave (SPEC DM12). A row and a column that were created
 * without knowing of each other lack their common cell; nobody but the server may create it, so it comes once.
 */
import * as Y from 'yjs'
import { makeFragment } from './fragment.ts'
import { cellKey, columnsOf, rowsOf } from './schema.ts'

/** Creates the missing cells of `rows` (all rows where left out); true where something was written. */
export const repairCells = (doc: Y.Doc, rows?: Iterable<string>): boolean => {
  const columns = ['title', 'period', ...columnsOf(doc).keys()].filter((id) => id !== 'number')
  const keys = [...new Set(columns)].map(cellKey)
  let written = false
  for (const id of rows ?? rowsOf(doc).keys()) {
    const fields = rowsOf(doc).get(id)
    if (!(fields instanceof Y.Map)) continue
    for (const key of keys) {
      if (fields.get(key) instanceof Y.XmlFragment) continue
      fields.set(key, makeFragment([]))
      written = true
    }
  }
  return written
}
