/**
 * What somebody does who has no mouse: goes on by Tab, takes an item of a list by arrows, skips the header. Nothing here
 * sets the focus or presses what does not have it. Owns how keys lead to a thing; what is done there is the tests'.
 */
import type { ElementHandle, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Column, cell, moveCaret, untilFocus } from './sheet-page.ts'
import { ru } from './words.ts'

/** Nobody presses Tab more often than that: a longer way is a fault of the page. */
const LONGEST_WAY = 30

/** Whether the keys are at a thing, or in it, and what has them; and whether the page has drawn that thing anew since. */
const look = (node: Element): { isGone: boolean; isThere: boolean; name: string } => {
  const one = document.activeElement
  const name = (one?.getAttribute('aria-label') ?? one?.textContent ?? '').trim().slice(0, 40)
  return { isGone: !node.isConnected, isThere: node === one || node.contains(one), name }
}

const elementOf = (target: Locator): Promise<ElementHandle<Element>> =>
  target.elementHandle() as Promise<ElementHandle<Element>>

/** Presses a key until the target has the focus. Finding it by its name costs more than a key: it is found once. */
const goBy = async (page: Page, key: string, target: Locator): Promise<void> => {
  let node = await elementOf(target)
  const passed: string[] = []
  for (;;) {
    const { isGone, isThere, name } = await node.evaluate(look)
    if (isThere) return
    if (isGone) {
      node = await elementOf(target)
      continue
    }
    passed.push(name)
    if (passed.length > LONGEST_WAY) {
      throw new Error(`${key} does not get to ${String(target)}, but by ${passed.join(' → ')}`)
    }
    await page.keyboard.press(key)
  }
}

/** Goes on by Tab to the target, or back by Shift+Tab. */
export const tabTo = (page: Page, target: Locator, way: 'on' | 'back' = 'on'): Promise<void> =>
  goBy(page, way === 'on' ? 'Tab' : 'Shift+Tab', target)

/** Goes on by Tab to a list of boxes or figures, by arrows to one of it, and presses that. */
export const pressIn = async (page: Page, list: Locator, target: Locator, key = 'Space'): Promise<void> => {
  await tabTo(page, list)
  await goBy(page, 'ArrowDown', target)
  await page.keyboard.press(key)
}

/** Goes on by Tab to a button, link or box and presses it. */
export const pressAt = async (page: Page, target: Locator, key = 'Enter'): Promise<void> => {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

/** Takes an item of the open menu or list. */
export const take = async (page: Page, item: Locator): Promise<void> => {
  await goBy(page, 'ArrowDown', item)
  await page.keyboard.press('Enter')
}

export const takeInMenu = (page: Page, name: string): Promise<void> =>
  take(page, page.getByRole('menuitem', { name, exact: true }))

/** Chooses one of a group: Tab leads to the group, arrows through it. */
export const choose = async (page: Page, radio: Locator): Promise<void> => {
  const group = page.getByRole('radiogroup').filter({ has: page.locator('input') })
  await tabTo(page, group)
  await goBy(page, 'ArrowDown', radio)
  await expect.poll(() => radio.isChecked()).toBe(true)
}

/** Opens a choice and takes an option of it. */
export const pick = async (page: Page, choice: Locator, option: string): Promise<void> => {
  await pressAt(page, choice)
  // It begins with what is chosen.
  await page.locator('[role=option]:focus').waitFor()
  await page.keyboard.press('Home')
  await take(page, page.getByRole('option', { name: option, exact: true }))
}

/** Goes on by Tab to a field and writes there instead of what stood in it. */
export const writeIn = async (page: Page, field: Locator, words: string): Promise<void> => {
  await tabTo(page, field)
  await page.keyboard.press('Control+KeyA')
  await page.keyboard.insertText(words)
}

/** By the page's first keys past its header; the page has just been loaded. */
export const skipTo = async (page: Page, to: 'content' | 'tools'): Promise<void> => {
  await tabTo(
    page,
    page.getByRole('link', { name: ru(to === 'content' ? 'common.skip' : 'common.skip.tools') }),
  )
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(to)
}

/** From the loaded list of plans into one of them, as everybody comes to it; what it opens with is the test's to wait for. */
export const openFromList = async (page: Page, plan: string): Promise<void> => {
  const list = page.getByRole('list', { name: ru('home.title') })
  await pressAt(page, list.locator(`a[href="/p/${plan}"]`))
  await page.waitForURL(new RegExp(`/p/${plan}`))
}

/** From an open plan back to the list of plans; from the sheet on is nearer, by the page's end to its beginning. */
export const backToList = async (page: Page, way: 'on' | 'back' = 'back'): Promise<void> => {
  await tabTo(page, page.locator('header a[href="/"]'), way)
  await page.keyboard.press('Enter')
  await page.getByRole('list', { name: ru('home.title') }).waitFor()
}

/** To another view of the open plan: back from where one is, or on, by the page's end to its beginning. */
export const showView = async (
  page: Page,
  view: 'document' | 'board' | 'year',
  way: 'on' | 'back' = 'back',
): Promise<void> => {
  const views = page.getByRole('group', { name: ru('plan.views') })
  await tabTo(page, views.getByRole('button', { name: ru(`plan.view.${view}`), exact: true }), way)
  await page.keyboard.press('Enter')
}

/** Finds a row of the document by words of its title, goes to a cell of it and opens that, the caret at its end. */
export const writeAt = async (page: Page, words: string, row: string, column: Column): Promise<void> => {
  await searchFor(page, words)
  await untilFocus(page, row)
  await goBy(page, 'ArrowRight', cell(page, row, column))
  await page.keyboard.press('Enter')
  await cell(page, row, column).locator('[contenteditable=true]').waitFor()
  await moveCaret(page, 'Control+End')
}

/** What a dialog leads to has the keys a frame after it has given them back; nobody's fingers are faster. */
const untilFocusGoneOn = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
      ),
  )

/** Finds a row of the open plan by words of its title and goes there. */
export const searchFor = async (page: Page, words: string): Promise<void> => {
  await page.keyboard.press('Control+KeyK')
  const field = page.getByPlaceholder(ru('search.placeholder'))
  await field.and(page.locator(':focus')).waitFor()
  await page.keyboard.insertText(words)
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await field.waitFor({ state: 'detached' })
  await untilFocusGoneOn(page)
}

/** Types a day (YYYY-MM-DD) into a date field part by part, in the order in which the browser has the parts. */
export const typeDay = async (page: Page, field: Locator, day: string): Promise<void> => {
  await tabTo(page, field)
  const [year = '', month = '', date = ''] = day.split('-')
  for (const digits of [month, date, year]) await page.keyboard.type(digits)
  expect(await field.inputValue()).toBe(day)
}
