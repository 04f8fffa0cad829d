/** What a person does on the board of an open plan: finds a card, carries it, looks where it is. Owns how these are found. */
import type { Locator, Page } from 'playwright-core'
import { ru } from './words.ts'

export const card = (page: Page, row: string): Locator => page.locator(`[data-card="${row}"]`)

export const column = (page: Page, id: string): Locator => page.locator(`[data-board-column="${id}"]`)

/** Resolves when the card stands in that column. */
export const untilIn = (page: Page, row: string, id: string): Promise<void> =>
  column(page, id).locator(`[data-card="${row}"]`).waitFor()

/** Resolves when the board shows cards. */
export const untilBoard = async (page: Page): Promise<void> => {
  await page.getByRole('group', { name: ru('board.label') }).waitFor()
  await page.locator('[data-card]').first().waitFor()
}

/** Presses the mouse on a card and holds it over a column. */
export const carryByMouse = async (page: Page, row: string, id: string): Promise<void> => {
  const from = await card(page, row).boundingBox()
  const to = await column(page, id).boundingBox()
  if (!from || !to) throw new Error('The card or the column is not in sight')
  await page.mouse.move(from.x + 40, from.y + 12)
  await page.mouse.down()
  await page.mouse.move(from.x + 60, from.y + 20, { steps: 2 })
  await page.mouse.move(to.x + to.width / 2, to.y + 30, { steps: 4 })
}

/** Rests a finger on a card until it is lifted, and puts it down on a column. */
export const carryByFinger = async (page: Page, row: string, id: string): Promise<void> => {
  const from = await card(page, row).boundingBox()
  const to = await column(page, id).boundingBox()
  if (!from || !to) throw new Error('The card or the column is not in sight')
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove', x: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x, y: from.y + 16 }] })
  await touch('touchStart', from.x + 60)
  await page.locator('[data-board-ghost]').waitFor({ state: 'attached' })
  for (const part of [0.3, 0.7, 1]) await touch('touchMove', from.x + 60 + (to.x - from.x) * part)
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await session.detach()
}
