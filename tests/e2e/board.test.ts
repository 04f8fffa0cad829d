/** The board in real browsers: one plan, seen as a board by one person and as a document by another. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { card, carryByFinger, carryByMouse, column, untilBoard, untilIn } from '../support/board-page.ts'
import { PHONE, shoot, visit } from '../support/browser.ts'
import { call, createSample, readPlan } from '../support/http.ts'
import {
  backToList,
  openFromList,
  pick,
  pressAt,
  searchFor,
  showView,
  tabTo,
  writeAt,
  writeIn,
} from '../support/keys.ts'
import { expectAccessibleInBothLanguages } from '../support/looks.ts'
import { openHouse } from '../support/open-house.ts'
import { cell, leaveCell, typeText, untilOpen, untilSaved, untilText } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

const server = openHouse()

/** The sample, and in it the row whose title begins so. */
const sample = async () => {
  const plan = await createSample(server)
  const items = (await readPlan(server, plan)).sections.flatMap((section) => section.items)
  const rowOf = (title: string): string => items.find((item) => item.title.text.startsWith(title))?.id ?? ''
  return { plan, rowOf }
}

/** The card has the keys, in that column. */
const untilKeysIn = (page: Page, row: string, id: string): Promise<void> =>
  column(page, id).locator(`[data-card="${row}"]:focus`).waitFor()

/** With the mouse: told while it is carried, said when it is done, undone by the message; its press has taken the keys along. */
const carriesByMouse = async (anna: Page, boris: Page, week: string): Promise<void> => {
  await untilIn(anna, week, 'm6')
  await carryByMouse(anna, week, 'm7')
  await anna.getByText(ru('board.preview.words', { after: 'июль' })).waitFor()
  await shoot(anna, 'board-carried')
  await anna.mouse.up()
  await untilKeysIn(anna, week, 'm7')
  await untilText(boris, week, 'июль', 'period')
  const names = { card: 'Областная Неделя ЖИЗНИ', column: 'Июль', before: 'июнь', after: 'июль' }
  const said = ru('board.said.words', names)
  await anna.getByRole('status').filter({ hasText: said }).first().waitFor()
  await shoot(anna, 'board-said')
  await anna.getByRole('button', { name: ru('row.undo') }).click()
  await untilText(boris, week, 'июнь', 'period')
  await untilKeysIn(anna, week, 'm6')
}

/** By keys: the focus stays on the card, also when the message takes it back; Ctrl+Z is the same undo as everywhere. */
const carriesByKeys = async (anna: Page, boris: Page, week: string): Promise<void> => {
  await anna.keyboard.press('Alt+ArrowRight')
  await untilText(boris, week, 'июль', 'period')
  await untilKeysIn(anna, week, 'm7')
  await pressAt(anna, anna.getByRole('button', { name: ru('row.undo') }))
  await untilText(boris, week, 'июнь', 'period')
  await untilKeysIn(anna, week, 'm6')
  await anna.keyboard.press('Alt+ArrowRight')
  await untilText(boris, week, 'июль', 'period')
  await anna.keyboard.press('Control+KeyZ')
  // Long before its time.
  await anna.getByRole('button', { name: ru('row.undo') }).waitFor({ state: 'detached', timeout: 4000 })
  await untilText(boris, week, 'июнь', 'period')
  await untilKeysIn(anna, week, 'm6')
  await anna
    .getByRole('status')
    .filter({ hasText: ru('row.undone') })
    .first()
    .waitFor()
}

const heightOf = async (page: Page, row: string): Promise<number | undefined> =>
  (await page.locator(`[data-board] li[data-row="${row}"]`).boundingBox())?.height

/** A colleague is seen on the card, which is as high as before, and moves it by writing. */
const colleagueMoves = async (anna: Page, boris: Page, week: string): Promise<void> => {
  const height = await heightOf(anna, week)
  await writeAt(boris, 'Неделя ЖИЗНИ', week, 'period')
  const names = ru('row.people', { names: 'Борис Ильин' })
  await anna.locator('[data-board]').getByText(names).waitFor()
  expect(await heightOf(anna, week)).toBe(height)
  await boris.keyboard.press('Control+A')
  await typeText(boris, '10 августа')
  await leaveCell(boris)
  await untilKeysIn(anna, week, 'm8')
}

/** A card that says its state is as high as before when somebody comments on it. */
const colleagueComments = async (anna: Page, plan: string, row: string): Promise<void> => {
  await call(server, 'PATCH', `/api/plans/${plan}/items/${row}`, { body: { state: 'in-progress' } })
  const marks = anna.locator(`[data-board] li[data-row="${row}"]`)
  await marks.getByText(ru('row.state.in-progress')).waitFor()
  const height = await heightOf(anna, row)
  await call(server, 'POST', `/api/plans/${plan}/comments`, { body: { item: row, body: 'Когда?' } })
  await marks.locator('[data-talk]').waitFor()
  expect(await heightOf(anna, row)).toBe(height)
}

