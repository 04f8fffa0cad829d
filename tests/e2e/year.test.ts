/** The year in real browsers: one plan, moved on the board by one person and seen as a year by another. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { carry, untilBoard, untilIn } from '../support/board-page.ts'
import { DESKTOP, PHONE, shoot, visit } from '../support/browser.ts'
import { createSample, readPlan } from '../support/http.ts'
import { pick, pressAt, searchFor, tabTo } from '../support/keys.ts'
import { expectAccessibleInAllLooks } from '../support/looks.ts'
import { type ServerProcess, startServer } from '../support/server-process.ts'
import { cell, untilOpen, untilSaved, untilText } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'
import {
  bringLine,
  endOf,
  holdBar,
  line,
  loadOf,
  pullEndByFinger,
  rowButton,
  untilYear,
} from '../support/year-page.ts'

let server: ServerProcess
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.dispose())

/** The sample, and in it the row whose title begins so. */
const sample = async () => {
  const plan = await createSample(server)
  const items = (await readPlan(server, plan)).sections.flatMap((section) => section.items)
  const rowOf = (title: string): string => items.find((item) => item.title.text.startsWith(title))?.id ?? ''
  return { plan, rowOf }
}

/** Rows whose part of the page changed since this was called last. */
const watchRows = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const changed = new Set<string>()
    Object.assign(window, { changedRows: changed })
    const note = (records: MutationRecord[]) => {
      for (const { target } of records) {
        const row = (target instanceof Element ? target : target.parentElement)?.closest<HTMLElement>(
          '[data-row]',
        )
        if (row) changed.add(row.dataset.row ?? '')
      }
    }
    const lines = document.querySelector('[data-year] [role=list]')
    if (lines)
      new MutationObserver(note).observe(lines, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      })
  })

const changedRows = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...(window as unknown as { changedRows: Set<string> }).changedRows])

const centre = (page: Page, row: string): Promise<number> =>
  line(page, row)
    .locator('[data-lane] i')
    .first()
    .evaluate((mark) => parseFloat((mark as HTMLElement).style.left))

/** June loses its only event and July gets it, in the cell, the bar and the load; no other row is drawn again. */
const seesTheMove = async (board: Page, year: Page, document: Page, week: string): Promise<void> => {
  await untilIn(board, week, 'm6')
  expect(await centre(year, week)).toBeCloseTo(45.8, 0)
  await expectLoad(year, 6, '1 событие')
  await watchRows(year)
  await carry(board, week, 'm7')
  await board.mouse.up()
  await untilText(document, week, 'июль', 'period')
  await line(year, week).getByText('июль', { exact: true }).waitFor()
  expect(await centre(year, week)).toBeCloseTo(54.2, 0)
  await expectLoad(year, 7, '1 событие')
  await expectLoad(year, 6, 'событий нет')
  expect(await changedRows(year)).toEqual([week])
  await shoot(year, 'year-moved')
}

const expectLoad = (page: Page, month: number, words: string): Promise<void> =>
  loadOf(page, month).getByText(words).waitFor({ state: 'attached' })

/** By keys alone: to the row, its dates on by a month, its end by another, back, open, and out to the document. */
const worksByKeys = async (page: Page, document: Page, week: string): Promise<void> => {
  await searchFor(page, 'Неделя ЖИЗНИ')
  await page.keyboard.press('Escape')
  await rowButton(page, week).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Alt+ArrowRight')
  await untilText(document, week, 'август', 'period')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect
    .poll(() => endOf(page, week, 'to').evaluate((end) => end === window.document.activeElement))
    .toBe(true)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await untilText(document, week, 'август–октябрь', 'period')
  expect(await endOf(page, week, 'to').getAttribute('aria-valuetext')).toBe('октябрь')
  await page.keyboard.press('Control+KeyZ')
  await page.keyboard.press('Control+KeyZ')
  await untilText(document, week, 'август', 'period')
  await page
    .getByRole('status')
    .filter({ hasText: ru('row.undone') })
    .first()
    .waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  const panel = page.locator('[data-row-panel]')
  await panel.waitFor()
  await line(document, week).or(cell(document, week)).first().waitFor()
  await tabTo(page, panel.getByRole('textbox').first())
  await panel.locator('[contenteditable=true]').waitFor()
  await expectAccessible(page)
  await pressAt(page, panel.getByRole('button', { name: ru('row.document') }))
  await untilOpen(page)
  await cell(page, week).and(page.locator(':focus')).waitFor()
}

test('[KB3, YV8, YV9, YV10, FV1] what one moves on the board moves in the other’s year, cell and load at once; then keys alone', async () => {
  const { plan, rowOf } = await sample()
  const week = rowOf('Областная Неделя ЖИЗНИ')
  const boris = { name: 'Борис Ильин', role: 'editor', department: 'service' } as const
  const anna = await visit(server, `/p/${plan}?view=board&by=month&q=неделя`)
  const year = await visit(server, `/p/${plan}?view=year`, boris)
  const document = await visit(server, `/p/${plan}?view=document&q=неделя`, boris)
  await Promise.all([untilBoard(anna), untilYear(year), untilOpen(document)])
  await bringLine(year, week)
  await seesTheMove(anna, year, document, week)
  await worksByKeys(year, document, week)
})

