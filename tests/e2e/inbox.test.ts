/** Two people and an inbox, in real browsers: named, told on another page, led to the very thread, read everywhere. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mentionOf } from '../../shared/comments/mentions.ts'
import { expectAccessible } from '../support/axe.ts'
import { DESKTOP, PHONE, shoot, visit } from '../support/browser.ts'
import { seedPlan } from '../support/http.ts'
import { type ServerProcess, startServer } from '../support/server-process.ts'
import { untilOpen } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

let server: ServerProcess
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.dispose())

const bell = (page: Page): Locator =>
  page.getByRole('banner').getByRole('button', { name: new RegExp(`^${ru('common.inbox')}`) })
const unreadBell = (page: Page, count: number): Locator =>
  page.getByRole('banner').getByRole('button', { name: new RegExp(`^${ru('common.inbox')}: ${count} `) })
const panel = (page: Page): Locator => page.getByRole('dialog', { name: ru('common.inbox') })

/** A call as the person of the page. */
const ask = async <T>(page: Page, path: string, data?: unknown): Promise<T> => {
  const { request } = page.context()
  const url = `${server.url}${path}`
  const answer = await (data === undefined ? request.get(url) : request.post(url, { data }))
  if (!answer.ok()) throw new Error(`${path} said ${answer.status()}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** Narrows the window to a phone's: the panel is laid anew with the next frame, and its lines come again. */
const narrow = async (page: Page, line: Locator): Promise<void> => {
  const wide = await line.elementHandle()
  await page.setViewportSize(PHONE)
  await wide?.waitForElementState('hidden')
  await line.waitFor()
}

test('[IB10] [IB11] [IB16] [IB18] [KX7] who is named hears of it on any page, goes to the thread, and has read it there', async () => {
  const plan = await seedPlan(server)
  const boris = await visit(server, '/', { name: 'Борис Ильин', role: 'editor' })
  const anna = await visit(server, '/', { name: 'Анна Петрова' })
  const { identity } = await ask<{ identity: { id: string; name: string } }>(boris, '/api/me')
  await bell(boris).click()
  await panel(boris).getByText(ru('inbox.empty'), { exact: true }).waitFor()
  await boris.keyboard.press('Escape')
  const body = `${mentionOf(identity.name, identity.id)}, когда это будет? Дата нужна до пятницы.`
  const { id: thread } = await ask<{ id: string }>(anna, `/api/plans/${plan.id}/comments`, {
    item: plan.rows[1][1],
    body,
  })
  // No reload: the page hears of it, and says so to those who listen.
  await unreadBell(boris, 1).waitFor()
  await boris.locator('output', { hasText: `${ru('common.inbox')}: 1` }).waitFor()
  await bell(boris).click()
  const line = panel(boris).locator('[data-notice]')
  await line.waitFor()
  expect(await line.innerText()).toContain(ru('inbox.say.mention.said', { name: 'Анна Петрова' }))
  expect(await line.innerText()).toContain('@Борис Ильин, когда это будет?')
  await expectAccessible(boris)
  await shoot(boris, 'inbox-panel')
  await narrow(boris, line)
  await expectAccessible(boris)
  await shoot(boris, 'inbox-panel-phone')
  // By keys alone: the first line, and there. It lies elsewhere now, and has the keys still.
  await panel(boris).locator(':focus').waitFor()
  await boris.keyboard.press('ArrowDown')
  await expect.poll(() => line.evaluate((node) => node === document.activeElement)).toBe(true)
  await boris.keyboard.press('Enter')
  await untilOpen(boris)
  const open = boris.locator(`[data-thread="${thread}"]`)
  await open.getByText('когда это будет?', { exact: false }).waitFor()
  expect(new URL(boris.url()).hash).toBe(`#thread=${thread}`)
  await unreadBell(boris, 1).waitFor({ state: 'detached' })
  // What comes while the thread stands open is read as it comes.
  await ask(anna, `/api/plans/${plan.id}/comments/${thread}/replies`, { body: 'Напишите, пожалуйста' })
  await open.getByText('Напишите, пожалуйста').waitFor()
  await expect
    .poll(async () => {
      const inbox = await ask<{ unread: number; notices: unknown[] }>(boris, '/api/inbox')
      return [inbox.notices.length, inbox.unread]
    })
    .toEqual([2, 0])
  // From the plan itself, to another thread of it: the focus goes there and not back to the bell.
  await boris.setViewportSize(DESKTOP)
  const second = await ask<{ id: string }>(anna, `/api/plans/${plan.id}/comments`, {
    item: plan.rows[0][0],
    body: `${mentionOf(identity.name, identity.id)}, и это?`,
  })
  await unreadBell(boris, 1).click()
  await panel(boris).getByText('и это?').click()
  const other = boris.locator(`[data-thread="${second.id}"]`)
  await other.getByRole('textbox').waitFor()
  await panel(boris).waitFor({ state: 'detached' })
  await expect.poll(() => other.evaluate((node) => node.contains(document.activeElement))).toBe(true)
})
