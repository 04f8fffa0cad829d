/** What became of the plan: told in the document, on the board and on a phone, counted in the report, taken along as a Word file. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { untilBoard } from '../support/board-page.ts'
import { DESKTOP, PHONE, shoot, touchScreen, visit } from '../support/browser.ts'
import { partOf } from '../support/docx-edit.ts'
import { call, createSample, readPlan } from '../support/http.ts'
import {
  choose,
  openFromList,
  pick,
  pressAt,
  pressIn,
  searchFor,
  showView,
  tabTo,
  takeInMenu,
  typeDay,
  writeIn,
} from '../support/keys.ts'
import { expectAccessibleInBothLanguages } from '../support/looks.ts'
import { openHouse } from '../support/open-house.ts'
import { cell, untilOpen, untilSaved } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

const server = openHouse()

const sample = async () => {
  const plan = await createSample(server)
  const items = (await readPlan(server, plan)).sections.flatMap((section) => section.items)
  const rowOf = (title: string): string => items.find((item) => item.title.text.startsWith(title))?.id ?? ''
  return { plan, week: rowOf('Областная Неделя ЖИЗНИ'), other: items[0]?.id ?? '', third: items[1]?.id ?? '' }
}

const chip = (page: Page, row: string, words: string) =>
  page.locator(`[data-row="${row}"]`).getByText(words, { exact: true })

/** By keys alone: the row's menu, the form; the colleague sees it, and one step takes it back. */
const tellInDocument = async (anna: Page, boris: Page, week: string): Promise<void> => {
  await cell(anna, week).and(anna.locator(':focus')).waitFor()
  await anna.keyboard.press('Shift+F10')
  await takeInMenu(anna, ru('table.row.fact'))
  const dialog = anna.getByRole('dialog', { name: ru('fact.title') })
  await choose(anna, dialog.getByRole('radio', { name: ru('table.state.done') }))
  await typeDay(anna, dialog.getByLabel(ru('fact.on')), '2022-06-20')
  await writeIn(anna, dialog.getByLabel(ru('fact.result')), 'Прошла в 12 районах')
  // The search does not take the place of what was typed.
  for (const key of ['Control+KeyK', 'Control+KeyF']) await anna.keyboard.press(key)
  expect(await anna.getByPlaceholder(ru('search.placeholder')).count()).toBe(0)
  await writeIn(anna, dialog.getByLabel(ru('fact.link')), 'javascript:alert(1)')
  await pressAt(anna, dialog.getByRole('button', { name: ru('fact.save') }))
  await dialog.getByText(ru('fact.wrong.link')).waitFor()
  await dialog.getByLabel(ru('fact.link')).and(anna.locator(':focus')).waitFor()
  await writeIn(anna, dialog.getByLabel(ru('fact.link')), 'https://lib.example/week')
  await expectAccessibleInBothLanguages(anna, 'fact-form')
  await pressAt(anna, dialog.getByRole('button', { name: ru('fact.save') }))
  await dialog.waitFor({ state: 'detached' })
  const done = ru('table.state.done.on', { on: '20 июн.' })
  await chip(boris, week, done).waitFor()
  await cell(anna, week).and(anna.locator(':focus')).waitFor()
  await anna.keyboard.press('Control+KeyZ')
  await chip(boris, week, done).waitFor({ state: 'detached' })
  await anna.keyboard.press('Control+Shift+KeyZ')
  await chip(boris, week, done).waitFor()
  await shoot(anna, 'fact-mark')
}

/** A card that comes into a state says so at once, and the form is offered beside it. */
const tellOnBoard = async (anna: Page, boris: Page, row: string): Promise<void> => {
  // Out of the table, whose own Tab goes from cell to cell.
  await anna.keyboard.press('Escape')
  await showView(anna, 'board', 'on')
  await untilBoard(anna)
  await searchFor(anna, 'Восточно-Казахстанск')
  const fact = anna.locator('[data-row-panel]').getByRole('button', { name: ru('row.fact') })
  await pressAt(anna, fact)
  const dialog = anna.getByRole('dialog', { name: ru('fact.title') })
  await choose(anna, dialog.getByRole('radio', { name: ru('table.state.moved') }))
  await writeIn(anna, dialog.getByLabel(ru('fact.to')), 'сентябрь')
  await writeIn(anna, dialog.getByLabel(ru('fact.why')), 'ремонт зала')
  await expectAccessibleInBothLanguages(anna, 'fact-moved')
  await pressAt(anna, dialog.getByRole('button', { name: ru('fact.save') }))
  await dialog.waitFor({ state: 'detached' })
  await fact.and(anna.locator(':focus')).waitFor()
  await shoot(anna, 'fact-board')
  await anna.locator('[data-board] [data-state=moved]').first().waitFor()
  await searchFor(boris, 'Восточно-Казахстанск')
  await chip(boris, row, ru('table.state.moved.to', { to: 'сентябрь' })).waitFor()
}

/** In an approved plan the menu still leads to the form, and to nothing that would change the row. */
const tellWhenApproved = async (anna: Page, plan: string, week: string): Promise<void> => {
  const { body } = await call<{ number: number }>(server, 'POST', `/api/plans/${plan}/versions`, {
    body: { name: 'План' },
  })
  await call(server, 'POST', `/api/plans/${plan}/versions/${body.number}/approval`, { body: {} })
  await showView(anna, 'document', 'on')
  await untilOpen(anna)
  await searchFor(anna, 'Неделя ЖИЗНИ')
  await cell(anna, week).and(anna.locator(':focus')).waitFor()
  await anna.keyboard.press('Shift+F10')
  await anna.getByRole('menuitem', { name: ru('table.row.fact') }).waitFor()
  expect(await anna.getByRole('menuitem', { name: ru('table.row.delete') }).count()).toBe(0)
  expect(await anna.getByRole('menuitem', { name: ru('table.row.addBelow') }).count()).toBe(0)
  await anna.keyboard.press('Escape')
}

