/** Files of every kind that hold no plan or mean harm (SPEC FI9, FI10). */
import { describe, expect, test } from 'vitest'
import { importBytes, outline } from '../../support/docx-import.ts'
import { docxFiles, docxOf, headerRow, p, tbl, tr } from '../../support/docx-xml.ts'
import { type ZipFile, zipOf } from '../../support/docx-zip.ts'
import { processorMsOf } from '../../support/processor-time.ts'
import { type BookSpec, sheetOf, xlsxFiles, xlsxOf } from '../../support/xlsx-xml.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const refusal = (bytes: Uint8Array, fileName: string): Promise<unknown> =>
  importBytes(bytes, { fileName }).then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )

const ROWS = [
  ['№', 'Мероприятие', 'Срок'],
  ['1', 'Форум', 'май'],
]
const BOOK: BookSpec = { sheets: [{ rows: ROWS }] }
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const oleOf = (stream: string): Uint8Array =>
  new Uint8Array(Buffer.concat([Buffer.from(OLE), Buffer.alloc(600), Buffer.from(stream, 'utf16le')]))

describe('kinds that are not read', () => {
  const cases: [name: string, bytes: Uint8Array, fileName: string, code: string][] = [
    ['an old .xls', oleOf('Workbook'), 'план.xls', 'file-old-xls'],
    ['a binary workbook', zipOf([{ name: 'xl/workbook.bin', content: 'x' }]), 'план.xlsb', 'file-old-xls'],
    [
      'an .odt',
      zipOf([{ name: 'mimetype', content: 'application/vnd.oasis' }]),
      'план.odt',
      'file-open-document',
    ],
    ['an .ods', zipOf([{ name: 'content.xml', content: '<a/>' }]), 'план.ods', 'file-open-document'],
    ['an .rtf under the name of a .doc', utf8('{\\rtf1\\ansi План}'), 'план.doc', 'file-rtf'],
    ['a .pdf', utf8('%PDF-1.7\n1 0 obj'), 'план.pdf', 'file-pdf'],
    [
      'a web archive',
      utf8('MIME-Version: 1.0\r\nContent-Type: multipart/related'),
      'план.mht',
      'file-web-archive',
    ],
    [
      'XML of Word 2003',
      utf8('<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument/>'),
      'план.xml',
      'file-old-doc',
    ],
    ['text under the name of a workbook', utf8('просто текст'), 'план.xlsx', 'file-not-xlsx'],
    [
      'a picture under the name of a text',
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 2, 0, 3, 0xff, 0),
      'план.txt',
      'unsupported-media',
    ],
    ['an empty text', new Uint8Array(0), 'план.csv', 'file-no-table'],
    ['a page without a plan', utf8('<!doctype html><p>Форум</p>'), 'план.html', 'file-no-table'],
    ['a sheet without a plan', sheetOf([['Форум']]), 'план.xlsx', 'file-no-table'],
  ]
  test.each(cases)('[FI10] %s', async (_, bytes, fileName, code) => {
    expect(await refusal(bytes, fileName)).toBe(code)
  })

  test('[FI10] a name that says something else does not mislead: content decides', async () => {
    expect(outline((await importBytes(xlsxOf(BOOK), { fileName: 'план.docx' })).draft)).toEqual([
      '§ ',
      '1 | Форум | май',
    ])
    const html = '<table border=1><tr><td>№<td>Мероприятие<td>Срок<tr><td>1<td>Форум<td>май</table>'
    expect(outline((await importBytes(utf8(html), { fileName: 'план.xls' })).draft)).toEqual([
      '§ ',
      '1 | Форум | май',
    ])
  })

  test('[FI9] a document with macros is read, its macros are not touched', async () => {
    const plan =
      p('План на 2024 год') + tbl([headerRow(['№', 'Название', 'Срок']), tr(['1', 'Форум', 'май'])])
    const macro: ZipFile = { name: 'word/vbaProject.bin', content: Uint8Array.of(1, 2, 3) }
    const { draft } = await importBytes(zipOf([...docxFiles(plan), macro]), { fileName: 'план.docm' })
    expect(outline(draft)).toEqual(['§ ', '1 | Форум | май'])
    expect(await refusal(docxOf(plan), 'план.docm')).toBe('accepted')
  })
})

