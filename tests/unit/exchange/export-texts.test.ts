/** Files of plain text: JSON that comes back as it was, tables without formulas, pages without scripts. */
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writePlan } from '../../../server/exchange/write-plan.ts'
import { EXPORT_FORMATS } from '../../../shared/export-formats.ts'
import { importBytes } from '../../support/docx-import.ts'
import { itemDraft, planDraft } from '../../support/drafts.ts'
import { planDrafts } from '../../support/plan-arbitrary.ts'
import { planOf, withoutIds } from '../../support/plan-sameness.ts'
import { withItems, written } from '../../support/export-files.ts'

describe('json', () => {
  test('[EX1] any plan comes back from its JSON as it was, but for its ids', async () => {
    await fc.assert(
      fc.asyncProperty(planDrafts({ hide: true }), async (draft) => {
        const plan = planOf(draft)
        const bytes = await writePlan({
          plan,
          format: 'json',
          locale: 'ru',
          hidden: false,
          at: '2022-01-01T00:00:00Z',
        })
        const back = await importBytes(bytes, { fileName: 'план.json' })
        expect(back.warnings).toEqual([])
        const again = planOf(back.draft, 'n')
        expect(withoutIds(again)).toEqual(withoutIds(plan))
      }),
      { seed: 7, numRuns: 60 },
    )
  })
})

describe('csv', () => {
  const DANGEROUS = ['=1+1', '+7 900', '-5', '@SUM(A1)', '\tтаб', '=cmd|" /C calc"!A0']

  test('[EX2] is read by table programs of the language, and no cell of it is a formula', async () => {
    const plan = withItems(DANGEROUS.map((text) => itemDraft('x', { cells: { c1: text }, period: text })))
    const ru = await written(plan, 'csv')
    expect(ru.startsWith('\ufeffРаздел;№ п/п;Название, форма;Сроки;Ответственный\r\n')).toBe(true)
    const rows = parse(ru, { bom: true, delimiter: ';' }) as string[][]
    expect(rows.slice(1).map((cells) => cells[4])).toEqual(
      // A cell's text begins where its words do.
      DANGEROUS.map((text) => (text.startsWith('\t') ? 'таб' : `'${text}`)),
    )
    expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    const en = await written(plan, 'csv', { locale: 'en' })
    expect(parse(en, { bom: true })).toHaveLength(DANGEROUS.length + 1)
    expect(en).toContain('Section,№ п/п,"Название, форма",Сроки')
  })

  test('[EX2] has a row an item: lists are lines of its cell, dashes are no formulas', async () => {
    const plan = withItems([
      itemDraft('', {
        title: '<ul data-marker="dash"><li>раз</li><li>два</li></ul>',
        period: 'март\nапрель',
      }),
    ])
    const [, row] = parse(await written(plan, 'csv'), { bom: true, delimiter: ';' }) as string[][]
    expect(row).toEqual(['Раздел «А»', '1.', "'- раз\n- два", 'март\nапрель', ''])
  })
})

describe('markdown', () => {
  test('[EX4] is headings and tables; the plan’s words are never taken for signs', async () => {
    const plan = withItems([
      itemDraft('', {
        title: '<p><strong>Слово </strong>a|b *c* [d](e)</p><ul><li>раз</li></ul>',
        period: 'март\nапрель',
      }),
    ])
    const text = await written(plan, 'md')
    expect(text).toContain('# План работы на 2022 год')
    expect(text).toContain(
      '## Раздел «А»\n\n| № п/п | Название, форма | Сроки | Ответственный |\n| --- | --- | --- | --- |\n',
    )
    expect(text).toContain('| 1. | **Слово** a\\|b \\*c\\* \\[d\\](e)<br>• раз | март<br>апрель |  |')
  })
})

test.each([
  ['- не список', '\\- не список'],
  ['+ не список', '\\+ не список'],
  ['1. Не список', '1\\. Не список'],
  ['12) Не список', '12\\) Не список'],
  ['---', '\\---'],
  ['# Не название', '\\# Не название'],
  ['     не код', '&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;не код'],
  ['12.03.2024 и -5', '12.03.2024 и -5'],
])('[EX4] a line that begins with signs of Markdown is no block of it: %s', async (line, shown) => {
  const around = { agreed: '', approved: '', intro: `<p>${line}</p>`, outro: `<p>${line}</p>` }
  const plan = withItems([itemDraft('x')], { front: around })
  // As somebody typed it in the plan: files lose spaces at the beginning of a line.
  const front = { ...plan.front, agreed: line }
  const blocks = (await written({ ...plan, front }, 'md')).replace(/\n$/, '').split('\n\n')
  const trimmed = shown.replace(/^(?:&nbsp;)+/, '')
  expect([blocks[0], blocks[2], blocks.at(-1)]).toEqual([shown, trimmed, trimmed])
})

test('[EX5] a column that the plan does not show is in a file only when it is asked for', async () => {
  const columns = planDraft().columns.map((column) =>
    column.key === 'c1' ? { ...column, hidden: true } : column,
  )
  const plan = withItems([itemDraft('x', { cells: { c1: 'Секретно' } })], { columns })
  for (const format of ['csv', 'html', 'md'] as const) {
    expect(await written(plan, format)).not.toContain('Секретно')
    expect(await written(plan, format, { hidden: true })).toContain('Секретно')
  }
})

test('[EX6] the same plan gives the same bytes', async () => {
  const plan = planOf(planDraft())
  for (const format of EXPORT_FORMATS) {
    expect(await written(plan, format)).toBe(await written(plan, format))
  }
})
