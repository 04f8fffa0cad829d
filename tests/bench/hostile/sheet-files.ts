/** Workbooks that mean harm. */
import { type Packed, zipOf } from './zip.ts'
import { type Hostile, MIB, many, wordsOf } from './words.ts'

const X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const rel = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${TYPES}/${type}" Target="${target}"/>`

interface Book {
  sheet: string
  strings?: string
  styles?: string
  sheets?: string
  more?: readonly Packed[]
}

const bookOf = ({ sheet, strings, styles, sheets, more = [] }: Book): Uint8Array => {
  const relations =
    rel('r1', 'worksheet', 'worksheets/sheet1.xml') +
    (strings === undefined ? '' : rel('r2', 'sharedStrings', 'sharedStrings.xml')) +
    (styles === undefined ? '' : rel('r3', 'styles', 'styles.xml'))
  const files: Packed[] = [
    {
      name: 'xl/workbook.xml',
      content: `<workbook ${X} ${R}><sheets>${sheets ?? '<sheet name="Лист1" sheetId="1" r:id="r1"/>'}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="${RELS}">${relations}</Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', content: `<worksheet ${X} ${R}>${sheet}</worksheet>` },
  ]
  if (strings !== undefined)
    files.push({ name: 'xl/sharedStrings.xml', content: `<sst ${X}>${strings}</sst>` })
  if (styles !== undefined)
    files.push({ name: 'xl/styles.xml', content: `<styleSheet ${X}>${styles}</styleSheet>` })
  return zipOf([...files, ...more])
}

const inline = (place: string, text: string): string =>
  `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`
const HEADER = `<row r="1">${['№', 'Мероприятие', 'Сроки', 'Ответственный'].map((text, at) => inline(`${'ABCD'[at]}1`, text)).join('')}</row>`
const ONE = `<row r="2">${inline('A2', '1')}${inline('B2', 'Форум')}${inline('C2', 'май')}${inline('D2', 'Отдел')}</row>`
const data = (rows: string): string => `<sheetData>${HEADER}${rows}</sheetData>`

/** 40,000 rows, both cells of which are the first shared string. */
const rowsOfOneString = (): string =>
  data(
    many(
      40_000,
      (at) =>
        `<row r="${at + 2}"><c r="B${at + 2}" t="s"><v>0</v></c><c r="C${at + 2}" t="s"><v>0</v></c></row>`,
    ),
  )

export const SHEET_FILES: Record<string, Hostile> = {
  'dimension.xlsx': () => bookOf({ sheet: `<dimension ref="A1:XFD1048576"/>${data(ONE)}` }),
  'far-cells.xlsx': () =>
    bookOf({ sheet: data(`${ONE}<row r="1048576">${inline('XFD1048576', 'a')}</row>`) }),
  'diagonal.xlsx': () =>
    bookOf({
      sheet: data(
        many(16_000, (at) => `<row r="${at + 3}"><c r="${column(at)}${at + 3}"><v>1</v></c></row>`),
      ),
    }),
  'cells-3000000.xlsx': () => bookOf({ sheet: data('<row><c/><c/><c/><c/><c/><c/></row>'.repeat(500_000)) }),
  'cells-590000.xlsx': () =>
    bookOf({ sheet: data(`<row>${'<c><v>1</v></c>'.repeat(12)}</row>`.repeat(49_000)) }),
  'rows-49000-words.xlsx': () =>
    bookOf({
      sheet: data(
        many(
          49_000,
          (at) =>
            `<row>${inline(`A${at + 2}`, `${at + 1}`)}${inline(`B${at + 2}`, wordsOf(160))}${inline(`C${at + 2}`, 'в течение года')}${inline(`D${at + 2}`, 'Отдел')}</row>`,
        ),
      ),
    }),
  'rows-1000000.xlsx': () =>
    bookOf({
      sheet: data(many(1_000_000, (at) => `<row r="${at + 2}"><c r="A${at + 2}"><v>1</v></c></row>`)),
    }),
  'strings-count.xlsx': () => bookOf({ sheet: data(ONE), strings: '<si><t>а</t></si>'.repeat(4_000_000) }),
  'strings-599000.xlsx': () =>
    bookOf({ sheet: data(ONE), strings: many(290_000, (at) => `<si><t>слово ${at}</t></si>`) }),
  'strings-29m.xlsx': () =>
    bookOf({ sheet: data(ONE), strings: `<si><t>${wordsOf(100_000)}</t></si>`.repeat(290) }),
  'string-shared-by-all.xlsx': () =>
    bookOf({
      sheet: rowsOfOneString(),
      strings: `<si><t>${wordsOf(1_000_000)}</t></si>`,
    }),
  'string-shared-32k.xlsx': () =>
    bookOf({
      sheet: rowsOfOneString(),
      strings: `<si><t>${wordsOf(32_000)}</t></si>`,
    }),
  'string-lines-shared.xlsx': () =>
    bookOf({
      sheet: data(many(20_000, (at) => `<row r="${at + 2}"><c r="B${at + 2}" t="s"><v>0</v></c></row>`)),
      strings: `<si><t>${'а\n'.repeat(1_000)}</t></si>`,
    }),
  'sheets-same-part.xlsx': () =>
    bookOf({
      sheet: data(ONE.repeat(50)),
      sheets: many(100_000, (at) => `<sheet name="Лист${at}" sheetId="${at}" r:id="r1"/>`),
    }),
  'sheets-same-large.xlsx': () =>
    bookOf({
      sheet: data(
        many(1_000, (at) => `<row>${inline(`A${at + 2}`, '1')}${inline(`B${at + 2}`, wordsOf(900))}</row>`),
      ),
      sheets: many(90, (at) => `<sheet name="Месяц ${at}" sheetId="${at}" r:id="r1"/>`),
    }),
  'merges-many.xlsx': () =>
    bookOf({
      sheet: `${data(ONE)}<mergeCells>${many(1_500_000, (at) => `<mergeCell ref="A${at}:B${at + 1}"/>`)}</mergeCells>`,
    }),
  'merges-whole.xlsx': () =>
    bookOf({
      sheet: `${data(ONE.repeat(1_000))}<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(50_000)}</mergeCells>`,
    }),
  'columns-many.xlsx': () =>
    bookOf({ sheet: `<cols>${'<col min="1" max="16384" hidden="1"/>'.repeat(500_000)}</cols>${data(ONE)}` }),
  'styles-xfs.xlsx': () =>
    bookOf({ sheet: data(ONE), styles: `<cellXfs>${'<xf numFmtId="14"/>'.repeat(390_000)}</cellXfs>` }),
  'format-bait.xlsx': () =>
    bookOf({
      sheet: data(many(3_000, (at) => `<row r="${at + 2}"><c r="A${at + 2}" s="1"><v>${at}.5</v></c></row>`)),
      styles: `<numFmts><numFmt numFmtId="200" formatCode="${'[$-419]dd;@"'.repeat(3_000).replaceAll('"', '&quot;')}"/></numFmts><cellXfs><xf/><xf numFmtId="200"/></cellXfs>`,
    }),
  'numbers-odd.xlsx': () =>
    bookOf({
      sheet: data(
        '<row r="2"><c r="A2"><v>1e308</v></c><c r="B2"><v>NaN</v></c><c r="C2" t="d"><v>9999999-99-99</v></c><c r="D2"><f>HYPERLINK("http://127.0.0.1:1")</f></c></row>',
      ),
    }),
  'links-many.xlsx': () =>
    bookOf({
      sheet: `${data(ONE)}<hyperlinks>${many(700_000, (at) => `<hyperlink ref="A${at + 1}" r:id="z"/>`)}</hyperlinks>`,
    }),
  'hidden-words.xlsx': () =>
    bookOf({
      sheet: data(
        many(40_000, (at) => `<row r="${at + 2}" hidden="1">${inline(`A${at + 2}`, wordsOf(800))}</row>`),
      ),
    }),
  'doctype.xlsx': () =>
    bookOf({ sheet: data(ONE), strings: '<si/>', more: [{ name: 'xl/worksheets/x.xml', content: 'x' }] }),
  'doctype-sheet.xlsx': () =>
    zipOf([
      {
        name: 'xl/workbook.xml',
        content: `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook ${X}/>`,
      },
    ]),
  'broken.xlsx': () => bookOf({ sheet: '<sheetData><row>' }),
  'bomb-sheet.xlsx': () => bookOf({ sheet: ' '.repeat(99 * MIB) }),
  'comments.xlsx': () =>
    bookOf({
      sheet: data(ONE),
      more: [
        {
          name: 'xl/worksheets/_rels/sheet1.xml.rels',
          content: `<Relationships xmlns="${RELS}">${rel('r1', 'comments', '../comments1.xml')}</Relationships>`,
        },
        {
          name: 'xl/comments1.xml',
          content: `<comments ${X}><commentList>${`<comment ref="A1"><text><t>${wordsOf(200)}</t></text></comment>`.repeat(150_000)}</commentList></comments>`,
        },
      ],
    }),
  'macros.xlsm': () => bookOf({ sheet: data(ONE), more: [{ name: 'xl/vbaProject.bin', content: 'x' }] }),
  'binary.xlsb': () => zipOf([{ name: 'xl/workbook.bin', content: 'x' }]),
}

function column(at: number): string {
  return (at < 26 ? '' : column(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))
}
