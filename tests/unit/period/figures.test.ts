/** Months and years in figures that are not day, month, year: Roman months, years that come first, dates that are broken. */
import { expect, test } from 'vitest'
import { parsePeriod } from '../../../shared/period/parse.ts'

const read = (text: string): string => {
  const { months, kind, start, end } = parsePeriod(text, { year: 2026 })
  const days = start || end ? ` ${start?.slice(5) ?? ''}..${end?.slice(5) ?? ''}` : ''
  return `${months.length === 12 ? 'all' : months.join() || '-'} ${kind}${days}`
}
const each = (rows: Record<string, string>): void => {
  for (const [text, want] of Object.entries(rows)) expect(read(text), text).toBe(want)
}

test('[PD24] Roman months have the year behind them, or a month and a dash before them', () => {
  each({
    'IV.2026': '4 months',
    'V/2026': '5 months',
    'IX.2026–V.2027': '9,10,11,12 range',
    'с V.2026 по IX.2026': '5,6,7,8,9 range',
    'май-VI': '5,6 range',
    'май – VI 2026': '5,6 range',
    // Days, quarters, weeks and what counts something else.
    '15.V.2026': '5 dates 05-15..05-15',
    'июнь 22-IV': '6 months',
    'май – 6': '5 dates 05-06..05-06',
    'май, II декада': '5 dates 05-11..05-20',
    'май – II этап': '5 months',
    'май – I, сентябрь – II': '5,9 months',
    'II кв. 2026': '4,5,6 quarter',
  })
})

test('[PD24] a year may come before its month and day', () => {
  each({
    '2026/05/15': '5 dates 05-15..05-15',
    '2026/05/15 – 2026/05/20': '5 dates 05-15..05-20',
    '2026-03': '3 months',
    '2026-05/15': '- unknown',
    '2026-2027': 'all year',
    '2026/27': 'all year',
  })
  expect(parsePeriod('2010-11', { year: 2010 })).toMatchObject({ kind: 'year' })
})

test('[PD24] a year that a mark joins to other figures is no time of its own', () => {
  each({
    '15:05:2026': '- unknown',
    '15.00.2026': '- unknown',
    '1505.2026': '- unknown',
    '2026/3': '- unknown',
    'приказ 15-2026, март': '3 months',
    '2026': 'all year',
    '2026 г.': 'all year',
    '2026-Q1': '1,2,3 quarter',
    'план/2026': 'all year',
  })
})
