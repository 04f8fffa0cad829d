/** A month's list as lines (SPEC YV11, YT3). */
import { expect, test } from 'vitest'
import { guessHeight, linesOf } from '../../../../client/year/month-lines.ts'
import type { DatedRow } from '../../../../shared/plan/dated.ts'

const row = (id: string, words = 'Занятие', state = 'planned'): DatedRow =>
  ({
    row: {
      id,
      number: '1.',
      state,
      cells: { title: [{ type: 'paragraph', content: [{ type: 'text', text: words, marks: [] }] }] },
    },
  }) as unknown as DatedRow

test('[YV11, YT3] what happens comes first without a heading, then what may at any time and what has no date, each under its own', () => {
  const lines = linesOf({ rows: [row('a')], vague: [row('b'), row('c')], undated: [] })
  expect(lines.map(({ kind, part, key }) => [kind, part, key])).toEqual([
    ['row', 'rows', 'a'],
    ['heading', 'vague', 'heading vague'],
    ['row', 'vague', 'b'],
    ['row', 'vague', 'c'],
  ])
  expect(linesOf({ rows: [], vague: [], undated: [] })).toEqual([])
})

test('[YT3] the room of a row grows with its words up to four lines, and by its state', () => {
  const heightOf = (dated: DatedRow) => guessHeight(linesOf({ rows: [dated], vague: [], undated: [] })[0])
  const [short, long, longest, done] = [
    row('a'),
    row('b', 'я'.repeat(70)),
    row('c', 'я'.repeat(900)),
    row('d', 'Занятие', 'done'),
  ].map(heightOf)
  expect(long).toBeGreaterThan(short ?? 0)
  expect((longest ?? 0) - (short ?? 0)).toBe(3 * 23)
  expect(done).toBeGreaterThan(short ?? 0)
})
