/** Cells from Word, Excel, Google Sheets and LibreOffice, and back: through the real clipboard of Chromium. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { PlanJson } from '../../shared/plan/json.ts'
import { projectPlan } from '../../shared/plan/project.ts'
import { expectAccessible } from '../support/axe.ts'
import { shoot, visit } from '../support/browser.ts'
import { pasteFrom, readClipboardOf } from '../support/clipboard-page.ts'
import { CALC } from '../support/clipboards/calc.ts'
import { EXCEL } from '../support/clipboards/excel.ts'
import { SHEETS } from '../support/clipboards/sheets.ts'
import { WORD, WORD_TEXT } from '../support/clipboards/word.ts'
import { WRITER, WRITER_TEXT } from '../support/clipboards/writer.ts'
import { planDoc, planDraft } from '../support/drafts.ts'
import { ADMIN, readPlan } from '../support/http.ts'
import { openHouse } from '../support/open-house.ts'
import { cell, openCell, untilOpen } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

const server = openHouse()

/** A plan of four columns on the server; its id. */
const importPlan = async (sections = 2, rows = 3): Promise<string> => {
  const plan = projectPlan(planDoc(planDraft(sections, rows)), 'p')
  const form = new FormData()
  form.set('file', new Blob([JSON.stringify(plan)]), 'plan.json')
  const answer = await fetch(`${server.url}/api/plans/import`, { method: 'POST', headers: ADMIN, body: form })
  if (answer.status !== 201) throw new Error(`Importing failed: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}

const rowsOf = (plan: PlanJson, section = 0) => plan.sections[section]?.items ?? []

/** Rows of a section as words: number, title, period, whose. */
const said = (plan: PlanJson, section = 0): string[][] =>
  rowsOf(plan, section).map(({ number, title, period, cells }) => [
    number,
    title.text.replaceAll('\n', ' / '),
    period.text.replaceAll('\n', ' / '),
    Object.values(cells).join(),
  ])

const until = async (id: string, ok: (plan: PlanJson) => boolean): Promise<PlanJson> => {
  let plan = await readPlan(server, id)
  await expect
    .poll(async () => {
      plan = await readPlan(server, id)
      return ok(plan)
    })
    .toBe(true)
  return plan
}

const select = async (page: Page, row: string, column: 'number' | 'title' | 'period' = 'title') => {
  await cell(page, row, column).click()
  await page.keyboard.press('Escape')
}

const status = (page: Page, words: string | RegExp) => page.getByRole('status').filter({ hasText: words })

const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}

/** Presses the button of the passing message that says this. */
const answer = (page: Page, label: string) =>
  page.getByRole('alertdialog').getByRole('button', { name: label }).first().click()

test('[PA1] [PA2] [PA3] [PA4] [PA7] [PA8] Ctrl+V lays cells of every program over the rows, Ctrl+Z takes them back', async () => {
  const id = await importPlan()
  const page = await visit(server, `/p/${id}`)
  await untilOpen(page)
  const foreign: string[] = []
  page.on('request', (request) => request.url().includes('evil') && foreign.push(request.url()))
  const before = await readPlan(server, id)
  const [first] = rowsOf(before)
  const back = async () => {
    await press(page, 'Control+KeyZ')
    expect(
      said(
        await until(id, (now) => rowsOf(now)[2]?.title.text === 'Событие 1-3' && now.sections.length === 2),
      ),
    ).toEqual(said(before))
  }
  await select(page, first?.id ?? '')
  for (const [html, last, number] of [
    [EXCEL, 'Конкурс чтецов', '4'],
    [CALC, '=1+1 не формула', '4'],
    [SHEETS, 'Конкурс чтецов', '4'],
  ] as const) {
    await pasteFrom(page, { html, text: 'иначе' })
    const plan = await until(id, (now) => rowsOf(now)[2]?.title.text !== 'Событие 1-3')
    expect(said(plan)).toEqual([
      ['1.', expect.stringMatching(/^Форум «Читающий край»/), '12.03.2022', 'Иванова А. П.'],
      ['2.', 'Семинар', '1 кв.', 'Иванова А. П.'],
      [number, last, 'в течение года', ''],
    ])
    await back()
  }
  await status(page, ru('table.said.undone')).waitFor({ state: 'attached' })
  for (const html of [WORD, WRITER]) {
    await select(page, first?.id ?? '', 'number')
    await pasteFrom(page, { html })
    const plan = await until(id, (now) => now.sections.length === 3)
    expect(plan.sections[1]?.title).toBe('Методическая работа')
    expect(said(plan, 1).slice(0, 2)).toEqual([
      [
        '1.',
        expect.stringMatching(/^Неделя детской книги.*: \/ встреча с писателем \/ выставка/),
        'март / апрель',
        expect.stringContaining('Иванова'),
      ],
      ['2.', expect.stringMatching(/^Круглый стол/), 'до 25 декабря', expect.anything()],
    ])
    expect(rowsOf(plan, 1)[0]?.title.html).toContain('<strong>детской')
    await back()
  }
  expect(foreign).toEqual([])
  expect(await page.title()).not.toBe('owned')
})

test('[PA10] [PA11] [PA12] [PA13] [PA15] cells are picked, copied out and back, emptied and cut', async () => {
  const id = await importPlan()
  const page = await visit(server, `/p/${id}`)
  await untilOpen(page)
  const before = await readPlan(server, id)
  const [first = '', second = '', third = ''] = rowsOf(before).map((row) => row.id)
  await select(page, first)
  await press(page, 'Shift+ArrowDown', 'Shift+ArrowRight')
  await status(page, 'Выделено: 2 строки, 2 столбца').waitFor({ state: 'attached' })
  expect(await page.locator('[data-picked]').count()).toBe(4)
  expect(await page.locator('[role=gridcell][aria-selected=true]').count()).toBe(4)
  await expectAccessible(page)
  await shoot(page, 'picked-cells')
  await press(page, 'Control+KeyC')
  const copied = await readClipboardOf(page)
  expect(copied.text).toBe('Событие 1-1\tмарт\r\nСобытие 1-2\tмарт')
  expect(copied.html).toContain('<table border="1"')
  await press(page, 'Delete')
  expect(said(await until(id, (now) => rowsOf(now)[0]?.title.text === ''))[1]).toEqual([
    '2.',
    '',
    '',
    'Иванова',
  ])
  await press(page, 'Control+KeyZ')
  await until(id, (now) => rowsOf(now)[1]?.title.text === 'Событие 1-2')
  await press(page, 'Escape')
  expect(await page.locator('[data-picked]').count()).toBe(0)
  // Whole rows, by Shift and the handle of the last.
  await select(page, first)
  await page.locator(`[data-row="${third}"]`).hover()
  await page.locator(`[data-row="${third}"] [data-menu-button]`).click({ modifiers: ['Shift'] })
  await status(page, 'Выделено: 3 строки, 4 столбца').waitFor({ state: 'attached' })
  await page.keyboard.press('Escape')
  // A press with Shift, one text into all of them, and whole rows.
  await select(page, first, 'period')
  await cell(page, third, 'period').click({ modifiers: ['Shift'] })
  await pasteFrom(page, { text: 'в течение года' })
  await until(id, (now) => rowsOf(now).every(({ period }) => period.text === 'в течение года'))
  await select(page, second)
  await press(page, 'Shift+Space', 'Shift+ArrowDown', 'Control+KeyX')
  expect(said(await until(id, (now) => rowsOf(now)[2]?.title.text === ''))[1]).toEqual(['', '', '', ''])
  await page.locator(`[data-row="${rowsOf(before, 1)[2]?.id}"] [data-column="title"]`).click()
  await press(page, 'Escape', 'Control+KeyV')
  const after = await until(id, (now) => rowsOf(now, 1).length === 4)
  expect(said(after, 1).slice(2)).toEqual([
    ['3.', 'Событие 1-2', 'в течение года', 'Иванова'],
    ['4.', 'Событие 1-3', 'в течение года', 'Иванова'],
  ])
  await press(page, 'Control+KeyA')
  await status(page, 'Выделено: 4 строки, 4 столбца').waitFor({ state: 'attached' })
  await press(page, 'Delete')
  await until(id, (now) => rowsOf(now, 1).length === 0)
  await press(page, 'Control+KeyZ')
  expect(said(await until(id, (now) => rowsOf(now, 1).length === 4), 1)).toEqual(said(after, 1))
})

test('[PA14] [PA5] [PA15] in an open cell a table is offered both ways; what may not be is refused with words', async () => {
  const id = await importPlan()
  const page = await visit(server, `/p/${id}`)
  await untilOpen(page)
  const before = await readPlan(server, id)
  const [first = '', second = ''] = rowsOf(before).map((row) => row.id)
  const table = '<table><tr><td>Форум</td><td>май</td></tr><tr><td>Клуб</td><td>июнь</td></tr></table>'
  await openCell(page, first)
  await pasteFrom(page, { html: table })
  await until(id, (now) => rowsOf(now)[0]?.title.text.startsWith('Событие 1-1Форум') === true)
  await answer(page, ru('table.paste.asCells'))
  const spread = await until(id, (now) => rowsOf(now)[1]?.title.text === 'Клуб')
  expect(
    said(spread)
      .slice(0, 2)
      .map(([, ...cells]) => cells.slice(0, 2)),
  ).toEqual([
    ['Форум', 'май'],
    ['Клуб', 'июнь'],
  ])
  await answer(page, ru('table.paste.asText'))
  // The cells are taken back in one step, and the words come into the open cell in another.
  await until(id, (now) => {
    const [one, two] = rowsOf(now)
    return two?.title.text === 'Событие 1-2' && one?.title.text.includes('Форум') === true
  })
  // Rich text of Writer and of Word goes into the open cell as it is.
  await openCell(page, second)
  await pasteFrom(page, { html: WRITER_TEXT })
  const listed = await until(id, (now) => rowsOf(now)[1]?.title.html.includes('<ol>') === true)
  expect(rowsOf(listed)[1]?.title.html).toContain('<a href="https://rgdb.example/plan">сайт</a>')
  await pasteFrom(page, { html: WORD_TEXT })
  const rich = await until(id, (now) => rowsOf(now)[1]?.title.html.includes('<ul>') === true)
  expect(rowsOf(rich)[1]?.title.html).toContain('<strong>детской')
  await page.keyboard.press('Escape')
  // Refused as a whole, in words.
  await select(page, second, 'period')
  await pasteFrom(page, { text: 'а\tб\tв' })
  await page
    .getByRole('alertdialog')
    .filter({ hasText: 'В таблице 3 столбца, а отсюда вправо помещаются 2 столбца. Ничего не вставлено' })
    .waitFor()
  expect(said(await readPlan(server, id))).toEqual(said(rich))
})

test('[PA15] who only reads may copy, and is told why nothing is pasted', async () => {
  const id = await importPlan()
  const page = await visit(server, `/p/${id}`, { name: 'Читатель', role: 'viewer' })
  await untilOpen(page)
  const before = await readPlan(server, id)
  await cell(page, rowsOf(before)[0]?.id ?? '').click()
  await press(page, 'Shift+ArrowRight', 'Control+KeyC')
  expect((await readClipboardOf(page)).text).toBe('Событие 1-1\tмарт')
  await press(page, 'Control+KeyX', 'Delete', 'Control+KeyV')
  await page
    .getByRole('alertdialog')
    .filter({ hasText: ru('table.said.onlyReading') })
    .first()
    .waitFor()
  expect(said(await readPlan(server, id))).toEqual(said(before))
})
