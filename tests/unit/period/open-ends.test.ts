/** Cells whose times have open ends beside others: when they begin, when they end, and what is made of that. */
import { expect, test } from 'vitest'
import { parsePeriod } from '../../../shared/period/parse.ts'
import { dueOf } from '../../../shared/plan/due.ts'

const days = (text: string): string => {
  const { start, end } = parsePeriod(text, { year: 2026 })
  return `${start?.slice(5) ?? ''}..${end?.slice(5) ?? ''}`
}

test('[XE2] an open beginning behind every end of its cell leaves the end open', () => {
  const cells: Record<string, string> = {
    'Заявки до 1 марта\nс 1 апреля – занятия': '04-01..',
    'заявки до 1 марта, занятия с 1 апреля': '04-01..',
    'до 1 березня\nз 1 квітня': '04-01..',
    'да 1 сакавіка\nз 1 красавіка': '04-01..',
    'Applications by 1 March\nclasses from 1 April': '04-01..',
    '10 марта\nс 1 июня': '03-10..',
    '10 марта; с 1 июня': '03-10..',
    'с 1 июня\n15 июля\nс 1 августа': '06-01..',
    // What is closed or goes on beside other days is as it was.
    'с 15 мая\nдо 20 мая': '05-15..05-20',
    'до 20 мая\nс 15 мая': '05-15..05-20',
    'с 1 июня\n10 июля': '06-01..07-10',
    '20-15 марта': '03-20..03-15',
  }
  expect(Object.fromEntries(Object.keys(cells).map((text) => [text, days(text)]))).toEqual(cells)
  const both = parsePeriod('Заявки до 1 марта\nс 1 апреля – занятия', { year: 2026 })
  expect(both.months).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  expect(dueOf(both, 2026)).toEqual({ day: '2026-12-31', month: 12, vague: false })
})
