/** Which report an address asks for. */
import { expect, test } from 'vitest'
import { readReport, spanIn, withReport } from '../../../../client/plan/report-address.ts'

test('[FC16] the address says which report, beside how the plan is looked at, and odd ones are as if they were not there', () => {
  const own = { span: 'own', from: '2022-02-01', to: null, upTo: '2022-03-05' } as const
  const search = withReport('?view=board&by=state', own)
  expect(search).toBe('?view=board&by=state&report=own&from=2022-02-01&upTo=2022-03-05')
  expect(readReport(search)).toEqual(own)
  expect(withReport(search, null)).toBe('?view=board&by=state')
  expect(readReport('?view=board')).toBeNull()
  expect(readReport('?report=q5')).toBeNull()
  expect(readReport('?report=own&from=2022-02-30&to=x')).toEqual({
    span: 'own',
    from: null,
    to: null,
    upTo: null,
  })
  // Dates are those of own spans alone.
  expect(readReport('?report=q2&from=2022-01-01')).toMatchObject({ span: 'q2', from: null })
})

test('[FC16] a report is as of today, or of its end where that is over', () => {
  const span = (report: string, today: string) => spanIn(readReport(`?report=${report}`)!, 2022, today)
  expect(span('q2', '2022-05-10')).toEqual({
    from: '2022-04-01',
    to: '2022-06-30',
    upTo: '2022-05-10',
    today: '2022-05-10',
  })
  expect(span('q2', '2022-07-01').upTo).toBe('2022-06-30')
  expect(span('all', '2026-11-26')).toMatchObject({ from: null, to: null, upTo: '2022-12-31' })
  expect(span('q2&upTo=2022-06-01', '2026-11-26').upTo).toBe('2022-06-01')
})
