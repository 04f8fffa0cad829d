/** Plans of hospitals, village councils, unions, sports, ministries: read as a person would, checked without false alarms (SPEC PH). */
import { describe, expect, test } from 'vitest'
import { writePlan } from '../../../server/exchange/write-plan.ts'
import { PlanChecker } from '../../../shared/plan/check.ts'
import type { PlanDraft } from '../../../shared/plan/json.ts'
import { PlanProjection } from '../../../shared/plan/view.ts'
import { type Imported, columnsOf, importBody, importBytes, outline } from '../../support/docx-import.ts'
import { headerRow, p, tbl, tr } from '../../support/docx-xml.ts'
import { lostWords, wordsOf, xmlWords } from '../../support/docx-words.ts'
import { itemDraft, planDoc, planDraft } from '../../support/drafts.ts'
import * as plans from '../../support/mailed-plans.ts'
import { READ } from '../../support/mailed-read.ts'
import * as sheets from '../../support/mailed-sheets.ts'
import { planOf, withoutIds } from '../../support/plan-sameness.ts'
import { FORMATS } from '../../support/real-sheets.ts'
import { xlsxOf } from '../../support/xlsx-xml.ts'

const findingsOf = (draft: PlanDraft): string[] =>
  new PlanChecker().check(new PlanProjection(planDoc(draft)).view()).map(({ code }) => code)

/** Notes of what was plain to see anyway. */
const PLAIN = ['header-repeated', 'header-numbers-skipped', 'period-joined', 'merged-cell-repeated']

const told = ({ draft, codes }: Imported): string[] => [
  [draft.year, draft.organisation, columnsOf(draft).join(' | ')].join(' ; '),
  ...outline(draft).map((line) => line.replace(/[ |]+$/, '')),
  `! ${[...new Set(codes.filter((code) => !PLAIN.includes(code)))].join(' ')}`,
  `? ${findingsOf(draft).join(' ')}`,
]

const expectRoundTrip = async (draft: PlanDraft): Promise<void> => {
  const plan = planOf(draft)
  const at = '2024-01-01T00:00:00Z'
  const bytes = await writePlan({ plan, format: 'docx', locale: 'ru', hidden: true, at })
  const again = await importBytes(bytes)
  expect(withoutIds(planOf(again.draft, 'n'))).toEqual(withoutIds(plan))
}

/** Words that became states of rows, and those that were divided at the ends of lines. */
const INTERPRETED = /^(?:planned|in|progress|НАИМЕНОВА|НИЕ|ИСПОЛ|НЕНИЯ|ФИНАНСИ|РОВАНИЯ|НИТЕЛЬ)$/u

describe('Plans as they are mailed', () => {
  test.for(Object.entries(plans))('[PH6] Word: %s', async ([name, body]) => {
    const read = await importBody(body)
    expect(told(read)).toEqual(READ[name])
    // What lines are labelled with is said once, as the name of their column.
    const labels = read.warnings.find(({ code }) => code === 'list-labels')?.quote ?? ''
    const isRead = (word: string): boolean => INTERPRETED.test(word) || wordsOf(labels).includes(word)
    const words = xmlWords(body).filter((word) => !isRead(word))
    expect(lostWords(words, read.draft, read.warnings)).toEqual([])
    await expectRoundTrip(read.draft)
  })

  test.for(Object.entries(sheets))('[PH6] Excel and pages: %s', async ([name, made]) => {
    const isPage = typeof made === 'string'
    const bytes = isPage ? new TextEncoder().encode(made) : xlsxOf({ styles: FORMATS, sheets: [made] })
    const read = await importBytes(bytes, { fileName: isPage ? 'план.html' : 'книга.xlsx' })
    expect(told(read)).toEqual(READ[name])
    await expectRoundTrip(read.draft)
  })

  test('[PH6] a line over the title is the institution only where it is nothing else', async () => {
    const table = tbl([
      headerRow(['№', 'Мероприятие', 'Срок']),
      tr(['1', 'Форум', 'май']),
      tr(['2', 'Слёт', 'июнь']),
    ])
    const title = p('План работы на 2025 год', { b: true, jc: 'center' })
    const over = async (line: string): Promise<string> =>
      (await importBody(p(line) + title + table)).draft.organisation
    expect(await over('Центральная районная библиотека')).toBe('Центральная районная библиотека')
    expect(await over('Библиотека ждёт всех по средам.')).toBe('')
    expect(await over('Проект отдела')).toBe('')
  })
})

describe('No false alarm', () => {
  const planWith = (title: string, ...rows: [string, string, string][]): PlanDraft => ({
    ...planDraft(1, 0),
    title,
    year: 2024,
    columns: [
      { key: 'title', title: 'Мероприятие' },
      { key: 'period', title: 'Срок' },
      { key: 'c1', title: 'Отв.' },
    ],
    sections: [
      {
        title: 'Раздел',
        department: null,
        items: rows.map(([name, period, who]) =>
          itemDraft(name, { numbering: 'none', period, cells: { c1: who } }),
        ),
      },
    ],
  })

  test('[PH5] the other year of a plan of two is its own, any further one is not', () => {
    const rows: [string, string, string][] = [
      ['Педсовет', '10 января 2025', 'А'],
      ['Акт', 'май 2026', 'Б'],
    ]
    expect(findingsOf(planWith('План на 2024–2025 учебный год', ...rows))).toEqual(['foreign-year'])
    expect(findingsOf(planWith('План на 2024/25 уч. год', ...rows))).toEqual(['foreign-year'])
    expect(findingsOf(planWith('План на 2024 год', ...rows))).toEqual(['foreign-year', 'foreign-year'])
    expect(findingsOf(planWith('Программа 2020–2024', ...rows))).toEqual(['foreign-year', 'foreign-year'])
  })

  test('[PH5] sums need neither dates nor people, events that sound like them do', () => {
    const sums = ['Итого по разделу', 'ВСЕГО', 'Всего за год:', 'Разом']
    expect(
      findingsOf(
        planWith('План на 2024 год', ...sums.map((name): [string, string, string] => [name, '', ''])),
      ),
    ).toEqual([])
    expect(findingsOf(planWith('План на 2024 год', ['Всего одна жизнь', '', 'А']))).toEqual(['date-missing'])
    expect(findingsOf(planWith('План на 2024 год', ['Итоги года', 'декабрь', '']))).toEqual([
      'responsible-missing',
    ])
  })

  test('[PH5] a section over numbered ones is not empty', () => {
    const { sections, ...rest } = planWith('План на 2024 год', ['Форум', 'май', 'А'])
    const [full] = sections
    const under = (...titles: string[]): string[] =>
      findingsOf({
        ...rest,
        sections: titles.map((title, at) => ({
          title,
          department: null,
          items: at === titles.length - 1 ? (full?.items ?? []) : [],
        })),
      })
    expect(under('1. Работа с фондом', '1.1. Комплектование')).toEqual([])
    expect(under('Раздел 1. Работа с фондом', '1.1 Комплектование')).toEqual([])
    expect(under('1. Работа с фондом', '2. Комплектование')).toEqual(['empty-section'])
    expect(under('1. Работа с фондом', '11.1 Комплектование')).toEqual(['empty-section'])
  })
})
