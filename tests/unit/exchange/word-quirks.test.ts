/** Files as Word, LibreOffice and converters really write them (SPEC IM4, IM6, IM7, IM10, IM12, IM18). */
import { describe, expect, test } from 'vitest'
import { columnsOf, importBody, importBytes, outline } from '../../support/docx-import.ts'
import { docxFiles, headerRow, p, part, sectionRow, tbl, tc, tr } from '../../support/docx-xml.ts'
import { type ZipFile, zipOf } from '../../support/docx-zip.ts'

const title = p('План на 2024 год', { b: true, jc: 'center' })
const header = headerRow(['№', 'Название', 'Срок'])
const PLAN = title + tbl([header, tr(['1', 'Форум', 'май'])])
const READ = ['§ ', '1 | Форум | май']

const filesWith = (change: (file: ZipFile) => ZipFile): Uint8Array => zipOf(docxFiles(PLAN).map(change))
const textOf = ({ content }: ZipFile): string => String(content)

describe('packages', () => {
  test('[IM12] strict files, with their own namespaces', async () => {
    const bytes = filesWith((file) => ({
      ...file,
      content: textOf(file)
        .replaceAll(
          'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
          'http://purl.oclc.org/ooxml/wordprocessingml/main',
        )
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
          'http://purl.oclc.org/ooxml/officeDocument/relationships',
        ),
    }))
    expect(outline((await importBytes(bytes)).draft)).toEqual(READ)
  })

  test('[IM12] another prefix for the same namespace', async () => {
    const bytes = filesWith((file) => ({
      ...file,
      content: textOf(file)
        .replaceAll('<w:', '<x:')
        .replaceAll('</w:', '</x:')
        .replaceAll(' w:', ' x:')
        .replaceAll('xmlns:w=', 'xmlns:x='),
    }))
    expect(outline((await importBytes(bytes)).draft)).toEqual(READ)
  })

  test('[IM12] a main part of another name', async () => {
    const bytes = filesWith(({ name, content }) => ({
      name: name.replace('document.xml', 'document2.xml'),
      content: textOf({ name, content }).replace('word/document.xml', 'word/document2.xml'),
    }))
    expect(outline((await importBytes(bytes)).draft)).toEqual(READ)
  })

  test('[IM12] parts named in other letter case, and a part that is there twice', async () => {
    const files = docxFiles(PLAN)
    const renamed = files.map((file) => ({
      ...file,
      name: file.name.replace('word/document', 'Word/Document'),
    }))
    expect(outline((await importBytes(zipOf([...renamed, ...renamed]))).draft)).toEqual(READ)
  })

  test('[IM12] XML in UTF-16', async () => {
    const xml = part('w:document', `<w:body>${PLAN}</w:body>`).replace('UTF-8', 'UTF-16')
    const content = Buffer.from(`\uFEFF${xml}`, 'utf16le')
    const bytes = filesWith((file) => (file.name === 'word/document.xml' ? { ...file, content } : file))
    expect(outline((await importBytes(bytes)).draft)).toEqual(READ)
  })
})

