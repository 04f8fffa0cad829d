/** Rows of a file put into a section of an open plan (SPEC FI19). */
import * as Y from 'yjs'
import { describe, expect, test, vi } from 'vitest'
import { createUndo } from '../../../client/plan/undo.ts'
import { deleteSection, setCell } from '../../../shared/plan/edit.ts'
import { RowEnds, insertRows } from '../../../shared/plan/insert-rows.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { columnsOf, rowsOf, sectionsOf } from '../../../shared/plan/schema.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { copyOf, editingOf, itemDraft, planDoc, planDraft } from '../../support/drafts.ts'

const rowsIn = (doc: Y.Doc, section: number): string[] =>
  projectPlan(doc, 'p').sections[section]?.items.map(
    ({ number, title, period, cells, parent }) =>
      `${parent === null ? '' : '  '}${number} ${title.text} | ${period.text} | ${Object.values(cells).join('/')}`,
  ) ?? []

/** Two sections of two rows each, and the id of the first. */
const open = () => {
  const doc = planDoc(planDraft(2, 2))
  return { doc, edit: editingOf(doc), section: projectPlan(doc, 'p').sections[0]?.id ?? '' }
}
const columnOf = (doc: Y.Doc): string => projectPlan(doc, 'p').columns[3]?.key ?? ''

const items = [
  itemDraft('Форум', { numbering: 'typed', number: '1', period: 'май', cells: { c9: 'Петрова', c7: 'зал' } }),
  itemDraft('Открытие', { level: 1, numbering: 'none', period: '3 мая', state: 'done' }),
  itemDraft('Слёт', { numbering: 'typed', number: '2.', period: 'июнь' }),
]

describe('many rows at once', () => {
  test('[ED6] are not put into a section that lies in the trash, unless they lie there themselves', () => {
    const { doc, edit, section } = open()
    deleteSection(edit, section)
    const before = rowsOf(doc).size
    const into = { section, items, columns: new Map(), fresh: new Map([['c7', 'Место']]) }
    const columns = columnsOf(doc).size
    expect(insertRows(edit, into)).toEqual([])
    expect([rowsOf(doc).size, columnsOf(doc).size]).toEqual([before, columns])
    expect(insertRows(edit, { ...into, asleep: true })).toHaveLength(3)
  })

  test('[FI19] stand at the end of the section, in order and as deep as they were, their cells in the columns that were chosen', () => {
    const { doc, edit, section } = open()
    const before = rowsIn(doc, 1)
    const ids = insertRows(edit, { section, items, columns: new Map([['c9', columnOf(doc)]]) })
    expect(ids).toHaveLength(3)
    expect(rowsIn(doc, 0)).toEqual([
      '1. Событие 1-1 | март | Иванова',
      '2. Событие 1-2 | март | Иванова',
      '3. Форум | май | Петрова',
      '   Открытие | 3 мая | ',
      '4. Слёт | июнь | ',
    ])
    expect(rowsIn(doc, 1)).toEqual(before)
    expect(projectPlan(doc, 'p').sections[0]?.items.map(({ state }) => state)).toContain('done')
  })

  test('[FI19] are taken back in one step with the columns that came with them, and only they', () => {
    const { doc, edit, section } = open()
    const undo = createUndo(doc, 'anna')
    undo.track(edit.origin)
    const before = projectPlan(doc, 'p')
    const row = before.sections[0]?.items[0]?.id ?? ''
    insertRows(edit, { section, items, columns: new Map(), fresh: new Map([['c7', 'Место']]) })
    const after = projectPlan(doc, 'p')
    expect(after.columns.at(-1)?.title).toBe('Место')
    expect(rowsIn(doc, 0)[2]).toBe('3. Форум | май | /зал')
    const colleague = editingOf(doc, 'boris')
    setCell(colleague, row, 'title', textToBlocks('Чужое слово'))
    expect(undo.undo()).toBe(true)
    const taken = projectPlan(doc, 'p')
    expect(taken.columns).toEqual(before.columns)
    expect(rowsIn(doc, 0)).toEqual(['1. Чужое слово | март | Иванова', '2. Событие 1-2 | март | Иванова'])
    expect(undo.undo()).toBe(false)
    expect(undo.redo()).toBe(true)
    expect(rowsIn(doc, 0)).toHaveLength(5)
    undo.destroy()
  })

  test('[FI19] of two people at one time all stand there, and nothing where the section never was', () => {
    const { doc, edit, section } = open()
    const other = copyOf(doc)
    insertRows(edit, { section, items, columns: new Map() })
    insertRows(editingOf(other, 'boris', 2), { section, items, columns: new Map() })
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    expect(rowsIn(doc, 0)).toHaveLength(8)
    expect(rowsIn(other, 0)).toEqual(rowsIn(doc, 0))
    expect(insertRows(edit, { section: 'nowhere', items, columns: new Map() })).toEqual([])
    expect(sectionsOf(doc).size).toBe(2)
  })

  test('[RX1] into many places come to stand as one place after the other, while the plan is gone through once', () => {
    const [one, many] = [open(), open()]
    const [under = ''] = projectPlan(one.doc, 'p').sections[0]?.items.map(({ id }) => id) ?? []
    const all = [items, items.slice(0, 1), items.slice(2), items].map((some, at) => ({
      section: one.section,
      under: at % 2 === 1 ? { id: under, level: 0 } : null,
      items: some,
      columns: new Map<string, string>(),
      asleep: at === 2,
    }))
    for (const insertion of all) insertRows(one.edit, insertion)
    const ends = new RowEnds(many.doc)
    const walks = vi.spyOn(rowsOf(many.doc), 'forEach')
    for (const insertion of all) insertRows(many.edit, insertion, ends)
    expect(walks).toHaveBeenCalledTimes(0)
    insertRows(many.edit, { ...all[0], section: many.section, items: [], columns: new Map() })
    expect(walks).toHaveBeenCalledTimes(1)
    expect(rowsIn(many.doc, 0)).toEqual(rowsIn(one.doc, 0))
    expect(rowsIn(many.doc, 0)).toHaveLength(2 + 3 + 1 + 3)
  })
})
