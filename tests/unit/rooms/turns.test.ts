/** Turns of a room on a clock that the test moves. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Turns } from '../../../server/rooms/turns.ts'

let now = 0

beforeEach(() => {
  // Not the microtasks: they come at the end of a test's own turn.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate'] })
  now = 0
})

afterEach(() => {
  vi.useRealTimers()
})

/** Turns whose work takes so many milliseconds, one after the other. */
const working = (...durations: number[]) => {
  const done: number[] = []
  const work = () => {
    now += durations[done.length] ?? 0
    done.push(now)
  }
  return { turns: new Turns(work, () => now), done }
}

const pass = (ms: number): void => {
  now += ms
  vi.advanceTimersByTime(ms)
}

const endOfRead = (): Promise<void> => Promise.resolve()

test('[RM12] a turn comes once, however often it is asked for', async () => {
  const { turns, done } = working(1)
  for (let count = 0; count < 5; count++) turns.request()
  expect(done).toHaveLength(0)
  await endOfRead()
  vi.runAllTimers()
  expect(done).toHaveLength(1)
})

test('[FO1] after a pause a room works as soon as the socket is read, close behind a turn it gathers', async () => {
  const { turns, done } = working(1, 1, 1)
  turns.request()
  await endOfRead()
  expect(done).toHaveLength(1)
  turns.request()
  await endOfRead()
  expect(done).toHaveLength(1)
  vi.runAllTimers()
  expect(done).toHaveLength(2)
  pass(5)
  turns.request()
  await endOfRead()
  expect(done).toHaveLength(3)
})

test('[RM12] after a long turn the room rests as long, after a short one not at all', () => {
  const { turns, done } = working(200, 10, 10)
  turns.now()
  expect(turns.isResting).toBe(true)
  turns.request()
  pass(199)
  expect(done).toHaveLength(1)
  pass(1)
  expect(done).toHaveLength(2)
  expect(turns.isResting).toBe(false)
  turns.request()
  pass(0)
  expect(done).toHaveLength(3)
})

test('[RM12] what a turn leaves to the next one waits until the event loop has gone round', async () => {
  const done: number[] = []
  const turns: Turns = new Turns(
    () => {
      now += 16
      if (done.push(now) < 3) turns.request()
    },
    () => now,
  )
  turns.request()
  await endOfRead()
  await endOfRead()
  expect(done).toHaveLength(1)
  vi.runAllTimers()
  expect(done).toHaveLength(3)
})
