/** What a cell of dates may hold to keep everybody's page busy. */
import { expect, test } from 'vitest'
import { parsePeriod } from '../../../shared/period/parse.ts'

/** Ms of the processor that a text takes at best. */
const cost = (text: string): number => {
  const once = () => {
    const before = process.cpuUsage()
    parsePeriod(text, { year: 2026 })
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
  return Math.min(...Array.from({ length: 5 }, once))
}

test('[RW26] a row of strokes is read once, not once from each of them', () => {
  const usual = cost('('.repeat(2000))
  for (const strokes of ['|', 'і|', '|!']) {
    expect(cost(strokes.repeat(2000 / strokes.length))).toBeLessThan(usual)
  }
  expect(parsePeriod('|V квартал', { year: 2026 }).months).toEqual([10, 11, 12])
})
