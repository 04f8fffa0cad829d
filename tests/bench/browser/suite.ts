/**
 * Real Chromium in front of the built product: first row, key → paint, scrolling, memory, size. Beside it the same rows
 * as one table in one TipTap editor, the way most products show a document.
 */
import { type Browser, chromium } from 'playwright-core'
import { CHROMIUM_FLAGS, ensureChromium } from '../../run/chromium.ts'
import { benchPlan, seedPlan } from '../plan.ts'
import { median, printTable, quantile } from '../tables.ts'
import { SVOD_WITH_DEMO, startTarget } from '../targets.ts'
import { type RowsPage, type Typed, typeInto, type Visit, visitPage } from './measure.ts'
import { serveOneEditor } from './one-editor-page.ts'

const SIZES = [200, 2000, 10_000]
const METHOD = `Each round a new profile in a browser that has shown another page, 1440 × 900, software rendering, a server
on this machine that has just started and has not sent the page to anybody.
First row: from the start of the navigation to the end of the frame that has a row with text.
Key → paint: in a browser without a frame rate, which paints as soon as it can: on a screen of 60 Hz whoever types waits
for up to 16.7 ms of the screen's own on top. From the key event's time stamp to the end of the frame after it (a message
posted from its animation frame), keys at uneven times. CPU: processor time of the main thread, which a busy machine
does not stretch; a key's includes sending, saving and the ack.
Scrolling: 60 px an animation frame for 300 frames; late is a frame after more than 25 ms, blank one without a line
in the middle of the window. JS: scripts that had arrived before the first row. Heap: after a forced collection.`

interface Opened {
  page: RowsPage
  end: () => Promise<void>
}

const openSvod = async (rows: number): Promise<Opened> => {
  const target = await startTarget(SVOD_WITH_DEMO)
  const planId = await seedPlan(target, benchPlan(rows))
  const { url } = target.server
  const enter: RowsPage['enter'] = async (context) => {
    const data = { name: 'Анна Петрова', role: 'editor', department: null }
    const answer = await context.request.post(`${url}/api/demo/enter`, { data })
    if (!answer.ok()) throw new Error(`entering answered ${answer.status()}`)
  }
  const page: RowsPage = {
    name: 'Svod (live, saving)',
    url: `${url}/p/${planId}`,
    row: '[data-row]',
    cell: '[data-column=title]',
    editor: '[contenteditable=true]',
    enter,
  }
  return { page, end: () => target.end() }
}

const openOneEditor = async (rows: number): Promise<Opened> => {
  const { url, end } = await serveOneEditor(rows)
  const enter = () => Promise.resolve()
  const page = { name: 'one TipTap editor, bare page', url, row: 'tr', cell: 'td:nth-child(2)', enter }
  return { page: { ...page, editor: '[contenteditable=true]' }, end }
}

const PAGES = [openSvod, openOneEditor]

interface Seen {
  visits: Visit[]
  typed: Typed[]
}

const row = (name: string, { visits, typed }: Seen): string[] => {
  const of = (pick: (visit: Visit) => number) => median(visits.map(pick))
  const keys = typed.flatMap((one) => one.keys)
  const paints = keys.map((key) => key.paintMs)
  const frames = visits.flatMap((visit) => visit.scroll.frames)
  const share = (part: number, all: number) => `${((part / Math.max(1, all)) * 100).toFixed(1)} %`
  return [
    name,
    of((visit) => visit.firstRowMs).toFixed(0),
    of((visit) => visit.firstRowCpuMs).toFixed(0),
    `${quantile(paints, 0.5).toFixed(1)} / ${quantile(paints, 0.95).toFixed(1)}`,
    median(typed.map((one) => one.keyCpuMs)).toFixed(1),
    share(keys.filter((key) => key.shown).length, keys.length),
    (1000 / (frames.reduce((sum, one) => sum + one, 0) / frames.length)).toFixed(0),
    share(frames.filter((one) => one > 25).length, frames.length),
    share(
      visits.reduce((sum, visit) => sum + visit.scroll.blank, 0),
      frames.length,
    ),
    of((visit) => visit.scroll.longTasks).toFixed(0),
    of((visit) => visit.heapMB).toFixed(1),
    `${of((visit) => visit.scripts.sentKB).toFixed(0)} (${of((visit) => visit.scripts.plainKB).toFixed(0)})`,
  ]
}

const HEAD = [
  'page',
  'first row ms',
  'CPU ms',
  'key→paint p50 / p95 ms',
  'CPU ms a key',
  'in the next frame',
  'scroll fps',
  'late',
  'blank',
  'long tasks',
  'heap MB',
  'JS kB sent (plain)',
]

interface Browsers {
  usual: Browser
  /** Paints as soon as it can. */
  swift: Browser
}

const WITHOUT_FRAME_RATE = ['--disable-frame-rate-limit', '--disable-gpu-vsync']

const measure = async (browsers: Browsers, rows: number, rounds: number): Promise<Map<string, Seen>> => {
  const all = new Map<string, Seen>()
  for (let round = 0; round < rounds; round++) {
    for (const open of PAGES) {
      const { page, end } = await open(rows)
      const seen = all.get(page.name) ?? { visits: [], typed: [] }
      seen.visits.push(await visitPage(browsers.usual, page))
      seen.typed.push(await typeInto(browsers.swift, page))
      all.set(page.name, seen)
      await end()
    }
  }
  return all
}

/** What a browser does once, at its first page, is none of ours: people have it running. */
const startBrowser = async (flags: readonly string[]): Promise<Browser> => {
  const args = [...CHROMIUM_FLAGS, ...flags]
  const browser = await chromium.launch({ executablePath: ensureChromium('browser'), args })
  const page = await browser.newPage()
  await page.goto('data:text/html,<p>Another page')
  await page.context().close()
  return browser
}

export const benchBrowser = async (rounds: number): Promise<void> => {
  console.log(`\n${METHOD}`)
  for (const rows of SIZES) {
    const browsers = { usual: await startBrowser([]), swift: await startBrowser(WITHOUT_FRAME_RATE) }
    const seen = await measure(browsers, rows, rounds)
    await browsers.usual.close()
    await browsers.swift.close()
    printTable(
      `In the browser, ${rows} rows`,
      HEAD,
      [...seen].map(([name, all]) => row(name, all)),
    )
  }
}
