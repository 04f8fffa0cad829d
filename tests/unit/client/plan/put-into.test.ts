/** Rows that were asked for, while the page waits for them. */
import { afterEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { ApiError } from '../../../../client/api.ts'
import { putInto } from '../../../../client/copies/put-into.ts'
import { deleteRow } from '../../../../shared/plan/edit.ts'
import { projectPlan } from '../../../../shared/plan/project.ts'
import { rowsOf } from '../../../../shared/plan/schema.ts'
import { editingOf, planDoc, planDraft } from '../../../support/drafts.ts'
import { apiAnswering } from '../people/samples.ts'
import { sessionOf } from '../table/support.ts'

afterEach(() => void vi.useRealTimers())

/** A server where the last of two rows lies asleep, the page's session that has none of it yet, and the answer. */
const world = () => {
  const server = planDoc(planDraft(1, 2))
  const [, row = ''] = rowsOf(server).keys()
  deleteRow(editingOf(server), row)
  const session = sessionOf(new Y.Doc())
  const made = { rows: [row], sections: [], known: 0, left: [] }
  const { api } = apiAnswering({ 'POST /api/plans/p1/gather': [201, made] })
  const arrive = () => Y.applyUpdate(session.doc, Y.encodeStateAsUpdate(server))
  return { session, put: () => putInto(api, session, {}), arrive }
}

test('[GB6] rows come to life when they are there, however late', async () => {
  const { session, put, arrive } = world()
  const done = put()
  await Promise.resolve()
  arrive()
  expect((await done).rows).toHaveLength(1)
  expect(projectPlan(session.doc, 'p1').sections[0]?.items).toHaveLength(2)
  session.undo.undo()
  expect(projectPlan(session.doc, 'p1').sections[0]?.items).toHaveLength(1)
})

test('[RX3] a session that ends before they came keeps nobody waiting', async () => {
  for (const isLate of [false, true]) {
    const { session, put } = world()
    const ended = put().catch((error: unknown) => error)
    // Before the answer is read, and while the rows are waited for.
    if (isLate) await new Promise((resolve) => setImmediate(resolve))
    session.doc.destroy()
    expect(await ended).toEqual(new ApiError('source-moved', 409))
  }
})

test('[RX3] rows that do not come are waited for as long as an answer is, and no longer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { put, arrive, session } = world()
  const ended = put().catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(119_000)
  const isOpen = await Promise.race([ended.then(() => false), Promise.resolve(true)])
  expect(isOpen).toBe(true)
  await vi.advanceTimersByTimeAsync(1000)
  expect(await ended).toEqual(new ApiError('network', 0))
  // They lie in the trash when they come at last, and nothing brings them to life behind the back of whoever was told.
  arrive()
  expect(projectPlan(session.doc, 'p1').sections[0]?.items).toHaveLength(1)
  expect(vi.getTimerCount()).toBe(0)
})
