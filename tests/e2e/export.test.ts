/** A plan is taken along: the dialog by keyboard alone, real files of the built server, and the browser's own print. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { visit } from '../support/browser.ts'
import { createSample } from '../support/http.ts'
import { openHouse } from '../support/open-house.ts'
import { untilOpen } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

const server = openHouse()

test('[EX17] a plan is downloaded by keyboard alone, under its name, in the chosen format', async () => {
  const page = await visit(server, `/p/${await createSample(server)}`, { role: 'viewer' })
  await untilOpen(page)
  const open = page.getByRole('button', { name: ru('plan.export') })
  const take = async (steps: number): Promise<{ name: string; start: string }> => {
    await open.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: ru('download.title') })
    await dialog.getByRole('radio', { name: ru('download.docx') }).focus()
    for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowDown')
    if (steps === 0) await expectAccessible(page)
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    await dialog.waitFor({ state: 'detached' })
    const bytes = await readFile(await download.path())
    return { name: download.suggestedFilename(), start: bytes.subarray(0, 4).toString('latin1') }
  }
  const word = await take(0)
  expect(word.name).toMatch(/^План инновационно-методической .*… 2022\.docx$/)
  expect(word.start).toBe('PK\u0003\u0004')
  expect((await take(1)).start).toBe('%PDF')
})

test('[EX18] on paper the header is the head of a table of whole rows, with every row there', async () => {
  const page = await visit(server, `/p/${await createSample(server)}`, { role: 'viewer' })
  await untilOpen(page)
  await page.emulateMedia({ media: 'print' })
  const looks = await page.evaluate(() => {
    dispatchEvent(new Event('beforeprint'))
    const grid = document.querySelector('[role=grid]')
    const lines = [...document.querySelectorAll('[role=rowgroup] > *')]
    const look = (element: Element | null | undefined, name: string) =>
      element ? getComputedStyle(element).getPropertyValue(name) : ''
    return {
      table: look(grid, 'display'),
      head: look(grid?.firstElementChild, 'display'),
      rows: [...new Set(lines.map((line) => `${look(line, 'display')} ${look(line, 'break-inside')}`))],
      count: lines.length,
      titles: [...document.querySelectorAll('[role=columnheader] [aria-hidden]')].map((title) =>
        look(title, 'display'),
      ),
    }
  })
  expect(looks).toMatchObject({ table: 'table', head: 'table-header-group', rows: ['table-row avoid'] })
  // 35 rows under 8 bands.
  expect(looks.count).toBe(43)
  expect(looks.titles).toEqual(['block', 'block', 'block'])
})
