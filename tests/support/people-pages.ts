/**
 * What people do on the way into a house with accounts: take the first link, join, sign in, invite.
 * Owns how those things are found on the page; `browser.ts` owns the page.
 */
import type { APIResponse, Page } from 'playwright-core'
import type { ServerProcess } from './server-process.ts'
import { ru } from './words.ts'

export interface NewAccount {
  name: string
  login: string
  password: string
}

/** Settings of a server that nobody may try out: accounts alone. */
export const WITH_ACCOUNTS = { SVOD_DEMO: '0', SVOD_ADMIN_TOKEN: '' }

/** The link that the server printed for the first person. */
export const firstLinkOf = (server: ServerProcess): string => {
  const link = server.logs.map((line) => line.link).find((one) => typeof one === 'string')
  if (typeof link !== 'string') throw new Error(`no first link in the log:\n${server.logText()}`)
  return link
}

/** Opens a link and joins by it; resolves when the person is in. */
export const joinBy = async (page: Page, link: string, account: NewAccount) => {
  await page.goto(link)
  await fillAccount(page, account)
}

/** Fills in the form that a link for a new account opens, and goes on; resolves when the person is in. */
export const fillAccount = async (page: Page, { name, login, password }: NewAccount) => {
  await page.getByLabel(ru('join.name'), { exact: true }).fill(name)
  await page.getByLabel(ru('join.login'), { exact: true }).fill(login)
  await page.getByLabel(ru('join.password'), { exact: true }).fill(password)
  await page.locator('button[type=submit]').click()
  await openMenu(page, name).waitFor()
}

/** The button of the menu of somebody who is in. */
export const openMenu = (page: Page, name: string) =>
  page.getByRole('button', { name: ru('common.me', { name }) })

/** Chooses an item of the menu at the right of the header. */
export const chooseInMenu = async (page: Page, name: string, item: string) => {
  await openMenu(page, name).click()
  await page.getByRole('menuitem', { name: item }).click()
}

export const signInAs = async (page: Page, { login, password }: Pick<NewAccount, 'login' | 'password'>) => {
  await page.getByLabel(ru('entry.login'), { exact: true }).fill(login)
  await page.getByLabel(ru('entry.password'), { exact: true }).fill(password)
  await page.getByRole('button', { name: ru('entry.enter') }).click()
}

/** Invites an editor of the first department from the page of people; the link that is shown. */
export const inviteEditor = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: ru('people.invite') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox').first().check({ force: true })
  await dialog.getByRole('button', { name: ru('invite.action') }).click()
  const link = await page.getByLabel(ru('once.link'), { exact: true }).inputValue()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: ru('once.done') })
    .click()
  return link
}

/** Joins without the page: the context of `page` has the cookie afterwards. */
export const acceptOverHttp = async (
  page: Page,
  { url }: ServerProcess,
  link: string,
  account: NewAccount,
) => {
  const secret = new URL(link).hash.slice(1)
  await expectOk(page.context().request.post(`${url}/api/links/accept`, { data: { secret, ...account } }))
}

/** Signs in without the page. */
export const signInOverHttp = async (page: Page, { url }: ServerProcess, account: NewAccount) => {
  const { login, password } = account
  await expectOk(page.context().request.post(`${url}/api/sign-in`, { data: { login, password } }))
}

const expectOk = async (asked: Promise<APIResponse>): Promise<void> => {
  const answer = await asked
  if (!answer.ok()) throw new Error(`${answer.url()} said ${answer.status()}: ${await answer.text()}`)
}
