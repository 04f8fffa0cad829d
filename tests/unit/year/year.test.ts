/** A plan as a year, without a browser: which groups and lines, what the months carry, one month as a list. */
import { describe, expect, test } from 'vitest'
import { isOverloaded } from '../../../shared/plan/check/load.ts'
import { PlanChecker } from '../../../shared/plan/check.ts'
import { setCell, setState } from '../../../shared/plan/edit.ts'
import type { ItemDraft } from '../../../shared/plan/json.ts'
import { blocksToText, textToBlocks } from '../../../shared/plan/rich.ts'
import { PlanProjection } from '../../../shared/plan/view.ts'
import type { YearGrouping } from '../../../shared/year/groupings.ts'
import { monthLists } from '../../../shared/year/month.ts'
import { type Year, yearOf } from '../../../shared/year/year.ts'
import { editingOf, itemDraft, planDoc, planDraft } from '../../support/drafts.ts'

const DEPARTMENTS = ['method', 'events']
const item = (title: string, period: string): ItemDraft => itemDraft(title, { period })

const DRAFT = {
  ...planDraft(0, 0),
  sections: [
    {
      title: 'Акции',
      department: 'events',
      items: [item('А', 'июнь'), item('Б', 'май, июнь'), item('В', 'март – август')],
    },
    {
      title: 'Отчёты',
      department: 'method',
      items: [item('Г', 'в течение года'), item('Д', 'по согласованию'), item('Е', '')],
    },
    { title: 'Встречи', department: 'events', items: [item('Ж', '3 июня'), item('З', 'на Масленицу')] },
    { title: 'Общее', department: null, items: [item('И', 'ежемесячно')] },
    { title: 'Пустой', department: null, items: [] },
  ],
}

const start = (draft = DRAFT) => {
  const doc = planDoc(draft)
  const projection = new PlanProjection(doc)
  const read = (by: YearGrouping, before: Year | null = null, shown: ReadonlySet<string> | null = null) =>
    yearOf(projection.view(), { by, shown, departments: DEPARTMENTS }, before)
  const rows = () => projection.view().sections.flatMap((section) => section.rows)
  const idOf = (title: string) =>
    rows().find(({ cells }) => blocksToText(cells.title ?? []) === title)?.id ?? ''
  return { projection, editing: editingOf(doc), read, rows, idOf }
}

const titles = (rows: Year['groups'][number]['rows']): string =>
  rows.map(({ row }) => blocksToText(row.cells.title ?? [])).join('')

const shape = ({ groups }: Year): string[] =>
  groups.map(({ title, department, rows }) => `${title || department}: ${titles(rows)}`)

describe('Groups and lines', () => {
  test('[YV1] are the sections of the plan, or the departments in the order of the house', () => {
    const { read, idOf } = start()
    expect(shape(read('section'))).toEqual([
      'Акции: АБВ',
      'Отчёты: ГДЕ',
      'Встречи: ЖЗ',
      'Общее: И',
      'Пустой: ',
    ])
    expect(shape(read('department'))).toEqual(['method: ГДЕ', 'events: АБВЖЗ', 'null: И'])
    const year = read('section')
    expect(year.lines.length).toBe(14)
    expect(year.lines[year.lineOf.get(idOf('Г')) ?? -1]).toMatchObject({ kind: 'row', key: idOf('Г') })
    const shown = new Set([idOf('А'), idOf('Ж')])
    expect(shape(read('section', null, shown))).toEqual(['Акции: А', 'Встречи: Ж'])
  })

  test('[YV1, YV10] in which nothing changed stay the same objects', () => {
    const { editing, read, idOf } = start()
    for (const by of ['section', 'department'] as const) {
      const before = read(by)
      expect(read(by, before).lines).toBe(before.lines)
      setCell(editing, idOf('А'), 'title', textToBlocks('А'))
      setCell(editing, idOf('А'), 'period', textToBlocks(by === 'section' ? 'июль' : 'июнь'))
      const after = read(by, before)
      const changed = after.lines.filter((line, at) => line !== before.lines[at])
      expect(changed.map(({ kind }) => kind)).toEqual(['band', 'row'])
      expect(changed[1]?.key).toBe(idOf('А'))
      expect(after.load).not.toBe(before.load)
    }
  })
})

describe('What a month carries', () => {
  const events = ({ load }: Year): number[] => load.total.map((month) => month.events)
  const spread = ({ load }: Year): number[] => load.total.map((month) => month.spread)

  test('[YV5] counts what happens in it, and a share of what is long or vague', () => {
    const { editing, read, idOf } = start()
    const year = read('section')
    expect(events(year)).toEqual([0, 0, 0, 0, 1, 3, 0, 0, 0, 0, 0, 0])
    // The year, the agreement and the rhythm give a twelfth each, six months a sixth to each of theirs.
    expect(spread(year)).toEqual([0.3, 0.3, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.3, 0.3, 0.3, 0.3])
    expect(year.load.departments.map(({ department, months }) => [department, months[5]?.events])).toEqual([
      ['method', 0],
      ['events', 3],
      [null, 0],
    ])
    setState(editing, idOf('А'), 'cancelled')
    setState(editing, idOf('В'), 'cancelled')
    expect([events(read('section'))[5], spread(read('section'))[5]]).toEqual([2, 0.3])
    expect(year.load.total[5]?.level).toBe(20)
    expect(events(read('section', null, new Set([idOf('Ж')])))[5]).toBe(1)
  })

  test('[YV5] is too much exactly where the checker finds it so', () => {
    const june = Array.from({ length: 13 }, (_, at) =>
      item(`Июнь ${at}`, at % 2 === 0 ? 'июнь' : `${at} июня`),
    )
    const others = ['январь', 'март', 'март', 'май – июнь', 'в течение года', 'ноябрь'].map((one, at) =>
      item(`Ещё ${at}`, one),
    )
    const { projection, read } = start({
      ...DRAFT,
      sections: [{ title: 'Раздел', department: 'events', items: [...june, ...others] }],
    })
    const found = new PlanChecker()
      .check(projection.view())
      .flatMap(({ code, values }) => (code === 'overloaded-month' ? [[values.month, values.count]] : []))
    const { total } = read('section').load
    const marked = total.flatMap(({ overloaded, events: count }, at) => (overloaded ? [[at + 1, count]] : []))
    expect(marked).toEqual([[6, 14]])
    expect(found).toEqual(marked)
    expect(isOverloaded([0, 11, 1, ...Array.from({ length: 10 }, () => 0)], 1)).toBe(false)
  })
})

test('[YV11] one month lists what happens in it, days first, then what may at any time, then what has no date', () => {
  const { read, editing, idOf } = start()
  setCell(editing, idOf('В'), 'period', textToBlocks('20 марта – 1 июня'))
  const lists = monthLists(read('section'))
  const june = lists[5]
  expect([june?.rows, june?.vague, june?.undated].map((rows) => titles(rows ?? []))).toEqual([
    'ВЖАБ',
    'ГДИ',
    'ЕЗ',
  ])
  expect(titles(lists[11]?.rows ?? [])).toBe('')
  expect(lists).toHaveLength(12)
})
