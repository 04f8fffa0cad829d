/** Plans as separated and as typed text (SPEC FI1, FI4, FI5). */
import { describe, expect, test } from 'vitest'
import { decodeText } from '../../../server/exchange/text/decode.ts'
import { type Imported, columnsOf, importBytes, outline } from '../../support/docx-import.ts'

const read = (text: string | Uint8Array, fileName = 'план.csv'): Promise<Imported> =>
  importBytes(typeof text === 'string' ? new TextEncoder().encode(text) : text, { fileName })
const lines = (...rows: string[]): string => rows.join('\r\n')

const RUSSIAN = 'План работы: №;Мероприятие;Срок\r\n1;Ёлка для детей;январь\r\n2;Съезд — «Весна»;май'

/** Letters of the old tables, the other way round. */
const encode = (text: string, encoding: string): Uint8Array => {
  const table = new Map(
    Array.from({ length: 256 }, (_, byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte]),
  )
  return Uint8Array.from(Array.from(text, (char) => table.get(char) ?? 63))
}

describe('encodings', () => {
  const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'))
  const plain = RUSSIAN.replace('№', 'N').replace('—', '-').replace(/[«»]/g, '"').replace('Ё', 'Е')
  test.each([
    ['utf-8', new TextEncoder().encode(RUSSIAN), RUSSIAN],
    ['utf-8', new TextEncoder().encode(`\ufeff${RUSSIAN}`), RUSSIAN],
    ['utf-16le', utf16(`\ufeff${RUSSIAN}`), RUSSIAN],
    ['utf-16le', utf16(RUSSIAN), RUSSIAN],
    ['utf-16be', new Uint8Array(Buffer.from(`\ufeff${RUSSIAN}`, 'utf16le').swap16()), RUSSIAN],
    ['windows-1251', encode(RUSSIAN, 'windows-1251'), RUSSIAN],
    ['koi8-u', encode(plain, 'koi8-r'), plain],
    ['ibm866', encode(plain, 'ibm866'), plain],
    ['windows-1252', encode('Résumé; façade; naïve café', 'windows-1252'), 'Résumé; façade; naïve café'],
  ])('[FI4] %s', (encoding, bytes, text) => {
    expect(decodeText(bytes)).toMatchObject({ encoding, text })
  })

  test('[FI4] an encoding told by the look of the text is named in a warning', async () => {
    const bytes = encode(lines('№;Мероприятие;Срок', '1;Форум;май', '2;Слёт;июнь'), 'windows-1251')
    const { draft, warnings } = await read(bytes)
    expect(outline(draft)).toEqual(['§ ', '1 | Форум | май', '2 | Слёт | июнь'])
    expect(warnings.find(({ code }) => code === 'encoding-guessed')?.message).toContain('windows-1251')
  })
})

