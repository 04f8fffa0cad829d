/** What was understood of dates, beside the words of a live plan, and its correction. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { shoot, visit } from '../support/browser.ts'
import { createSample, readPlan } from '../support/http.ts'
import { openFromList, pick, pressAt, searchFor, takeInMenu, typeDay } from '../support/keys.ts'
import { expectAccessibleInBothLanguages } from '../support/looks.ts'
import { openHouse } from '../support/open-house.ts'
import { cell, typeText, untilOpen, untilSaved } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

/** Writes in the selected cell instead of what stood there, and leaves it selected. */
const writeInstead = async (page: Page, words: string): Promise<void> => {
  await page.keyboard.press('Enter')
  await page.locator('[contenteditable=true]:focus').waitFor()
  await page.keyboard.press('Control+A')
  await typeText(page, words)
  await page.keyboard.press('Escape')
}

test('[PD13, PD11, KB3, KX5, KX2] a reading that words do not say is told under them, and is corrected in a dialog until the words change', async () => {
  const server = openHouse()
  const plan = await createSample(server)
  const page = await visit(server, '/')
  await openFromList(page, plan)
  await untilOpen(page)
  // «январь 2022 отборочные туры…» is said, «февраль» needs no chip.
  const said = page.locator('[data-look="said"]').first()
  await said.getByText('январь – февраль').waitFor()
  const items = (await readPlan(server, plan)).sections.flatMap((section) => section.items)
  const { id: row = '', title } = items.find(({ period }) => period.text === 'февраль') ?? {}
  const chip = cell(page, row, 'period').locator('[data-look]')
  expect(await chip.count()).toBe(0)
  await searchFor(page, title?.text ?? '')
  await cell(page, row).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('ArrowRight')
  await writeInstead(page, 'на Масленицу')
  await chip.and(page.locator('[data-look="unclear"]')).waitFor()
  await shoot(page, 'period-chip')
  const ask = async () => {
    await page.keyboard.press('Shift+F10')
    await takeInMenu(page, ru('table.row.period'))
  }
  await ask()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(ru('period.words', { words: 'на Масленицу' })).waitFor()
  await expectAccessibleInBothLanguages(page, 'period-dialog')
  const [start, end] = [dialog.getByLabel(ru('period.start')), dialog.getByLabel(ru('period.end'))]
  const save = dialog.getByRole('button', { name: ru('period.save') })
  await pick(page, dialog.getByRole('button', { name: ru('period.kind') }), ru('period.kind.dates'))
  await typeDay(page, start, '2022-03-06')
  await typeDay(page, end, '2022-02-28')
  await pressAt(page, save)
  await dialog.getByText(ru('period.days.wrong')).waitFor()
  await expectAccessibleInBothLanguages(page, 'period-wrong')
  await typeDay(page, start, '2022-02-28')
  await typeDay(page, end, '2022-03-06')
  await pressAt(page, save)
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
  await cell(page, row, 'period').and(page.locator(':focus')).waitFor()
  await writeInstead(page, 'март')
  await chip.and(page.locator('[data-look="stale"]')).getByText('март').waitFor()
  await ask()
  await dialog.getByText(ru('period.stale')).waitFor()
  await pressAt(page, dialog.getByRole('button', { name: ru('period.reset') }))
  await chip.waitFor({ state: 'detached' })
})
