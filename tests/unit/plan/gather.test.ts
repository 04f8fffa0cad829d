/** Summary plans: rows of several plans laid together, and what changed there since. */
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { buildPlan } from '../../../shared/plan/build.ts'
import {
  addRow,
  type Editing,
  deleteRow,
  indentRow,
  moveRow,
  outdentRow,
  setCell,
  setSectionTitle,
  setState,
} from '../../../shared/plan/edit.ts'
import { applyEdits, isCurrent, originsIn, standingIn } from '../../../shared/plan/gather/apply.ts'
import { additions, editsFor } from '../../../shared/plan/gather/edits.ts'
import { type GatherInput, gatherDraft, rowName } from '../../../shared/plan/gather/gather.ts'
import { ALL_ROWS, isRowChoice } from '../../../shared/plan/gather/row-choice.ts'
import type { GatherBy, GatherSource } from '../../../shared/plan/gather/gathering.ts'
import { type GatherChange, changesSince } from '../../../shared/plan/gather/refresh.ts'
import type { PlanDraft, PlanJson } from '../../../shared/plan/json.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { rowsOf, serverOf } from '../../../shared/plan/schema.ts'
import { countingIds, editingOf, itemDraft, planDoc, planDraft } from '../../support/drafts.ts'

const HEAD = { title: 'Сводный план', year: 2022, organisation: 'Библиотека' }

const draft = (title: string, place: string, sections: PlanDraft['sections']): PlanDraft => ({
  ...planDraft(0, 0),
  title,
  columns: [...planDraft(0, 0).columns, { key: 'p', title: place }],
  sections,
})

/** Two departments' plans with a section of one name each, and one of its own. */
const world = () => {
  const a = planDoc(
    draft('Отдел А', 'Место проведения', [
      {
        title: 'Фестивали',
        department: 'd1',
        items: [
          itemDraft('<strong>Форум</strong>', {
            cells: { c1: 'Иванова', p: 'Зал' },
            numbering: 'typed',
            number: '7.',
          }),
          itemDraft('Секция', { level: 1, period: 'май' }),
        ],
      },
      { title: 'Учёба', department: 'd1', items: [itemDraft('Семинар', { numbering: 'none' })] },
    ]),
    'a',
  )
  const b = planDoc(
    draft('Отдел Б', 'место  проведения', [
      {
        title: 'ФЕСТИВАЛИ',
        department: 'd2',
        items: [itemDraft('Бал', { cells: { p: 'Парк' }, state: 'done' })],
      },
    ]),
    'b',
  )
  const docs = { a, b }
  const input = (
    by: GatherBy,
    sources: Partial<GatherSource>[] = [{ plan: 'a' }, { plan: 'b' }],
  ): GatherInput => ({
    gathering: {
      by,
      sources: sources.map((one) => ({ plan: 'a', sections: null, departments: null, ...one })),
    },
    plans: new Map(Object.entries(docs).map(([id, doc]) => [id, projectPlan(doc, id)])),
    departments: new Map([['d1', 'Отдел проектов']]),
    nobodys: 'Без отдела',
  })
  return { ...docs, input }
}

const summaryOf = (input: GatherInput): Y.Doc => {
  const doc = new Y.Doc()
  buildPlan(doc, gatherDraft(input, HEAD), { ids: countingIds('s'), epoch: 'e' })
  return doc
}
const outline = (plan: PlanJson) =>
  plan.sections.map(({ title, department, items }) => [
    title,
    department,
    items.map((item) => item.title.text),
  ])
const changes = (doc: Y.Doc, input: GatherInput) => changesSince(projectPlan(doc, 's'), originsIn(doc), input)
const editsIn = (doc: Y.Doc, input: GatherInput, chosen: readonly GatherChange[]) =>
  editsFor(projectPlan(doc, 's'), originsIn(doc), input, chosen, standingIn(doc))
const say = (all: readonly GatherChange[]) =>
  all.map((one) =>
    one.kind === 'changed' || one.kind === 'conflict'
      ? `${one.kind} ${one.title} ${one.field}: ${one.before} → ${one.after}`
      : `${one.kind} ${one.title}`,
  )

test('[GA1] rows stand together by the name of their section, by department or by plan', () => {
  const { input } = world()
  const by = (way: GatherBy) => outline(projectPlan(summaryOf(input(way)), 's'))
  expect(by('section')).toEqual([
    ['Фестивали', null, ['Форум', 'Секция', 'Бал']],
    ['Учёба', 'd1', ['Семинар']],
  ])
  expect(by('department')).toEqual([
    ['Отдел проектов', 'd1', ['Форум', 'Секция', 'Семинар']],
    ['Без отдела', 'd2', ['Бал']],
  ])
  expect(by('plan')).toEqual([
    ['Отдел А', null, ['Форум', 'Секция', 'Семинар']],
    ['Отдел Б', null, ['Бал']],
  ])
})

