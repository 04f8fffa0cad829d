/** A department signs, the chief editor returns and accepts, a colleague's edit reopens; one of them without a connection. */
import { expect, test } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import type { PlanJson } from '../../shared/plan/json.ts'
import { expectAccessible } from '../support/axe.ts'
import { DESKTOP, shoot, takesPictures, visit } from '../support/browser.ts'
import { call, createSample, enterDemo, readPlan } from '../support/http.ts'
import { expectAccessibleInAllLooks } from '../support/looks.ts'
import { openHouse } from '../support/open-house.ts'
import { cell, leaveCell, openCell, typeText, untilOpen, untilSaved } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

const server = openHouse()

const ANNA = {
  name: 'Анна Петрова',
  role: 'editor',
  department: 'events',
  tolerate: /ERR_INTERNET_DISCONNECTED/,
} as const

const panel = (page: Page): Locator => page.getByRole('region', { name: ru('signoff.title') })
const card = (page: Page, section: string): Locator => panel(page).locator(`[data-section="${section}"]`)
const band = (page: Page, section: string): Locator =>
  page.locator(`[role=row]:has([data-band="${section}"])`)
const mark = (page: Page, section: string, state: string): Locator =>
  band(page, section).locator(`[data-sign-off="${state}"]`)
const inRail = (page: Page, section: string): Locator =>
  page.getByRole('navigation').locator(`[href="#section=${section}"]`)

/** Takes a step in the card of a section. */
const step = async (page: Page, section: string, words: string): Promise<void> => {
  await card(page, section)
    .getByRole('button', { name: new RegExp(`^${words.replace('…', '')}: `) })
    .click()
}

/** The sample with its first sections belonging to the events department. */
const seed = async () => {
  const id = await createSample(server)
  const { sections } = await readPlan(server, id)
  for (const { id: section } of sections.slice(0, 3)) {
    await call(server, 'PATCH', `/api/plans/${id}/sections/${section}`, { body: { department: 'events' } })
  }
  const [first, second] = sections
  return {
    id,
    path: `/p/${id}`,
    first: first?.id ?? '',
    second: second?.id ?? '',
    row: first?.items[0]?.id ?? '',
  }
}

const signAndReturn = async (anna: Page, chief: Page, first: string): Promise<void> => {
  // Nothing is said of it before somebody signs, but to whoever may, there.
  expect(await anna.locator('[data-sign-off]').count()).toBe(0)
  await band(anna, first).hover()
  await mark(anna, first, 'open').click()
  await card(anna, first).getByText(ru('signoff.said.open')).waitFor()
  await step(anna, first, ru('signoff.ready'))
  await mark(anna, first, 'ready').waitFor()
  // Others hear of it at once.
  await mark(chief, first, 'ready').waitFor()
  await inRail(chief, first)
    .getByRole('img', { name: ru('plan.signoff.state.ready') })
    .waitFor()
  await chief.getByRole('button', { name: new RegExp(`^${ru('plan.signoff')}`) }).click()
  await card(chief, first)
    .getByText(/^Готов: Анна Петрова/)
    .waitFor()
  await step(chief, first, ru('signoff.returned'))
  const dialog = chief.getByRole('dialog')
  await expectAccessible(chief)
  await shoot(chief, 'sign-off-return')
  const send = dialog.getByRole('button', { name: ru('signoff.return.action'), exact: true })
  expect(await send.isDisabled()).toBe(true)
  await dialog.getByLabel(ru('signoff.return.remark')).fill('У первой строки нет срока.\nИ укажите место.')
  await send.click()
  await dialog.waitFor({ state: 'detached' })
  await card(anna, first).getByText('У первой строки нет срока.').waitFor()
  await mark(anna, first, 'returned').waitFor()
}

const mendAndAccept = async (anna: Page, chief: Page, first: string, row: string): Promise<void> => {
  await openCell(anna, row)
  await typeText(anna, ', читальный зал')
  await leaveCell(anna)
  // What is signed is what is saved: the step waits for that by itself.
  await step(anna, first, ru('signoff.ready.again'))
  await mark(chief, first, 'ready').waitFor()
  await step(chief, first, ru('signoff.accepted'))
  await mark(anna, first, 'accepted').waitFor()
  expect(
    await card(anna, first)
      .getByRole('button', { name: /^(Раздел готов|Снять)/ })
      .count(),
  ).toBe(0)
}

