/** Plans are gathered and compared from what the store has of them, beside the rooms. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { isSmall } from '../../../server/exchange/copy-plan.ts'
import { MOST_ROWS, compareStored, draftOfStored } from '../../../server/exchange/gather-work.ts'
import { buildPlan } from '../../../shared/plan/build.ts'
import { setCell } from '../../../shared/plan/edit.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { rowsOf } from '../../../shared/plan/schema.ts'
import { countingIds, editingOf, planDoc, planDraft } from '../../support/drafts.ts'

const stored = (planId: string, doc: Y.Doc) => ({
  planId,
  base: Y.encodeStateAsUpdateV2(doc),
  updates: new Uint8Array(0),
})

const gatheringOf = (plans: readonly string[]) => ({
  gathering: {
    by: 'plan' as const,
    sources: plans.map((plan) => ({ plan, sections: null, departments: null })),
  },
  departments: new Map<string, string>(),
  nobodys: 'Без отдела',
})

const HEAD = { title: 'Свод', year: 2022, organisation: '' }

test('[AK21] plans with too many rows together are not gathered, and reading ends with the first that is too much', () => {
  const one = stored('', planDoc(planDraft(1, 1000)))
  const read: string[] = []
  const ids = Array.from({ length: 30 }, (_, at) => `plan${at}`)
  const plans = ids.map((planId) => ({
    ...one,
    get planId() {
      read.push(planId)
      return planId
    },
  }))
  expect(() => draftOfStored({ ...gatheringOf(ids), plans }, HEAD)).toThrow('too-large')
  expect(new Set(read).size).toBe(MOST_ROWS / 1000 + 1)
})

test('[GB2] a summary is compared from bytes of the store, large ones in a thread and small ones at once', () => {
  const small = planDoc(planDraft(1, 8), 'p')
  const summary = new Y.Doc()
  const input = { ...gatheringOf(['p']), plans: [stored('p', small)] }
  buildPlan(summary, draftOfStored(input, HEAD), { ids: countingIds('s'), epoch: 'e' })
  setCell(editingOf(small), [...rowsOf(small).keys()][7] ?? '', 'title', textToBlocks('Другое'))
  const now = { ...input, plans: [stored('p', small)] }
  const target = stored('s', summary)
  const compared = compareStored(now, target)
  expect(compared.changes.map(({ kind }) => kind)).toEqual(['changed'])
  expect(compared.edits.edits).toEqual([])
  const take = compared.changes.map(({ id }) => id)
  expect(compareStored(now, target, { take, of: compared.of }).edits.edits).toHaveLength(1)
  for (const of of ['', 'other'])
    expect(() => compareStored(now, target, { take, of })).toThrow('source-moved')
  const large = { ...now, plans: [stored('p', planDoc(planDraft(1, 1000)))] }
  expect([now, large].map((one) => isSmall({ kind: 'compare', input: one, target }))).toEqual([true, false])
})
