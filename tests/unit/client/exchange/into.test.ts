/** Which rows and columns of a file go into a section (SPEC FI20). */
import { describe, expect, test } from 'vitest'
import {
  LEFT_OUT,
  NEW,
  insertionOf,
  lastingChoices,
  matchColumns,
  rowsFor,
  textsAround,
} from '../../../../client/exchange/into.ts'
import { kindOfWarning } from '../../../../client/exchange/warning-groups.ts'
import { itemDraft, planDraft } from '../../../support/drafts.ts'
import { planOf } from '../../../support/plan-sameness.ts'

describe('columns', () => {
  const file = [
    { key: 'c1', title: 'Ответственные' },
    { key: 'c2', title: 'Место проведения' },
    { key: 'c3', title: 'ответственный' },
  ]
  const plan = [
    { id: 'x', title: 'Ответственный' },
    { id: 'y', title: 'Итог' },
  ]

  test('[FI20] of one name go together, each once; others are new only where columns may be added', () => {
    expect([...matchColumns(file, plan, true).values()]).toEqual(['x', NEW, NEW])
    expect([...matchColumns(file, plan, false).values()]).toEqual(['x', LEFT_OUT, LEFT_OUT])
  })

  test('[FI20] stay as they were chosen when the file is read once more', () => {
    const chosen = lastingChoices(
      file,
      new Map([
        ['c1', 'y'],
        ['c2', LEFT_OUT],
        ['c3', 'x'],
      ]),
    )
    // A column of dates came in between, and every key is another one.
    const again = [
      { key: 'd1', title: 'Когда' },
      { key: 'd2', title: 'Ответственные' },
      { key: 'd3', title: 'Место проведения' },
      { key: 'd4', title: 'ответственный' },
    ]
    expect([...matchColumns(again, plan, true, chosen).values()]).toEqual([NEW, 'y', LEFT_OUT, 'x'])
  })

  test('[FI20] take nothing that another was chosen for', () => {
    const chosen = lastingChoices(file, new Map([['c2', 'x']]))
    expect([...matchColumns(file, plan, true, chosen).values()]).toEqual([NEW, 'x', NEW])
  })

  test('[FI20] are written as they were chosen', () => {
    const read = planOf({
      ...planDraft(1, 1),
      columns: [...planDraft().columns, { key: 'c2', title: 'Место' }, { key: 'c3', title: 'Цена' }],
    })
    const [first = '', second = '', third = ''] = read.columns.slice(3).map(({ key }) => key)
    const insertion = insertionOf(
      's',
      read,
      new Map([
        [first, 'x'],
        [second, NEW],
        [third, LEFT_OUT],
      ]),
    )
    expect([...insertion.columns]).toEqual([[first, 'x']])
    expect([...(insertion.fresh ?? [])]).toEqual([[second, 'Место']])
  })
})

describe('sections of the file', () => {
  const section = (title: string, level = 0) => ({
    title,
    department: null,
    items: [itemDraft('Форум', { level: 0 }), itemDraft('Открытие', { level })],
  })
  const rows = (sections: ReturnType<typeof section>[]) =>
    rowsFor(planOf({ ...planDraft(), sections })).map(({ level, title }) => `${level} ${title}`)

  test('[FI20] of one the rows alone are taken, of several each title is a row over its own', () => {
    expect(rows([section('Работа', 1)])).toEqual(['0 <p>Форум</p>', '1 <p>Открытие</p>'])
    expect(rows([section('Работа & <дети>', 1), section('Отчёт')])).toEqual([
      '0 <p><strong>Работа &amp; &lt;дети&gt;</strong></p>',
      '1 <p>Форум</p>',
      '2 <p>Открытие</p>',
      '0 <p><strong>Отчёт</strong></p>',
      '1 <p>Форум</p>',
      '1 <p>Открытие</p>',
    ])
  })

  test('[FI23] the title of the only one and the texts around the table are told, titles that become rows are not', () => {
    const front = { agreed: 'СОГЛАСОВАНО', approved: '', intro: '<p>Цель года</p>', outro: '<p>Методист</p>' }
    const around = (sections: ReturnType<typeof section>[]) =>
      textsAround(planOf({ ...planDraft(), front, sections }))
    const texts = [{ quote: 'СОГЛАСОВАНО' }, { quote: 'Цель года' }, { quote: 'Методист' }]
    expect(around([section('Работа')])).toEqual([...texts, { quote: 'Работа', section: 0 }])
    expect(around([section('Работа'), section('Отчёт')])).toEqual(texts)
    expect(around([section('')])).toEqual(texts)
    expect(kindOfWarning('text-not-inserted')).toBe('left')
  })
})
