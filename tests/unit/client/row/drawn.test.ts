/** Which rows of a long list are drawn, and the room of the others (SPEC YS1, YT1, YT2). */
import type { VirtualItem } from '@tanstack/react-virtual'
import { expect, test } from 'vitest'
import { drawnOf, drawnReader } from '../../../../client/row/drawn.ts'

const COUNT = 203
const SIGHT = 26
const OVERSCAN = 6

const at = (startIndex: number, block: number, keyboard = -1) =>
  drawnOf({ startIndex, endIndex: startIndex + SIGHT, overscan: OVERSCAN, count: COUNT }, keyboard, block)

const span = (from: number, end: number) => Array.from({ length: end - from }, (_, step) => from + step)

test.each([4, 2])('[YS1, YT1] rows are drawn in blocks of %i around what is in sight', (block) => {
  const ways = Array.from({ length: COUNT - SIGHT }, (_, start) => ({ start, drawn: at(start, block) }))
  for (const { start, drawn } of ways) {
    expect(drawn).toEqual(drawn.map((_, index) => (drawn[0] ?? 0) + index))
    expect(drawn[0]).toBeLessThanOrEqual(Math.max(0, start - OVERSCAN))
    expect(drawn.at(-1)).toBeGreaterThanOrEqual(Math.min(COUNT - 1, start + SIGHT + OVERSCAN))
    expect(drawn.length).toBeLessThanOrEqual(SIGHT + 1 + 2 * OVERSCAN + 2 * (block - 1))
  }
  const changes = ways.filter(
    ({ drawn }, index) => index > 0 && drawn.join() !== ways[index - 1]?.drawn.join(),
  )
  expect(changes.length).toBeLessThanOrEqual((ways.length / block) * 2)
  expect(drawnOf({ startIndex: 0, endIndex: 0, overscan: OVERSCAN, count: 0 }, -1, block)).toEqual([])
})

test('[YS1, YT2] the row with the keyboard is drawn wherever one scrolls, in its own place', () => {
  expect(at(100, 4, 3)).toEqual([3, ...at(100, 4)])
  expect(at(100, 4, 180)).toEqual([...at(100, 4), 180])
  expect(at(100, 4, 110)).toEqual(at(100, 4))
})

const HEIGHT = 100

/** Those rows, with the height of one of them. */
const items = (indexes: readonly number[], higher: Record<number, number> = {}): VirtualItem[] => {
  const heightOf = (index: number) => higher[index] ?? HEIGHT
  const startOf = (index: number) =>
    Array.from({ length: index }, (_, one) => heightOf(one)).reduce((sum, height) => sum + height, 0)
  return indexes.map((index) => {
    const [start, size] = [startOf(index), heightOf(index)]
    return { index, key: `r${index}`, start, size, end: start + size, lane: 0 }
  })
}

test('[YT2] room stands for rows that are not drawn: before, between and behind those that are', () => {
  const drawn = drawnReader()(items([0, 10, 11, 30]), 5000, 50)
  expect(drawn.rows.map(({ before }) => before)).toEqual([0, 900, 0, 1800])
  const shown = drawn.rows.reduce((sum, { before }) => sum + before + HEIGHT, 0)
  expect(shown + drawn.after).toBe(5000)
})

test('[YT1] a row that turns out higher has nothing drawn again until others come', () => {
  const read = drawnReader()
  const first = read(items(span(10, 20)), 5000, 50)
  expect(read(items(span(10, 20), { 14: 160 }), 5060, 50).after).toBe(first.after)
  // Moved by what grew before it, so its place in the flow stays.
  expect(read(items(span(10, 20), { 14: 160 }), 5060, 50)).toBe(first)
  const next = read(items(span(12, 22), { 14: 160 }), 5060, 50)
  expect(next.after).toBe(5060 - 2260)
  expect(read(items(span(12, 22), { 14: 160 }), 5160, 51)).not.toBe(next)
})
