/** Rows that the server put into an open plan, asleep, are a step of whoever asked for them. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createUndo } from '../../../../client/plan/undo.ts'
import { applyEdits, originsIn } from '../../../../shared/plan/gather/apply.ts'
import { additions, columnIds } from '../../../../shared/plan/gather/edits.ts'
import { type GatherInput, rowName } from '../../../../shared/plan/gather/gather.ts'
import { changesSince } from '../../../../shared/plan/gather/refresh.ts'
import { isBorn, wakeGathered } from '../../../../shared/plan/gather/wake.ts'
import { addRow, deleteRow } from '../../../../shared/plan/edit.ts'
import { projectPlan } from '../../../../shared/plan/project.ts'
import { editingOf, planDoc, planDraft } from '../../../support/drafts.ts'

test('[GB6] one undo takes back what was put in, one redo brings it again, and a refresh offers it no more', () => {
  const source = planDoc(planDraft(1, 3), 'p')
  const [server, here] = [planDoc(planDraft(1, 2), 's'), new Y.Doc()]
  Y.applyUpdate(here, Y.encodeStateAsUpdate(server))
  const input = (): GatherInput => ({
    gathering: {
      by: 'section',
      sources: [{ plan: 'p', sections: null, departments: null, into: null, by: 'plan' }],
    },
    plans: new Map([['p', projectPlan(source, 'p')]]),
    departments: new Map(),
    nobodys: '',
  })
  const target = projectPlan(server, 's')
  const items =
    input()
      .plans.get('p')
      ?.sections.flatMap((one) => one.items) ?? []
  const wanted = new Set(items.map(({ id }) => rowName('p', id)))
  const edits = { edits: additions(target, input(), wanted, true), columns: columnIds(target) }
  const made = applyEdits(editingOf(server, 'server'), edits, new Map(), true)
  expect([made.rows.length, made.sections.length]).toEqual([3, 1])
  const outline = () => projectPlan(here, 's').sections.map((one) => one.items.length)
  expect([isBorn(here, made), outline()]).toEqual([false, [2]])
  Y.applyUpdate(here, Y.encodeStateAsUpdate(server))
  expect([isBorn(here, made), outline()]).toEqual([true, [2]])
  const editing = editingOf(here)
  const undo = createUndo(here, 'anna')
  undo.track(editing.origin)
  wakeGathered(editing, made)
  expect(outline()).toEqual([2, 3])
  undo.undo()
  expect(outline()).toEqual([2])
  undo.redo()
  expect(outline()).toEqual([2, 3])
  const fresh = () => changesSince(projectPlan(here, 's'), originsIn(here), input()).map(({ kind }) => kind)
  addRow(editingOf(source), {
    section: input().plans.get('p')?.sections[0]?.id ?? '',
    parent: null,
    after: null,
  })
  expect(fresh()).toEqual(['added'])
  for (const id of made.rows) deleteRow(editing, id)
  expect(fresh()).toEqual([])
})