/** The open card: its list of columns, where words that cannot be moved stay; the cells' own editor; the way out. */
const worksInCard = async (anna: Page, boris: Page, week: string): Promise<void> => {
  await searchFor(anna, 'Неделя ЖИЗНИ')
  const panel = anna.locator('[data-row-panel]')
  await pick(anna, panel.getByRole('button', { name: ru('board.panel.move') }), ru('board.vague.year'))
  await cell(boris, week, 'period').getByText('в течение года').waitFor()
  const words = await cell(boris, week, 'period').locator('.rich').innerText()
  expect(words.trim()).toBe('10 августа')
  await tabTo(anna, panel.getByRole('textbox').first(), 'back')
  await panel.locator('[contenteditable=true]').waitFor()
  await anna.keyboard.press('Control+End')
  await typeText(anna, '!')
  await untilText(boris, week, 'Областная Неделя ЖИЗНИ!')
  await expectAccessibleInBothLanguages(anna, 'board-card')
  await panel.locator('[contenteditable=true]:focus').waitFor()
  await pressAt(anna, panel.getByRole('button', { name: ru('row.document') }))
  await untilOpen(anna)
  await cell(anna, week).and(anna.locator(':focus')).waitFor()
}

/** A bare address, as the list has it, opens what was looked at before; a link to a row leads into the document all the same. */
const remembers = async (anna: Page, plan: string, week: string): Promise<void> => {
  await anna.keyboard.press('Escape')
  await showView(anna, 'board', 'on')
  await untilBoard(anna)
  await untilSaved(anna)
  await backToList(anna)
  await openFromList(anna, plan)
  await untilBoard(anna)
  expect(new URL(anna.url()).search).toBe('?view=board&by=month')
  await anna.goto(`${server.url}/p/${plan}#row=${week}`)
  await untilOpen(anna)
}

/** From the list of plans to two rows of one of them, on the board. */
const comesToBoard = async (anna: Page, plan: string): Promise<void> => {
  await openFromList(anna, plan)
  await untilOpen(anna)
  await showView(anna, 'board')
  await untilBoard(anna)
  await writeIn(anna, anna.getByRole('searchbox', { name: ru('filter.words') }), 'неделя')
  await anna.getByText(ru('filter.shown', { shown: '2', total: '35' })).waitFor()
  expect(new URL(anna.url()).searchParams.toString()).toBe(
    new URLSearchParams({ view: 'board', by: 'month', q: 'неделя' }).toString(),
  )
  await anna.goBack()
  await untilOpen(anna)
  await anna.goForward()
  await untilBoard(anna)
}

test('[KB3, KG1, KG2, KG5, KJ1, KJ2, KX2, KX3, KX5, BD4, BD9, BD10, BD11, FV1, FV2] one carries a card, the other sees the cell; and back, with the mouse and by keys', async () => {
  const { plan, rowOf } = await sample()
  const week = rowOf('Областная Неделя ЖИЗНИ')
  const anna = await visit(server, '/')
  const boris = await visit(server, `/p/${plan}?q=неделя`, {
    name: 'Борис Ильин',
    role: 'editor',
    department: 'service',
  })
  await comesToBoard(anna, plan)
  await untilOpen(boris)
  await boris.getByText(ru('filter.shown', { shown: '2', total: '35' })).waitFor()
  await carriesByMouse(anna, boris, week)
  await carriesByKeys(anna, boris, week)
  await colleagueMoves(anna, boris, week)
  await colleagueComments(anna, plan, week)
  await worksInCard(anna, boris, week)
  await remembers(anna, plan, week)
})

/** A department's editor may not drop a row on another's section. */
const isRefusedByMouse = async (page: Page, own: string): Promise<void> => {
  await carryByMouse(page, own, 'd:method')
  const why = ru('board.refused.not-theirs', { column: 'Методический отдел' })
  await page.locator('[data-board-ghost]').getByText(why).waitFor()
  await shoot(page, 'board-refused')
  await page.mouse.up()
  await page.locator('[data-board-ghost]').waitFor({ state: 'detached' })
  await page.getByText(why).first().waitFor()
  await untilIn(page, own, 'd:events')
}

/** Nor carry another's row; by keys the same is refused for the same reason. */
const isRefusedByKeys = async (page: Page, foreign: string): Promise<void> => {
  await searchFor(page, 'неделя жизни')
  await page.keyboard.press('Escape')
  await card(page, foreign).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Alt+ArrowRight')
  await page.getByText(ru('board.refused.not-yours')).first().waitFor()
}

