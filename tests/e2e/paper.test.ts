/** A part of the plan on paper, the bar that chose it, and what is heard and pressed around it. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { touchScreen, visit } from '../support/browser.ts'
import { createSample } from '../support/http.ts'
import { openFromList, pick, pressAt, searchFor, showView, tabTo, writeIn } from '../support/keys.ts'
import { openHouse } from '../support/open-house.ts'
import { untilOpen } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

const server = openHouse()

/** How many pages the browser prints. */
const pages = async (page: Page): Promise<number> => {
  const file = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  return file.match(/\/Type\s*\/Page\b/g)?.length ?? 0
}

/** Asks for paper by the dialog; whether it was still there when the browser printed. */
const printByDialog = async (page: Page): Promise<boolean> => {
  await page.evaluate(() => {
    window.print = () => {
      document.body.dataset.printedUnder = String(document.querySelector('[role=dialog]') !== null)
    }
  })
  await tabTo(page, page.getByRole('button', { name: ru('plan.export') }))
  await page.keyboard.press('Enter')
  await pressAt(page, page.getByRole('dialog').getByRole('button', { name: ru('download.print') }))
  await page.locator('body[data-printed-under]').waitFor()
  return (await page.locator('body').getAttribute('data-printed-under')) === 'true'
}

/** From the list of plans to a part of one, in the document. */
const choosesPart = async (page: Page, plan: string): Promise<void> => {
  await openFromList(page, plan)
  await untilOpen(page)
  await tabTo(page, page.getByRole('button', { name: ru('plan.filter') }), 'back')
  await page.keyboard.press('Enter')
  await writeIn(page, page.getByRole('searchbox', { name: ru('filter.words') }), 'мастер')
  await pick(page, page.getByRole('button', { name: ru('filter.month') }), 'Май')
  await page.getByText(ru('filter.shown', { shown: '2', total: '35' })).waitFor()
}

test('[LO3, LO4, LO5, KX5] from the list by keys to paper, which says that it shows a part, on the page of the view; the report has no bar', async () => {
  const plan = await createSample(server)
  const page = await visit(server, '/')
  await choosesPart(page, plan)
  const line = page.locator('[data-filter-paper]')
  for (const view of ['document', 'board', 'year'] as const) {
    // Printing has taken the keys from the bar, then from the switch; they go on beside it.
    if (view !== 'document') await showView(page, view, view === 'board' ? 'back' : 'on')
    await line.waitFor({ state: 'attached' })
    expect(await line.isVisible()).toBe(false)
    await page.emulateMedia({ media: 'print' })
    await line.waitFor()
    expect(await line.innerText()).toBe('Часть плана: 2 строки из 35. Отбор: слова «мастер», май')
    await page.emulateMedia({ media: null })
    expect(await pages(page), view).toBe(1)
  }
  expect(await printByDialog(page)).toBe(false)
  await tabTo(page, page.getByRole('button', { name: ru('plan.report'), exact: true }), 'back')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: ru('report.print') }).waitFor()
  expect(await line.count()).toBe(0)
  expect(await page.locator('[data-filter-bar]').count()).toBe(0)
})

test('[LO2, LO6, KX5] the rail and the menus are heard without doubles; lines of panels are high enough for a finger', async () => {
  const plan = await createSample(server)
  const page = await visit(server, '/')
  await openFromList(page, plan)
  await untilOpen(page)
  const checks = page.getByRole('button', { name: /^Проверка \d+ замечан/ })
  await checks.waitFor()
  await searchFor(page, 'Неделя ЖИЗНИ')
  const row = page.locator('[data-row] [data-column="title"]:focus')
  await row.waitFor()
  await page.keyboard.press('Shift+F10')
  const menu = page.getByRole('menu')
  await menu.waitFor()
  const groups = await menu
    .getByRole('group')
    .evaluateAll((all) => all.map((group) => group.getAttribute('aria-label') ?? ''))
  await page.keyboard.press('Escape')
  await menu.waitFor({ state: 'detached' })
  await row.waitFor()
  expect(groups).toEqual([
    ru('table.row.menu.adding'),
    ru('table.row.menu.moving'),
    ru('table.row.menu.numbering'),
    ru('table.row.menu.telling'),
    ru('table.row.menu.more'),
  ])
  await touchScreen(page)
  await page.keyboard.press('Escape')
  await tabTo(page, checks, 'back')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('region', { name: ru('check.panel.title') })
  await panel.getByRole('button').nth(3).waitFor()
  const heights = await panel
    .getByRole('button')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(24)
})
