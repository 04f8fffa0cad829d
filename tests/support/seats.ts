/**
 * Browser contexts that one person after another sits down at: starting a profile and a renderer and compiling the
 * program costs more than most tests. Owns that nothing of the last person is left; who enters is `browser.ts`'s.
 */
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { browser } from './chromium.ts'

/** What cannot be changed once a context is there. */
export interface SeatKind {
  locale: string
  /** Whether pages may install the offline shell. */
  serviceWorkers: 'allow' | 'block'
}

/** A context with its one page. */
export interface Seat {
  kind: SeatKind
  context: BrowserContext
  page: Page
  /** Speaks to the page's part of the browser. */
  session: CDPSession
}

const free: Seat[] = []

const furnish = async (kind: SeatKind): Promise<Seat> => {
  const options = { ...kind, timezoneId: 'Asia/Novokuznetsk', reducedMotion: 'reduce' } as const
  const context = await (await browser()).newContext(options)
  const page = await context.newPage()
  return { kind, context, page, session: await context.newCDPSession(page) }
}

/** A seat of this kind that nobody has; a new one where there is none. */
export const takeSeat = async (kind: SeatKind): Promise<Seat> => {
  const index = free.findIndex(
    (seat) => seat.kind.locale === kind.locale && seat.kind.serviceWorkers === kind.serviceWorkers,
  )
  const [seat] = index < 0 ? [] : free.splice(index, 1)
  return seat ?? furnish(kind)
}

const originOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).origin : null)

/** Cookies, storage, caches, workers, history, network, mouse and listeners: as in a new context. */
const tidy = async ({ context, page, session }: Seat, origins: ReadonlySet<string>): Promise<void> => {
  for (const event of ['pageerror', 'console', 'framenavigated']) page.removeAllListeners(event)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await context.setOffline(false)
  await page.evaluate(() => sessionStorage.clear()).catch(() => undefined)
  await page.goto('about:blank')
  await page.mouse.move(0, 0)
  await session.send('Page.resetNavigationHistory')
  await context.clearCookies()
  for (const origin of origins) {
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
  }
}

/** Gives a seat back. One whose test failed, whose page was closed or that has other pages is not used again. */
export const leaveSeat = async (
  seat: Seat,
  origins: readonly string[],
  hasFailed: boolean,
): Promise<void> => {
  const isWhole = !seat.page.isClosed() && seat.context.pages().length === 1
  if (hasFailed || !isWhole) return seat.context.close()
  const visited = [...origins, seat.page.url()].map(originOf).filter((origin) => origin?.startsWith('http'))
  await tidy(seat, new Set(visited.filter((origin) => origin !== null && origin !== undefined)))
  free.push(seat)
}
