/** A part of the plan on paper, the bar that chose it, and what is heard and pressed around it. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { touchScreen, visit } from '../support/browser.ts'
import { createSample } from '../support/http.ts'
import { openHouse } from '../support/open-house.ts'
import { untilOpen } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

const server = openHouse()

const show = (page: Page, view: 'document' | 'board' | 'year'): Promise<void> =>
  page
    .getByRole('group', { name: ru('plan.views') })
    .getByRole('button', { name: ru(`plan.view.${view}`) })
    .click()

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
  await page.getByRole('button', { name: ru('plan.export') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: ru('download.print') })
    .click()
  await page.locator('body[data-printed-under]').waitFor()
  return (await page.locator('body').getAttribute('data-printed-under')) === 'true'
}

test('[LO3] [LO4] [LO5] paper says that it shows a part, on the page of the view; the report has no bar', async () => {
  const plan = await createSample(server)
  const page = await visit(server, `/p/${plan}?view=document&month=5&q=мастер`)
  await untilOpen(page)
  const line = page.locator('[data-filter-paper]')
  for (const view of ['document', 'board', 'year'] as const) {
    await show(page, view)
    await line.waitFor({ state: 'attached' })
    expect(await line.isVisible()).toBe(false)
    await page.emulateMedia({ media: 'print' })
    await line.waitFor()
    expect(await line.innerText()).toBe('Часть плана: 2 строки из 35. Отбор: слова «мастер», май')
    await page.emulateMedia({ media: null })
    expect(await pages(page), view).toBe(1)
  }
  expect(await printByDialog(page)).toBe(false)
  await page.getByRole('button', { name: ru('plan.report'), exact: true }).click()
  await page.getByRole('button', { name: ru('report.print') }).waitFor()
  expect(await line.count()).toBe(0)
  expect(await page.locator('[data-filter-bar]').count()).toBe(0)
})

test('[LO2] [LO6] the rail and the menus are heard without doubles; lines of panels are high enough for a finger', async () => {
  const page = await visit(server, `/p/${await createSample(server)}`)
  await untilOpen(page)
  const checks = page.getByRole('button', { name: /^Проверка \d+ замечан/ })
  await checks.waitFor()
  const groups = async (line: string): Promise<string[]> => {
    const row = page.locator(line).nth(1)
    await row.hover()
    await row.getByRole('button', { name: /меню/ }).first().click()
    const menu = page.getByRole('menu')
    await menu.waitFor()
    const names = await menu
      .getByRole('group')
      .evaluateAll((all) => all.map((group) => group.getAttribute('aria-label') ?? ''))
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'detached' })
    return names
  }
  expect(await groups('[data-row]')).toEqual([
    ru('table.row.menu.adding'),
    ru('table.row.menu.moving'),
    ru('table.row.menu.numbering'),
    ru('table.row.menu.telling'),
    ru('table.row.menu.more'),
  ])
  await touchScreen(page)
  await checks.click()
  const panel = page.getByRole('region', { name: ru('check.panel.title') })
  await panel.getByRole('button').nth(3).waitFor()
  const heights = await panel
    .getByRole('button')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(24)
})
