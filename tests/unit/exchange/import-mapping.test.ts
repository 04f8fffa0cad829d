/** A reading that a person corrects (SPEC FI15, FI16). */
import { type ColumnRole } from '../../../shared/plan/column-roles.ts'
import { describe, expect, test } from 'vitest'
import type { ImportMapping } from '../../../shared/plan/table-mapping.ts'
import { type Imported, columnsOf, importBytes, outline } from '../../support/docx-import.ts'

const CSV = [
  'План на 2024 год;;;',
  'Код;Что;Где;Когда',
  'Работа с детьми;;;',
  'а;Форум;зал;май',
  'и подростками;;;',
  'б;Слёт;двор;июнь',
].join('\n')

const read = (mapping?: Partial<ImportMapping>, text = CSV): Promise<Imported> =>
  importBytes(new TextEncoder().encode(text), {
    fileName: 'план.csv',
    ...(mapping ? { mapping: { tables: [], rows: [], ...mapping } } : {}),
  })

/** The table of the file as the preview tells of it, and what a row of the plan comes from. */
const sourceOf = async (text?: string) => {
  const { source } = await read(undefined, text)
  const [table] = source?.tables ?? []
  if (!source || !table) throw new Error('no table')
  return { source, table }
}

describe('what a preview tells', () => {
  test('[FI15] columns with roles and samples, the first rows, and the places of sections and rows', async () => {
    const { source, table } = await sourceOf(
      '№;Мероприятие;Срок\nРабота;;\n1;Форум;май\n2;Слёт;июнь\n3;Слёт;июнь',
    )
    expect(table).toMatchObject({ table: 0, continues: false, header: { start: 0, end: 1 }, rows: 4 })
    expect(table.columns).toEqual([
      { role: 'number', title: '№', samples: expect.arrayContaining(['1', '2', '3']) },
      { role: 'title', title: 'Мероприятие', samples: ['Форум', 'Слёт'] },
      { role: 'period', title: 'Срок', samples: ['май', 'июнь'] },
    ])
    expect(table.top[2]).toEqual(['1', 'Форум', 'май'])
    expect(source.sections).toEqual([
      {
        place: { table: 0, row: 1 },
        items: [
          { table: 0, row: 2 },
          { table: 0, row: 3 },
          { table: 0, row: 4 },
        ],
      },
    ])
  })
})

describe('samples', () => {
  test('[FI15] a cell over number and title is the title’s, as in the plan that comes of it', async () => {
    const rows = [
      '<tr><td>№</td><td>Мероприятие</td><td>Срок</td></tr>',
      '<tr><td colspan="2">Работа в рамках соглашения</td><td>май</td></tr>',
      '<tr><td>1</td><td>Форум</td><td>июнь</td></tr>',
      '<tr><td>2</td><td>Слёт</td><td>июль</td></tr>',
    ]
    const page = new TextEncoder().encode(`<meta charset="utf-8"><table>${rows.join('')}</table>`)
    const { source } = await importBytes(page, { fileName: 'план.html' })
    expect(source?.tables[0]?.columns.map(({ samples }) => samples)).toEqual([
      ['1', '2'],
      ['Работа в рамках соглашения', 'Форум', 'Слёт'],
      ['май', 'июнь', 'июль'],
    ])
  })
})

