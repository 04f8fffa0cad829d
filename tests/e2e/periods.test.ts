/** What was understood of dates, beside the words of a live plan, and its correction. */
import { expect, test } from 'vitest'
import { shoot, visit } from '../support/browser.ts'
import { expectAccessible } from '../support/axe.ts'
import { createSample, readPlan } from '../support/http.ts'
import { openHouse } from '../support/open-house.ts'
import { cell, leaveCell, openCell, typeText, untilOpen, untilSaved } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

test('[PD13, PD11] a reading that words do not say is told under them, and is corrected in a dialog until the words change', async () => {
  const server = openHouse()
  const plan = await createSample(server)
  const page = await visit(server, `/p/${plan}`)
  await untilOpen(page)
  // «январь 2022 отборочные туры…» is said, «февраль» needs no chip.
  const said = page.locator('[data-look="said"]').first()
  await said.getByText('январь – февраль').waitFor()
  const items = (await readPlan(server, plan)).sections.flatMap((section) => section.items)
  const row = items.find(({ period }) => period.text === 'февраль')?.id ?? ''
  const chip = cell(page, row, 'period').locator('[data-look]')
  expect(await chip.count()).toBe(0)
  await openCell(page, row, 'period')
  await page.keyboard.press('Control+A')
  await typeText(page, 'на Масленицу')
  await leaveCell(page)
  await chip.and(page.locator('[data-look="unclear"]')).waitFor()
  await shoot(page, 'period-chip')
  await chip.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(ru('period.words', { words: 'на Масленицу' })).waitFor()
  await expectAccessible(page)
  await shoot(page, 'period-dialog')
  await dialog.getByRole('button', { name: ru('period.kind') }).click()
  await page.getByRole('option', { name: ru('period.kind.dates') }).click()
  await dialog.getByLabel(ru('period.start')).fill('2022-03-06')
  await dialog.getByLabel(ru('period.end')).fill('2022-02-28')
  await dialog.getByRole('button', { name: ru('period.save') }).click()
  await dialog.getByText(ru('period.days.wrong')).waitFor()
  await dialog.getByLabel(ru('period.start')).fill('2022-02-28')
  await dialog.getByLabel(ru('period.end')).fill('2022-03-06')
  await dialog.getByRole('button', { name: ru('period.save') }).click()
  await dialog.waitFor({ state: 'detached' })
  await chip.getByText('28 февраля – 6 марта').waitFor()
  await untilSaved(page)
  const saved = (await readPlan(server, plan)).sections
    .flatMap((section) => section.items)
    .find(({ id }) => id === row)
  expect(saved?.period).toMatchObject({
    text: 'на Масленицу',
    months: [2, 3],
    start: '2022-02-28',
    end: '2022-03-06',
    corrected: true,
  })
  // Other words: the correction falls away, and says so.
  await openCell(page, row, 'period')
  await page.keyboard.press('Control+A')
  await typeText(page, 'март')
  await leaveCell(page)
  await chip.and(page.locator('[data-look="stale"]')).getByText('март').waitFor()
  await chip.click()
  await dialog.getByText(ru('period.stale')).waitFor()
  await dialog.getByRole('button', { name: ru('period.reset') }).click()
  await chip.waitFor({ state: 'detached' })
})
