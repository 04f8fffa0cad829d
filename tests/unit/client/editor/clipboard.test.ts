/** What table and text programs put on the clipboard, read into cells. */
import { describe, expect, it } from 'vitest'
import { readClipboard } from '../../../../client/editor/clipboard/read-clipboard.ts'
import { type ClipGrid, cellWords, fieldsOf, gridAsText } from '../../../../shared/clip/grid.ts'
import { blocksToHtml } from '../../../../shared/plan/rich.ts'
import { CALC, CALC_HIDDEN } from '../../../support/clipboards/calc.ts'
import { EXCEL } from '../../../support/clipboards/excel.ts'
import { SHEETS } from '../../../support/clipboards/sheets.ts'
import { CALC_MARKED, EXCEL_TAIL, SHEETS_WRAPPED } from '../../../support/clipboards/variants.ts'
import { WORD, WORD_NOTES, WORD_TEXT } from '../../../support/clipboards/word.ts'
import { WRITER, WRITER_TEXT } from '../../../support/clipboards/writer.ts'

const read = (html: string, text = ''): ClipGrid => {
  const grid = readClipboard({ html, text })
  if (grid === null) throw new Error('nothing was read')
  return grid
}

/** Rows as words, a merged cell as `↑`, a band as its title alone. */
const words = ({ rows }: ClipGrid): string[][] =>
  rows.map(({ kind, cells }) =>
    (kind === 'band' ? cells.slice(0, 1) : cells).map((cell) => (cell.merged ? '↑' : cellWords(cell))),
  )

const htmlAt = ({ rows }: ClipGrid, row: number, column: number): string =>
  blocksToHtml(rows[row]?.cells[column]?.blocks ?? [])

const HEADER = ['№ п/п', 'Название, форма', 'Сроки', 'Ответственный']

