/** An Excel file of Svod's own that people have written in (SPEC FI22). */
import { describe, expect, test } from 'vitest'
import { writePlan } from '../../../server/exchange/write-plan.ts'
import { samplePlan } from '../../../shared/sample/plan-2022.ts'
import { columnsOf, importBytes, outline } from '../../support/docx-import.ts'
import { planOf } from '../../support/plan-sameness.ts'
import { type CellSpec, cn, xlsxOf } from '../../support/xlsx-xml.ts'

const PROPERTIES = `<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>План работы клуба на 2024 год</dc:title><dc:creator>Svod</dc:creator></cp:coreProperties>`
const STYLES = '<cellXfs><xf/><xf numFmtId="14"/></cellXfs>'
/** 5 and 7 March 2024. */
const [FIFTH, SEVENTH] = [cn(45356, 1), cn(45358, 1)]

const readOwn = async (rows: (readonly CellSpec[])[], period = ['Срок']) => {
  const header = ['Раздел', '№', 'Мероприятие', ...period, 'Начало', 'Окончание', 'Часы', 'Состояние']
  const files = [{ name: 'docProps/core.xml', content: PROPERTIES }]
  const bytes = xlsxOf({ styles: STYLES, sheets: [{ rows: [header, ...rows] }], files })
  const read = await importBytes(bytes, { fileName: 'план.xlsx' })
  const told = (code: string) => read.warnings.filter((one) => one.code === code).map(({ quote }) => quote)
  return { ...read, joined: told('period-joined'), left: told('days-left-out') }
}

describe('dates behind the columns of the plan', () => {
  test('[FI22] become the words of a period that has none', async () => {
    const { draft, joined, left } = await readOwn([
      ['Чтения', '1', 'Форум', 'май', '', '', '', 'Запланировано'],
      ['Чтения', '2', 'Слёт', '', FIFTH, SEVENTH, '', 'Запланировано'],
      ['Чтения', '3', 'Смотр', '', FIFTH, '', '', ''],
      ['Чтения', '', 'Отчёт', '', '', SEVENTH, 2, ''],
    ])
    expect(outline(draft)).toEqual([
      '§ Чтения',
      '1 | Форум | май',
      '2 | Слёт | 05.03.2024 – 07.03.2024',
      '3 | Смотр | 05.03.2024',
      ' | Отчёт | до 07.03.2024',
    ])
    expect(columnsOf(draft)).toEqual(['number=№', 'title=Мероприятие', 'period=Срок'])
    expect(joined).toEqual(['05.03.2024 – 07.03.2024', '05.03.2024', 'до 07.03.2024'])
    expect(left).toEqual(['до 07.03.2024: 07.03.2024 | 2'])
  })

  test('[FI22] are told where they are not those of the words, which stay', async () => {
    const { draft, left } = await readOwn([
      ['Март', '1', 'Форум', '5–7', FIFTH, SEVENTH, '', ''],
      ['Март', '2', 'Слёт', '7 марта', FIFTH, '', '', ''],
      ['Март', '3', 'Смотр', 'в течение года', FIFTH, SEVENTH, '', ''],
      ['Март', '4', 'Вечер', '5 марта (2 часа)', FIFTH, FIFTH, 2, ''],
    ])
    expect(outline(draft)).toEqual([
      '§ Март',
      '1 | Форум | 5–7',
      '2 | Слёт | 7 марта',
      '3 | Смотр | в течение года',
      '4 | Вечер | 5 марта (2 часа)',
    ])
    expect(left).toEqual(['7 марта: 05.03.2024', 'в течение года: 05.03.2024 | 07.03.2024'])
  })

  test('[FI22] are the period where the plan’s own is not in the file', async () => {
    const { draft } = await readOwn([['Чтения', '1', 'Форум', FIFTH, SEVENTH, '', '']], [])
    expect(draft.sections[0]?.items[0]?.period).toBe('05.03.2024 – 07.03.2024')
  })

  test.each(['ru', 'en'] as const)('[FI22] say nothing in a file as Svod wrote it in %s', async (locale) => {
    const plan = planOf(samplePlan(locale))
    const at = '2022-01-01T00:00:00Z'
    const bytes = await writePlan({ plan, format: 'xlsx', locale, hidden: false, at })
    const { codes } = await importBytes(bytes, { fileName: 'plan.xlsx', year: 2031 })
    expect(codes).not.toContain('days-left-out')
    expect(codes).not.toContain('period-joined')
  })
})
