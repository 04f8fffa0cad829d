/**
 * The redline of a plan of 2,000 rows and a draft in which every row was edited, in Chromium: from the click to the first
 * rows on the screen, the longest task, until all of it stands; then what a colleague's keys cost the page. Owns the
 * visit and its table.
 */
import { loadavg } from 'node:os'
import { type Browser, type CDPSession, type Page, chromium } from 'playwright-core'
import * as Y from 'yjs'
import { isPosition, rowsOf } from '../../../shared/plan/schema.ts'
import { encodeSyncUpdate } from '../../../shared/protocol.ts'
import { CHROMIUM_FLAGS, ensureChromium } from '../../run/chromium.ts'
import { benchPlan, cellText, openClient, seedPlan } from '../plan.ts'
import { median, printTable } from '../tables.ts'
import { SVOD_WITH_DEMO, type Target, startTarget } from '../targets.ts'
import { wireOf } from '../wire.ts'
import { HELPERS, cpuMs, openDevtools } from './measure.ts'

const ROWS = 2000
const KEYS = 30
const KEY_PAUSE_MS = 120
const PATIENCE_MS = 120_000
const METHOD = `2,000 rows, the title of every row edited, every third period, every tenth row in another place.
From the click on "compare with the draft" (its code is already there): the worker's answer (from the question, both ways
included), the first row painted, the longest task of the page, the last row drawn, the main thread's processor time
until then. Then a colleague writes ${KEYS} letters into one cell of the draft: processor time of the page's main thread a
letter, and its longest task. Load: processes that wanted a core in the last minute, of all that runs on the machine.`

interface RedSeen {
  comparedMs: number
  firstMs: number
  wholeMs: number
  /** Processor time of the main thread until it was whole. */
  cpuMs: number
  longestMs: number
  rows: number
  keyCpuMs: number
  keyLongestMs: number
}

interface RedProbe {
  clicked: number
  /** From the first question to the worker after the click to its answer; 0 before. */
  compared: number
  first: number
  whole: number
  rows: number
  longest: number
}

declare global {
  interface Window {
    redProbe: RedProbe
  }
}

const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms))

/** Sent into the page as text: uses nothing from outside itself. */
const install = (): void => {
  const probe: RedProbe = { clicked: 0, compared: 0, first: 0, whole: 0, rows: 0, longest: 0 }
  window.redProbe = probe
  const { Worker } = window
  window.Worker = class extends Worker {
    override postMessage(message: unknown): void {
      const asked = performance.now()
      const note = () => (probe.compared ||= performance.now() - asked)
      this.addEventListener('message', note, { once: true })
      super.postMessage(message)
    }
  }
  const afterPaint = (then: () => void) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = then
      channel.port2.postMessage(null)
    })
  addEventListener('click', (event) => (probe.clicked = event.timeStamp), { capture: true })
  new MutationObserver(() => {
    const rows = document.querySelectorAll('[role=table] [data-row]').length
    if (rows === 0 || rows === probe.rows) return
    const isFirst = probe.rows === 0
    probe.rows = rows
    afterPaint(() => {
      if (isFirst) probe.first = performance.now()
      probe.whole = performance.now()
    })
  }).observe(document, { childList: true, subtree: true })
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      if (startTime + duration > probe.clicked) probe.longest = Math.max(probe.longest, duration)
  }).observe({ type: 'longtask' })
}

/** What years of work come to, in one change: words in the middle of every title, other dates, other places. */
const editMuch = (doc: Y.Doc): void => {
  const rows = [...rowsOf(doc).values()]
  rows.forEach((row, index) => {
    const title = cellText(doc, index)
    title.delete(10, 11)
    title.insert(10, `районная (${index % 12})`)
    const period = (row.get('c:period') as Y.XmlFragment).get(0)
    if (index % 3 === 0 && period instanceof Y.XmlElement)
      (period.get(0) as Y.XmlText).insert(0, 'до 25 мая, ')
    const place = row.get('pos')
    if (index % 10 === 0 && isPosition(place)) row.set('pos', [place[0], place[1], `a0${index}V`])
  })
}

const keepVersion = async ({ server, headers }: Target, planId: string): Promise<void> => {
  const answer = await fetch(`${server.url}/api/plans/${planId}/versions`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Было', note: '' }),
  })
  if (!answer.ok) throw new Error(`keeping answered ${answer.status}: ${await answer.text()}`)
}