/** By state, which is a fact and not content; two keys in a row both count. */
const carriesThroughStates = async (page: Page, plan: string, own: string): Promise<void> => {
  await pick(page, page.getByRole('button', { name: ru('filter.by') }), ru('filter.by.state'))
  await untilIn(page, own, 't:planned')
  await searchFor(page, 'всемирная образовательная')
  await page.locator('[data-board] :focus').waitFor()
  await page.keyboard.press('Escape')
  await card(page, own).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Alt+ArrowRight')
  await page.keyboard.press('Alt+ArrowRight')
  await untilIn(page, own, 't:done')
  await untilSaved(page)
  const items = (await readPlan(server, plan)).sections.flatMap((section) => section.items)
  expect(items.find(({ id }) => id === own)?.state).toBe('done')
}

/** Filters are counted, stand in the address and are cleared at once; nothing found says so. */
const filters = async (page: Page, own: string): Promise<void> => {
  await tabTo(page, page.getByRole('button', { name: ru('filter.mine'), exact: true }), 'back')
  await page.keyboard.press('Enter')
  await page.getByText(ru('filter.shown', { shown: '4', total: '35' })).waitFor()
  expect(page.url()).toContain('mine=1')
  await tabTo(page, page.getByRole('searchbox', { name: ru('filter.words') }), 'back')
  await page.keyboard.insertText('такого нет')
  await page.getByText(ru('filter.none.text')).waitFor()
  await expectAccessibleInBothLanguages(page, 'board-nothing')
  await pressAt(page, page.getByRole('button', { name: ru('filter.clear') }))
  await untilIn(page, own, 't:done')
  await page.getByRole('button', { name: ru('filter.clear') }).waitFor({ state: 'detached' })
  expect(new URL(page.url()).search).toBe('?view=board&by=state')
}

/** In the document bands without rows are gone, and going to a hidden row shows all. */
const filtersDocument = async (page: Page, foreign: string): Promise<void> => {
  await showView(page, 'document')
  await untilOpen(page)
  await pressAt(page, page.getByRole('button', { name: ru('plan.filter') }))
  await writeIn(page, page.getByRole('searchbox', { name: ru('filter.words') }), 'символы')
  await page.getByText(ru('filter.shown', { shown: '1', total: '35' })).waitFor()
  await page.waitForFunction(() => document.querySelectorAll('[data-band]').length === 1)
  await searchFor(page, 'неделя жизни')
  await cell(page, foreign).and(page.locator(':focus')).waitFor()
  expect(new URL(page.url()).searchParams.has('q')).toBe(false)
  await page.keyboard.press('Escape')
}

/** One column at a time, at first that of the card with the keys; the card lies over it, and gives the keys back. */
const fitsPhone = async (page: Page, own: string): Promise<void> => {
  await page.setViewportSize(PHONE)
  await untilKeysIn(page, own, 'm3')
  const next = page.getByRole('button', { name: ru('board.switch.next') })
  await pressAt(page, next)
  await page.getByRole('heading', { name: /Апрель/ }).waitFor()
  expect(await page.locator('[data-board-column]').count()).toBe(1)
  const first = page.locator('[data-card]').first()
  await pressAt(page, first)
  await page.locator('[data-row-panel]').waitFor()
  await shoot(page, 'board-card-narrow')
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await page.keyboard.press('Escape')
  await page.locator('[data-row-panel]').waitFor({ state: 'detached' })
  await first.and(page.locator(':focus')).waitFor()
}

test('[KB3, KG1, KX5, KX2, BD7, BD8, BD10, BD13, FV4, FV5] what may not be is refused with its reason; states, filters, a finger, a narrow window', async () => {
  const { plan, rowOf } = await sample()
  const [own, foreign] = [rowOf('Всемирная образовательная акция'), rowOf('Областная Неделя ЖИЗНИ')]
  const page = await visit(server, '/', { name: 'Ольга Дым', role: 'editor', department: 'events' })
  await openFromList(page, plan)
  await untilOpen(page)
  await showView(page, 'board')
  await untilBoard(page)
  const by = page.getByRole('button', { name: ru('filter.by') })
  await pick(page, by, ru('filter.by.department'))
  await untilIn(page, own, 'd:events')
  await isRefusedByMouse(page, own)
  await isRefusedByKeys(page, foreign)
  await carriesThroughStates(page, plan, own)
  await filters(page, own)
  await filtersDocument(page, foreign)
  await showView(page, 'board', 'on')
  await pick(page, by, ru('filter.by.month'))
  await carryByFinger(page, own, 'm3')
  await untilIn(page, own, 'm3')
  await searchFor(page, 'всемирная образовательная')
  await page.keyboard.press('Escape')
  await untilKeysIn(page, own, 'm3')
  await expectAccessibleInBothLanguages(page, 'board')
  await fitsPhone(page, own)
})
