/**
 * A visit to a plan of one's own house: a server with a plan in it and a colleague at it, a new browser profile, clicks,
 * scrolling and carrying with the frames that they take. Owns how these are done; what is seen is `views.ts`'s.
 */
import type { Browser, BrowserContextOptions, CDPSession, Page } from 'playwright-core'
import type * as Y from 'yjs'
import { encodeSyncUpdate } from '../../../shared/protocol.ts'
import { installRepaint } from '../../support/repaint.ts'
import { openClient, seedPlan } from '../plan.ts'
import { SVOD_WITH_DEMO, type Target, startTarget } from '../targets.ts'
import { wireOf } from '../wire.ts'
import { HELPERS, cpuMs, openDevtools } from './measure.ts'
import { livelyPlan } from './views-plan.ts'
import { type FrameSample, installFrames, installShown } from './views-probe.ts'

const PATIENCE_MS = 60_000
const SETTLING_MS = 1500
export const SCROLL_FRAMES = 180

export type Motions = Map<string, { samples: FrameSample[]; cpu: number[] }>

export interface House {
  target: Target
  planId: string
  /** A colleague's copy, whose changes are sent. */
  doc: Y.Doc
  end: () => Promise<void>
}

const DEPARTMENTS = ['Методический', 'Детский', 'Юношеский', 'Краеведение', 'Комплектование', 'Проекты']

const addDepartments = ({ server, headers }: Target): Promise<string[]> =>
  Promise.all(
    DEPARTMENTS.map(async (name, at) => {
      const answer = await fetch(`${server.url}/api/departments`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ name, short: name, hue: at + 1 }),
      })
      const { id } = (await answer.json()) as { id?: string }
      if (!id) throw new Error(`adding a department answered ${answer.status}`)
      return id
    }),
  )

export const openHouse = async (rows: number): Promise<House> => {
  const target = await startTarget(SVOD_WITH_DEMO)
  const planId = await seedPlan(target, livelyPlan(rows, await addDepartments(target)))
  const { client, doc } = await openClient(target, planId, () => {})
  const wire = wireOf(target.wire, planId)
  doc.on('update', (update: Uint8Array) => client.send(wire.wrap(encodeSyncUpdate(update))))
  const end = () => {
    client.close()
    return target.end()
  }
  return { target, planId, doc, end }
}

export interface Visit {
  page: Page
  devtools: CDPSession
}

/** A new profile at an address below the plan's, up to the first element that the selector finds. */
export const visiting = async (
  browser: Browser,
  { target, planId }: House,
  at: { search: string; wanted: string; options?: BrowserContextOptions; slower?: number },
  act: (visit: Visit, firstMs: number) => Promise<void>,
): Promise<void> => {
  const options = { viewport: { width: 1440, height: 900 }, locale: 'ru-RU', ...at.options }
  const context = await browser.newContext(options)
  context.setDefaultTimeout(PATIENCE_MS)
  try {
    const data = { name: 'Анна Петрова', role: 'chief', department: null }
    await context.request.post(`${target.server.url}/api/demo/enter`, { data })
    await context.addInitScript(HELPERS)
    await context.addInitScript(installRepaint)
    await context.addInitScript(installShown)
    await context.addInitScript(installFrames)
    const page = await context.newPage()
    const devtools = await openDevtools(page)
    if (at.slower) await devtools.send('Emulation.setCPUThrottlingRate', { rate: at.slower })
    await page.goto(`${target.server.url}/p/${planId}${at.search}`, { waitUntil: 'commit' })
    const firstMs = await page.evaluate(async (wanted) => {
      await window.viewProbe.until(() => !!document.querySelector(wanted)?.textContent?.trim())
      return performance.now()
    }, at.wanted)
    await act({ page, devtools }, firstMs)
  } finally {
    await context.close()
  }
}

export const shows = ({ page }: Visit, click: string, wanted: string): Promise<number> =>
  page.evaluate(([from, to]) => window.viewProbe.shows(from ?? '', to ?? ''), [click, wanted])

export const settled = async ({ page }: Visit): Promise<void> => {
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(SETTLING_MS)
}

const moving = async (
  { devtools }: Visit,
  motions: Motions,
  name: string,
  move: () => Promise<FrameSample>,
): Promise<void> => {
  const before = await cpuMs(devtools)
  const sample = await move()
  const cpu = ((await cpuMs(devtools)) - before) / Math.max(1, sample.frames.length)
  const all = motions.get(name) ?? { samples: [], cpu: [] }
  motions.set(name, { samples: [...all.samples, sample], cpu: [...all.cpu, cpu] })
}

export const scrolls = (
  visit: Visit,
  motions: Motions,
  name: string,
  selector: string,
  step: { x: number; y: number },
) =>
  moving(visit, motions, name, () =>
    visit.page.evaluate(([what, by, frames]) => window.viewProbe.scroll(what, by, frames), [
      selector,
      step,
      SCROLL_FRAMES,
    ] as const),
  )

/** Frames while the mouse does something; playwright's own steps come about one a frame. */
export const carries = (visit: Visit, motions: Motions, name: string, carry: () => Promise<void>) =>
  moving(visit, motions, name, async () => {
    await visit.page.evaluate(() => window.viewProbe.startFrames())
    await carry()
    return visit.page.evaluate(() => window.viewProbe.endFrames())
  })

/** Lets go, and ms until the page shows what was asked for. */
export const drops = async ({ page }: Visit, row: string, wanted: string): Promise<number> => {
  const shown = page.evaluate(
    ([id, selector]) =>
      new Promise<number>((resolve) => {
        const released = (event: PointerEvent) => {
          const found = () => document.querySelector(`${selector} [data-row="${id}"]`) !== null
          const before = performance.now() - event.timeStamp
          void window.viewProbe.until(found).then((ms) => resolve(before + ms))
        }
        addEventListener('pointerup', released, { once: true, capture: true })
      }),
    [row, wanted],
  )
  await page.evaluate(() => 0)
  await page.mouse.up()
  return shown
}

export const boxOf = async ({ page }: Visit, selector: string) => {
  const box = await page.locator(selector).first().boundingBox()
  if (!box) throw new Error(`${selector} is not in sight`)
  return box
}

/** Marks what scrolls around an element. */
export const markScroller = ({ page }: Visit, within: string): Promise<void> =>
  page.evaluate((selector) => {
    const isScroller = (element: Element) =>
      element.scrollHeight > element.clientHeight && /auto|scroll/.test(getComputedStyle(element).overflowY)
    let at = document.querySelector(selector)
    while (at && !isScroller(at)) at = at.parentElement
    const found = at ?? document.scrollingElement
    found?.setAttribute('data-bench', '')
  }, within)
