/** Copied cells: as table programs and Word paste them, and as Svod reads them back. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellWords } from '../../../shared/clip/grid.ts'
import { type OwnCells, readOwn, writeOwn } from '../../../shared/clip/own.ts'
import { isFormula, printCell, printCells } from '../../../shared/clip/print.ts'
import { parseHtml } from '../../../shared/plan/html.ts'
import { type Block, blocksToHtml, textToBlocks } from '../../../shared/plan/rich.ts'

const RICH = parseHtml(
  '<p>Неделя <strong>книги</strong>:</p><ul data-marker="dash"><li>встреча<ul><li>в холле</li></ul></li></ul><ol start="3"><li><a href="https://a.example/?b=1&amp;c">итоги</a></li></ol>',
)

const own = (...rows: (string | Block[])[][]): OwnCells => ({
  titles: null,
  rows: rows.map((cells) => ({
    band: false,
    level: 0,
    cells: cells.map((cell) => (typeof cell === 'string' ? textToBlocks(cell) : cell)),
  })),
})

const decoded = (html: string): string => {
  const json = /data-svod-cells="([^"]*)"/.exec(html)?.[1] ?? ''
  return json
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

describe('copied cells', () => {
  it('[PA11] are a table whose cells hold no paragraph and no list, so that no program cuts them into rows', () => {
    const { html, text } = printCells(own(['1.', RICH, 'март\nапрель'], ['2.', '', '12.03']))
    expect(html).toMatch(
      /^<meta charset="utf-8"><table border="1"[^>]*><tbody><tr><td valign="top" sdnum="1033;0;@" style="vertical-align:top;mso-number-format:'\\@'">1\.<\/td>/,
    )
    const shown = html.replace(/data-svod-cells="[^"]*"/, '')
    expect(shown).not.toMatch(/<(?:p|ul|ol|li)\b/)
    expect(shown).toContain(
      'Неделя <strong>книги</strong>:<br style="mso-data-placement:same-cell">– встреча<br style="mso-data-placement:same-cell">&nbsp;&nbsp;&nbsp;• в холле',
    )
    expect(shown).toContain('3. <a href="https://a.example/?b=1&amp;c">итоги</a>')
    expect(text).toBe('1.\t"Неделя книги:\n- встреча\nв холле\n3. итоги"\t"март\nапрель"\r\n2.\t\t12.03')
  })

  it('[CJ3] are text for Excel and for Calc, a band too, with white space between them', () => {
    const { html } = printCells({
      titles: null,
      rows: [{ band: true, level: 0, cells: [textToBlocks('2026')] }, ...own(['01', '1/2']).rows],
    })
    expect(html.match(/<td [^>]*sdnum="1033;0;@" style="[^"]*mso-number-format:'\\@'">/g)).toHaveLength(3)
    expect(html.replace(/<[^>]*>/g, '')).toMatch(/^2026\s+01\s+1\/2\s+$/)
  })

  it('[PA11] never begin a formula: what would is text in HTML and quoted in a table of text', () => {
    const formulas = [
      '=1+1',
      '+7(495)',
      '@SUM(A1)',
      '-1+2',
      '- cmd|calc!A0',
      '\t=1',
      '-A1',
      ' =1+1',
      '\u00a0@A1',
      '＝1+1',
    ]
    expect(formulas.map(isFormula)).toEqual(formulas.map(() => true))
    expect(['- круглый стол', ' - круглый стол', '– тире', 'а=б', '2-3 марта'].some(isFormula)).toBe(false)
    const { html, text } = printCells(own(['=HYPERLINK("http://e.example")', '- круглый стол']))
    expect(html).toContain(`mso-number-format:'\\@'">&#39;=HYPERLINK(`)
    expect(text).toBe(`"'=HYPERLINK(""http://e.example"")"\t- круглый стол`)
    // One cell pasted as words stays as it is; as HTML it stands in a cell that is declared to be text.
    const one = printCell(textToBlocks('=1+1'))
    expect(one.text).toBe('=1+1')
    expect(one.html).toContain('<td')
  })

  it('[PA11] one cell alone is its text with lists, without a table', () => {
    const { html } = printCell(RICH)
    expect(html.replace(/ data-svod-cells="[^"]*"/, '')).toBe(
      `<meta charset="utf-8"><div>${blocksToHtml(RICH)}</div>`,
    )
  })

  it('[PA12] come back as they were: text, lists, marks, links, depth, titles and bands', () => {
    const cells: OwnCells = {
      titles: ['№', 'Название "А" <b>&'],
      rows: [
        { band: true, level: 0, cells: [textToBlocks('Раздел')] },
        { band: false, level: 2, counted: true, cells: [textToBlocks('1.'), RICH] },
        { band: false, level: 0, cells: [[], textToBlocks('  два  пробела ')] },
      ],
    }
    const grid = readOwn(decoded(printCells(cells).html))
    expect(grid?.titles).toEqual(cells.titles)
    expect(grid?.rows.map(({ kind, level, counted }) => `${kind} ${level} ${counted}`)).toEqual([
      'band 0 false',
      'row 2 true',
      'row 0 false',
    ])
    expect(grid?.rows[1]?.cells[1]?.blocks).toEqual(RICH)
    expect(blocksToHtml(grid?.rows[2]?.cells[1]?.blocks ?? [])).toBe(
      blocksToHtml(textToBlocks('  два  пробела ')),
    )
    expect(cellWords(grid?.rows[0]?.cells[0] ?? { blocks: [], lines: [], merged: false })).toBe('Раздел')
  })

  it('[PA12] reading is total: nothing that stands there throws, and only our own is taken', () => {
    expect(
      ['', '{', '[]', '{"v":2,"rows":[]}', '{"v":1,"rows":[]}', '{"v":1,"rows":[{"cells":[1]}]}'].map(
        readOwn,
      ),
    ).toEqual([null, null, null, null, null, null])
    fc.assert(
      fc.property(fc.json(), (json) => {
        const grid = readOwn(`{"v":1,"rows":[{"cells":["<p onclick=1>а</p><script>б</script>"]},${json}]}`)
        return grid === null || grid.rows.every(({ cells }) => cells.length === grid.width)
      }),
      { numRuns: 200, seed: 1 },
    )
    expect(blocksToHtml(readOwn(writeOwn(own(['а'])))?.rows[0]?.cells[0]?.blocks ?? [])).toBe('<p>а</p>')
  })
})
