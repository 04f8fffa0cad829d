/** Word files that mean harm, and archives that are none. */
import { type Packed, overlapping, zip64Lie, zipOf } from './zip.ts'
import { type Hostile, MIB, many, wordsOf } from './words.ts'

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const documentOf = (body: string): string => `<w:document ${W} ${R}><w:body>${body}</w:body></w:document>`
const para = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
const cell = (text: string, props = ''): string => `<w:tc><w:tcPr>${props}</w:tcPr>${para(text)}</w:tc>`
const rowOf = (...texts: string[]): string => `<w:tr>${texts.map((text) => cell(text)).join('')}</w:tr>`
const HEADER = rowOf('№', 'Мероприятие', 'Сроки', 'Ответственный')
const table = (rows: string): string => `<w:tbl>${HEADER}${rows}</w:tbl>`
const relsOf = (items: string): string => `<Relationships xmlns="${RELS}">${items}</Relationships>`
const rel = (id: string, type: string, target: string, mode = ''): string =>
  `<Relationship Id="${id}" Type="${TYPES}/${type}" Target="${target}"${mode}/>`

const main = (document: string | Uint8Array, says: Packed['says'] = {}): Packed => ({
  name: 'word/document.xml',
  content: document,
  says,
})
const docx = (body: string, more: readonly Packed[] = []): Uint8Array =>
  zipOf([main(documentOf(body)), ...more])
const rels = (items: string): Packed => ({ name: 'word/_rels/document.xml.rels', content: relsOf(items) })

/** A table with a part beside it. */
const beside = (name: string, type: string, content: string | Uint8Array): Uint8Array =>
  docx(table(rowOf('1', 'Форум', 'май', 'Отдел')), [
    rels(rel('r1', type, name)),
    { name: `word/${name}`, content },
  ])

const DOCTYPE =
  '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "http://127.0.0.1:1/x">]>'
const zeros = (mib: number): Uint8Array => new Uint8Array(mib * MIB)
const plain = docx(table(rowOf('1', 'Форум', 'май', 'Отдел')))

export const ARCHIVES: Record<string, Hostile> = {
  'bomb-declared.docx': () => zipOf([main(zeros(500))]),
  'bomb-lying.docx': () => zipOf([main(zeros(500), { size: 1000 })]),
  'bomb-spaces-99.docx': () => docx(' '.repeat(99 * MIB)),
  'bomb-paras-empty.docx': () => docx('<w:p/>'.repeat(16_000_000)),
  'bomb-paras-words.docx': () => docx(para(wordsOf(500)).repeat(95_000)),
  'bomb-tiny-tags.docx': () => docx('<w:r/>'.repeat(16_000_000)),
  'bomb-styles.docx': () => beside('styles.xml', 'styles', zeros(99)),
  'bomb-media-ignored.docx': () =>
    zipOf([main(documentOf(para('a'))), { name: 'word/media/a.png', content: zeros(300) }]),
  'entries-65000.docx': () =>
    zipOf(Array.from({ length: 65_000 }, (_, at) => ({ name: `word/a${at}.xml`, content: '' }))),
  'overlapping.docx': () =>
    overlapping(
      [
        'word/document.xml',
        ...Array.from({ length: 4_000 }, (_, at) => `word/doc${String(at).padStart(5, '0')}.xml`),
      ],
      zeros(90),
      1_000,
    ),
  'zip64-lies.docx': () => zip64Lie([main(documentOf(para('a')))]),
  'truncated-10.docx': () => plain.subarray(0, plain.length / 10),
  'truncated-99.docx': () => plain.subarray(0, plain.length - 9),
  'crc-lies.docx': () => zipOf([main(documentOf(para('a')), { crc: 1 })]),
  'method-unknown.docx': () => zipOf([main(documentOf(para('a')), { method: 99 })]),
  'encrypted.docx': () => zipOf([main(documentOf(para('a')), { flags: 1 })]),
  'twice-the-name.docx': () => zipOf([main(documentOf(para('a'))), main(documentOf(para('b')))]),
  'climbing-names.docx': () =>
    docx(table(rowOf('1', 'a', 'май', 'b')), [{ name: '../../../tmp/evil', content: 'x' }]),
  'zip-in-zip.docx': () => zipOf([{ name: 'a.zip', content: zipOf([main(zeros(99))]) }]),
}

