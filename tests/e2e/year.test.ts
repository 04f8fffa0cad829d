/** The year in real browsers: one plan, moved on the board by one person and seen as a year by another. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { carryByMouse, untilBoard, untilIn } from '../support/board-page.ts'
import { DESKTOP, PHONE, shoot, visit } from '../support/browser.ts'
import { call, createSample, readPlan } from '../support/http.ts'
import { backToList, openFromList, pick, pressAt, searchFor, showView, tabTo } from '../support/keys.ts'
import { expectAccessibleInBothLanguages } from '../support/looks.ts'
import { openHouse } from '../support/open-house.ts'
import { cell, untilOpen, untilSaved, untilText } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'
import {
  bringLine,
  endOf,
  holdBarByMouse,
  line,
  loadOf,
  pullEndByFinger,
  rowButton,
  untilYear,
} from '../support/year-page.ts'

const server = openHouse()

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

/** From the list of plans to the year of one of them. */
const comesToYear = async (page: Page, plan: string): Promise<void> => {
  await openFromList(page, plan)
  await untilOpen(page)
  await showView(page, 'year')
  await untilYear(page)
}

/** June loses its only event and July gets it, in the cell, the bar and the load; no other row is drawn again. */
const seesTheMoveByMouse = async (board: Page, year: Page, document: Page, week: string): Promise<void> => {
  await untilIn(board, week, 'm6')
  expect(await centre(year, week)).toBeCloseTo(45.8, 0)
  await expectLoad(year, 6, '1 мероприятие')
  await watchRows(year)
  await carryByMouse(board, week, 'm7')
  await board.mouse.up()
  await untilText(document, week, 'июль', 'period')
  await line(year, week).getByText('июль', { exact: true }).waitFor()
  expect(await centre(year, week)).toBeCloseTo(54.2, 0)
  await expectLoad(year, 7, '1 мероприятие')
  await expectLoad(year, 6, 'мероприятий нет')
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
  await expectAccessibleInBothLanguages(page, 'year-card')
  await pressAt(page, panel.getByRole('button', { name: ru('row.document') }))
  await untilOpen(page)
  await cell(page, week).and(page.locator(':focus')).waitFor()
}

test('[KB3, KX5, KX2, YV8, YV9, YV10, FV1] what one moves with the mouse on the board moves in the other’s year, cell and load at once; then keys alone', async () => {
  const { plan, rowOf } = await sample()
  const week = rowOf('Областная Неделя ЖИЗНИ')
  const boris = { name: 'Борис Ильин', role: 'editor', department: 'service' } as const
  const anna = await visit(server, `/p/${plan}?view=board&by=month&q=неделя`)
  const year = await visit(server, '/', boris)
  const document = await visit(server, `/p/${plan}?view=document&q=неделя`, boris)
  await comesToYear(year, plan)
  await Promise.all([untilBoard(anna), untilOpen(document)])
  await bringLine(year, week)
  await seesTheMoveByMouse(anna, year, document, week)
  await worksByKeys(year, document, week)
})

/** With the mouse on a bar and on an empty lane, with a finger on an end. */
const worksByMouse = async (page: Page, rows: Record<'own' | 'undated', string>): Promise<void> => {
  await bringLine(page, rows.own)
  await holdBarByMouse(page, rows.own, 6, 7)
  await page.getByText(ru('year.preview.words', { after: 'июль' })).waitFor()
  await shoot(page, 'year-held')
  await page.mouse.up()
  await page.getByRole('button', { name: ru('row.undo') }).waitFor()
  await line(page, rows.own).getByText('июль', { exact: true }).waitFor()
  await holdBarByMouse(page, rows.undated, 9, 10)
  await page.mouse.up()
  await line(page, rows.undated).getByText('сентябрь–октябрь', { exact: true }).waitFor()
  await pullEndByFinger(page, rows.undated, 'to', 12)
  await line(page, rows.undated).getByText('сентябрь–декабрь', { exact: true }).waitFor()
}

/** What may not be moved has no ends, and says why to the key. */
const isRefusedByKeys = async (page: Page, foreign: string): Promise<void> => {
  await page
    .locator('[data-year-scroller]')
    .evaluate((scroller) => scroller.scrollTo({ top: 0, behavior: 'instant' }))
  await bringLine(page, foreign)
  expect(await endOf(page, foreign, 'to').count()).toBe(0)
  await searchFor(page, 'всероссийская акция')
  await page.keyboard.press('Escape')
  await rowButton(page, foreign).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Alt+ArrowRight')
  await page.getByText(ru('year.refused.not-yours')).first().waitFor()
}

/** The group is in the address, and remembered for the bare one of the list; the search leads to a row of it; a filter that nothing passes says so. */
const findsRows = async (page: Page, plan: string, own: string): Promise<void> => {
  await pick(page, page.getByRole('button', { name: ru('filter.rows') }), ru('filter.by.department'))
  await page.locator('[data-band="d:service"]').waitFor()
  await backToList(page)
  await openFromList(page, plan)
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
const printsAndFitsPhone = async (page: Page, plan: string, row: string): Promise<void> => {
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
  const paper = await page.pdf({ format: 'A4', landscape: true, preferCSSPageSize: false })
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await page.emulateMedia({ media: 'screen' })
  await page.setViewportSize(PHONE)
  await page.locator('[data-month="1"]').waitFor()
  // Rows further down are room alone.
  const undrawn = page.locator('[data-month] > :last-child [role="presentation"]')
  expect(await undrawn.last().evaluate((room) => room.clientHeight)).toBeGreaterThan(100)
  await pressAt(page, page.getByRole('button', { name: ru('year.month.next') }))
  await page.locator('[data-month="2"]').waitFor()
  const first = page.locator('[data-year-row]').first()
  const line = page.locator('[data-month] li').first()
  const height = (await line.boundingBox())?.height
  const item = await first.getAttribute('data-year-row')
  await call(server, 'POST', `/api/plans/${plan}/comments`, { body: { item, body: 'Когда?' } })
  await line.locator('[data-talk]').waitFor()
  expect((await line.boundingBox())?.height).toBe(height)
  await pressAt(page, first)
  await page.locator('[data-row-panel]').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await page.keyboard.press('Escape')
  await page.locator('[data-row-panel]').waitFor({ state: 'detached' })
  await first.and(page.locator(':focus')).waitFor()
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
  await page.locator('[data-year-scroller]').waitFor()
  await rowButton(page, row).and(page.locator(':focus')).waitFor()
}

test('[KG1, KJ2, KX5, KX2, YV3, YV6, YV8, YV11, YV12, FV2, LQ7, YT3] dates are drawn and pulled by mouse and finger; groups, search, paper, a phone', async () => {
  const { plan, rowOf } = await sample()
  const own = rowOf('Областная Неделя ЖИЗНИ')
  const undated = rowOf('Клуб деловых встреч')
  const foreign = rowOf('Всероссийская акция')
  const page = await visit(server, '/', { name: 'Ольга Дым', role: 'editor', department: 'service' })
  await comesToYear(page, plan)
  await worksByMouse(page, { own, undated })
  await isRefusedByKeys(page, foreign)
  await untilSaved(page)
  const items = (await readPlan(server, plan)).sections.flatMap((section) => section.items)
  expect(items.find(({ id }) => id === undated)?.period.text).toBe('сентябрь–декабрь')
  await findsRows(page, plan, own)
  await expectAccessibleInBothLanguages(page, 'year')
  await printsAndFitsPhone(page, plan, foreign)
})
