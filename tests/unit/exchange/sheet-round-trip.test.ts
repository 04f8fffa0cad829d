/** A plan to a spreadsheet or a page and back (SPEC FI8): the same but for what the format cannot carry. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writePlan } from '../../../server/exchange/write-plan.ts'
import type { PlanJson } from '../../../shared/plan/json.ts'
import { samplePlan } from '../../../shared/sample/plan-2022.ts'
import { importBytes } from '../../support/docx-import.ts'
import { itemDraft, planDraft } from '../../support/drafts.ts'
import { planOf } from '../../support/plan-sameness.ts'
import { generatedPlan } from '../../support/sheet-plans.ts'

type Format = 'csv' | 'xlsx' | 'html'

const back = async (plan: PlanJson, format: Format, locale: 'ru' | 'en' = 'ru'): Promise<PlanJson> => {
  const bytes = await writePlan({ plan, format, locale, hidden: false, at: '2022-01-01T00:00:00Z' })
  const { draft } = await importBytes(bytes, { fileName: `${plan.title}.${format}`, year: plan.year })
  return planOf(draft, 'n')
}

/** Lines of a text without the marks of its lists. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^[-–•]\s*/, '').trim())
    .filter((line) => line !== '')

/** Bold, italic, underlined and struck words; neighbours in one, whatever stands between two paragraphs. */
const letteredWords = (html: string): string[] =>
  (['strong', 'em', 'u', 's'] as const).flatMap((tag) =>
    Array.from(
      html.replaceAll(`</${tag}> <${tag}>`, ' ').matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs')),
      ([, words = '']) => `${tag}: ${words.replace(/<[^>]*>/g, '').trim()}`,
    ),
  )

/** What a table of texts carries of a plan. */
const carried = (plan: PlanJson, format: Format) => ({
  title: plan.title,
  columns: plan.columns.filter(({ hidden }) => hidden !== true).map(({ title }) => title),
  sections: plan.sections
    // A row an item: a section without any is not in it.
    .filter(({ items }) => format === 'html' || items.length > 0)
    .map(({ title, items }) => ({
      title,
      items: items.map((item) => ({
        number: item.number,
        title: format === 'html' ? item.title.html.replaceAll('</em> <em>', ' ') : linesOf(item.title.text),
        period: linesOf(item.period.text),
        cells: Object.values(item.cells).map(linesOf),
        ...(format === 'xlsx' ? { state: item.state, letters: letteredWords(item.title.html) } : {}),
        ...(format === 'html' ? { isTop: item.parent === null } : {}),
      })),
    })),
  ...(format === 'html'
    ? { agreed: plan.front.agreed, approved: plan.front.approved, outro: plan.front.outro.text }
    : {}),
})

describe('there and back', () => {
  const formats: Format[] = ['csv', 'xlsx', 'html']

  test.each(formats)('[FI8] the sample through .%s', async (format) => {
    const plan = planOf(samplePlan('ru'))
    const again = await back(plan, format)
    expect(carried(again, format)).toEqual(carried(plan, format))
  })

  test.each(formats)('[FI8] generated plans through .%s', async (format) => {
    await fc.assert(
      fc.asyncProperty(
        generatedPlan,
        fc.constantFrom('ru' as const, 'en' as const),
        async (draft, locale) => {
          const plan = planOf(draft)
          expect(carried(await back(plan, format, locale), format)).toEqual(carried(plan, format))
        },
      ),
      { seed: 21, numRuns: 25 },
    )
  })

  test('[FI8] states come back from Excel, and nothing of a cell is a formula on the way', async () => {
    const plan = planOf({
      ...planDraft(1, 0),
      sections: [
        {
          title: '=Раздел',
          department: null,
          items: [
            itemDraft('=1+1', { state: 'done', cells: { c1: '@Иванова' } }),
            itemDraft('-список', { state: 'moved', cells: { c1: '+7 900' } }),
          ],
        },
      ],
    })
    for (const format of formats) {
      const again = await back(plan, format)
      const [section] = again.sections
      expect(section?.title).toBe('=Раздел')
      expect(
        section?.items.map(({ title, cells }) => [title.text.replace(/^- ?/, '-'), ...Object.values(cells)]),
      ).toEqual([
        ['=1+1', '@Иванова'],
        ['-список', '+7 900'],
      ])
      const states = format === 'xlsx' ? ['done', 'moved'] : ['planned', 'planned']
      expect(section?.items.map(({ state }) => state)).toEqual(states)
    }
  })
})
