/** The checker's panel and marks beside a live plan. */
import { expect, test } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { shoot, visit } from '../support/browser.ts'
import { createSample, readPlan } from '../support/http.ts'
import { openHouse } from '../support/open-house.ts'
import { leaveCell, typeText, untilOpen, untilSaved } from '../support/sheet-page.ts'
import { ru } from '../support/words.ts'

test('[CK9, CK7] [LM4] [LM5] findings are told live, lead to their place, and are set aside with a reason and taken up again', async () => {
  const server = openHouse()
  const plan = await createSample(server)
  const page = await visit(server, `/p/${plan}`)
  await untilOpen(page)
  const count = page.getByRole('button', { name: new RegExp(`^${ru('plan.checks')}`) })
  await count.getByText('5', { exact: true }).waitFor()
  await count.click()
  const panel = page.getByRole('region', { name: ru('check.panel.title') })
  await shoot(page, 'checks')
  // A jump selects the very cell that the finding is about: one types, and it is a finding less at once.
  const club = panel.getByRole('button', { name: /^У «Клуб деловых встреч/ })
  await club.focus()
  await page.keyboard.press('Enter')
  const line = page.locator('[data-row]', { hasText: 'Клуб деловых встреч' })
  await line.locator('[data-column=period]:focus').waitFor()
  expect(await line.locator('[data-severity="warning"]').count()).toBe(1)
  await page.keyboard.press('Enter')
  await line.locator('[contenteditable=true]').waitFor()
  await typeText(page, 'октябрь')
  await leaveCell(page)
  await club.waitFor({ state: 'detached' })
  await count.getByText('4', { exact: true }).waitFor()
  // The other place of the event is a step away, and the numbers go right in one, which one step takes back.
  await panel.getByRole('button', { name: new RegExp(`^${ru('check.other')}`) }).click()
  const other = page.locator('[data-row]:has([data-column=period]:focus)')
  await other.getByText('Мастер-форум').waitFor()
  const gap = { finding: 'После №\u00a06 идёт №\u00a08: номер пропущен.' }
  const renumber = panel.getByRole('button', { name: ru('check.renumber.of', gap) })
  await renumber.focus()
  await page.keyboard.press('Enter')
  await count.getByText('3', { exact: true }).waitFor()
  expect(await panel.evaluate((own) => own.contains(document.activeElement))).toBe(true)
  await page.getByRole('button', { name: ru('check.renumber.undo'), exact: true }).click()
  await count.getByText('4', { exact: true }).waitFor()
  // Set aside with a reason, and kept.
  await panel
    .getByRole('button', {
      name: ru('check.dismiss.of', { finding: 'После №\u00a06 идёт №\u00a08: номер пропущен.' }),
    })
    .click()
  await panel.getByLabel(ru('check.dismiss.why')).fill('Седьмой пункт снят')
  await panel.getByRole('button', { name: ru('check.dismiss'), exact: true }).click()
  await count.getByText('3', { exact: true }).waitFor()
  await panel.getByText(ru('check.panel.aside', { count: '1' })).click()
  await panel.getByText('Седьмой пункт снят').waitFor()
  await expectAccessible(page)
  await untilSaved(page)
  await page.reload()
  await count.getByText('3', { exact: true }).waitFor()
  await count.click()
  await panel.getByText(ru('check.panel.aside', { count: '1' })).click()
  await panel.getByRole('button', { name: new RegExp(`^${ru('check.restore')}`) }).click()
  await count.getByText('4', { exact: true }).waitFor()
  // Esc closes the panel and gives the focus back.
  await panel.focus()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  expect((await readPlan(server, plan)).sections.length).toBe(8)
})
