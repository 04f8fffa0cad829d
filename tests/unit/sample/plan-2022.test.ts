/** The sample plan of an empty store (SPEC IM17). */
import { expect, test } from 'vitest'
import { parseHtml } from '../../../shared/plan/html.ts'
import { blocksToHtml } from '../../../shared/plan/rich.ts'
import { SAMPLE_DEPARTMENTS, samplePlan } from '../../../shared/sample/plan-2022.ts'

const rows = (): ReturnType<typeof samplePlan>['sections'][number]['items'] =>
  samplePlan('ru').sections.flatMap(({ items }) => items)

test('[IM17] it has 8 sections and 35 rows, each section with a department', () => {
  const { sections } = samplePlan('ru')
  expect(sections.map(({ items }) => items.length)).toEqual([1, 4, 4, 8, 11, 2, 3, 2])
  expect(new Set(sections.map(({ department }) => department))).toEqual(new Set(SAMPLE_DEPARTMENTS))
})

test('[IM17] it has the faults of the printed plan', () => {
  const { sections } = samplePlan('ru')
  expect(sections[1]?.items.map(({ number }) => number)).toEqual(['1.', '2.', '3.', '5.'])
  expect(sections[3]?.items.map(({ number }) => number)).toEqual(['1.', '2', '3', '4', '5', '6', '8', '9'])
  expect(
    rows()
      .filter(({ period }) => period === '')
      .map(({ number }) => number),
  ).toEqual(['6.'])
  const forums = rows().filter(({ title }) => title.includes('Мастер-форум'))
  expect(forums.map(({ period }) => period)).toEqual(['апрель-май', 'май'])
})

test('[IM17] its rich text is of the plan’s subset', () => {
  for (const { title } of rows()) expect(blocksToHtml(parseHtml(title))).toBe(title)
})

test('[IM17] each call gives a plan of its own', () => {
  const first = samplePlan('en')
  first.sections[0]?.items.splice(0)
  first.columns.splice(0)
  expect(samplePlan('en').sections[0]?.items).toHaveLength(1)
  expect(samplePlan('en').columns).toHaveLength(3)
})
