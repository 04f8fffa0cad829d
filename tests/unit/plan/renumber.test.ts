/** Numbers put right from one row on. */
import { expect, test } from 'vitest'
import type { ItemDraft } from '../../../shared/plan/json.ts'
import { PlanProjection } from '../../../shared/plan/view.ts'
import { canRenumber, renumberFrom } from '../../../shared/plan/renumber.ts'
import { editingOf, itemDraft, planDoc, planDraft } from '../../support/drafts.ts'

const typed = (number: string, level = 0): ItemDraft => itemDraft('х', { level, numbering: 'typed', number })

test('[LM5] from the wrong row on the typed numbers follow the one above, in its style; rows without one stay so', () => {
  const draft = planDraft(1, 0)
  const none = itemDraft('х', { numbering: 'none' })
  for (const section of draft.sections) {
    section.items = [typed('1)'), typed('2)'), typed('4)'), typed('7', 1), none, typed('5)'), typed('5)')]
  }
  const doc = planDoc(draft)
  const projection = new PlanProjection(doc)
  const rows = () => projection.view().sections[0]?.rows ?? []
  const wrong = rows()[2]
  expect(renumberFrom(editingOf(doc), rows(), wrong?.id ?? '')).toBe(3)
  expect(rows().map(({ number }) => number)).toEqual(['1)', '2)', '3)', '7', '', '4)', '5)'])
  expect(rows()[2]?.typed).toBe('4)')
  expect(renumberFrom(editingOf(doc), rows(), 'nowhere')).toBe(0)
})

test('[LM5] only numbers that are counted on in print are put right so', () => {
  expect(['4', '4.', '2.18', '3)'].filter(canRenumber)).toEqual(['4', '4.', '2.18', '3)'])
  expect(['IV', 'IV)', ''].filter(canRenumber)).toEqual([])
})
