/** Next year's plan as a whole: what goes along, what stays behind, and that nothing else differs. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildPlan } from '../../../../shared/plan/build.ts'
import { PlanChecker } from '../../../../shared/plan/check.ts'
import { sortFindings } from '../../../../shared/plan/check/dismissed.ts'
import { sayFinding } from '../../../../shared/plan/check/say.ts'
import { checkRu } from '../../../../shared/i18n/ru/check.ts'
import { dismissFinding } from '../../../../shared/plan/edit-notes.ts'
import { setCell } from '../../../../shared/plan/edit.ts'
import type { ItemDraft, PlanDraft, PlanJson } from '../../../../shared/plan/json.ts'
import { type CarryChoice, carryPlan } from '../../../../shared/plan/next-year/carry.ts'
import { previewNextYear } from '../../../../shared/plan/next-year/preview.ts'
import { projectPlan } from '../../../../shared/plan/project.ts'
import { textToBlocks } from '../../../../shared/plan/rich.ts'
import { PlanProjection } from '../../../../shared/plan/view.ts'
import { samplePlan } from '../../../../shared/sample/plan-2022.ts'
import * as Y from 'yjs'
import { countingIds, editingOf, itemDraft, planDoc, planDraft } from '../../../support/drafts.ts'
import { planDrafts } from '../../../support/plan-arbitrary.ts'

const planOf = (...items: ItemDraft[]): PlanDraft => ({
  ...planDraft(0, 0),
  title: 'План работы на 2022 год',
  front: {
    agreed: '',
    approved: 'УТВЕРЖДАЮ\n«28» декабря 2021 г.',
    intro: '<p>Итоги 2021 года.</p>',
    outro: '',
  },
  columns: [...planDraft(0, 0).columns, { key: 'c2', title: 'Отметка о выполнении' }],
  sections: [{ title: 'Раздел на 2022 год', department: 'd1', items }],
})

const sourceOf = (draft: PlanDraft): PlanJson => projectPlan(planDoc(draft, 's'), 'source')

/** The new plan as a document. */
const newDoc = (plan: PlanJson, choice: CarryChoice): Y.Doc => {
  const doc = new Y.Doc()
  buildPlan(doc, carryPlan(plan, choice).draft, { ids: countingIds('n'), epoch: 'e' })
  return doc
}
const newPlan = (plan: PlanJson, choice: CarryChoice): PlanJson => projectPlan(newDoc(plan, choice), 'new')

const source = sourceOf(
  planOf(
    itemDraft('<strong>Фестиваль</strong> 2022 года', {
      period: 'Февраль 2022 г.',
      state: 'done',
      cells: { c1: 'Иванова', c2: 'Проведено 12.02.2022' },
    }),
    itemDraft('Отменённое', { state: 'cancelled' }),
    itemDraft('Под ним', { level: 1 }),
    itemDraft('К 105-летию Осеевой', { period: '12 марта 2022 (суббота)', numbering: 'typed', number: '7.' }),
  ),
)

test('[NY8, NY9] texts go along, states and reports stay behind, every row knows where it came from', () => {
  const plan = newPlan(source, { year: 2023 })
  expect([plan.title, plan.year, plan.organisation]).toEqual([
    'План работы на 2023 год',
    2023,
    source.organisation,
  ])
  expect([plan.front.approved, plan.front.intro.text]).toEqual([
    'УТВЕРЖДАЮ\n«___» ____________ 2022 г.',
    'Итоги 2022 года.',
  ])
  expect(plan.columns.map(({ title }) => title)).toEqual(source.columns.map(({ title }) => title))
  const [section] = plan.sections
  expect([section?.title, section?.department]).toEqual(['Раздел на 2023 год', 'd1'])
  const [, , , last] = source.sections[0]?.items ?? []
  const [first, other, ...none] = section?.items ?? []
  const own = plan.columns.slice(-2).map(({ key }) => key)
  expect(first).toMatchObject({
    title: { html: '<p><strong>Фестиваль</strong> 2023 года</p>' },
    period: { text: 'Февраль 2023 г.', months: [2] },
    state: 'planned',
  })
  expect(own.map((key) => first?.cells[key])).toEqual(['Иванова', ''])
  expect(other).toMatchObject({
    number: '7.',
    title: { text: 'К 105-летию Осеевой' },
    period: { text: '12 марта 2023 (суббота)' },
  })
  // What stood under the cancelled row stayed with it.
  expect(none).toEqual([])
  expect(other?.origin).toEqual({ kind: 'carried', plan: 'source', item: last?.id, year: 2022 })
})

