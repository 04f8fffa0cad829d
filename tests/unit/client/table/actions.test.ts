/** The verbs of the sheet: one undo step each, where the focus goes, what is said. */
import { describe, expect, it } from 'vitest'
import { planDraft } from '../../../support/drafts.ts'
import { leveled, openSheet } from './support.ts'

describe('the verbs of the sheet', () => {
  it('[SH7] adds a row, opens its title, says so, and undoes it in one step', () => {
    const { actions, model, ids, announcer, session } = openSheet(planDraft(1, 2))
    const before = ids()
    const id = actions.addBelow(before[0]?.[0] ?? '') ?? ''
    expect(ids()[0]?.[1]).toBe(id)
    expect(model.get()).toMatchObject({ spot: { row: id, column: 'title' }, mode: 'edit' })
    expect(announcer.get()).toBe('table.said.added')
    session.undo.undo()
    expect(ids()).toEqual(before)
  })

  it('[SH7] adds above, below, under a row, and at both ends of a section', () => {
    const { actions, ids, levels, view } = openSheet(leveled([0, 1]))
    const [first = '', child = ''] = ids()[0] ?? []
    const above = actions.addAbove(first)
    const under = actions.addChild(first)
    const section = view().sections[0]?.id ?? ''
    const top = actions.addToSection(section, 'first')
    const end = actions.addToSection(section, 'last')
    expect(ids()[0]).toEqual([top, above, first, child, under, end])
    expect(levels()[0]).toEqual([0, 0, 0, 1, 1, 0])
  })

  it('[SH7] moves a row within and across sections and says where it stands now', () => {
    const { actions, ids, announcer } = openSheet(planDraft(2, 2))
    const [, second = ''] = ids()[0] ?? []
    expect(actions.shift(second, 1)).toBe(true)
    expect(ids()[1]?.[0]).toBe(second)
    expect(announcer.get()).toContain('"place":1,"section":"Раздел 2"')
    expect(actions.shift(ids()[0]?.[0] ?? '', -1)).toBe(false)
    expect(announcer.get()).toBe('table.said.cannotMove')
  })

  it('[SH7] indents and outdents', () => {
    const { actions, ids, levels } = openSheet(planDraft(1, 2))
    const [, second = ''] = ids()[0] ?? []
    actions.indent(second, 1)
    expect(levels()[0]).toEqual([0, 1])
    actions.indent(second, -1)
    expect(levels()[0]).toEqual([0, 0])
  })

  it('[SH8] deletes a row and selects the next of its level, the one before, or the band', () => {
    const { actions, ids, model, offered } = openSheet(leveled([0, 1, 0]))
    const [first = '', , third = ''] = ids()[0] ?? []
    actions.deleteRow(first)
    expect(model.get()?.spot).toMatchObject({ row: third })
    actions.deleteRow(third)
    expect(model.get()?.spot).toMatchObject({ kind: 'band' })
    expect(offered).toHaveLength(2)
  })

  it('[SH7] moves, empties and restores sections and columns, one undo step each', () => {
    const { actions, view, session } = openSheet(planDraft(3, 1))
    const titles = () => view().sections.map((section) => section.title)
    const [s1 = '', , s3 = ''] = view().sections.map((section) => section.id)
    actions.moveSection(s3, -1)
    expect(titles()).toEqual(['Раздел 1', 'Раздел 3', 'Раздел 2'])
    session.undo.undo()
    expect(titles()).toEqual(['Раздел 1', 'Раздел 2', 'Раздел 3'])
    actions.deleteSection(s1)
    expect(titles()).toEqual(['Раздел 2', 'Раздел 3'])
    actions.restore('section', s1)
    expect(titles()[0]).toBe('Раздел 1')
  })

  it('[SH7] moves a column past the next visible one', () => {
    const { actions, view } = openSheet(planDraft(1, 1))
    const order = () => view().columns.map((column) => column.id)
    const own = order().find((id) => !['number', 'title', 'period'].includes(id)) ?? ''
    actions.hideColumn('period', true)
    actions.moveColumn(own, -1)
    expect(order()).toEqual(['number', own, 'title', 'period'])
    actions.moveColumn(own, 1)
    expect(order()).toEqual(['number', 'title', own, 'period'])
    expect(actions.moveColumn('number', -1)).toBe(false)
  })

  it('[SH7] empties a selected cell as one step; an emptied number is none', () => {
    const { actions, view, ids, session } = openSheet(planDraft(1, 1))
    const row = ids()[0]?.[0] ?? ''
    const now = () => view().sections[0]?.rows[0]
    actions.clear({ kind: 'cell', row, column: 'period' })
    expect(now()?.cells.period).toEqual([{ type: 'paragraph', content: [] }])
    actions.clear({ kind: 'cell', row, column: 'number' })
    expect(now()?.numbering).toBe('none')
    session.undo.undo()
    session.undo.undo()
    expect(now()?.numbering).toBe('auto')
    expect(now()?.cells.period).not.toEqual([{ type: 'paragraph', content: [] }])
  })

  it('[UN5] a number that is taken over after the cell was left counts at its own place', () => {
    const { actions, ids, model, session } = openSheet(planDraft(1, 2))
    const [first = '', second = ''] = ids()[0] ?? []
    const places: unknown[] = []
    session.undo.onStep(({ place }) => places.push(place))
    model.set({ kind: 'cell', row: second, column: 'title' }, 'edit')
    actions.setNumber(first, { mode: 'typed', text: '7.' })
    session.undo.undo()
    expect(places).toEqual([{ row: first, field: 'number', section: null }])
  })
})
