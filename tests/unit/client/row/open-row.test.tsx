/** An open row of the board and the year that goes: it closes, whoever had it open is told, and can bring it back. */
import { act } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { usePlan } from '../../../../client/plan/use-plan.ts'
import { useOpenRow } from '../../../../client/row/view-parts.tsx'
import { type FocusState, ViewFocus } from '../../../../client/row/view-focus.ts'
import { YearWords } from '../../../../client/year/YearWords.tsx'
import { toasts } from '../../../../client/ui/toast.ts'
import { deleteRow, deleteSection, restoreSection } from '../../../../shared/plan/edit.ts'
import { editingOf, planDoc } from '../../../support/drafts.ts'
import { ru } from '../../../support/words.ts'
import { draw } from '../presence/support.tsx'
import { type TestSession, leveled, sessionOf } from '../table/support.ts'

let remove = async () => {}
// Messages of the page, which files share.
beforeEach(() => toasts.clear())
afterEach(async () => {
  await remove()
  toasts.clear()
})

const View = ({ session, focus }: { session: TestSession; focus: ViewFocus<FocusState> }) => {
  usePlan(session)
  useOpenRow(session, focus)
  return null
}

/** Opens the second row, a child of the first, as Anna. */
const open = async () => {
  const doc = planDoc(leveled([0, 1]))
  const session = sessionOf(doc)
  const setPlace = vi.spyOn(session, 'setPlace')
  const section = session.projection.view().sections[0]
  const [parent = '', child = ''] = section?.rows.map(({ id }) => id) ?? []
  const focus = new ViewFocus<FocusState>({ at: child, open: child })
  remove = (
    await draw(
      <YearWords>
        <View session={session} focus={focus} />
      </YearWords>,
    )
  ).remove
  const told = () => toasts.visibleToasts.map(({ content }) => content)
  return {
    session,
    focus,
    setPlace,
    told,
    parent,
    child,
    section: section?.id ?? '',
    boris: editingOf(doc, 'boris'),
  }
}

test('[SH18] a row that goes with the one above it closes, says so, and comes back with it', async () => {
  const { session, focus, setPlace, told, parent, child, boris } = await open()
  await act(async () => void deleteRow(boris, parent))
  expect(focus.get().open).toBeNull()
  expect(setPlace).toHaveBeenLastCalledWith(null)
  expect(told().map(({ text }) => text)).toEqual([ru('row.gone.above', { title: '1-1' })])
  await act(async () => told()[0]?.action?.run())
  expect(session.projection.view().sections[0]?.rows).toHaveLength(2)
  expect(focus.get().open).toBe(child)
  expect(setPlace).toHaveBeenLastCalledWith({ row: child, field: 'title', section: null })
})

test('[SH18] a row that goes with its section closes, too, also where the section comes back by itself', async () => {
  const { focus, told, section, boris } = await open()
  await act(async () => void deleteSection(boris, section))
  expect(focus.get().open).toBeNull()
  expect(told().map(({ text }) => text)).toEqual([ru('row.gone.around', { title: 'Раздел 1' })])
  await act(async () => void restoreSection(boris, section))
  expect(focus.get().open).toBeNull()
})

test('[SH18] who deleted the open row themselves is told nothing', async () => {
  const { session, focus, told, child } = await open()
  await act(async () => void deleteRow(session.editing, child))
  expect(focus.get().open).toBeNull()
  expect(told()).toEqual([])
})