describe('what a person says holds', () => {
  const columns: ColumnRole[] = ['number', 'title', 'ignored', 'period']

  test('[IW3] of months across: into the dates, beside a column of dates too, or columns of the plan', async () => {
    const grid = '№;Мероприятие;янв;фев;мар;Срок\n1;Форум;+;;сбор;до обеда'
    const told = async (...roles: ColumnRole[]): Promise<string[]> => {
      const { draft } = await read({ tables: [{ table: 0, columns: roles }] }, grid)
      return [...columnsOf(draft), ...outline(draft)]
    }
    expect(await told('number', 'title', 'month', 'month', 'month', 'period')).toEqual([
      'number=№',
      'title=Мероприятие',
      'period=Срок',
      '§ ',
      '1 | Форум | до обеда / январь / сбор',
    ])
    expect((await told('number', 'title', 'month', 'month', 'other', 'ignored')).slice(2)).toEqual([
      'period=Сроки',
      'c1=мар',
      '§ ',
      '1 | Форум | январь | сбор',
    ])
  })

  test('[FI16] of the header and the columns', async () => {
    const { draft, codes } = await read(
      { tables: [{ table: 0, header: { start: 0, end: 1 }, columns }] },
      CSV.split('\n').slice(1).join('\n'),
    )
    expect(columnsOf(draft)).toEqual(['number=Код', 'title=Что', 'period=Когда'])
    expect(outline(draft)).toContain('а | Форум | май')
    expect(codes).toContain('column-ignored')
  })

  test('[FI16] of a table that it says has no header, and of columns that name sections, states and ends', async () => {
    const text = 'Дети;Форум;1 мая;3 мая;сделано\nДети;Слёт;5 мая;;\nВзрослые;Смотр;7 мая;;в работе'
    const { draft } = await read(
      { tables: [{ table: 0, header: null, columns: ['section', 'title', 'period', 'end', 'state'] }] },
      text,
    )
    expect(outline(draft)).toEqual([
      '§ Дети',
      ' | Форум | 1 мая – 3 мая',
      ' | Слёт | 5 мая',
      '§ Взрослые',
      ' | Смотр | 7 мая',
    ])
    expect(draft.sections.flatMap(({ items }) => items.map(({ state }) => state))).toEqual([
      'done',
      undefined,
      'in-progress',
    ])
  })

  test('[FI16] of single rows: a section, a row, the rest of the row above, nothing', async () => {
    const text = '№;Мероприятие;Срок\nРабота;;\n1;Форум;май\n;и подростками;\n2;Слёт;июнь\n3;Черновик;июль'
    const { source } = await sourceOf(text)
    const items = source.sections.flatMap((section) => section.items)
    const at = (row: number) => items.find((place) => place?.row === row) ?? { table: 0, row }
    const { draft, warnings } = await read(
      {
        rows: [
          { ...at(1), as: 'row' },
          { ...at(3), as: 'tail' },
          { ...at(4), as: 'section' },
          { ...at(5), as: 'skip' },
        ],
      },
      `${text}\n4;Итог;август`,
    )
    expect(outline(draft)).toEqual([
      '§ ',
      'Работа |  | ',
      '1 | Форум и подростками | май',
      '§ 2 Слёт июнь',
      '4 | Итог | август',
    ])
    expect(warnings.find(({ code }) => code === 'row-skipped')?.quote).toBe('3 Черновик июль')
  })

  test('[FI16] what does not fit the file changes nothing', async () => {
    const plain = await read()
    const odd = await read({
      tables: [
        { table: 0, columns: ['title'] },
        { table: 7, header: null },
      ],
      rows: [{ table: 3, row: 99, as: 'skip' }],
    })
    expect(odd.draft).toEqual(plain.draft)
  })
})

test('[XH12] an end stands beside the months of a row, whoever said that it is one', async () => {
  const text = ['№;Мероприятие;Январь;Февраль;Сдача', '1;Отчёт;+;;15 марта', '2;Сверка;;+;'].join('\n')
  const { draft, warnings } = await importBytes(new TextEncoder().encode(text), {
    fileName: 'план.csv',
    mapping: {
      tables: [
        { table: 0, header: { start: 0, end: 1 }, columns: ['number', 'title', 'month', 'month', 'end'] },
      ],
      rows: [],
    },
  })
  const [first, second] = draft.sections[0]?.items.map(({ period }) => period) ?? []
  expect(first).toContain('январь')
  expect(first).toContain('до 15 марта')
  expect(second).toBe('февраль')
  expect(warnings.map(({ code }) => code)).toContain('period-joined')
})
