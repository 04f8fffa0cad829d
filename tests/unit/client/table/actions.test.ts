/** The verbs of the sheet: one undo step each, where the focus goes, what is said. */
import { describe, expect, it } from 'vitest'
import { goneAt } from '../../../../client/table/gone-focus.ts'
import { shownColumn } from '../../../../client/table/landing.ts'
import { deleteSection } from '../../../../shared/plan/edit.ts'
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

  it('[SH4] a place that a row cannot have is refused on the screen, and nothing is written', () => {
    const { actions, ids, view, told, session } = openSheet(leveled([0, 1, 2], [0]))
    const [[a = ''] = [], [d = ''] = []] = ids()
    const section = view().sections[1]?.id ?? ''
    const before = view()
    expect(actions.moveTo(a, { section, parent: d, after: null })).toBe(false)
    expect(told).toEqual(['table.said.cannotStand'])
    expect([view(), session.undo.state.get().canUndo]).toEqual([before, false])
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

  it('[SH15] under a filter the focus goes from a deleted row to one that is shown, in whichever section', () => {
    const { actions, ids, model, only } = openSheet(leveled([0, 0, 0, 0], [0, 1, 0]))
    const [[a1 = '', , a3 = ''] = [], [b1 = '', b2 = ''] = []] = ids()
    only([a1, a3, b2])
    model.set({ kind: 'cell', row: a1, column: 'title' }, 'row')
    actions.deleteRow(a1)
    expect(model.get()).toMatchObject({ spot: { row: a3 }, mode: 'row' })
    actions.deleteRow(a3)
    expect(model.get()?.spot).toMatchObject({ row: b1 })
    actions.restore('row', a3)
    model.set({ kind: 'cell', row: b2, column: 'title' }, 'select')
    actions.deleteRow(b2)
    expect(model.get()?.spot).toMatchObject({ row: a3 })
  })

  it('[FV4] [SH15] under a filter a section that is added, deleted or brought back is one whose band is shown', () => {
    const { actions, ids, view, model, only, lines } = openSheet(leveled([0], [0], [0], [0]))
    const [a = '', b = '', c = '', d = ''] = view().sections.map(({ id }) => id)
    only([ids()[0]?.[0] ?? '', ids()[3]?.[0] ?? ''])
    const bands = () => lines().flatMap((line) => (line.kind === 'band' ? [line.section.id] : []))
    expect(bands()).toEqual([a, d])
    const added = actions.addSection(a) ?? ''
    expect(model.get()).toMatchObject({ spot: { kind: 'band', section: added }, mode: 'edit' })
    expect(bands()).toEqual([a, added, d])
    actions.deleteSection(added)
    expect(model.get()?.spot).toMatchObject({ section: d })
    model.set({ kind: 'band', section: a }, 'select')
    actions.deleteSection(a)
    expect(model.get()?.spot).toMatchObject({ section: d })
    actions.deleteSection(d)
    expect(model.get()).toBeNull()
    expect(view().sections.map(({ id }) => id)).toEqual([b, c])
    model.set({ kind: 'band', section: c }, 'select')
    expect(bands()).toEqual([c])
  })

  it('[SH7] a section that is not there is neither moved nor deleted, and nothing says that it was', () => {
    const { actions, view, session, model, announcer, offered } = openSheet(planDraft(2, 1))
    const [first = ''] = view().sections.map(({ id }) => id)
    session.doc.getMap('sections').delete(first)
    model.set({ kind: 'band', section: first }, 'select')
    expect(actions.deleteSection(first)).toBe(false)
    expect(actions.moveSection(first, 1)).toBe(false)
    expect([announcer.get(), offered]).toEqual(['table.said.cannotMove', []])
  })

  it('[SH16] the title stands for a row, or where it is hidden the first column that can be seen', () => {
    const { actions, ids, model, view, session } = openSheet(planDraft(1, 3))
    const [first = '', second = ''] = ids()[0] ?? []
    actions.hideColumn('title', true)
    const added = actions.addBelow(first)
    expect(model.get()).toMatchObject({ spot: { row: added, column: 'period' }, mode: 'edit' })
    actions.deleteRow(added ?? '')
    expect(model.get()?.spot).toMatchObject({ row: second, column: 'period' })
    session.undo.undo()
    expect(shownColumn(view(), 'title')).toBe('period')
    expect(shownColumn(view(), 'number')).toBe('number')
    for (const { id } of view().columns) if (id !== 'number') actions.hideColumn(id, true)
    expect(shownColumn(view(), undefined)).toBe('number')
    actions.hideColumn('number', true)
    model.clear()
    actions.typeNumberIn(first, '7.')
    expect(view().sections[0]?.rows[0]?.number).toBe('7.')
    expect(model.get()).toBeNull()
  })

  it('[SH16] whoever hides the column that they stand in goes on beside it', () => {
    const { actions, ids, model, view, session } = openSheet(planDraft(1, 1))
    const row = ids()[0]?.[0] ?? ''
    model.set({ kind: 'cell', row, column: 'title' }, 'edit')
    const seen: unknown[] = []
    model.subscribe(() =>
      seen.push(goneAt(view(), model.get()?.spot ?? { kind: 'block', field: 'intro' }, session.doc)),
    )
    actions.hideColumn('title', true)
    expect(model.get()).toMatchObject({ spot: { row, column: 'period' }, mode: 'select' })
    expect(seen).toEqual([null])
    expect(goneAt(view(), model.get()?.spot ?? { kind: 'block', field: 'intro' }, session.doc)).toBeNull()
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

it('[ED6] a row that is asked for in a section that has gone is told', () => {
  const { session, actions, told, ids, view } = openSheet(leveled([0], [0]))
  const [section = ''] = view().sections.map(({ id }) => id)
  deleteSection(session.editing, section)
  expect(actions.addToSection(section, 'last')).toBeNull()
  expect(told).toEqual(['table.said.cannotAdd'])
  expect(ids()).toHaveLength(1)
})
