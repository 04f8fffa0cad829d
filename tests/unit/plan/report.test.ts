/** План/факт: what is due when, what counts as what, and that everything adds up. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePeriod } from '../../../shared/period/parse.ts'
import { setState } from '../../../shared/plan/edit.ts'
import { setFact } from '../../../shared/plan/edit-facts.ts'
import { dueOf } from '../../../shared/plan/due.ts'
import type { FactJson, ItemDraft, ItemState } from '../../../shared/plan/json.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import {
  type Figures,
  OUTCOMES,
  type Outcome,
  doneShare,
  reportOf,
  sourceOfJson,
  sourceOfView,
} from '../../../shared/plan/report.ts'
import { type Span, spanOf } from '../../../shared/plan/span.ts'
import { PlanProjection } from '../../../shared/plan/view.ts'
import { editingOf, itemDraft, planDoc, planDraft } from '../../support/drafts.ts'
import { planDrafts } from '../../support/plan-arbitrary.ts'
import { planOf } from '../../support/plan-sameness.ts'

const due = (text: string, year = 2022): string => {
  const { day, month, vague } = dueOf(parsePeriod(text, { year }), year)
  return `${day} ${month ?? '-'}${vague ? ' vague' : ''}`
}

test('[FC10] a row is due at its pinned end, else at the end of its last month, and a vague one at the end of the year', () => {
  const cases: Record<string, string> = {
    '15 марта': '2022-03-15 3',
    'до 25 декабря': '2022-12-25 12',
    'с 10 марта': '2022-12-31 12',
    '10-15 марта, 3 мая': '2022-05-03 5',
    'февраль- сентябрь': '2022-09-30 9',
    февраль: '2022-02-28 2',
    '1 кв.': '2022-03-31 3',
    'I полугодие': '2022-06-30 6',
    'в течение года': '2022-12-31 12',
    ежемесячно: '2022-12-31 12',
    'По договоренности': '2022-12-31 - vague',
    'по запросу': '2022-12-31 - vague',
    'как получится': '2022-12-31 - vague',
    '': '2022-12-31 - vague',
    'до 15 января 2023 г.': '2023-01-15 -',
    'март\nиюнь': '2022-06-30 6',
  }
  expect(Object.fromEntries(Object.keys(cases).map((text) => [text, due(text)]))).toEqual(cases)
  expect(due('февраль', 2024)).toBe('2024-02-29 2')
  expect(due('февраль', 1900)).toBe('1900-02-28 2')
  expect(spanOf('q1', 2024)).toEqual({ from: '2024-01-01', to: '2024-03-31' })
  expect(spanOf('half2', 2022)).toEqual({ from: '2022-07-01', to: '2022-12-31' })
})

const YEAR: Span = { from: null, to: null, upTo: '2022-06-30' }

const outcome = (
  period: string,
  state: ItemState,
  fact: FactJson = {},
  span: Partial<Span> = {},
): Outcome | undefined => {
  const draft = planDraft(1, 0)
  draft.sections[0]!.items = [itemDraft('Событие', { period, state, fact })]
  return reportOf(sourceOfJson(planOf(draft)), { ...YEAR, ...span }).rows[0]?.outcome
}

test('[FC11] a row has one outcome as of the day of the report', () => {
  expect(outcome('15 марта', 'done', { on: '2022-03-15' })).toBe('doneOnTime')
  expect(outcome('15 марта', 'done', { on: '2022-03-16' })).toBe('doneLate')
  expect(outcome('декабрь', 'done', { on: '2022-02-01' })).toBe('doneOnTime')
  // Nobody said when: it is not held against anybody.
  expect(outcome('15 марта', 'done')).toBe('doneOnTime')
  // It was done after the day of the report.
  expect(outcome('15 марта', 'done', { on: '2022-07-01' })).toBe('overdue')
  expect(outcome('август', 'done', { on: '2022-07-01' })).toBe('notYetDue')
  expect(outcome('15 марта', 'moved', { to: 'июль' })).toBe('moved')
  expect(outcome('15 марта', 'cancelled')).toBe('cancelled')
  expect(outcome('июнь', 'planned')).toBe('overdue')
  expect(outcome('июнь', 'in-progress')).toBe('overdue')
  expect(outcome('июнь', 'planned', {}, { today: '2022-06-30' })).toBe('notYetDue')
  expect(outcome('июль', 'planned')).toBe('notYetDue')
  expect(outcome('по договоренности', 'planned')).toBe('notYetDue')
  expect(outcome('по договоренности', 'planned', {}, { upTo: '2022-12-31' })).toBe('overdue')
})

test('[FC11] nothing that is due after today is overdue, also where the report is as of a later day', () => {
  const later: Partial<Span> = { upTo: '2022-12-31', today: '2022-06-15' }
  expect(outcome('14 июня', 'planned', {}, later)).toBe('overdue')
  expect(outcome('15 июня', 'planned', {}, later)).toBe('notYetDue')
  expect(outcome('октябрь', 'in-progress', {}, later)).toBe('notYetDue')
  expect(outcome('по договоренности', 'planned', {}, later)).toBe('notYetDue')
})

test('[FC12] a span counts what is due in it, and a heading of others is no row', () => {
  const quarter = { ...spanOf('q2', 2022), upTo: '2022-06-30' }
  expect(outcome('31 марта', 'planned', {}, quarter)).toBeUndefined()
  expect(outcome('1 апреля', 'planned', {}, quarter)).toBe('overdue')
  expect(outcome('30 июня', 'planned', {}, quarter)).toBe('overdue')
  expect(outcome('1 июля', 'planned', {}, quarter)).toBeUndefined()
  expect(outcome('30 июня', 'planned', {}, { ...quarter, upTo: '2022-05-01' })).toBe('notYetDue')
  const draft = planDraft(1, 0)
  const under: Partial<ItemDraft> = { level: 1, period: 'май' }
  const numbers = (head: Partial<ItemDraft>) => {
    draft.sections[0]!.items = [itemDraft('Цикл', head), itemDraft('а', under), itemDraft('б', under)]
    return reportOf(sourceOfJson(planOf(draft)), YEAR).total.planned
  }
  expect(numbers({ period: '' })).toBe(2)
  expect(numbers({ period: 'май-июнь' })).toBe(3)
  expect(numbers({ period: '', state: 'done' })).toBe(3)
})

test('[FC12] lines of sums and rows without a title are no events, unless something is told of them', () => {
  const draft = planDraft(1, 0)
  const planned = (title: string, more: Partial<ItemDraft> = {}) => {
    draft.sections[0]!.items = [itemDraft(title, { numbering: 'none', period: '', ...more })]
    return reportOf(sourceOfJson(planOf(draft)), YEAR).total.planned
  }
  for (const title of ['Итого по разделу', 'ВСЕГО', 'Всего:', 'Усього за рік', 'Total for May', ''])
    expect(planned(title), title).toBe(0)
  for (const title of ['Итоговое занятие', 'Всего понемногу', 'Событие'])
    expect(planned(title), title).toBe(1)
  for (const title of ['Итого', ''])
    for (const more of [{ state: 'done' as const }, { period: 'май' }])
      expect(planned(title, more), title).toBe(1)
})

test('[FC13] by section, department and month stand the same rows: all figures add up', () => {
  const span = fc.record({
    from: fc.constantFrom(null, '2022-01-01', '1900-04-01', '2100-07-01'),
    to: fc.constantFrom(null, '2022-06-30', '2150-12-31'),
    upTo: fc.constantFrom('2022-06-30', '1950-12-31', '2199-12-31'),
  })
  const sum = (all: readonly Figures[]) =>
    Object.fromEntries(
      (['planned', ...OUTCOMES] as const).map((key) => [
        key,
        all.reduce((total, one) => total + one[key], 0),
      ]),
    )
  fc.assert(
    fc.property(planDrafts({ hide: false }), span, (draft, one) => {
      const plan = planOf(draft)
      const report = reportOf(sourceOfJson(plan), one)
      for (const groups of [report.sections, report.departments, report.months]) {
        expect(sum(groups)).toEqual(report.total)
        for (const group of groups) expect(sum([group]).planned).toBeGreaterThan(0)
      }
      const { planned, ...others } = report.total
      expect(Object.values(others).reduce((all, count) => all + count, 0)).toBe(planned)
      expect(report.rows).toHaveLength(planned)
      const leaves = plan.sections.flatMap(({ items }) =>
        items.filter(({ id }) => !items.some(({ parent }) => parent === id)),
      )
      const whole = reportOf(sourceOfJson(plan), { ...one, from: null, to: null })
      expect(whole.total.planned).toBeGreaterThanOrEqual(Math.max(leaves.length, planned ?? 0))
    }),
    { numRuns: 60, seed: 6 },
  )
})

test('[FC13] the report of the live plan is that of its JSON', () => {
  const doc = planDoc(planDraft(2, 3))
  const edit = editingOf(doc)
  const [one, two] = projectPlan(doc, 'p').sections[0]!.items.map(({ id }) => id)
  setFact(edit, one!, 'done', { on: '2022-04-02', participants: 12 })
  setState(edit, two!, 'cancelled')
  const projection = new PlanProjection(doc)
  const live = reportOf(sourceOfView(projection.view()), YEAR)
  expect(live).toEqual(reportOf(sourceOfJson(projectPlan(doc, 'p')), YEAR))
  expect(live.total).toEqual({
    planned: 6,
    doneOnTime: 0,
    doneLate: 1,
    moved: 0,
    cancelled: 1,
    overdue: 4,
    notYetDue: 0,
  })
  expect(live.months.map(({ month }) => month)).toEqual([3])
  expect(doneShare(live.total)).toBe(17)
  projection.destroy()
})
