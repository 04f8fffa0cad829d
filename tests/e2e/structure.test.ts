/** Rows, sections and columns: made, named, moved, hidden, deleted, restored, by keys; dragged and opened with the mouse. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { visit } from '../support/browser.ts'
import { type SeededPlan, call, createSample, readPlan, seedPlan } from '../support/http.ts'
import {
  openFromList,
  pressAt,
  searchFor,
  tabTo,
  take,
  takeInMenu,
  writeAt,
  writeIn,
} from '../support/keys.ts'
import { openHouse } from '../support/open-house.ts'
import {
  cell,
  moveCaret,
  rowOrder,
  textLines,
  typeText,
  untilFocus,
  untilOpen,
  untilOrder,
  untilSaved,
} from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

const server = openHouse()

const openPlan = async (): Promise<{ plan: SeededPlan; page: Page }> => {
  const plan = await seedPlan(server)
  const page = await visit(server, plan.path, { role: 'chief' })
  await untilOpen(page)
  return { plan, page }
}

const sectionTitles = async (plan: SeededPlan): Promise<string[]> =>
  (await readPlan(server, plan.id)).sections.map((section) => section.title)

const rail = (page: Page) => page.getByRole('navigation', { name: ru('plan.sections') })

/** Takes an item of the menu of what has the keys: a cell's row, a band's section. */
const chooseInMenu = async (page: Page, item: string): Promise<void> => {
  await page.keyboard.press('Shift+F10')
  // Its name ends with its key, where it has one.
  await take(page, page.getByRole('menuitem', { name: item }))
}

/** Goes to a row that has this title, and takes an item of its menu. */
const chooseInRowMenu = async (page: Page, row: string, title: string, item: string): Promise<void> => {
  await searchFor(page, title)
  await untilFocus(page, row)
  await chooseInMenu(page, item)
}

/** Goes to the section above its first row, which has this title, and takes an item of its menu. */
const chooseInSectionMenu = async (page: Page, row: string, title: string, item: string): Promise<void> => {
  await searchFor(page, title)
  await untilFocus(page, row)
  await page.keyboard.press('ArrowUp')
  await page.locator('[data-band]:focus').waitFor()
  await chooseInMenu(page, item)
}

/** Out of the cells, whose own Tab goes from one to the next, to a button at the table's head. */
const pressAtTable = async (page: Page, name: string): Promise<void> => {
  await page.keyboard.press('Escape')
  await pressAt(page, page.getByRole('button', { name, exact: true }))
}

const restoreFirst = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape')
  await tabTo(page, rail(page).getByRole('button', { name: ru('plan.trash') }), 'back')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('region', { name: ru('table.trash') })
  await panel.waitFor()
  await pressAt(page, page.getByRole('button', { name: ru('table.trash.restore') }).first())
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
}

/** A row gets a part, another goes into the trash and comes back to its place. */
const worksOnRows = async (page: Page, plan: SeededPlan): Promise<void> => {
  const [first = '', second = '', third = ''] = plan.rows[0]
  await chooseInRowMenu(page, first, 'Строка 1-1', ru('table.row.addChild'))
  await page.locator('[contenteditable=true]:focus').waitFor()
  await typeText(page, 'Подпункт')
  await page.locator('[data-level="1"]').getByText('Подпункт').waitFor()
  await page.keyboard.press('Escape')
  await chooseInRowMenu(page, second, 'Строка 1-2', ru('table.row.delete'))
  await page.locator(`[data-row="${second}"]`).waitFor({ state: 'detached' })
  await restoreFirst(page)
  await page.locator(`[data-row="${second}"]`).waitFor()
  await untilSaved(page)
  const items = (await readPlan(server, plan.id)).sections[0]?.items ?? []
  expect(items.map(({ id }) => id).filter((id) => plan.rows[0].includes(id))).toEqual([first, second, third])
}

/** A section is made and named, goes down, another goes into the trash and comes back to its place. */
const worksOnSections = async (page: Page, plan: SeededPlan): Promise<void> => {
  const inRail = (name: RegExp) => rail(page).getByRole('link', { name })
  const moved = ['Первый раздел', 'Второй раздел', 'Новый раздел']
  await chooseInSectionMenu(page, plan.rows[0][0] ?? '', 'Строка 1-1', ru('table.section.addAfter'))
  await page.locator('[contenteditable=true]:focus').waitFor()
  await typeText(page, 'Новый раздел')
  await page.keyboard.press('Escape')
  await inRail(/Новый раздел/).waitFor()
  await page.locator('[data-band]:focus').waitFor()
  await chooseInMenu(page, ru('table.section.down'))
  await untilSaved(page)
  await expect.poll(() => sectionTitles(plan)).toEqual(moved)
  await chooseInSectionMenu(page, plan.rows[1][0] ?? '', 'Строка 2-1', ru('table.section.delete'))
  await inRail(/Второй раздел/).waitFor({ state: 'detached' })
  await restoreFirst(page)
  await inRail(/Второй раздел/).waitFor()
  await untilSaved(page)
  expect(await sectionTitles(plan)).toEqual(moved)
}

