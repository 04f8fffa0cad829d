/** Plans saved as pages (SPEC FI1, FI6). */
import { describe, expect, test } from 'vitest'
import { type Imported, columnsOf, importBytes, outline } from '../../support/docx-import.ts'

const read = (html: string, fileName = 'план.html'): Promise<Imported> =>
  importBytes(new TextEncoder().encode(html), { fileName })

const HEAD = '<tr><th>№<th>Мероприятие<th>Срок<th>Ответственный</tr>'
const page = (rows: string, before = '<h1>План на 2024 год</h1>'): string =>
  `<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body>${before}<table border=1>${HEAD}${rows}</table></body></html>`

describe('a page', () => {
  test('[FI6] cells that reach over rows and columns, sections, lists, letters and links', async () => {
    const { draft } = await read(
      page(`<tr><td colspan=4><b>Работа с&nbsp;детьми</b></td></tr>
      <tr><td>1<td><p><b>Форум</b> для <i>всех</i></p><ul><li>«Зима»<li>«Лето»<ol start=3><li>раз</ol></ul><td rowspan=2>май<td>Иванова</tr>
      <tr><td>2<td>Слёт<br>и <a href="https://www.google.com/url?q=https://example.org/a%3Fb&amp;sa=D">сайт</a><td>Петрова</tr>`),
    )
    expect(outline(draft)).toEqual([
      '§ Работа с\u00a0детьми',
      '1 | Форум для всех / «Зима» / «Лето» / 3. раз | май | Иванова',
      '2 | Слёт / и сайт | май | Петрова',
    ])
    expect(draft.sections[0]?.items[0]?.title).toContain('<strong>Форум</strong> для <em>всех</em>')
    expect(draft.sections[0]?.items[1]?.title).toContain('href="https://example.org/a?b"')
  })

  test('[FI6] saved by Word: classes, list marks in spans of their own, empty paragraphs', async () => {
    const { draft } =
      await read(`<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
    <style><!-- p.MsoTitle {font-weight:bold; text-align:center} span.Big {font-weight:700} --></style></head><body lang=RU>
    <p class=MsoTitle>План работы<o:p></o:p></p><p class=MsoTitle>на 2024 год</p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
    <table class=MsoNormalTable border=1>${HEAD}<tr><td><p class=MsoNormal>1.<o:p></o:p></p></td><td>
    <p class=MsoNormal><span class=Big>Выставки</span>:</p>
    <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span><![endif]>«Зима»</p>
    <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>«Лето»</p>
    </td><td>май</td><td>Иванова</td></tr></table></body></html>`)
    expect(draft.title).toBe('План работы на 2024 год')
    expect(outline(draft)).toEqual(['§ ', '1. | Выставки: / «Зима» / «Лето» | май | Иванова'])
    expect(draft.sections[0]?.items[0]?.title).toMatch(/^<p><strong>Выставки<\/strong>:<\/p><ul/)
  })

  test('[FI6] what nobody sees stays out and is told; pictures are counted; nothing is run or fetched', async () => {
    const { draft, warnings } = await read(
      page(
        `<tr><td>1<td>Форум<script>document.title='взлом'</script><span style="display:none">тайна</span><img src="http://127.0.0.1:9/x.png" onerror="alert(1)"><td>май<td><a href="javascript:alert(1)">Иванова</a></tr>
        <tr style="display:none"><td>2<td>Отменено<td>июнь<td>Б</tr>`,
        '<style>@import url(http://127.0.0.1:9/a.css); p{background:url(http://127.0.0.1:9/b)}</style><iframe src="http://127.0.0.1:9/"></iframe><h1>План на 2024 год</h1>',
      ),
    )
    expect(outline(draft)).toEqual(['§ ', '1 | Форум | май | Иванова'])
    expect(JSON.stringify(draft)).not.toMatch(/взлом|script|alert|127/)
    expect(warnings.map(({ code, quote }) => `${code}: ${quote ?? ''}`)).toEqual(
      expect.arrayContaining([
        'hidden-text: тайна',
        'hidden-text: 2 Отменено июнь Б',
        'link-unsafe: javascript:alert(1)',
        'image: ',
        'embedded-object: ',
      ]),
    )
  })

  test('[FI6] made of a spreadsheet: title and signatures in the same table', async () => {
    const blank = '<tr><td></td><td></td><td></td><td></td></tr>'
    const rows = [
      '<tr><td colspan=4 align=center><b>План на 2024 год</b></td></tr>',
      ...Array.from({ length: 7 }, () => blank),
    ]
    const { draft } = await read(
      `<table>${rows.join('')}${HEAD}<tr><td>1<td>Форум<td>май<td>А</tr>${blank}<tr><td colspan=4>Директор ____</td></tr></table>`,
      'план.xls',
    )
    expect(draft.title).toBe('План на 2024 год')
    expect(columnsOf(draft)).toEqual(['number=№', 'title=Мероприятие', 'period=Срок', 'c1=Ответственный'])
    expect(outline(draft)).toEqual(['§ ', '1 | Форум | май | А'])
    expect(draft.front.outro).toContain('Директор')
  })
})

