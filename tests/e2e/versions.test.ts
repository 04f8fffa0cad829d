/** From a draft to an approved edition, its amendments as a redline, and one row back, in Chromium. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { PlanJson } from '../../shared/plan/json.ts'
import { expectAccessible } from '../support/axe.ts'
import { DESKTOP, shoot, visit } from '../support/browser.ts'
import { partOf } from '../support/docx-edit.ts'
import { resolved } from '../support/docx-tracked.ts'
import { call, createSample } from '../support/http.ts'
import { expectAccessibleInAllLooks } from '../support/looks.ts'
import type { Page } from 'playwright-core'
import { openHouse } from '../support/open-house.ts'
import { untilOpen } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

const server = openHouse()

const buttonOn = (page: Page) => (name: string | RegExp) => page.getByRole('button', { name })

/** Keeps the first version and approves it. */
const keepAndApprove = async (page: Page): Promise<void> => {
  const button = buttonOn(page)
  await button(ru('plan.versions')).first().click()
  await page.getByText(ru('versions.empty')).waitFor()
  await button(ru('versions.offer')).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(ru('versions.keep.name')).fill('На подпись')
  await dialog.getByRole('button', { name: ru('versions.offer.action') }).click()
  await dialog.waitFor({ state: 'detached' })
  await button(ru('versions.approve')).click()
  await dialog.getByText(/первая утверждаемая редакция: 8 разделов, 35 строк/).waitFor()
  await dialog.getByLabel(ru('versions.approve.ground')).fill('приказ № 17')
  await dialog.getByLabel(ru('versions.approve.date')).fill('2022-01-12')
  await shoot(page, 'versions-approve')
  await dialog.getByRole('button', { name: ru('versions.approve.action') }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** Five amendments; the ids of the row that was edited and of the one that was deleted. */
const amendPlan = async (id: string): Promise<readonly [string, string]> => {
  const path = `/api/plans/${id}`
  const plan = (await call<PlanJson>(server, 'GET', path)).body
  const [one, two, three] = plan.sections[1]?.items ?? []
  const change = (row: string | undefined, body: object) =>
    call(server, 'PATCH', `${path}/items/${row}`, { body })
  const text = one?.title.text.replace(/^(\S+) (\S+)/, '$1 новое слово') ?? ''
  await change(one?.id, { title: text, period: 'до 25 декабря' })
  await call(server, 'DELETE', `${path}/items/${two?.id}`)
  await change(three?.id, { section: plan.sections[2]?.id })
  await call(server, 'POST', `${path}/items`, {
    body: { section: plan.sections[0]?.id, title: 'Круглый стол по итогам года', period: 'декабрь' },
  })
  await call(server, 'PATCH', `${path}/sections/${plan.sections[4]?.id}`, { body: { title: 'Раздел иначе' } })
  return [one?.id ?? '', two?.id ?? '']
}

/** What a click brings into the downloads. */
const downloaded = async (page: Page, click: () => Promise<void>) => {
  const [download] = await Promise.all([page.waitForEvent('download'), click()])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** The kept Word file is the same from the list and the banner, and what its sum says. */
const expectKeptFiles = async (page: Page): Promise<void> => {
  // The approval stood at once; its files follow, and are offered when they are there.
  const kept = page.getByRole('link', { name: /Word-файл утверждённой редакции 1/ })
  await kept.waitFor()
  await page.getByRole('link', { name: /PDF-файл утверждённой редакции 1/ }).waitFor()
  await expectAccessible(page)
  await shoot(page, 'versions-approved')
  const [fromList, fromBanner] = [
    await downloaded(page, () => kept.click()),
    await downloaded(page, () =>
      page.getByRole('link', { name: ru('plan.approved.docx', { number: '1' }) }).click(),
    ),
  ]
  expect(fromList.name).toMatch(/\(v1\)\.docx$/)
  expect(fromBanner.bytes.equals(fromList.bytes)).toBe(true)
  expect(createHash('sha256').update(fromList.bytes).digest('hex')).toBe(
    /[0-9a-f]{64}/.exec((await kept.getAttribute('title')) ?? '')?.[0],
  )
}

const expectTrackedFile = async (page: Page): Promise<void> => {
  const tracked = await downloaded(page, () => page.getByRole('link', { name: ru('redline.word') }).click())
  expect(tracked.name).toMatch(/\(v1-\)\.docx$/)
  expect(resolved(await partOf(tracked.bytes, 'word/document.xml'), 'accept').flat()).toContain(
    'до 25 декабря',
  )
}

/** However far down a narrow page is, its steps can be pressed. */
const expectStepsInSight = async (page: Page): Promise<void> => {
  await page
    .getByText(/строк(а|и)? без изменений/)
    .last()
    .scrollIntoViewIfNeeded()
  const isOnTop = (button: HTMLElement | SVGElement) => {
    const { left, top, width, height } = button.getBoundingClientRect()
    return button.contains(document.elementFromPoint(left + width / 2, top + height / 2))
  }
  expect(await buttonOn(page)(ru('redline.next')).evaluate(isOnTop)).toBe(true)
}

/** The approved version from its line in the list, as JSON. */
const downloadWhole = async (page: Page): Promise<PlanJson> => {
  const dialog = page.getByRole('dialog')
  // Any version can be taken along in any format.
  await buttonOn(page)(ru('plan.versions')).first().click()
  await buttonOn(page)(ru('versions.menu', { name: 'На подпись' })).click()
  await page.getByRole('menuitem', { name: ru('versions.download') }).click()
  await dialog.getByRole('button', { name: /Редакция 1, утверждена: На подпись/ }).waitFor()
  await expectAccessible(page)
  await shoot(page, 'versions-download')
  await dialog.getByRole('radio', { name: ru('download.json') }).check({ force: true })
  const take = dialog.getByRole('button', { name: ru('download.go'), exact: true })
  const whole = await downloaded(page, () => take.click())
  return JSON.parse(whole.bytes.toString()) as PlanJson
}

test('[VX1] [VX2] [VX3] [VX4] [RW4] [RW5] [LM1] give for approval, approve, amend, see the redline, restore a row', async () => {
  const id = await createSample(server)
  const page = await visit(server, `/p/${id}`)
  await untilOpen(page)
  const button = buttonOn(page)
  const dialog = page.getByRole('dialog')
  await keepAndApprove(page)
  await page.getByText('Утверждена редакция 1: Анна Петрова, 12 января 2022 г., приказ № 17').waitFor()
  await page.getByText(/Утверждена: Анна Петрова, 12 января 2022/).waitFor()
  await expectKeptFiles(page)

  await button(ru('plan.amend')).click()
  await dialog.getByRole('button', { name: ru('versions.amend') }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(ru('plan.amended', { number: '1' })).waitFor()

  const [edited, deleted] = await amendPlan(id)
  await page
    .locator('section')
    .filter({ hasText: 'На подпись' })
    .getByRole('button', { name: ru('common.close') })
    .click()
  await button(ru('plan.amended.show')).click()
  await page.getByText(ru('redline.title', { from: 'редакция 1', to: 'черновик' })).waitFor()
  const table = page.getByRole('table')
  // The amendments come one after the other, and the redline is compared anew with each.
  await page.getByText('5 изменений').waitFor()
  expect(await table.getByText(ru('redline.added'), { exact: true }).count()).toBe(1)
  expect(await table.locator('ins').filter({ hasText: 'до 25 декабря' }).count()).toBe(1)
  expect(await table.locator('[data-change]').count()).toBe(6)
  expect(await button(ru('plan.amended.show')).count()).toBe(0)
  await page.keyboard.press('Alt+ArrowDown')
  await button(ru('redline.next')).click()
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('до 25 декабря')
  await expectAccessible(page)
  await shoot(page, 'redline-all')
  await expectTrackedFile(page)
  await page.getByText(ru('redline.only')).click()
  await page
    .getByText(/строк(а|и)? без изменений/)
    .first()
    .waitFor()
  await expectAccessibleInAllLooks(page, 'redline')
  await expectStepsInSight(page)
  await page.setViewportSize(DESKTOP)

  const removed = table.getByRole('row').filter({ hasText: ru('redline.removed') })
  await removed.getByRole('button', { name: ru('versions.restore.row') }).click()
  await page.getByText(ru('versions.restore.row.done')).waitFor()
  await page.getByText('4 изменения').waitFor()
  const back = (await call<PlanJson>(server, 'GET', `/api/plans/${id}`)).body
  const periods = new Map(
    back.sections.flatMap(({ items }) => items.map((item) => [item.id, item.period.text])),
  )
  expect([periods.has(deleted), periods.get(edited)]).toEqual([true, 'до 25 декабря'])
  await button(ru('redline.close')).click()
  await untilOpen(page)
  expect(await downloadWhole(page)).toMatchObject({ title: back.title, year: 2022 })
})