test('[SG1] [SG3] [SG5] [SG10] [SG11] signed, returned, mended, accepted, reopened by a colleague, also without a connection', async () => {
  const { id, path, first, second, row } = await seed()
  const [anna, chief] = [await visit(server, path, ANNA), await visit(server, path, { name: 'Вера Ильина' })]
  await Promise.all([untilOpen(anna), untilOpen(chief)])
  await signAndReturn(anna, chief, first)
  await mendAndAccept(anna, chief, first, row)

  const boris = await enterDemo(server, { name: 'Борис Орлов', role: 'editor', department: 'events' })
  const write = (period: string) =>
    call(server, 'PATCH', `/api/plans/${id}/items/${row}`, { body: { period }, headers: boris })
  const before =
    (await call<PlanJson>(server, 'GET', `/api/plans/${id}`)).body.sections[0]?.items[0]?.period.text ?? ''
  await write('апрель')
  await mark(chief, first, 'changed').waitFor()
  await card(chief, first)
    .getByText(/^Изменён после отметки: Борис Орлов/)
    .waitFor()
  await card(chief, first)
    .getByText(/^Был принят: Вера Ильина/)
    .waitFor()
  await card(chief, first)
    .getByRole('button', { name: ru('signoff.changed.row') })
    .click()
  await cell(chief, row).waitFor()
  await inRail(anna, first)
    .getByRole('img', { name: ru('plan.signoff.state.changed') })
    .waitFor()
  await shoot(chief, 'sign-off-changed')
  await write(before)
  await mark(chief, first, 'accepted').waitFor()

  await anna.context().setOffline(true)
  await step(anna, second, ru('signoff.ready'))
  await card(anna, second).getByText(ru('signoff.waiting.ready')).waitFor()
  expect(await card(anna, second).getAttribute('data-state')).toBe('open')
  await anna.context().setOffline(false)
  await mark(chief, second, 'ready').waitFor()
  await mark(anna, second, 'ready').waitFor()
  await untilSaved(anna)

  await write('май')
  await mark(chief, first, 'changed').waitFor()
  await expectAccessibleInAllLooks(chief, 'sign-off')
  await chief.setViewportSize(DESKTOP)
  await chief
    .getByRole('button', { name: ru('common.close') })
    .first()
    .click()
  await chief.getByRole('button', { name: /^Готово 1 из 8/ }).waitFor()
  await byKeys(chief, second)
  await approveWarns(chief)
  if (takesPictures) await inEnglish(path)
})

/** From the band to the panel and back without a mouse. */
const byKeys = async (chief: Page, section: string): Promise<void> => {
  await chief.locator(`[data-band="${section}"]`).click()
  await chief.keyboard.press('Escape')
  await chief.keyboard.press('Shift+F10')
  await chief.getByRole('menuitem', { name: ru('table.section.signOff') }).focus()
  await chief.keyboard.press('Enter')
  await panel(chief)
    .locator('[aria-current]')
    .getByText(/^Готов: Анна Петрова/)
    .waitFor()
  await card(chief, section)
    .getByRole('button', { name: /^Принять: / })
    .focus()
  await chief.keyboard.press('Enter')
  await mark(chief, section, 'accepted').waitFor()
  // The button is gone, the focus is not.
  await card(chief, section).locator('h3 button:focus').waitFor()
  await chief.keyboard.press('Escape')
  await panel(chief).waitFor({ state: 'detached' })
}

/** The question about approving tells what nobody accepted, and stops nobody. */
const approveWarns = async (chief: Page): Promise<void> => {
  await chief
    .getByRole('button', { name: ru('plan.versions') })
    .first()
    .click()
  await chief
    .getByRole('button', { name: ru('versions.approve') })
    .first()
    .click()
  const dialog = chief.getByRole('dialog')
  await dialog.getByText(ru('versions.approve.unsigned')).waitFor()
  expect(await dialog.getByText(/: изменён после отметки/).count()).toBe(1)
  await expectAccessible(chief)
  await shoot(chief, 'sign-off-approve')
}

/** The same for people who read English, on a phone in the dark. */
const inEnglish = async (path: string): Promise<void> => {
  const page = await visit(server, path, {
    name: 'Kate',
    locale: 'en-US',
    theme: 'dark',
    viewport: { width: 390, height: 844 },
  })
  await page.locator('[data-sign-off]').first().waitFor()
  await shoot(page, 'sign-off-en-band')
  await page.locator('[data-sign-off]').first().click()
  await page.locator('[data-section]').first().waitFor()
  await shoot(page, 'sign-off-en')
}
