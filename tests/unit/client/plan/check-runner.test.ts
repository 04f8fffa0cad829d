/** The checker beside an open plan: it may not hold up who writes there. */
import { expect, test } from 'vitest'
import { createRunner, readAhead } from '../../../../client/plan/check-runner.ts'
import { ThreadsProjection } from '../../../../shared/comments/threads.ts'
import { setCell } from '../../../../shared/plan/edit.ts'
import { textToBlocks } from '../../../../shared/plan/rich.ts'
import { rowsOf } from '../../../../shared/plan/schema.ts'
import { PlanProjection } from '../../../../shared/plan/view.ts'
import { editingOf, planDoc, planDraft } from '../../../support/drafts.ts'

test('[CK10] the rows of a plan are read in slices, and the check that follows finds the same', async () => {
  const written = () => {
    const doc = planDoc(planDraft(4, 30))
    const [first = ''] = rowsOf(doc).keys()
    setCell(editingOf(doc), first, 'period', textToBlocks('31 ноября'))
    return doc
  }
  const doc = written()
  const projection = new PlanProjection(doc)
  const view = projection.view()
  // A millisecond for each look at the clock, one look a row.
  let ms = 0
  let turns = 0
  const seen: number[] = []
  let before = 0
  await readAhead(view, {
    now: () => ms++,
    pause: () => {
      turns++
      seen.push(ms - before)
      before = ms
      return Promise.resolve()
    },
  })
  expect(turns).toBeGreaterThan(10)
  expect(Math.max(...seen)).toBeLessThan(10)
  const threads = new ThreadsProjection(doc)
  const sliced = createRunner(projection, threads)()
  const other = written()
  const fresh = createRunner(new PlanProjection(other), new ThreadsProjection(other))()
  expect(sliced.open.map(({ code }) => code)).toEqual(fresh.open.map(({ code }) => code))
  expect(sliced.open.length).toBeGreaterThan(0)
  const [row] = view.sections[3]?.rows ?? []
  expect(sliced.readings.get(row?.id ?? '')?.period.text).toBe('март')
})
