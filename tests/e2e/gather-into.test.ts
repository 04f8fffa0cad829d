/** Rows of another plan put into the open one, by keys alone from the first: chosen, put in, taken back, looked at in every look. */
import { expect, test } from 'vitest'
import { shoot, visit } from '../support/browser.ts'
import { createSample, readPlan, call } from '../support/http.ts'
import { openFromList, pressAt, tabTo } from '../support/keys.ts'
import { expectAccessibleInBothLanguages } from '../support/looks.ts'
import { serverForTest } from '../support/server-process.ts'
import { untilOpen } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

test('[GB4, GB6, KB3, KX5, KX2, LO6] rows of another plan are chosen and put in by keys alone, and one undo takes them back', async () => {
  const server = await serverForTest()
  const source = await createSample(server)
  const made = await call<{ id: string }>(server, 'POST', '/api/plans', {
    body: { title: 'План отдела', year: 2022 },
  })
  const open = made.body.id
  const page = await visit(server, '/', { role: 'chief' })
  await openFromList(page, open)
  await untilOpen(page)
  const dialog = page.getByRole('dialog')
  const button = (name: string) => dialog.getByRole('button', { name, exact: true })
  await tabTo(page, page.getByRole('button', { name: ru('plan.gather') }), 'back')
  await page.keyboard.press('Enter')
  await pressAt(page, dialog.getByRole('checkbox').first(), 'Space')
  const ringed = (all: Element[]) =>
    all.filter((one) => getComputedStyle(one).outlineStyle !== 'none' && one.tagName !== 'INPUT').length
  expect(await dialog.locator('li *').evaluateAll(ringed)).toBe(1)
  await expectAccessibleInBothLanguages(page, 'gather-into-plans')
  await pressAt(page, button(ru('gather.on')))
  await tabTo(page, dialog.getByLabel(ru('filter.words')))
  await page.keyboard.type('форум')
  const shown = dialog.getByRole('button', { name: /^Внести \d+ строк/ })
  await shown.waitFor()
  await expectAccessibleInBothLanguages(page, 'gather-into-rows')
  await tabTo(page, shown)
  const count = Number(/\d+/.exec(await shown.innerText())?.[0])
  expect(count).toBeGreaterThan(0)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  const rows = async () => (await readPlan(server, open)).sections.flatMap(({ items }) => items)
  await expect.poll(async () => (await rows()).length).toBe(count)
  expect((await rows()).every(({ origin }) => origin?.plan === source)).toBe(true)
  await shoot(page, 'gather-into-done')
  await page.keyboard.press('Control+z')
  await expect.poll(rows).toEqual([])
  await page.keyboard.press('Control+y')
  await expect.poll(async () => (await rows()).length).toBe(count)
})