export const WORD_FILES: Record<string, Hostile> = {
  'deep-xml.docx': () => docx('<w:sdt>'.repeat(200_000)),
  'deep-tables.docx': () =>
    docx('<w:tbl><w:tr><w:tc>'.repeat(80) + para('a') + '</w:tc></w:tr></w:tbl>'.repeat(80)),
  'doctype.docx': () => zipOf([main(`${DOCTYPE}${documentOf(para('&b;&x;'))}`)]),
  'doctype-styles.docx': () => beside('styles.xml', 'styles', `${DOCTYPE}<w:styles ${W}/>`),
  'doctype-rels.docx': () =>
    docx(para('a'), [{ name: 'word/_rels/document.xml.rels', content: `${DOCTYPE}<a/>` }]),
  'broken-xml.docx': () => docx(`${para('a')}<w:p></w:tbl>`),
  'not-utf8.docx': () => zipOf([main(Buffer.from(documentOf(para('привет')), 'latin1'))]),
  'utf16.docx': () =>
    zipOf([main(Buffer.from(`\ufeff${documentOf(para(wordsOf(3_000)).repeat(8_000))}`, 'utf16le'))]),
  'attributes-a-tag.docx': () => docx(`<w:p ${many(180_000, (at) => `w:a${at}="1" `)}/>`.repeat(20)),
  'names-made-up.docx': () => docx(many(1_500_000, (at) => `<w:z${at} w:y${at}="${at}"/>`)),
  'namespaces.docx': () => docx(many(300_000, (at) => `<a${at}:p xmlns:a${at}="urn:${at}"/>`)),
  'namespaces-deep.docx': () =>
    docx(
      many(240, (at) => `<w:sdt ${many(1_500, (of) => `xmlns:a${at}x${of}="urn:${of}" `)}>`) +
        '<w:p/>'.repeat(5_000_000),
    ),
  'rows-1000000.docx': () => docx(table('<w:tr><w:tc><w:p/></w:tc></w:tr>'.repeat(1_000_000))),
  'rows-49000.docx': () =>
    docx(
      table(many(49_000, (at) => rowOf(`${at + 1}`, wordsOf(120), 'в течение года', 'Отдел методический'))),
    ),
  'rows-49000-long.docx': () =>
    docx(table(many(49_000, (at) => rowOf(`${at + 1}`, wordsOf(900), 'в течение года', 'Отдел')))),
  'cells-2000000.docx': () => docx(table(`<w:tr>${'<w:tc><w:p/></w:tc>'.repeat(400)}</w:tr>`.repeat(5_000))),
  'cells-in-a-row.docx': () => docx(table(`<w:tr>${cell('a').repeat(700_000)}</w:tr>`)),
  'spans.docx': () =>
    docx(table(`<w:tr>${cell('a', '<w:gridSpan w:val="500"/>').repeat(400)}</w:tr>`.repeat(1_000))),
  'grid-columns.docx': () =>
    docx(`<w:tbl><w:tblGrid>${'<w:gridCol w:w="1"/>'.repeat(4_000_000)}</w:tblGrid>${HEADER}</w:tbl>`),
  'tables-200000.docx': () => docx('<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>'.repeat(200_000)),
  'tables-20000-words.docx': () => docx(table(rowOf('1', 'Форум', 'май', 'Отдел')).repeat(20_000)),
  'one-cell-40mb.docx': () =>
    docx(table(`<w:tr>${cell('1')}<w:tc>${para(wordsOf(50_000)).repeat(900)}</w:tc></w:tr>`)),
  'runs-in-a-cell.docx': () =>
    docx(
      table(
        `<w:tr>${cell('1')}<w:tc><w:p>${'<w:r><w:rPr><w:b/></w:rPr><w:t>а</w:t></w:r><w:r><w:t>б</w:t></w:r>'.repeat(900_000)}</w:p></w:tc></w:tr>`,
      ),
    ),
  'styles-nodes.docx': () =>
    beside(
      'styles.xml',
      'styles',
      `<w:styles ${W}>${many(390_000, (at) => `<w:style w:styleId="s${at}"/>`)}</w:styles>`,
    ),
  'styles-chain.docx': () =>
    beside(
      'styles.xml',
      'styles',
      `<w:styles ${W}>${many(190_000, (at) => `<w:style w:styleId="s${at}"><w:basedOn w:val="s${at + 1}"/></w:style>`)}</w:styles>`,
    ),
  'styles-ring.docx': () =>
    docx(
      `<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>${table(rowOf('1', 'a', 'май', 'b'))}`,
      [
        rels(rel('r1', 'styles', 'styles.xml')),
        {
          name: 'word/styles.xml',
          content: `<w:styles ${W}><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>`,
        },
      ],
    ),
  'numbering.docx': () =>
    beside(
      'numbering.xml',
      'numbering',
      `<w:numbering ${W}>${many(190_000, (at) => `<w:num w:numId="${at}"><w:abstractNumId w:val="${at}"/></w:num>`)}</w:numbering>`,
    ),
  'footnotes.docx': () =>
    docx(
      `<w:p>${many(300_000, (at) => `<w:r><w:footnoteReference w:id="${at}"/></w:r>`)}</w:p>${table(rowOf('1', 'a', 'май', 'b'))}`,
      [
        rels(rel('r1', 'footnotes', 'footnotes.xml')),
        {
          name: 'word/footnotes.xml',
          content: `<w:footnotes ${W}>${many(300_000, (at) => `<w:footnote w:id="${at}">${para('сноска')}</w:footnote>`)}</w:footnotes>`,
        },
      ],
    ),
  'relationships.docx': () =>
    docx(table(rowOf('1', 'a', 'май', 'b')), [
      rels(
        many(390_000, (at) =>
          rel(`r${at}`, 'hyperlink', `http://127.0.0.1:1/${at}`, ' TargetMode="External"'),
        ),
      ),
    ]),
  'headers-same-part.docx': () =>
    docx(table(rowOf('1', 'a', 'май', 'b')), [
      rels(many(100_000, (at) => rel(`r${at}`, 'header', 'header1.xml'))),
      { name: 'word/header1.xml', content: `<w:hdr ${W}>${para(wordsOf(2_000))}</w:hdr>` },
    ]),
  'fields-open.docx': () =>
    docx(
      `<w:p>${'<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "a"</w:instrText></w:r><w:r><w:t>a</w:t></w:r>'.repeat(300_000)}</w:p>`,
    ),
  'deleted.docx': () =>
    docx(`<w:del>${para(wordsOf(300)).repeat(100_000)}</w:del>${table(rowOf('1', 'a', 'май', 'b'))}`),
  'deleted-one-para.docx': () =>
    docx(`<w:p><w:del>${`<w:r><w:delText>${wordsOf(3_000)}</w:delText></w:r>`.repeat(10_000)}</w:del></w:p>`),
  'text-boxes.docx': () =>
    docx(
      `<w:p><w:r>${'<w:txbxContent><w:p><w:r>'.repeat(70)}<w:t>a</w:t>${'</w:r></w:p></w:txbxContent>'.repeat(70)}</w:r></w:p>`.repeat(
        20_000,
      ),
    ),
  'marks.docx': () =>
    docx(
      table(rowOf('1', 'a', 'май', 'b')) +
        '<w:bookmarkStart w:id="1" w:name="svod_row_0_auto_planned_1"/>'.repeat(1_000_000),
    ),
  'macros.docm': () =>
    docx(table(rowOf('1', 'Форум', 'май', 'Отдел')), [
      { name: 'word/vbaProject.bin', content: 'Attribute VB_Name = "AutoOpen"' },
    ]),
  'template-fetched.docx': () =>
    docx(table(rowOf('1', 'Форум', 'май', 'Отдел')), [
      rels(
        rel('r1', 'attachedTemplate', 'http://127.0.0.1:1/x.dotm', ' TargetMode="External"') +
          rel('r2', 'image', 'file:///etc/passwd', ' TargetMode="External"'),
      ),
    ]),
  'bait-digits.docx': () =>
    docx(table(rowOf('1.'.repeat(900_000), '1'.repeat(900_000), '1-'.repeat(900_000), 'x'))),
  'bait-dates.docx': () =>
    docx(table(rowOf('1', 'Форум', 'с 1 по 2 мая, '.repeat(100_000), 'январь-'.repeat(200_000)))),
  'bait-dates-rows.docx': () =>
    docx(table(rowOf('1', 'Форум', 'с 1 по 2 мая, '.repeat(2_000), 'x').repeat(300))),
  'bait-spaces.docx': () =>
    docx(
      table(
        rowOf(
          ' '.repeat(1_800_000),
          `а${' '.repeat(1_800_000)}б`,
          '\u00a0'.repeat(900_000),
          '('.repeat(900_000),
        ),
      ),
    ),
  'bait-brackets.docx': () =>
    docx(table(rowOf('1', '«'.repeat(900_000), '('.repeat(900_000), '_'.repeat(900_000)))),
  'bait-title.docx': () =>
    docx(para(`ПЛАН ${'на 2022 год '.repeat(150_000)}`) + table(rowOf('1', 'a', 'май', 'b'))),
  'bait-bullets.docx': () =>
    docx(
      table(
        `<w:tr>${cell('1')}<w:tc>${para('- вебинар; 1) дата').repeat(200_000)}</w:tc><w:tc>${para('12 мая').repeat(200_000)}</w:tc></w:tr>`,
      ),
    ),
}
