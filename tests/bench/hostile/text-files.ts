/** Pages, tables of text, plain text and JSON that mean harm, and files under a wrong name. */
import { gzipSync } from 'node:zlib'
import { type Hostile, MIB, many, wordsOf } from './words.ts'

const page = (body: string): string =>
  `<!doctype html><html><head><meta charset="utf-8"></head><body>${body}</body></html>`
const HEAD = '<tr><th>№</th><th>Мероприятие</th><th>Сроки</th><th>Ответственный</th></tr>'
const table = (rows: string): string => page(`<table>${HEAD}${rows}</table>`)
const row = (text: string): string => `<tr><td>1</td><td>${text}</td><td>май</td><td>Отдел</td></tr>`

export const PAGES: Record<string, Hostile> = {
  'words-24m.html': () => page(`<p>${wordsOf(13_000_000)}</p>`),
  'words-7m-paras.html': () => page(`<p>${wordsOf(140)}</p>`.repeat(56_000)),
  'words-7m-rows.html': () => table(row(wordsOf(140)).repeat(49_000)),
  'words-7m-marked.html': () =>
    table(row('<b>Областная</b> <i>конференция</i> <span style="color:red">библиотек</span>').repeat(49_000)),
  'words-7m-one-cell.html': () => table(row(wordsOf(7_900_000))),
  'words-7m-pieces.html': () => page('<p>Слово <b>за</b> словом</p>'.repeat(380_000)),
  'words-old-code.html': () =>
    Buffer.from(new Uint8Array(7_800_000).map((_, at) => (at % 7 === 0 ? 0x20 : 0xe0 + (at % 30)))),
  'words-utf16.html': () => Buffer.from(`\ufeff${table(row(wordsOf(140)).repeat(49_000))}`, 'utf16le'),
  'letters-apart.html': () => page('<b>ж</b>ж'.repeat(499_000)),
  'nodes-2000000.html': () => page('<p>'.repeat(5_000_000)),
  'comments.html': () => page('<!---->'.repeat(3_000_000)),
  'comment-open.html': () => page(`<!--${wordsOf(12_000_000)}`),
  'cells-8000000.html': () => table(`<tr>${'<td>'.repeat(400)}`.repeat(12_000)),
  'cells-490000.html': () => table(`<tr>${'<td>ж'.repeat(9)}`.repeat(49_000)),
  'spans.html': () => table('<tr><td colspan=400 rowspan=65000>a</td></tr>'.repeat(40_000)),
  'rowspans.html': () => table(`<tr>${'<td rowspan=65000>a'.repeat(390)}</tr>`.repeat(2_000)),
  'colspan-zero.html': () => table('<tr><td colspan=0 rowspan=0>a</td></tr>'.repeat(10_000)),
  'deep.html': () => page('<div>'.repeat(200_000)),
  'deep-399.html': () => page(`${'<div>'.repeat(390)}${'<p>ж</p>'.repeat(200_000)}`),
  'deep-tables.html': () => page('<table><tr><td>'.repeat(130) + row('ж')),
  'formatting.html': () => page(`${'<b><i><u><s><a href=x>'.repeat(70)}<p>${'</b></i><p>'.repeat(100_000)}`),
  'misnested.html': () => page('<a><table><b>'.repeat(300_000)),
  'attributes.html': () => page(`<p ${many(1_500_000, (at) => `a${at}=1 `)}>ж</p>`),
  'attributes-each.html': () =>
    page(many(120_000, (at) => `<p a${at}=${at} b${at}=${at} style="color:#${at}" class="c${at}">ж`)),
  'attribute-20m.html': () => page(`<p title="${wordsOf(10_000_000)}">ж</p>`),
  'attributes-long.html': () => page(`<p title="${wordsOf(4_000)}">ж</p>`.repeat(3_000)),
  'data-pictures.html': () => page(`<img src="data:image/png;base64,${'A'.repeat(200_000)}">`.repeat(120)),
  'entities.html': () => page('&amp;&nbsp;&CounterClockwiseContourIntegral;'.repeat(500_000)),
  'style-braces.html': () =>
    page(`<style>${'{'.repeat(8 * MIB)}</style><style>${'}'.repeat(8 * MIB)}</style>`),
  'style-rules.html': () =>
    page(`<style>${many(600_000, (at) => `.c${at}{font-weight:bold}`)}</style><p class=c1>ж`),
  'style-comments.html': () => page(`<style>${'/*'.repeat(10_000_000)}</style>`),
  'classes.html': () =>
    page(
      `<style>${many(5_000, (at) => `.c${at}{font-weight:bold}`)}</style>${`<p class="${many(5_000, (at) => `c${at} `)}">ж`.repeat(600)}`,
    ),
  'hidden.html': () => page(`<div hidden>${`<p>${wordsOf(100)}</p>`.repeat(70_000)}</div>`),
  'hidden-each.html': () => page(`<p hidden>${wordsOf(40)}</p>`.repeat(150_000)),
  'lists-deep.html': () => page('<ul><li>'.repeat(190) + 'ж'),
  'selects.html': () => page(`<select>${'<option>ж'.repeat(400_000)}</select>`),
  'fetches.html': () =>
    page(
      '<script src="http://127.0.0.1:1/x.js"></script><iframe src="file:///etc/passwd"></iframe><link rel=stylesheet href="http://127.0.0.1:1/">',
    ),
  'tables-50000.html': () => page(`<table>${row('ж')}</table>`.repeat(45_000)),
  'nulls.html': () => page('\u0000'.repeat(20 * MIB)),
}

