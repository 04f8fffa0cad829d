/** Who is shown what of comments, before the panel is there. */
import { afterEach, expect, it } from 'vitest'
import { useComments } from '../../../../client/comments/use-comments.ts'
import type { PlanSession } from '../../../../client/plan/plan-session.ts'
import { rightsIn } from '../../../../client/plan/rights.ts'
import { createValue } from '../../../../client/sync/store.ts'
import { ThreadsProjection } from '../../../../shared/comments/threads.ts'
import type { Actor } from '../../../../shared/permissions.ts'
import { PlanProjection } from '../../../../shared/plan/view.ts'
import { planOf } from '../../access/world.ts'
import { draw } from '../presence/support.tsx'

const sessionOf = (actor: Actor): PlanSession => {
  const doc = planOf()
  const rights = createValue(rightsIn(actor, false, new PlanProjection(doc).view()))
  const connection = createValue({ kind: 'ready', online: true } as const)
  const me = { id: 'me', name: 'Я' }
  // As much of a session as comments need before their panel.
  return {
    planId: 'p',
    doc,
    me,
    rights,
    connection,
    threads: new ThreadsProjection(doc),
  } as unknown as PlanSession
}

// What was read is remembered by the browser.
afterEach(() => localStorage.clear())

const setup = { onOpen: () => {}, placeNow: () => null, onNowhere: () => {}, onRead: () => {} }

const Shown = ({ session }: { session: PlanSession }) => {
  const { sheet } = useComments(session, setup)
  return sheet === null ? 'nothing' : sheet.mayStart ? 'threads and the way to begin one' : 'threads'
}

const shownTo = async (actor: Actor): Promise<string | null> => {
  const { container, remove } = await draw(<Shown session={sessionOf(actor)} />)
  const shown = container.textContent
  await remove()
  return shown
}

it('[CU10] guests are shown nothing, readers begin nothing, commenters do', async () => {
  const actor: Actor = { role: 'viewer', departments: [], approver: false }
  expect(await shownTo({ ...actor, kind: 'guest' })).toBe('nothing')
  expect(await shownTo(actor)).toBe('threads')
  expect(await shownTo({ ...actor, role: 'commenter' })).toBe('threads and the way to begin one')
})
