/** What stands on the page while a replaced document is fetched anew. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keepOpen } from '../../../client/sync/keep-open.ts'
import { type OpenPlanSession, REPLACED } from '../../../client/sync/session.ts'
import { createValue } from '../../../client/sync/store.ts'
import type { ConnectionState } from '../../../client/plan/plan-session.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const READY: ConnectionState = { kind: 'ready', online: true }
const GONE: ConnectionState = { kind: 'closed', code: REPLACED }

const setUp = () => {
  const mustStay = createValue(false)
  const opened: { connection: ReturnType<typeof createValue<ConnectionState>>; close: () => void }[] = []
  const kept = keepOpen(() => {
    const connection = createValue<ConnectionState>({ kind: 'opening' })
    const one = { connection, mustStay, setPlace: () => undefined, close: vi.fn<() => void>() }
    opened.push(one)
    return one as unknown as OpenPlanSession
  })
  const say = (which: number, state: ConnectionState) => opened[which]?.connection.set(state)
  return {
    opened,
    mustStay,
    say,
    shown: () => opened.indexOf(kept.session.get() as never),
    stop: kept.start(),
  }
}

it('[LQ5] the page before stands until the next can be read, also where that is replaced in its turn', () => {
  const { opened, say, shown, stop } = setUp()
  expect(shown()).toBe(0)
  say(0, READY)
  say(0, GONE)
  expect(shown()).toBe(0)
  say(1, GONE)
  expect([shown(), opened.length]).toEqual([0, 3])
  say(2, READY)
  expect(shown()).toBe(2)
  vi.runAllTimers()
  expect(shown()).toBe(2)
  stop()
  expect(opened[2]?.close).toHaveBeenCalledOnce()
  say(2, GONE)
  expect([shown(), opened.length]).toEqual([-1, 3])
})

it('[RW23] one that waits for long is shown as it waits, and none once nobody looks', () => {
  const { say, shown, stop } = setUp()
  say(0, GONE)
  vi.advanceTimersByTime(3999)
  expect(shown()).toBe(0)
  vi.advanceTimersByTime(1)
  expect(shown()).toBe(1)
  say(1, GONE)
  stop()
  vi.runAllTimers()
  expect(shown()).toBe(-1)
})

it('[OF16] one that alone holds words goes on when nobody looks any more, until they are safe', async () => {
  const { opened, mustStay, say, stop } = setUp()
  say(0, READY)
  mustStay.set(true)
  stop()
  await Promise.resolve()
  expect(opened[0]?.close).not.toHaveBeenCalled()
  mustStay.set(false)
  mustStay.set(true)
  await Promise.resolve()
  expect(opened[0]?.close).not.toHaveBeenCalled()
  mustStay.set(false)
  await Promise.resolve()
  expect(opened[0]?.close).toHaveBeenCalledOnce()
})
