/** A plan that is opened before its page (SPEC FR8). */
import { afterEach, expect, it, vi } from 'vitest'
import type { Identity } from '../../../shared/identity.ts'
import type { OpenPlanSession } from '../../../client/sync/session.ts'
import { keptAhead, leaveAhead, openAhead } from '../../../client/sync/plan-ahead.ts'
import { createValue } from '../../../client/sync/store.ts'
import type { ConnectionState } from '../../../client/plan/plan-session.ts'

const PLAN = 'MV6YjFxezfKJ'
const anna = (): Identity => ({
  id: 'anna',
  name: 'Анна',
  role: 'editor',
  plans: {},
  departments: [],
  approver: false,
  kind: 'person',
  hue: 1,
})

const setUp = () => {
  const connection = createValue<ConnectionState>({ kind: 'opening' })
  const close = vi.fn<() => void>()
  const open = vi.fn<() => OpenPlanSession>(
    () => ({ connection, close, mustStay: createValue(false) }) as unknown as OpenPlanSession,
  )
  let stands = false
  void openAhead(PLAN, anna(), open).then(() => (stands = true))
  const isThere = async () => {
    await Promise.resolve()
    return stands
  }
  return { connection, close, open, isThere }
}

afterEach(() => leaveAhead(null))

it('[FR8] stands when it can be read, or when it is known that it cannot', async () => {
  for (const state of [
    { kind: 'ready', online: true },
    { kind: 'closed', code: 'not-found' },
  ] as const) {
    const { connection, isThere } = setUp()
    expect(await isThere()).toBe(false)
    connection.set(state)
    expect(await isThere()).toBe(true)
    leaveAhead(null)
  }
})

it('[FR8] the page of the same plan and person goes on with it: it is opened once, and closed with the page', () => {
  const { close, open } = setUp()
  const kept = keptAhead(PLAN, anna())
  expect(kept.session.get()).not.toBeNull()
  leaveAhead(kept)
  const stop = kept.start()
  expect(open).toHaveBeenCalledOnce()
  // Whatever is left from now on, it is the page's.
  leaveAhead(null)
  expect(close).not.toHaveBeenCalled()
  stop()
  expect(close).toHaveBeenCalledOnce()
  kept.start()
  expect(open).toHaveBeenCalledTimes(2)
})

it('[FR8] another plan, or another person, does not; what nobody took is closed', () => {
  for (const [planId, me] of [
    ['another00000', anna()],
    [PLAN, { ...anna(), role: 'chief' } satisfies Identity],
  ] as const) {
    const { close } = setUp()
    const kept = keptAhead(planId, me)
    expect(kept.session.get()).toBeNull()
    leaveAhead(kept)
    expect(close).toHaveBeenCalledOnce()
  }
})
