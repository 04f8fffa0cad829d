/** Two people in one plan, in real browsers. */
import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { visit } from '../support/browser.ts'
import { type SeededPlan, createSample, readPlan, seedPlan } from '../support/http.ts'
import { openHouse } from '../support/open-house.ts'
import {
  cell,
  cellText,
  composeWords,
  leaveCell,
  moveCaret,
  openCell,
  rowOrder,
  typeText,
  untilInSight,
  untilOpen,
  untilOrder,
  untilSaved,
  untilText,
} from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

const server = openHouse()

/** Anna and Boris in front of the same plan. */
const pair = async (): Promise<{ plan: SeededPlan; anna: Page; boris: Page }> => {
  const plan = await seedPlan(server)
  const anna = await visit(server, plan.path, { name: 'Анна Петрова', department: 'events' })
  const boris = await visit(server, plan.path, { name: 'Борис Ильин', department: 'method' })
  await Promise.all([untilOpen(anna), untilOpen(boris)])
  return { plan, anna, boris }
}

const titleOnServer = async (plan: SeededPlan, section: 0 | 1, row: number) =>
  (await readPlan(server, plan.id)).sections[section]?.items[row]?.title.text

test('[LV1] both write in the same cell at once and both see every letter', async () => {
  const { plan, anna, boris } = await pair()
  const [row = ''] = plan.rows[0]
  await Promise.all([openCell(anna, row), openCell(boris, row)])
  await moveCaret(anna, 'Control+Home')
  await Promise.all([typeText(anna, 'Анна пишет. '), typeText(boris, ' Борис пишет.')])
  const both = 'Анна пишет. Строка 1-1 Борис пишет.'
  await Promise.all([untilText(anna, row, both), untilText(boris, row, both)])
  await Promise.all([untilSaved(anna), untilSaved(boris)])
  expect(await titleOnServer(plan, 0, 0)).toBe(both)
})

test('[LV9] a word composed where a colleague is typing comes once and whole', async () => {
  const { plan, anna, boris } = await pair()
  const [row = ''] = plan.rows[0]
  await Promise.all([openCell(anna, row), openCell(boris, row)])
  // Both carets stand at the same place: whose letters come first is open, that each comes once is not.
  await composeWords(anna, [' утро', ' день', ' ночь'], () => typeText(boris, 'б'))
  const apart = (text: string | undefined) => [
    text?.replaceAll('б', ''),
    text?.replaceAll(/[^б]/g, '').length,
  ]
  const whole = ['Строка 1-1 утро день ночь', 15]
  await expect.poll(async () => apart(await cellText(boris, row)), { timeout: 15_000 }).toEqual(whole)
  const text = await cellText(boris, row)
  await untilText(anna, row, text)
  await Promise.all([untilSaved(anna), untilSaved(boris)])
  expect(await titleOnServer(plan, 0, 0)).toBe(text)
})

test('[LV2] neighbouring cells do not disturb each other', async () => {
  const { plan, anna, boris } = await pair()
  const [row = ''] = plan.rows[0]
  await Promise.all([openCell(anna, row, 'title'), openCell(boris, row, 'period')])
  await Promise.all([typeText(anna, ', дополнено'), typeText(boris, '- апрель')])
  await Promise.all([
    untilText(boris, row, 'Строка 1-1, дополнено'),
    untilText(anna, row, 'март- апрель', 'period'),
  ])
  await Promise.all([untilSaved(anna), untilSaved(boris)])
  expect((await readPlan(server, plan.id)).sections[0]?.items[0]).toMatchObject({
    title: { text: 'Строка 1-1, дополнено' },
    period: { text: 'март- апрель' },
  })
})

test('[LV3] a colleague and the caret are seen in the very cell, and gone when they leave', async () => {
  const { plan, anna, boris } = await pair()
  const [row = ''] = plan.rows[1]
  await openCell(boris, row)
  await typeText(boris, '!')
  const caret = cell(anna, row).locator('.remote-caret[data-name="Борис Ильин"]')
  await caret.waitFor({ state: 'attached' })
  await openCell(anna, row)
  await cell(anna, row).locator('.remote-caret[data-name="Борис Ильин"]').waitFor({ state: 'attached' })
  await leaveCell(anna)
  await boris.close()
  await caret.waitFor({ state: 'detached' })
  await anna.getByRole('button', { name: /^Борис Ильин/ }).waitFor({ state: 'detached' })
})

