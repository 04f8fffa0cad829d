/** What a change by HTTP finds of a document (SPEC CM10, DM8). */
import { expect, test } from 'vitest'
import { requireRow } from '../../../server/commands/lookup.ts'
import { addRow, deleteRow } from '../../../shared/plan/edit.ts'
import { rowsOf, sectionsOf } from '../../../shared/plan/schema.ts'
import { editingOf, planDoc, planDraft } from '../../support/drafts.ts'

test('[CM10] [DM8] a row that a merge left too deep, or in a circle, is found where it is shown', () => {
  const doc = planDoc(planDraft(1, 0))
  const edit = editingOf(doc)
  const [section = ''] = sectionsOf(doc).keys()
  const add = (parent: string | null) => addRow(edit, { section, parent, after: null }) ?? ''
  const a = add(null)
  const b = add(a)
  const c = add(b)
  const d = add(null)
  const under = (row: string, parent: string) => rowsOf(doc).get(row)?.set('pos', [section, parent, 'a0'])
  const find = (row: string) => () => requireRow(doc, row)
  under(d, c)
  deleteRow(edit, c)
  expect(find(c)).toThrow('not-found')
  expect(find(d)).not.toThrow()
  deleteRow(edit, b)
  expect(find(d)).toThrow('not-found')
  const [one = '', two = ''] = [add(null), add(null)].sort()
  under(one, two)
  under(two, one)
  deleteRow(edit, two)
  expect(find(one)).not.toThrow()
  expect(find(two)).toThrow('not-found')
})