test('[GA1] only the sections and departments that were chosen are gathered', () => {
  const { input } = world()
  const study = input('section').plans.get('a')?.sections[1]?.id ?? ''
  const of = (...sources: Partial<GatherSource>[]) =>
    outline(projectPlan(summaryOf(input('plan', sources)), 's')).map(([title]) => title)
  expect(of({ plan: 'a', sections: [study] })).toEqual(['Отдел А'])
  expect(of({ plan: 'a', departments: ['d2'] }, { plan: 'b', departments: ['d2'] })).toEqual(['Отдел Б'])
})

test('[GA2] columns of one name are one, rows keep words, readings, depth and where they are from', () => {
  const { input } = world()
  const doc = summaryOf(input('section'))
  const plan = projectPlan(doc, 's')
  expect(plan.columns.map(({ title }) => title)).toEqual([
    '№ п/п',
    'Название, форма',
    'Сроки',
    'Ответственный',
    'Место проведения',
  ])
  const [forum, part, ball] = plan.sections[0]?.items ?? []
  expect(forum).toMatchObject({
    number: '1.',
    title: { html: '<p><strong>Форум</strong></p>' },
    origin: { kind: 'gathered', plan: 'a' },
  })
  expect([part?.parent, ball?.parent, ball?.state]).toEqual([forum?.id, null, 'done'])
  expect([forum, ball].map((item) => Object.values(item?.cells ?? {}))).toEqual([
    ['Иванова', 'Зал'],
    ['', 'Парк'],
  ])
  expect(serverOf(doc).get('gathered')).toEqual(input('section').gathering)
  expect(changes(doc, input('section'))).toEqual([])
})

test('[GA3] what changed there, what is new, gone, and what both have changed', () => {
  const { a, b, input } = world()
  const doc = summaryOf(input('section'))
  const here = projectPlan(doc, 's').sections[0]?.items ?? []
  const there = input('section').plans
  const [forum, part] = there.get('a')?.sections[0]?.items ?? []
  const ball = there.get('b')?.sections[0]?.items[0]
  setCell(editingOf(a), forum?.id ?? '', 'period', textToBlocks('апрель'))
  setCell(editingOf(a), part?.id ?? '', 'title', textToBlocks('Секция чтения'))
  setCell(editingOf(doc), here[1]?.id ?? '', 'title', textToBlocks('Секция письма'))
  // What was changed here alone, or to the same words, is nobody's question.
  setCell(editingOf(doc), here[0]?.id ?? '', 'title', textToBlocks('Форум 2022'))
  setState(editingOf(b), ball?.id ?? '', 'moved')
  setState(editingOf(doc), here[2]?.id ?? '', 'moved')
  deleteRow(editingOf(a), there.get('a')?.sections[1]?.items[0]?.id ?? '')
  const found = changes(doc, input('section'))
  expect(say(found)).toEqual([
    'changed Форум 2022 period: март → апрель',
    'conflict Секция письма title: Секция письма → Секция чтения',
    'gone Семинар',
  ])
  // A plan that may not be read any more changes nothing.
  const blind = { ...input('section'), plans: new Map([['b', projectPlan(b, 'b')]]) }
  expect(changes(doc, blind)).toEqual([])
})

test('[GA4] only what was chosen is taken over, new rows into the section of their kind; thrown away stays away', () => {
  const { a, b, input } = world()
  const doc = summaryOf(input('section'))
  const [, ball] = [null, input('section').plans.get('b')?.sections[0]?.items[0]]
  const [forum] = input('section').plans.get('a')?.sections[0]?.items ?? []
  setCell(editingOf(a), forum?.id ?? '', 'period', textToBlocks('апрель'))
  setCell(editingOf(b), ball?.id ?? '', 'title', textToBlocks('Бал книг'))
  const more = planDoc(
    draft('Отдел В', 'Место', [
      { title: 'фестивали', department: null, items: [itemDraft('Салют')] },
      { title: 'Новое', department: null, items: [itemDraft('Квест')] },
    ]),
    'm',
  )
  const wider: GatherInput = {
    ...input('section', [{ plan: 'a' }, { plan: 'b' }, { plan: 'm' }]),
    plans: new Map([...input('section').plans, ['m', projectPlan(more, 'm')]]),
  }
  const found = changes(doc, wider)
  expect(say(found)).toEqual([
    'changed Форум period: март → апрель',
    'changed Бал title: Бал → Бал книг',
    'added Салют',
    'added Квест',
  ])
  const chosen = found.filter(({ title }) => title !== 'Бал')
  applyEdits(editingOf(doc), editsIn(doc, wider, chosen))
  const after = projectPlan(doc, 's')
  expect(outline(after)).toEqual([
    ['Фестивали', null, ['Форум', 'Секция', 'Бал', 'Салют']],
    ['Учёба', 'd1', ['Семинар']],
    ['Новое', null, ['Квест']],
  ])
  expect(after.sections[0]?.items[0]?.period.text).toBe('апрель')
  expect(say(changes(doc, wider))).toEqual(['changed Бал title: Бал → Бал книг'])
  deleteRow(editingOf(doc), after.sections[2]?.items[0]?.id ?? '')
  expect(say(changes(doc, wider))).toEqual(['changed Бал title: Бал → Бал книг'])
})