test('[FC6, SE12, FC8, FC9, LK1, KB3, KX5, KX2] what became of a row is told by keys in the document and from its card, live and as one step of undo, also when approved', async () => {
  const { plan, week, other } = await sample()
  const anna = await visit(server, '/')
  const boris = await visit(server, `/p/${plan}#row=${week}`, { name: 'Борис Ильин' })
  await openFromList(anna, plan)
  await untilOpen(anna)
  await searchFor(anna, 'Неделя ЖИЗНИ')
  await untilOpen(boris)
  await tellInDocument(anna, boris, week)
  await tellOnBoard(anna, boris, other)
  await tellWhenApproved(anna, plan, week)
})

test('[FC7, KX5] on a phone, where keys lead to it too, a row is marked as done in two taps of a finger', async () => {
  const { plan, third } = await sample()
  const page = await visit(server, '/', { viewport: PHONE })
  await openFromList(page, plan)
  await untilOpen(page)
  await searchFor(page, 'Дарите книги')
  await cell(page, third).and(page.locator(':focus')).waitFor()
  await touchScreen(page)
  await cell(page, third, 'title').click()
  await page.getByRole('button', { name: ru('table.row.done') }).waitFor()
  await shoot(page, 'fact-phone')
  await page.getByRole('button', { name: ru('table.row.done') }).click()
  await untilSaved(page)
  const items = (await readPlan(server, plan)).sections.flatMap((section) => section.items)
  expect(items.find(({ id }) => id === third)).toMatchObject({ state: 'done' })
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})

/** In windows of every width, as beside an open panel, the tables end where the words of the paper do. */
const expectTablesOnPaper = async (page: Page): Promise<void> => {
  for (const width of [1280, 1160, 1024, 920, 640]) {
    await page.setViewportSize({ width, height: 800 })
    const beyond = await page
      .getByRole('region', { name: ru('report.title') })
      .getByRole('table')
      .evaluateAll((tables) =>
        tables.map((table) => table.getBoundingClientRect().width - (table.parentElement?.clientWidth ?? 0)),
      )
    expect(beyond.length).toBeGreaterThan(0)
    expect(Math.max(...beyond), String(width)).toBeLessThanOrEqual(1)
  }
}

test('[FC16, LM3, LQ10, KB3, KB4, KX5, KX2] the report of a quarter is counted live, leads to its rows and comes out as a Word file', async () => {
  const { plan, week } = await sample()
  const told = { state: 'done', fact: { on: '2022-06-20', result: 'Прошла в 12 районах' } }
  await call(server, 'PATCH', `/api/plans/${plan}/items/${week}`, { body: told })
  const page = await visit(server, '/')
  await openFromList(page, plan)
  await untilOpen(page)
  const tool = page.getByRole('button', { name: ru('plan.report'), exact: true })
  await tabTo(page, tool, 'back')
  await page.keyboard.press('Enter')
  const report = page.getByRole('region', { name: ru('report.title') })
  await report.waitFor()
  // It stands in the place of a view: none is marked, and a section of the rail leads back into the plan.
  const pressed = page.getByRole('group', { name: ru('plan.views') }).locator('[aria-pressed=true]')
  expect(await pressed.count()).toBe(0)
  const sections = page.getByRole('navigation', { name: ru('plan.sections') }).getByRole('link')
  await tabTo(page, sections.nth(4), 'back')
  await page.keyboard.press('Enter')
  await page.locator('[data-band]:focus').waitFor()
  expect(page.url()).not.toContain('report=')
  expect(await pressed.count()).toBe(1)
  await page.keyboard.press('Escape')
  await tabTo(page, tool, 'back')
  await page.keyboard.press('Enter')
  await pick(page, report.getByRole('button', { name: new RegExp(ru('report.span')) }), ru('report.span.q2'))
  await page.waitForURL(/report=q2/)
  await expectAccessibleInBothLanguages(page, 'report')
  await expectTablesOnPaper(page)
  await page.setViewportSize(DESKTOP)
  const figure = `${ru('report.all')}, ${ru('report.figure.doneOnTime')}: 1`
  const byMonth = report.locator('[data-by=month]')
  await pressIn(page, byMonth, byMonth.getByRole('button', { name: figure }), 'Enter')
  const list = report.getByRole('group', { name: new RegExp(ru('report.figure.doneOnTime'), 'i') })
  await list.getByText('Прошла в 12 районах').waitFor()
  await shoot(page, 'report-list')
  const link = report.getByRole('link', { name: new RegExp(ru('report.file.docx')) })
  await tabTo(page, link, 'back')
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  expect(download.suggestedFilename()).toBe('Отчёт об исполнении 2022 (2022-04-01–2022-06-30).docx')
  const document = await partOf(await readFile(await download.path()), 'word/document.xml')
  expect(document).toContain('Прошла в 12 районах')
  await pressAt(page, list.getByRole('button', { name: /Областная Неделя ЖИЗНИ/ }))
  await untilOpen(page)
  await cell(page, week).and(page.locator(':focus')).waitFor()
  expect(page.url()).not.toContain('report=')
})