describe('separated', () => {
  test.each([
    [';', ''],
    [',', ''],
    ['\t', ''],
    ['|', 'sep=|\r\n'],
  ])('[FI4] by %j, with quotes, breaks and separators inside cells', async (separator, first) => {
    const row = (...cells: string[]): string =>
      cells
        .map((cell) => (/["\n;,\t|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(separator)
    const { draft } = await read(
      first +
        lines(
          row('№', 'Мероприятие', 'Срок', 'Ответственный'),
          row('1', 'Форум «Весна», "большой"; для всех|тех', 'май\nиюнь', 'Иванова, Петрова'),
          row('2', '- «Зима»\n- «Лето»', 'в течение года', ''),
        ),
    )
    expect(outline(draft)).toEqual([
      '§ ',
      '1 | Форум «Весна», "большой"; для всех|тех | май / июнь | Иванова, Петрова',
      '2 | - «Зима» / - «Лето» | в течение года',
    ])
  })

  test('[FI4] the apostrophe that keeps a table program from a formula is taken back, others stay', async () => {
    const { draft } = await read(
      lines('№;Мероприятие;Срок', "1;'=1+1;май", "2;'- список;июнь", "3;'Тихий' час;июль"),
    )
    expect(outline(draft).slice(1)).toEqual([
      '1 | =1+1 | май',
      '2 | - список | июнь',
      "3 | 'Тихий' час | июль",
    ])
  })

  test('[FI4] a title over the table, rows of sections, signatures under it', async () => {
    const { draft } = await read(
      lines(
        'План работы на 2024 год;;',
        ';;',
        '№;Мероприятие;Срок',
        'Работа с детьми;;',
        '1;Форум;май',
        ';;',
        'Директор;;Иванова',
      ),
    )
    expect(draft.title).toBe('План работы на 2024 год')
    expect(outline(draft)).toEqual(['§ Работа с детьми', '1 | Форум | май'])
    expect(draft.front.outro).toContain('Иванова')
  })
})

describe('typed', () => {
  const typed = (...rows: string[]): Promise<Imported> => read(rows.join('\n'), 'план.txt')

  test('[FI5] in columns of spaces, with a block of approval and a title in the middle', async () => {
    const { draft } = await typed(
      '                                              УТВЕРЖДАЮ',
      '                                              Директор ______ Иванов',
      '',
      '                 План работы на 2024 год',
      '',
      'I. Массовая работа',
      '№   Мероприятие                 Срок        Ответственный',
      '--------------------------------------------------------',
      '1   Неделя детской книги        март        Иванова',
      '2   День библиотек, большой     27 мая      Петрова',
      '    праздник',
      '3   Лето с книгой               июнь-август Сидорова',
    )
    expect(draft.title).toBe('План работы на 2024 год')
    expect(draft.front.approved).toBe('УТВЕРЖДАЮ\nДиректор ______ Иванов')
    expect(outline(draft)).toEqual([
      '§ I. Массовая работа',
      '1 | Неделя детской книги | март | Иванова',
      '2 | День библиотек, большой праздник | 27 мая | Петрова',
      '3 | Лето с книгой | июнь-август | Сидорова',
    ])
  })

  test('[FI5] with headings in the middle between its rows, without an empty line', async () => {
    const { draft } = await typed(
      'План работы на 2024 год',
      '',
      '№   Мероприятие                 Срок        Ответственный',
      '          Массовая работа с читателями всех возрастов',
      '1   Неделя детской книги        март        Иванова',
      '2   День библиотек, большой     27 мая      Петрова',
      '    праздник',
      '                    МЕТОДИЧЕСКАЯ РАБОТА',
      '3   Лето с книгой               июнь        Сидорова',
      '                    Директор ______ Иванов',
    )
    expect(outline(draft)).toEqual([
      '§ Массовая работа с читателями всех возрастов',
      '1 | Неделя детской книги | март | Иванова',
      '2 | День библиотек, большой праздник | 27 мая | Петрова',
      '§ МЕТОДИЧЕСКАЯ РАБОТА',
      '3 | Лето с книгой | июнь | Сидорова',
    ])
    expect(draft.front.outro).toContain('Директор ______ Иванов')
  })

  test('[FI5] with a cell of several words that goes on in the next line, which is no heading', async () => {
    const { draft } = await typed(
      'План работы на 2024 год',
      '',
      '№   Мероприятие                 Срок        Кто',
      '1   Неделя детской книги        март        Иванова Ирина Ивановна',
      '                                            и Петрова Мария Павловна',
      '2   День библиотек              27 мая      Сидорова',
      '3   Лето с книгой               июнь        Котова',
    )
    expect(outline(draft)).toEqual([
      '§ ',
      '1 | Неделя детской книги | март | Иванова Ирина Ивановна и Петрова Мария Павловна',
      '2 | День библиотек | 27 мая | Сидорова',
      '3 | Лето с книгой | июнь | Котова',
    ])
  })

  test('[FI5] with a line that goes on over the next column, and a heading that begins where a column does', async () => {
    const { draft } = await typed(
      'План работы на 2024 год',
      '',
      '№   Мероприятие         Срок        Ответственный',
      '    Работа с читателями всех возрастов в 2024',
      '1   Неделя детской      март        Иванова',
      '    книги и чтения для всех детей',
      '2   День библиотек      27 мая      Сидорова',
      '    МЕТОДИЧЕСКАЯ РАБОТА И ОБУЧЕНИЕ',
      '3   Лето с книгой       июнь        Котова',
      '    Работа с детьми и подростками',
      '4   Ёлка                декабрь     Котова',
    )
    expect(outline(draft)).toEqual([
      '§ Работа с читателями всех возрастов в 2024',
      '1 | Неделя детской книги и чтения для всех детей | март | Иванова',
      '2 | День библиотек | 27 мая | Сидорова',
      '§ МЕТОДИЧЕСКАЯ РАБОТА И ОБУЧЕНИЕ',
      '3 | Лето с книгой | июнь | Котова',
      '§ Работа с детьми и подростками',
      '4 | Ёлка | декабрь | Котова',
    ])
  })

  test('[FI5] in columns of tabs and of bars', async () => {
    const tabs = await typed('План на 2024 год', '', '№\tМероприятие\tСрок', '1\tФорум\tмай', '2\tСлёт\tиюнь')
    const bars = await typed(
      '# План на 2024 год',
      '',
      '| № | Мероприятие | Срок |',
      '|---|---|---|',
      '| 1 | Форум | май |',
      '| 2 | Слёт | июнь |',
    )
    for (const { draft } of [tabs, bars]) {
      expect(columnsOf(draft)).toEqual(['number=№', 'title=Мероприятие', 'period=Срок'])
      expect(outline(draft)).toEqual(['§ ', '1 | Форум | май', '2 | Слёт | июнь'])
    }
  })

  test('[FI5] as a list under months', async () => {
    const { draft, codes } = await typed(
      'План на 2024 год',
      '',
      'Январь',
      '1. Ёлка',
      '2. Каникулы',
      '',
      'Февраль',
      '3. Вечер',
      '4. Масленица',
    )
    expect(outline(draft)).toEqual([
      '§ Январь',
      '1. | Ёлка | ',
      '2. | Каникулы | ',
      '§ Февраль',
      '3. | Вечер | ',
      '4. | Масленица | ',
    ])
    expect(codes).toContain('no-table')
  })
})
