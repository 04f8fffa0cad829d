/**
 * What a person does in the sheet of an open plan: click a cell, type, read, wait for "Saved".
 * Owns how things are found on the page; `browser.ts` owns the page.
 */
import type { Locator, Page } from 'playwright-core'
import { ru } from './words.ts'

export type Column = 'number' | 'title' | 'period'

/** The rows' ids in the order on the page. */
export const rowOrder = (page: Page): Promise<string[]> =>
  page
    .locator('[data-row]')
    .evaluateAll((rows) => rows.map((row) => (row instanceof HTMLElement ? (row.dataset.row ?? '') : '')))

export const cell = (page: Page, row: string, column: Column = 'title'): Locator =>
  page.locator(`[data-row="${row}"] [data-column="${column}"]`)

/** The text of a cell as it is read, a paragraph a line, without a colleague's flag. */
export const cellText = (page: Page, row: string, column: Column = 'title'): Promise<string> =>
  cell(page, row, column)
    .locator('.rich p')
    .evaluateAll((paragraphs) => paragraphs.map((one) => one.textContent).join('\n'))

/** Resolves when the cell shows exactly this text. */
export const untilText = async (page: Page, row: string, text: string, column: Column = 'title') => {
  const exact = new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)
  await cell(page, row, column).locator('.rich').filter({ hasText: exact }).first().waitFor()
}

/** Moves the caret and waits for the frame in which the browser tells the editor of it. */
export const moveCaret = async (page: Page, key: string): Promise<void> => {
  await page.keyboard.press(key)
  await page.evaluate(
    () =>
      new Promise<void>(
        (resolve) => void requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
      ),
  )
}

/** Resolves when the keys go to this cell. */
export const untilFocus = (page: Page, row: string, column: Column = 'title'): Promise<void> =>
  cell(page, row, column)
    .and(page.locator(':focus'))
    .or(cell(page, row, column).locator(':focus'))
    .first()
    .waitFor()

/** Clicks into a cell and waits for its editor, the caret at the end of the text. */
export const openCell = async (page: Page, row: string, column: Column = 'title'): Promise<void> => {
  await cell(page, row, column).click()
  await cell(page, row, column).locator('[contenteditable=true]').waitFor()
  await moveCaret(page, 'Control+End')
}

/** Types at the caret; one input event a character, as a keyboard makes them. */
export const typeText = async (page: Page, text: string): Promise<void> => {
  // `keyboard.type` sends no key events for Cyrillic; the editor hears input events either way.
  for (const character of text) await page.keyboard.insertText(character)
}

/** Composes words as an input method or a phone's keyboard does, letter by letter; `between` happens after each. */
export const composeWords = async (
  page: Page,
  words: readonly string[],
  between: () => Promise<void>,
): Promise<void> => {
  const session = await page.context().newCDPSession(page)
  for (const word of words) {
    for (let end = 1; end <= word.length; end++) {
      const text = word.slice(0, end)
      await session.send('Input.imeSetComposition', { text, selectionStart: end, selectionEnd: end })
      await between()
    }
    await session.send('Input.insertText', { text: word })
  }
  await session.detach()
}

/** Leaves the cell and the table. */
export const leaveCell = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
}

const indicator = (page: Page, state: 'saved' | 'saving' | 'offline' | 'not-saved'): Locator =>
  page.locator(`button[data-state="${state}"]`).first()

/** Resolves when the indicator says that everything is on disk. */
export const untilSaved = (page: Page): Promise<void> => indicator(page, 'saved').waitFor()

/** Resolves when the indicator says that there is no connection. */
export const untilOffline = (page: Page): Promise<void> => indicator(page, 'offline').waitFor()

/** Resolves when the rows are there and the plan is up to date. */
export const untilOpen = async (page: Page): Promise<void> => {
  await page.getByRole('grid', { name: ru('table.grid') }).waitFor()
  await untilSaved(page)
}

/** Resolves when the rows of the page stand in this order. */
export const untilOrder = async (page: Page, rows: readonly string[]): Promise<void> => {
  await page.waitForFunction(
    (wanted) =>
      String([...document.querySelectorAll<HTMLElement>('[data-row]')].map((row) => row.dataset.row)) ===
      wanted,
    String(rows),
  )
}

/** Resolves when the whole row is inside the window. */
export const untilInSight = async (page: Page, row: string): Promise<void> => {
  await page.waitForFunction((id) => {
    const box = document.querySelector(`[data-row="${id}"]`)?.getBoundingClientRect()
    return box !== undefined && box.top >= 0 && box.bottom <= innerHeight
  }, row)
}

/** Where every line of a cell's text stands in the table, in hundredths of a pixel; scrolling does not count. */
export const textLines = (page: Page, row: string, column: Column = 'title'): Promise<string[]> =>
  cell(page, row, column)
    .locator('.rich')
    .first()
    .evaluate((root) => {
      const table = root.closest('[data-grid]')?.getBoundingClientRect() ?? { left: 0, top: 0 }
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      const lines: string[] = []
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const range = document.createRange()
        range.selectNodeContents(node)
        for (const { x, y, width, height } of range.getClientRects()) {
          lines.push(
            [x - table.left, y - table.top, width, height].map((value) => value.toFixed(2)).join(' '),
          )
        }
      }
      return lines
    })
