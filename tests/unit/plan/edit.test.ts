/** Verbs on a plan, and what the live projection shows of them. */
import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import {
  addColumn,
  addRow,
  addSection,
  deleteColumn,
  deleteRow,
  deleteSection,
  indentRow,
  moveRow,
  outdentRow,
  renameColumn,
  restoreRow,
  restoreRows,
  setCell,
  setNumber,
} from '../../../shared/plan/edit.ts'
import { type Layout, heightOf } from '../../../shared/plan/layout.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { repairCells } from '../../../shared/plan/repair.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { cellKey, rowsOf } from '../../../shared/plan/schema.ts'
import { PlanProjection } from '../../../shared/plan/view.ts'
import { copyOf, editingOf, planDoc, planDraft, shiftRow } from '../../support/drafts.ts'

const setUp = (sections = 2, rows = 3) => {
  const doc = planDoc(planDraft(sections, rows))
  const edit = editingOf(doc)
  const projection = new PlanProjection(doc)
  const ids = () => projection.view().sections.map((section) => section.rows.map((row) => row.id))
  const outline = () =>
    projection
      .view()
      .sections.map((section) => section.rows.map((row) => `${row.number}${'>'.repeat(row.level)}`))
  const [first, second] = projection.view().sections
  if (!first || !second) throw new Error('two sections expected')
  return { doc, edit, projection, ids, outline, first, second }
}

const at = (list: string[], index: number): string => list[index] ?? ''

