/** A plan as a page of its own (SPEC EX3), read as a browser reads it. */
import { expect, test } from 'vitest'
import { itemDraft } from '../../../support/drafts.ts'
import { withItems, written } from '../../../support/export-files.ts'

const pageOf = (html: string): Document => new DOMParser().parseFromString(html, 'text/html')

const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'

test('[EX3] is one page without anything that runs or is fetched, whatever the plan holds', async () => {
  const plan = withItems(
    [itemDraft('x', { period: HOSTILE, cells: { c1: HOSTILE }, number: HOSTILE.slice(0, 40) })],
    {
      title: HOSTILE,
      front: { agreed: HOSTILE, approved: HOSTILE, intro: '<p>Слово</p>', outro: '' },
    },
  )
  const page = pageOf(await written(plan, 'html'))
  expect(page.querySelectorAll('script, img, link, iframe, object, [onerror], [src]')).toHaveLength(0)
  expect(page.title).toBe(HOSTILE)
  expect(page.querySelector('meta[http-equiv]')?.getAttribute('content')).toContain("default-src 'none'")
  expect(page.querySelector('td.period')?.textContent).toBe(HOSTILE)
})

test('[EX3] keeps lists, marks and links, repeats its header in print, sets dates beside their bullets', async () => {
  const title =
    '<p>Работа: <em>важно</em></p><ul><li>раз <a href="https://a.example">тут</a></li><li>два</li></ul>'
  const plan = withItems([itemDraft('', { title, period: 'март\nапрель' })])
  const page = pageOf(await written(plan, 'html'))
  expect(page.querySelector('style')?.textContent).toContain('table-header-group')
  const rows = [...page.querySelectorAll('tbody tr')].slice(1)
  const cell = (row: Element, name: string) => row.querySelector(`td.${name}`)?.innerHTML
  expect(rows.map((row) => [cell(row, 'title'), cell(row, 'period')])).toEqual([
    ['<p>Работа: <em>важно</em></p>', ''],
    ['<ul><li>раз <a href="https://a.example">тут</a></li></ul>', '<p>март</p>'],
    ['<ul><li>два</li></ul>', '<p>апрель</p>'],
  ])
  expect(rows[0]?.querySelector('td.number')?.getAttribute('rowspan')).toBe('3')
})
