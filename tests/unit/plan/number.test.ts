/** The numbers that stand in print. */
import { describe, expect, it } from 'vitest'
import { projectPlan } from '../../../shared/plan/project.ts'
import { setMeta } from '../../../shared/plan/edit.ts'
import type { ItemDraft } from '../../../shared/plan/json.ts'
import { editingOf, itemDraft, planDoc, planDraft } from '../../support/drafts.ts'

const auto = (level = 0): ItemDraft => itemDraft('х', { level })
const typed = (number: string, level = 0): ItemDraft => itemDraft('х', { level, numbering: 'typed', number })
const none = (): ItemDraft => itemDraft('х', { numbering: 'none' })

const numbers = (sections: ItemDraft[][], numbering: 'section' | 'plan' = 'section') => {
  const draft = planDraft(sections.length, 0)
  draft.sections.forEach((section, index) => (section.items = sections[index] ?? []))
  const doc = planDoc(draft)
  setMeta(editingOf(doc), { numbering })
  return projectPlan(doc, 'p').sections.map((section) => section.items.map((item) => item.number))
}

describe('numbers', () => {
  it('[DM10] automatic numbers count per section, or through the plan', () => {
    expect(numbers([[auto(), auto()], [auto()]])).toEqual([['1.', '2.'], ['1.']])
    expect(numbers([[auto(), auto()], [auto()]], 'plan')).toEqual([['1.', '2.'], ['3.']])
  })

  it('[DM10] they go on from a typed number in its style', () => {
    expect(numbers([[typed('3'), auto(), typed('2.18'), auto(), typed('IV'), auto()]])).toEqual([
      ['3', '4', '2.18', '2.19', 'IV', '1.'],
    ])
  })

  it('[DM10] they keep leading zeros, and count on past any number of figures', () => {
    const first = (number: string) => numbers([[typed(number), auto(), auto()]])[0]?.slice(1)
    expect(first('01.')).toEqual(['02.', '03.'])
    expect(first('2.09')).toEqual(['2.10', '2.11'])
    expect(first('099')).toEqual(['100', '101'])
    expect(first('999999')).toEqual(['1000000', '1000001'])
    expect(first('0')).toEqual(['1', '2'])
    expect(first('9007199254740993')).toEqual(['9007199254740994', '9007199254740995'])
  })

  it('[DM10] rows under a row carry its number', () => {
    expect(numbers([[auto(), auto(1), auto(1), auto(2), auto(), typed('7', 0), auto(1)]])).toEqual([
      ['1.', '1.1.', '1.2.', '1.2.1.', '2.', '7', '7.1'],
    ])
  })

  it('[DM10] rows without a number do not count', () => {
    expect(numbers([[auto(), none(), auto()]])).toEqual([['1.', '', '2.']])
  })
})
