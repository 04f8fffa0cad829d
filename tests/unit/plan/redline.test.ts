/** Two plans in one: what is gone stands where it stood. */
import { expect, test } from 'vitest'
import { addColumn, addRow, deleteRow, deleteSection, moveRow, setCell } from '../../../shared/plan/edit.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { type RedRow, isChanged, redlineOf } from '../../../shared/plan/redline.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { editingOf, planDoc, planDraft } from '../../support/drafts.ts'

const shown = ({ fate, was, is, other, edited }: RedRow): string =>
  [fate, (is ?? was)?.title.text, other && `${other.section} ${other.number}`, ...edited]
    .filter(Boolean)
    .join(' | ')

test('[DF8] [JY4] removed and moved rows stand where they stood, sections and columns too', () => {
  const edit = editingOf(planDoc(planDraft(3, 3)))
  const before = projectPlan(edit.doc, 'p')
  const row = (section: number, index: number) => before.sections[section]?.items[index]?.id ?? ''
  const [first = '', second = '', third = ''] = before.sections.map(({ id }) => id)
  deleteRow(edit, row(0, 1))
  moveRow(edit, row(0, 0), { section: second, parent: null, after: row(1, 0) })
  setCell(edit, row(0, 0), 'period', textToBlocks('май'))
  const fresh = addRow(edit, { section: first, parent: null, after: row(0, 2) }) ?? ''
  setCell(edit, fresh, 'title', textToBlocks('Новое'))
  deleteSection(edit, third)
  addColumn(edit, { after: 'title', title: 'Место' })
  const redline = redlineOf(before, projectPlan(edit.doc, 'p'))
  expect(redline.columns.map(({ title, fate }) => [title, fate])).toContainEqual(['Место', 'added'])
  expect(redline.sections.map(({ fate, rows }) => [fate, rows.map(shown)])).toEqual([
    [
      'kept',
      ['away | Событие 1-1 | Раздел 2 2.', 'removed | Событие 1-2', 'kept | Событие 1-3', 'added | Новое'],
    ],
    [
      'kept',
      [
        'kept | Событие 2-1',
        'moved | Событие 1-1 | Раздел 1 1. | period',
        'kept | Событие 2-2',
        'kept | Событие 2-3',
      ],
    ],
    ['removed', ['removed | Событие 3-1', 'removed | Событие 3-2', 'removed | Событие 3-3']],
  ])
  // Inside of a section it is told on which side the other place is.
  moveRow(edit, row(1, 2), { section: second, parent: null, after: null })
  const within = redlineOf(before, projectPlan(edit.doc, 'p')).sections[1]?.rows ?? []
  expect(within.flatMap(({ fate, other }) => (other ? [[fate, other.side]] : []))).toEqual([
    ['moved', 'below'],
    ['moved', null],
    ['away', 'above'],
  ])
  const keys = redline.sections.flatMap(({ rows }) => rows.map(({ key }) => key))
  expect(new Set(keys).size).toBe(keys.length)
  expect(redlineOf(before, before).sections.flatMap(({ rows }) => rows.filter(isChanged))).toEqual([])
})

test('[DF8] [RW1] plans that share what they hold of a row are compared like plans that do not', () => {
  const before = projectPlan(planDoc(planDraft(2, 4)), 'p')
  const [first, ...others] = before.sections
  const [one, ...rows] = first?.items ?? []
  if (!first || !one) throw new Error('The draft has rows.')
  const after = { ...before, sections: [{ ...first, items: [...rows, one] }, ...others] }
  const redline = redlineOf(before, after)
  expect(redline.sections[0]?.rows.map(({ fate, other }) => [fate, other?.side ?? null])).toEqual([
    ['away', 'below'],
    ['kept', null],
    ['kept', null],
    ['kept', null],
    ['moved', 'above'],
  ])
  expect(redline).toEqual(redlineOf(before, structuredClone(after)))
})
