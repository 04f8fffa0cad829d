/** What people say beside the text: corrected readings of dates, findings set aside. */
import { expect, test } from 'vitest'
import { allowed } from '../../../server/access/rights.ts'
import type { Role } from '../../../shared/identity.ts'
import { jsonToDraft } from '../../../shared/plan/build.ts'
import { PlanChecker } from '../../../shared/plan/check.ts'
import { sortFindings } from '../../../shared/plan/check/dismissed.ts'
import { reply, startThread } from '../../../shared/comments/edit.ts'
import { readThreads } from '../../../shared/comments/threads.ts'
import { threadStates } from '../../../shared/plan/check/threads.ts'
import { setCell } from '../../../shared/plan/edit.ts'
import { dismissFinding, setPeriodFix } from '../../../shared/plan/edit-notes.ts'
import { isPeriodFix } from '../../../shared/plan/notes.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { REGISTERS } from '../../../shared/plan/schema.ts'
import { PlanProjection } from '../../../shared/plan/view.ts'
import { copyOf, editingOf, itemDraft, planDoc, planDraft } from '../../support/drafts.ts'

const JULY = { kind: 'months' as const, months: [7], start: null, end: null, hours: null }
const open = (period = 'в макушку лета') => {
  const draft = planDraft(1, 0)
  draft.sections[0]?.items.push(itemDraft('Конкурс', { period, cells: { c1: 'Иванова' } }))
  const doc = planDoc(draft)
  const projection = new PlanProjection(doc)
  const row = projection.view().sections[0]?.rows[0]?.id ?? ''
  const period2 = () => projectPlan(doc, 'p').sections[0]?.items[0]?.period
  return { doc, row, edit: editingOf(doc), projection, period: period2 }
}

test('[PD11] a correction is what the plan understands, for as long as the words stay', () => {
  const { doc, row, edit, period } = open()
  expect(setPeriodFix(edit, row, { ...JULY, months: [7] })).toBe(true)
  const wanted = { text: 'в макушку лета', ...JULY, months: [7], corrected: true }
  expect(period()).toEqual(wanted)
  expect(projectPlan(copyOf(doc), 'p').sections[0]?.items[0]?.period).toEqual(wanted)
  const copy = planDoc(jsonToDraft(projectPlan(doc, 'p')), 'copy')
  expect(projectPlan(copy, 'p').sections[0]?.items[0]?.period).toEqual(wanted)
  setCell(edit, row, 'period', textToBlocks('в августе'))
  expect(period()).toEqual({ text: 'в августе', ...JULY, months: [8] })
  setCell(edit, row, 'period', textToBlocks('в макушку лета'))
  expect(period()).toEqual(wanted)
  expect(setPeriodFix(edit, row, null)).toBe(true)
  expect(period()?.corrected).toBe(undefined)
})

test('[PD12] only a reading that can be is one', () => {
  const { row, edit } = open()
  const days = { ...JULY, kind: 'dates' as const }
  const wrong = [
    { ...days, start: '2022-07-32' },
    { ...days, start: '2022-02-29' },
    { ...days, start: '2022-07-05', end: '2022-07-01' },
    { ...JULY, months: [7], start: '2022-07-01' },
    { ...JULY, months: [8, 7] },
    { ...JULY, months: [13] },
    { ...JULY, months: [7], hours: -1 },
    { ...JULY, months: [7], kind: 'none' as const },
  ]
  for (const reading of wrong) expect(setPeriodFix(edit, row, reading), JSON.stringify(reading)).toBe(false)
  expect(setPeriodFix(edit, row, { ...days, start: '2022-07-01', end: '2022-07-05', months: [7] })).toBe(true)
  const fix = { ...JULY, months: [7], of: 'abc1', by: 'anna', at: 1 }
  expect(REGISTERS.rows.fix?.(fix)).toBe(true)
  for (const other of [
    { ...fix, of: 'A B' },
    { ...fix, more: 1 },
    { ...fix, by: 'x'.repeat(121) },
    [fix],
    'x',
  ])
    expect(isPeriodFix(other)).toBe(false)
  const set = REGISTERS.sections['ok:empty-section']
  const aside = { of: 'abc1', why: 'Так надо', by: 'anna', at: 1 }
  expect(set?.([aside])).toBe(true)
  for (const list of [
    [{ ...aside, why: 'x'.repeat(301) }],
    [{ ...aside, at: '1' }],
    Array(13).fill(aside),
    aside,
    null,
  ])
    expect(set?.(list)).toBe(false)
})

test('[PD12] they are written under the rights of what they are of', () => {
  const { doc, row } = open()
  const as = (role: Role) => ({
    id: 'anna',
    name: 'Анна',
    role,
    departments: [],
    approver: false,
  })
  const ask = (role: Role, root: 'rows' | 'meta' | 'sections', entity: string | null, field: string) =>
    allowed([{ root, entity, field }], as(role), doc)
  expect(['fix', 'ok:date-missing'].map((field) => ask('editor', 'rows', row, field))).toEqual([null, null])
  expect(ask('commenter', 'rows', row, 'fix')).toBe('forbidden')
  expect(ask('editor', 'meta', null, 'ok:overloaded-month')).toBe('forbidden')
  expect(ask('chief', 'meta', null, 'ok:overloaded-month')).toBe(null)
})

test('[CK7] a finding set aside stays away until its words change, and can be taken up again', () => {
  const { row, edit, projection } = open('своевременно')
  const checker = new PlanChecker()
  const sorted = () => sortFindings(projection.view(), checker.check(projection.view()))
  const [finding] = sorted().open
  if (!finding) throw new Error('a finding expected')
  expect(dismissFinding(edit, finding, 'Так принято')).toBe(true)
  expect(sorted().open).toEqual([])
  expect(sorted().aside.map(({ dismissal }) => [dismissal.why, dismissal.by])).toEqual([
    ['Так принято', 'anna'],
  ])
  setCell(edit, row, 'period', textToBlocks('вовремя'))
  expect(sorted().open.map(({ code }) => code)).toEqual(['date-unclear'])
  setCell(edit, row, 'period', textToBlocks('своевременно'))
  expect(sorted().open).toEqual([])
  dismissFinding(edit, finding, null)
  expect(sorted().open).toEqual([finding])
})

test('[CK5] a comment that nobody else answered is told, by its row', () => {
  const { doc, row, edit, projection } = open('май')
  const anna = { ...edit, name: 'Анна' }
  const { thread } = startThread(
    anna,
    { row, column: null, quote: '', range: null },
    { text: 'Когда именно?' },
  )
  const found = () => {
    const view = projection.view()
    return new PlanChecker()
      .check(view, threadStates(view, readThreads(doc)))
      .map(({ code, item }) => [code, item])
  }
  expect(found()).toEqual([['comment-unanswered', row]])
  reply(anna, thread, { text: 'Жду ответа' })
  expect(found()).toEqual([['comment-unanswered', row]])
  reply({ ...anna, by: 'boris', name: 'Борис' }, thread, { text: 'Десятого' })
  expect(found()).toEqual([])
})
