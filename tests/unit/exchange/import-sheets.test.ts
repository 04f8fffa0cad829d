/** Plans kept in Excel (SPEC FI1–FI3, FI7). */
import { describe, expect, test } from 'vitest'
import { numberAsShown } from '../../../server/exchange/xlsx/number-format.ts'
import { type Imported, columnsOf, importBytes, outline } from '../../support/docx-import.ts'
import { type BookSpec, type SheetSpec, cn, ct, sheetOf, xlsxOf } from '../../support/xlsx-xml.ts'

const read = (bytes: Uint8Array): Promise<Imported> => importBytes(bytes, { fileName: 'план.xlsx' })
const readSheet = (rows: SheetSpec['rows'], more: Partial<SheetSpec> = {}): Promise<Imported> =>
  read(sheetOf(rows, more))
const book = (spec: BookSpec): Promise<Imported> => read(xlsxOf(spec))

/** 0 plain, 1 bold, 2 italic centred, 3 a date, 4 a month and its year, 5 a share. */
const STYLES = `<numFmts><numFmt numFmtId="164" formatCode="[$-419]mmmm\\ yyyy;@"/></numFmts>
<fonts><font/><font><b/></font><font><i/></font></fonts>
<cellXfs><xf/><xf fontId="1"/><xf fontId="2"><alignment horizontal="center"/></xf><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs>`

const HEADER = ['№', 'Мероприятие', 'Срок', 'Ответственный']