describe('reading a clipboard', () => {
  it('[PA1] reads Excel: shown numbers and dates, styles of classes, no hidden row or column, nothing foreign', () => {
    const grid = read(EXCEL)
    expect(words(grid)).toEqual([
      HEADER,
      [
        '1',
        'Форум «Читающий край» – открытие – мастер-классы для библиотекарей',
        '12.03.2022',
        'Иванова А. П.',
      ],
      ['2', 'Семинар', '1 кв.', '↑'],
      ['4', 'Конкурс чтецов', 'в течение года', ''],
    ])
    expect(htmlAt(grid, 1, 1)).toBe(
      '<p>Форум <strong>«Читающий</strong><em> край»</em></p>' +
        '<ul data-marker="dash"><li>открытие</li><li>мастер-классы для библиотекарей</li></ul>',
    )
    expect(htmlAt(grid, 3, 1)).toBe('<p><a href="https://rgdb.example/plan">Конкурс</a> чтецов</p>')
  })

  it('[PA1] reads Google Sheets: the shown text, styles of spans, merged cells, no hidden row', () => {
    const grid = read(SHEETS)
    expect(words(grid)).toEqual([
      ['1', 'Форум «Читающий край» вторая строка', '12.03.2022', 'Иванова А. П.'],
      ['2', 'Семинар', '1 кв.', '↑'],
      ['4', 'Конкурс чтецов', 'в течение года', ''],
    ])
    expect(htmlAt(grid, 0, 1)).toBe('<p>Форум <strong>«Читающий край»</strong><br><em>вторая строка</em></p>')
  })

  it('[PA1] [CJ1] reads Calc: shown numbers and dates, a link, lines, no hidden row or column, no comment', () => {
    const calc = read(CALC)
    expect(words(calc)).toEqual([
      HEADER,
      [
        '1',
        'Форум «Читающий край» – открытие – мастер-классы для библиотекарей',
        '12.03.2022',
        'Иванова А. П.',
      ],
      ['2', 'Семинар', '1 кв.', '↑'],
      ['4', '=1+1 не формула', 'в течение года', ''],
    ])
    expect(htmlAt(calc, 1, 1)).toBe(
      '<p>Форум «Читающий край»</p>' +
        '<ul data-marker="dash"><li>открытие</li><li>мастер-классы для библиотекарей</li></ul>',
    )
    expect(htmlAt(read(CALC_MARKED), 1, 1)).toBe('<p>Форум <em>«Читающий край»</em><br>вторая строка</p>')
  })

  it('[CJ2] spans of Calc, which count what is hidden, cover what is shown', () => {
    const grid = read(CALC_HIDDEN)
    expect(grid.rows[1]?.kind).toBe('band')
    expect(words(grid)).toEqual([
      ['5', '=1+1 не формула', 'в течение года', ''],
      ['Методическая работа'],
      ['2.18', 'Клуб деловых встреч', 'сентябрь октябрь', '12 500,50 руб.'],
      ['7', 'Ночь музеев', 'май', 'Сидорова'],
      ['9', 'Акция', 'июнь – июль', '↑'],
      ['10', 'Итоги года', 'декабрь', 'Иванова А. П.'],
      ['11', 'Чтение у костра', 'июль, август', ''],
    ])
    const columns = '<colgroup span=2></colgroup><colgroup span=4></colgroup>'
    const row = '<tr><td rowspan=3>а<td rowspan=3>б<td colspan=3>в<td colspan=2>г</tr>'
    expect(words(read(`<table>${columns}${row}<tr><td>д</tr></table>`))).toEqual([
      ['а', 'б', 'в', '', 'г'],
      ['↑', '↑', 'д', '', ''],
    ])
  })

  it('[PA1] [CJ1] reads Writer: bands, lists in levels, links; notes in brackets, nothing hidden or deleted', () => {
    const writer = read(WRITER)
    expect(writer.rows.map(({ kind }) => kind)).toEqual(['band', 'row', 'row', 'row', 'row'])
    expect(words(writer)).toEqual([
      ['Методическая работа'],
      ['1.', 'Неделя детской книги: встреча с писателем выставка в холле', 'март апрель', 'Иванова А. П.'],
      ['2.', 'Круглый стол вторая строка сайт 1. открытие 2. итоги', 'до 25 декабря', '↑'],
      ['5.', 'Новый семинар (По отдельному графику)', '12.03.2022', 'Петрова'],
      ['6.', '=1+1 не формула', 'в течение года', ''],
    ])
    expect(htmlAt(writer, 1, 1)).toBe(
      '<p>Неделя <strong>детской </strong><em>книги</em>:</p>' +
        '<ul><li>встреча с писателем</li><li>выставка<ul><li>в холле</li></ul></li></ul>',
    )
    expect(writer.rows[1]?.cells[2]?.lines).toEqual(['март', 'апрель'])
    expect(htmlAt(read(WRITER_TEXT), 0, 0)).toBe(
      '<p>Круглый стол<br>вторая строка <a href="https://rgdb.example/plan">сайт</a></p>' +
        '<ol><li>открытие</li><li>итоги</li></ol>',
    )
  })

  it('[CJ1] reads notes of Word at their marks, and leaves a mark whose note was not copied', () => {
    expect(words(read(WORD_NOTES))).toEqual([
      ['1.', 'Семинар (По отдельному графику, см. сайт) в июле (В концевой сноске)', 'май[3]'],
    ])
  })

  it('[RY2] takes a note once, however often it is marked, and none out of another', () => {
    const mark = '<a href="#sdfootnote1sym">1</a>'
    const note = (inner: string) => `<div id="sdfootnote1"><p>${inner}</p></div>`
    const [cell] = words(read(`<table><tr><td>а${mark}б${mark}</td></tr></table>${note('в')}`))
    expect(cell).toEqual(['а (в)б1'])
    const long = 'слово '.repeat(1_000)
    const many = read(`<table><tr><td>${mark.repeat(100)}</td></tr></table>${note(long)}`)
    expect((words(many)[0]?.[0] ?? '').length).toBeLessThan(long.length + 200)
    const nested = '<div id="sdfootnote2">'.repeat(20) + long + '</div>'.repeat(20)
    const html = `<table><tr><td>а<a href="#sdfootnote2sym">2</a></td></tr></table>${note(nested)}`
    expect(words(read(html))).toEqual([['а2']])
  })

  it('[PA1] reads what these programs put around their cells at times as nothing', () => {
    const sheets = read(SHEETS_WRAPPED)
    expect(words(sheets).slice(0, 2)).toEqual([['Чтение'], ['1', 'Час поэзии в саду', 'май']])
    expect(sheets.rows.slice(2).every(({ cells }) => cells.every((cell) => cellWords(cell) === ''))).toBe(
      true,
    )
    expect(htmlAt(sheets, 1, 1)).toBe('<p>Час <strong>поэзии</strong><br>в саду</p>')
    const excel = read(EXCEL_TAIL)
    expect(words(excel)).toEqual([['1', 'Час поэзии в саду', 'май']])
    expect(htmlAt(excel, 0, 1)).toMatch(/^<p><em>Час\s+поэзии<\/em><br><em>в саду<\/em><\/p>$/)
  })

  it('[PA1] reads Word: its paragraphs that only look like lists, tracked changes as accepted, nothing hidden', () => {
    const grid = read(WORD)
    expect(grid.rows.map(({ kind }) => kind)).toEqual(['band', 'row', 'row', 'row'])
    expect(htmlAt(grid, 1, 1)).toBe(
      '<p>Неделя <strong>детской </strong><em>книги </em>и новое:</p>' +
        '<ul><li>встреча с <strong>писателем</strong></li><li>выставка<ul><li>в холле</li></ul></li></ul>',
    )
    expect(htmlAt(grid, 2, 1)).toBe('<p>Круглый стол:</p><ol><li>открытие</li><li>итоги</li></ol>')
    expect(htmlAt(grid, 3, 1)).toBe('<p>Выездной<br>семинар</p>')
    expect(words(grid).slice(2)).toEqual([
      ['2.', 'Круглый стол: 1. открытие 2. итоги', 'до 25 декабря', '↑'],
      ['5.', 'Выездной семинар', '', 'Петрова'],
    ])
    const text = read(WORD_TEXT)
    expect([text.width, text.rows.length]).toEqual([1, 1])
    expect(htmlAt(text, 0, 0)).toBe(
      '<p>Неделя <strong>детской</strong> книги:</p><ul><li>встреча</li><li>выставка</li></ul>',
    )
  })

  it('[PA1] reads text with tabs as table programs write it, and takes quotation marks for what they are', () => {
    expect(fieldsOf('1\t"Форум\r\n«край» ""А"""\t12.03\r\n2\t"Клуб"\t\r\n')).toEqual([
      ['1', 'Форум\n«край» "А"', '12.03'],
      ['2', '"Клуб"', ''],
    ])
    expect(words(read('', 'а\tб\n\nв'))).toEqual([
      ['а', 'б'],
      ['', ''],
      ['в', ''],
    ])
    expect(readClipboard({ html: '<img src="x.png">', text: ' \n' })).toBeNull()
  })

  it('[PA1] takes nothing from a page but its words: no scripts, pictures, fields, unsafe links', () => {
    const grid = read(
      '<p>Раз<script>1</script><style>p{}</style><img src="http://e.example/1.png" alt="x"><input value="y">' +
        '<a href="javascript:alert(1)">два</a><svg><text>z</text></svg></p><p style="display:none">нет</p>',
    )
    expect(htmlAt(grid, 0, 0)).toBe('<p>Раздва</p>')
  })

  it('[PA1] puts a table into one cell as text: a row a line', () => {
    expect(blocksToHtml(gridAsText(read('', '1\tФорум\n2\tКлуб')))).toBe(
      '<p>1\u2003Форум</p><p>2\u2003Клуб</p>',
    )
  })
})