test('[LV4] a row is moved while somebody writes in it: it moves once and keeps every word', async () => {
  const { plan, anna, boris } = await pair()
  const [first = '', second = '', third = ''] = plan.rows[0]
  await openCell(boris, first)
  await cell(anna, first).click()
  await anna.keyboard.press('Escape')
  await Promise.all([typeText(boris, ' и ещё несколько слов'), anna.keyboard.press('Alt+ArrowDown')])
  const order = [second, first, third, ...plan.rows[1]]
  await Promise.all([untilOrder(anna, order), untilOrder(boris, order)])
  await untilText(anna, first, 'Строка 1-1 и ещё несколько слов')
  await typeText(boris, '.')
  await untilText(anna, first, 'Строка 1-1 и ещё несколько слов.')
  await Promise.all([untilSaved(anna), untilSaved(boris)])
  expect((await readPlan(server, plan.id)).sections[0]?.items.map(({ id }) => id)).toEqual([
    second,
    first,
    third,
  ])
  expect(await titleOnServer(plan, 0, 1)).toBe('Строка 1-1 и ещё несколько слов.')
})

test('[CE15] a row that gets another number while somebody writes in it leaves their caret where it was', async () => {
  const { plan, anna, boris } = await pair()
  const [first = '', second = '', third = ''] = plan.rows[0]
  await openCell(boris, second)
  await moveCaret(boris, 'Control+Home')
  await typeText(boris, 'Новое. ')
  await cell(anna, first).click()
  await anna.keyboard.press('Escape')
  await anna.keyboard.press('Alt+ArrowDown')
  const order = [second, first, third, ...plan.rows[1]]
  await Promise.all([untilOrder(anna, order), untilOrder(boris, order)])
  await typeText(boris, 'Ещё. ')
  await untilText(anna, second, 'Новое. Ещё. Строка 1-2')
})

test('[LV5] a row is deleted while somebody writes in it: the words wait in the trash and come back', async () => {
  const { plan, anna, boris } = await pair()
  const [first = '', ...others] = plan.rows[0]
  await openCell(boris, first)
  await cell(anna, first).click()
  await anna.keyboard.press('Escape')
  await anna.keyboard.press('Shift+Space')
  await Promise.all([typeText(boris, ', слова'), anna.keyboard.press('Delete')])
  const rest = [...others, ...plan.rows[1]]
  await Promise.all([untilOrder(anna, rest), untilOrder(boris, rest)])
  await boris.getByText(ru('table.gone.row')).first().waitFor()
  await Promise.all([untilSaved(anna), untilSaved(boris)])
  const onServer = async () => (await readPlan(server, plan.id)).sections[0]?.items.map(({ id }) => id)
  expect(await onServer()).toEqual(others)
  await anna
    .getByRole('navigation')
    .getByRole('button', { name: ru('plan.trash') })
    .click()
  await anna
    .getByRole('button', { name: ru('table.trash.restore') })
    .first()
    .click()
  await Promise.all([untilOrder(anna, [first, ...rest]), untilOrder(boris, [first, ...rest])])
  expect(await cellText(boris, first)).toMatch(/^Строка 1-1/)
  expect(await cellText(anna, first)).toBe(await cellText(boris, first))
  await untilSaved(anna)
  expect(await onServer()).toEqual([first, ...others])
  expect(await titleOnServer(plan, 0, 0)).toBe((await cellText(anna, first)).trim())
})

test('[SH11] whoever was writing in the deleted row can bring it back at once, and goes on writing', async () => {
  const { plan, anna, boris } = await pair()
  const [first = ''] = plan.rows[0]
  await openCell(boris, first)
  await typeText(boris, ' — слова')
  await untilText(anna, first, 'Строка 1-1 — слова')
  await cell(anna, first).click()
  await anna.keyboard.press('Escape')
  await anna.keyboard.press('Shift+Space')
  await anna.keyboard.press('Delete')
  await boris
    .getByRole('alertdialog')
    .filter({ hasText: ru('table.gone.row') })
    .getByRole('button', { name: ru('table.trash.restore') })
    .click()
  await cell(boris, first).locator('[contenteditable=true]:focus').waitFor()
  await moveCaret(boris, 'Control+End')
  await typeText(boris, ' дальше')
  await untilText(anna, first, 'Строка 1-1 — слова дальше')
  await untilSaved(boris)
  expect(await titleOnServer(plan, 0, 0)).toBe('Строка 1-1 — слова дальше')
})

