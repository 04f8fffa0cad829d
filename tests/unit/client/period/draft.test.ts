/** What the form of a corrected reading says, and what of it cannot be read. */
import { expect, test } from 'vitest'
import { type Draft, readingOf } from '../../../../client/period/draft.ts'

const DAYS: Draft = { kind: 'dates', months: [], start: '2022-05-31', end: '', hours: '' }

test('[PD13] one day of two is enough, and what cannot be read is named: the days or the hours', () => {
  expect(readingOf(DAYS, 2022)).toMatchObject({ months: [5], start: '2022-05-31', end: null, hours: null })
  expect(readingOf({ ...DAYS, start: '', end: '2022-06-01' }, 2022)).toMatchObject({ months: [6] })
  expect(readingOf({ ...DAYS, end: '2022-05-01', hours: 'два' }, 2022)).toBe('days')
  for (const hours of ['два', '0', '-1', '10001', '1e999']) {
    expect(readingOf({ ...DAYS, hours }, 2022), hours).toBe('hours')
    expect(readingOf({ ...DAYS, kind: 'months', months: ['5'], hours }, 2022), hours).toBe('hours')
  }
  expect(readingOf({ ...DAYS, hours: '1,5' }, 2022)).toMatchObject({ hours: 1.5 })
})
