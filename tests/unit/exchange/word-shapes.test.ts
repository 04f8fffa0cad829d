/** More ways in which plans are laid out in Word (SPEC FI11–FI14). */
import { describe, expect, test } from 'vitest'
import { columnsOf, importBody, outline } from '../../support/docx-import.ts'
import { lostWords, xmlWords } from '../../support/docx-words.ts'
import { headerRow, p, r, sectionRow, tbl, tc, tr } from '../../support/docx-xml.ts'

const TITLE = p('План на 2024 год', { b: true, jc: 'center' })
const HEADER = ['№', 'Мероприятие', 'Срок', 'Ответственный']

/** Imports a body under the usual title, and sees to it that no word of it is lost. */
const read = async (body: string): ReturnType<typeof importBody> => {
  const imported = await importBody(TITLE + body)
  expect(lostWords(xmlWords(TITLE + body), imported.draft, imported.warnings), '[IM1]').toEqual([])
  return imported
}
const rows = async (...body: string[]): Promise<string[]> =>
  outline((await read(tbl([headerRow(HEADER), ...body]))).draft)

describe('sections', () => {
  const month = (name: string, ...table: string[]): string => p(name) + tbl(table)

  test('[FI11] a month or a term alone on its line over a table, however plain it is', async () => {
    const body = month('Январь', headerRow(HEADER), tr(['1', 'Ёлка', '5', 'А']))
    const { draft } = await read(body + month('Февраль', tr(['1', 'Вечер', '14', 'Б'])))
    expect(outline(draft)).toEqual(['§ Январь', '1 | Ёлка | 5 | А', '§ Февраль', '1 | Вечер | 14 | Б'])
  })

  test.each([
    ['Roman numbers', ['I', 'II'], ['1', '1']],
    ['Roman numbers of Ukrainian letters', ['І.', 'ІІ.'], ['1.', '1.']],
    ['simple numbers over nested ones', ['1.', '2.'], ['1.1', '2.18']],
  ])('[FI11] %s with nothing beside their title', async (_, heads, numbers) => {
    const [first = '', second = ''] = heads
    const [one = '', two = ''] = numbers
    expect(
      await rows(
        tr([first, 'Массовая работа', '', '']),
        tr([one, 'Форум', 'май', 'А']),
        tr([second, 'Методическая работа', '', '']),
        tr([two, 'Семинар', 'март', 'Б']),
      ),
    ).toEqual([
      `§ ${first} Массовая работа`,
      `${one} | Форум | май | А`,
      `§ ${second} Методическая работа`,
      `${two} | Семинар | март | Б`,
    ])
  })

  test('[FI11] simple numbers with dates of their own are rows over their parts', async () => {
    expect(
      await rows(
        tr(['1', 'Форум', 'май', 'А']),
        tr(['1.1', 'Открытие', '3 мая', 'А']),
        tr(['2', 'Слёт', 'июнь', 'Б']),
        tr(['2.1', 'Сбор', '1 июня', 'Б']),
      ),
    ).toEqual([
      '§ ',
      '1 | Форум | май | А',
      '  1.1 | Открытие | 3 мая | А',
      '2 | Слёт | июнь | Б',
      '  2.1 | Сбор | 1 июня | Б',
    ])
  })

  test('[FI11] a column of months beside one of days, merged over its rows', async () => {
    const { draft } = await read(
      tbl([
        headerRow(['Месяц', 'Мероприятие', 'Дата']),
        tr([tc('Январь', { v: 'restart' }), 'Ёлка', '5']),
        tr([tc('', { v: 'continue' }), 'Каток', '15']),
        tr(['Февраль', 'Вечер', '14']),
      ]),
    )
    expect(outline(draft)).toEqual(['§ Январь', ' | Ёлка | 5', ' | Каток | 15', '§ Февраль', ' | Вечер | 14'])
  })

  test('[FI11] days as sections date the rows of a table that has no column of dates', async () => {
    const { draft, codes } = await read(
      tbl([
        headerRow(['№', 'Мероприятие', 'Место']),
        sectionRow('5 января', 3),
        tr(['1', 'Ёлка', 'ДК']),
        sectionRow('6–7 января', 3),
        tr(['2', 'Концерт', 'ДК']),
      ]),
    )
    expect(outline(draft)).toEqual([
      '§ 5 января',
      '1 | Ёлка | 5 января | ДК',
      '§ 6–7 января',
      '2 | Концерт | 6–7 января | ДК',
    ])
    expect(codes).toContain('period-from-section')
  })
})

describe('numbers', () => {
  test('[FI12] before the words of titles, typed or made by Word, they are the numbers of rows', async () => {
    const { draft, codes } = await read(
      tbl([
        headerRow(['Мероприятие', 'Срок']),
        sectionRow('I. Работа с детьми', 2),
        tr(['1.1. Форум', 'май']),
        tr(['1.2.«Слёт»', 'июнь']),
        tr(['Смотр', 'июль']),
      ]),
    )
    expect(columnsOf(draft)).toEqual(['number=№ п/п', 'title=Мероприятие', 'period=Срок'])
    expect(outline(draft)).toEqual([
      '§ I. Работа с детьми',
      '1.1. | Форум | май',
      '1.2. | «Слёт» | июнь',
      ' | Смотр | июль',
    ])
    expect(codes).toContain('numbers-from-titles')
  })

  test('[FI12] days before titles are no numbers, and a column of numbers leaves titles alone', async () => {
    const { draft } = await read(
      tbl([headerRow(['Мероприятие', 'Срок']), tr(['12.03 форум', 'май']), tr(['15.04 слёт', 'июнь'])]),
    )
    expect(outline(draft)).toEqual(['§ ', ' | 12.03 форум | май', ' | 15.04 слёт | июнь'])
    expect(await rows(tr(['1', '1. Форум', 'май', 'А']), tr(['2', '2. Слёт', 'июнь', 'Б']))).toEqual([
      '§ ',
      '1 | 1. Форум | май | А',
      '2 | 2. Слёт | июнь | Б',
    ])
  })
})