describe('workbooks that mean harm', () => {
  const withFile = (file: ZipFile): Uint8Array =>
    zipOf([...xlsxFiles(BOOK).filter(({ name }) => name !== file.name), file])
  const sheetXml = String(xlsxFiles(BOOK).find(({ name }) => name === 'xl/worksheets/sheet1.xml')?.content)
  const sheet = (content: string): Uint8Array => withFile({ name: 'xl/worksheets/sheet1.xml', content })
  const named = (count: number): string =>
    `${sheetXml.slice(0, sheetXml.indexOf('</sheetData>'))}${Array.from({ length: count }, (_, at) => `<row r="${at + 9}"><c r="A${at + 9}" t="s"><v>0</v></c></row>`).join('')}</sheetData></worksheet>`
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const cases: [name: string, bytes: () => Uint8Array, code: string][] = [
    [
      'a DOCTYPE',
      () =>
        sheet(
          sheetXml.replace('<worksheet', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet'),
        ),
      'file-doctype',
    ],
    ['XML that ends too soon', () => sheet(sheetXml.slice(0, -30)), 'file-broken'],
    [
      'too deep nesting',
      () => sheet(`<worksheet ${main}>${'<a>'.repeat(300)}${'</a>'.repeat(300)}</worksheet>`),
      'file-too-deep',
    ],
    [
      'a row beyond the end of all sheets',
      () => sheet(sheetXml.replace('r="2"', 'r="99999999"')),
      'file-broken',
    ],
    [
      'one long text in very many cells',
      () =>
        zipOf([
          ...xlsxFiles({ ...BOOK, strings: `<si><t>${'я'.repeat(100_000)}</t></si>` }).filter(
            ({ name }) => name !== 'xl/worksheets/sheet1.xml',
          ),
          { name: 'xl/worksheets/sheet1.xml', content: named(400) },
        ]),
      'file-inflates',
    ],
    [
      'very many shared texts',
      () =>
        withFile({ name: 'xl/sharedStrings.xml', content: `<sst ${main}>${'<si/>'.repeat(700_000)}</sst>` }),
      'file-inflates',
    ],
    [
      'very many merges',
      () =>
        sheet(
          sheetXml.replace(
            '</sheetData>',
            `</sheetData><mergeCells>${'<mergeCell ref="A1:C1048576"/>'.repeat(100_001)}</mergeCells>`,
          ),
        ),
      'file-inflates',
    ],
    [
      'a column for every day of two years',
      () => sheetOf([Array.from({ length: 700 }, (_, at) => `д${at}`)]),
      'file-too-wide',
    ],
  ]
  test.each(cases)('[FI9] %s', async (_, bytes, code) => {
    expect(await refusal(bytes(), 'план.xlsx')).toBe(code)
  })

  test('[FI9] a sheet that declares, merges and hides as much as there can be is as large as its cells', async () => {
    const bytes = sheetOf(ROWS, {
      dimension: 'A1:XFD1048576',
      merges: ['A3:XFD1048576', 'C2:C1048576'],
      columns: '<col min="5" max="16384" hidden="1"/>',
      tail: '<conditionalFormatting sqref="A1:XFD1048576"/>',
    })
    const spent = await processorMsOf(async () => {
      const { draft } = await importBytes(bytes, { fileName: 'план.xlsx' })
      expect(outline(draft)).toEqual(['§ ', '1 | Форум | май'])
    })
    expect(spent).toBeLessThan(4_000)
  })

  test('[FI9] links to other files and data connections are never followed', async () => {
    const link: ZipFile = {
      name: 'xl/externalLinks/externalLink1.xml',
      content: '<externalLink><a/></externalLink>',
    }
    const bytes = zipOf([
      ...xlsxFiles({ sheets: [{ rows: ROWS, relations: [['x', 'hyperlink', 'file:///etc/passwd', true]] }] }),
      link,
    ])
    expect(outline((await importBytes(bytes, { fileName: 'план.xlsx' })).draft)).toEqual([
      '§ ',
      '1 | Форум | май',
    ])
  })
})

describe('texts and pages that mean harm', () => {
  const cases: [name: string, text: () => string, fileName: string, code: string][] = [
    ['a million separators', () => `a;b\n${';'.repeat(3_000_000)}`, 'план.csv', 'file-inflates'],
    [
      'a page nested without end',
      () => `<!doctype html>${'<div>'.repeat(100_000)}`,
      'план.html',
      'file-too-deep',
    ],
    [
      'a page that is all markup',
      () => `<!doctype html>${'<br>'.repeat(600_000)}`,
      'план.html',
      'file-inflates',
    ],
    [
      'tables in tables without end',
      () => `<!doctype html>${'<table><tr><td>'.repeat(5_000)}`,
      'план.html',
      'file-too-deep',
    ],
    [
      'a cell that claims more columns than a page has',
      () => `<table><tr>${'<td colspan=1000>a'.repeat(5)}</table>`,
      'план.html',
      'file-too-wide',
    ],
    [
      'rows that all reach down',
      () => `<table>${`<tr>${'<td rowspan=60000>a'.repeat(300)}`}${'<tr>'.repeat(60_000)}</table>`,
      'план.html',
      'file-inflates',
    ],
  ]
  test.each(cases)('[FI9] %s', async (_, text, fileName, code) => {
    const spent = await processorMsOf(async () => {
      expect(await refusal(utf8(text()), fileName)).toBe(code)
    })
    expect(spent).toBeLessThan(8_000)
  })

  test('[FI9] a text of nothing but gaps, quotes or bars ends soon', async () => {
    for (const line of [
      'a  b'.repeat(2_000),
      '"'.repeat(20_000),
      `|${'a|'.repeat(5_000)}`,
      ' '.repeat(50_000),
      `${'\t'.repeat(300)}a`,
    ]) {
      const spent = await processorMsOf(async () => {
        await refusal(utf8(`${line}\n`.repeat(20)), 'план.txt')
        await refusal(utf8(`${line}\n`.repeat(20)), 'план.csv')
      })
      expect(spent).toBeLessThan(5_000)
    }
  })
})