export const TEXTS: Record<string, Hostile> = {
  'words-25m.csv': () => wordsOf(13_000_000),
  'words-7m.csv': () => many(49_000, (at) => `${at};${wordsOf(140)};май;Отдел\r\n`),
  'words-7m.tsv': () => many(49_000, (at) => `${at}\t${wordsOf(140)}\tмай\tОтдел\n`),
  'separators.csv': () => ';'.repeat(24 * MIB),
  'cells-599000.csv': () => `№;Мероприятие;Сроки\n${';;;;;;;;;;а\n'.repeat(54_000)}`,
  'columns-399.csv': () => `${'а;'.repeat(399)}\n`.repeat(1_400),
  'wide-once.csv': () => `${';'.repeat(300_000)}а\n${'а;б\n'.repeat(40_000)}`,
  'quotes.csv': () => `a;b\n${'"'.repeat(7_900_000)}`,
  'quote-open.csv': () => `a;b\n"${wordsOf(7_800_000)}`,
  'quotes-many.csv': () => '"a""b";"c"\n'.repeat(190_000),
  'lines.csv': () => '\n'.repeat(20 * MIB),
  'lines-in-a-cell.csv': () => `№;Мероприятие;Сроки\n1;"${'а\n'.repeat(3_500_000)}";май\n`,
  'formulas.csv': () => `№;Мероприятие;Сроки\n${'1;=cmd|/c calc!A1;май\n'.repeat(40_000)}`,
  'utf16.csv': () => Buffer.from(`\ufeff${many(49_000, (at) => `${at}\t${wordsOf(140)}\tмай\n`)}`, 'utf16le'),
  'utf32.csv': () => Buffer.alloc(8 * MIB, Buffer.from([0x30, 0x04, 0, 0])),
  'words-7m.txt': () => many(49_000, () => `${wordsOf(150)}\n`),
  'words-one-line.txt': () => wordsOf(7_900_000),
  'spaces.txt': () => ' '.repeat(24 * MIB),
  'spaces-7m.txt': () => `а${' '.repeat(7_900_000)}б`,
  'lines-7m.txt': () => '\n'.repeat(7_900_000),
  'lines-short.txt': () => 'а\n'.repeat(3_900_000),
  'columns-aligned.txt': () =>
    many(49_000, (at) => `${String(at).padEnd(8)}  Форум библиотек        май            Отдел\n`),
  'columns-long.txt': () => `1   Форум   ${'май   '.repeat(60)}Отдел\n`.repeat(20_000),
  'bars.txt': () => '| 1 | Форум | май | Отдел |\n'.repeat(49_000),
  'bars-wide.txt': () => `${'|'.repeat(3_900_000)}\n`.repeat(2),
  'rules.txt': () => '-----+-----\n'.repeat(600_000),
  'indented.txt': () => '   а  б\n'.repeat(900_000),
  'words-7m.md': () => `# План\n${'- пункт *плана*\n'.repeat(400_000)}`,
}

