/** Checking while people write: the same findings as from scratch, for the price of the row that changed. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { PlanChecker } from '../../../../shared/plan/check.ts'
import { setCell } from '../../../../shared/plan/edit.ts'
import { textToBlocks } from '../../../../shared/plan/rich.ts'
import { PlanProjection } from '../../../../shared/plan/view.ts'
import { editingOf, itemDraft, planDoc, planDraft } from '../../../support/drafts.ts'
import { type Author, emptyLedger, operate } from '../../../support/plan-operations.ts'
import { dice } from '../../../support/random.ts'

const DATES = [
  'март',
  '',
  '31.04',
  'своевременно',
  '15 января 2023',
  'апрель - май',
  'по согласованию',
  '1 неделя',
]

/** Few enough that the same event comes to stand in two places, and in three. */
const TITLES = Array.from({ length: 9 }, (_, at) => `Открытый ${at}-й фестиваль «Живая строка ${at}»`)

const fresh = (doc: Y.Doc) => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return new PlanChecker().check(new PlanProjection(copy).view())
}

test('[CK6] after every change the findings are those of a fresh check', () => {
  const one: Author = {
    edit: editingOf(planDoc(planDraft(3, 5), 'b'), 'anna', 8),
    dice: dice(8),
    typed: 0,
    ledger: emptyLedger(),
  }
  const projection = new PlanProjection(one.edit.doc)
  const checker = new PlanChecker()
  let pairs = 0
  for (let step = 0; step < 120; step++) {
    operate(one)
    const rows = projection.view().sections.flatMap((section) => section.rows)
    const row = rows[step % Math.max(1, rows.length)]
    if (row) setCell(one.edit, row.id, 'period', textToBlocks(DATES[step % 5] ?? 'май'))
    if (row && step % 2 === 0) setCell(one.edit, row.id, 'title', textToBlocks(one.dice.pick(TITLES) ?? ''))
    const findings = checker.check(projection.view())
    expect(findings).toEqual(fresh(one.edit.doc))
    if (findings.some(({ code }) => code === 'same-event')) pairs++
  }
  expect(pairs).toBeGreaterThan(20)
})

const large = () => {
  const draft = planDraft(0, 0)
  draft.sections = Array.from({ length: 20 }, (_, section) => ({
    title: `Раздел ${section}`,
    department: null,
    items: Array.from({ length: 100 }, (_unused, row) =>
      itemDraft(`Областной конкурс чтецов «Живое слово ${section} ${row}» для школьников`, {
        period: DATES[(section + row) % DATES.length] ?? '',
        cells: { c1: 'Иванова' },
      }),
    ),
  }))
  return planDoc(draft)
}

test('[CK6] a key typed in a plan of 2,000 rows looks anew at its own row alone', () => {
  const doc = large()
  const projection = new PlanProjection(doc)
  const checker = new PlanChecker()
  const row = projection.view().sections[10]?.rows[50]?.id ?? ''
  const before = new Set(checker.check(projection.view()))
  const ofRows = (finding: { item: string | null; code: string }) =>
    finding.item !== null && finding.code !== 'same-event'
  setCell(editingOf(doc), row, 'period', textToBlocks('31.04'))
  const anew = checker.check(projection.view()).filter((finding) => ofRows(finding) && !before.has(finding))
  expect(before.size).toBeGreaterThan(500)
  expect(new Set(anew.map(({ item }) => item))).toEqual(new Set([row]))
})
