/** Texts of one sign a hundred thousand times over: whoever may write a row must not hold up everybody who reads it. */
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { amendmentsOf } from '../../../shared/plan/amendments.ts'
import { buildPlan } from '../../../shared/plan/build.ts'
import { PlanChecker } from '../../../shared/plan/check.ts'
import { diffPlans } from '../../../shared/plan/diff.ts'
import { parseHtml } from '../../../shared/plan/html.ts'
import { blocksToText, escapeHtml } from '../../../shared/plan/rich.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { PlanProjection } from '../../../shared/plan/view.ts'
import { versionRu } from '../../../shared/i18n/ru/version.ts'
import { countingIds, itemDraft, planDraft } from '../../support/drafts.ts'
import { processorMsOf } from '../../support/processor-time.ts'

/** As much as a cell may have. */
const LONGEST = 100_000
/** What is linear takes a tenth of it; what is not takes minutes. */
const LIMIT_MS = 5_000

const filled = (piece: string): string => `x${piece.repeat(LONGEST / piece.length)}`.slice(0, LONGEST - 1)

const docWith = (title: string): Y.Doc => {
  const doc = new Y.Doc()
  const section = { title: 'Раздел', department: null, items: [itemDraft(escapeHtml(title))] }
  buildPlan(doc, { ...planDraft(1, 1), sections: [section] }, { ids: countingIds('r'), epoch: 'e' })
  return doc
}

test('[AL7] HTML of a call that never ends its tags or opens a hundred thousand is read in one pass', async () => {
  for (const piece of ['<a', '<a "', "<a '", '<b>x', '<a href="http://x">y', '<!--', '<ul>', '&#x', '</b>']) {
    expect(await processorMsOf(() => parseHtml(filled(piece))), piece).toBeLessThan(LIMIT_MS)
  }
  expect(blocksToText(parseHtml('<p title="a > b">1 < 2, <b>3</b></p><i data-x=\'>\'>4</i><s'))).toBe(
    '1 < 2, 3\n4<s',
  )
})

test('[AL7] titles of one sign over and over are checked and compared in one pass', async () => {
  const before = projectPlan(docWith('Встреча'), 'p')
  for (const sign of ['.', '\u00a0', 'http://a.']) {
    const doc = docWith(`${filled(sign)}!`)
    const spent = await processorMsOf(() => {
      new PlanChecker().check(new PlanProjection(doc).view(), [])
      const after = projectPlan(doc, 'p')
      amendmentsOf(diffPlans(before, after), before, after, versionRu)
    })
    expect(spent, sign).toBeLessThan(LIMIT_MS)
  }
})
