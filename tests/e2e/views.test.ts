/** What the views have in common, in a real browser: the way from one to the next, what a colleague's words draw again, paper. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { card, untilBoard } from '../support/board-page.ts'
import { DESKTOP, visit } from '../support/browser.ts'
import { call, createSample, readPlan } from '../support/http.ts'
import { openFromList, showView } from '../support/keys.ts'
import { openHouse } from '../support/open-house.ts'
import { installRepaint } from '../support/repaint.ts'
import { untilAtRest, untilDrawn } from '../support/repaint-page.ts'
import { ru } from '../support/words.ts'
import { rowButton, untilYear } from '../support/year-page.ts'

const server = openHouse()

const views = (page: Page) => page.getByRole('group', { name: ru('plan.views') })

/** Where the switch stands on the page. */
const placeOfSwitch = async (page: Page): Promise<number | undefined> => (await views(page).boundingBox())?.x

/** The rows that were drawn again, and how many components, when a program has written a row's title. */
const drawnAgain = async (page: Page, plan: string, row: string, title: string) => {
  await untilAtRest(page)
  await page.evaluate(() => window.repaintProbe.start())
  const { status } = await call(server, 'PATCH', `/api/plans/${plan}/items/${row}`, { body: { title } })
  expect(status).toBe(204)
  await page.getByText(title).first().waitFor()
  await untilDrawn(page)
  return page.evaluate(() => window.repaintProbe.end())
}

type Drawn = ReturnType<typeof window.repaintProbe.end>

/** What is drawn again while the search opens over the document and closes. */
const drawnUnderSearch = async (page: Page): Promise<Drawn> => {
  const field = page.getByPlaceholder(ru('search.placeholder'))
  await page.evaluate(() => window.repaintProbe.start())
  await page.keyboard.press('Control+KeyK')
  await field.and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Escape')
  await field.waitFor({ state: 'detached' })
  await untilDrawn(page)
  return page.evaluate(() => window.repaintProbe.end())
}

/** The search draws itself once or twice more where its frames come late: the least of three times. */
const leastUnderSearch = async (page: Page): Promise<Drawn> => {
  const drawn: Drawn[] = []
  for (let time = 0; time < 3; time++) drawn.push(await drawnUnderSearch(page))
  const rows = drawn.flatMap((one) => one.rows)
  return { rows, components: Math.min(...drawn.map(({ components }) => components)) }
}

/** Of the card or line, the lists around it and what hangs on it; the rail alone has more. */
const FEW = 32
/** Of the search's own parts and the button that opens it; the header, the rail or the sheet alone have more. */
const SEARCH = 170

const printsBoard = async (page: Page): Promise<void> => {
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
  const paper = page.locator('[data-printed]')
  await paper.getByRole('heading', { name: 'Январь' }).waitFor()
  expect(await paper.locator('li').count()).toBe(35)
  expect(await page.locator('[data-board-scroller], [data-views]').filter({ visible: true }).count()).toBe(0)
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await page.emulateMedia({ media: 'screen' })
}

/** Runs before anything of the page: notes when the first row is there. */
const noteFirstRow = (): void => {
  new MutationObserver((_, observer) => {
    if (document.querySelector('[data-row]') === null) return
    observer.disconnect()
    performance.mark('first row')
  }).observe(document, { childList: true, subtree: true })
}

/** Files of the other views that have come, by name, with when they were asked for in ms after the first row. */
const filesAhead = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(() => {
    const first = performance.getEntriesByName('first row')[0]?.startTime ?? Infinity
    const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const ahead = files.filter(
      ({ name, responseEnd }) => responseEnd > 0 && /\/(Board|FilterBar|Year)-[^/]+\.(js|css)$/.test(name),
    )
    return Object.fromEntries(ahead.toReversed().map(({ name, startTime }) => [name, startTime - first]))
  })

/** The code of the other views and what it looks like came after the first row, without anybody asking. */
const untilAhead = async (page: Page): Promise<void> => {
  await expect.poll(async () => Object.keys(await filesAhead(page)).length).toBe(6)
  expect(Math.min(...Object.values(await filesAhead(page)))).toBeGreaterThan(0)
  await untilAtRest(page)
  await page.waitForLoadState('networkidle')
}

/** What scrolls, and the ground over which it is moved. */
const groundOf = (page: Page, scroller: string): Promise<string> =>
  page.locator(scroller).evaluate((element) => getComputedStyle(element).backgroundColor)

const OPAQUE = /^rgb\(/

/** The filter of the board, which has the most fields, on a small screen. */
const expectFilterInOneLine = async (page: Page): Promise<void> => {
  await page.setViewportSize({ width: 1024, height: 768 })
  const filter = page.locator('[data-filter-bar]')
  await filter.waitFor()
  const tops = await filter.evaluate((bar) => [...bar.children].map((one) => one.getBoundingClientRect().top))
  expect(tops.length).toBeGreaterThan(7)
  expect(new Set(tops).size).toBe(1)
  await page.setViewportSize(DESKTOP)
}

test('[KB3, KX5, FQ1, FQ2, FQ3, FQ4, FQ5, LQ11, YS2, YS3, YV10] from view to view; a colleague’s words draw one row again; the board on paper', async () => {
  const plan = await createSample(server)
  const items = (await readPlan(server, plan)).sections.flatMap((section) => section.items)
  const row = items.find((item) => item.title.text.startsWith('Областная Неделя ЖИЗНИ'))?.id ?? ''
  const page = await visit(server, '/', { scripts: [installRepaint, noteFirstRow] })
  await openFromList(page, plan)
  await page.locator('[data-row]').first().waitFor()
  const place = await placeOfSwitch(page)
  await untilAhead(page)
  const underSearch = await leastUnderSearch(page)
  expect(underSearch.rows).toEqual([])
  expect(underSearch.components).toBeLessThan(SEARCH)
  const fetched: string[] = []
  page.on('request', (request) => request.resourceType() === 'script' && fetched.push(request.url()))
  await showView(page, 'board')
  await untilBoard(page)
  expect(await placeOfSwitch(page)).toBe(place)
  await card(page, row).waitFor()
  expect(await groundOf(page, '[data-board-scroller]')).toMatch(OPAQUE)
  const cards = await drawnAgain(page, plan, row, 'Слова коллеги')
  expect(cards.rows).toEqual([row])
  expect(cards.components).toBeLessThan(FEW)
  await printsBoard(page)
  await expectFilterInOneLine(page)
  await showView(page, 'year', 'on')
  await untilYear(page)
  expect(await placeOfSwitch(page)).toBe(place)
  const first = items[0]?.id ?? ''
  await rowButton(page, first).waitFor()
  expect(await groundOf(page, '[data-year-scroller]')).toMatch(OPAQUE)
  expect(fetched).toEqual([])
  const lines = await drawnAgain(page, plan, first, 'Ещё слова коллеги')
  expect(lines.rows).toEqual([first])
  expect(lines.components).toBeLessThan(FEW)
})
