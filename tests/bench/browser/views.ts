/**
 * The views of a plan of 2,000 rows in Chromium, and the document of 10,000: until they are shown, frames while they scroll
 * and while something is carried, what React draws again at a colleague's edit, and a phone. Owns the visits and their tables.
 */
import { type Browser, chromium } from 'playwright-core'
import { setCell } from '../../../shared/plan/edit.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'
import { CHROMIUM_FLAGS, ensureChromium } from '../../run/chromium.ts'
import { editingOf } from '../../support/drafts.ts'
import { median, printTable } from '../tables.ts'
import type { Repaint } from '../../support/repaint.ts'
import type { FrameSample } from './views-probe.ts'
import {
  type House,
  type Motions,
  SCROLL_FRAMES,
  type Visit,
  boxOf,
  carries,
  drops,
  markScroller,
  openHouse,
  scrolls,
  settled,
  shows,
  visiting,
} from './views-visit.ts'

const ROWS = 2000
const MANY = 10_000
const THROTTLE = 4
const METHOD = `A plan of ${ROWS} rows, dates of every kind over the year, six departments, facts. Each visit in a new profile, 1440 × 900.
Shown: from the click (or, by address, from the start of the navigation) to the end of the frame that has a card, a bar's row
or a figure; "at once" the click comes as soon as the document shows a row, its code not yet fetched; "at rest" when the
page has nothing left to do, as after a second or two, "again" a second time.
Frames: 60 px an animation frame for ${SCROLL_FRAMES} frames, or as long as something is carried; late is a frame after more than 25 ms.
CPU: processor time of the main thread a frame. Task: the longest from 50 ms on. Drop: from the release to the painted result.
Repaint: components and rows that React drew when a colleague changed one row in sight.
Phone: 390 × 844, touch, processor ${THROTTLE} times slower.`

const DOCUMENT = '[data-row]'
const CARD = '[data-card]'
const LINE = '[data-year-row]'
const FIGURE = '[data-report] table td'
const view = (at: number) => `[data-views] button:nth-child(${at})`
const BOARD_SCROLLER = '[data-board-scroller]'
const YEAR_SCROLLER = '[data-year-scroller]'
const COLUMN_BODY = '[data-board-column]:has([data-card]) > h2 + div'

type Figures = Map<string, number[]>

interface Seen {
  ms: Figures
  motions: Motions
  repaints: Map<string, Repaint[]>
}

const note = <T>(map: Map<string, T[]>, name: string, value: T): void => {
  map.set(name, [...(map.get(name) ?? []), value])
}

const carryCard = async (visit: Visit, seen: Seen): Promise<void> => {
  const { page } = visit
  await page.evaluate(() => document.querySelector('[data-board-scroller]')?.scrollTo({ left: 0 }))
  await page.waitForTimeout(300)
  const from = await boxOf(visit, '[data-board-column="m1"] [data-card]')
  const row = await page.locator('[data-board-column="m1"] [data-card]').first().getAttribute('data-card')
  const [x, y] = [from.x + 40, from.y + 12]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await carries(visit, seen.motions, 'board: a card carried', async () => {
    await page.mouse.move(1400, y + 40, { steps: 90 })
    await page.waitForTimeout(1500)
    await page.mouse.move(700, y + 60, { steps: 60 })
  })
  const id = await page.evaluate(
    (top) =>
      document.elementFromPoint(700, top)?.closest('[data-board-column]')?.getAttribute('data-board-column'),
    y + 60,
  )
  const drop = await drops(visit, row ?? '', `[data-board-column="${id}"]`)
  note(seen.ms, `board: drop into ${id}`.replace(/m\d+|agreed|year/, 'another month'), drop)
}

