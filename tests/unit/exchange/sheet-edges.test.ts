/** Where the table of a sheet begins and ends, what its numbers are, and what becomes of its name (SPEC XH1, XH8–XH10). */
import { describe, expect, test } from 'vitest'
import { letterRuns } from '../../../server/exchange/write/letter-runs.ts'
import { sheetText } from '../../../server/exchange/write/xml-chars.ts'
import { parseHtml } from '../../../shared/plan/html.ts'
import { type Imported, importBytes, outline } from '../../support/docx-import.ts'
import { zipOf } from '../../support/docx-zip.ts'
import { type SheetSpec, sheetOf, xlsxFiles } from '../../support/xlsx-xml.ts'

const CORE =
  '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>План</dc:title><dc:creator>Svod</dc:creator></cp:coreProperties>'

const readSheet = (rows: SheetSpec['rows']): Promise<Imported> =>
  importBytes(sheetOf(rows), { fileName: 'план.xlsx' })
const readText = (...rows: string[]): Promise<Imported> =>
  importBytes(new TextEncoder().encode(rows.join('\r\n')), { fileName: 'план.csv' })

const quotes = ({ warnings }: Imported): (string | undefined)[] =>
  warnings.filter(({ code }) => code === 'text-beside-table').map(({ quote }) => quote)

describe('under a table', () => {
  test('[XH1] the last block of a plan without numbers stays in it, whoever answers for its rows', async () => {
    const head = ['Мероприятие', 'Срок', 'Ответственный']
    const block = [
      ['Слёт', 'июнь', 'Директор'],
      ['Поход', 'по плану', 'Руководитель кружка'],
    ]
    const sheet = await readSheet([
      head,
      ['Форум', 'май', 'Иванова'],
      ['Смотр', 'март', 'Котова'],
      '',
      ...block,
    ])
    const text = await readText(
      ...[head, ['Форум', 'май', 'Иванова'], ['', '', ''], ...block].map((row) => row.join(';')),
    )
    for (const { draft } of [sheet, text]) {
      expect(outline(draft).slice(-2)).toEqual([
        ' | Слёт | июнь | Директор',
        ' | Поход | по плану | Руководитель кружка',
      ])
      expect(draft.front.outro).toBe('')
    }
  })

  test('[XH1] a row that begins with who answers for it is the plan’s where it has a date', async () => {
    const { draft } = await readText(
      'Ответственный;Мероприятие;Срок',
      'Иванова;Форум;май',
      ';;',
      'Директор;Слёт;июнь',
    )
    expect(outline(draft)).toHaveLength(3)
    expect(draft.front.outro).toBe('')
  })

  test('[XH1] rows that are taken for signatures without a place to sign at are told word for word', async () => {
    const read = await readText(
      '№;Мероприятие;Срок;Кто',
      '1;Форум;май;Иванова',
      ';;;',
      'Методист;;____;Сидорова',
      'Директор;;;Петрова',
      'Примечание: сроки уточняются;;;',
    )
    expect(outline(read.draft)).toEqual(['§ ', '1 | Форум | май | Иванова'])
    for (const word of ['Методист', 'Петрова', 'Примечание']) expect(read.draft.front.outro).toContain(word)
    expect(quotes(read)).toEqual(['Директор Петрова', 'Примечание: сроки уточняются'])
  })
})

test('[XH1] rows right above a table without a header, less full than its own, are told', async () => {
  const read = await readText(
    'План работы на 2024 год;;;',
    'Съезд;май;;',
    '1;Форум;май;Иванова',
    '2;Слёт;июнь;Петрова',
    '3;Смотр;июль;Котова',
  )
  expect(outline(read.draft)).toHaveLength(4)
  expect(quotes(read)).toEqual(['Съезд май'])
})

describe('numbers of two counts', () => {
  const HEAD = ['№', 'Мероприятие', 'Срок']

  test('[XH8] a number that somebody typed stays, in a workbook and in a text', async () => {
    const rows = [
      ['1.9', 'Форум', 'май'],
      ['1.1', 'Слёт', 'июнь'],
      ['1,2', 'Смотр', 'июль'],
    ]
    const sheet = await readSheet([HEAD, ...rows])
    expect(sheet.draft.sections[0]?.items.map(({ number }) => number)).toEqual(['1.9', '1.1', '1,2'])
    const text = await readText(...[HEAD, ...rows.slice(0, 2)].map((row) => row.join(';')))
    expect(text.draft.sections[0]?.items.map(({ number }) => number)).toEqual(['1.9', '1.1'])
  })

  test('[XH8] amounts count on to 1.10, and anew behind a section or another number', async () => {
    const { draft } = await readSheet([
      HEAD,
      [1.9, 'Форум', 'май'],
      [1.1, 'Слёт', 'июнь'],
      [1.9, 'Смотр', 'июль'],
      ['Работа с детьми'],
      [1.1, 'Вечер', 'август'],
      [1.9, 'Бал', 'август'],
      ['б/н', 'Диспут', 'август'],
      [1.1, 'Игра', 'август'],
    ])
    const numbers = draft.sections.flatMap(({ items }) => items.map(({ number }) => number))
    expect(numbers).toEqual(['1.9', '1.10', '1.9', '1.1', '1.9', 'б/н', '1.1'])
  })
})