test('[GB3] new rows come under their row wherever that stands now, with what is under them, and as deep as rows go', () => {
  const { a, input } = world()
  const doc = summaryOf(input('section'))
  const [forum, part] = input('section').plans.get('a')?.sections[0]?.items ?? []
  const author = editingOf(a)
  const under = (parent: string, title: string) => {
    const id = addRow(author, { section: '', parent, after: null })
    setCell(author, id ?? '', 'title', textToBlocks(title))
    return id ?? ''
  }
  under(under(forum?.id ?? '', 'Круглый стол'), 'Доклад')
  under(part?.id ?? '', 'Мастер-класс')
  // In the summary the row went elsewhere, and one of its rows to the top.
  const here = projectPlan(doc, 's').sections
  const [first, second] = here[0]?.items ?? []
  outdentRow(editingOf(doc), second?.id ?? '')
  moveRow(editingOf(doc), first?.id ?? '', { section: here[1]?.id ?? '', parent: null, after: null })
  const found = changes(doc, input('section'))
  expect(say(found)).toEqual(['added Круглый стол', 'added Доклад', 'added Мастер-класс'])
  applyEdits(editingOf(doc), editsIn(doc, input('section'), found))
  const after = projectPlan(doc, 's')
  const titles = new Map(after.sections.flatMap(({ items }) => items.map((one) => [one.id, one.title.text])))
  expect(
    after.sections.map(({ items }) =>
      items.map((one) => [one.title.text, titles.get(one.parent ?? '') ?? null]),
    ),
  ).toEqual([
    [
      ['Секция', null],
      ['Мастер-класс', 'Секция'],
      ['Бал', null],
    ],
    [
      ['Форум', null],
      ['Круглый стол', 'Форум'],
      ['Доклад', 'Круглый стол'],
      ['Семинар', null],
    ],
  ])
  expect(changes(doc, input('section'))).toEqual([])
})

test('[GA4] of plans of one title each has a section of its own, and new rows go to theirs', () => {
  const { b, input } = world()
  const both = (): GatherInput => {
    const { plans, ...rest } = input('plan')
    return {
      ...rest,
      plans: new Map([...plans].map(([id, plan]) => [id, { ...plan, title: 'План отдела' }])),
    }
  }
  const doc = summaryOf(both())
  const titles = () => outline(projectPlan(doc, 's')).map(([title, , items]) => [title, items])
  const first = ['План отдела', ['Форум', 'Секция', 'Семинар']]
  expect(titles()).toEqual([first, ['План отдела', ['Бал']]])
  const [there = ''] = projectPlan(b, 'b').sections.map(({ id }) => id)
  const [author, editor] = [editingOf(b), editingOf(doc)]
  const add = (title: string) => {
    const id = addRow(author, { section: there, parent: null, after: null })
    setCell(author, id ?? '', 'title', textToBlocks(title))
    applyEdits(
      editor,
      editsIn(
        doc,
        both(),
        changes(doc, both()).filter(({ kind }) => kind === 'added'),
      ),
    )
  }
  add('Маскарад')
  expect(titles()).toEqual([first, ['План отдела', ['Бал', 'Маскарад']]])
  // Called otherwise here it is theirs all the same, and empty it is not the first's.
  const second = projectPlan(doc, 's').sections[1]
  setSectionTitle(editor, second?.id ?? '', 'Отдел Б')
  add('Концерт')
  expect(titles()).toEqual([first, ['Отдел Б', ['Бал', 'Маскарад', 'Концерт']]])
  for (const { id } of projectPlan(doc, 's').sections[1]?.items ?? []) deleteRow(editor, id)
  add('Вечер')
  expect(titles()).toEqual([first, ['Отдел Б', []], ['План отдела', ['Вечер']]])
})

