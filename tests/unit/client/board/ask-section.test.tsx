/** The question into which section a card goes (SPEC BD14). */
import { act } from 'react'
import { expect, test, vi } from 'vitest'
import { AskSection } from '../../../../client/board/AskSection.tsx'
import type { BoardActions } from '../../../../client/board/actions.ts'
import { BoardWords } from '../../../../client/board/BoardWords.tsx'
import { usePlan } from '../../../../client/plan/use-plan.ts'
import { deleteSection } from '../../../../shared/plan/edit.ts'
import { planDoc, planDraft } from '../../../support/drafts.ts'
import { draw } from '../presence/support.tsx'
import { sessionOf } from '../table/support.ts'

test('[BD14] a section that a colleague deletes while it is asked is offered no more, and another is chosen by hand', async () => {
  const session = sessionOf(planDoc(planDraft(3, 1)))
  const view = () => session.projection.view()
  const [, second = '', third = ''] = view().sections.map(({ id }) => id)
  const moved = vi.fn<(row: string, section: string) => void>()
  const actions = { moveToSection: moved } as unknown as BoardActions
  const Page = () => {
    const now = usePlan(session)
    return (
      <BoardWords>
        <AskSection row="row" sections={[second, third]} view={now} actions={actions} onClose={() => {}} />
      </BoardWords>
    )
  }
  const { remove } = await draw(<Page />)
  const options = () => [
    ...document.querySelectorAll<HTMLInputElement>('[role="dialog"] input[type="radio"]'),
  ]
  const button = () => document.querySelector<HTMLButtonElement>('[role="dialog"] button[type="submit"]')
  expect([options().length, button()?.disabled]).toEqual([2, false])
  await act(async () => void deleteSection(session.editing, second))
  expect([options().length, button()?.disabled]).toEqual([1, true])
  await act(async () => options()[0]?.click())
  await act(async () => button()?.click())
  expect(moved.mock.calls).toEqual([['row', third]])
  await remove()
})
