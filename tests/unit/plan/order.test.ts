/** Order keys between any neighbours. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareOrder, gapAfter, keyBetween, keysBetween } from '../../../shared/plan/order.ts'
import { addRow } from '../../../shared/plan/edit.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { readSectionPlaces } from '../../../shared/plan/read.ts'
import { isOrder, isPosition, rowsOf } from '../../../shared/plan/schema.ts'
import { editingOf, planDoc, planDraft } from '../../support/drafts.ts'
import { dice } from '../../support/random.ts'

describe('order keys', () => {
  it('[DM5] a key can be found at any place of a list that grew by random inserts', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 200 }),
        (seed, places) => {
          const random = dice(seed).next
          const keys: string[] = []
          for (const place of places) {
            const at = Math.min(keys.length, Math.floor(place * (keys.length + 1)))
            const key = keyBetween(keys[at - 1] ?? null, keys[at] ?? null, random)
            keys.splice(at, 0, key)
          }
          expect(keys).toEqual([...keys].sort())
          expect(new Set(keys).size).toBe(keys.length)
          expect(keys.every(isOrder)).toBe(true)
        },
      ),
    )
  })

  it('[DM5] inserting 2,000 times at one place keeps keys short enough to store', () => {
    const random = dice(3).next
    let upper: string | null = null
    for (let index = 0; index < 2000; index++) upper = keyBetween('a0', upper, random)
    expect(isOrder(upper)).toBe(true)
  })

  it('[DM5] no key is longer than can be written, however long its neighbours are', () => {
    const full = (digit: string) => digit.repeat(1000)
    const places: [string | null, string | null][] = [
      [full('z'), null],
      [full('V'), null],
      [full('a'), 'b'],
      ['a0', `a0${'0'.repeat(997)}1`],
      ['a0', `a0${'0'.repeat(998)}`],
      [null, full('0')],
      [`a0${'z'.repeat(998)}`, 'a1'],
      [`${full('V').slice(1)}1`, `${full('V').slice(1)}2`],
    ]
    for (const [lower, upper] of places) {
      const key = keyBetween(lower, upper, dice(1).next)
      expect(isOrder(key), `${lower?.length} ${upper?.length}`).toBe(true)
      expect(lower === null || key >= lower).toBe(true)
      expect(upper === null || key <= upper).toBe(true)
    }
    expect(keyBetween('a0', `a0${'0'.repeat(997)}1`, dice(1).next)).not.toBe('a0')
    expect(keyBetween(full('a'), 'b', dice(1).next) > full('a')).toBe(true)
    const [low, high] = [`${full('V').slice(1)}1`, `${full('V').slice(1)}2`]
    for (const key of keysBetween(low, high, 5, dice(1).next)) expect([low, high]).toContain(key)
  })

  it('[DM5] a row that is put behind one with the longest key stays in its section', () => {
    const doc = planDoc(planDraft(1, 1))
    const [section] = readSectionPlaces(doc)
    const [first] = rowsOf(doc).keys()
    rowsOf(doc)
      .get(first ?? '')
      ?.set('pos', [section?.id, null, 'z'.repeat(1000)])
    const at = { section: section?.id ?? '', parent: null, after: first ?? '' }
    const added = addRow(editingOf(doc), at)
    expect(
      isPosition(
        rowsOf(doc)
          .get(added ?? '')
          ?.get('pos'),
      ),
    ).toBe(true)
    expect(projectPlan(doc, 'p').sections.map(({ items }) => items.length)).toEqual([2])
  })

  it('[DM5] two people who insert at one place offline get different keys nearly always', () => {
    const keys = Array.from({ length: 200 }, (_, seed) => keyBetween('a0', 'a1', dice(seed).next))
    expect(new Set(keys).size).toBeGreaterThan(100)
  })

  it('[DM5] ties are ordered by id and can be inserted after', () => {
    const tied = [
      { id: 'x', ord: 'a1' },
      { id: 'y', ord: 'a1' },
      { id: 'z', ord: 'a2' },
    ]
    expect([...tied].reverse().sort(compareOrder)).toEqual(tied)
    const [lower, upper] = gapAfter(tied, 'x')
    const key = keyBetween(lower, upper, dice(1).next)
    expect(key > 'a1' && key < 'a2').toBe(true)
  })

  it('[DM5] a foreign key does not keep people from inserting beside it', () => {
    const foreign = fc.stringMatching(/^[0-9A-Za-z]{1,6}$/)
    fc.assert(
      fc.property(foreign, foreign, (a, b) => {
        const [lower, upper] = a < b ? [a, b] : [b, a]
        const key = keyBetween(lower, upper, dice(1).next)
        expect(isOrder(key) && key >= lower && (lower === upper || key <= upper)).toBe(true)
      }),
    )
  })
})
