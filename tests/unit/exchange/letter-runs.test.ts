/** Letters of a cell as runs of its text (SPEC CW3). */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { letterRuns } from '../../../server/exchange/write/letter-runs.ts'
import { writePlan } from '../../../server/exchange/write-plan.ts'
import { sheetText } from '../../../server/exchange/write/xml-chars.ts'
import { parseHtml } from '../../../shared/plan/html.ts'
import { blocksToText } from '../../../shared/plan/rich.ts'
import { partOf } from '../../support/docx-edit.ts'
import { itemDraft } from '../../support/drafts.ts'
import { withItems } from '../../support/export-files.ts'
import { richBlocks } from '../../support/plan-arbitrary.ts'

const runsOf = (html: string, most = Infinity) => {
  const blocks = parseHtml(html)
  return letterRuns(blocks, blocksToText(blocks).slice(0, most))
}

test('[CW3] paragraphs, breaks and marks of lists stand between the letters as they do in the text', () => {
  expect(runsOf('<p>Просто</p><ul><li>так</li></ul>')).toBeNull()
  expect(runsOf('<p>  <em>Весь</em></p>')).toEqual([{ text: 'Весь', letters: ['italic'] }])
  const html =
    '<p>Форум <strong>юных<br>читателей</strong></p><ul data-marker="dash"><li><em>раз</em><ol start="9"><li>девять</li><li><s><u>десять</u></s></li></ol></li></ul>'
  expect(runsOf(html)?.map(({ text, letters }) => [text, ...letters])).toEqual([
    ['Форум '],
    ['юных', 'bold'],
    ['\n'],
    ['читателей', 'bold'],
    ['\n- '],
    ['раз', 'italic'],
    ['\n9. девять\n10. '],
    ['десять', 'strike', 'underline'],
  ])
  expect(runsOf(html, 8)?.map(({ text }) => text)).toEqual(['Форум ', 'юн'])
})

test('[CW3] whatever the blocks, the runs are the text of the cell, or there are none', () => {
  let count = 0
  fc.assert(
    fc.property(richBlocks, (blocks) => {
      const text = sheetText(blocksToText(blocks))
      const runs = letterRuns(blocks, text)
      if (runs === null) return
      count += 1
      expect(runs.map((run) => run.text).join('')).toBe(text)
    }),
    { seed: 31, numRuns: 150 },
  )
  expect(count).toBeGreaterThan(50)
})

test('[CW3] a formula among lettered words is a text, in the cell that it was in', async () => {
  const plan = withItems([
    itemDraft('просто'),
    itemDraft('x', { title: '<p>=1+<strong>1</strong> &lt;b&gt;</p>', cells: { c1: 'Иванова' } }),
  ])
  const at = '2022-01-01T00:00:00Z'
  const bytes = await writePlan({ plan, format: 'xlsx', locale: 'ru', hidden: false, at })
  const xml = await partOf(bytes, 'xl/worksheets/sheet1.xml')
  expect(xml).not.toContain('<f>')
  expect(xml).toMatch(
    /<c r="C3" t="inlineStr"[^>]*><is><r>.*?<t[^>]*>=1\+<\/t><\/r><r><rPr><b\/>.*?<t[^>]*>1<\/t><\/r><r>.*?<t[^>]*> &lt;b&gt;<\/t><\/r><\/is><\/c>/,
  )
})
