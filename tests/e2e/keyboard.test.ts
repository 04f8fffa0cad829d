/** The plan without a mouse. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { visit } from '../support/browser.ts'
import { skipTo, tabTo, takeInMenu } from '../support/keys.ts'
import { type SeededPlan, createSample, seedPlan } from '../support/http.ts'
import { openHouse } from '../support/open-house.ts'
import { installRepaint } from '../support/repaint.ts'
import { untilAtRest, untilDrawn } from '../support/repaint-page.ts'
import {
  cell,
  cellText,
  moveCaret,
  openCell,
  rowOrder,
  typeText,
  untilInSight,
  untilOpen,
  untilOrder,
  untilText,
} from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

const server = openHouse()

const openPlan = async (): Promise<{ plan: SeededPlan; page: Page }> => {
  const plan = await seedPlan(server)
  const page = await visit(server, plan.path)
  await untilOpen(page)
  return { plan, page }
}

/** Which cell has the focus: `row column`. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const place = document.activeElement?.closest<HTMLElement>('[data-column]')
    return `${place?.closest<HTMLElement>('[data-row]')?.dataset.row ?? ''} ${place?.dataset.column ?? ''}`
  })

const select = async (page: Page, row: string): Promise<void> => {
  await cell(page, row).click()
  await page.keyboard.press('Escape')
  expect(await focused(page)).toBe(`${row} title`)
}

test('[PG6] arrows, Tab and Enter lead through the cells, Esc out of them', async () => {
  const { plan, page } = await openPlan()
  const [first = '', second = ''] = plan.rows[0]
  await select(page, first)
  await page.keyboard.press('ArrowRight')
  expect(await focused(page)).toBe(`${first} period`)
  await page.keyboard.press('ArrowDown')
  expect(await focused(page)).toBe(`${second} period`)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe(`${plan.rows[0][2]} title`)
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await page.locator('[contenteditable=true]').waitFor()
  await moveCaret(page, 'End')
  await typeText(page, ' месяц')
  await page.keyboard.press('Escape')
  await untilText(page, second, 'март месяц', 'period')
  await page.keyboard.press('Escape')
  expect(await focused(page)).toBe(' ')
})

test('[PG6] Tab at the end of a section adds a row', async () => {
  const { plan, page } = await openPlan()
  await openCell(page, plan.rows[0][2] ?? '', 'period')
  await page.keyboard.press('Tab')
  await page.waitForFunction(() => document.querySelectorAll('[data-row]').length === 7)
  const order = await rowOrder(page)
  expect(order.slice(0, 3)).toEqual(plan.rows[0])
  expect(order.slice(4)).toEqual(plan.rows[1])
})

test('[PG7] Alt with the arrows moves a row within its section and on into the next, and says so', async () => {
  const { plan, page } = await openPlan()
  const [first = '', second = '', third = ''] = plan.rows[0]
  await select(page, second)
  await page.keyboard.press('Alt+ArrowDown')
  await untilOrder(page, [first, third, second, ...plan.rows[1]])
  await page.getByRole('status').filter({ hasText: 'Первый раздел' }).waitFor({ state: 'attached' })
  await page.keyboard.press('Alt+ArrowDown')
  await page.getByRole('status').filter({ hasText: 'Второй раздел' }).waitFor({ state: 'attached' })
  await page.keyboard.press('Alt+ArrowUp')
  await page.keyboard.press('Alt+ArrowUp')
  await untilOrder(page, [first, second, third, ...plan.rows[1]])
  expect(await focused(page)).toBe(`${second} title`)
})

test('[PG7] Alt with right and left makes a row part of the one above and free again', async () => {
  const { plan, page } = await openPlan()
  const second = plan.rows[0][1] ?? ''
  await select(page, second)
  await page.keyboard.press('Alt+ArrowRight')
  await page.locator(`[data-row="${second}"] [data-level="1"]`).first().waitFor()
  await page.keyboard.press('Alt+ArrowLeft')
  await page.locator(`[data-row="${second}"] [data-level="0"]`).first().waitFor()
})

test('[PG8] Ctrl+K and Ctrl+F find any row of the plan and jump to it', async () => {
  const page = await visit(server, `/p/${await createSample(server)}`)
  await untilOpen(page)
  for (const key of ['Control+KeyK', 'Control+KeyF']) {
    await page.keyboard.press(key)
    await page.getByPlaceholder(ru('search.placeholder')).fill('мастер форум')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.locator('[data-row]').getByText('Мастер-форум').first().waitFor()
  }
})

test('[PG9] the address of a row opens the plan at that row', async () => {
  const id = await createSample(server)
  const first = await visit(server, `/p/${id}`)
  await untilOpen(first)
  const plan = (await (await first.request.get(`${server.url}/api/plans/${id}`)).json()) as {
    sections: { items: { id: string }[] }[]
  }
  const last = plan.sections.at(-1)?.items.at(-1)?.id ?? ''
  const page = await visit(server, `/p/${id}#row=${last}`)
  await untilInSight(page, last)
})

test('[PG10] typing into a selected cell starts writing there', async () => {
  const { plan, page } = await openPlan()
  const [first = ''] = plan.rows[0]
  await select(page, first)
  await page.keyboard.press('x')
  await page.locator('[contenteditable=true]').waitFor()
  await page.keyboard.press('y')
  await page.keyboard.press('Escape')
  expect(await cellText(page, first)).toMatch(/xy/)
})

/** What has the keyboard, by its name. */
const focusedName = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const one = document.activeElement
    return one === null ? '' : (one.getAttribute('aria-label') ?? one.textContent ?? '').trim()
  })

