/** Plans made of plans, with the keyboard: next year's from the list, and a summary that is brought up to date. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { visit } from '../support/browser.ts'
import { call, createSample, readPlan } from '../support/http.ts'
import { backToList, pressAt, pressIn, tabTo, takeInMenu } from '../support/keys.ts'
import { expectAccessibleInBothLanguages } from '../support/looks.ts'
import { type ServerProcess, serverForTest } from '../support/server-process.ts'
import { untilOpen } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

const planIn = (url: string): string => /\/p\/([^#?]+)/.exec(url)?.[1] ?? ''

const inDialog = (page: Page, name: string): Locator =>
  page.getByRole('dialog').getByRole('button', { name, exact: true })

/** Makes next year's plan of the one that is listed; the new plan's id. */
const carryOver = async (page: Page): Promise<string> => {
  const dialog = page.getByRole('dialog')
  await pressAt(page, page.locator('li button[aria-haspopup]').first())
  await takeInMenu(page, ru('home.plan.next'))
  const name = dialog.getByLabel(ru('next.name'))
  await name.and(page.locator(':focus')).waitFor()
  expect(await name.inputValue()).toMatch(/на 2023 год$/)
  await dialog.getByText('35 из 35').waitFor()
  const rows = dialog.getByRole('region', { name: ru('next.rows') })
  await pressIn(page, rows, rows.getByRole('checkbox', { name: 'Международные мероприятия' }))
  await dialog.getByText('34 из 35').waitFor()
  await page.keyboard.press('Space')
  await dialog.getByText('35 из 35').waitFor()
  await expectAccessibleInBothLanguages(page, 'next-year-rows')
  await pressAt(page, inDialog(page, ru('next.on')))
  const offer = page.getByRole('checkbox', { name: /^105 → 106/ })
  await pressIn(page, dialog.getByRole('region').filter({ has: offer }), offer)
  expect(await offer.isChecked()).toBe(true)
  await expectAccessibleInBothLanguages(page, 'next-year-changes')
  await pressAt(page, inDialog(page, ru('next.create')))
  await page.waitForURL(/\/p\//)
  await untilOpen(page)
  return planIn(page.url())
}

/** In the plan that was just made: to its first row, to where that is from, and back. */
const looksBack = async (page: Page, server: ServerProcess, source: string, next: string) => {
  const plan = await readPlan(server, next)
  expect([plan.year, plan.title.slice(-11)]).toEqual([2023, 'на 2023 год'])
  const row = plan.sections[0]?.items[0]
  expect(row?.title.text).toContain('к 106-летию')
  await tabTo(page, page.locator('[data-grid]'))
  await page.keyboard.press('ArrowDown')
  const first = page.locator(`[data-row="${row?.id}"] [data-column]:focus`)
  await first.waitFor()
  await page.keyboard.press('Shift+F10')
  await takeInMenu(page, ru('table.row.origin', { year: '2022' }))
  const link = page.getByRole('dialog').getByRole('link', { name: ru('origin.open') })
  await tabTo(page, link)
  await expectAccessibleInBothLanguages(page, 'row-origin')
  expect(await link.getAttribute('href')).toContain(`/p/${source}#row=${row?.origin?.item}`)
  await page.keyboard.press('Escape')
  await first.waitFor()
  // Out of the table, whose own Tab goes from cell to cell.
  await page.keyboard.press('Escape')
}

/** Gathers both plans into a summary; its id. */
const gatherBoth = async (page: Page): Promise<string> => {
  const dialog = page.getByRole('dialog')
  await pressAt(page, page.getByRole('button', { name: ru('home.gather') }))
  await dialog.getByRole('checkbox').first().waitFor()
  const plans = dialog.getByRole('region', { name: ru('gather.plans') })
  for (const box of await plans.getByRole('checkbox').all()) await pressIn(page, plans, box)
  await expectAccessibleInBothLanguages(page, 'summary-plans')
  await pressAt(page, inDialog(page, ru('gather.on')))
  await inDialog(page, ru('gather.create')).waitFor()
  await expectAccessibleInBothLanguages(page, 'summary-sections')
  await pressAt(page, inDialog(page, ru('gather.create')))
  await page.waitForURL(/\/p\//)
  await untilOpen(page)
  return planIn(page.url())
}

/** A plan changes, and the summary of it is brought up to date. */
const refresh = async (page: Page, server: ServerProcess, summary: string, plans: readonly string[]) => {
  const dialog = page.getByRole('dialog')
  const rows = async () => (await readPlan(server, summary)).sections[0]?.items ?? []
  expect(new Set((await rows()).map(({ origin }) => origin?.plan))).toEqual(new Set(plans))
  const changed = (await rows()).find(({ origin }) => origin?.plan === plans[0])
  await call(server, 'PATCH', `/api/plans/${plans[0]}/items/${changed?.origin?.item}`, {
    body: { period: 'июль' },
  })
  const tool = page.getByRole('button', { name: ru('plan.refresh') })
  await tabTo(page, tool, 'back')
  await page.keyboard.press('Enter')
  await dialog.getByRole('region', { name: ru('refresh.changed') }).waitFor()
  await expectAccessibleInBothLanguages(page, 'summary-refresh')
  await pressAt(page, inDialog(page, 'Внести 1 изменение'))
  await dialog.waitFor({ state: 'detached' })
  // Another one than it was: the window has been narrow since.
  await tool.and(page.locator(':focus')).waitFor()
  expect((await rows()).find(({ id }) => id === changed?.id)?.period.text).toBe('июль')
}

test('[NY12, GA7, KG3, KB3, KB4, KX5, KX2] next year’s plan and a summary are made by keys alone from the first, and each row leads to where it is from', async () => {
  const server = await serverForTest()
  const source = await createSample(server)
  const page = await visit(server, '/', { role: 'chief' })
  const next = await carryOver(page)
  await looksBack(page, server, source, next)
  await backToList(page, 'on')
  const summary = await gatherBoth(page)
  await refresh(page, server, summary, [source, next])
  const plans = await call<{ plans: unknown[] }>(server, 'GET', '/api/plans')
  expect(plans.body.plans).toHaveLength(3)
})
