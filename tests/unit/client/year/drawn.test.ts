/** Which lines of the year are drawn (SPEC YS1). */
import { expect, test } from 'vitest'
import { drawnOf } from '../../../../client/year/drawn.ts'

const COUNT = 203
const SIGHT = 26
const OVERSCAN = 6

const at = (startIndex: number, keyboard = -1) =>
  drawnOf({ startIndex, endIndex: startIndex + SIGHT, overscan: OVERSCAN, count: COUNT }, keyboard)

test('[YS1] lines are drawn in blocks of four around what is in sight, and the one with the keyboard', () => {
  const ways = Array.from({ length: COUNT - SIGHT }, (_, start) => ({ start, drawn: at(start) }))
  for (const { start, drawn } of ways) {
    expect(drawn).toEqual(drawn.map((_, index) => (drawn[0] ?? 0) + index))
    expect(drawn[0]).toBeLessThanOrEqual(Math.max(0, start - OVERSCAN))
    expect(drawn.at(-1)).toBeGreaterThanOrEqual(Math.min(COUNT - 1, start + SIGHT + OVERSCAN))
    expect(drawn.length).toBeLessThanOrEqual(SIGHT + 1 + 2 * OVERSCAN + 2 * 3)
  }
  const changes = ways.filter(
    ({ drawn }, index) => index > 0 && drawn.join() !== ways[index - 1]?.drawn.join(),
  )
  expect(changes.length).toBeLessThan(ways.length / 2)
  expect(at(100, 3)).toEqual([...at(100), 3])
  expect(at(100, 110)).toEqual(at(100))
  expect(drawnOf({ startIndex: 0, endIndex: 0, overscan: OVERSCAN, count: 0 }, -1)).toEqual([])
})
