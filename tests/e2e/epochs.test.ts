/** A browser that was offline while the plan was written anew: its words come along, and it says so truly. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { visit } from '../support/browser.ts'
import { readPlan, seedPlan } from '../support/http.ts'
import { renewStored } from '../support/renew-stored.ts'
import { serverForTest } from '../support/server-process.ts'
import {
  cell,
  openCell,
  typeText,
  untilFocus,
  untilOffline,
  untilOpen,
  untilSaved,
  untilText,
} from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

/** What a browser says on its console while the server is away. */
const AWAY = /net::ERR_|WebSocket connection|Failed to fetch|status of 50\d/

/** How far down the page a row stands, in pixels. */
const heightOf = async (page: Page, row: string): Promise<number> =>
  Math.round((await cell(page, row).boundingBox())?.y ?? NaN)

/** Opens the comments; what it returns sees that they stayed open and that no page was waited for. */
const watchComments = async (page: Page): Promise<() => Promise<void>> => {
  const comments = page.getByRole('region', { name: ru('comments.title'), exact: true })
  const name = new RegExp(`^${ru('plan.comments')}`)
  await page.getByRole('banner').getByRole('button', { name }).click()
  await comments.waitFor()
  await page.evaluate((opening) => {
    const seen = new MutationObserver(() => {
      const isWaiting = document.querySelector(`[aria-label="${opening}"]`) !== null
      if (isWaiting || document.body.textContent.includes(opening)) document.body.dataset.flashed = 'yes'
    })
    seen.observe(document.body, { childList: true, subtree: true })
  }, ru('plan.opening'))
  return async () => {
    await comments.waitFor()
    expect(await page.evaluate(() => document.body.dataset.flashed ?? 'no')).toBe('no')
  }
}

test('[EP15] [EP10] [EP16] [LQ5] words written offline, before a reload and after it, stand in the new epoch beside others’', async () => {
  const server = await serverForTest()
  const plan = await seedPlan(server)
  const [row = '', other = ''] = plan.rows[0]
  const anna = await visit(server, plan.path, { name: 'Анна', tolerate: AWAY, offlineShell: true })
  const boris = await visit(server, plan.path, { name: 'Борис', tolerate: AWAY })
  await Promise.all([untilOpen(anna), untilOpen(boris)])
  await anna.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await anna.context().setOffline(true)
  await openCell(anna, row)
  await typeText(anna, ' без сети')
  await untilOffline(anna)
  await boris.setViewportSize({ width: 1200, height: 480 })
  await openCell(boris, row, 'period')
  await typeText(boris, ' 2022')
  await untilSaved(boris)

  const staysAsItWas = await watchComments(boris)
  await openCell(boris, row, 'period')
  const before = await heightOf(boris, row)
  await server.stop()
  // Nothing of his is unsent, so the page says "Saved" a while longer.
  await untilOffline(boris)
  await renewStored(server.folder, plan.id)
  await server.start()
  // Boris had nothing unsent: he goes on in the new document as if nothing had been, in the cell where he was.
  await untilSaved(boris)
  await untilFocus(boris, row, 'period')
  await staysAsItWas()
  expect(await heightOf(boris, row)).toBe(before)
  await openCell(boris, other)
  await typeText(boris, ' и новая эпоха')
  await untilText(boris, other, 'Строка 1-2 и новая эпоха')
  await untilSaved(boris)

  await anna.reload()
  await untilText(anna, row, 'Строка 1-1 без сети')
  await openCell(anna, row)
  await typeText(anna, ' дважды')
  await untilOffline(anna)
  await anna.context().setOffline(false)
  const words = 'Строка 1-1 без сети дважды'
  await Promise.all([untilText(boris, row, words), untilText(anna, other, 'Строка 1-2 и новая эпоха')])
  await Promise.all([untilText(anna, row, words), untilText(anna, row, 'март 2022', 'period')])
  await untilSaved(anna)
  const [first] = (await readPlan(server, plan.id)).sections
  expect(first?.items[0]?.title.text).toBe(words)
  expect(await anna.locator('[data-row]').count()).toBe(await boris.locator('[data-row]').count())

  await anna.reload()
  await untilOpen(anna)
  await openCell(anna, row)
  await typeText(anna, '!')
  await Promise.all([untilText(boris, row, `${words}!`), untilSaved(anna)])
})
