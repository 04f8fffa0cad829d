/** Plans made of plans, with the keyboard: next year's from the list, and a summary that is brought up to date. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { shoot, visit } from '../support/browser.ts'
import { call, createSample, readPlan } from '../support/http.ts'
import { type ServerProcess, serverForTest } from '../support/server-process.ts'
import { cell, untilOpen } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

const planIn = (url: string): string => /\/p\/([^#?]+)/.exec(url)?.[1] ?? ''

const press = async (target: Locator, key = 'Enter') => {
  await target.focus()
  await target.page().keyboard.press(key)
}

const inDialog = (page: Page, name: string): Locator =>
  page.getByRole('dialog').getByRole('button', { name, exact: true })

/** Makes next year's plan of the one that is listed, and looks at where a row is from; the new plan's id. */
const carryOver = async (page: Page, server: ServerProcess, source: string): Promise<string> => {
  const dialog = page.getByRole('dialog')
  await press(page.locator('li button[aria-haspopup]').first())
  await press(page.getByRole('menuitem', { name: ru('home.plan.next') }))
  await dialog.getByLabel(ru('next.name')).waitFor()
  expect(await dialog.getByLabel(ru('next.name')).inputValue()).toMatch(/на 2023 год$/)
  await dialog.getByText('35 из 35').waitFor()
  await press(dialog.getByRole('checkbox', { name: 'Международные мероприятия' }), 'Space')
  await dialog.getByText('34 из 35').waitFor()
  await press(dialog.getByRole('checkbox', { name: 'Международные мероприятия' }), 'Space')
  await expectAccessible(page)
  await shoot(page, 'next-year-rows')
  await press(inDialog(page, ru('next.on')))
  const offer = dialog.getByRole('checkbox', { name: /^105 → 106/ })
  await press(offer, 'Space')
  expect(await offer.isChecked()).toBe(true)
  await expectAccessible(page)
  await shoot(page, 'next-year-changes')
  await press(inDialog(page, ru('next.create')))
  await page.waitForURL(/\/p\//)
  await untilOpen(page)
  const next = planIn(page.url())
  const plan = await readPlan(server, next)
  expect([plan.year, plan.title.slice(-11)]).toEqual([2023, 'на 2023 год'])
  const row = plan.sections[0]?.items[0]
  expect(row?.title.text).toContain('к 106-летию')
  await cell(page, row?.id ?? '').click()
  await page.getByRole('button', { name: ru('table.row.origin', { year: '2022' }) }).click()
  await dialog.getByRole('link', { name: ru('origin.open') }).waitFor()
  await expectAccessible(page)
  expect(await dialog.getByRole('link').getAttribute('href')).toContain(
    `/p/${source}#row=${row?.origin?.item}`,
  )
  return next
}

/** Gathers both plans, changes one, and brings the summary up to date. */
const gatherBoth = async (page: Page, server: ServerProcess, source: string, next: string) => {
  const dialog = page.getByRole('dialog')
  await page.goto(`${server.url}/`)
  await press(page.getByRole('button', { name: ru('home.gather') }))
  await dialog.getByRole('checkbox').first().waitFor()
  await expectAccessible(page)
  for (const box of await dialog.getByRole('checkbox').all()) await press(box, 'Space')
  await press(inDialog(page, ru('gather.on')))
  await press(inDialog(page, ru('gather.create')))
  await page.waitForURL(/\/p\//)
  await untilOpen(page)
  const summary = planIn(page.url())
  const first = (await readPlan(server, summary)).sections[0]?.items ?? []
  expect(new Set(first.map(({ origin }) => origin?.plan))).toEqual(new Set([source, next]))
  const changed = first.find(({ origin }) => origin?.plan === source)
  await call(server, 'PATCH', `/api/plans/${source}/items/${changed?.origin?.item}`, {
    body: { period: 'июль' },
  })
  await press(page.getByRole('button', { name: ru('plan.refresh') }))
  await dialog.getByRole('region', { name: ru('refresh.changed') }).waitFor()
  await expectAccessible(page)
  await shoot(page, 'summary-refresh')
  await press(inDialog(page, 'Внести 1 изменение'))
  await dialog.waitFor({ state: 'detached' })
  const taken = (await readPlan(server, summary)).sections[0]?.items.find(({ id }) => id === changed?.id)
  expect(taken?.period.text).toBe('июль')
}

test('[NY12, GA7] next year’s plan and a summary are made with the keyboard, and each row leads to where it is from', async () => {
  const server = await serverForTest()
  const source = await createSample(server)
  const page = await visit(server, '/', { role: 'chief' })
  const next = await carryOver(page, server, source)
  await gatherBoth(page, server, source, next)
  const plans = await call<{ plans: unknown[] }>(server, 'GET', '/api/plans')
  expect(plans.body.plans).toHaveLength(3)
})
