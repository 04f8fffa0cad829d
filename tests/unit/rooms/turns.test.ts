/** Turns of a room on a clock that the test moves. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Turns } from '../../../server/rooms/turns.ts'

/** Time that work has taken, on top of the timers' own clock. */
let worked = 0

beforeEach(() => {
  vi.useFakeTimers()
  worked = 0
  const now = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => now() + worked)
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** Turns whose work takes so many milliseconds, one after the other. */
const working = (...durations: number[]) => {
  const done: number[] = []
  const turns = new Turns(() => {
    worked += durations[done.length] ?? 0
    done.push(worked)
  })
  return { turns, done }
}

test('[RM12] a turn comes once, however often it is asked for', () => {
  const { turns, done } = working(1)
  for (let count = 0; count < 5; count++) turns.request()
  vi.runAllTimers()
  expect(done).toHaveLength(1)
})

test('[RM12] after a long turn the room rests as long, after a short one not at all', () => {
  const { turns, done } = working(200, 10, 10)
  turns.now()
  expect(turns.isResting).toBe(true)
  turns.request()
  vi.advanceTimersByTime(199)
  expect(done).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(done).toHaveLength(2)
  expect(turns.isResting).toBe(false)
  turns.request()
  vi.advanceTimersByTime(0)
  expect(done).toHaveLength(3)
})
