/** Two people comment on a plan, in real browsers: threads, mentions, words that go and come back, suggestions. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { shoot, visit } from '../support/browser.ts'
import { type SeededPlan, readPlan, seedPlan } from '../support/http.ts'
import { expectAccessibleInAllLooks } from '../support/looks.ts'
import { openHouse } from '../support/open-house.ts'
import {
  cell,
  moveCaret,
  openCell,
  textLines,
  typeText,
  untilInSight,
  untilOpen,
  untilSaved,
  untilText,
} from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

const server = openHouse()

const panel = (page: Page): Locator => page.getByRole('region', { name: ru('comments.title'), exact: true })
const threads = (page: Page): Locator => panel(page).locator('[data-thread]')
const button = (within: Page | Locator, name: string): Locator =>
  within.getByRole('button', { name, exact: true })
const field = (page: Page): Locator => panel(page).getByRole('textbox', { name: ru('comments.message') })
const replyField = (page: Page): Locator =>
  panel(page).getByRole('textbox', { name: ru('comments.reply'), exact: true })
const count = (page: Page, row: string): Locator => page.locator(`[data-row="${row}"] [data-comments]`)
const openPanel = (page: Page): Promise<void> =>
  page
    .getByRole('banner')
    .getByRole('button', { name: new RegExp(`^${ru('plan.comments')}`) })
    .click()

/** The words that carry a mark on the page. */
const marked = (page: Page, name = 'thread'): Promise<string[]> =>
  page.evaluate(
    (key) => [...(CSS.highlights.get(key) ?? [])].map((range) => (range as Range).toString()),
    name,
  )

const pair = async (): Promise<{ plan: SeededPlan; anna: Page; boris: Page }> => {
  const plan = await seedPlan(server)
  const anna = await visit(server, plan.path, { name: 'Анна Петрова' })
  const boris = await visit(server, plan.path, { name: 'Борис Ильин', role: 'editor' })
  await Promise.all([untilOpen(anna), untilOpen(boris)])
  return { plan, anna, boris }
}

/** Selects the last `length` characters of an open cell. */
const selectBack = async (page: Page, length: number): Promise<void> => {
  for (let at = 0; at < length; at++) await page.keyboard.press('Shift+ArrowLeft')
  await moveCaret(page, 'Shift')
}

test('[CU4] [CU5] [CU8] two people talk about words: begun by keys, marked, named, answered, resolved', async () => {
  const { plan, anna, boris } = await pair()
  const [row = ''] = plan.rows[0]
  const still = await textLines(boris, row)
  await openCell(anna, row)
  await selectBack(anna, 3)
  await anna.keyboard.press('Control+Alt+KeyM')
  await field(anna).waitFor()
  expect(await panel(anna).locator('blockquote').textContent()).toBe('1-1')
  await typeText(anna, 'Когда? @бор')
  await panel(anna)
    .getByRole('option', { name: /Борис Ильин/ })
    .waitFor()
  await expectAccessible(anna)
  await shoot(anna, 'comments-naming')
  await anna.keyboard.press('Enter')
  await typeText(anna, 'знает')
  expect(await field(anna).inputValue()).toBe('Когда? @Борис Ильин знает')
  await anna.keyboard.press('Control+Enter')
  await threads(anna).first().waitFor()
  // Closed and open, with a mark and without: no letter moves.
  await count(boris, row).waitFor()
  await expect.poll(() => marked(boris)).toEqual(['1-1'])
  expect(await textLines(boris, row)).toEqual(still)
  await openCell(boris, row)
  await expect.poll(() => marked(boris)).toEqual(['1-1'])
  expect(await textLines(boris, row)).toEqual(still)
  await boris.keyboard.press('Escape')
  // Whoever is named sees it as unread, goes there from the row, and answers.
  await boris
    .getByRole('banner')
    .getByRole('button', { name: /есть непрочитанное/ })
    .waitFor()
  await count(boris, row).click()
  await replyField(boris).waitFor()
  await boris
    .getByRole('banner')
    .getByRole('button', { name: /обсуждение$/ })
    .waitFor()
  await replyField(boris).fill('В мае')
  await boris.keyboard.press('Control+Enter')
  await panel(anna).getByText('В мае').waitFor()
  await Promise.all([untilSaved(anna), untilSaved(boris)])
  await expectAccessibleInAllLooks(boris, 'comments')
  await boris.setViewportSize({ width: 1440, height: 900 })
  await button(panel(anna), ru('comments.resolve')).click()
  await threads(anna).waitFor({ state: 'detached' })
  await count(boris, row).waitFor({ state: 'detached' })
  expect(await marked(anna)).toEqual([])
  // The toast takes it back.
  await button(anna, ru('comments.undo')).first().click()
  await threads(anna).waitFor()
  await count(boris, row).waitFor()
})