const plan = (sections: string): string =>
  `{"format":"svod-plan/1","title":"План","year":2022,"columns":[{"key":"title","title":"М"}],"sections":[${sections}]}`
const item = (at: number, title: string, html = title): string =>
  `{"id":"i${at}","title":{"text":${JSON.stringify(title)},"html":${JSON.stringify(html)}},"period":{"text":"май"}}`
const section = (items: string): string => `{"id":"s","title":"Раздел","items":[${items}]}`
const items = (count: number, make: (at: number) => string): string =>
  plan(section(Array.from({ length: count }, (_, at) => make(at)).join()))

export const JSON_FILES: Record<string, Hostile> = {
  'brackets.json': () => `{"a":${'['.repeat(24 * MIB)}`,
  'arrays.json': () => `{"a":[${'[],'.repeat(8_000_000)}[]]}`,
  'objects.json': () => `{"a":[${'{},'.repeat(8_000_000)}{}]}`,
  'numbers.json': () => `{"a":[${'1,'.repeat(12_000_000)}1]}`,
  'keys.json': () => `{${many(1_400_000, (at) => `"k${at}":1,`)}"z":1}`,
  'keys-plan.json': () =>
    plan(section(item(1, 'а'))).replace('"period"', `${many(1_400_000, (at) => `"k${at}":1,`)}"period"`),
  'text-24m.json': () => `{"a":"${'а'.repeat(12 * MIB)}"}`,
  'escapes.json': () => `{"a":"${'\\u0430'.repeat(4 * MIB)}"}`,
  'text-open.json': () => `{"a":"${'\\"'.repeat(12 * MIB)}`,
  'rows-49000.json': () => items(49_000, (at) => item(at, wordsOf(120), `<p>${wordsOf(120)}</p>`)),
  'rows-1000000.json': () => items(190_000, (at) => item(at, 'а')),
  'parts.json': () =>
    plan(section(item(1, 'а').replace('}}', `},"parts":[${'{"a":[]},'.repeat(400_000)}{}]}`))),
  'html-in-it.json': () => items(100, (at) => item(at, 'а', '<b><i>'.repeat(30_000))),
  'html-deep.json': () => items(50, (at) => item(at, 'а', '<ul><li>'.repeat(20_000))),
  'html-many.json': () => items(60, (at) => item(at, 'а', '<p>а</p>'.repeat(22_000))),
  'sections-5000.json': () =>
    plan(Array.from({ length: 5_000 }, (_, at) => section(item(at, wordsOf(400)))).join()),
  'cells-60.json': () =>
    items(20_000, (at) =>
      item(at, 'а').replace(
        '"period"',
        `"cells":{${Array.from({ length: 60 }, (_, key) => `"c${key}":"а"`).join()}},"period"`,
      ),
    ),
  'prototype.json': () =>
    plan(section(item(1, 'а'))).replace('"period"', '"__proto__":{"x":1},"constructor":1,"period"'),
  'period-bait.json': () =>
    items(500, (at) => item(at, 'а').replace('"май"', JSON.stringify('с 1 по 2 мая, '.repeat(2_000)))),
  'other.json': () => '{"a":1}',
  'broken.json': () => '{"format":"svod-plan/1",',
}

export const WRONG_NAMES: Record<string, Hostile> = {
  'picture.docx': () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  'program.xlsx': () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2 * MIB)]),
  'squeezed.csv': () => gzipSync(Buffer.alloc(200 * MIB)),
  'page.docx': () => table(row('Форум')),
  'plan.docx': () => items(2, (at) => item(at, 'Форум')),
  'old.doc': () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(20 * MIB)]),
  'rich.docx': () => `{\\rtf1 ${'{'.repeat(5 * MIB)}`,
  'paper.docx': () => `%PDF-1.7 ${'a'.repeat(5 * MIB)}`,
  'mail.docx': () => `MIME-Version: 1.0\r\n${'a'.repeat(5 * MIB)}`,
  'noise.txt': () => Buffer.from(Array.from({ length: 4 * MIB }, (_, at) => (at * 2_654_435_761) >>> 24)),
  'empty.docx': () => '',
  'mark-only.csv': () => '\ufeff',
  'one-byte.txt': () => 'a',
  'over-25mb.txt': () => 'a'.repeat(26 * MIB),
}
