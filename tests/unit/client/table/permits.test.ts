/** What somebody of one department can do in the sheet, and what they are told otherwise. */
import { describe, expect, it } from 'vitest'
import { mayWrite } from '../../../../client/table/permits.ts'
import { itemDraft, planDraft } from '../../../support/drafts.ts'
import { identityOf } from '../../../support/identities.ts'
import { openSheet } from './support.ts'

/** Three sections of two rows: the own department's, another's, everybody's. */
const draft = () => ({
  ...planDraft(0, 0),
  sections: ['method', 'events', null].map((department, index) => ({
    title: `Раздел ${index + 1}`,
    department,
    items: [1, 2].map((row) => itemDraft(`${index + 1}-${row}`)),
  })),
})

const open = (who = identityOf({ departments: ['method'] })) => openSheet(draft(), who)

describe('a department editor', () => {
  it('[SH13] opens cells of the own and the shared sections alone', () => {
    const { session, view, ids } = open()
    const may = (column: string) =>
      ids().map(([row = '']) => mayWrite(session.rights.get(), view(), { kind: 'cell', row, column }))
    expect(may('title')).toEqual([true, false, true])
    expect(may('number')).toEqual([true, false, true])
    const bands = view().sections.map(({ id }) =>
      mayWrite(session.rights.get(), view(), { kind: 'band', section: id }),
    )
    expect(bands).toEqual([false, false, false])
    expect(mayWrite(session.rights.get(), view(), { kind: 'block', field: 'title' })).toBe(false)
  })

  it('[SH13] changes nothing in sections of others, by no verb, and is told why', () => {
    const { actions, ids, view, told, session } = open()
    const before = JSON.stringify(view())
    const [row = ''] = ids()[1] ?? []
    const section = view().sections[1]?.id ?? ''
    const done = [
      actions.addBelow(row),
      actions.addChild(row),
      actions.addToSection(section, 'last'),
      actions.deleteRow(row),
      actions.indent(ids()[1]?.[1] ?? '', 1),
      actions.shift(row, 1),
      actions.setNumber(row, { mode: 'none', text: '' }),
    ]
    actions.clear({ kind: 'cell', row, column: 'title' })
    expect(done.filter(Boolean)).toEqual([])
    expect(new Set(told)).toEqual(new Set(['table.said.notYours']))
    expect(told).toHaveLength(done.length + 1)
    expect(JSON.stringify(view())).toBe(before)
    expect(session.undo.state.get().canUndo).toBe(false)
  })

  it('[SH13] moves no row over the border of a foreign section', () => {
    const { actions, ids, told } = open()
    const before = ids()
    expect(actions.shift(before[0]?.[1] ?? '', 1)).toBe(false)
    expect(actions.shift(before[2]?.[0] ?? '', -1)).toBe(false)
    expect(ids()).toEqual(before)
    expect(told).toEqual(['table.said.notYours', 'table.said.notYours'])
    expect(actions.shift(before[0]?.[0] ?? '', 1)).toBe(true)
  })

  it('[SH13] leaves the structure to the chief editor', () => {
    const { actions, view, told } = open()
    const before = JSON.stringify(view())
    const section = view().sections[0]?.id ?? ''
    const done = [
      actions.addSection(section),
      actions.moveSection(section, 1),
      actions.setDepartment(section, null),
      actions.deleteSection(section),
      actions.addColumn(null),
      actions.renameColumn('title', 'Другое'),
      actions.hideColumn('title', true),
    ]
    expect(done.filter(Boolean)).toEqual([])
    expect(new Set(told)).toEqual(new Set(['table.said.onlyChief']))
    expect(JSON.stringify(view())).toBe(before)
  })

  it('[SH13] restores rows of the own section alone', () => {
    const chief = openSheet(draft())
    const [[mine = ''] = [], [theirs = ''] = []] = chief.ids()
    chief.actions.deleteRow(mine)
    chief.actions.deleteRow(theirs)
    const { session, actions, ids } = chief
    session.rights.set(open().session.rights.get())
    expect(actions.restore('row', theirs)).toBe(false)
    expect(actions.restore('row', mine)).toBe(true)
    expect(ids()[0]?.[0]).toBe(mine)
  })
})

describe('a reader', () => {
  it('[SH13] is told that the plan is for reading', () => {
    const { actions, ids, told } = open(identityOf({ role: 'viewer' }))
    expect(actions.mayOpen({ kind: 'cell', row: ids()[0]?.[0] ?? '', column: 'title' })).toBe(false)
    expect(told).toEqual(['table.said.onlyReading'])
  })
})
