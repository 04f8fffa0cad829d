/** What CSV files hold, and how they are cut into cells (SPEC XH2, XH3). */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guarded, unguarded } from '../../../server/exchange/csv-cell.ts'
import { readCsv, separatorOf } from '../../../server/exchange/text/read-csv.ts'
import { writePlan } from '../../../server/exchange/write-plan.ts'
import { flowText } from '../../../shared/plan/table-text.ts'
import { importBytes } from '../../support/docx-import.ts'
import { itemDraft, planDraft } from '../../support/drafts.ts'
import { planOf } from '../../support/plan-sameness.ts'

const FORMULAS = ['=cmd|" /C calc"!A0', '+7 900', '-5', '@SUM(A1)', '＝1+1']
const SEPARATORS = [';', ',', '\t', '|', '\n']

const planWith = (texts: readonly string[]) =>
  planOf({
    ...planDraft(1, 0),
    sections: [
      {
        title: 'Раздел; =1',
        department: null,
        items: texts.map((text) => itemDraft('Форум', { period: text, cells: { c1: text } })),
      },
    ],
  })

const csvOf = async (plan: ReturnType<typeof planOf>, locale: 'ru' | 'en'): Promise<Uint8Array> =>
  writePlan({ plan, format: 'csv', locale, hidden: false, at: '2022-01-01T00:00:00Z' })

const TEXTS = FORMULAS.flatMap((formula) => [
  ...SEPARATORS.map((separator) => `май${separator}${formula}`),
  `май; "${formula}`,
  `май;'${formula}`,
  `'${formula}`,
])

describe('a formula behind an inner separator', () => {
  test.each(['ru', 'en'] as const)(
    '[XH3] begins no piece of the file in %s, wherever it is split',
    async (locale) => {
      const text = new TextDecoder().decode(await csvOf(planWith(TEXTS), locale))
      for (const separator of [';', ',', '\t', '|']) {
        const pieces = text.split(/\r?\n/).flatMap((line) => line.split(separator))
        expect(pieces.filter((piece) => /^["\s]*[=+\-@＝＋－＠]/.test(piece))).toEqual([])
      }
    },
  )

  test('[XH3] comes back as it was, apostrophes that people typed too', async () => {
    const plan = planWith(TEXTS)
    const wordsOf = ({ sections }: ReturnType<typeof planOf>): string[] =>
      sections.flatMap(({ title, items }) => [
        title,
        ...items.flatMap(({ period, cells }) => [period.text, ...Object.values(cells)]),
      ])
    for (const locale of ['ru', 'en'] as const) {
      const { draft } = await importBytes(await csvOf(plan, locale), {
        fileName: 'план.csv',
        year: plan.year,
      })
      // What reads a cell makes one space of a tab.
      expect(wordsOf(planOf(draft, 'n'))).toEqual(wordsOf(plan).map((one) => one.replaceAll('\t', ' ')))
    }
  })

  test('[XH3] inner apostrophes of a file that Svod did not write are its own', () => {
    const cellsOf = (first: string): string[] =>
      readCsv(`${first};Мероприятие\r\n"Проект, '@школа'";'=1+1\r\n"'а;'-5'";май`)
        ?.rows.flatMap(({ cells }) => cells.map(({ content }) => flowText(content)))
        .slice(2) ?? []
    expect(cellsOf('Отдел')).toEqual(["Проект, '@школа'", '=1+1', "'а;'-5'", 'май'])
    expect(cellsOf('Раздел')).toEqual(["Проект, @школа'", '=1+1', "'а;-5'", 'май'])
  })

  test('[XH3] an item of a list that calls nothing stands without an apostrophe', () => {
    expect(guarded('Ёлка:\n- для детей\n- =1')).toBe("Ёлка:\n- для детей\n'- =1")
  })

  test('[XH3] any text is what it was when its apostrophes are taken back, in time that grows with it', () => {
    const piece = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      "'",
      '"',
      ';',
      ',',
      '|',
      '\t',
      '\n',
      '\r',
      ' ',
      'а',
      '(',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        expect(unguarded(guarded(text))).toBe(text)
      }),
      { seed: 3, numRuns: 2_000 },
    )
    const gaps = ' \n'.repeat(200_000)
    expect(unguarded(guarded(gaps))).toBe(gaps)
  })
})

describe('rows longer than what is looked at', () => {
  const cell = (word: string, at: number): string =>
    `${word} ${at}, первый; второй\n`.repeat(60).slice(0, 1_500)
  test.each([';', ','])('[XH2] are cut by their own separator %s', (separator) => {
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
    const rows = Array.from({ length: 40 }, (_, at) =>
      [String(at), quoted(cell('слово', at)), 'май', quoted(cell('имя', at))].join(separator),
    )
    const text = ['№', 'Мероприятие', 'Срок', 'Кто'].join(separator) + `\r\n${rows.join('\r\n')}`
    expect(separatorOf(text)).toBe(separator)
    expect(readCsv(text)?.rows.map(({ cells }) => cells.length)).toEqual(Array.from({ length: 41 }, () => 4))
  })

  test.each(['ru', 'en'] as const)('[XH2] [FI8] come back from Svod’s own file in %s', async (locale) => {
    const texts = Array.from({ length: 40 }, (_, at) => cell('слово', at).trim())
    const plan = planWith(texts)
    const { draft } = await importBytes(await csvOf(plan, locale), { fileName: 'план.csv', year: plan.year })
    expect(draft.sections.map(({ items }) => items.map(({ period }) => period))).toEqual([texts])
  })
})
