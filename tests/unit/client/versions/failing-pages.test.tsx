/** The past and the redline where the server does not answer, or not yet. */
import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { HistoryPage } from '../../../../client/versions/HistoryPage.tsx'
import { Redline } from '../../../../client/versions/Redline.tsx'
import { setCell } from '../../../../shared/plan/edit.ts'
import { projectPlan } from '../../../../shared/plan/project.ts'
import { textToBlocks } from '../../../../shared/plan/rich.ts'
import { rowsOf } from '../../../../shared/plan/schema.ts'
import { eventually } from '../../../support/eventually.ts'
import { planDoc } from '../../../support/drafts.ts'
import { identityOf } from '../../../support/identities.ts'
import { ru } from '../../../support/words.ts'
import { click, text } from '../people/hands.ts'
import { apiAnswering } from '../people/samples.ts'
import { draw } from '../presence/support.tsx'
import { sessionOf } from '../table/support.ts'

const CHIEF = identityOf({ id: 'anna', name: 'Анна', role: 'chief', approver: true, hue: 1 })

let remove = async () => {}
afterEach(() => remove())

const settle = () =>
  act(async () => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  })

test('[VX7] a past that did not come can be asked for again, and left', async () => {
  const answers: Parameters<typeof apiAnswering>[0] = {}
  const { api, sent } = apiAnswering(answers)
  let closed = 0
  const session = sessionOf(planDoc(), CHIEF)
  const page = await draw(<HistoryPage {...{ api, session }} row={null} onClose={() => (closed += 1)} />)
  remove = page.remove
  await settle()
  expect(text()).toContain(ru('error.network'))
  await click(ru('history.close'))
  expect(closed).toBe(1)
  const timeline = { since: '2022-01-01T00:00:00Z', steps: [], people: [] }
  answers['GET /api/plans/p1/history/timeline'] = [200, timeline]
  await click(ru('common.retry'))
  await settle()
  expect(text()).toContain(ru('history.list'))
  // The list beside it did not come, and has a way of its own.
  const lists = () => sent.filter(({ call }) => call.includes('history?limit'))
  expect(lists()).toHaveLength(1)
  await click(ru('common.retry'))
  expect(lists()).toHaveLength(2)
})

test('[VX8] what is brought back from the redline is brought back once, however often it is pressed', async () => {
  const session = sessionOf(planDoc(), CHIEF)
  const { editing } = session
  const before = projectPlan(editing.doc, 'p1')
  const [row = ''] = rowsOf(editing.doc).keys()
  setCell(editing, row, 'title', textToBlocks('Иначе'))
  const { api, sent } = apiAnswering({ 'GET /api/plans/p1/versions/1': [200, { plan: before }] })
  const comparison = { from: 1, to: null }
  const page = await draw(<Redline {...{ api, session, comparison }} onClose={() => {}} />)
  remove = page.remove
  const label = ru('versions.restore.row')
  const way = () => document.querySelector<HTMLElement>(`button[aria-label="${label}"]`)
  await eventually(async () => {
    await settle()
    expect(way()).not.toBeNull()
  })
  await act(async () => {
    way()?.click()
    way()?.click()
  })
  expect(sent.filter(({ call }) => call.startsWith('POST'))).toHaveLength(1)
})
