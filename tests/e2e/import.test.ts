/** A Word file becomes a plan, through the real file chooser and by dropping it on the page. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { visit } from '../support/browser.ts'
import { SCANNED } from '../support/docx-plans.ts'
import { docxOf } from '../support/docx-xml.ts'
import { type ServerProcess, serverForTest, startServer } from '../support/server-process.ts'
import { untilOpen } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Stays empty: what is only looked at becomes no plan. */
let server: ServerProcess
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.dispose())

const scannedPlan = () => ({ name: 'План 2022.docx', mimeType: WORD, buffer: Buffer.from(docxOf(SCANNED)) })

test('[PG11] a chosen Word file is shown as it was read, and only then becomes a plan', async () => {
  const full = await serverForTest()
  const page = await visit(full, '/', { role: 'chief' })
  await page.getByRole('button', { name: ru('home.first.import.action') }).click()
  const dialog = page.getByRole('dialog')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    dialog.getByText(ru('exchange.choose')).click(),
  ])
  await chooser.setFiles(scannedPlan())
  const create = dialog.getByRole('button', { name: ru('exchange.create') })
  await create.waitFor()
  await expectAccessible(page)
  const nothingYet = await page.request.get(`${full.url}/api/plans`)
  expect(await nothingYet.json()).toMatchObject({ plans: [] })
  await create.click()
  await page.waitForURL(/\/p\//)
  await untilOpen(page)
  expect(await page.locator('[data-band]').count()).toBeGreaterThan(1)
})

test('[PG12] [PG38] a file that is no plan gets a clear sentence, and another can be chosen', async () => {
  const page = await visit(server, '/', { tolerate: /status of 422/ })
  await page.getByRole('button', { name: ru('home.first.import.action') }).click()
  const input = page.getByRole('dialog').locator('input[type=file]')
  await input.setInputFiles({ name: 'план.docx', mimeType: WORD, buffer: Buffer.from('просто текст') })
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('button', { name: ru('common.retry') }).count()).toBe(0)
  await page.getByText(ru('exchange.another')).click()
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles(scannedPlan())
  await page.getByRole('button', { name: ru('exchange.create') }).waitFor()
})

test('[PG38] a file that the network kept back can be read once more', async () => {
  const page = await visit(server, '/', { tolerate: /ERR_FAILED/ })
  await page.route('**/api/plans/import*', (route) => route.abort(), { times: 1 })
  await page.getByRole('button', { name: ru('home.first.import.action') }).click()
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles(scannedPlan())
  await page.getByRole('button', { name: ru('common.retry') }).click()
  await page.getByRole('button', { name: ru('exchange.create') }).waitFor()
})

test('[PG13] a Word file dropped anywhere on the page opens the preview', async () => {
  const page = await visit(server, '/')
  await page.getByRole('heading', { name: ru('home.first.title') }).waitFor()
  const { name, mimeType, buffer } = scannedPlan()
  const transfer = await page.evaluateHandle(
    ({ bytes, fileName, type }) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(bytes)], fileName, { type }))
      return data
    },
    { bytes: [...buffer], fileName: name, type: mimeType },
  )
  for (const event of ['dragenter', 'dragover', 'drop']) {
    await page
      .getByRole('heading', { name: ru('home.first.title') })
      .dispatchEvent(event, { dataTransfer: transfer })
  }
  await page.getByRole('button', { name: ru('exchange.create') }).waitFor()
})