test('[RX1] rows are laid beside a section that is gone through once, however many of them come', () => {
  const { input } = world()
  const source = planDoc(planDraft(1, 60), 'a')
  const plan = projectPlan(source, 'a')
  let reads = 0
  const sections = plan.sections.map(({ items, ...section }) => ({
    ...section,
    get items() {
      reads++
      return items
    },
  }))
  const many = { ...input('section'), plans: new Map([['a', { ...plan, sections }]]) }
  const wanted = new Set(plan.sections.flatMap(({ items }) => items.map(({ id }) => rowName('a', id))))
  const [edit] = additions(projectPlan(planDoc(), 's'), many, wanted)
  expect(edit?.kind === 'add' && edit.items.length).toBe(60)
  expect(reads).toBeLessThan(5)
  const doc = planDoc()
  const walks = vi.spyOn(rowsOf(doc), 'forEach')
  const apart = edit?.kind === 'add' ? edit.items.map((item) => ({ ...edit, items: [item] })) : []
  expect(applyEdits(editingOf(doc), { edits: apart, columns: new Map() }).rows).toHaveLength(60)
  expect(walks).toHaveBeenCalledTimes(1)
})

test('[GB2] what was worked out beside the room is written only where the plan still stands as it was compared', () => {
  const { a, input } = world()
  const doc = summaryOf(input('section'))
  const [forum] = input('section').plans.get('a')?.sections[0]?.items ?? []
  setCell(editingOf(a), forum?.id ?? '', 'period', textToBlocks('апрель'))
  const [row] = projectPlan(doc, 's').sections[0]?.items ?? []
  const edits = editsIn(doc, input('section'), changes(doc, input('section')))
  setCell(editingOf(doc), row?.id ?? '', 'title', textToBlocks('Другое'))
  expect(isCurrent(doc, edits)).toBe(true)
  setCell(editingOf(doc), row?.id ?? '', 'period', textToBlocks('май'))
  expect(isCurrent(doc, edits)).toBe(false)
})

test('[GB2] rows are not put under one that has gone elsewhere, or deeper, since it was compared', () => {
  const moves: ((edit: Editing, row: string, section: string) => unknown)[] = [
    (edit, row, section) => moveRow(edit, row, { section, parent: null, after: null }),
    (edit, row) => indentRow(edit, row),
    (edit, row) => deleteRow(edit, row),
  ]
  for (const move of moves) {
    const edit = editingOf(planDoc(planDraft(2, 2)))
    const [home, other] = projectPlan(edit.doc, 's').sections
    const [section, id] = [home?.id ?? '', home?.items[1]?.id ?? '']
    const add = { kind: 'add' as const, place: { section }, under: { id, level: 0 }, items: [] }
    expect(isCurrent(edit.doc, { edits: [add], columns: new Map() })).toBe(true)
    move(edit, id, other?.id ?? '')
    expect(isCurrent(edit.doc, { edits: [add], columns: new Map() })).toBe(false)
  }
})

test('[GB4] rows are chosen as the filters of the views choose them; one without its row above stands at the top', () => {
  const { a, input } = world()
  const by = (choice: Partial<typeof ALL_ROWS>) => {
    const rows = { ...ALL_ROWS, ...choice }
    const doc = summaryOf(
      input('section', [
        { plan: 'a', rows },
        { plan: 'b', rows },
      ]),
    )
    return projectPlan(doc, 's').sections.flatMap(({ items }) =>
      items.map((one) => [one.title.text, one.parent]),
    )
  }
  expect(by({ words: 'ФОРУМ  фестив' })).toEqual([['Форум', null]])
  expect(by({ month: 5 })).toEqual([['Секция', null]])
  expect(by({ state: 'done' })).toEqual([['Бал', null]])
  expect(by({ department: 'd2' })).toEqual([['Бал', null]])
  expect(by({ responsible: 'иванов' })).toEqual([['Форум', null]])
  expect(by({ words: 'ничего' })).toEqual([])
  // At a refresh the same choice stands.
  const rows = { ...ALL_ROWS, month: 5 }
  const choice = (): GatherInput => input('section', [{ plan: 'a', rows }])
  const doc = summaryOf(choice())
  const [forum] = choice().plans.get('a')?.sections[0]?.items ?? []
  expect(changes(doc, choice())).toEqual([])
  setCell(editingOf(a), forum?.id ?? '', 'period', textToBlocks('май'))
  expect(say(changes(doc, choice()))).toEqual(['added Форум'])
  const odd = [{ ...rows, month: 13 }, { ...rows, more: 1 }, { ...rows, words: 'x'.repeat(201) }, null]
  expect([rows, ...odd].map(isRowChoice)).toEqual([true, false, false, false, false])
})
