/** A plan as a board, without a browser: which columns, which cards, what a drop does and what it may. */
import { describe, expect, test } from 'vitest'
import { type Board, boardOf, canGroup, type Place } from '../../../shared/board/board.ts'
import type { Grouping } from '../../../shared/board/groupings.ts'
import { type MoveResult, moveCard } from '../../../shared/board/move-card.ts'
import { can } from '../../../shared/permissions.ts'
import { setCell, setState } from '../../../shared/plan/edit.ts'
import type { ItemDraft } from '../../../shared/plan/json.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { PlanProjection, type PlanView } from '../../../shared/plan/view.ts'
import { samplePlan } from '../../../shared/sample/plan-2022.ts'
import { editingOf, itemDraft, planDoc, planDraft } from '../../support/drafts.ts'

const DEPARTMENTS = ['method', 'events']

const item = (title: string, period: string, responsible = ''): ItemDraft =>
  itemDraft(title, { period, cells: { c1: responsible } })

const DRAFT = {
  ...planDraft(0, 0),
  sections: [
    {
      title: 'Акции',
      department: 'events',
      items: [
        item('А', 'июнь', 'Иванова, Петров'),
        item('Б', 'май, июль', 'Петров'),
        item('В', '20 июня'),
        item('Г', '3 июня', 'Иванова.'),
      ],
    },
    {
      title: 'Отчёты',
      department: 'method',
      items: [
        item('Д', 'в течение года'),
        item('Е', 'по согласованию'),
        item('Ж', ''),
        item('З', 'на Масленицу'),
      ],
    },
    { title: 'Встречи', department: 'method', items: [item('И', 'октябрь – апрель')] },
    { title: 'Общее', department: null, items: [item('К', 'ежемесячно')] },
  ],
}

const start = () => {
  const doc = planDoc(DRAFT)
  const projection = new PlanProjection(doc)
  const read = (by: Grouping, before: Board | null = null, shown: ReadonlySet<string> | null = null) =>
    boardOf(projection.view(), { by, shown, departments: DEPARTMENTS }, before)
  return { doc, projection, editing: editingOf(doc), read }
}

const titleOf = (view: { cells: Readonly<Record<string, unknown>> }): string =>
  JSON.stringify(view.cells.title).match(/"text":"([^"]*)"/)?.[1] ?? ''

/** «id: cards | also», empty columns left out. */
const shape = (board: Board): string[] =>
  board.columns
    .filter(({ cards, also }) => cards.length + also.length > 0)
    .map(({ id, cards, also }) => {
      const names = (list: typeof cards) => list.map(({ row }) => titleOf(row)).join('')
      return `${id}: ${names(cards)} | ${names(also)}`
    })

describe('Columns', () => {
  test('[BD1, BD2] by month: where a period begins, named days first; the months after name it; what is vague apart', () => {
    const { read } = start()
    const board = read('month')
    expect(shape(board)).toEqual([
      'm1:  | И',
      'm2:  | И',
      'm3:  | И',
      'm4:  | И',
      'm5: Б | ',
      'm6: ГВА | ',
      'm7:  | Б',
      'm10: И | ',
      'm11:  | И',
      'm12:  | И',
      'year: ДК | ',
      'agreed: Е | ',
      'unclear: З | ',
      'none: Ж | ',
    ])
    expect(board.count).toBe(10)
    expect(board.columns.map(({ id }) => id).slice(0, 12)).toEqual(
      Array.from({ length: 12 }, (_, at) => `m${at + 1}`),
    )
  })

  test('[BD1, BD2] by quarter, department, section and state', () => {
    const { doc, read, editing } = start()
    expect(shape(read('quarter')).slice(0, 4)).toEqual(['q1:  | И', 'q2: ГВАБ | И', 'q3:  | Б', 'q4: И | '])
    expect(shape(read('department'))).toEqual(['d:method: ДЕЖЗИ | ', 'd:events: АБВГ | ', 'd:: К | '])
    expect(read('section').columns.map(({ place }) => place)).toMatchObject([
      { title: 'Акции' },
      { title: 'Отчёты' },
      { title: 'Встречи' },
      { title: 'Общее' },
    ])
    const [first = ''] = [...doc.getMap('rows').keys()]
    setState(editing, first, 'done')
    expect(shape(read('state'))).toEqual(['t:planned: БВГДЕЖЗИК | ', 't:done: А | '])
  })

  test('[BD3] by responsible: under the first name, named under the others; only where a column says so', () => {
    const { read, projection } = start()
    expect(shape(read('responsible'))).toEqual(['p:Иванова: АГ | ', 'p:Петров: Б | А', 'p:: ВДЕЖЗИК | '])
    expect(canGroup(projection.view(), 'responsible')).toBe(true)
    const sample = new PlanProjection(planDoc(samplePlan('ru'))).view()
    expect(canGroup(sample, 'responsible')).toBe(false)
  })

  test('[BD1] a change draws its own card and columns anew, and nothing else', () => {
    const { read, projection, editing } = start()
    const before = read('month')
    const row = before.columns[5]?.cards[2]?.row.id ?? ''
    setCell(editing, row, 'title', textToBlocks('Другое'))
    const typed = read('month', before)
    const same = (a: Board, b: Board) =>
      a.columns.flatMap((column, at) => (column === b.columns[at] ? [] : column.id))
    expect(same(typed, before)).toEqual(['m6'])
    expect(typed.columns[5]?.cards[0]).toBe(before.columns[5]?.cards[0])
    setCell(editing, row, 'period', textToBlocks('июль'))
    const moved = read('month', typed)
    expect(same(moved, typed)).toEqual(['m6', 'm7'])
    expect(moved.columnOf.get(row)).toBe('m7')
    expect(read('month', moved).columns).toBe(moved.columns)
    expect(projection.view().sections.length).toBe(4)
    expect(shape(read('month', null, new Set([row])))).toEqual(['m7: Другое | '])
  })
})