test('[CU6] words deleted under a thread are gone for it, and their undo brings them back for everybody', async () => {
  const { plan, anna, boris } = await pair()
  const [row = '', second = ''] = plan.rows[0]
  await openCell(anna, row)
  await selectBack(anna, 3)
  await anna.keyboard.press('Control+Alt+KeyM')
  await field(anna).waitFor()
  await typeText(anna, 'Точно?')
  await anna.keyboard.press('Control+Enter')
  await openPanel(boris)
  await threads(boris).waitFor()
  await openCell(anna, row)
  await selectBack(anna, 4)
  await anna.keyboard.press('Delete')
  await panel(boris).getByText(ru('comments.gone.words')).waitFor()
  expect(await panel(boris).locator('blockquote').textContent()).toBe('1-1')
  expect(await marked(boris)).toEqual([])
  await anna.keyboard.press('Control+KeyZ')
  await panel(boris).getByText(ru('comments.gone.words')).waitFor({ state: 'detached' })
  await expect.poll(() => marked(boris)).toEqual(['1-1'])
  // The same with the whole row and the trash.
  await anna.keyboard.press('Escape')
  await anna.keyboard.press('Shift+Space')
  await anna.keyboard.press('Delete')
  await panel(boris).getByText(ru('comments.gone.row')).waitFor()
  await cell(anna, second).click()
  await anna.keyboard.press('Escape')
  await anna.keyboard.press('Control+KeyZ')
  await panel(boris).getByText(ru('comments.gone.row')).waitFor({ state: 'detached' })
  await count(boris, row).waitFor()
})

test('[CU7] a commenter suggests another text; the editor sees what changes, is warned, and accepts', async () => {
  const plan = await seedPlan(server)
  const [row = ''] = plan.rows[0]
  const anna = await visit(server, plan.path, { name: 'Анна Петрова' })
  const olga = await visit(server, plan.path, { name: 'Ольга Дёмина', role: 'commenter' })
  await Promise.all([untilOpen(anna), untilOpen(olga)])
  // Whoever may not write in the cell selects words of it as on any page.
  await cell(olga, row)
    .locator('.rich')
    .dblclick({ position: { x: 20, y: 12 } })
  await olga.keyboard.press('Control+Alt+KeyM')
  expect(await panel(olga).locator('blockquote').textContent()).toBe('Строка')
  await button(panel(olga), ru('common.cancel')).click()
  await cell(olga, row, 'period').click()
  await olga.keyboard.press('Control+Alt+KeyM')
  await field(olga).waitFor()
  await button(panel(olga), ru('comments.suggest')).click()
  await panel(olga)
    .getByRole('textbox', { name: ru('comments.suggest.text') })
    .waitFor()
  await typeText(olga, ', апрель')
  await button(panel(olga), ru('comments.send')).click()
  await panel(olga).locator('ins').waitFor()
  expect(await button(panel(olga), ru('comments.suggest.accept')).count()).toBe(0)
  await openCell(anna, row, 'period')
  await typeText(anna, ' 2022')
  await count(anna, row).click()
  await panel(anna).getByText(ru('comments.suggest.moved')).waitFor()
  expect(await panel(anna).locator('ins').textContent()).toContain('апрель')
  await expectAccessible(anna)
  await shoot(anna, 'comments-suggestion')
  await button(panel(anna), ru('comments.suggest.accept')).click()
  await untilText(olga, row, 'март, апрель', 'period')
  // Its thread is at its end, for both; the focus is where it was.
  await count(olga, row).waitFor({ state: 'detached' })
  await threads(anna).waitFor({ state: 'detached' })
  expect(await panel(anna).evaluate((one) => one.contains(document.activeElement))).toBe(true)
  await panel(olga).getByText(ru('comments.filter.resolved'), { exact: true }).click()
  await panel(olga)
    .getByText(`${ru('comments.suggest.accepted')}: Анна Петрова`)
    .waitFor()
  await untilSaved(anna)
  expect((await readPlan(server, plan.id)).sections[0]?.items[0]?.period.text).toBe('март, апрель')
  await cell(anna, row, 'period').focus()
  await anna.keyboard.press('Control+KeyZ')
  await untilText(olga, row, 'март 2022', 'period')
})

