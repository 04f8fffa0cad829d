/** What a person does in the year of an open plan: finds a row, its bar, an end of it. Owns how these are found. */
import type { Locator, Page } from 'playwright-core'
import { ru } from './words.ts'

export const line = (page: Page, row: string): Locator => page.locator(`[data-year] [data-row="${row}"]`)

export const rowButton = (page: Page, row: string): Locator => page.locator(`[data-year-row="${row}"]`)

export const endOf = (page: Page, row: string, end: 'from' | 'to'): Locator =>
  line(page, row).locator(`[data-year-end="${end}"]`)

/** Resolves when the year shows rows. */
export const untilYear = async (page: Page): Promise<void> => {
  await page.getByRole('group', { name: ru('year.label') }).waitFor()
  await page.locator('[data-year-row]').first().waitFor()
}

/** Scrolls until the row is drawn and in the middle of what is seen. */
export const bringLine = async (page: Page, row: string): Promise<void> => {
  await page.waitForFunction((id) => {
    const found = document.querySelector(`[data-year] [data-row="${id}"]`)
    if (found) found.scrollIntoView({ block: 'center', behavior: 'instant' })
    else document.querySelector('[data-year-scroller]')?.scrollBy({ top: 300, behavior: 'instant' })
    return found !== null
  }, row)
}

/** Where a month (1–12) of a row lies on the page. */
const placeOf = async (page: Page, row: string, month: number): Promise<{ x: number; y: number }> => {
  const box = await line(page, row).locator('[data-lane]').boundingBox()
  if (!box) throw new Error('The row is not in sight')
  return { x: box.x + (box.width * (month - 0.5)) / 12, y: box.y + box.height / 2 }
}

/** Presses the mouse on a month of a row's lane and holds it over another. */
export const holdBarByMouse = async (page: Page, row: string, from: number, to: number): Promise<void> => {
  const [a, b] = [await placeOf(page, row, from), await placeOf(page, row, to)]
  await page.mouse.move(a.x, a.y)
  await page.mouse.down()
  await page.mouse.move(b.x, b.y, { steps: 4 })
}

/** Takes an end of a bar with a finger and puts it down on a month. */
export const pullEndByFinger = async (
  page: Page,
  row: string,
  end: 'from' | 'to',
  month: number,
): Promise<void> => {
  const from = await endOf(page, row, end).boundingBox()
  if (!from) throw new Error('The end is not in sight')
  const to = await placeOf(page, row, month)
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove', x: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x, y: to.y }] })
  const x = from.x + from.width / 2
  await touch('touchStart', x)
  for (const part of [0.3, 0.7, 1]) await touch('touchMove', x + (to.x - x) * part)
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await session.detach()
}

/** What the table of the load says of a month of the whole plan. */
export const loadOf = (page: Page, month: number): Locator =>
  page
    .locator('[data-load] tbody tr')
    .first()
    .locator('td')
    .nth(month - 1)