test('[NY8] what is flagged is told by the checker, set aside with a reason, and over when its words are', () => {
  const doc = newDoc(source, { year: 2023 })
  const view = () => new PlanProjection(doc).view()
  const carried = () =>
    sortFindings(view(), new PlanChecker().check(view())).open.filter(({ code }) => code === 'carried-over')
  expect(carried().map((one) => sayFinding(one, checkRu, 'ru'))).toEqual([
    'Из плана 2022\u00a0года: «105-летию Осеевой». Может быть, теперь «106-летию Осеевой»?',
    'Из плана 2022\u00a0года: «12 марта 2023» — день недели уже другой. Ближайший: «11 марта 2023».',
  ])
  const [anniversary, weekday] = carried()
  if (!anniversary || !weekday) throw new Error('two findings expected')
  dismissFinding(editingOf(doc), anniversary, 'Отмечаем в этом году')
  expect(carried().map(({ id }) => id)).toEqual([weekday.id])
  setCell(editingOf(doc), weekday.item ?? '', 'period', textToBlocks('11 марта 2023 (суббота)'))
  expect(carried()).toEqual([])
})

test('[NY3, NY4] every change can be switched off, and every offer on; what was decided is not asked again', () => {
  const { proposals } = previewNextYear(source, 2023)
  const off = proposals.filter(({ sureness }) => sureness === 'done').map(({ id }) => id)
  const on = proposals.filter(({ sureness }) => sureness === 'offered').map(({ id }) => id)
  const stays = newPlan(source, { year: 2023, off, leave: [] })
  expect(stays.sections[0]?.items.map(({ period }) => period.text)).toEqual(
    source.sections[0]?.items.map(({ period }) => period.text),
  )
  expect([stays.title, stays.front.approved]).toEqual([source.title, source.front.approved])
  const doc = newDoc(source, { year: 2023, on })
  const view = new PlanProjection(doc).view()
  expect(new PlanChecker().check(view).filter(({ code }) => code === 'carried-over')).toEqual([])
  expect(projectPlan(doc, 'x').sections[0]?.items[1]).toMatchObject({
    title: { text: 'К 106-летию Осеевой' },
    period: { text: '11 марта 2023 (суббота)' },
  })
})

test('[NY7] nothing differs but what the preview lists, and the ids', () => {
  const spice = fc.constantFrom(
    '',
    ' 2022 год',
    ' к 10-летию',
    ' 12.03.2022',
    ' (суббота, 5 мая)',
    ' V форум',
  )
  const spiced = fc
    .tuple(planDrafts({ hide: true }), fc.array(spice, { minLength: 5, maxLength: 5 }))
    .map(([draft, spices]): PlanDraft => ({
      ...draft,
      year: 2022,
      sections: draft.sections.map((section) => ({
        ...section,
        items: section.items.map((item, at) => ({ ...item, period: item.period + (spices[at % 5] ?? '') })),
      })),
    }))
  fc.assert(
    fc.property(spiced, fc.boolean(), (draft, isOff) => {
      const plan = sourceOf(draft)
      const { proposals } = previewNextYear(plan, 2023)
      const off = isOff ? proposals.map(({ id }) => id) : []
      const next = newPlan(plan, { year: 2023, off, leave: [], empty: [] })
      const ids = new Set(plan.sections.flatMap(({ id, items }) => [id, ...items.map((item) => item.id)]))
      next.sections.forEach((section, at) => {
        const old = plan.sections[at]
        expect(ids.has(section.id)).toBe(false)
        expect(section.items.length).toBe(old?.items.length)
        section.items.forEach((item, index) => {
          const was = old?.items[index]
          if (!was) throw new Error('a row too many')
          expect(ids.has(item.id)).toBe(false)
          const mine = proposals.filter(
            (one) => one.item === was.id && one.sureness === 'done' && one.after !== null && !isOff,
          )
          const expected = (field: string, text: string) =>
            mine
              .filter((one) => one.field === field)
              .reduceRight((words, one) => words.slice(0, one.from) + one.after + words.slice(one.to), text)
          expect(item.period.text).toBe(expected('period', was.period.text))
          const isRenamed = mine.some(({ field }) => field === 'title')
          expect(isRenamed || item.title.html === was.title.html).toBe(true)
          expect([item.number, item.numbering]).toEqual([was.number, was.numbering])
        })
      })
    }),
    { numRuns: 40 },
  )
})

test('[NY7] words that are marked differently are left, and looked at', () => {
  const plan = sourceOf(planOf(itemDraft('Отчёт за 20<em>22 год</em>')))
  const next = newPlan(plan, { year: 2023 })
  expect(next.sections[0]?.items[0]?.title.html).toBe('<p>Отчёт за 20<em>22 год</em></p>')
})

test('[NY1] the sample plan, carried over', () => {
  const plan = sourceOf(samplePlan('ru'))
  const { proposals, title } = previewNextYear(plan, 2023)
  expect(title).toMatch(/2023 год/)
  expect(proposals.map(({ before, after, why }) => `${why}: ${before} → ${after ?? '?'}`)).toEqual([
    'year: 2022 → 2023',
    'year: 2021 → 2022',
    'year: 2021 → 2022',
    'ordinal: 105 → 106',
    'year: 2022 → 2023',
    ...Array.from({ length: 4 }, () => 'year: 2021 → 2022'),
    'year: 2022 → 2023',
    'year: 2022 → 2023',
  ])
})