describe('tables', () => {
  test('[IM4] a grid cut into slivers by a converter', async () => {
    const body = tbl(
      [
        tr([
          tc('№\nп/п'),
          tc('Наименование\nмероприятия', { span: 4 }),
          tc('Срок', { span: 3 }),
          tc('Отдел, ответственный', { span: 2 }),
        ]),
        tr([tc('I. Организационная работа', { span: 10 })]),
        tr([
          tc('1.', { span: 2 }),
          tc('Совещание', { span: 3 }),
          tc('январь', { span: 2 }),
          tc('Отдел', { span: 3 }),
        ]),
        tr([tc('2.'), tc('Заседание', { span: 9 })]),
        tr([tc('3.'), tc('Отчет', { span: 5 }), tc('март', { span: 4 })]),
      ],
      [500, 500, 1500, 1500, 1000, 700, 700, 700, 1500, 1500],
    )
    expect(outline((await importBody(title + body)).draft)).toEqual([
      '§ I. Организационная работа',
      '1. | Совещание | январь | Отдел',
      '2. | Заседание | ',
      '3. | Отчет | март',
    ])
  })

  test('[IM10] number and title merged over several dates are one row', async () => {
    const body = tbl([
      headerRow(['№', 'Мероприятие', 'Дата', 'Место']),
      tr([tc('1', { v: 'restart' }), tc('Лекции', { v: 'restart' }), '10 мая', 'зал']),
      tr([tc('', { v: 'continue' }), tc('', { v: 'continue' }), '12 мая', 'школа']),
      tr(['2', 'Выставка', '15 мая', 'фойе']),
    ])
    expect(outline((await importBody(title + body)).draft)).toEqual([
      '§ ',
      '1 | Лекции | 10 мая / 12 мая | зал / школа',
      '2 | Выставка | 15 мая | фойе',
    ])
  })

  test('[IM12] cells merged sideways in the old way, rows that begin late', async () => {
    const merged = (text: string, val: string): string =>
      tc(text).replace('<w:tcPr>', `<w:tcPr><w:hMerge w:val="${val}"/>`)
    const body = tbl([
      header,
      tr([
        merged('Раздел', 'restart').replace('<w:t', '<w:t'),
        merged('', 'continue'),
        merged('', 'continue'),
      ]),
      tr([tc('Слет'), tc('июнь')], '<w:gridBefore w:val="1"/>'),
    ])
    expect(outline((await importBody(title + body)).draft)).toEqual(['§ Раздел', ' | Слет | июнь'])
  })

  test('[IM6] a numbered bold title with nothing beside it is a section', async () => {
    const bold = (text: string): string => tc(text, { b: true })
    const body = tbl([
      header,
      tr([bold('I'), bold('Организация'), '']),
      tr(['1', 'Совет', 'май']),
      tr(['2', 'Собрание', '']),
      tr([bold('II'), bold('Методика'), '']),
      tr(['1', 'Семинар', 'июнь']),
    ])
    expect(outline((await importBody(title + body)).draft)).toEqual([
      '§ I Организация',
      '1 | Совет | май',
      '2 | Собрание | ',
      '§ II Методика',
      '1 | Семинар | июнь',
    ])
  })

  test('[IM7] a section’s title cut by a page break, page numbers between', async () => {
    const { draft, codes } = await importBody(
      title +
        tbl([header, tr(['1', 'Форум', 'май']), sectionRow('Семинары с Центром', 3)]) +
        p('2', { jc: 'center' }) +
        tbl([sectionRow('развития образования', 3), tr(['1', 'Семинар', 'июнь'])]),
    )
    expect(outline(draft)).toEqual([
      '§ ',
      '1 | Форум | май',
      '§ Семинары с Центром развития образования',
      '1 | Семинар | июнь',
    ])
    expect(codes).toEqual(expect.arrayContaining(['row-stitched', 'header-footer']))
  })

  test('[IM18] names in a table without lines under the plan are no rows of it', async () => {
    const lined = (xml: string): string =>
      xml.replace('<w:tblPr/>', '<w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr>')
    const body = lined(tbl([header, tr(['1', 'Форум', 'май'])])) + tbl([tr(['Директор', '', 'И.И. Иванов'])])
    const { draft, codes } = await importBody(title + body)
    expect(outline(draft)).toEqual(READ)
    expect(draft.front.outro).toBe('<p>Директор\u2003И.И. Иванов</p>')
    expect(codes).toContain('table-as-text')
  })

  test('[IM4] tables with columns of their own are put together', async () => {
    const { draft, codes } = await importBody(
      title +
        p('1. Встречи', { b: true }) +
        tbl([headerRow(['Дата', 'Мероприятие', 'Место']), tr(['1 мая', 'Митинг', 'площадь'])]) +
        p('2. Издания', { b: true }) +
        tbl([headerRow(['№', 'Название', 'Тираж', 'Срок']), tr(['1', 'Сборник', '100', 'май'])]),
    )
    expect(draft.columns.map(({ key, title: name }) => `${key}=${name}`)).toEqual([
      'number=№',
      'period=Дата',
      'title=Мероприятие',
      'c1=Место',
      'c2=Тираж',
    ])
    expect(outline(draft)).toEqual([
      '§ 1. Встречи',
      ' | Митинг | 1 мая | площадь',
      '§ 2. Издания',
      '1 | Сборник | май | 100',
    ])
    expect(codes).toContain('columns-differ')
  })
})

describe('names of columns', () => {
  test('[IW19] with the year of what they hold are names, not dates', async () => {
    const { draft, codes } = await importBody(
      title +
        tbl([
          tr(['№', 'Название', 'Срок', 'Исполнение за 2024 год']),
          tr(['1', 'Форум', 'май', 'да']),
          tr(['2', 'Слёт', 'июнь', 'нет']),
        ]),
    )
    expect(columnsOf(draft)).toEqual([
      'number=№',
      'title=Название',
      'period=Срок',
      'c1=Исполнение за 2024 год',
    ])
    expect(outline(draft)).toEqual(['§ ', '1 | Форум | май | да', '2 | Слёт | июнь | нет'])
    expect(codes).not.toContain('header-guessed')
  })

  test('[IW19] that count something else are no numbers of rows', async () => {
    const { draft } = await importBody(
      title +
        tbl([tr(['№ кабинета', 'Название', 'Срок']), tr(['12', 'Форум', 'май']), tr(['7', 'Слёт', 'июнь'])]),
    )
    expect(columnsOf(draft)).toEqual(['c1=№ кабинета', 'title=Название', 'period=Срок'])
    expect(outline(draft)).toEqual(['§ ', ' | Форум | май | 12', ' | Слёт | июнь | 7'])
  })
})
