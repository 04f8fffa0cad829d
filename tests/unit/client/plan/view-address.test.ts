/** How a plan is looked at, in its address. */
import { expect, test } from 'vitest'
import { readView, type ViewAddress, writeView } from '../../../../client/plan/view-address.ts'
import { NO_FILTER } from '../../../../shared/plan/filter-value.ts'

const NOTHING: ViewAddress = { view: null, by: null, rows: null, filter: NO_FILTER }

test('[FV1] the address says the view, the columns and the filter, and reads back as the same', () => {
  const full: ViewAddress = {
    view: 'board',
    by: 'quarter',
    rows: null,
    filter: {
      words: 'неделя & «жизни»',
      department: 'events',
      state: 'in-progress',
      month: 7,
      mine: true,
      comments: true,
      findings: true,
    },
  }
  expect(readView(writeView(full))).toEqual(full)
  const shared: ViewAddress = { ...NOTHING, filter: { ...NO_FILTER, department: '' } }
  expect(readView(writeView(shared))).toEqual(shared)
  expect(writeView(NOTHING)).toBe('')
  const year: ViewAddress = { ...full, view: 'year', by: null, rows: 'department' }
  expect(readView(writeView(year))).toEqual(year)
  // The document has no columns, the year none of the board's.
  expect(readView('?view=year&by=month')).toEqual({ ...NOTHING, view: 'year' })
  expect(writeView({ ...full, view: 'document', filter: NO_FILTER })).toBe('?view=document')
})

test('[FV1] what cannot be read is as if it were not there', () => {
  expect(readView('?view=year3d&by=moon&state=lost&month=13&dept=%3Cscript%3E&x=1')).toEqual(NOTHING)
  expect(readView(`?q=${'ы'.repeat(5000)}`).filter.words.length).toBe(200)
})
