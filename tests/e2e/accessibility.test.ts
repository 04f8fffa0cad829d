/** axe on every page and in its states: light and dark, wide and narrow, writing and reading. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { newPage, shoot, visit } from '../support/browser.ts'
import { createSample } from '../support/http.ts'
import { expectAccessibleInAllLooks } from '../support/looks.ts'
import { type ServerProcess, startServer } from '../support/server-process.ts'
import { untilOpen } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

let server: ServerProcess
let plan: string
beforeAll(async () => {
  server = await startServer()
  plan = await createSample(server)
})
afterAll(() => server.dispose())

test('[AX1] the entry page', async () => {
  const page = await newPage({ tolerate: /status of 401/ })
  await page.goto(server.url)
  await page.getByRole('button', { name: ru('home.entry.enter') }).waitFor()
  await expectAccessibleInAllLooks(page, 'entry')
})

test('[AX1] the list of plans', async () => {
  const page = await visit(server, '/', { role: 'chief' })
  await page.getByRole('list', { name: ru('home.title') }).waitFor()
  await expectAccessibleInAllLooks(page, 'home')
})

test('[AX1] the plan with two people in it', async () => {
  const page = await visit(server, `/p/${plan}`)
  const other = await visit(server, `/p/${plan}`, { name: 'Борис Ильин', department: 'method' })
  await Promise.all([untilOpen(page), untilOpen(other)])
  await other.locator('[data-column="title"]').first().click()
  await page.locator('.remote-caret[data-name="Борис Ильин"]').first().waitFor({ state: 'attached' })
  await expectAccessibleInAllLooks(page, 'plan')
})

test('[AX1] the plan while a cell is open, and while searching', async () => {
  const page = await visit(server, `/p/${plan}`)
  await untilOpen(page)
  await page.locator('[data-column="title"]').nth(1).click()
  await page.locator('[contenteditable=true]').waitFor()
  await shoot(page, 'cell-open')
  await expectAccessible(page)
  await page.keyboard.press('Control+KeyK')
  await page.getByPlaceholder(ru('search.placeholder')).fill('конкурс')
  await page.getByRole('option').first().waitFor()
  await shoot(page, 'search')
  await expectAccessible(page)
})

test('[AX1] the plan for somebody who may only read', async () => {
  const page = await visit(server, `/p/${plan}`, { role: 'viewer', name: 'Директор' })
  await untilOpen(page)
  await page.getByText(ru('plan.readonly')).waitFor()
  await expectAccessible(page)
  await page.locator('[data-column="title"]').first().click()
  expect(await page.locator('[contenteditable=true]').count()).toBe(0)
})

test('[AX1] a page that does not exist says so, and what is wrong with a page is found', async () => {
  const page = await visit(server, '/p/no-such-plan', { tolerate: /404|WebSocket/ })
  await page.getByRole('heading', { name: ru('plan.closed.missing') }).waitFor()
  await expectAccessible(page)
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('@media (prefers-color-scheme: dark) { .pale { background: #222; color: #333 } }')
    document.adoptedStyleSheets.push(sheet)
    document.body.insertAdjacentHTML('beforeend', '<p class="pale">Слова</p>')
  })
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(expectAccessible(page)).rejects.toThrow(/id: 'color-contrast'/)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<input>'))
  await expect(expectAccessible(page)).rejects.toThrow(/id: 'label'/)
})
