/** A department editor at the plan: the own section to write in, the others' to read, and no way around it. */
import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { shoot, visit } from '../support/browser.ts'
import { type SeededPlan, call, enterDemo, readPlan, seedPlan } from '../support/http.ts'
import { openHouse } from '../support/open-house.ts'
import { cell, openCell, typeText, untilOpen, untilSaved, untilText } from '../support/sheet-page.ts'
import { writer } from '../support/stock-client.ts'
import { ru } from '../support/words.ts'
import { connect, synced } from '../support/ws-client.ts'

const server = openHouse()

/** A plan whose first section is the events department's, its second the site's. */
const seedDepartments = async (): Promise<SeededPlan> => {
  const plan = await seedPlan(server)
  for (const [index, department] of (['events', 'site'] as const).entries()) {
    const path = `/api/plans/${plan.id}/sections/${plan.sections[index]}`
    expect((await call(server, 'PATCH', path, { body: { department } })).status).toBe(204)
  }
  return plan
}

const ANNA = { name: 'Анна Петрова', role: 'editor', department: 'events' } as const

const titles = async (plan: SeededPlan) =>
  (await readPlan(server, plan.id)).sections.map(({ items }) => items.map(({ title }) => title.text))

const editors = (page: Page) => page.locator('[contenteditable=true]')

test('[SH13] the own section is written in, the others’ are for reading, and the page says so', async () => {
  const plan = await seedDepartments()
  const anna = await visit(server, plan.path, ANNA)
  await untilOpen(anna)
  const [own = '', foreign = ''] = [plan.rows[0][0], plan.rows[1][0]]
  await openCell(anna, own)
  await typeText(anna, ' и наш отдел')
  await untilSaved(anna)
  await anna.keyboard.press('Escape')
  await cell(anna, foreign).click()
  expect(await editors(anna).count()).toBe(0)
  await anna.keyboard.press('Enter')
  await anna.getByText(ru('table.said.notYours')).first().waitFor()
  await anna.getByRole('img', { name: ru('table.band.closed') }).waitFor()
  expect(await cell(anna, foreign).getAttribute('aria-readonly')).toBe('true')
  expect(await anna.getByRole('button', { name: ru('table.section.add') }).count()).toBe(0)
  await shoot(anna, 'department-editor')
  const [first, second] = await titles(plan)
  expect(first?.[0]).toBe('Строка 1-1 и наш отдел')
  expect(second).toEqual(['Строка 2-1', 'Строка 2-2', 'Строка 2-3'])
})

test('[SH13] a section that changes its department while one writes there closes under the caret', async () => {
  const plan = await seedDepartments()
  const anna = await visit(server, plan.path, ANNA)
  await untilOpen(anna)
  const [own = ''] = plan.rows[0]
  await openCell(anna, own)
  await typeText(anna, ' до')
  await untilSaved(anna)
  const path = `/api/plans/${plan.id}/sections/${plan.sections[0]}`
  await call(server, 'PATCH', path, { body: { department: 'site' } })
  await anna
    .getByRole('img', { name: ru('table.band.closed') })
    .nth(1)
    .waitFor()
  await anna.waitForFunction(() => document.querySelector('[contenteditable=true]') === null)
  await untilText(anna, own, 'Строка 1-1 до')
  expect((await titles(plan))[0]?.[0]).toBe('Строка 1-1 до')
})

test('[AC11] a script with the editor’s own session changes not one letter elsewhere', async () => {
  const plan = await seedDepartments()
  const { cookie = '' } = await enterDemo(server, ANNA)
  const script = connect(server, plan.id, { headers: { cookie } })
  await synced(script)
  const write = writer(script.doc, 'script')
  const [own = '', foreign = ''] = [plan.rows[0][1], plan.rows[1][1]]
  const denied = new Promise((resolve) => {
    script.messageHandlers[2] = () => resolve('denied')
  })
  write.retitle(own, 'Наше')
  write.retitle(foreign, 'Чужое')
  expect(await denied).toBe('denied')
  const [first, second] = await titles(plan)
  expect(first?.[1]).toBe('Наше')
  expect(second).toEqual(['Строка 2-1', 'Строка 2-2', 'Строка 2-3'])
  script.destroy()
})
