/** The field for a column's name beside colleagues who rename it, too. */
import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { usePlan } from '../../../../client/plan/use-plan.ts'
import { ColumnName } from '../../../../client/table/ColumnName.tsx'
import { SheetContext, type SheetScope } from '../../../../client/table/sheet-context.ts'
import { renameColumn } from '../../../../shared/plan/edit.ts'
import { editingOf, planDraft } from '../../../support/drafts.ts'
import { draw } from '../presence/support.tsx'
import { openSheet } from './support.ts'

let remove = async () => {}
afterEach(() => remove())

const open = async () => {
  const { session, actions, view } = openSheet(planDraft(1, 1))
  const title = () => view().columns.find(({ id }) => id === 'period')?.title
  const Name = () => {
    const column = usePlan(session).columns.find(({ id }) => id === 'period')
    return column && <ColumnName column={column} onClose={() => {}} />
  }
  const drawn = await draw(
    <SheetContext value={{ actions } as unknown as SheetScope}>
      <Name />
    </SheetContext>,
  )
  remove = drawn.remove
  const input = drawn.container.querySelector('input')
  if (input === null) throw new Error('no field')
  const leave = () => act(async () => void input.dispatchEvent(new FocusEvent('focusout', { bubbles: true })))
  const write = (words: string) =>
    act(async () => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, words)
      input.dispatchEvent(new Event('input', { bubbles: true }))
    })
  const rename = (words: string) =>
    act(async () => void renameColumn(editingOf(session.doc, 'boris'), 'period', words))
  return { title, leave, write, rename }
}

test('[SH19] a name that was only looked at takes nothing from a colleague who renames the column', async () => {
  const { title, leave, rename } = await open()
  await rename('Срок')
  await leave()
  expect(title()).toBe('Срок')
})

test('[SH19] a name that was written here is the column’s', async () => {
  const { title, leave, write, rename } = await open()
  await rename('Срок')
  await write('Даты')
  await leave()
  expect(title()).toBe('Даты')
})