describe('the name of a sheet', () => {
  const named = (name: string, rows: SheetSpec['rows']): Promise<Imported> =>
    importBytes(sheetOf(rows, { name }), { fileName: 'план.xlsx' })
  const HEAD = ['№', 'Мероприятие', 'Срок']
  const names = ({ warnings }: Imported): (string | undefined)[] =>
    warnings.filter(({ code }) => code === 'sheet-name').map(({ quote }) => quote)

  test('[XH9] of the only one is a section’s where it is a month or a term', async () => {
    for (const name of ['Март 2024', 'II квартал']) {
      const read = await named(name, [['План работы на 2024 год'], '', HEAD, [1, 'Форум', '5']])
      expect(read.draft.title).toBe('План работы на 2024 год')
      expect(outline(read.draft)).toEqual([`§ ${name}`, '1 | Форум | 5'])
      expect(names(read)).toEqual([])
    }
  })

  test('[XH9] of the only one is no section over the table’s own, nor said twice', async () => {
    const parted = await named('Март', [HEAD, ['Работа с детьми'], [1, 'Форум', '5']])
    expect(outline(parted.draft)).toEqual(['§ Работа с детьми', '1 | Форум | 5'])
    expect(names(parted)).toEqual(['Март'])
    const banded = await named('Сентябрь 2026', [HEAD, ['Сентябрь 2026'], [1, 'Форум', '5']])
    expect(outline(banded.draft)).toEqual(['§ Сентябрь 2026', '1 | Форум | 5'])
    expect(names(banded)).toEqual([])
    const title = 'План на сентябрь 2026'
    for (const name of [title, 'Сентябрь 2026', 'Лист1']) {
      const titled = await named(name, [[title], '', HEAD, [1, 'Форум', '5']])
      expect([titled.draft.title, ...outline(titled.draft)]).toEqual([
        title,
        '§ Сентябрь 2026',
        '1 | Форум | 5',
      ])
      expect(names(titled)).toEqual([])
    }
    // A date of a row says nothing of the others.
    const dated = await named('Март', [HEAD, [1, 'Форум', '5'], [2, 'Слёт', 'март']])
    expect(outline(dated.draft)).toEqual(['§ Март', '1 | Форум | 5', '2 | Слёт | март'])
  })

  test('[XH9] of the only one is told otherwise, but for what a program gave it or the sheet says itself', async () => {
    const rows: SheetSpec['rows'] = [['План работы отдела на 2024 год'], '', HEAD, [1, 'Форум', 'май']]
    expect(names(await named('Отдел краеведения', rows))).toEqual(['Отдел краеведения'])
    for (const name of ['Лист1', 'Sheet1 (2)', 'План работы отдела'])
      expect(names(await named(name, rows))).toEqual([])
  })

  test('[XH9] of one that was put into a file of Svod’s own stands over its rows', async () => {
    const head = ['Раздел', '№', 'Мероприятие', 'Сроки', 'Начало', 'Окончание', 'Состояние']
    const files = xlsxFiles({
      sheets: [
        { name: 'План', rows: [head, ['Дети', '1', 'Форум', 'май', '', '', '']] },
        { name: 'Филиал', rows: [HEAD, [1, 'Слёт', 'июнь']] },
      ],
    })
    const own = { name: 'docProps/core.xml', content: CORE }
    const { draft } = await importBytes(zipOf([...files, own]), { fileName: 'план.xlsx' })
    expect(outline(draft)).toEqual(['§ Дети', '1 | Форум | май', '§ Филиал', '1 | Слёт | июнь'])
  })
})

test('[XH10] a text that is longer than a cell of Excel ends with a sign of it, and never within a letter', () => {
  expect(sheetText('а'.repeat(32_767))).toHaveLength(32_767)
  expect(sheetText('а'.repeat(40_000))).toBe(`${'а'.repeat(32_766)}…`)
  const bold = parseHtml(`<p>б<strong>${'а'.repeat(40_000)}</strong></p>`)
  const runs = letterRuns(bold, sheetText(`б${'а'.repeat(40_000)}`))
  expect(runs?.map(({ text, letters }) => [text.length, ...letters])).toEqual([[1], [32_765, 'bold'], [1]])
  expect(sheetText('😀'.repeat(20_000))).toMatch(/^(?:😀)+…$/u)
})
