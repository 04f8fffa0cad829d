/** Next year's plan of long texts that were written to be slow: what it costs, and that it says the same. */
import { expect, test } from 'vitest'
import { isAtOnce } from '../../../../server/exchange/copy-plan.ts'
import type { PlanJson } from '../../../../shared/plan/json.ts'
import { carryPlan } from '../../../../shared/plan/next-year/carry.ts'
import { proposalsFor } from '../../../../shared/plan/next-year/proposals.ts'
import { projectPlan } from '../../../../shared/plan/project.ts'
import { itemDraft, planDoc, planDraft } from '../../../support/drafts.ts'
import { processorMsOf } from '../../../support/processor-time.ts'

/** A plan of one row with that title. */
const planOf = (title: string): PlanJson =>
  projectPlan(
    planDoc({
      ...planDraft(0, 0),
      sections: [{ title: 'Раздел', department: null, items: [itemDraft(title)] }],
    }),
    'p',
  )

/** Carried over with all that is done and offered; ms of the processor, and the title. */
const carried = async (plan: PlanJson): Promise<{ ms: number; title: string }> => {
  let title = ''
  const ms = await processorMsOf(() => {
    const on = proposalsFor(plan, 2023).map(({ id }) => id)
    const { draft } = carryPlan(plan, { year: 2023, on })
    title = draft.sections[0]?.items[0]?.title ?? ''
  })
  return { ms, title }
}

const LETTERS = 80_000

// Each of these took from 7 seconds to minutes when a word was compared with every other one of its text.
test.each([
  ['2021–2022, ', '2022–2023, '],
  ['29.02.2024 2022 г. ', '29.02.2024 2023 г. '],
  ['к 5-летию ', 'к 6-летию '],
  ['20<strong>22</strong> и 2022 г. ', '20<strong>22</strong> и 2023 г. '],
])('[AK20] costs as much as it is long: %s', async (words, next) => {
  const times = Math.floor(LETTERS / words.length)
  const small = planOf(words.repeat(Math.floor(times / 8)).trim())
  await carried(small)
  const few = await carried(small)
  const many = await carried(planOf(words.repeat(times).trim()))
  expect(many.title.match(new RegExp(next.trim(), 'g'))).toHaveLength(times)
  // Eight times the text is 64 times the work where it goes by the square; other threads of the process may double one of the two.
  expect(many.ms).toBeLessThan(500 + 20 * few.ms)
})

test('[AK20] a long text in one row is as large as many rows', () => {
  const rows = projectPlan(planDoc(planDraft(3, 99)), 'p')
  expect([isAtOnce([rows]), isAtOnce([rows, rows])]).toEqual([true, false])
  expect(isAtOnce([planOf('2022 '.repeat(20_000))])).toBe(false)
})
