/** Two people edit; one looks back, sees who wrote what, and takes a row back while the other types beside it, in Chromium. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { PlanJson } from '../../shared/plan/json.ts'
import { expectAccessible } from '../support/axe.ts'
import { DESKTOP, shoot, visit } from '../support/browser.ts'
import { call, createSample } from '../support/http.ts'
import { expectAccessibleInAllLooks } from '../support/looks.ts'
import { openHouse } from '../support/open-house.ts'
import {
  cellText,
  leaveCell,
  openCell,
  typeText,
  untilOpen,
  untilSaved,
  untilText,
} from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

const server = openHouse()

const chooseInRow = async (page: Page, row: string, item: string): Promise<void> => {
  await page.locator(`[data-row="${row}"]`).hover()
  await page.locator(`[data-row="${row}"] [data-menu-button]`).click()
  await page.getByRole('menuitem', { name: item }).click()
}

const append = async (page: Page, row: string, words: string): Promise<void> => {
  await openCell(page, row)
  await typeText(page, words)
  await leaveCell(page)
  await untilSaved(page)
}

/** What the page of the past is made of, and a row on its paper. */
const partsOf = (page: Page, of: string) => {
  const list = page.getByRole('complementary', { name: ru('history.list') })
  const slider = page.getByRole('slider', { name: ru('history.slider') })
  const table = page.getByRole('table')
  return { list, slider, table, row: table.locator(`[data-row="${of}"]`) }
}

/** Resolves when the plan of the moment is there. */
const untilShown = (page: Page): Promise<void> =>
  page.locator('[aria-busy=true]').waitFor({ state: 'detached' })

const seeAuthors = async (anna: Page, one: string): Promise<void> => {
  await chooseInRow(anna, one, ru('table.row.authors'))
  const dialog = anna.getByRole('dialog')
  await dialog.locator('[data-hue]:not([data-hue="0"])').filter({ hasText: '(весна)' }).first().waitFor()
  await dialog
    .getByText(/^Анна Петрова, /)
    .first()
    .waitFor()
  await dialog
    .getByText(/с самого начала/)
    .first()
    .waitFor()
  await shoot(anna, 'history-authors')
  await expectAccessible(anna)
  await anna.keyboard.press('Escape')
}

const lookBack = async (anna: Page, two: string): Promise<void> => {
  await chooseInRow(anna, two, ru('table.row.history'))
  const { list, slider, row } = partsOf(anna, two)
  await list.getByRole('button', { name: /Борис Ильин.*изменено/ }).waitFor()
  expect(await list.getByRole('button', { name: /Анна Петрова/ }).count()).toBe(0)
  expect(await slider.getAttribute('aria-valuetext')).toBe(ru('history.now'))
  await list.getByRole('button', { name: /Борис Ильин/ }).click()
  await row.locator('ins').filter({ hasText: 'Всё не то' }).waitFor()
  await row.locator('del').first().waitFor()
  expect(await slider.getAttribute('aria-valuetext')).toMatch(/Борис Ильин: \d+ прав/)
  await expectAccessible(anna)
  await shoot(anna, 'history-row')
  await list.getByRole('button', { name: ru('history.filter.row.off') }).click()
  await list
    .getByRole('button', { name: /Анна Петрова/ })
    .first()
    .waitFor()
  await expectAccessibleInAllLooks(anna, 'history')
  await anna.setViewportSize(DESKTOP)
}

/** Along the line by keys, with and without marks, and back to the good state of the row. */
const goAlong = async (anna: Page, one: string, two: string): Promise<void> => {
  const { list, slider, row, table } = partsOf(anna, two)
  // The keys go along the line, and to the very beginning.
  await slider.focus()
  await anna.keyboard.press('Home')
  await untilShown(anna)
  await table.locator(`[data-row="${one}"] ins`).filter({ hasText: 'весна' }).waitFor()
  await anna.getByText(ru('history.marks')).click()
  await table.locator('ins').first().waitFor({ state: 'detached' })
  expect(await row.textContent()).not.toContain('круглый стол')
  await anna.keyboard.press('ArrowRight')
  await anna.getByText(ru('history.marks')).click()
  await list
    .getByRole('button', { name: /Борис Ильин/ })
    .first()
    .click()
  await row.locator('del').first().waitFor()
}

interface Rows {
  one: string
  two: string
  /** The text to which row two is to come back. */
  good: string
}

const restoreBeside = async (anna: Page, boris: Page, { one, two, good }: Rows): Promise<void> => {
  const { row } = partsOf(anna, two)
  const dialog = anna.getByRole('dialog')
  // The colleague is in the middle of a word in the neighbouring row.
  await openCell(boris, one)
  await typeText(boris, ' Борис пи')
  await row.getByRole('button', { name: ru('versions.restore.row') }).click()
  await dialog.getByText(/Изменятся 2 ячейки/).waitFor()
  await typeText(boris, 'шет')
  await dialog.getByRole('button', { name: ru('versions.restore.action') }).click()
  await dialog.waitFor({ state: 'detached' })
  await typeText(boris, ' дальше')
  await leaveCell(boris)
  await untilSaved(boris)
  await untilText(boris, two, good)
  expect(await cellText(boris, one)).toMatch(/\(весна\) Борис пишет дальше$/)
  await anna.getByRole('button', { name: ru('history.close') }).click()
  await untilOpen(anna)
  await untilText(anna, two, good)
  expect(await cellText(anna, one)).toMatch(/\(весна\) Борис пишет дальше$/)
}

test('[HX1] [HX2] [HX3] [HX4] look back, see who wrote what, take one row back beside a colleague', async () => {
  const id = await createSample(server)
  const path = `/api/plans/${id}`
  const plan = async () => (await call<PlanJson>(server, 'GET', path)).body
  const [one = '', two = ''] = (await plan()).sections[1]?.items.map((item) => item.id) ?? []
  const anna = await visit(server, `/p/${id}`)
  const boris = await visit(server, `/p/${id}`, { name: 'Борис Ильин' })
  await Promise.all([untilOpen(anna), untilOpen(boris)])
  await append(boris, two, ' и круглый стол')
  const good = await cellText(anna, two)
  await untilText(anna, two, good)
  await append(anna, one, ' (весна)')
  await call(server, 'PATCH', `${path}/items/${two}`, { body: { title: 'Всё не то', period: 'май' } })
  await untilText(anna, two, 'Всё не то')

  await seeAuthors(anna, one)
  await lookBack(anna, two)
  await goAlong(anna, one, two)
  await restoreBeside(anna, boris, { one, two, good })
})
