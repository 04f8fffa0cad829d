/** From the first link to everybody's place in the house, on real pages with a real server. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { newPage } from '../support/browser.ts'
import {
  chooseInMenu,
  fillAccount,
  firstLinkOf,
  inviteEditor,
  joinBy,
  openMenu,
  signInAs,
  WITH_ACCOUNTS,
} from '../support/people-pages.ts'
import { type ServerProcess, serverForTest, startServer } from '../support/server-process.ts'
import { ru } from '../support/words.ts'

const CHIEF = { name: 'Марина Котова', login: 'kotova', password: 'верный конь батарея' }
const EDITOR = { name: 'Анна Петрова', login: 'petrova', password: 'скрепка облако пень' }
/** What the console says of the refusals that the walk provokes. */
const REFUSALS = { tolerate: /status of (401|410)|WebSocket/ }

let server: ServerProcess
beforeAll(async () => {
  server = await startServer({ env: WITH_ACCOUNTS })
})
afterAll(() => server.dispose())

test('[PX14] [PX1] the first link makes the chief editor, who invites, changes a role, and all sign out', async () => {
  const chief = await newPage(REFUSALS)
  await joinBy(chief, firstLinkOf(server), CHIEF)
  expect(new URL(chief.url()).hash).toBe('')
  expect(await chief.evaluate(() => history.length)).toBeLessThan(3)
  await chooseInMenu(chief, CHIEF.name, ru('common.house.people'))
  const invitation = await inviteEditor(chief)

  const editor = await newPage(REFUSALS)
  await joinBy(editor, invitation, EDITOR)
  await editor.goto(`${server.url}/account`)
  await editor.getByText(ru('common.role.editor'), { exact: true }).waitFor()
  await editor.getByText(ru('account.login', { login: EDITOR.login })).waitFor()

  await chief.reload()
  await chief.getByRole('button', { name: EDITOR.name, exact: true }).click()
  await chief.getByRole('dialog').getByText(ru('common.role.commenter'), { exact: true }).click()
  await chief.getByRole('button', { name: ru('account.save') }).click()
  await chief.getByText(ru('people.saved', { name: EDITOR.name })).waitFor()
  // As when the tab comes into sight again.
  await editor.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await editor.getByText(ru('common.role.commenter'), { exact: true }).waitFor()

  const phone = await newPage(REFUSALS)
  await phone.goto(server.url)
  await signInAs(phone, { ...EDITOR, password: 'не тот пароль' })
  await phone.getByText(ru('error.wrong-credentials')).waitFor()
  await signInAs(phone, EDITOR)
  await openMenu(phone, EDITOR.name).waitFor()
  await editor.getByRole('button', { name: ru('account.everywhere') }).click()
  await editor.getByRole('button', { name: ru('entry.enter') }).waitFor()
  await phone.reload()
  await phone.getByRole('button', { name: ru('entry.enter') }).waitFor()

  const late = await newPage(REFUSALS)
  await late.goto(invitation)
  await late.getByRole('heading', { name: ru('join.ended') }).waitFor()
})

test('[PX3] [PX14] a public link opens the plan to a guest, without what a guest cannot use', async () => {
  const chief = await newPage(REFUSALS)
  await chief.goto(server.url)
  await signInAs(chief, CHIEF)
  await chief.getByRole('button', { name: ru('home.first.sample.action') }).click()
  await chief
    .getByRole('button', { name: ru('plan.share') })
    .first()
    .click()
  await chief.getByText(ru('share.link.switch')).click()
  const link = await chief.getByLabel(ru('share.link.address'), { exact: true }).inputValue()
  await expectAccessible(chief)

  const guest = await newPage(REFUSALS)
  await guest.goto(link)
  await guest.getByText(ru('plan.readonly.guest')).waitFor()
  expect(new URL(guest.url()).hash).toBe('')
  expect(await guest.getByRole('button', { name: ru('plan.trash') }).count()).toBe(0)
  await openMenu(guest, ru('common.guest')).click()
  await guest.getByRole('menuitem', { name: ru('common.guest.enter') }).waitFor()
  expect(await guest.getByRole('menuitem', { name: ru('common.account') }).count()).toBe(0)

  await chief.getByText(ru('share.link.switch')).click()
  await chief.getByLabel(ru('share.link.address'), { exact: true }).waitFor({ state: 'detached' })
  const late = await newPage(REFUSALS)
  await late.goto(link)
  await late.getByRole('heading', { name: ru('join.ended') }).waitFor()
})

test('[PX3] [PX14] a trial has no administration; its chief editor sets accounts up, which ends it', async () => {
  const trial = await serverForTest({ env: { ...WITH_ACCOUNTS, SVOD_DEMO: 'trial' } })
  const page = await newPage(REFUSALS)
  await page.goto(trial.url)
  await page.getByLabel(ru('home.entry.name'), { exact: true }).fill('Кто-то')
  await page.getByText(ru('common.role.chief'), { exact: true }).click()
  await page.getByRole('button', { name: ru('home.entry.enter') }).click()
  await openMenu(page, 'Кто-то').click()
  expect(await page.getByRole('menuitem', { name: ru('common.house.people') }).count()).toBe(0)
  await page.getByRole('menuitem', { name: ru('common.setup') }).click()
  await fillAccount(page, CHIEF)
  await chooseInMenu(page, CHIEF.name, ru('common.house.people'))
  await page.getByText(ru('people.me')).waitFor()
})
