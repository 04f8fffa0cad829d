/** The secret link of a plan's calendar, from the dialog of its people to the feed itself. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { newPage, shoot } from '../support/browser.ts'
import { firstLinkOf, joinBy, WITH_ACCOUNTS } from '../support/people-pages.ts'
import { type ServerProcess, startServer } from '../support/server-process.ts'
import { untilOpen } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

const CHIEF = { name: 'Марина Котова', login: 'kotova', password: 'верный конь батарея' }

let server: ServerProcess
beforeAll(async () => {
  server = await startServer({ env: WITH_ACCOUNTS })
})
afterAll(() => server.dispose())

/** A call as the person who sits at the page. */
const post = (page: Page, path: string, body: object): Promise<{ id: string }> =>
  page.evaluate(
    async ([to, sent]) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(to, { method: 'POST', headers, body: sent })
      if (!answer.ok) throw new Error(`${to}: ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as { id: string }
    },
    [path, JSON.stringify(body)] as const,
  )

const statusOf = async (url: string): Promise<number> => (await fetch(url)).status

test('[PA17] the calendar’s link is turned on, copied, renewed and turned off by keyboard, for plan and department', async () => {
  const page = await newPage({ tolerate: /status of 401|WebSocket/ })
  await joinBy(page, firstLinkOf(server), CHIEF)
  const { id } = await post(page, '/api/plans', { sample: true })
  await page.goto(`${server.url}/p/${id}`)
  await untilOpen(page)
  await page
    .getByRole('button', { name: ru('plan.share') })
    .first()
    .click()
  const dialog = page.getByRole('dialog', { name: ru('share.title') })
  const toggle = dialog.getByRole('switch', { name: ru('share.calendar.switch') })
  const address = dialog.getByRole('textbox', { name: ru('share.calendar.address') })
  const turn = async () => {
    await expect.poll(() => toggle.isEnabled()).toBe(true)
    await toggle.focus()
    await page.keyboard.press('Space')
  }
  await turn()
  await address.waitFor()
  const first = await address.inputValue()
  expect(first).toMatch(/\/calendar\/[\w-]{20,}\.ics$/)
  expect(await (await fetch(first)).text()).toContain('BEGIN:VCALENDAR')
  await address.scrollIntoViewIfNeeded()
  await expectAccessible(page)
  await shoot(page, 'calendar-link')

  // A department's part has a link of its own, off until somebody turns it on.
  await dialog.getByRole('button', { name: ru('share.calendar.whole') }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: 'Методический отдел' }).click()
  await expect.poll(() => toggle.isChecked()).toBe(false)
  await turn()
  await address.waitFor()
  const own = await address.inputValue()
  expect(own).not.toBe(first)
  await dialog.getByRole('button', { name: ru('share.calendar.renew') }).press('Enter')
  await page
    .getByRole('button', { name: ru('share.calendar.renew') })
    .last()
    .press('Enter')
  await expect.poll(() => address.inputValue()).not.toBe(own)
  const renewed = await address.inputValue()
  expect([await statusOf(own), await statusOf(renewed), await statusOf(first)]).toEqual([410, 200, 200])

  await turn()
  await page.getByRole('dialog', { name: ru('share.calendar.off.title') }).waitFor()
  expect(await statusOf(renewed)).toBe(200)
  await page.getByRole('button', { name: ru('share.calendar.off'), exact: true }).press('Enter')
  await address.waitFor({ state: 'detached' })
  expect(await statusOf(renewed)).toBe(410)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 844 })
  await turn()
  await address.waitFor()
  expect(await statusOf(renewed)).toBe(410)
  await dialog.getByRole('button', { name: ru('share.calendar.renew') }).scrollIntoViewIfNeeded()
  await expectAccessible(page)
  await shoot(page, 'calendar-link-narrow')
})