describe('Word’s devices', () => {
  const control = (content: string): string =>
    `<w:sdt><w:sdtPr><w:alias w:val="поле"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`

  test('[FI13] content controls around tables, rows, cells, paragraphs and words, one in another', async () => {
    const { draft } = await read(
      control(
        tbl([
          headerRow(HEADER),
          control(
            control(tr(['1', 'Форум', 'май', 'А'])) +
              tr(['2', tc(`<w:p>${control(r('Слёт'))}</w:p>`), control(tc('июнь')), 'Б']),
          ),
          tr(['3', tc(control(p('Смотр'))), 'июль', 'В']),
        ]),
      ),
    )
    expect(outline(draft)).toEqual([
      '§ ',
      '1 | Форум | май | А',
      '2 | Слёт | июнь | Б',
      '3 | Смотр | июль | В',
    ])
  })

  test('[FI13] tracked changes are accepted and counted', async () => {
    const mark = 'w:id="1" w:author="П"'
    const inserted = (text: string): string => `<w:ins ${mark}>${r(text)}</w:ins>`
    const deleted = (text: string): string =>
      `<w:del ${mark}><w:r><w:delText>${text}</w:delText></w:r></w:del>`
    const { draft, warnings } = await importBody(
      TITLE +
        tbl([
          headerRow(HEADER),
          tr([
            '1',
            tc(`<w:p>${r('Форум ')}${deleted('старый')}${inserted('новый')}</w:p>`),
            tc(`<w:p>${deleted('май')}${inserted('июнь')}</w:p>`),
            'А',
          ]),
          tr(['2', 'Слёт', 'май', 'Б'], `<w:ins ${mark}/>`),
          tr(['3', 'Убрано', 'май', 'В'], `<w:del ${mark}/>`),
        ]),
    )
    expect(outline(draft)).toEqual(['§ ', '1 | Форум новый | июнь | А', '2 | Слёт | май | Б'])
    expect(warnings.find(({ code }) => code === 'tracked-changes')?.message).toContain(
      'вставок 3, удалений 3',
    )
  })

  test('[FI14] a header of three rows with spans both ways, counted columns, several tables', async () => {
    const merged = tc('', { v: 'continue' })
    const header = [
      tr([
        tc('№', { v: 'restart' }),
        tc('Мероприятие', { v: 'restart' }),
        tc('Сроки', { span: 2 }),
        tc('Исполнители', { span: 2 }),
      ]),
      tr([merged, merged, 'Начало', 'Окончание', 'Отдел', 'ФИО']),
      tr(['1', '2', '3', '4', '5', '6']),
    ]
    const { draft, warnings } = await read(
      tbl([...header, tr(['1', 'Форум', '10.01.2024', '20.01.2024', 'ОМО', 'Иванова'])]) +
        p('Итоги', { b: true }) +
        tbl([...header, tr(['1', 'Отчёт', '', '20.12.2024', 'ОМО', 'Иванова'])]),
    )
    expect(columnsOf(draft)).toEqual([
      'number=№',
      'title=Мероприятие',
      'period=Сроки: Начало – Окончание',
      'c1=Исполнители: Отдел',
      'c2=Исполнители: ФИО',
    ])
    expect(outline(draft).filter((line) => !line.startsWith('§'))).toEqual([
      '1 | Форум | 10.01.2024 – 20.01.2024 | ОМО | Иванова',
      '1 | Отчёт | до 20.12.2024 | ОМО | Иванова',
    ])
    const joined = warnings.filter(({ code }) => code === 'period-joined')
    expect(joined.map(({ quote, section, item }) => [quote, section, item])).toEqual([
      ['10.01.2024 | 20.01.2024', expect.any(Number), 0],
      ['20.12.2024', expect.any(Number), 0],
    ])
  })

  test('[FI14] a table without a header: what comes first of two short texts is the title', async () => {
    const { draft } = await read(
      tbl([tr(['1', 'Форум', 'май', 'Иванова']), tr(['2', 'Слёт', 'июнь', 'Петрова'])]),
    )
    expect(outline(draft)).toEqual(['§ ', '1 | Форум | май | Иванова', '2 | Слёт | июнь | Петрова'])
  })
})

test('[XH12] a section’s title over the header that the next page begins with goes on with the section', async () => {
  const again = (title: string): string =>
    p() + tbl([sectionRow(title, 4), headerRow(HEADER), tr(['2', 'Слёт', 'июнь', 'Б'])])
  const first = tbl([sectionRow('Работа с детьми', 4), headerRow(HEADER), tr(['1', 'Форум', 'май', 'А'])])
  for (const title of ['Работа с детьми', 'Работа с детьми (продолжение)']) {
    const { draft, warnings } = await read(first + again(title))
    expect(outline(draft)).toEqual(['§ Работа с детьми', '1 | Форум | май | А', '2 | Слёт | июнь | Б'])
    const told = warnings.filter(({ code }) => code === 'header-repeated').map(({ quote }) => quote)
    expect(told).toContain(title)
  }
  const other = await read(first + again('Работа с юношеством'))
  expect(outline(other.draft)).toContain('§ Работа с юношеством')
})
