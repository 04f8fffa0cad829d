/** Which rows pass a filter. */
import { expect, test } from 'vitest'
import { deleteColumn, restoreColumn, setState } from '../../../shared/plan/edit.ts'
import { type FilterSources, rowsPassing } from '../../../shared/plan/filter.ts'
import { isFiltering, NO_FILTER, type PlanFilter } from '../../../shared/plan/filter-value.ts'
import { PlanProjection } from '../../../shared/plan/view.ts'
import { editingOf, itemDraft, planDoc, planDraft } from '../../support/drafts.ts'

const start = () => {
  const doc = planDoc({
    ...planDraft(0, 0),
    sections: [
      {
        title: 'Летние чтения',
        department: 'events',
        items: [
          itemDraft('Ёлка у реки', { period: 'апрель-июнь', cells: { c1: 'А. Ивановой' } }),
          itemDraft('Конкурс', { period: 'июль', cells: { c1: 'Петров' } }),
        ],
      },
      {
        title: 'Отчёты',
        department: null,
        items: [itemDraft('Сводка', { period: 'в течение года', cells: {} })],
      },
    ],
  })
  const view = () => new PlanProjection(doc).view()
  const ids = view().sections.flatMap(({ rows }) => rows.map(({ id }) => id))
  const [first = '', second = '', third = ''] = ids
  const sources: FilterSources = {
    reader: { name: 'Анна Иванова', departments: [] },
    comments: (row) => (row === second ? 2 : 0),
    findings: (row) => row === third,
  }
  const pass = (change: Partial<PlanFilter>, more: Partial<FilterSources> = {}): number[] => {
    const rows = rowsPassing(view(), { ...NO_FILTER, ...change }, { ...sources, ...more })
    return ids.flatMap((id, at) => (rows.has(id) ? [at + 1] : []))
  }
  return { doc, pass, first, sources }
}

test('[FV3] every condition has to hold, in every word of a row, its number and its section', () => {
  const { pass, doc, first, sources } = start()
  expect(pass({})).toEqual([1, 2, 3])
  expect(pass({ words: 'елка РЕКИ' })).toEqual([1])
  expect(pass({ words: 'летние' })).toEqual([1, 2])
  expect(pass({ words: 'ёлка сводка' })).toEqual([])
  expect(pass({ department: 'events' })).toEqual([1, 2])
  expect(pass({ department: '' })).toEqual([3])
  expect(pass({ month: 5 })).toEqual([1, 3])
  expect(pass({ comments: true })).toEqual([2])
  expect(pass({ findings: true })).toEqual([3])
  setState(editingOf(doc), first, 'done')
  expect(pass({ state: 'done' })).toEqual([1])
  expect(pass({ month: 5, department: 'events', state: 'planned' })).toEqual([])
  // Mine: named as responsible in any case, or of my department.
  expect(pass({ mine: true })).toEqual([1])
  expect(pass({ mine: true }, { reader: { ...sources.reader, departments: ['events'] } })).toEqual([1, 2])
  expect(pass({ mine: true }, { reader: { name: 'Яна', departments: [] } })).toEqual([])
})

test('[FV3] nothing is filtered by white space', () => {
  expect(isFiltering({ ...NO_FILTER, words: '  ' })).toBe(false)
  expect(isFiltering({ ...NO_FILTER, month: 1 })).toBe(true)
})

test('[FV3] words in a column that is deleted are in no row', () => {
  const { pass, doc } = start()
  expect(pass({ words: 'петров' })).toEqual([2])
  const own = new PlanProjection(doc).view().columns.find(({ fixed }) => !fixed)?.id ?? ''
  deleteColumn(editingOf(doc), own)
  expect(pass({ words: 'петров' })).toEqual([])
  restoreColumn(editingOf(doc), own)
  expect(pass({ words: 'петров' })).toEqual([2])
})
