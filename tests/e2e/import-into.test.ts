/** A file that was read wrongly is put right, and its rows go into a section of an open plan. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { importRu } from '../../shared/i18n/ru/import.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import { expectAccessible } from '../support/axe.ts'
import { shoot, visit } from '../support/browser.ts'
import { createSample } from '../support/http.ts'
import { openHouse } from '../support/open-house.ts'
import { untilOpen, untilSaved } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'
import { xlsxOf } from '../support/xlsx-xml.ts'

const server = openHouse()

/** The first column of words is taken for the title, the second is it; the last row is a section's. */
const WORKBOOK = xlsxOf({
  sheets: [
    {
      rows: [
        ['№', 'Название', 'Подробно', 'Сроки', 'Ответственный'],
        [1, 'Ф-1', 'Форум молодых', 'май', 'Иванова'],
        [2, 'С-2', 'Слёт читателей', 'июнь', 'Петрова'],
        [3, 'И-3', 'Итоги', 'июль', 'Петрова'],
      ],
    },
  ],
})

const rowsOf = async (page: Page, id: string): Promise<string[]> => {
  const plan = (await (await page.request.get(`${server.url}/api/plans/${id}`)).json()) as PlanJson
  return plan.sections[0]?.items.map(({ title }) => title.text) ?? []
}

test('[FI17] [FI20] a file is corrected in the preview, put into a section, and taken back in one step', async () => {
  const id = await createSample(server)
  const page = await visit(server, `/p/${id}`)
  await untilOpen(page)
  const before = await rowsOf(page, id)
  const title = 'Международные мероприятия'
  await page.locator('[data-band]').filter({ hasText: title }).hover()
  await page.getByRole('button', { name: ru('table.section.tools', { section: title }) }).click()
  await page.getByRole('menuitem', { name: ru('table.section.fromFile') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'Отдел.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(WORKBOOK),
  })
  const role = dialog.getByRole('button', { name: ru('mapping.column', { title: 'Подробно' }) })
  await role.click()
  await page.getByRole('option', { name: ru('mapping.role.title') }).click()
  await dialog.getByRole('cell', { name: 'Форум молодых' }).waitFor()
  await dialog
    .getByRole('button', { name: ru('mapping.row') })
    .last()
    .click()
  await page.getByRole('menuitem', { name: ru('mapping.row.skip') }).click()
  await dialog.getByText(importRu['import.warning.row-skipped']).waitFor()
  await expectAccessible(page)
  await shoot(page, 'import-into')
  await dialog.getByRole('button', { name: /Добавить 2 строки/ }).click()
  await dialog.waitFor({ state: 'detached' })
  await untilSaved(page)
  expect(await rowsOf(page, id)).toEqual([...before, 'Форум молодых', 'Слёт читателей'])
  const versions = await (await page.request.get(`${server.url}/api/plans/${id}/versions`)).json()
  expect(versions).toMatchObject({ versions: [{ cause: 'import' }] })
  await page.keyboard.press('Control+z')
  await untilSaved(page)
  await expect.poll(() => rowsOf(page, id)).toEqual(before)
})
