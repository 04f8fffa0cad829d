/**
 * The sample plan from a draft to an approved edition, its amendments as a redline, and the next approval: a chief editor,
 * a department's editor and an approver with accounts of their own, in three browsers. Owns the whole way; each step of it has
 * tests of its own.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlanJson } from '../../shared/plan/json.ts'
import { PHONE, newPage, shoot, takesPictures } from '../support/browser.ts'
import { partOf } from '../support/docx-edit.ts'
import { resolved } from '../support/docx-tracked.ts'
import { acceptOverHttp, firstLinkOf, signInOverHttp, WITH_ACCOUNTS } from '../support/people-pages.ts'
import { type ServerProcess, startServer } from '../support/server-process.ts'
import {
  cell,
  cellText,
  leaveCell,
  openCell,
  typeText,
  untilOpen,
  untilSaved,
  untilText,
} from '../support/sheet-page.ts'
import { en, ru } from '../support/words.ts'

let server: ServerProcess
beforeAll(async () => {
  server = await startServer({ env: WITH_ACCOUNTS })
})
afterAll(() => server.dispose())

const CHIEF = { name: 'Марина Котова', login: 'kotova', password: 'верный конь батарея' }
const ANNA = { name: 'Анна Петрова', login: 'petrova', password: 'скрепка облако пень' }
const DIRECTOR = { name: 'Павел Орлов', login: 'orlov', password: 'подпись чернила сейф' }

const button = (within: Page | Locator, name: string | RegExp): Locator =>
  within.getByRole('button', { name, exact: true })
const panel = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true })
const dialogOf = (page: Page): Locator => page.getByRole('dialog')
const commentsOf = (page: Page): Locator => panel(page, ru('comments.title'))
const countOn = (page: Page, row: string): Locator => page.locator(`[data-row="${row}"] [data-comments]`)

/** A call as the person of the page. */
const ask = async <T>(page: Page, path: string, data?: unknown): Promise<T> => {
  const { request } = page.context()
  const answer = await (data === undefined
    ? request.get(`${server.url}${path}`)
    : request.post(`${server.url}${path}`, { data }))
  if (!answer.ok()) throw new Error(`${path} said ${answer.status()}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** Somebody whom the chief editor invited, in a browser of their own. */
const invited = async (chief: Page, account: typeof ANNA, rights: object): Promise<Page> => {
  const { link } = await ask<{ link: string }>(chief, '/api/invitations', rights)
  const page = await newPage()
  await acceptOverHttp(page, server, link, account)
  return page
}

interface Cast {
  chief: Page
  anna: Page
  director: Page
  id: string
  /** The section of Anna's department and its rows, the first row of another department's. */
  section: string
  rows: readonly string[]
  foreign: string
}

/** The chief editor takes the sample that an empty house offers; the others open it. */
const gather = async (): Promise<Cast> => {
  const chief = await newPage()
  await acceptOverHttp(chief, server, firstLinkOf(server), CHIEF)
  const anna = await invited(chief, ANNA, { role: 'editor', departments: ['events'] })
  const director = await invited(chief, DIRECTOR, { role: 'viewer', approver: true })
  await chief.goto(server.url)
  await button(chief, ru('home.first.sample.action')).click()
  await chief.waitForURL(/\/p\//)
  const id = new URL(chief.url()).pathname.slice(3)
  await Promise.all([anna, director].map((page) => page.goto(`${server.url}/p/${id}`)))
  await Promise.all([chief, anna, director].map(untilOpen))
  const { sections } = await ask<PlanJson>(chief, `/api/plans/${id}`)
  const [, own, other] = sections
  expect(own?.department).toBe('events')
  const rows = own?.items.map((item) => item.id) ?? []
  return { chief, anna, director, id, section: own?.id ?? '', rows, foreign: other?.items[0]?.id ?? '' }
}

/** A question by name, its answer, and that it is settled. */
const discuss = async ({ chief, anna, rows: [, row = ''] }: Cast): Promise<void> => {
  await openCell(chief, row, 'period')
  await chief.keyboard.press('Control+Alt+KeyM')
  await commentsOf(chief)
    .getByRole('textbox', { name: ru('comments.message') })
    .waitFor()
  await typeText(chief, 'Полуфинал и финал в один месяц? @анн')
  await commentsOf(chief)
    .getByRole('option', { name: new RegExp(ANNA.name) })
    .waitFor()
  await chief.keyboard.press('Enter')
  await chief.keyboard.press('Control+Enter')
  // It reaches the person who was named: in the inbox, and as unread on the row.
  await button(anna.getByRole('banner'), new RegExp(`^${ru('common.inbox')}: 1 `)).waitFor()
  await countOn(anna, row).click()
  await commentsOf(anna)
    .getByRole('textbox', { name: ru('comments.reply'), exact: true })
    .fill('Да, так в положении о конкурсе.')
  await anna.keyboard.press('Control+Enter')
  await commentsOf(chief).getByText('Да, так в положении').waitFor()
  await shoot(chief, 'journey-1-comment')
  await button(commentsOf(chief), ru('comments.resolve')).click()
  await countOn(anna, row).waitFor({ state: 'detached' })
}

/** Anna may not write in another department's section: she suggests, the chief editor accepts. */
const suggest = async ({ chief, anna, foreign }: Cast): Promise<void> => {
  await cell(anna, foreign, 'period').click()
  await anna.keyboard.press('Control+Alt+KeyM')
  await button(commentsOf(anna), ru('comments.suggest')).click()
  await commentsOf(anna)
    .getByRole('textbox', { name: ru('comments.suggest.text') })
    .waitFor()
  await typeText(anna, ' 2022 г.')
  await button(commentsOf(anna), ru('comments.send')).click()
  await countOn(chief, foreign).click()
  await commentsOf(chief).locator('ins').waitFor()
  await shoot(chief, 'journey-2-suggestion')
  await button(commentsOf(chief), ru('comments.suggest.accept')).click()
  await untilText(anna, foreign, 'апрель-май 2022 г.', 'period')
  await Promise.all(
    [chief, anna].map((page) =>
      button(commentsOf(page), ru('common.close'))
        .click()
        .then(() => commentsOf(page).waitFor({ state: 'detached' })),
    ),
  )
}

/** Marked as ready, returned for the number that the sample leaves out, mended, accepted. */
const signOff = async ({ chief, anna, section, rows }: Cast): Promise<void> => {
  const last = rows.at(-1) ?? ''
  const card = (page: Page) => page.locator(`[data-section="${section}"]`)
  const mark = (page: Page, state: string) =>
    page.locator(`[role=row]:has([data-band="${section}"]) [data-sign-off="${state}"]`)
  const step = (page: Page, words: string) =>
    button(card(page), new RegExp(`^${words.replace('…', '')}: `)).click()
  await anna.locator(`[role=row]:has([data-band="${section}"])`).hover()
  await mark(anna, 'open').click()
  await step(anna, ru('signoff.ready'))
  await mark(chief, 'ready').click()
  await step(chief, ru('signoff.returned'))
  await dialogOf(chief).getByLabel(ru('signoff.return.remark')).fill('После третьего пункта идёт пятый.')
  await shoot(chief, 'journey-3-return')
  await button(dialogOf(chief), ru('signoff.return.action')).click()
  await card(anna).getByText('После третьего пункта идёт пятый.').waitFor()
  await cell(anna, last, 'number').click()
  await anna.keyboard.press('Control+KeyA')
  await typeText(anna, '4.')
  await leaveCell(anna)
  await step(anna, ru('signoff.ready.again'))
  await mark(chief, 'ready').waitFor()
  await shoot(chief, 'journey-4-ready-again')
  await step(chief, ru('signoff.accepted'))
  await mark(anna, 'accepted').waitFor()
  await Promise.all([chief, anna].map((page) => page.keyboard.press('Escape')))
}

const versionsOf = (page: Page): Locator => panel(page, ru('versions.title'))

const openVersions = async (page: Page): Promise<void> => {
  await button(page, ru('plan.versions')).first().click()
  await versionsOf(page).waitFor()
}

const keep = async (chief: Page, name: string): Promise<void> => {
  await openVersions(chief)
  await button(versionsOf(chief), ru('versions.keep')).click()
  await dialogOf(chief).getByLabel(ru('versions.keep.name')).fill(name)
  await button(dialogOf(chief), ru('versions.keep')).click()
  await versionsOf(chief).getByText(name, { exact: true }).waitFor()
  await button(versionsOf(chief), ru('common.close')).click()
}

const askToApprove = async (director: Page, name: string): Promise<void> => {
  await versionsOf(director).getByText(name, { exact: true }).waitFor()
  await button(versionsOf(director), ru('versions.approve')).click()
  await dialogOf(director).waitFor()
}

const approve = async (director: Page, ground: string, date: string): Promise<void> => {
  await dialogOf(director).getByLabel(ru('versions.approve.ground')).fill(ground)
  await dialogOf(director).getByLabel(ru('versions.approve.date')).fill(date)
  await button(dialogOf(director), ru('versions.approve.action')).click()
  await dialogOf(director).waitFor({ state: 'detached' })
}

/** What a click brings into the downloads. */
const downloaded = async (page: Page, link: Locator) => {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** The approver sees who has not accepted what, approves; everybody sees it, and nobody writes any more. */
const approveFirst = async ({ chief, anna, director, rows: [row = ''] }: Cast): Promise<void> => {
  await keep(chief, 'На подпись')
  await openVersions(director)
  await askToApprove(director, 'На подпись')
  await dialogOf(director)
    .getByText(/первая утверждаемая редакция: 8 разделов, 35 строк/)
    .waitFor()
  await dialogOf(director).getByText(ru('versions.approve.unsigned')).waitFor()
  await shoot(director, 'journey-5-approve')
  await approve(director, 'приказ № 17', '2022-01-12')
  const banner = 'Утверждена редакция 2: Павел Орлов, 12 января 2022 г., приказ № 17.'
  await Promise.all([chief, anna, director].map((page) => page.getByText(banner).waitFor()))
  await cell(anna, row).click()
  await anna.keyboard.press('Enter')
  await typeText(anna, 'поздно')
  await anna.getByText(ru('table.said.locked')).first().waitFor()
  expect(await anna.locator('[contenteditable=true]').count()).toBe(0)
  expect(await director.getByText(ru('plan.readonly')).count()).toBe(0)
  for (const format of ['docx', 'pdf'] as const) {
    const label = ru(`versions.file.${format}.label`, { number: '2', size: '' }).split(',')[0] ?? ''
    const link = versionsOf(director).getByRole('link', { name: new RegExp(label) })
    const { name, bytes } = await downloaded(director, link)
    expect(name).toMatch(new RegExp(`\\(v2\\)\\.${format}$`))
    const sum = createHash('sha256').update(bytes).digest('hex')
    expect(await link.getAttribute('title')).toContain(sum)
  }
  await shoot(director, 'journey-6-approved')
  await shoot(anna, 'journey-6-locked')
  await button(versionsOf(director), ru('common.close')).click()
}

const chooseInRowMenu = async (page: Page, row: string, item: string): Promise<void> => {
  await page.locator(`[data-row="${row}"]`).hover()
  await page.locator(`[data-row="${row}"] [data-menu-button]`).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Words and a date changed by the department; a row added, one deleted and one moved by the chief editor. */
const amend = async ({ chief, anna, rows, foreign }: Cast): Promise<void> => {
  const [first = '', second = '', third = '', last = ''] = rows
  await button(chief, ru('plan.amend')).click()
  await dialogOf(chief).getByLabel(ru('versions.amend.reason')).fill('служебная записка № 3')
  await button(dialogOf(chief), ru('versions.amend')).click()
  await dialogOf(chief).waitFor({ state: 'detached' })
  await button(versionsOf(chief), ru('common.close')).click()
  await anna.getByText(ru('plan.amended', { number: '2' })).waitFor()

  await openCell(anna, first)
  await typeText(anna, ' в библиотеках области')
  await openCell(anna, first, 'period')
  await anna.keyboard.press('Control+KeyA')
  await typeText(anna, '14 февраля')
  await leaveCell(anna)

  await chooseInRowMenu(chief, second, ru('table.row.delete'))
  await chooseInRowMenu(chief, third, ru('table.row.addBelow'))
  await chief.locator('[contenteditable=true]:focus').waitFor()
  await typeText(chief, 'Библионочь')
  await chief.keyboard.press('Tab')
  await typeText(chief, '21 мая')
  await leaveCell(chief)
  await chooseInRowMenu(chief, last, ru('table.row.number.auto'))
  await chooseInRowMenu(chief, foreign, ru('table.row.down'))
  await chooseInRowMenu(chief, foreign, ru('table.row.down'))
  await Promise.all([untilSaved(chief), untilSaved(anna)])
}

const redTable = (page: Page): Locator => page.getByRole('table', { name: ru('redline.edited') })
const struck = (page: Page): Promise<string[]> => redTable(page).locator('del').allTextContents()

/** The same as sentences, for the order that is being written. */
const readList = async (chief: Page): Promise<void> => {
  await button(chief, ru('redline.list')).click()
  const list = dialogOf(chief).getByRole('listitem')
  await list.first().waitFor()
  expect(await list.allInnerTexts()).toEqual([
    'пункт 1 дополнить словами «в библиотеках области»;',
    'в пункте 1 срок «февраль» заменить сроком «14 февраля»;',
    'дополнить пунктом 4 следующего содержания: «Библионочь», срок: 21 мая;',
    'пункт 4 считать пунктом 5;',
    'пункт 2 («Чемпионат России по чтению вслух среди старшеклассников „Страница 22“ (региональный этап)») исключить;',
    'пункт 1 поместить после пункта 3.',
  ])
  await shoot(chief, 'journey-8-list')
  await button(dialogOf(chief), ru('redline.list.copy')).click()
  await button(dialogOf(chief), ru('redline.list.copied')).waitFor()
  await chief.keyboard.press('Escape')
}

/** What was amended, in the document: to read, to step through, alone, and as a Word file. */
const readRedline = async ({ chief }: Cast): Promise<void> => {
  await button(chief, ru('plan.amended.show')).click()
  await chief.getByText(ru('redline.title', { from: 'редакция 2', to: 'черновик' })).waitFor()
  await chief.getByText('5 изменений').waitFor()
  // It begins at its top, wherever the sheet stood.
  const head = redTable(chief).getByRole('columnheader').first()
  expect(await head.evaluate((element) => element.getBoundingClientRect().top > 140)).toBe(true)
  const added = await redTable(chief).locator('ins').allTextContents()
  expect(added.join('|')).toContain('в библиотеках области')
  expect(await struck(chief)).toEqual(['Было: февраль', 'Было: 4'])
  await redTable(chief).getByText(ru('redline.moved.from.above')).waitFor()
  await redTable(chief).getByText(ru('redline.moved.to.below')).waitFor()
  await button(chief, ru('redline.next')).click()
  await chief.keyboard.press('Alt+ArrowDown')
  await shoot(chief, 'journey-7-redline')
  const tracked = await downloaded(chief, chief.getByRole('link', { name: ru('redline.word') }))
  const xml = await partOf(tracked.bytes, 'word/document.xml')
  expect(resolved(xml, 'accept').flat()).toContain('14 февраля')
  expect(resolved(xml, 'reject').flat()).toContain('февраль')
  await readList(chief)
  await chief.getByText(ru('redline.only')).click()
  await shoot(chief, 'journey-8-changes-only')
}

/** The deleted row comes back while Anna writes in the one before it. */
const restoreBeside = async ({ chief, anna, id, rows }: Cast): Promise<void> => {
  const [first = '', second = ''] = rows
  await openCell(anna, first)
  await typeText(anna, ', к 14 ')
  const removed = redTable(chief)
    .getByRole('row')
    .filter({ hasText: ru('redline.removed') })
  await button(removed, ru('versions.restore.row')).click()
  await cell(anna, second).waitFor()
  await typeText(anna, 'февраля')
  await chief.getByText('4 изменения').waitFor()
  await untilSaved(anna)
  const words = 'Всероссийская акция «Дарите книги с любовью!» в библиотеках области, к 14 февраля'
  expect(await cellText(anna, first)).toBe(words)
  const plan = await ask<PlanJson>(anna, `/api/plans/${id}`)
  expect(plan.sections[1]?.items.slice(0, 2).map((item) => [item.id, item.title.text.slice(0, 20)])).toEqual([
    [first, words.slice(0, 20)],
    [second, 'Чемпионат России по '],
  ])
  expect(plan.sections[1]?.items[0]?.title.text).toBe(words)
  await leaveCell(anna)
  await button(chief, ru('redline.close')).click()
}

/** The approver's way for people to look at: in English, in the dark, narrow. */
const onAPhone = async ({ id }: Cast): Promise<void> => {
  const page = await newPage({ locale: 'en-US', theme: 'dark', viewport: PHONE })
  await signInOverHttp(page, server, DIRECTOR)
  await page.goto(`${server.url}/p/${id}`)
  await button(page, en('plan.amended.show')).click()
  await page.locator('[data-change]').first().waitFor()
  await shoot(page, 'journey-phone-redline')
  await button(page, en('redline.list')).click()
  await page.getByRole('listitem').first().waitFor()
  await shoot(page, 'journey-phone-list')
  await page.keyboard.press('Escape')
  await button(page, en('redline.close')).click()
  await button(page, en('plan.sections.open')).click()
  await button(page, en('plan.versions')).last().click()
  await button(page, en('versions.approve')).click()
  await page.getByRole('dialog').getByRole('listitem').first().waitFor()
  await shoot(page, 'journey-phone-approve')
}

test('[JY5] [JY1] [JY3] [JY4] the sample from a draft to an approved edition, amended, and approved again', async () => {
  const cast = await gather()
  await discuss(cast)
  await suggest(cast)
  await signOff(cast)
  await approveFirst(cast)
  await amend(cast)
  await readRedline(cast)
  await restoreBeside(cast)
  const { chief, director } = cast
  await keep(chief, 'Изменения к приказу')
  await openVersions(director)
  await askToApprove(director, 'Изменения к приказу')
  await dialogOf(director)
    .getByText(/^дополнить пунктом 4 /)
    .waitFor()
  await shoot(director, 'journey-9-approve-amendments')
  if (takesPictures) await onAPhone(cast)
  await approve(director, 'приказ № 41', '2022-02-01')
  // What Anna wrote while the row came back may have been kept as an edition of its own (SPEC HI4): any number will do.
  const banner = /^Утверждена редакция \d+: Павел Орлов, 1 февраля 2022 г\., приказ № 41\.$/
  await Promise.all([chief, cast.anna, director].map((page) => page.getByText(banner).waitFor()))
  await shoot(director, 'journey-10-approved-again')
})
