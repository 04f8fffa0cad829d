/** From an empty store to an open plan, as a newcomer sees it. */
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { newPage, visit } from '../support/browser.ts'
import { call, createSample, readPlan } from '../support/http.ts'
import { type ServerProcess, serverForTest, startServer } from '../support/server-process.ts'
import { en, ru } from '../support/words.ts'

/** Stays empty. */
let server: ServerProcess
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.dispose())

test('[PG1] a newcomer says who they are and is offered the sample, an import and an empty plan', async () => {
  const page = await newPage({ tolerate: /status of 401/ })
  await page.goto(server.url)
  await page.getByLabel(ru('home.entry.name')).fill('Марина Котова')
  await page.getByRole('radio', { name: ru('common.role.chief') }).check({ force: true })
  await expectAccessible(page)
  await page.getByRole('button', { name: ru('home.entry.enter') }).click()
  await page.getByRole('heading', { name: ru('home.first.title') }).waitFor()
  for (const offer of [
    'home.first.sample.action',
    'home.first.import.action',
    'home.first.empty.action',
  ] as const) {
    expect(await page.getByRole('button', { name: ru(offer) }).isVisible()).toBe(true)
  }
  await expectAccessible(page)
})

test('[PG1] nobody enters without a name', async () => {
  const page = await newPage({ tolerate: /status of 401/ })
  await page.goto(server.url)
  await page.getByRole('button', { name: ru('home.entry.enter') }).click()
  await page.getByText(ru('home.entry.name.missing')).waitFor()
})

/** How far the rail's sections fade out above and below once it is scrolled to `end`. */
const fadesAt = (rail: Locator, end: 'top' | 'bottom') =>
  rail
    .getByRole('list')
    .first()
    .evaluate((list, to) => {
      list.scrollTop = to === 'top' ? 0 : list.scrollHeight
      const style = getComputedStyle(list)
      return ['--above', '--below'].map((edge) => style.getPropertyValue(edge))
    }, end)

test('[PG2] [UI22] the sample opens as a plan of eight sections, which fade out in a low window where there are more', async () => {
  const page = await visit(await serverForTest(), '/')
  await page.getByRole('button', { name: ru('home.first.sample.action') }).click()
  await page.waitForURL(/\/p\//)
  const rail = page.getByRole('navigation', { name: ru('plan.sections') })
  await rail.getByRole('link').nth(7).waitFor()
  await page.getByText('Мастер-форум').first().waitFor()
  // As most people have it: with less motion every animation has a length, and this one hangs on that.
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await page.setViewportSize({ width: 1440, height: 700 })
  await expect.poll(() => fadesAt(rail, 'top')).toEqual(['0px', '28px'])
  await expect.poll(() => fadesAt(rail, 'bottom')).toEqual(['28px', '0px'])
})

test('[PG3] an empty plan is asked its title and opens', async () => {
  const page = await visit(await serverForTest(), '/')
  await page.getByRole('button', { name: ru('home.first.empty.action') }).click()
  await page.getByLabel(ru('home.create.name')).fill('План методического отдела')
  await page.getByRole('button', { name: ru('home.create.action') }).click()
  await page.waitForURL(/\/p\//)
  await page.getByText('План методического отдела').first().waitFor()
})

test('[PG37] a new plan has the block that the director will sign, dated by the year before', async () => {
  const full = await serverForTest()
  const body = { title: 'План на 2027 год', year: 2027, organisation: 'МБУ «Библиотека»' }
  const { body: created } = await call<{ id: string }>(full, 'POST', '/api/plans', { body })
  const { front } = await readPlan(full, created.id)
  expect(front.agreed).toBe('')
  const lines = front.approved.split('\n')
  expect(lines.slice(0, 3)).toEqual(['УТВЕРЖДАЮ', 'Директор', 'МБУ «Библиотека»'])
  expect(lines.at(-1)).toContain('2026')
})

test('[PG4] the language follows the browser and can be switched', async () => {
  const page = await visit(server, '/', { locale: 'en-US' })
  await page.getByRole('heading', { name: en('home.first.title') }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  const russian = await visit(server, '/', { locale: 'ru-RU' })
  await russian.getByRole('heading', { name: ru('home.first.title') }).waitFor()
  expect(await russian.locator('html').getAttribute('lang')).toBe('ru')
})

test('[PG5] a plan goes into the trash and comes back', async () => {
  const full = await serverForTest()
  await createSample(full)
  const page = await visit(full, '/', { role: 'chief' })
  const list = page.getByRole('list', { name: ru('home.title') })
  await list.getByRole('button').first().click()
  await page.getByRole('menuitem', { name: ru('home.plan.delete') }).click()
  await page.getByRole('heading', { name: ru('home.empty.title') }).waitFor()
  await page
    .getByRole('button', { name: ru('home.plan.undelete') })
    .first()
    .click()
  await list.getByRole('link').first().waitFor()
})