test('[CU4] [CU8] [CU9] by keyboard alone: a draft survives, a message is changed and deleted, a link opens its thread', async () => {
  const { plan, anna, boris } = await pair()
  const [, row = ''] = plan.rows[1]
  await cell(anna, row, 'period').click()
  await anna.keyboard.press('Escape')
  await anna.keyboard.press('Control+Alt+KeyM')
  await field(anna).waitFor()
  await typeText(anna, 'Не забыть')
  await anna.keyboard.press('Escape')
  await panel(anna).waitFor({ state: 'detached' })
  await anna.reload()
  await untilOpen(anna)
  await openPanel(anna)
  expect(await field(anna).inputValue()).toBe('Не забыть')
  await field(anna).focus()
  await anna.keyboard.press('Control+Enter')
  // The new thread takes the focus; from its head the keys lead to everything.
  const head = threads(anna).getByRole('button', { expanded: true })
  await head.waitFor()
  await expect.poll(() => head.evaluate((element) => element === document.activeElement)).toBe(true)
  const thread = await threads(anna).getAttribute('data-thread')
  const actions = button(panel(anna), ru('comments.actions', { name: 'Анна Петрова' }))
  await actions.press('Enter')
  await anna.getByRole('menuitem', { name: ru('comments.edit') }).press('Enter')
  await field(anna).fill('Не забыть дату')
  await anna.keyboard.press('Control+Enter')
  await panel(anna).getByText(ru('comments.edited')).waitFor()
  await actions.press('Enter')
  await anna.getByRole('menuitem', { name: ru('comments.delete') }).press('Enter')
  await threads(anna).waitFor({ state: 'detached' })
  await button(anna, ru('comments.undo')).first().click()
  await threads(anna).waitFor()
  await untilSaved(anna)
  await boris.goto(`${server.url}${plan.path}#thread=${thread}`)
  await replyField(boris).waitFor()
  await button(panel(boris), ru('comments.place.show')).press('Enter')
  await untilInSight(boris, row)
  await expect
    .poll(() => cell(boris, row, 'period').evaluate((one) => one === document.activeElement))
    .toBe(true)
  await boris.keyboard.press('Control+Alt+Shift+KeyM')
  await expect.poll(() => panel(boris).evaluate((one) => one.contains(document.activeElement))).toBe(true)

  await cell(boris, row, 'period').focus()
  await boris.keyboard.press('Shift+F10')
  await boris.getByRole('menuitem', { name: ru('table.row.comment') }).press('Enter')
  await expect.poll(() => field(boris).evaluate((one) => one === document.activeElement)).toBe(true)
})

test('[CU13] what is written without a connection is kept, said to be so, and arrives with the connection', async () => {
  const plan = await seedPlan(server)
  const [row = ''] = plan.rows[0]
  const anna = await visit(server, plan.path, { name: 'Анна Петрова', tolerate: /ERR_|WebSocket|network/i })
  const boris = await visit(server, plan.path, { name: 'Борис Ильин', role: 'editor' })
  await Promise.all([untilOpen(anna), untilOpen(boris)])
  await openPanel(anna)
  await anna.context().setOffline(true)
  await panel(anna).getByText(ru('comments.offline')).waitFor()
  await cell(anna, row).click()
  await anna.keyboard.press('Control+Alt+KeyM')
  await field(anna).waitFor()
  await typeText(anna, 'Из поезда')
  await anna.keyboard.press('Control+Enter')
  await threads(anna).waitFor()
  await anna.context().setOffline(false)
  await count(boris, row).waitFor()
  await panel(anna).getByText(ru('comments.offline')).waitFor({ state: 'detached' })
})

test('[CU10] a reader sees the threads and writes none', async () => {
  const plan = await seedPlan(server)
  const [row = ''] = plan.rows[0]
  const anna = await visit(server, plan.path, { name: 'Анна Петрова' })
  await untilOpen(anna)
  await cell(anna, row).click()
  await anna.keyboard.press('Control+Alt+KeyM')
  await field(anna).waitFor()
  await typeText(anna, 'Видно всем')
  await anna.keyboard.press('Control+Enter')
  await untilSaved(anna)
  const reader = await visit(server, plan.path, { name: 'Директор', role: 'viewer' })
  await untilOpen(reader)
  await count(reader, row).click()
  await panel(reader).getByText('Видно всем').waitFor()
  expect(await panel(reader).getByRole('textbox').count()).toBe(0)
  expect(await button(panel(reader), ru('comments.resolve')).count()).toBe(0)
})