const stretchBar = async (visit: Visit, seen: Seen): Promise<void> => {
  const { page } = visit
  const end = '[data-year] [data-year-end="to"]'
  const from = await boxOf(visit, end)
  const lane = await boxOf(visit, '[data-year] [data-lane]')
  const [x, y] = [from.x + from.width / 2, from.y + from.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await carries(visit, seen.motions, 'year: an end of a bar carried', async () => {
    await page.mouse.move(lane.x + lane.width - 4, y, { steps: 90 })
    await page.mouse.move(x, y, { steps: 60 })
    await page.mouse.move(lane.x + lane.width - 4, y, { steps: 30 })
  })
  await page.mouse.up()
}

/** What React draws when a colleague writes into a row that is in sight. */
const repaints = async (
  visit: Visit,
  house: House,
  seen: Seen,
  name: string,
  field: 'title' | 'period',
  words: string,
) => {
  const { page } = visit
  const row = await page
    .locator('[data-board] li[data-row], [data-year] [data-row]')
    .nth(2)
    .getAttribute('data-row')
  await page.evaluate(() => window.repaintProbe.start())
  setCell(editingOf(house.doc, 'boris'), row ?? '', field, textToBlocks(words))
  await page.getByText(words).first().waitFor({ state: 'attached' })
  await page.waitForTimeout(400)
  note(seen.repaints, name, await page.evaluate(() => window.repaintProbe.end()))
}

const seeBoard = (browser: Browser, house: House, seen: Seen) =>
  visiting(browser, house, { search: '', wanted: DOCUMENT }, async (visit, first) => {
    note(seen.ms, 'document: first row', first)
    note(seen.ms, 'board: at once', await shows(visit, view(2), CARD))
    await settled(visit)
    await shows(visit, view(1), DOCUMENT)
    await settled(visit)
    note(seen.ms, 'board: again', await shows(visit, view(2), CARD))
    await settled(visit)
    await scrolls(visit, seen.motions, 'board: a column scrolled', COLUMN_BODY, { x: 0, y: 60 })
    await scrolls(visit, seen.motions, 'board: scrolled sideways', BOARD_SCROLLER, { x: 60, y: 0 })
    await carryCard(visit, seen)
    await visit.page.waitForTimeout(500)
    await repaints(visit, house, seen, 'board: a title', 'title', `Слова коллеги ${Date.now()}`)
  })

const seeYear = (browser: Browser, house: House, seen: Seen) =>
  visiting(browser, house, { search: '?view=document', wanted: DOCUMENT }, async (visit) => {
    note(seen.ms, 'year: at once', await shows(visit, view(3), LINE))
    await settled(visit)
    await shows(visit, view(1), DOCUMENT)
    await settled(visit)
    note(seen.ms, 'year: again', await shows(visit, view(3), LINE))
    await settled(visit)
    await stretchBar(visit, seen)
    await visit.page.waitForTimeout(500)
    await repaints(visit, house, seen, 'year: a title', 'title', `Слова коллеги ${Date.now()}`)
    await scrolls(visit, seen.motions, 'year: scrolled', YEAR_SCROLLER, { x: 0, y: 60 })
  })

/** The first click of somebody who has looked at the document for a moment. */
const seeAtRest = async (browser: Browser, house: House, seen: Seen) => {
  const views = [
    ['board: at rest', 2, CARD],
    ['year: at rest', 3, LINE],
  ] as const
  for (const [name, at, wanted] of views) {
    await visiting(browser, house, { search: '?view=document', wanted: DOCUMENT }, async (visit) => {
      await settled(visit)
      note(seen.ms, name, await shows(visit, view(at), wanted))
    })
  }
}

const seeByAddress = async (browser: Browser, house: House, seen: Seen) => {
  const pages = [
    ['board: by address', '?view=board&by=month', CARD],
    ['year: by address', '?view=year&by=section', LINE],
    ['report: by address', '?report=q3', FIGURE],
  ] as const
  for (const [name, search, wanted] of pages) {
    await visiting(browser, house, { search, wanted }, (_, ms) => Promise.resolve(note(seen.ms, name, ms)))
  }
}

const seeReport = (browser: Browser, house: House, seen: Seen) =>
  visiting(browser, house, { search: '?view=document', wanted: DOCUMENT }, async (visit) => {
    await settled(visit)
    const button = visit.page.getByRole('button', { name: 'Отчёт об исполнении' })
    await button.evaluate((element) => element.setAttribute('data-bench', ''))
    note(seen.ms, 'report: opened', await shows(visit, '[data-bench]', FIGURE))
  })

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }

