/** The hierarchy that any set of rows has. */
import { describe, expect, it } from 'vitest'
import type { RowPlace, SectionCore } from '../../../shared/plan/read.ts'
import { UNASSIGNED, buildTree } from '../../../shared/plan/tree.ts'

const DELETED = { by: 'anna', at: 1 }
const row = (id: string, parent: string | null = null, more: Partial<RowPlace> = {}): RowPlace => ({
  id,
  parent,
  section: 's1',
  ord: id,
  deleted: null,
  ...more,
})
const section = (id: string, more: Partial<SectionCore> = {}): SectionCore => ({
  id,
  title: id,
  department: null,
  dismissed: {},
  ord: id,
  deleted: null,
  ...more,
})

const read = (rows: RowPlace[], sections = [section('s1'), section('s2')]) => {
  const tree = buildTree(new Map(rows.map((one) => [one.id, one])), sections)
  return {
    shown: tree.sections.map((placed) => [
      placed.section.id,
      ...placed.rows.map((one) => `${'>'.repeat(one.level)}${one.row.id}`),
    ]),
    hidden: tree.hidden.map((one) => one.row.id),
  }
}

describe('the tree', () => {
  it('[DM8] rows stand under their parents, in order', () => {
    expect(read([row('c', 'a'), row('b'), row('a'), row('d', 'c')]).shown).toEqual([
      ['s1', 'a', '>c', '>>d', 'b'],
      ['s2'],
    ])
  })

  it("[DM8] a row's section is its top ancestor's", () => {
    expect(read([row('a', null, { section: 's2' }), row('b', 'a', { section: 's1' })]).shown).toEqual([
      ['s1'],
      ['s2', 'a', '>b'],
    ])
  })

  it('[DM8] a missing parent is none, a missing section is "unassigned"', () => {
    expect(read([row('a', 'gone'), row('b', null, { section: 'gone' })]).shown).toEqual([
      ['s1', 'a'],
      ['s2'],
      [UNASSIGNED, 'b'],
    ])
  })

  it('[DM8] in a cycle the smallest id becomes the root', () => {
    expect(read([row('b', 'c'), row('c', 'a'), row('a', 'b'), row('d', 'b')]).shown[0]).toEqual([
      's1',
      'a',
      '>c',
      '>>b',
      '>>d',
    ])
    expect(read([row('x', 'x')]).shown[0]).toEqual(['s1', 'x'])
  })

  it('[DM8] deeper than three levels is shown at the third', () => {
    expect(read([row('a'), row('b', 'a'), row('c', 'b'), row('d', 'c'), row('e', 'd')]).shown[0]).toEqual([
      's1',
      'a',
      '>b',
      '>>c',
      '>>d',
      '>>e',
    ])
  })

  it('[DM8] what is too deep stands in order where it is shown, and is hidden with what it is shown under alone', () => {
    const rows = [row('a'), row('b', 'a'), row('c', 'b', { deleted: DELETED }), row('e', 'c'), row('d', 'e')]
    expect(read(rows)).toEqual({ shown: [['s1', 'a', '>b', '>>d', '>>e'], ['s2']], hidden: ['c'] })
    const below = [row('a'), row('b', 'a', { deleted: DELETED }), row('c', 'b'), row('e', 'c'), row('d', 'e')]
    expect(read(below)).toEqual({ shown: [['s1', 'a'], ['s2']], hidden: ['b', 'c', 'd', 'e'] })
  })

  it('[DM2] what stands in something deleted is hidden with it, and counted once', () => {
    const rows = [row('a', null, { deleted: DELETED }), row('b', 'a'), row('c', null, { section: 's2' })]
    const result = read(rows, [section('s1'), section('s2', { deleted: DELETED })])
    expect(result.shown).toEqual([['s1']])
    expect(result.hidden.sort()).toEqual(['a', 'b', 'c'])
  })

  it('[DM7] a chain of 20,000 rows is read', () => {
    const rows = Array.from({ length: 20_000 }, (_, index) =>
      row(`r${index}`, index === 0 ? null : `r${index - 1}`),
    )
    expect(read(rows).shown[0]).toHaveLength(20_001)
  })
})
