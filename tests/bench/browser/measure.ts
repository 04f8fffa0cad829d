/** Visits of a page in fresh browser profiles: first row, scrolling and memory in one, typing in another. Owns the visits. */
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { dice } from '../../support/random.ts'
import { type KeySample, type ScrollSample, install, scriptsBefore, scroll } from './probe.ts'

/** A page with rows in it. */
export interface RowsPage {
  name: string
  url: string
  /** Finds rows that show text; nothing of a skeleton. */
  row: string
  /** Finds a cell to type into, below a row. */
  cell: string
  /** Finds what has the caret when the cell is open. */
  editor: string
  /** Signs the profile in. */
  enter(context: BrowserContext): Promise<void>
}

export interface Visit {
  firstRowMs: number
  /** Processor time of the page's main thread until then: what a busy machine does not change. */
  firstRowCpuMs: number
  scripts: { sentKB: number; plainKB: number }
  heapMB: number
  scroll: ScrollSample
}

export interface Typed {
  keys: KeySample[]
  /** Processor time of the page's main thread a key. */
  keyCpuMs: number
}

const KEYS = 120
const KEYS_BEFORE = 10
/** A page that hangs at every key is known by fewer of them. */
const TYPING_MS = 15_000
/** Nobody types in step with the screen: keys come at uneven times. */
const KEY_PAUSE_MS = [60, 140] as const
const SCROLL_STEP_PX = 60
const SCROLL_FRAMES = 300
const PATIENCE_MS = 120_000
/** tsx names functions through a helper, which the page has to know, too. */
export const HELPERS = 'globalThis.__name = (value) => value'

const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms))

const within = (ms: number, event: Promise<void>): Promise<void> => {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`no row after ${ms} ms`)), ms).unref()
  })
  return Promise.race([event, late])
}

const usedHeapMB = async (devtools: CDPSession): Promise<number> => {
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}

/** Processor time that the main thread has spent on tasks. */
export const cpuMs = async (devtools: CDPSession): Promise<number> => {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
}

export const openDevtools = async (page: Page): Promise<CDPSession> => {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  return devtools
}

const typeKeys = async (page: Page, devtools: CDPSession, target: RowsPage): Promise<Typed> => {
  const cell = page.locator(target.row).nth(5).locator(target.cell).first()
  await cell.click()
  await cell.locator(target.editor).or(page.locator(target.editor)).first().waitFor()
  await page.keyboard.press('End')
  const chance = dice(7)
  const [leastMs, mostMs] = KEY_PAUSE_MS
  const type = async (most: number) => {
    const end = performance.now() + TYPING_MS
    for (let key = 0; key < most && performance.now() < end; key++) {
      await page.keyboard.press('abcdefghij '[key % 11] ?? 'a')
      await sleep(leastMs + chance.next() * (mostMs - leastMs))
    }
    await sleep(500)
  }
  await type(KEYS_BEFORE)
  const before = await page.evaluate(() => window.benchProbe.keys.length)
  const cpuBefore = await cpuMs(devtools)
  await type(KEYS)
  const cpu = (await cpuMs(devtools)) - cpuBefore
  const keys = await page.evaluate((from) => window.benchProbe.keys.slice(from), before)
  return { keys, keyCpuMs: cpu / keys.length }
}

/** A context of its own with the page in it, up to its first row. Nothing is cached, nothing stored. */
const openPage = async (context: BrowserContext, target: RowsPage) => {
  context.setDefaultTimeout(PATIENCE_MS)
  await target.enter(context)
  await context.addInitScript(HELPERS)
  await context.addInitScript(install, target.row)
  const page = await context.newPage()
  const devtools = await openDevtools(page)
  // The page says when it is time: whoever asks it has a part of its processor.
  await devtools.send('Runtime.enable')
  await devtools.send('Runtime.addBinding', { name: 'benchFirstRow' })
  const told = new Promise<void>((resolve) => devtools.once('Runtime.bindingCalled', () => resolve()))
  await page.goto(target.url, { waitUntil: 'commit' })
  await within(PATIENCE_MS, told)
  const firstRowMs = await page.evaluate(() => window.benchProbe.firstRowMs ?? 0)
  return { page, devtools, firstRowMs, firstRowCpuMs: await cpuMs(devtools) }
}

const inContext = async <T>(browser: Browser, act: (context: BrowserContext) => Promise<T>): Promise<T> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'ru-RU' })
  try {
    return await act(context)
  } finally {
    await context.close()
  }
}

/** First row, scrolling, memory and size, in a new profile (the browser itself is running). */
export const visitPage = (browser: Browser, target: RowsPage): Promise<Visit> =>
  inContext(browser, async (context) => {
    const { page, devtools, firstRowMs, firstRowCpuMs } = await openPage(context, target)
    const scripts = await page.evaluate(scriptsBefore, firstRowMs)
    await page.waitForLoadState('networkidle')
    const heapMB = await usedHeapMB(devtools)
    const way: [string, number, number] = [target.row, SCROLL_STEP_PX, SCROLL_FRAMES]
    const scrolled = await page.evaluate(scroll, way)
    return { firstRowMs, firstRowCpuMs, scripts, heapMB, scroll: scrolled }
  })

/** Typing, in a browser that paints as soon as it can. */
export const typeInto = (browser: Browser, target: RowsPage): Promise<Typed> =>
  inContext(browser, async (context) => {
    const { page, devtools } = await openPage(context, target)
    await page.waitForLoadState('networkidle')
    await sleep(1000)
    return typeKeys(page, devtools, target)
  })
