/** A long redline on the page: what is drawn when, where the focus is, what is printed. */
import { act, useRef } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { RedPaper } from '../../../../client/versions/RedPaper.tsx'
import { VersionWords } from '../../../../client/versions/VersionWords.tsx'
import { useRedSteps } from '../../../../client/versions/red-steps.ts'
import { deleteRow, setCell } from '../../../../shared/plan/edit.ts'
import { projectPlan } from '../../../../shared/plan/project.ts'
import { type Redline, redlineOf } from '../../../../shared/plan/redline.ts'
import { textToBlocks } from '../../../../shared/plan/rich.ts'
import { ru } from '../../../support/words.ts'
import { editingOf, planDoc, planDraft } from '../../../support/drafts.ts'
import { draw } from '../presence/support.tsx'

const ROWS = 120
const edit = editingOf(planDoc(planDraft(1, ROWS)))
const before = projectPlan(edit.doc, 'p')
const id = (row: number) => before.sections[0]?.items[row]?.id ?? ''
setCell(edit, id(1), 'title', textToBlocks('Иначе'))
setCell(edit, id(90), 'title', textToBlocks('Тоже иначе'))
deleteRow(edit, id(100))
const redline = redlineOf(before, projectPlan(edit.doc, 'p'))

const Page = ({ shown }: { shown: Redline }) => {
  const page = useRef<HTMLElement>(null)
  const { sheet, count, step, showRow } = useRedSteps(page, shown, { of: 'pair', onlyChanges: false })
  return (
    <section ref={page}>
      <output>{count}</output>
      <button onClick={() => step(1)}>next</button>
      <button onClick={() => showRow(id(70))}>show</button>
      {sheet && <RedPaper {...{ redline: shown, sheet }} label="redline" />}
    </section>
  )
}

let page: Awaited<ReturnType<typeof draw>>
const drawnRows = () => page.container.querySelectorAll('[data-row]').length - 1
const rowOf = (row: number) => page.container.querySelector(`[data-row="${id(row)}"]`)
const press = (name: string) => {
  const button = [...page.container.querySelectorAll('button')].find(
    ({ textContent }) => textContent === name,
  )
  // As in a browser, the button has the focus when it is pressed.
  act(() => {
    button?.focus()
    button?.click()
  })
}

beforeEach(async () => {
  vi.useFakeTimers()
  page = await draw(
    <VersionWords>
      <Page shown={redline} />
    </VersionWords>,
  )
})
afterEach(async () => {
  await page.remove()
  vi.useRealTimers()
})

test('[RW3] [RW4] steps lead to changes that are not drawn yet, and the focus stays while the rest arrives', async () => {
  expect(drawnRows()).toBe(40)
  expect(page.container.querySelector('output')?.textContent).toBe('3')
  expect(page.container.querySelector('[role=table]')?.getAttribute('aria-rowcount')).toBe(String(ROWS + 2))
  press('next')
  expect(document.activeElement).toBe(rowOf(1))
  press('next')
  expect(document.activeElement).toBe(rowOf(90))
  expect(rowOf(90)?.getAttribute('aria-rowindex')).toBe('93')
  expect(drawnRows()).toBe(60)
  press('show')
  expect(rowOf(70)).not.toBeNull()
  expect(rowOf(50)).toBeNull()
  press('next')
  expect(document.activeElement?.textContent).toContain(ru('redline.removed'))
  const focused = document.activeElement
  await act(async () => void (await vi.runAllTimersAsync()))
  expect(drawnRows()).toBe(ROWS)
  expect(document.activeElement).toBe(focused)
  press('next')
  expect(document.activeElement?.textContent).toBe('next')
})

test('[RW3] all of it is drawn before it is printed', () => {
  expect(drawnRows()).toBe(40)
  act(() => void window.dispatchEvent(new Event('beforeprint')))
  expect(drawnRows()).toBe(ROWS)
})