describe('a sheet', () => {
  test('[FI1] title and approval stand above the table, signatures under it', async () => {
    const { draft } = await readSheet(
      [
        ['СОГЛАСОВАНО', '', '', 'УТВЕРЖДАЮ'],
        ['Председатель', '', '', 'Директор ______ Иванова'],
        '',
        [ct('План работы МБУК «ЦБС» на 2024 год', 1)],
        '',
        HEADER,
        [1, 'Форум', 'май', 'Иванова'],
        [2, 'Слёт', 'июнь', 'Петрова'],
        '',
        ['Методист', '', '________', 'Сидорова'],
      ],
      { merges: ['A4:D4'] },
    )
    expect(draft.title).toBe('План работы МБУК «ЦБС» на 2024 год')
    expect(draft.front.agreed).toBe('СОГЛАСОВАНО\nПредседатель')
    expect(draft.front.approved).toBe('УТВЕРЖДАЮ\nДиректор ______ Иванова')
    expect(draft.front.outro).toContain('Методист')
    expect(outline(draft)).toEqual(['§ ', '1 | Форум | май | Иванова', '2 | Слёт | июнь | Петрова'])
  })

  test('[FI2] cells merged downwards and across, a header of two rows, section rows', async () => {
    const { draft, codes } = await book({
      styles: STYLES,
      sheets: [
        {
          rows: [
            ['№', 'Мероприятие', 'Сроки', '', 'Ответственный'],
            ['', '', 'Начало', 'Окончание', ''],
            [ct('Работа с детьми', 1)],
            [1, 'Форум', '1 мая', '3 мая', 'Иванова'],
            [2, 'Слёт', 'июнь', 'июнь', ''],
            [ct('I квартал')],
            [3, 'Смотр', 'март', '', 'Петрова'],
          ],
          merges: ['A1:A2', 'B1:B2', 'C1:D1', 'E1:E2', 'A3:E3', 'E4:E5', 'A6:E6'],
        },
      ],
    })
    expect(columnsOf(draft)).toEqual([
      'number=№',
      'title=Мероприятие',
      'period=Сроки: Начало – Окончание',
      'c1=Ответственный',
    ])
    expect(outline(draft)).toEqual([
      '§ Работа с детьми',
      '1 | Форум | 1 мая – 3 мая | Иванова',
      '2 | Слёт | июнь | Иванова',
      '§ I квартал',
      '3 | Смотр | март | Петрова',
    ])
    expect(codes).toContain('merged-cell-repeated')
    expect(codes).toContain('period-joined')
  })

  test('[FI2] dates and shares are read as they show, rich texts keep their letters, links their target', async () => {
    const rich =
      '<si><r><rPr><b/></rPr><t>Форум</t></r><r><t xml:space="preserve"> для </t></r><r><rPr><i/></rPr><t>всех</t></r><rPh><t>нет</t></rPh></si>'
    const { draft } = await book({
      styles: STYLES,
      strings: rich,
      sheets: [
        {
          rows: [
            [...HEADER, 'Готово'],
            [1, '<c t="s"><v>0</v></c>', cn(45356, 3), 'Иванова', cn(0.5, 5)],
            [2, 'Сайт', cn(45356, 4), '', cn(1, 5)],
            [3, ct('- «Зима»\n- «Весна»'), 'май', '', ''],
          ],
          tail: '<hyperlinks><hyperlink ref="B3" r:id="h1"/><hyperlink ref="B4" r:id="h2"/></hyperlinks>',
          relations: [
            ['h1', 'hyperlink', 'https://example.org/', true],
            ['h2', 'hyperlink', 'javascript:alert(1)', true],
          ],
        },
      ],
    })
    const [rows] = draft.sections.map(({ items }) => items)
    expect(rows?.map(({ period }) => period)).toEqual(['05.03.2024', 'март 2024', 'май'])
    expect(rows?.map(({ cells }) => cells.c2)).toEqual(['50%', '100%', undefined])
    expect(rows?.[0]?.title).toBe('<p><strong>Форум</strong> для <em>всех</em></p>')
    expect(rows?.[1]?.title).toContain('href="https://example.org/"')
    expect(rows?.[2]?.title).toMatch(/<ul.*«Зима».*«Весна»/)
  })

  test('[FI2] a formula is never worked out: what stands beside it is read, what has nothing beside it is told', async () => {
    const { draft, warnings } = await readSheet([
      HEADER,
      [1, '<c t="str"><f>CONCATENATE("Фо","рум")</f><v>Форум</v></c>', 'май', ''],
      [2, 'Слёт', '<c><f>HYPERLINK("http://example.org/x")</f></c>', 'А'],
    ])
    expect(outline(draft)).toEqual(['§ ', '1 | Форум | май', '2 | Слёт |  | А'])
    expect(warnings.find(({ code }) => code === 'formula-without-value')?.message).toContain('1')
  })

  test('[FI2] sheets stand one under another, their names over them; several tables of one sheet have their titles', async () => {
    const table = (name: string): SheetSpec['rows'] => [
      ['№', 'Мероприятие', 'Срок'],
      [1, name, '5'],
    ]
    const { draft } = await book({
      styles: STYLES,
      sheets: [
        { name: 'Январь', rows: table('Ёлка') },
        { name: 'Весна', rows: [...table('Капель'), '', [ct('Март', 1)], ...table('Ручьи')] },
      ],
    })
    expect(outline(draft)).toEqual([
      '§ Январь',
      '1 | Ёлка | 5',
      '§ Весна',
      '1 | Капель | 5',
      '§ Март',
      '1 | Ручьи | 5',
    ])
  })

  test('[FI3] what is hidden stays out and is told word by word, so are remarks, text boxes and margins', async () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    const { draft, warnings } = await book({
      files: [
        {
          name: 'xl/comments1.xml',
          content: `<comments xmlns="${main}"><commentList><comment ref="A1"><text><r><t>Проверить дату</t></r></text></comment></commentList></comments>`,
        },
        {
          name: 'xl/drawings/drawing1.xml',
          content:
            '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:sp><a:t>Надпись</a:t></xdr:sp></xdr:wsDr>',
        },
      ],
      sheets: [
        {
          rows: [HEADER, [1, 'Форум', 'май', 'тайна'], [2, 'Отменено', 'июнь', ''], [3, 'Слёт', 'июль', '']],
          hiddenRows: [3],
          columns: '<col min="4" max="4" hidden="1"/>',
          tail: '<headerFooter><oddHeader>&amp;LБиблиотека &amp;P</oddHeader></headerFooter>',
          relations: [
            ['c', 'comments', '../comments1.xml'],
            ['d', 'drawing', '../drawings/drawing1.xml'],
          ],
        },
        { name: 'Списки', state: 'veryHidden', rows: [['справочник', 'отделы']] },
      ],
    })
    expect(outline(draft)).toEqual(['§ ', '1 | Форум | май', '3 | Слёт | июль'])
    const told = warnings.map(({ code, quote }) => `${code}: ${quote ?? ''}`)
    expect(told).toEqual(
      expect.arrayContaining([
        'hidden-text: Ответственный',
        'hidden-text: тайна',
        'hidden-text: 2 Отменено июнь',
        'hidden-sheet: Списки',
        'hidden-text: справочник отделы',
        'comment: Проверить дату',
        'drawing-text: Надпись',
        'header-footer: Библиотека',
      ]),
    )
  })

  test('[FI3] words that a merge lies over are told, those of its corner stand in what is left of it', async () => {
    const { draft, warnings } = await readSheet(
      [
        HEADER,
        [ct('Работа с детьми'), 'под объединением'],
        [1, 'Форум', 'май', 'Иванова'],
        [2, 'Слёт', 'июнь', 'прежняя'],
        [3, 'Смотр', 'июль', 'Петрова'],
        [4, 'Вечер', 'август', ''],
      ],
      { merges: ['A2:D2', 'D3:D4', 'D5:D6'], hiddenRows: [5] },
    )
    expect(outline(draft)).toEqual([
      '§ Работа с детьми',
      '1 | Форум | май | Иванова',
      '2 | Слёт | июнь | Иванова',
      '4 | Вечер | август | Петрова',
    ])
    const hidden = warnings.filter(({ code }) => code === 'hidden-text').map(({ quote }) => quote)
    expect(hidden).toEqual(['под объединением', 'прежняя', '3 Смотр июль'])
  })

  test('[FI3] a title over the width stays where its first column is hidden', async () => {
    const { draft, warnings } = await readSheet(
      [
        ['№', 'Мероприятие', 'Срок'],
        ['Работа с детьми'],
        [1, 'Форум', 'май'],
        ['Методическая работа'],
        [2, 'Слёт', 'июнь'],
      ],
      { merges: ['A2:C2', 'A4:C4'], columns: '<col min="1" max="1" hidden="1"/>' },
    )
    expect(outline(draft)).toEqual([
      '§ Работа с детьми',
      ' | Форум | май',
      '§ Методическая работа',
      ' | Слёт | июнь',
    ])
    const hidden = warnings.filter(({ code }) => code === 'hidden-text').map(({ quote }) => quote)
    expect(hidden).toEqual(['№', '1', '2'])
  })

  test('[FI3] a number that its format hides is told, a zero is not', async () => {
    const { draft, warnings } = await book({
      styles: `<numFmts><numFmt numFmtId="164" formatCode=";;;"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs>`,
      sheets: [
        {
          rows: [
            [...HEADER, 'Человек'],
            [1, 'Форум', 'май', '', cn(250, 1)],
            [2, 'Слёт', 'июнь', 'А', cn(0, 1)],
          ],
        },
      ],
    })
    expect(outline(draft)).toEqual(['§ ', '1 | Форум | май', '2 | Слёт | июнь | А'])
    expect(warnings.filter(({ code }) => code === 'hidden-text').map(({ quote }) => quote)).toEqual(['250'])
  })

  test('[FI7] a column of sections opens them, a column of states gives states', async () => {
    const { draft } = await readSheet([
      ['Раздел', '№', 'Мероприятие', 'Срок', 'Статус'],
      ['Работа с детьми', 1, 'Форум', 'май', 'Выполнено'],
      ['', 2, 'Слёт', 'июнь', 'В работе'],
      ['Методическая работа', 1, 'Семинар', 'март', ''],
    ])
    expect(outline(draft)).toEqual([
      '§ Работа с детьми',
      '1 | Форум | май',
      '2 | Слёт | июнь',
      '§ Методическая работа',
      '1 | Семинар | март',
    ])
    expect(draft.sections[0]?.items.map(({ state }) => state)).toEqual(['done', 'in-progress'])
    expect(columnsOf(draft)).toEqual(['number=№', 'title=Мероприятие', 'period=Срок'])
  })
})

