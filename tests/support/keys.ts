/**
 * What somebody does who has no mouse: goes on by Tab, takes an item of a list by arrows, skips the header. Nothing here
 * sets the focus or presses what does not have it. Owns how keys lead to a thing; what is done there is the tests'.
 */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { ru } from './words.ts'

/** Nobody presses Tab more often than that: a longer way is a fault of the page. */
const LONGEST_WAY = 30

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((node) => node === document.activeElement || node.contains(document.activeElement))

const focusedName = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const one = document.activeElement
    return (one?.getAttribute('aria-label') ?? one?.textContent ?? '').trim().slice(0, 40)
  })

/** Presses a key until the target has the focus. */
const goBy = async (page: Page, key: string, target: Locator): Promise<void> => {
  await target.waitFor({ state: 'attached' })
  const passed: string[] = []
  while (!(await isFocused(target))) {
    passed.push(await focusedName(page))
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

/** Finds a row of the open plan by words of its title and goes there. */
export const searchFor = async (page: Page, words: string): Promise<void> => {
  await page.keyboard.press('Control+KeyK')
  const field = page.getByPlaceholder(ru('search.placeholder'))
  await field.and(page.locator(':focus')).waitFor()
  await page.keyboard.insertText(words)
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await field.waitFor({ state: 'detached' })
}

/** Types a day (YYYY-MM-DD) into a date field part by part, in the order in which the browser has the parts. */
export const typeDay = async (page: Page, field: Locator, day: string): Promise<void> => {
  await tabTo(page, field)
  const [year = '', month = '', date = ''] = day.split('-')
  for (const digits of [month, date, year]) await page.keyboard.type(digits)
  expect(await field.inputValue()).toBe(day)
}