/** A colleague at the draft, who has edited all of it. */
const openDraft = async (target: Target, planId: string) => {
  const { client, doc } = await openClient(target, planId, () => {})
  const wire = wireOf(target.wire, planId)
  doc.on('update', (update: Uint8Array) => client.send(wire.wrap(encodeSyncUpdate(update))))
  doc.transact(() => editMuch(doc))
  return { client, doc }
}

const compare = async (page: Page, devtools: CDPSession): Promise<number> => {
  await page.getByRole('button', { name: 'Редакции' }).first().click()
  const button = page.getByRole('button', { name: 'Сравнить с черновиком' })
  await button.click()
  await page.locator('[role=table] [data-row]').first().waitFor()
  await page.getByRole('button', { name: 'Вернуться к плану' }).click()
  await button.waitFor()
  await page.waitForTimeout(1000)
  await page.evaluate(() => Object.assign(window.redProbe, { compared: 0, rows: 0, longest: 0 }))
  const before = await cpuMs(devtools)
  await button.click()
  return before
}

/** Resolves when every line that the table says it has is drawn. */
const untilWhole = async (page: Page): Promise<RedProbe> => {
  await page.waitForFunction(
    () => {
      const table = document.querySelector('[role=table]')
      const lines = table?.querySelectorAll('[role=row]').length ?? 0
      return lines > 0 && lines === Number(table?.getAttribute('aria-rowcount'))
    },
    undefined,
    { timeout: PATIENCE_MS, polling: 100 },
  )
  return page.evaluate(() => window.redProbe)
}

const typeBeside = async (page: Page, devtools: CDPSession, doc: Y.Doc) => {
  await page.evaluate(() => Object.assign(window.redProbe, { longest: 0, clicked: performance.now() }))
  const before = await cpuMs(devtools)
  const text = cellText(doc, 7)
  for (let key = 0; key < KEYS; key++) {
    text.insert(10 + key, 'а')
    await sleep(KEY_PAUSE_MS)
  }
  await page.getByText('а'.repeat(KEYS)).first().waitFor({ state: 'attached', timeout: PATIENCE_MS })
  const { longest } = await page.evaluate(() => window.redProbe)
  return { keyCpuMs: ((await cpuMs(devtools)) - before) / KEYS, keyLongestMs: longest }
}

const visitRedline = async (browser: Browser): Promise<RedSeen> => {
  const target = await startTarget(SVOD_WITH_DEMO)
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'ru-RU' })
  try {
    const planId = await seedPlan(target, benchPlan(ROWS))
    await keepVersion(target, planId)
    const { client, doc } = await openDraft(target, planId)
    const data = { name: 'Анна Петрова', role: 'chief', department: null }
    await context.request.post(`${target.server.url}/api/demo/enter`, { data })
    await context.addInitScript(HELPERS)
    await context.addInitScript(install)
    const page = await context.newPage()
    const devtools = await openDevtools(page)
    await page.goto(`${target.server.url}/p/${planId}`)
    await page.getByText('районная (').first().waitFor()
    const before = await compare(page, devtools)
    const { clicked, compared, first, whole, rows, longest } = await untilWhole(page)
    const shown = {
      comparedMs: compared,
      firstMs: first - clicked,
      wholeMs: whole - clicked,
      cpuMs: (await cpuMs(devtools)) - before,
      longestMs: longest,
      rows,
    }
    const typed = await typeBeside(page, devtools, doc)
    client.close()
    return { ...shown, ...typed }
  } finally {
    await context.close()
    await target.end()
  }
}

export const benchRedline = async (rounds: number): Promise<void> => {
  console.log(`\n${METHOD}`)
  const browser = await chromium.launch({
    executablePath: ensureChromium('browser'),
    args: [...CHROMIUM_FLAGS],
  })
  const seen: RedSeen[] = []
  for (let round = 0; round < rounds; round++) seen.push(await visitRedline(browser))
  await browser.close()
  const of = (pick: (one: RedSeen) => number, digits = 0) => median(seen.map(pick)).toFixed(digits)
  printTable(
    'The redline in the browser',
    [
      'rows drawn',
      'compared ms',
      'first row ms',
      'longest task ms',
      'whole ms',
      'CPU ms',
      'CPU ms a key',
      'longest task at keys ms',
      'load',
    ],
    [
      [
        of((one) => one.rows),
        of((one) => one.comparedMs),
        of((one) => one.firstMs),
        of((one) => one.longestMs),
        of((one) => one.wholeMs),
        of((one) => one.cpuMs),
        of((one) => one.keyCpuMs, 1),
        of((one) => one.keyLongestMs),
        loadavg()[0]?.toFixed(0) ?? '',
      ],
    ],
  )
}