describe('a page of several tables', () => {
  const table = (rows: string): string => `<table border=1>${rows}</table>`
  const many = (from: number): string =>
    Array.from(
      { length: 9 },
      (_, at) => `<tr><td>${from + at}<td>Событие ${from + at}<td>май<td>Иванова</tr>`,
    ).join('')
  const parts = [
    table(`${HEAD}<tr><td>1<td>Встреча «Чтение для<td>май<td>Иванова</tr>`),
    table(`<tr><td><td>особых читателей».<td><td></tr>${many(2)}`),
    table(`<tr><td colspan=4>и их родителей</tr><tr><td colspan=4><b>Летом</b></tr>${many(11)}`),
  ]
  const whole = `<html><body><h1>План на 2024 год</h1>${parts.join('<p style="page-break-before: always"><br></p>')}</body></html>`

  test('[CQ3] a long table without a header goes on with the one before it, its first row with the last one', async () => {
    const { draft, codes } = await read(whole)
    const lines = outline(draft)
    expect(lines).toHaveLength(21)
    expect(lines[1]).toBe('1 | Встреча «Чтение для особых читателей». | май | Иванова')
    expect(lines.filter((line) => line.startsWith('§'))).toEqual(['§ ', '§ Летом'])
    expect(lines[10]).toContain('Событие 10')
    expect(codes).not.toContain('text-between-tables')
  })

  test('[CQ3] a table made of a spreadsheet is still read as one', async () => {
    const sheet = `<tr><td colspan=4>План на 2024 год</tr>${'<tr><td colspan=4>Слова над таблицей</tr>'.repeat(3)}${HEAD.replaceAll('th', 'td')}${many(1)}`
    const { draft } = await read(`<html><body>${table(sheet)}</body></html>`)
    expect([draft.title, outline(draft).at(-1)]).toEqual([
      'План на 2024 год',
      '9 | Событие 9 | май | Иванова',
    ])
  })
})

test('[CQ4] the year that was asked for holds over the file’s, with a warning where they differ', async () => {
  const rows = '<tr><td>1<td>Форум<td>март<td>Иванова</tr>'
  const readFor = async (year: number | undefined, before: string) => {
    const bytes = new TextEncoder().encode(page(rows, before))
    const { draft, codes } = await importBytes(bytes, { fileName: 'план.html', year })
    return [draft.year, codes.filter((code) => code.startsWith('year'))]
  }
  expect(await readFor(2026, '<h1>План на 2024 год</h1>')).toEqual([2026, ['year-differs']])
  expect(await readFor(2024, '<h1>План на 2024 год</h1>')).toEqual([2024, []])
  expect(await readFor(undefined, '<h1>План на 2024 год</h1>')).toEqual([2024, []])
  expect(await readFor(2026, '<h1>План работы</h1>')).toEqual([2026, ['year-assumed']])
})

test('[XH12] a cell that reaches to the end of its rows ends with them, whatever it says', async () => {
  const { draft } = await read(
    `<!doctype html><html><body><h1>План на 2024 год</h1><table border=1>
    <thead><tr><th rowspan=0>№<th colspan=0>Мероприятие<th rowspan=9>Срок</tr></thead>
    <tbody><tr><td>1<td>Форум<td rowspan=0>май</tr><tr><td>2<td>Слёт</tr></tbody>
    <tbody><tr><td>3<td>Смотр<td>июль</tr></tbody></table></body></html>`,
  )
  expect(outline(draft)).toEqual(['§ ', '1 | Форум | май', '2 | Слёт | май', '3 | Смотр | июль'])
})