/** A column is made, named and filled, hidden and shown, goes into the trash and comes back with its words. */
const worksOnColumns = async (page: Page, plan: SeededPlan): Promise<void> => {
  const row = plan.rows[0][0] ?? ''
  await searchFor(page, 'Строка 1-1')
  await untilFocus(page, row)
  await pressAtTable(page, ru('table.columns'))
  await takeInMenu(page, ru('table.columns.add'))
  await page.locator('input:focus').waitFor()
  await writeIn(page, page.getByRole('textbox', { name: ru('table.column.rename') }), 'Ответственный')
  await page.keyboard.press('Enter')
  const header = page.getByRole('columnheader').filter({ hasText: 'Ответственный' })
  await header.waitFor()
  const column = (await header.getAttribute('data-id')) ?? ''
  const filled = page.locator(`[data-row="${row}"] [data-column="${column}"]`)
  await searchFor(page, 'Строка 1-1')
  await untilFocus(page, row)
  await page.keyboard.press('End')
  await filled.and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('[contenteditable=true]').waitFor()
  await typeText(page, 'Иванова')
  await page.keyboard.press('Escape')
  await pressAtTable(page, 'Ответственный')
  await takeInMenu(page, ru('table.column.hide'))
  await filled.waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await pressAt(page, page.getByRole('button', { name: ru('table.columns'), exact: true }))
  await takeInMenu(page, 'Ответственный')
  await filled.getByText('Иванова').waitFor()
  await tabTo(page, page.getByRole('button', { name: 'Ответственный', exact: true }), 'back')
  await page.keyboard.press('Enter')
  await takeInMenu(page, ru('table.column.delete'))
  await filled.waitFor({ state: 'detached' })
  await restoreFirst(page)
  await filled.getByText('Иванова').waitFor()
}

test('[PG14, PG16, PG17, KB3, KX5] a row, a section and a column are made, filled, moved, deleted and restored by keys alone', async () => {
  const plan = await seedPlan(server)
  const page = await visit(server, '/', { role: 'chief' })
  await openFromList(page, plan.id)
  await untilOpen(page)
  await worksOnRows(page, plan)
  await worksOnSections(page, plan)
  await worksOnColumns(page, plan)
})

const handleByMouse = async (page: Page, row: string) => {
  await page.locator(`[data-row="${row}"]`).hover()
  return page.locator(`[data-row="${row}"] [data-menu-button]`)
}

test('[PG15] a row is dragged with the mouse by its handle into another section', async () => {
  const { plan, page } = await openPlan()
  const [first = '', second = '', third = ''] = plan.rows[0]
  const [other = '', ...rest] = plan.rows[1]
  const from = await (await handleByMouse(page, first)).boundingBox()
  const to = await page.locator(`[data-row="${other}"]`).boundingBox()
  if (!from || !to) throw new Error('The rows are not on the page')
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(from.x + from.width / 2, to.y + to.height / 2, { steps: 8 })
  await page.mouse.move(from.x + from.width / 2, to.y + to.height - 2, { steps: 4 })
  await page.mouse.up()
  await untilOrder(page, [second, third, other, first, ...rest])
})

test('[SH12] a number is kept as it is typed, and Ctrl+Z takes it back, and nothing else', async () => {
  const { plan, page } = await openPlan()
  const [first = '', second = ''] = plan.rows[0]
  await writeAt(page, 'Строка 1-2', second, 'title')
  await typeText(page, ' слова')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowLeft')
  await cell(page, first, 'number').and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('input:focus').waitFor()
  await typeText(page, '55')
  await page.keyboard.press('Control+KeyZ')
  await page.locator('input:focus').and(page.locator('[value="1."]')).waitFor()
  await page.keyboard.press('Control+KeyA')
  await typeText(page, '7.')
  await untilSaved(page)
  await page.reload()
  await untilOpen(page)
  await cell(page, first, 'number').getByText('7.').waitFor()
  expect(
    (await readPlan(server, plan.id)).sections[0]?.items.map(({ number, title }) => [number, title.text]),
  ).toEqual([
    ['7.', 'Строка 1-1'],
    ['8.', 'Строка 1-2 слова'],
    ['9.', 'Строка 1-3'],
  ])
})

