/** Periods in PlanJson: of rows, of parts, under sections that name a month; read once. */
import { expect, test } from 'vitest'
import { setCell, setMeta, setSectionTitle } from '../../../shared/plan/edit.ts'
import { contextOf, periodOf } from '../../../shared/plan/period-text.ts'
import { viewToJson } from '../../../shared/plan/project.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { PlanProjection } from '../../../shared/plan/view.ts'
import { samplePlan } from '../../../shared/sample/plan-2022.ts'
import { editingOf, planDoc } from '../../support/drafts.ts'

const open = () => {
  const doc = planDoc(samplePlan('ru'))
  const projection = new PlanProjection(doc)
  return { edit: editingOf(doc), projection, json: () => viewToJson(projection.view(), 'p') }
}

test('[PD10] every row and part of a plan says what was understood of its dates', () => {
  const { json } = open()
  const items = json().sections.flatMap((section) => section.items)
  const [first] = items
  expect(first?.period).toMatchObject({ months: [2, 3, 4, 5, 6, 7, 8, 9], kind: 'range', hours: null })
  expect(first?.parts.map(({ period }) => period.months)).toEqual([[2, 3, 4, 5, 6, 7, 8, 9], [3], [4]])
  const unknown = items.filter(({ period }) => period.kind === 'unknown')
  expect(unknown.map(({ period }) => period.text)).toEqual([])
  expect(items.filter(({ period }) => period.kind === 'none')).toHaveLength(1)
  expect(items.filter(({ period }) => period.hours === 16)).toHaveLength(2)
})

test('[PD10] the section and the year that a row stands in are its context, and only what changed is read again', () => {
  const { edit, json } = open()
  const [before] = json().sections
  const [row, other] = before?.items ?? []
  const section = before?.id ?? ''
  setCell(edit, row?.id ?? '', 'period', textToBlocks('до 20 числа'))
  expect(json().sections[0]?.items[0]?.period).toMatchObject({ kind: 'unknown', end: null })
  setSectionTitle(edit, section, 'Март')
  expect(json().sections[0]?.items[0]?.period).toMatchObject({
    kind: 'dates',
    months: [3],
    end: '2022-03-20',
  })
  setMeta(edit, { year: 2023 })
  expect(json().sections[0]?.items[0]?.period.end).toBe('2023-03-20')
  expect(json().sections[0]?.items[1]?.period.text).toBe(other?.period.text)
  const blocks = textToBlocks('май')
  expect(periodOf(blocks, contextOf(2022, ''))).toBe(periodOf(blocks, contextOf(2022, '')))
})

test('[PD10] the same words in two cells of one context are read once, and others as what they say', () => {
  const march = contextOf(2022, 'Март')
  const read = (text: string, context = march) => periodOf(textToBlocks(text), context)
  const first = read('до 20 числа')
  expect(read('до 20 числа')).toBe(first)
  expect(() => first.months.push(4)).toThrow(TypeError)
  expect(read('до 20 числа', contextOf(2022, 'Май')).end).toBe('2022-05-20')
  expect(read('до 20 числа', contextOf(2023, 'Март')).end).toBe('2023-03-20')
  for (let day = 0; day < 4000; day++) read(`${(day % 28) + 1} апреля, ${day}`)
  expect(read('до 20 числа')).toEqual(first)
  expect(read('до 20 числа')).not.toBe(first)
})

test('[PD10] a long list of dates is read once, too, until long ones have put it out', () => {
  const read = (text: string) => periodOf(textToBlocks(text), contextOf(2022, ''))
  const list = Array.from({ length: 100 }, (_, index) => `${(index % 28) + 1} марта`).join('\n')
  const first = read(list)
  expect(read(list)).toBe(first)
  for (let other = 0; other < 210; other++) read(`${other} ${'слово '.repeat(660)}`)
  expect(read(list)).toEqual(first)
  expect(read(list)).not.toBe(first)
  const endless = `1 мая ${'слово '.repeat(700)}`
  expect(read(endless)).not.toBe(read(endless))
})