describe('edits', () => {
  it('[ED2] a row walks step by step from the first place to the last and back', () => {
    const { edit, ids } = setUp()
    const before = ids()
    const id = at(before[0] ?? [], 0)
    let steps = 0
    while (shiftRow(edit, id, 1)) steps++
    expect(steps).toBe(6)
    expect(ids()[1]?.at(-1)).toBe(id)
    while (shiftRow(edit, id, -1)) steps--
    expect(steps).toBe(0)
    expect(ids()).toEqual(before)
  })

  it('[ED1] a row moves with everything under it, never under itself, never too deep', () => {
    const { edit, ids, outline, first, second } = setUp()
    const [a, b, c] = ids()[0] ?? []
    if (!a || !b || !c) throw new Error('three rows expected')
    expect(indentRow(edit, b)).toBe(true)
    expect(indentRow(edit, c)).toBe(true)
    expect(indentRow(edit, c)).toBe(true)
    expect(outline()[0]).toEqual(['1.', '1.1.>', '1.1.1.>>'])
    expect(moveRow(edit, a, { section: first.id, parent: c, after: null })).toBe(false)
    expect(moveRow(edit, a, { section: second.id, parent: at(ids()[1] ?? [], 0), after: null })).toBe(false)
    expect(moveRow(edit, b, { section: second.id, parent: at(ids()[1] ?? [], 0), after: null })).toBe(true)
    expect(outline()).toEqual([['1.'], ['1.', '1.1.>', '1.1.1.>>', '2.', '3.']])
    expect(outdentRow(edit, c)).toBe(true)
    expect(outline()[1]).toEqual(['1.', '1.1.>', '1.2.>', '2.', '3.'])
  })

  it('[ED6] a row that is shown goes into nothing that lies in the trash; one that lies there itself may', () => {
    const { edit, ids, first, second } = setUp()
    const [a = '', b = '', c = ''] = ids()[0] ?? []
    const [d = ''] = ids()[1] ?? []
    deleteRow(edit, b)
    expect(moveRow(edit, a, { section: first.id, parent: b, after: null })).toBe(false)
    deleteSection(edit, second.id)
    expect(moveRow(edit, a, { section: second.id, parent: null, after: null })).toBe(false)
    expect(moveRow(edit, a, { section: second.id, parent: d, after: null })).toBe(false)
    expect(ids()).toEqual([[a, c]])
    expect(moveRow(edit, d, { section: second.id, parent: null, after: null })).toBe(true)
  })

  it('[ED6] no row is added in what lies in the trash', () => {
    const { edit, ids, doc, first, second } = setUp()
    const [a = '', b = ''] = ids()[0] ?? []
    deleteRow(edit, b)
    deleteSection(edit, second.id)
    const before = rowsOf(doc).size
    expect(addRow(edit, { section: second.id, parent: null, after: null })).toBeNull()
    expect(addRow(edit, { section: first.id, parent: b, after: null })).toBeNull()
    expect(rowsOf(doc).size).toBe(before)
    expect(addRow(edit, { section: first.id, parent: a, after: null })).not.toBeNull()
  })

  it('[DM2] deleting hides a row with everything under it and says who and when', () => {
    const { edit, ids, projection, doc } = setUp()
    const [a, b] = ids()[0] ?? []
    if (!a || !b) throw new Error('two rows expected')
    indentRow(edit, b)
    deleteRow(edit, a)
    expect(ids()[0]).toHaveLength(1)
    expect(projection.view().trash.map((entry) => [entry.id, entry.deleted.by])).toEqual([[a, 'anna']])
    expect(rowsOf(doc).has(b)).toBe(true)
  })

  it('[DM2] deleting what is deleted already leaves who deleted it, and when', () => {
    const { edit, ids, projection, first, doc } = setUp()
    const row = at(ids()[1] ?? [], 0)
    const column = projection.view().columns.find(({ fixed }) => !fixed)?.id ?? ''
    const deleteAll = (by: string, now: number) => {
      const other = { ...edit, by, now: () => now }
      return [deleteRow(other, row), deleteSection(other, first.id), deleteColumn(other, column)]
    }
    expect(deleteAll('anna', 5)).toEqual([true, true, true])
    const before = Y.encodeStateVector(doc)
    expect(deleteAll('boris', 9)).toEqual([true, true, true])
    expect(Y.encodeStateVector(doc)).toEqual(before)
    expect(projection.view().trash.map(({ deleted }) => deleted)).toEqual(
      Array.from({ length: 3 }, () => ({ by: 'anna', at: 5 })),
    )
  })

  it('[ED5] a title that is too long is cut at a whole character', () => {
    const { edit, projection } = setUp()
    const long = `${'я'.repeat(199)}😀`
    const column = addColumn(edit, { after: null, title: long })
    const titleOf = (id: string) => projection.view().columns.find((one) => one.id === id)?.title
    expect(titleOf(column)).toBe('я'.repeat(199))
    renameColumn(edit, 'title', long.slice(1))
    expect(titleOf('title')).toBe(long.slice(1))
    renameColumn(edit, 'title', long)
    expect(titleOf('title')).toBe('я'.repeat(199))
    const draft = planDraft(1, 1)
    const [period] = draft.columns.slice(2)
    if (period) period.title = long
    const [row] = draft.sections[0]?.items ?? []
    if (row) Object.assign(row, { numbering: 'typed', number: `${'1'.repeat(39)}😀` })
    draft.organisation = `${'я'.repeat(499)}😀`
    const plan = projectPlan(planDoc(draft), 'p')
    expect(plan.organisation).toBe('я'.repeat(499))
    expect(plan.columns[2]?.title).toBe('я'.repeat(199))
    expect(plan.sections[0]?.items[0]?.number).toBe('1'.repeat(39))
  })

  it('[ED3] restoring brings back a row and whatever deleted thing it stands in', () => {
    const { edit, ids, first } = setUp()
    const before = ids()
    const [a, b] = before[0] ?? []
    if (!a || !b) throw new Error('two rows expected')
    indentRow(edit, b)
    deleteRow(edit, b)
    deleteRow(edit, a)
    deleteSection(edit, first.id)
    expect(ids()).toHaveLength(1)
    expect(restoreRow(edit, b)).toBe(true)
    expect(ids()).toEqual(before)
  })

  it('[RX1] [ED3] many rows come back after one reading of the places, with what each stands in', () => {
    const { edit, doc, ids, first } = setUp(2, 5)
    const before = ids()
    const [a, b] = before[0] ?? []
    if (!a || !b) throw new Error('two rows expected')
    indentRow(edit, b)
    const rows = before.flat()
    for (const id of rows) deleteRow(edit, id)
    deleteSection(edit, first.id)
    const reading = vi.spyOn(rowsOf(doc), 'forEach')
    expect(restoreRows(edit, [b, ...rows.slice(2)])).toBe(true)
    expect(reading).toHaveBeenCalledTimes(1)
    reading.mockRestore()
    expect(ids()).toEqual(before)
    expect(restoreRows(edit, ['nowhere'])).toBe(false)
  })

  /** a > b > c, and d under c: two people nested rows without knowing of each other, and d is shown beside c. */
  const tooDeep = () => {
    const all = setUp()
    const [a, b, c] = all.ids()[0] ?? []
    const [d] = all.ids()[1] ?? []
    if (!a || !b || !c || !d) throw new Error('rows expected')
    for (const [row, parent, ord] of [
      [b, a, 'a1'],
      [c, b, 'a1'],
      [d, c, 'a3'],
    ] as const) {
      rowsOf(all.edit.doc).get(row)?.set('pos', [all.first.id, parent, ord])
    }
    return { ...all, a, b, c, d }
  }

  it('[DM8] [ED3] a row that a merge left too deep stays when what it was put under is deleted, and comes back without it', () => {
    const { edit, ids, projection, a, b, c, d } = tooDeep()
    deleteRow(edit, c)
    expect(ids()[0]).toEqual([a, b, d])
    expect(projection.view().trash.map(({ id }) => id)).toEqual([c])
    deleteRow(edit, d)
    expect(restoreRow(edit, d)).toBe(true)
    expect(ids()[0]).toEqual([a, b, d])
    expect(restoreRow(edit, c)).toBe(true)
    expect(ids()[0]).toEqual([a, b, c, d])
  })

  it('[DM8] a row that a merge left too deep stays where it is shown when what it was put under moves away', () => {
    const { edit, ids, first, a, b, c, d } = tooDeep()
    const before = rowsOf(edit.doc).get(d)?.get('pos')
    expect(moveRow(edit, c, { section: first.id, parent: null, after: a })).toBe(true)
    expect(ids()[0]).toEqual([a, b, d, c])
    expect(rowsOf(edit.doc).get(d)?.get('pos')).not.toEqual(before)
  })

  it('[DM8] a row is put behind one that a merge left too deep, not before what that was put under', () => {
    const { edit, ids, first, a, b, c, d } = tooDeep()
    rowsOf(edit.doc).get(c)?.set('pos', [first.id, b, 'a5'])
    const added = addRow(edit, { section: first.id, parent: b, after: d })
    expect(ids()[0]).toEqual([a, b, d, added, c])
  })

  it('[ED4] a new row is numbered the way its neighbours are', () => {
    const { edit, ids, outline, first } = setUp()
    const [a] = ids()[0] ?? []
    if (!a) throw new Error('a row expected')
    setNumber(edit, a, { mode: 'none', text: '' })
    addRow(edit, { section: first.id, parent: null, after: a })
    expect(outline()[0]).toEqual(['', '', '1.', '2.'])
    addRow(edit, { section: first.id, parent: null, after: ids()[0]?.at(-1) ?? null })
    expect(outline()[0]?.at(-1)).toBe('3.')
  })

  it('[DM6] a new row has an empty paragraph in every cell, a new column one in every row', () => {
    const { doc, edit, ids, first } = setUp()
    const column = addColumn(edit, { after: 'period', title: 'Место' })
    const id = addRow(edit, { section: first.id, parent: null, after: null }) ?? ''
    for (const row of [id, at(ids()[0] ?? [], 1)]) {
      const cell = rowsOf(doc).get(row)?.get(cellKey(column))
      if (!(cell instanceof Y.XmlFragment)) throw new Error('a fragment expected')
      expect(cell.toJSON()).toBe('<paragraph></paragraph>')
    }
  })

  it('[DM2] the fixed columns cannot be deleted, own ones go to the trash', () => {
    const { edit, projection } = setUp()
    const own = projection.view().columns.find((column) => !column.fixed)
    expect(deleteColumn(edit, 'period')).toBe(false)
    expect(deleteColumn(edit, own?.id ?? '')).toBe(true)
    expect(projection.view().columns.map((column) => column.id)).toEqual(['number', 'title', 'period'])
    expect(projection.view().trash[0]).toMatchObject({ kind: 'column', title: 'Ответственный' })
  })

  it('[DM12] a row and a column created apart get their cell once, from the server', () => {
    const { doc, edit, first } = setUp()
    const other = editingOf(copyOf(doc), 'boris', 2)
    const column = addColumn(edit, { after: null, title: 'Место' })
    const row = addRow(other, { section: first.id, parent: null, after: null }) ?? ''
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other.doc))
    expect(rowsOf(doc).get(row)?.get(cellKey(column))).toBeUndefined()
    expect(repairCells(doc)).toBe(true)
    expect(rowsOf(doc).get(row)?.get(cellKey(column))).toBeInstanceOf(Y.XmlFragment)
    expect(repairCells(doc)).toBe(false)
  })

  it('[DM4] two people move one row to different places: it stands in one of them', () => {
    const { doc, edit, ids, second } = setUp()
    const [a] = ids()[0] ?? []
    if (!a) throw new Error('a row expected')
    const other = editingOf(copyOf(doc), 'boris', 2)
    moveRow(edit, a, { section: second.id, parent: null, after: null })
    shiftRow(other, a, 1)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other.doc))
    expect(
      ids()
        .flat()
        .filter((id) => id === a),
    ).toHaveLength(1)
    expect(ids().flat()).toHaveLength(6)
  })

  it('[DM13] typing makes one row anew and keeps every other object', () => {
    const { edit, ids, projection } = setUp()
    const before = projection.view()
    setCell(edit, at(ids()[0] ?? [], 1), 'title', textToBlocks('Иначе'))
    const after = projection.view()
    expect(after.sections[1]).toBe(before.sections[1])
    expect(after.sections[0]?.rows[0]).toBe(before.sections[0]?.rows[0])
    expect(after.sections[0]?.rows[1]).not.toBe(before.sections[0]?.rows[1])
    expect(after.sections[0]?.rows[1]?.cells.period).toBe(before.sections[0]?.rows[1]?.cells.period)
    expect(projection.view()).toBe(after)
  })

  it('[DM13] a new section shows up where it was put', () => {
    const { edit, projection, first } = setUp()
    addSection(edit, { after: first.id, title: 'Новый', department: 'events' })
    expect(projection.view().sections.map((section) => section.title)).toEqual([
      'Раздел 1',
      'Новый',
      'Раздел 2',
    ])
  })
})

