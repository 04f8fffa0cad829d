/** The form of what became of a row, while colleagues change the row under it. */
import { act, useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { FactDialog } from '../../../../client/facts/FactDialog.tsx'
import { PeriodDialog } from '../../../../client/period/PeriodDialog.tsx'
import { toasts } from '../../../../client/ui/toast.ts'
import { deleteRow, restoreRow } from '../../../../shared/plan/edit.ts'
import { setFact } from '../../../../shared/plan/edit-facts.ts'
import { rowsOf } from '../../../../shared/plan/schema.ts'
import { editingOf, planDoc } from '../../../support/drafts.ts'
import { ru } from '../../../support/words.ts'
import { click, text } from '../people/hands.ts'
import { draw } from '../presence/support.tsx'
import { type TestSession, sessionOf } from '../table/support.ts'
import { fieldOf, type } from '../shell/page-of-plan.tsx'

let remove = async () => {}
afterEach(async () => {
  for (const { key } of toasts.visibleToasts) toasts.close(key)
  await remove()
})

interface PageProps {
  session: TestSession
  row: string
  dialog: typeof FactDialog
}

const Page = ({ session, row, dialog: Dialog }: PageProps) => {
  const [isOpen, setOpen] = useState(true)
  return isOpen ? <Dialog {...{ session, row }} onClose={() => setOpen(false)} /> : 'closed'
}

const opened = async (dialog: typeof FactDialog) => {
  const doc = planDoc()
  const [row = ''] = rowsOf(doc).keys()
  const session = sessionOf(doc)
  const drawn = await draw(<Page {...{ session, row, dialog }} />)
  remove = drawn.remove
  const boris = editingOf(doc, 'boris')
  return { session, row, boris }
}

test.each([
  ['what became of it', FactDialog],
  ['its dates', PeriodDialog],
])(
  '[FC23] a form of %s closes with a word when its row goes, and does not come back with it',
  async (_, dialog) => {
    const { row, boris } = await opened(dialog)
    await act(async () => void deleteRow(boris, row))
    expect(text()).toBe('closed')
    expect(toasts.visibleToasts.map(({ content }) => content.text)).toEqual([ru('plan.row.gone')])
    await act(async () => void restoreRow(boris, row))
    expect(text()).toBe('closed')
  },
)

test('[FC6] a colleague’s state does not turn the form under what is being written', async () => {
  const { session, row, boris } = await opened(FactDialog)
  await act(async () => void setFact(boris, row, 'in-progress', {}))
  await type(ru('fact.note'), 'Готовим зал')
  await act(async () => void setFact(boris, row, 'done', { on: '2022-03-01' }))
  expect(fieldOf(ru('fact.note'))?.value).toBe('Готовим зал')
  expect(text()).toContain(ru('fact.now', { state: ru('table.state.done') }))
  await click(ru('fact.save'))
  const now = session.projection.view().sections[0]?.rows[0]
  expect([now?.state, now?.fact.note]).toEqual(['in-progress', 'Готовим зал'])
})

test('[FC6] a state that a colleague took back meanwhile is told beside what is being written', async () => {
  const { row, boris } = await opened(FactDialog)
  await act(async () => void setFact(boris, row, 'in-progress', {}))
  await type(ru('fact.note'), 'Готовим зал')
  await act(async () => void setFact(boris, row, 'planned', {}))
  expect(text()).toContain(ru('fact.now', { state: ru('table.state.planned') }))
})

test('[WO7] what a colleague emptied offers to stay empty, what they wrote offers their words', async () => {
  const { row, boris } = await opened(FactDialog)
  await act(async () => void setFact(boris, row, 'in-progress', { note: 'Зал занят' }))
  await type(ru('fact.note'), 'Готовим зал')
  await act(async () => void setFact(boris, row, 'in-progress', { note: 'Зал свободен' }))
  expect([text().includes(ru('fact.take')), text().includes(ru('fact.take.empty'))]).toEqual([true, false])
  await act(async () => void setFact(boris, row, 'in-progress', { note: null }))
  expect([text().includes(ru('fact.take')), text().includes(ru('fact.take.empty'))]).toEqual([false, true])
  await click(ru('fact.take.empty'))
  expect(fieldOf(ru('fact.note'))?.value).toBe('')
})
