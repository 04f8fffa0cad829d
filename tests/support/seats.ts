/**
 * Browser contexts that one person after another sits down at: starting a profile and a renderer and compiling the
 * program costs more than most tests. Owns that nothing of the last person is left; who enters is `browser.ts`'s.
 */
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { browser } from './chromium.ts'
import { openHouse } from './open-house.ts'

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

/** How long the way out of a page may take. */
const PATIENCE_MS = 5000

const free: Seat[] = []

const furnish = async (kind: SeatKind): Promise<Seat> => {
  const options = { ...kind, timezoneId: 'Asia/Novokuznetsk', reducedMotion: 'reduce' } as const
  // A browser with a window lets a page copy at a press; the shell without one asks nobody and refuses.
  const permissions = ['clipboard-write']
  const context = await (await browser()).newContext({ ...options, permissions })
  const page = await context.newPage()
  return { kind, context, page, session: await context.newCDPSession(page) }
}

/**
 * A seat of this kind that nobody has; a new one where there is none. One that stands at the server meant is best, for it
 * has the program compiled. One of the open house goes nowhere else: on the way back it would start and compile anew, and
 * the server it went to ends with its file. `url` is null where the server is not known, but is not the open house.
 */
export const takeSeat = async (kind: SeatKind, url: string | null): Promise<Seat> => {
  const home = openHouse().url
  const like = free.filter(
    (seat) => seat.kind.locale === kind.locale && seat.kind.serviceWorkers === kind.serviceWorkers,
  )
  const placeOf = (seat: Seat): string | null => originOf(seat.page.url())
  const seat = like.findLast((one) => placeOf(one) === url) ?? like.findLast((one) => placeOf(one) !== home)
  if (seat === undefined) return furnish(kind)
  free.splice(free.indexOf(seat), 1)
  return seat
}

/**
 * Where a page waits for the next person. A picture of the same server: to a page of another, or an empty one, the browser
 * would change processes on the way there and back, and two new ones cost more than the page.
 */
const WAITING_ROOM = '/icon.svg'

/** Leaves what is on the page; for an empty page where its server answers no more. Throws where the way is too long. */
const goOut = async (page: Page): Promise<void> => {
  const room = `${originOf(page.url())}${WAITING_ROOM}`
  const arrived = await page.goto(room, { timeout: PATIENCE_MS }).catch(() => null)
  if (arrived === null || arrived.status() >= 400) await page.goto('about:blank')
  else await page.evaluate(() => (sessionStorage.clear(), localStorage.clear()))
}

const originOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).origin : null)

/** Cookies, storage, caches, workers, history, network, mouse and listeners: as in a new context. */
const tidy = async ({ context, page, session }: Seat, origins: ReadonlySet<string>): Promise<void> => {
  for (const event of ['pageerror', 'console', 'framenavigated']) page.removeAllListeners(event)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await context.setOffline(false)
  await goOut(page)
  await page.mouse.move(0, 0)
  if (await page.evaluate(() => matchMedia('(pointer: coarse)').matches)) throw new Error('A touched screen')
  await session.send('Page.resetNavigationHistory')
  await context.clearCookies()
  for (const origin of origins) {
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
  }
}

/**
 * Gives a seat back. One whose test failed, whose page was closed or stays, or that has other pages is not used again.
 */
export const leaveSeat = async (
  seat: Seat,
  origins: readonly string[],
  hasFailed: boolean,
): Promise<void> => {
  const isWhole = !seat.page.isClosed() && seat.context.pages().length === 1
  if (hasFailed || !isWhole) return seat.context.close()
  const visited = [...origins, seat.page.url()].map(originOf).filter((origin) => origin?.startsWith('http'))
  const left = new Set(visited.filter((origin) => origin !== null && origin !== undefined))
  // A page that does not let go in time says nothing against the test, which is over.
  const isTidy = await tidy(seat, left).then(
    () => true,
    () => false,
  )
  if (!isTidy) return seat.context.close()
  free.push(seat)
}