describe('rows of one key', () => {
  it('[DM5] what is put between them stands there, and one undo takes it back', () => {
    const { doc, edit, ids, first } = setUp(2, 5)
    const [one = '', two = '', three = '', four = '', five = ''] = ids()[0] ?? []
    for (const id of [two, three]) rowsOf(doc).get(id)?.set('pos', [first.id, null, 'b1'])
    for (const id of [one, four]) rowsOf(doc).get(id)?.set('pos', [first.id, null, 'b0'])
    rowsOf(doc).get(five)?.set('pos', [first.id, null, 'b2'])
    expect(ids()[0]).toEqual([one, four, two, three, five])
    const undo = new Y.UndoManager(rowsOf(doc), { trackedOrigins: new Set([edit.origin]) })
    expect(moveRow(edit, five, { section: first.id, parent: null, after: two })).toBe(true)
    expect(ids()[0]).toEqual([one, four, two, five, three])
    const fresh = addRow(edit, { section: first.id, parent: null, after: one }) ?? ''
    expect(ids()[0]).toEqual([one, fresh, four, two, five, three])
    undo.undo()
    expect(ids()[0]).toEqual([one, four, two, three, five])
  })

  it('[ED1] a row with more under it than a call has arguments is moved', () => {
    const row = (id: string, level: number) => ({ row: { id }, parent: level === 0 ? null : 'top', level })
    const placed = new Map([['top', row('top', 0)]])
    for (let at = 0; at < 200_000; at++) placed.set(`r${at}`, row(`r${at}`, 1))
    expect(heightOf({ placed, shown: [], sections: [] } as unknown as Layout, 'top')).toBe(1)
  })
})
