/** How the plan is to read and to write in: names that cover nothing, a phone, flows without a dead end. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { PHONE, visit } from '../support/browser.ts'
import { ADMIN, call, createPlan, createSample, readPlan, seedPlan } from '../support/http.ts'
import { openHouse } from '../support/open-house.ts'
import { cell, openCell, typeText, untilInSight, untilOpen, untilSaved } from '../support/sheet-page.ts'
import { en, ru } from '../support/words.ts'

const server = openHouse()

/** The words of the page that lie under an element, with the lines that they are in. */
const coveredBy = (tag: Locator): Promise<string[]> =>
  tag.evaluate((element) => {
    const box = element.getBoundingClientRect()
    const grid = element.closest('[data-sheet]') ?? document.body
    const walker = document.createTreeWalker(grid, NodeFilter.SHOW_TEXT)
    const covered: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.closest('.rich')) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const hit = [...range.getClientRects()].some(
        ({ left, right, top, bottom }) =>
          left < box.right && right > box.left && top < box.bottom && bottom > box.top,
      )
      if (hit) covered.push(node.textContent ?? '')
    }
    return covered
  })

test('[LV21] the name of a colleague in a cell covers no word, open or not', async () => {
  const plan = await createSample(server)
  const { sections } = await readPlan(server, plan)
  const row = sections[1]?.items[1]?.id ?? ''
  const anna = await visit(server, `/p/${plan}#row=${row}`, { name: 'Анна Петрова' })
  const boris = await visit(server, `/p/${plan}#row=${row}`, { name: 'Борис Ильин' })
  await Promise.all([untilOpen(anna), untilOpen(boris)])
  await openCell(boris, row)
  await typeText(boris, ', отборочный тур в библиотеках области')
  const tag = cell(anna, row).locator('[data-name-tag]')
  await tag.waitFor()
  expect(await tag.textContent()).toBe('Борис Ильин')
  expect(await tag.getAttribute('aria-label')).toBe(ru('table.presence.editing', { name: 'Борис Ильин' }))
  expect(await coveredBy(tag)).toEqual([])
  await openCell(anna, row)
  expect(await coveredBy(tag)).toEqual([])
  await boris.locator('[data-block="approved"]').click()
  const above = anna.locator('[data-block="approved"] [data-name-tag]')
  await above.waitFor()
  expect(await coveredBy(above)).toEqual([])
  await boris.close()
  await above.waitFor({ state: 'detached' })
})

test('[LV22] while a colleague is followed the page says whose steps it goes, and ends it', async () => {
  const plan = await seedPlan(server)
  const anna = await visit(server, plan.path, { name: 'Анна Петрова' })
  const boris = await visit(server, plan.path, { name: 'Борис Ильин' })
  await Promise.all([untilOpen(anna), untilOpen(boris)])
  await anna.getByRole('button', { name: /^Борис Ильин: / }).click()
  const said = anna.getByText(ru('sync.follow', { name: 'Борис Ильин' })).first()
  await said.waitFor()
  await anna.getByRole('button', { name: new RegExp(`^${ru('sync.follow.stop')}`) }).click()
  await said.waitFor({ state: 'detached' })
})

const inWindow = (element: Locator): Promise<boolean> =>
  element.evaluate((one) => {
    const { top, bottom, left, right } = one.getBoundingClientRect()
    return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth
  })

const openMenu = async (page: Page, row: string): Promise<void> => {
  await cell(page, row).hover()
  await page.locator(`[data-row="${row}"] [data-menu-button]`).click()
}

test('[PG31] the menu of a row is in sight to its last item, on a small computer too', async () => {
  const plan = await createSample(server)
  const { sections } = await readPlan(server, plan)
  const row = sections[1]?.items[2]?.id ?? ''
  const page = await visit(server, `/p/${plan}#row=${row}`, { viewport: { width: 1366, height: 768 } })
  await untilOpen(page)
  await untilInSight(page, row)
  await openMenu(page, row)
  const last = page.getByRole('menuitem', { name: ru('table.row.delete') })
  await last.waitFor()
  expect(await inWindow(last)).toBe(true)
  // Numbered by hand: the menu offers the other two ways.
  expect(await page.getByRole('menuitem', { name: ru('table.row.number.auto') }).count()).toBe(1)
  expect(await page.getByRole('menuitem', { name: ru('table.row.number.typed') }).count()).toBe(0)
})

