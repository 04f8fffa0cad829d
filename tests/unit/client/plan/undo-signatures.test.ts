/** What undo and redo bring back is in the name of whoever brought it back. */
import { expect, it } from 'vitest'
import { createUndo } from '../../../../client/plan/undo.ts'
import { dismissFinding, setPeriodFix } from '../../../../shared/plan/edit-notes.ts'
import { deleteRow, restoreRow } from '../../../../shared/plan/edit.ts'
import type { Finding } from '../../../../shared/plan/check/finding.ts'
import { rowsOf } from '../../../../shared/plan/schema.ts'
import { editingOf, planDoc } from '../../../support/drafts.ts'

const READING = { kind: 'months' as const, start: null, end: null, hours: null }

const open = () => {
  const doc = planDoc()
  const [row = ''] = rowsOf(doc).keys()
  const mine = editingOf(doc)
  const undo = createUndo(doc, 'anna')
  undo.track(mine.origin)
  const said = (field: string) => JSON.stringify(rowsOf(doc).get(row)?.get(field) ?? null)
  return { doc, row, mine, theirs: editingOf(doc, 'boris', 2), undo, said }
}

it('[LQ2] a restored row whose restoring is undone was deleted by whoever undid it, in one update; redo and undo go on', () => {
  const { doc, row, mine, theirs, undo, said } = open()
  deleteRow(theirs, row)
  expect(said('del')).toContain('boris')
  restoreRow(mine, row)
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let round = 0; round < 3; round++) {
    expect(undo.undo()).toBe(true)
    expect(said('del')).toMatch(/"by":"anna"/)
    expect(undo.redo()).toBe(true)
    expect(said('del')).toBe('null')
  }
  expect(updates).toHaveLength(6)
  expect(undo.state.get()).toEqual({ canUndo: true, canRedo: false })
})

it('[LQ2] corrected dates come back in the name of whoever brings them back', () => {
  const { row, mine, theirs, undo, said } = open()
  setPeriodFix(theirs, row, { ...READING, months: [3] })
  setPeriodFix(mine, row, { ...READING, months: [5] })
  undo.undo()
  expect(said('fix')).toMatch(/"months":\[3\].*"by":"anna"/)
  undo.redo()
  expect(said('fix')).toMatch(/"months":\[5\].*"by":"anna"/)
})

it('[LQ2] of findings set aside those that stayed keep their author, and those brought back do not', () => {
  const { row, mine, theirs, undo, said } = open()
  const finding = (about: string) =>
    ({ code: 'title-missing', item: row, section: null, about }) as unknown as Finding
  dismissFinding(theirs, finding('a1'), 'Так надо')
  dismissFinding(theirs, finding('b2'), 'И это')
  dismissFinding(mine, finding('a1'), null)
  undo.undo()
  const all = JSON.parse(said('ok:title-missing')) as { of: string; by: string }[]
  expect(Object.fromEntries(all.map(({ of, by }) => [of, by]))).toEqual({ a1: 'anna', b2: 'boris' })
  undo.redo()
  expect(said('ok:title-missing')).not.toContain('a1')
})

it('[LQ2] a colleague who writes over a step of mine is not undone', () => {
  const { row, mine, theirs, undo, said } = open()
  deleteRow(mine, row)
  restoreRow(theirs, row)
  expect(undo.undo()).toBe(false)
  expect(said('del')).toBe('null')
})
