/** Coming in by an identity provider and help with a forgotten password, on real pages with a real server and provider. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DESKTOP, newPage } from '../support/browser.ts'
import { expectAccessibleInAllLooks } from '../support/looks.ts'
import { CLIENT_ID, CLIENT_SECRET, type OidcTestServer, startOidcServer } from '../support/oidc-server.ts'
import {
  acceptOverHttp,
  chooseInMenu,
  firstLinkOf,
  inviteEditor,
  openMenu,
  WITH_ACCOUNTS,
} from '../support/people-pages.ts'
import { type ServerProcess, serverForTest } from '../support/server-process.ts'
import { startPostBox } from '../support/smtp.ts'
import { ru } from '../support/words.ts'

const CHIEF = { name: 'Марина Котова', login: 'kotova', password: 'верный конь батарея' }
const ANNA = { name: 'Анна Петрова', email: 'anna@example.org', email_verified: true }
const REFUSALS = { tolerate: /status of 401|WebSocket/ }
const PROVIDER = { provider: 'Кампус' }

/** A house with a provider that knows Anna, and with mail. */
const startHouse = async (): Promise<{ server: ServerProcess; oidc: OidcTestServer }> => {
  const box = await startPostBox()
  const started: ServerProcess[] = []
  const oidc = await startOidcServer(() => `${started[0]?.url}/api/provider/callback`, { anna: ANNA })
  const server = await serverForTest({
    env: {
      ...WITH_ACCOUNTS,
      SVOD_SMTP_URL: box.url,
      SVOD_MAIL_FROM: 'Svod <svod@plans.example>',
      SVOD_OIDC_ISSUER: oidc.issuer.origin,
      SVOD_OIDC_CLIENT_ID: CLIENT_ID,
      SVOD_OIDC_CLIENT_SECRET: CLIENT_SECRET,
      SVOD_OIDC_NAME: PROVIDER.provider,
    },
  })
  started.push(server)
  return { server, oidc }
}

/** Whoever is sent to the provider from this page signs in there as `login` and is sent back. */
const signInThere = (page: Page, oidc: OidcTestServer, login: string) =>
  page.route(`${oidc.issuer.origin}/**`, async (route) => {
    const back = await oidc.visit(new URL(route.request().url()), login)
    await route.fulfill({
      contentType: 'text/html',
      body: `<meta http-equiv="refresh" content="0;url=${back}">`,
    })
  })

test('[PX15] [PX17] [PW9] [AX1] a refusal is told on the sign-in page, which helps with a password; an account is linked', async () => {
  const { server, oidc } = await startHouse()
  const chief = await newPage(REFUSALS)
  await acceptOverHttp(chief, server, firstLinkOf(server), CHIEF)
  const page = await newPage(REFUSALS)
  // Nobody set out from here.
  await page.goto(`${server.url}/api/provider/callback`)
  await page.getByText(ru('error.provider-refused')).waitFor()
  expect(new URL(page.url()).hash).toBe('')
  await expectAccessibleInAllLooks(page, 'sign-in-provider')
  await page.getByRole('button', { name: ru('entry.help') }).click()
  await page.getByLabel(ru('entry.login'), { exact: true }).fill('nobody')
  await expectAccessibleInAllLooks(page, 'sign-in-help')
  await page.keyboard.press('Enter')
  await page.getByText(ru('entry.help.sent', { login: 'nobody' })).waitFor()
  await expectAccessibleInAllLooks(page, 'sign-in-help-sent')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: ru('entry.enter'), exact: true }).waitFor()
  await signInThere(chief, oidc, 'anna')
  await chief.goto(`${server.url}/account`)
  const form = chief.locator('form', { hasText: ru('account.provider.link', PROVIDER) })
  await form.getByLabel(ru('account.password.old'), { exact: true }).fill(CHIEF.password)
  await chief.keyboard.press('Enter')
  await chief.getByText(ru('account.provider.linked', PROVIDER)).waitFor()
  expect(new URL(chief.url()).pathname).toBe('/account')
  await expectAccessibleInAllLooks(chief, 'account-provider')
})

test('[PX16] [PX20] [AX1] an invitation is taken at the provider; whose plan it is shares it', async () => {
  const { server, oidc } = await startHouse()
  const chief = await newPage(REFUSALS)
  await acceptOverHttp(chief, server, firstLinkOf(server), CHIEF)
  await chief.goto(server.url)
  await chooseInMenu(chief, CHIEF.name, ru('common.house.people'))
  const invitation = await inviteEditor(chief)
  const anna = await newPage(REFUSALS)
  await signInThere(anna, oidc, 'anna')
  await anna.goto(invitation)
  const button = anna.getByRole('button', { name: ru('entry.provider', PROVIDER) })
  await button.waitFor()
  await expectAccessibleInAllLooks(anna, 'join-provider')
  await anna.setViewportSize(DESKTOP)
  await button.click()
  await openMenu(anna, ANNA.name).waitFor()
  expect(new URL(anna.url()).href).toBe(`${server.url}/`)
  expect(await anna.evaluate(() => history.length)).toBeLessThan(4)
  const request = { data: { title: 'План кафедры', year: 2027 } }
  const made = await anna.context().request.post(`${server.url}/api/plans`, request)
  const { id } = (await made.json()) as { id: string }
  await anna.goto(`${server.url}/p/${id}`)
  await anna
    .getByRole('button', { name: ru('plan.share') })
    .first()
    .click()
  await anna.getByRole('dialog').getByText(ru('share.people'), { exact: true }).waitFor()
})