test('[PG32] on a phone a tap writes, and everything to press is as wide as a finger needs', async () => {
  const plan = await seedPlan(server)
  const [row = ''] = plan.rows[0]
  const page = await visit(server, plan.path, { viewport: PHONE })
  await untilOpen(page)
  const buttons = await page
    .locator('header button')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width))
  expect(Math.min(...buttons)).toBeGreaterThanOrEqual(30)
  await openCell(page, row)
  await typeText(page, '!')
  await untilSaved(page)
  expect((await readPlan(server, plan.id)).sections[0]?.items[0]?.title.text).toBe('Строка 1-1!')
  await page.getByRole('button', { name: ru('plan.sections.open') }).click()
  await page.getByRole('link', { name: /Второй раздел/ }).click()
  await untilInSight(page, plan.rows[1][0] ?? '')
})

test('[PG33] on a phone a reader sees no empty columns; an editor sees their names in one line', async () => {
  const plan = await seedPlan(server)
  const [row = ''] = plan.rows[0]
  const editor = await visit(server, plan.path, { role: 'chief' })
  await untilOpen(editor)
  await editor.getByRole('button', { name: ru('table.columns') }).click()
  await editor.getByRole('menuitem', { name: ru('table.columns.add') }).click()
  await editor.keyboard.press('Enter')
  await untilSaved(editor)
  const own = (page: Page) => page.locator(`[data-row="${row}"] [data-label="${ru('table.column.new')}"]`)
  await editor.setViewportSize(PHONE)
  expect((await own(editor).boundingBox())?.height).toBe(24)
  const reader = await visit(server, plan.path, { role: 'viewer', viewport: PHONE })
  await untilOpen(reader)
  await own(reader).waitFor({ state: 'hidden' })
})

test('[PG34] Enter behind the title of an empty section begins its first row', async () => {
  const id = await createPlan(server)
  const page = await visit(server, `/p/${id}`, { role: 'chief' })
  await untilOpen(page)
  await page.getByRole('button', { name: ru('table.section.add'), exact: true }).click()
  await page.locator('[data-band] [contenteditable=true]').waitFor()
  await typeText(page, 'Городские акции')
  await page.keyboard.press('Enter')
  await page.locator('[data-row] [contenteditable=true]').waitFor()
  await typeText(page, 'Неделя детской книги')
  await untilSaved(page)
  const [section] = (await readPlan(server, id)).sections
  expect(section?.title).toBe('Городские акции')
  expect(section?.items.map((item) => item.title.text)).toEqual(['Неделя детской книги'])
})

test('[PG35] the trash of a plan takes the focus, closes on Esc and gives the focus back', async () => {
  const plan = await seedPlan(server)
  const page = await visit(server, plan.path)
  await untilOpen(page)
  const opener = page.getByRole('button', { name: ru('plan.trash') })
  await opener.focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('region', { name: ru('table.trash') })
  await panel.waitFor()
  await page.waitForFunction((name) => {
    const title = document.activeElement?.getAttribute('aria-labelledby') ?? ''
    return document.getElementById(title)?.textContent === name
  }, ru('table.trash'))
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  expect(await opener.evaluate((one) => one === document.activeElement)).toBe(true)
})

test('[PG36] a plan that was put into the trash says nothing of a lost connection', async () => {
  const plan = await seedPlan(server)
  const page = await visit(server, plan.path, { role: 'chief', tolerate: /409|WebSocket/ })
  await untilOpen(page)
  await call(server, 'DELETE', `/api/plans/${plan.id}`, { headers: ADMIN })
  await page.getByRole('heading', { name: ru('plan.closed.trash') }).waitFor()
  expect(await page.locator('header button[data-state]').count()).toBe(0)
  await page.getByRole('button', { name: ru('plan.closed.trash.restore') }).click()
  await untilOpen(page)
})

test('[AX2] a plan in another language than the page is marked as such, the tools are not', async () => {
  const plan = await seedPlan(server)
  const page = await visit(server, plan.path, { locale: 'en-US' })
  await page.getByRole('grid', { name: en('table.grid') }).waitFor()
  expect(
    await cell(page, plan.rows[0][0] ?? '').evaluate((one) => one.closest('[lang]')?.getAttribute('lang')),
  ).toBe('ru')
  const add = page.getByRole('button', { name: en('table.section.add'), exact: true })
  expect(await add.evaluate((one) => one.closest('[lang]')?.getAttribute('lang'))).toBe('en')
})