describe('numbers as they show', () => {
  const RU = { language: 'ru', from1904: false } as const
  const FINANCIAL = '_-* #,##0.00\\ _₽_-;\\-* #,##0.00\\ _₽_-;_-* "-"??\\ _₽_-;_-@_-'
  const cases: [value: number, format: string, shown: string][] = [
    [45356, 'dd.mm.yyyy', '05.03.2024'],
    [45356, 'd mmmm yyyy', '5 марта 2024'],
    [45356, '[$-419]mmmm\\ yyyy;@', 'март 2024'],
    [45356, '[$-409]d\\-mmm\\-yy;@', '5-Mar-24'],
    [45356, 'mmm.yy', 'март 2024'],
    [45356.75, 'dd.mm.yyyy h:mm', '05.03.2024 18:00'],
    [0.4375, 'h:mm', '10:30'],
    [1.5, '[h]:mm', '36:00'],
    [1, 'dd.mm.yyyy', '01.01.1900'],
    [1234.5, '#,##0.00', '1\u00a0234,50'],
    [1234.5, '#,##0.00" ₽"', '1\u00a0234,50 ₽'],
    [0.125, '0.0%', '12,5%'],
    [7, '000', '007'],
    [7, '0"."', '7.'],
    [-3, '0;(0)', '(3)'],
    [0.1 + 0.2, 'General', '0,3'],
    [1e21, 'General', '1e+21'],
    [3_000_000, 'dd.mm.yyyy', '3000000'],
    [45356, 'm/d/yyyy', '05.03.2024'],
    [45356, '[$-409]m/d/yy;@', '05.03.24'],
    [45356, 'mm/dd/yyyy', '05.03.2024'],
    [45356, 'm/d', '05.03'],
    [45356, 'dddd, mm\\-dd\\-yyyy', 'вторник, 05.03.2024'],
    [45356.75, 'm/d/yyyy h:mm', '05.03.2024 18:00'],
    [45356, 'yyyy-mm-dd', '2024-03-05'],
    [45356, 'dd/mm/yyyy', '05/03/2024'],
    [45356.75, 'h:mm dd.mm', '18:00 05.03'],
    [2.5, 'General" чел."', '2,5 чел.'],
    [2.5, 'Основной" чел."', '2,5 чел.'],
    [-2.5, 'General" чел."', '-2,5 чел.'],
    [1234, '#,##0\\ [$₽-419]', '1\u00a0234 ₽'],
    [12.5, '[$€-2]\\ #,##0.00', '€ 12,50'],
    [1234, '#,##0\\ [$руб.-419]', '1\u00a0234 руб.'],
    [0, '0;-0;;@', ''],
    [-3, '0;-0;;@', '-3'],
    [-3, '0;@', '-3'],
    [3, ';;;', ''],
    [0, '0;-0;"нет"', 'нет'],
    [0, '[=0]"нет";General', 'нет'],
    [4, '[=0]"нет";General', '4'],
    [0, FINANCIAL, '-'],
    [-1234.5, FINANCIAL, '-1\u00a0234,50'],
    [0, '_-* #,##0_-;\\-* #,##0_-;_-* "-"??_-;_-@_-', '-'],
    [0, '#,###', ''],
    [12, '#,###', '12'],
    [0, '#,##0', '0'],
    [0.5, '#.##', '0,5'],
    [-5, '[Red][<0]-#,##0;#,##0', '-5'],
    [-5, '[>=0]0;-0', '-5'],
    [-5, '[>=0]0;\\-0', '-5'],
    [-5, '[>=0]0;(0)', '(5)'],
    [-5, '[<0](0);0', '(5)'],
    [5, '[>=0]0;-0', '5'],
    [-5, '[=0]"нет";0', '-5'],
    [-5, '[=0]"нет";0"-й"', '-5-й'],
    [-5, '[<0]-[$€-2]0;[$€-2]0', '-€5'],
    [7, '[Red]', '7'],
    [7, '', '7'],
  ]
  test.each(cases)('[FI2] %d as %s is %s', (value, format, shown) => {
    expect(numberAsShown(value, format, RU)).toBe(shown)
  })
})
