/** Rows of another plan put into the open one, by keys alone from the first: chosen, put in, taken back, looked at in every look. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { shoot, visit } from '../support/browser.ts'
import { createSample, readPlan, call } from '../support/http.ts'
import { openFromList, pick, pressAt, tabTo, takeInMenu } from '../support/keys.ts'
import { expectAccessibleInBothLanguages } from '../support/looks.ts'
import { type ServerProcess, serverForTest } from '../support/server-process.ts'
import { untilOpen } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

/** On the second page: rows of one department alone, then those with a word; how many are left. */
const chooseRows = async (page: Page, server: ServerProcess, source: string): Promise<number> => {
  const dialog = page.getByRole('dialog')
  const shown = dialog.getByRole('button', { name: /^Добавить \d+ строк/ })
  const count = async () => Number(/\d+/.exec(await shown.innerText())?.[0])
  const house = await call<{ departments: { id: string; name: string }[] }>(server, 'GET', '/api/departments')
  const { sections } = await readPlan(server, source)
  const department = house.body.departments.find(({ id }) => sections.some((one) => one.department === id))
  const own = sections.filter((one) => one.department === department?.id)
  expect(own.length).toBeLessThan(sections.length)
  await pick(page, dialog.getByRole('button', { name: ru('filter.department') }), department?.name ?? '')
  await expect.poll(() => dialog.getByRole('listitem').count()).toBe(own.length)
  expect(await count()).toBe(own.reduce((sum, { items }) => sum + items.length, 0))
  await tabTo(page, dialog.getByLabel(ru('filter.words')), 'back')
  await page.keyboard.type(own[0]?.items[0]?.title.text ?? '')
  await expect.poll(count).toBe(1)
  await expectAccessibleInBothLanguages(page, 'gather-into-rows')
  await tabTo(page, shown)
  return count()
}

/** With the pointer on a row first: the menu of the plan's only section offers rows for that very section. */
const wayFromSectionByMouse = async (page: Page): Promise<void> => {
  const dialog = page.getByRole('dialog')
  await page.locator('[data-row] [data-column="title"]').last().click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowUp')
  const band = page.locator('[data-band]:focus')
  await band.waitFor()
  await page.keyboard.press('Shift+F10')
  await shoot(page, 'gather-into-menu')
  await takeInMenu(page, ru('table.section.fromPlans'))
  const where = dialog.getByRole('button', { name: ru('gather.into.where') })
  expect(await where.innerText()).not.toBe(ru('gather.into.own'))
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
}

test('[GB4, GB6, LQ8, KB3, KX5, KX2, LO6] rows of another plan are chosen and put in by keys alone, one undo takes them back; by mouse to a section’s menu', async () => {
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
  const count = await chooseRows(page, server, source)
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
  await wayFromSectionByMouse(page)
})