test('[LV10] a column is hidden while somebody writes in it: the cell closes, says so, and comes back', async () => {
  const { plan, anna, boris } = await pair()
  const [first = ''] = plan.rows[0]
  await openCell(boris, first, 'period')
  await typeText(boris, ' и май')
  await untilText(anna, first, 'март и май', 'period')
  await anna.getByRole('columnheader').getByRole('button', { name: 'Сроки', exact: true }).click()
  await anna.getByRole('menuitem', { name: ru('table.column.hide') }).click()
  await cell(boris, first, 'period').waitFor({ state: 'detached' })
  await boris.getByText(ru('table.gone.hidden')).first().waitFor()
  await anna.keyboard.press('Control+KeyZ')
  await untilText(boris, first, 'март и май', 'period')
  await untilSaved(anna)
  expect((await readPlan(server, plan.id)).sections[0]?.items[0]?.period.text).toBe('март и май')
})

test("[LV6] Ctrl+Z takes back my own last edits, across cells, and never a colleague's", async () => {
  const { plan, anna, boris } = await pair()
  const [first = '', second = ''] = plan.rows[0]
  // A pause of half a second between two letters is a step of its own: whole words are one, however busy the machine is.
  await openCell(anna, first)
  await anna.keyboard.insertText(' Анна')
  await openCell(anna, second)
  await anna.keyboard.insertText(' тоже')
  await openCell(boris, first)
  await typeText(boris, ' Борис')
  await untilText(anna, first, 'Строка 1-1 Анна Борис')
  await anna.keyboard.press('Control+KeyZ')
  await untilText(boris, second, 'Строка 1-2')
  await anna.keyboard.press('Control+KeyZ')
  await untilText(boris, first, 'Строка 1-1 Борис')
  await untilText(anna, first, 'Строка 1-1 Борис')
  await anna.keyboard.press('Control+Shift+KeyZ')
  await untilText(boris, first, 'Строка 1-1 Анна Борис')
  await Promise.all([untilSaved(anna), untilSaved(boris)])
  expect(await titleOnServer(plan, 0, 0)).toBe('Строка 1-1 Анна Борис')
  expect(await titleOnServer(plan, 0, 1)).toBe('Строка 1-2')
})

test("[LV7] a new row of one appears at the other's in its place", async () => {
  const { plan, anna, boris } = await pair()
  const [first = ''] = plan.rows[0]
  await cell(anna, first).click()
  await anna.keyboard.press('Escape')
  await anna.keyboard.press('Shift+Enter')
  await typeText(anna, 'Новая строка')
  await boris.getByText('Новая строка').waitFor()
  const order = await rowOrder(boris)
  expect(order).toHaveLength(7)
  expect(order.indexOf(first)).toBe(0)
  await untilText(boris, order[1] ?? '', 'Новая строка')
  await untilSaved(anna)
  expect(await titleOnServer(plan, 0, 1)).toBe('Новая строка')
})

test('[LV8] following a colleague brings their cell into sight, and Esc ends it', async () => {
  const id = await createSample(server)
  const last = (await readPlan(server, id)).sections.at(-1)?.items.at(-1)?.id ?? ''
  const anna = await visit(server, `/p/${id}`, { name: 'Анна Петрова' })
  const boris = await visit(server, `/p/${id}#row=${last}`, { name: 'Борис Ильин' })
  await Promise.all([untilOpen(anna), untilOpen(boris)])
  await untilInSight(boris, last)
  await cell(boris, last).click()
  await anna.getByRole('button', { name: /^Борис Ильин: .*Следить за правкой$/ }).click()
  await untilInSight(anna, last)
  await anna.getByRole('button', { name: /^Борис Ильин: .*Больше не следить$/ }).waitFor()
  await anna.keyboard.press('Escape')
  await anna.getByRole('button', { name: /^Борис Ильин: .*Следить за правкой$/ }).waitFor()
})
