/** A period as it is drawn over the months. */
import { expect, test } from 'vitest'
import { contextOf, periodOf } from '../../../shared/plan/period-text.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { drawingOf, type Mark, placeOfToday } from '../../../shared/year/marks.ts'

const round = (months: number): number => Math.round(months * 100) / 100

const said = (mark: Mark): string => {
  if (mark.kind === 'dot') return `• ${mark.at}`
  if (mark.kind === 'pin') return `${mark.until ? 'by' : '◆'} ${round(mark.at)}`
  const ends = `${round(mark.from)}–${round(mark.to)}`
  return mark.kind === 'vague' ? `~ ${ends}` : `${ends}${mark.goesOn ? ` ${mark.goesOn}` : ''}`
}

const read = (text: string, title = 'Раздел') => {
  const period = periodOf(text === '' ? [] : textToBlocks(text), contextOf(2022, title))
  const { marks, span, vague } = drawingOf(period, 2022)
  return { marks: marks.map(said).join(', '), span: span && `${span.from}–${span.to}`, vague }
}

test('[YV2] ranges are bars, months dots, days stand in their place', () => {
  expect(read('февраль- сентябрь')).toEqual({ marks: '1–9', span: '2–9', vague: null })
  expect(read('II квартал')).toEqual({ marks: '3–6', span: '4–6', vague: null })
  expect(read('июнь')).toEqual({ marks: '• 5.5', span: '6–6', vague: null })
  expect(read('май, ноябрь')).toEqual({ marks: '• 4.5, • 10.5', span: null, vague: null })
  expect(read('16 июня')).toEqual({ marks: '◆ 5.5', span: null, vague: null })
  expect(read('1–15 июня')).toEqual({ marks: '5–5.5', span: '6–6', vague: null })
  expect(read('с 16 марта по 15 июня').marks).toBe('2.48–5.5')
  expect(read('12 марта, 16 июня').marks).toBe('◆ 2.35, ◆ 5.5')
  expect(read('до 25 декабря')).toEqual({ marks: 'by 11.77', span: null, vague: null })
  expect(read('октябрь – апрель')).toEqual({ marks: '0–4 before, 9–12 after', span: null, vague: null })
  expect(read('15.12.2021 – 20.02.2022').marks).toBe('0–1.71')
  expect(read('', 'Март').marks).toBe('• 2.5')
})

test('[XE2] a day before an open beginning is drawn as a day', () => {
  expect(read('10 марта\nс 1 июня').marks).toBe('◆ 2.29, 5–12')
  expect(read('с 16 декабря').marks).toBe('11.48–12')
  expect(read('с 16 марта').marks).toBe('2.48–12')
})

test('[YV3] what has no exact time is hatched over what it covers, or has an empty lane', () => {
  expect(read('в течение года')).toEqual({ marks: '~ 0–12', span: '1–12', vague: 'year' })
  expect(read('по договоренности')).toEqual({ marks: '~ 0–12', span: null, vague: 'agreed' })
  expect(read('ежемесячно')).toEqual({ marks: '~ 0–12', span: null, vague: 'year' })
  expect(read('еженедельно, март–май')).toEqual({ marks: '~ 2–5', span: null, vague: null })
  expect(read('на Масленицу')).toEqual({ marks: '', span: null, vague: 'unclear' })
  expect(read('')).toEqual({ marks: '', span: null, vague: 'none' })
})

test('[YV2] the same period gives the same drawing, and today stands in its own year alone', () => {
  const period = periodOf(textToBlocks('июнь'), contextOf(2022, 'Раздел'))
  expect(drawingOf(period, 2022)).toBe(drawingOf(period, 2022))
  expect(placeOfToday({ year: 2022, month: 6, day: 16 }, 2022)).toBeCloseTo(5.517, 2)
  expect(placeOfToday({ year: 2026, month: 6, day: 16 }, 2022)).toBeNull()
})