/** With the mouse on a bar and on an empty lane; what may not be moved is not held. */
const worksByMouse = async (
  page: Page,
  plan: string,
  rows: Record<'own' | 'undated' | 'foreign', string>,
) => {
  await bringLine(page, rows.own)
  await holdBar(page, rows.own, 6, 7)
  await page.getByText(ru('year.preview.words', { after: 'июль' })).waitFor()
  await shoot(page, 'year-held')
  await page.mouse.up()
  await page.getByRole('button', { name: ru('row.undo') }).waitFor()
  await line(page, rows.own).getByText('июль', { exact: true }).waitFor()
  await holdBar(page, rows.undated, 9, 10)
  await page.mouse.up()
  await line(page, rows.undated).getByText('сентябрь–октябрь', { exact: true }).waitFor()
  await pullEndByFinger(page, rows.undated, 'to', 12)
  await line(page, rows.undated).getByText('сентябрь–декабрь', { exact: true }).waitFor()
  await page
    .locator('[data-year-scroller]')
    .evaluate((scroller) => scroller.scrollTo({ top: 0, behavior: 'instant' }))
  await bringLine(page, rows.foreign)
  expect(await endOf(page, rows.foreign, 'to').count()).toBe(0)
  await searchFor(page, 'всероссийская акция')
  await page.keyboard.press('Escape')
  await rowButton(page, rows.foreign).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Alt+ArrowRight')
  await page.getByText(ru('year.refused.not-yours')).first().waitFor()
  await untilSaved(page)
  const items = (await readPlan(server, plan)).sections.flatMap((section) => section.items)
  expect(items.find(({ id }) => id === rows.undated)?.period.text).toBe('сентябрь–декабрь')
}

/** The group is in the address and remembered; the search leads to a row of it; a filter that nothing passes says so. */
const findsRows = async (page: Page, plan: string, own: string): Promise<void> => {
  await pick(page, page.getByRole('button', { name: ru('filter.rows') }), ru('filter.by.department'))
  await page.locator('[data-band="d:service"]').waitFor()
  await page.goto(`${server.url}/p/${plan}`)
  await untilYear(page)
  expect(new URL(page.url()).search).toBe('?view=year&by=department')
  await searchFor(page, 'неделя жизни')
  await page.locator('[data-row-panel]').waitFor()
  expect(await rowButton(page, own).getAttribute('aria-expanded')).toBe('true')
  await page.keyboard.press('Escape')
  await tabTo(page, page.getByRole('searchbox', { name: ru('filter.words') }))
  await page.keyboard.insertText('такого нет')
  await page.getByText(ru('filter.none.text')).waitFor()
  await pressAt(page, page.getByRole('button', { name: ru('filter.clear') }))
  await untilYear(page)
}

/** One page across on paper, a month's list on a phone. */
const printsAndFitsPhone = async (page: Page, row: string): Promise<void> => {
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
  const paper = await page.pdf({ format: 'A4', landscape: true, preferCSSPageSize: false })
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await page.emulateMedia({ media: 'screen' })
  await page.setViewportSize(PHONE)
  await page.locator('[data-month="1"]').waitFor()
  await page.getByRole('button', { name: ru('year.month.next') }).click()
  await page.locator('[data-month="2"]').waitFor()
  await page.locator('[data-year-row]').first().click()
  await page.locator('[data-row-panel]').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.locator('[data-row-panel]').waitFor({ state: 'detached' })
  await searchFor(page, 'всероссийская акция')
  await page.keyboard.press('Escape')
  await rowButton(page, row).and(page.locator(':focus')).waitFor()
  await expect
    .poll(() =>
      rowButton(page, row).evaluate((button) => {
        const { top, bottom } = button.getBoundingClientRect()
        return top >= 0 && bottom <= innerHeight
      }),
    )
    .toBe(true)
  await page.setViewportSize(DESKTOP)
}

test('[YV3, YV6, YV8, YV11, YV12, FV2, LQ7] dates are drawn and pulled; groups, search, paper, a phone', async () => {
  const { plan, rowOf } = await sample()
  const own = rowOf('Областная Неделя ЖИЗНИ')
  const undated = rowOf('Клуб деловых встреч')
  const foreign = rowOf('Всероссийская акция')
  const page = await visit(server, `/p/${plan}?view=year`, {
    name: 'Ольга Дым',
    role: 'editor',
    department: 'service',
  })
  await untilYear(page)
  await worksByMouse(page, plan, { own, undated, foreign })
  await findsRows(page, plan, own)
  await expectAccessibleInAllLooks(page, 'year')
  await printsAndFitsPhone(page, foreign)
})
