/** Pages on the clipboard that were written to be slow: what reading them costs, and that it says what others say. */
import { expect, test } from 'vitest'
import { classRules } from '../../../../client/editor/clipboard/css.ts'
import { inertDocument } from '../../../../client/editor/clipboard/inert.ts'
import { readAsText, readClipboard } from '../../../../client/editor/clipboard/read-clipboard.ts'
import { cellWords } from '../../../../shared/clip/grid.ts'
import { isRefusal, spread } from '../../../../shared/clip/spread.ts'
import { blocksToText } from '../../../../shared/plan/rich.ts'
import { processorMsOf } from '../../../support/processor-time.ts'
import { leveled, openSheet } from '../table/support.ts'

/** What is linear takes a tenth of it; what is not takes minutes. */
const LIMIT_MS = 10_000

const gridOf = (html: string) => {
  const grid = readClipboard({ html, text: '' })
  if (grid === null) throw new Error('nothing was read')
  return grid
}

test('[PA21] tags and style sheets without an end are looked for once', async () => {
  for (const piece of ['<style>', '<style', '<a', '<a "', "<a '", '<a x="']) {
    const html = `<p>Раз</p>${piece.repeat(1_000_000 / piece.length)}`
    const spent = await processorMsOf(() => inertDocument(html))
    expect(spent, piece).toBeLessThan(LIMIT_MS)
  }
})

test('[PA21] what is set aside is the same whatever stands around it', () => {
  const { body, sheet } = inertDocument(
    '<style media="a">.a{}</style >1<STYLE>.b{}</style><b title="x > y" style="color: red" onclick=z()>2</b>' +
      `<i title='"' style='top: 0'>3</i><u style=left:0>4</u><s " style="a">5</s><style>.c{}`,
  )
  expect(sheet).toBe('.a{}\n.b{}')
  expect(body.textContent).toBe('12345.c{}')
  expect([...body.querySelectorAll('[data-style]')].map(({ localName }) => localName)).toEqual([
    'b',
    'i',
    'u',
    's',
  ])
  expect(body.querySelector('[style],[onclick]')).toBeNull()
})

test('[PA21] a sheet of remarks, letters, selectors and declarations without end is read in one pass', async () => {
  const million = 1_000_000
  for (const sheet of [
    '/* '.repeat(million / 3),
    'a'.repeat(million),
    '{'.repeat(million),
    '.a{color:red}'.repeat(million / 13),
    Array.from({ length: million / 10 }, (_, at) => `.a{p${at}:0}`).join(''),
    `${'.a,'.repeat(5000)}.b{${'p:0;'.repeat(million / 4)}}`,
  ]) {
    expect(await processorMsOf(() => classRules(sheet)), sheet.slice(0, 20)).toBeLessThan(LIMIT_MS)
  }
  const rules = classRules(
    '@page{size:a}/*.x{}*/td.a{display:none;color:red}.b,.a{width:0}<!--.c{b{.d{height:0}',
  )
  expect([...rules].map(([name, said]) => [name, Object.fromEntries(said)])).toEqual([
    ['a', { display: 'none', width: '0' }],
    ['b', { width: '0' }],
    ['d', { height: '0' }],
  ])
})

test('[PA21] an item of very many paragraphs keeps all their lines', async () => {
  const count = 40_000
  let text = ''
  const spent = await processorMsOf(() => {
    text = blocksToText(readAsText({ html: `<ul><li>${'<p>x</p>'.repeat(count)}</li></ul>`, text: '' }))
  })
  expect(text.split('\n')).toHaveLength(count)
  expect(spent).toBeLessThan(LIMIT_MS)
})

test('[PA21] cells that hang over very many rows cost what the rows hold', async () => {
  const cells = `<td rowspan=65534>x`.repeat(1000)
  let grid = gridOf('<table><tr><td>1</table>')
  const spent = await processorMsOf(() => {
    grid = gridOf(`<table><tr>${cells}${'<tr>'.repeat(2000)}<tr><td>конец</table>`)
  })
  expect(spent).toBeLessThan(LIMIT_MS)
  expect(grid.rows.at(1)?.cells.every(({ merged }) => merged)).toBe(true)
  expect(cellWords(grid.rows.at(-1)?.cells[0] ?? { blocks: [], lines: [], merged: false })).toBe('конец')
})

test('[PA21] a table too big for columns keeps its words, and is not laid over a plan', async () => {
  const rows = 6000
  const { view } = openSheet(leveled([0]))
  const section = view().sections[0]?.id ?? ''
  const place = { section, row: null, column: null }
  for (const flavours of [
    { html: `<table>${'<tr><td colspan=999>а<td>б'.repeat(rows)}</table>`, text: '' },
    { html: '', text: `${'\t'.repeat(999)}в\n${'а\tб\n'.repeat(rows)}` },
  ]) {
    const grid = readClipboard(flavours)
    if (grid === null) throw new Error('nothing was read')
    expect(grid.rows.reduce((sum, { cells }) => sum + cells.length, 0)).toBeLessThan(5_100_000)
    expect(grid.rows.at(-1)?.cells.map(cellWords)).toEqual(['а', 'б'])
    expect(isRefusal(spread({ view: view(), grid, place, maySections: true }))).toBe(true)
  }
})
