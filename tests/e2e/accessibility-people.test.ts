/** axe on the people's screens: light and dark, wide and narrow, with their dialogs. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { newPage, shoot } from '../support/browser.ts'
import { expectAccessibleInAllLooks } from '../support/looks.ts'
import { acceptOverHttp, firstLinkOf, signInOverHttp, WITH_ACCOUNTS } from '../support/people-pages.ts'
import { type ServerProcess, startServer } from '../support/server-process.ts'
import { ru } from '../support/words.ts'

const CHIEF = { name: 'Марина Котова', login: 'kotova', password: 'верный конь батарея' }
const SECRET = 'A'.repeat(43)
const REFUSALS = { tolerate: /status of (401|410)/ }

let server: ServerProcess
beforeAll(async () => {
  server = await startServer({ env: WITH_ACCOUNTS })
})
afterAll(() => server.dispose())

/** The chief editor in front of a page. */
const visitAsChief = async (path: string): Promise<Page> => {
  const page = await newPage(REFUSALS)
  await signInOverHttp(page, server, CHIEF)
  await page.goto(`${server.url}${path}`)
  return page
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

test('[AX1] the first link, then signing in and a link that has ended', async () => {
  const link = firstLinkOf(server)
  const page = await newPage(REFUSALS)
  await page.goto(link)
  await heading(page, ru('join.first')).waitFor()
  await expectAccessibleInAllLooks(page, 'join')
  await acceptOverHttp(page, server, link, CHIEF)
  const other = await newPage(REFUSALS)
  await other.goto(server.url)
  await other.getByRole('button', { name: ru('entry.enter') }).click()
  await other.getByText(ru('entry.login.missing')).waitFor()
  await expectAccessibleInAllLooks(other, 'sign-in')
  await other.goto(`${server.url}/join#${SECRET}`)
  await heading(other, ru('join.ended')).waitFor()
  await expectAccessibleInAllLooks(other, 'join-ended')
})

test('[AX1] people and invitations, with a dialog open', async () => {
  const page = await visitAsChief('/people')
  await page.getByText(ru('people.me')).waitFor()
  await page.getByText(ru('invite.none')).waitFor()
  await expectAccessibleInAllLooks(page, 'people')
  await page.getByRole('button', { name: ru('people.invite') }).click()
  await heading(page, ru('people.invite')).waitFor()
  await shoot(page, 'people-invite')
  await expectAccessible(page)
})

test('[AX1] my account', async () => {
  const page = await visitAsChief('/account')
  await page.getByText(ru('account.session.current')).waitFor()
  await expectAccessibleInAllLooks(page, 'account')
})

test('[AX1] departments, with a dialog open', async () => {
  const page = await visitAsChief('/departments')
  await heading(page, ru('house.departments')).waitFor()
  await expectAccessibleInAllLooks(page, 'departments')
  await page.getByRole('button', { name: ru('departments.add') }).click()
  await heading(page, ru('departments.new')).waitFor()
  await expectAccessible(page)
})

test('[AX1] program keys, one of them just made', async () => {
  const page = await visitAsChief('/tokens')
  await page.getByText(ru('tokens.none')).waitFor()
  await page.getByRole('button', { name: ru('tokens.add') }).click()
  await page.getByLabel(ru('tokens.name'), { exact: true }).fill('Сайт')
  await page.getByRole('button', { name: ru('tokens.action') }).click()
  await heading(page, ru('tokens.done')).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: ru('once.done') }).click()
  await page.getByText(ru('tokens.unused')).waitFor()
  await expectAccessibleInAllLooks(page, 'tokens')
})

test('[AX1] the audit trail', async () => {
  const page = await visitAsChief('/audit')
  await page
    .getByRole('cell', { name: ru('audit.action.account.join') })
    .first()
    .waitFor()
  await expectAccessibleInAllLooks(page, 'audit')
})
