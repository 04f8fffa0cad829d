/**
 * People in front of the plan: a browser context each, entered under a name, watched for errors.
 * Owns who sits where (`seats.ts` has the contexts); what people do on the page is in `sheet-page.ts` and the tests.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import type { Role } from '../../shared/identity.ts'
import { PATIENCE_MS } from '../vitest.projects.ts'
import { ROOT } from './root.ts'
import { leaveSeat, takeSeat } from './seats.ts'

export const DESKTOP = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }

/** Longest wait for a whole page: the first one of a run also waits for the browser to come up. */
const LOADING_PATIENCE_MS = 45_000

export interface PersonOptions {
  name?: string
  role?: Role
  department?: string | null
  locale?: 'ru-RU' | 'en-US'
  viewport?: { width: number; height: number }
  theme?: 'light' | 'dark'
  /** Whether the page may keep itself for a time without the server; costs a fetch of the whole program. */
  offlineShell?: boolean
  /** Run in the page before its own code. */
  scripts?: readonly (() => void)[]
  /** Messages on the console that this test provokes, such as a network that is gone. */
  tolerate?: RegExp
}

/** Everything that the page complains about ends up in the test's result. */
const watch = (page: Page, tolerate: RegExp | undefined): void => {
  const complaints: string[] = []
  const complain = (text: string) => {
    if (!tolerate?.test(text)) complaints.push(text)
  }
  page.on('pageerror', (error) => complain(error.stack ?? error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complain(`${message.text()} (${message.location().url})`)
  })
  onTestFinished(() => expect(complaints, 'errors on the page').toEqual([]))
}

/** What stood on the page when its test failed, as a screen reader has it: a timeout says only what did not come. */
const tellOfPage = async (page: Page): Promise<void> => {
  const told = await page.ariaSnapshot().catch((error: unknown) => String(error))
  process.stderr.write(`${page.url()} when the test failed:\n${told}\n`)
}

/**
 * A page in a context of its own; nobody has entered yet. It is given up when the test ends. `url` is that of the server
 * it is for, or null for one that the test started.
 */
export const newPage = async (options: PersonOptions = {}, url: string | null = null): Promise<Page> => {
  const { locale = 'ru-RU', viewport = DESKTOP, theme = 'light', tolerate, offlineShell = false } = options
  const seat = await takeSeat({ locale, serviceWorkers: offlineShell ? 'allow' : 'block' }, url)
  const { page, context } = seat
  const origins = new Set<string>()
  onTestFinished(async ({ task }) => {
    const failed = task.result?.state !== 'pass'
    if (failed) await tellOfPage(page)
    await leaveSeat(seat, [...origins], failed)
  })
  context.setDefaultTimeout(PATIENCE_MS)
  context.setDefaultNavigationTimeout(LOADING_PATIENCE_MS)
  await page.setViewportSize(viewport)
  // The one before may have looked at it on paper.
  await page.emulateMedia({ media: null, colorScheme: theme, reducedMotion: 'reduce' })
  page.on('framenavigated', (frame) => origins.add(frame.url()))
  watch(page, tolerate)
  return page
}

/** From here on to the end of the test the page is on a touched screen: there are fingers and no mouse. */
export const touchScreen = async (page: Page): Promise<void> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true })
  // Before the seat is given up: the next person has a mouse.
  onTestFinished(async () => {
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: false })
    await session.detach()
  })
  await page.waitForFunction(() => matchMedia('(pointer: coarse)').matches)
}

/** The status of the page that a context belongs to, entered as this person without the entry page. */
const enterDemo = async (context: BrowserContext, url: string, options: PersonOptions): Promise<void> => {
  const { name = 'Анна Петрова', role = 'chief', department = null } = options
  const answer = await context.request.post(`${url}/api/demo/enter`, { data: { name, role, department } })
  if (!answer.ok()) throw new Error(`Entering failed: ${answer.status()} ${await answer.text()}`)
}

/** Somebody who has entered and looks at `path`. */
export const visit = async (
  server: { url: string },
  path: string,
  options: PersonOptions = {},
): Promise<Page> => {
  const page = await newPage(options, server.url)
  for (const script of options.scripts ?? []) await page.addInitScript(script)
  await enterDemo(page.context(), server.url, options)
  await page.goto(`${server.url}${path}`)
  return page
}

/** Pictures cost half a second each, and in a usual run nobody looks at them. */
export const takesPictures = (process.env.SVOD_PICTURES ?? '') !== ''

/** A picture of the page for people to look at, in a folder that git ignores; only where SVOD_PICTURES asks for them. */
export const shoot = async (page: Page, name: string): Promise<void> => {
  if (!takesPictures) return
  const folder = join(ROOT, 'test-results', 'screenshots')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
