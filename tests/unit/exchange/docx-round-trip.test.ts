/** A plan to Word and back, and what somebody did to it there (SPEC EX10, EX11). */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writePlan } from '../../../server/exchange/write-plan.ts'
import type { PlanJson } from '../../../shared/plan/json.ts'
import { samplePlan } from '../../../shared/sample/plan-2022.ts'
import { changeDocument, changeParts } from '../../support/docx-edit.ts'
import { importBytes, outline } from '../../support/docx-import.ts'
import { itemDraft, planDraft } from '../../support/drafts.ts'
import { planDrafts } from '../../support/plan-arbitrary.ts'
import { planOf, withoutIds } from '../../support/plan-sameness.ts'

const docxOf = (plan: PlanJson, hidden = false) =>
  writePlan({ plan, format: 'docx', locale: 'ru', hidden, at: '2022-01-01T00:00:00Z' })

const back = async (plan: PlanJson, hidden = false) => {
  const { draft, warnings } = await importBytes(await docxOf(plan, hidden))
  return { plan: planOf(draft, 'n'), warnings }
}

describe('untouched', () => {
  // In shares: each has a whole test's time, which a slow machine needs.
  test.each([11, 13, 14])(
    '[EX10] any plan comes back from its Word file as it was, but for its ids: %i',
    async (seed) => {
      await fc.assert(
        fc.asyncProperty(planDrafts({ hide: false }), async (draft) => {
          const plan = planOf(draft)
          const again = await back(plan)
          expect(withoutIds(again.plan)).toEqual(withoutIds(plan))
          expect(again.warnings).toEqual([])
        }),
        { seed, numRuns: 20 },
      )
    },
  )

  test.each([12, 15])(
    '[EX10] hidden columns come back empty, or with their text where it was asked for: %i',
    async (seed) => {
      await fc.assert(
        fc.asyncProperty(planDrafts({ hide: true }), async (draft) => {
          const plan = planOf(draft)
          expect(withoutIds((await back(plan, true)).plan)).toEqual(withoutIds(plan))
          const { draft: shown } = await importBytes(await docxOf(plan))
          expect(shown.columns.map(({ title, hidden }) => [title, hidden])).toEqual(
            plan.columns.map(({ title, hidden }) => [title, hidden]),
          )
        }),
        { seed, numRuns: 10 },
      )
    },
  )

  test('[EX10] the sample comes back, as it does when the marks are gone', async () => {
    const plan = planOf(samplePlan('ru'))
    const bytes = await docxOf(plan)
    const marked = await importBytes(bytes)
    expect(withoutIds(planOf(marked.draft, 'n'))).toEqual(withoutIds(plan))
    const unmarked = await importBytes(
      await changeParts(bytes, (text, name) => (name.startsWith('customxml') ? null : text)),
    )
    const titles = (one: PlanJson) => one.sections.map(({ title, items }) => [title, items.length > 0])
    expect(titles(planOf(unmarked.draft))).toEqual(titles(plan))
  })
})

describe('changed in Word', () => {
  const plan = () =>
    planOf({
      ...planDraft(2, 2),
      columns: [...planDraft().columns, { key: 'c2', title: 'Смета', hidden: true }],
    })
  const cell = (text: string) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`
  const changed = async (change: (xml: string) => string) =>
    (await importBytes(await changeDocument(await docxOf(plan()), change))).draft

  test('[EX11] words that were changed there are the new words, the rest is as it was', async () => {
    const draft = await changed((xml) =>
      xml
        .replace('Событие 1-2', 'Событие перенесено')
        .replace('План работы на 2022 год', 'План работы на 2023 год')
        .replace('>Раздел 2<', '>Второй раздел<')
        .replace('>март<', '>апрель<'),
    )
    expect([draft.title, draft.year, draft.organisation]).toEqual([
      'План работы на 2023 год',
      2023,
      'Библиотека',
    ])
    expect(outline(draft)).toEqual([
      '§ Раздел 1',
      '1. | Событие 1-1 | апрель | Иванова',
      '2. | Событие перенесено | март | Иванова',
      '§ Второй раздел',
      '1. | Событие 2-1 | март | Иванова',
      '2. | Событие 2-2 | март | Иванова',
    ])
    expect(draft.sections[0]?.items[0]?.numbering).toBe('auto')
    expect(draft.columns.at(-1)).toMatchObject({ title: 'Смета', hidden: true })
  })

  test('[EX11] rows, sections and numbers that were added or changed there are kept', async () => {
    const row = `<w:tr>${cell('2а')}${cell('Новое')}${cell('май')}${cell('Петров')}</w:tr>`
    const band =
      '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="4"/></w:tcPr><w:p><w:r><w:t>Третий</w:t></w:r></w:p></w:tc></w:tr>'
    const draft = await changed((xml) =>
      xml
        .replace('>2.<', '>5.<')
        .replace(/<\/w:tbl>(?=<w:p><w:pPr><w:pStyle w:val="PlanGap")/, `${row}${band}${row}</w:tbl>`),
    )
    expect(outline(draft)).toEqual([
      '§ Раздел 1',
      '1. | Событие 1-1 | март | Иванова',
      '5. | Событие 1-2 | март | Иванова',
      '§ Раздел 2',
      '1. | Событие 2-1 | март | Иванова',
      '2. | Событие 2-2 | март | Иванова',
      '2а | Новое | май | Петров',
      '§ Третий',
      '2а | Новое | май | Петров',
    ])
    const numberings = draft.sections.flatMap(({ items }) => items.map(({ numbering }) => numbering))
    expect(numberings).toEqual(['auto', 'typed', 'auto', 'auto', 'typed', 'typed'])
  })

  test('[EX11] a row that moved takes its level, its state and its department’s section along', async () => {
    const before = planOf({
      ...planDraft(),
      sections: [
        { title: 'А', department: 'method', items: [itemDraft('раз', { state: 'done' })] },
        { title: 'Б', department: 'events', items: [itemDraft('два')] },
      ],
    })
    const swapped = await changeDocument(await docxOf(before), (xml) => {
      const rows = xml.match(/<w:tr>.*?<\/w:tr>/g) ?? []
      const [, , a1 = '', b = '', b1 = ''] = rows.slice(rows.findIndex((one) => one.includes('tblHeader')))
      return xml.replace(a1 + b + b1, b + b1 + a1)
    })
    const { draft } = await importBytes(swapped)
    expect(
      draft.sections.map(({ title, department, items }) => [
        title,
        department,
        items.map(({ state }) => state),
      ]),
    ).toEqual([
      ['А', 'method', []],
      ['Б', 'events', ['planned', 'done']],
    ])
  })

  test('[EX11] a part that lies about the plan does no harm', async () => {
    const bytes = await changeParts(await docxOf(plan()), (text, name) =>
      name === 'customxml/item1.xml'
        ? text.replace(/year="\d+"/, 'year="99999"').replaceAll('key="c1"', 'key="../x"')
        : text,
    )
    const { draft } = await importBytes(bytes)
    expect(draft.year).toBe(2022)
    expect(draft.sections).toHaveLength(2)
  })
})