describe('A drop', () => {
  const CHIEF = { role: 'chief', departments: [], approver: false } as const
  const EDITOR = { role: 'editor', departments: ['events'], approver: false } as const
  const VIEWER = { role: 'viewer', departments: [], approver: false } as const
  type Who = typeof CHIEF | typeof EDITOR | typeof VIEWER

  const drop = (
    who: Who,
    title: string,
    place: Place,
    by: Grouping = 'month',
    locked = false,
  ): MoveResult => {
    const { projection, read } = start()
    const view: PlanView = projection.view()
    const departmentOf = (id: string | undefined) =>
      id === undefined ? {} : { department: view.sections.find((one) => one.id === id)?.department ?? null }
    const rights = {
      may: (action: Parameters<typeof can>[1], section?: string) =>
        can(who, action, { locked, ...departmentOf(section) }),
    }
    const card = read(by)
      .columns.flatMap(({ cards }) => cards)
      .find(({ row }) => titleOf(row) === title)
    if (!card) throw new Error(title)
    return moveCard({ view, rights, language: 'ru' }, card, place)
  }
  const july: Place = { by: 'month', month: 7 }
  const sectionAt = (at: number) => start().projection.view().sections[at]?.id ?? ''

  test('[BD7] on a state, a section, a responsible says so; on a department, its section, asked for where there are two', () => {
    expect(drop(CHIEF, 'А', july)).toMatchObject({ move: { kind: 'period', move: { after: 'июль' } } })
    expect(drop(CHIEF, 'А', { by: 'state', state: 'done' })).toEqual({
      move: { kind: 'state', state: 'done' },
    })
    const section = sectionAt(1)
    expect(drop(CHIEF, 'А', { by: 'section', section, title: '' })).toEqual({
      move: { kind: 'section', section },
    })
    expect(drop(CHIEF, 'А', { by: 'department', department: 'method' })).toEqual({
      move: { kind: 'ask', sections: [sectionAt(1), sectionAt(2)] },
    })
    expect(drop(CHIEF, 'Д', { by: 'department', department: 'events' })).toEqual({
      move: { kind: 'section', section: sectionAt(0) },
    })
    const named = (title: string, name: string) => {
      const result = drop(CHIEF, title, { by: 'responsible', name }, 'responsible')
      if ('refusal' in result) return result.refusal
      return result.move.kind === 'cell'
        ? JSON.stringify(result.move.blocks).match(/"text":"([^"]*)"/)?.[1]
        : ''
    }
    expect([
      named('А', 'Сидорова'),
      named('В', 'Петров'),
      named('А', 'Петров'),
      named('А', ''),
      named('В', ''),
    ]).toEqual(['Сидорова, Петров', 'Петров', 'named', 'named', 'same'])
  })

  test('[BD8] that this person may not make says why', () => {
    expect(drop(VIEWER, 'А', july)).toEqual({ refusal: 'reading' })
    expect(drop(EDITOR, 'Д', july)).toEqual({ refusal: 'not-yours' })
    expect(drop(EDITOR, 'А', { by: 'section', section: sectionAt(1), title: '' })).toEqual({
      refusal: 'not-theirs',
    })
    expect(drop(EDITOR, 'А', { by: 'department', department: 'method' })).toEqual({ refusal: 'not-theirs' })
    expect(drop(CHIEF, 'А', { by: 'department', department: 'site' })).toEqual({ refusal: 'no-section' })
    expect(drop(CHIEF, 'А', { by: 'vague', vague: 'none' })).toEqual({ refusal: 'no-date' })
    expect(drop(CHIEF, 'А', { by: 'vague', vague: 'unclear' })).toEqual({ refusal: 'unclear' })
    expect(drop(CHIEF, 'А', { by: 'month', month: 6 })).toEqual({ refusal: 'same' })
    // Facts are not content: they are told of an approved plan, too.
    expect(drop(EDITOR, 'А', july, 'month', true)).toEqual({ refusal: 'reading' })
    expect(drop(EDITOR, 'А', { by: 'state', state: 'done' }, 'state', true)).toEqual({
      move: { kind: 'state', state: 'done' },
    })
  })
})