const seePhone = async (browser: Browser, house: House, seen: Seen) => {
  const at = { options: PHONE, slower: THROTTLE }
  const pages = [
    ['phone: document', '?view=document', DOCUMENT],
    ['phone: board', '?view=board&by=month', CARD],
    ['phone: year', '?view=year&by=section', '[data-year] [data-row]'],
  ] as const
  for (const [name, search, wanted] of pages) {
    await visiting(browser, house, { ...at, search, wanted }, async (visit, ms) => {
      note(seen.ms, name, ms)
      await settled(visit)
      await markScroller(visit, wanted)
      await scrolls(visit, seen.motions, name, '[data-bench]', { x: 0, y: 40 })
    })
  }
}

const seeLong = async (browser: Browser, seen: Seen) => {
  const house = await openHouse(MANY)
  try {
    await visiting(browser, house, { search: '', wanted: DOCUMENT }, async (visit, ms) => {
      note(seen.ms, `document of ${MANY}: first row`, ms)
      await markScroller(visit, DOCUMENT)
      await scrolls(visit, seen.motions, `document of ${MANY}: at once`, '[data-bench]', { x: 0, y: 60 })
      await settled(visit)
      await scrolls(visit, seen.motions, `document of ${MANY}: settled`, '[data-bench]', { x: 0, y: 60 })
    })
  } finally {
    await house.end()
  }
}

const motionRow = (name: string, { samples, cpu }: { samples: FrameSample[]; cpu: number[] }): string[] => {
  const frames = samples.flatMap((one) => one.frames)
  const late = frames.filter((one) => one > 25).length
  return [
    name,
    (1000 / (frames.reduce((sum, one) => sum + one, 0) / frames.length)).toFixed(1),
    `${((late / frames.length) * 100).toFixed(1)} %`,
    Math.max(...frames).toFixed(0),
    Math.max(...samples.map(({ longest }) => longest)).toFixed(0),
    median(cpu).toFixed(1),
  ]
}

const print = ({ ms, motions, repaints: again }: Seen): void => {
  printTable(
    'Views: until they are shown',
    ['what', 'ms'],
    [...ms].map(([name, all]) => [name, median(all).toFixed(0)]),
  )
  printTable(
    'Views: frames',
    ['what', 'fps', 'late', 'longest frame ms', 'longest task ms', 'CPU ms a frame'],
    [...motions].map(([name, all]) => motionRow(name, all)),
  )
  const middle = (all: Repaint[], pick: (one: Repaint) => number) => median(all.map(pick)).toFixed(0)
  printTable(
    'Views: drawn again at a colleague’s edit',
    ['what', 'rows', 'components'],
    [...again].map(([name, all]) => [
      name,
      middle(all, ({ rows }) => rows.length),
      middle(all, ({ components }) => components),
    ]),
  )
}

export const benchViews = async (rounds: number): Promise<void> => {
  console.log(`\n${METHOD}`)
  const seen: Seen = { ms: new Map(), motions: new Map(), repaints: new Map() }
  const browser = await chromium.launch({
    executablePath: ensureChromium('browser'),
    args: [...CHROMIUM_FLAGS],
  })
  const house = await openHouse(ROWS)
  try {
    for (let round = 0; round < rounds; round++) {
      for (const see of [seeBoard, seeYear, seeAtRest, seeByAddress, seeReport, seePhone])
        await see(browser, house, seen)
      await seeLong(browser, seen)
    }
  } finally {
    await browser.close()
    await house.end()
  }
  print(seen)
}