test('[UN7] Ctrl+Z works with the focus beside the sheet, and leaves fields to themselves', async () => {
  const { plan, page } = await openPlan()
  const [first = '', ...others] = plan.rows[0]
  await chooseInSectionMenu(page, plan.rows[1][0] ?? '', 'Строка 2-1', ru('table.section.delete'))
  await untilOrder(page, plan.rows[0])
  await page.keyboard.press('Control+KeyZ')
  await untilOrder(page, plan.rows.flat())
  await chooseInRowMenu(page, first, 'Строка 1-1', ru('table.row.delete'))
  await untilOrder(page, [...others, ...plan.rows[1]])
  await restoreFirst(page)
  await untilOrder(page, plan.rows.flat())
  await page.keyboard.press('Control+KeyZ')
  await untilOrder(page, [...others, ...plan.rows[1]])
  await page.keyboard.press('Control+KeyK')
  await page.locator('input:focus').waitFor()
  await page.keyboard.press('Control+KeyZ')
  await page.keyboard.press('Escape')
  await page.locator('input:focus').waitFor({ state: 'detached' })
  await untilSaved(page)
  expect((await readPlan(server, plan.id)).sections[0]?.items.map(({ id }) => id)).toEqual(others)
})

test('[PG18] a cell keeps bold text and lists, and looks the same after it is left', async () => {
  const { plan, page } = await openPlan()
  const row = plan.rows[0][0] ?? ''
  await writeAt(page, 'Строка 1-1', row, 'title')
  await page.keyboard.press('Control+KeyA')
  await page.keyboard.press('Control+KeyB')
  await cell(page, row).locator('strong').waitFor()
  await moveCaret(page, 'Control+End')
  await page.keyboard.press('Enter')
  await cell(page, row).locator('p:nth-child(2)').waitFor()
  await page.keyboard.press('Control+Shift+Digit8')
  await typeText(page, 'первый пункт')
  const open = await cell(page, row).boundingBox()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await cell(page, row).locator('strong').getByText('Строка 1-1').waitFor()
  await cell(page, row).locator('ul li').getByText('первый пункт').waitFor()
  expect(await cell(page, row).boundingBox()).toEqual(open)
  await untilSaved(page)
  const html = (await readPlan(server, plan.id)).sections[0]?.items[0]?.title.html
  expect(html).toBe('<p><strong>Строка 1-1</strong></p><ul><li>первый пункт</li></ul>')
})

test('[PG19] opening a cell with the mouse moves not one line of the page by a hundredth of a pixel', async () => {
  const id = await createSample(server)
  const page = await visit(server, `/p/${id}`)
  await untilOpen(page)
  const rows = (await rowOrder(page)).slice(0, 5)
  for (const row of rows) {
    for (const column of ['title', 'period'] as const) {
      await cell(page, row, column).scrollIntoViewIfNeeded()
      const closed = await textLines(page, row, column)
      await cell(page, row, column).click()
      await cell(page, row, column).locator('[contenteditable=true]').waitFor()
      expect(await textLines(page, row, column), `${row} ${column}`).toEqual(closed)
    }
  }
})

const HARD_TEXTS = [
  '<p><strong>Жирно <em>и курсив</em></strong>, <a href="https://example.org/длинный/адрес">ссылка</a></p>' +
    '<ul data-marker="dash"><li>раз</li><li>два<ol start="3"><li>три</li></ol></li></ul>',
  '',
  '<p>Превысокомногорассмотрительствующийдостопримечательностный</p><p></p><p>конец<br>строки<br></p>',
]

test.each([
  { theme: 'dark', viewport: { width: 1440, height: 900 } },
  { theme: 'light', viewport: { width: 700, height: 900 } },
  { theme: 'light', viewport: { width: 390, height: 844 } },
] as const)(
  '[PG19] lists, links, marks, long words and empty cells stay where they are under the mouse: %o',
  async (view) => {
    const plan = await seedPlan(server)
    const rows = plan.rows[0]
    for (const [index, html] of HARD_TEXTS.entries()) {
      const body = {
        title: { html },
        period: index === 1 ? '' : 'в течение года по предварительному запросу',
      }
      const { status } = await call(server, 'PATCH', `/api/plans/${plan.id}/items/${rows[index]}`, { body })
      expect(status).toBe(204)
    }
    const page = await visit(server, plan.path, view)
    await untilOpen(page)
    for (const row of rows) {
      for (const column of ['title', 'period'] as const) {
        const here = cell(page, row, column)
        await here.scrollIntoViewIfNeeded()
        const size = async () => {
          const box = await here.boundingBox()
          return [box?.width, box?.height]
        }
        const closed = [await size(), await textLines(page, row, column)]
        await here.click({ position: { x: 6, y: 8 } })
        await here.locator('[contenteditable=true]').waitFor()
        expect([await size(), await textLines(page, row, column)], `${row} ${column}`).toEqual(closed)
      }
    }
  },
)