/** Of the cell, the table around it and what says "Saved"; the tools of the row or the editor's bar alone have more. */
const KEY = 32

test('[FQ6] a key draws its cell again, and neither the tools of its row nor other lines', async () => {
  const page = await visit(server, `/p/${await createSample(server)}`, { scripts: [installRepaint] })
  await untilOpen(page)
  const [first = ''] = await rowOrder(page)
  await openCell(page, first)
  await typeText(page, 'а')
  await untilAtRest(page)
  await page.evaluate(() => window.repaintProbe.start())
  await typeText(page, 'б')
  await untilDrawn(page)
  const { rows, components } = await page.evaluate(() => window.repaintProbe.end())
  expect([...new Set(rows)]).toEqual([first])
  expect(components).toBeLessThan(KEY)
})

test('[PG39] from the blocks above the table Tab and an arrow lead into the table', async () => {
  const { plan, page } = await openPlan()
  await page.locator('[data-block="title"]').focus()
  while (!(await page.evaluate(() => document.activeElement?.hasAttribute('data-grid')))) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('ArrowDown')
  await page.waitForFunction(
    (row) => document.activeElement?.closest('[data-row]')?.getAttribute('data-row') === row,
    plan.rows[0][0],
  )
})

test('[PG40] whoever deletes a section or a column by keyboard does not lose their place, and can undo it there', async () => {
  const { plan, page } = await openPlan()
  await page.locator(`[data-row="${plan.rows[0][0]}"] [data-column="title"]`).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Shift+F10')
  await takeInMenu(page, ru('table.section.delete'))
  await page.waitForFunction(
    (section) => document.activeElement?.getAttribute('data-band') === section,
    plan.sections[1],
  )
  await page.keyboard.press('Control+KeyZ')
  await page.locator(`[data-band="${plan.sections[0]}"]`).waitFor()

  await page
    .getByRole('columnheader')
    .getByRole('button', { name: ru('template.column.period') })
    .focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: ru('table.column.hide') }).press('Enter')
  await expect.poll(() => focusedName(page)).toBe(ru('table.columns'))
  await page.keyboard.press('Control+KeyZ')
  await page
    .getByRole('columnheader')
    .getByRole('button', { name: ru('template.column.period') })
    .waitFor()
})

test('[KB1] the menu that a key opens has the next key at once, and Esc leads back into the cell', async () => {
  const { plan, page } = await openPlan()
  const [first = ''] = plan.rows[0]
  await select(page, first)
  await page.keyboard.press('Shift+F10')
  const menu = page.getByRole('menu')
  await menu.waitFor()
  await page.keyboard.press('ArrowDown')
  await menu.getByRole('menuitem').first().and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Escape')
  await menu.waitFor({ state: 'detached' })
  await expect.poll(() => focused(page)).toBe(`${first} title`)
})

test('[KB2] the first keys of a loaded plan lead past its header, to its text and to what is done with it', async () => {
  const { page } = await openPlan()
  await skipTo(page, 'tools')
  await page.keyboard.press('Tab')
  await page
    .getByRole('button', { name: ru('plan.checks') })
    .and(page.locator(':focus'))
    .waitFor()
  await page.reload()
  await untilOpen(page)
  await skipTo(page, 'content')
  await tabTo(page, page.locator('[data-block="title"]'))
})

test('[AX3] the heading of the page is called by the title of the plan', async () => {
  const { page } = await openPlan()
  await page.getByRole('heading', { level: 1, name: 'План испытаний' }).waitFor()
})
