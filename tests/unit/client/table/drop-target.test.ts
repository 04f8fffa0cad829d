/** Where a dragged row lands. */
import { describe, expect, it } from 'vitest'
import { dropAt, isSamePlace, subtreeOf } from '../../../../client/table/drop-target.ts'
import { moveRow } from '../../../../shared/plan/edit.ts'
import { dice } from '../../../support/random.ts'
import { leveled, openSheet } from './support.ts'

// Lines: band, a, b (child of a), c (child of b), d, band, e
const setUp = () => {
  const sheet = openSheet(leveled([0, 1, 2, 0], [0]))
  const [[a = '', b = '', c = '', d = ''] = [], [e = ''] = []] = sheet.ids()
  const [s1 = '', s2 = ''] = sheet.view().sections.map((section) => section.id)
  return { ...sheet, a, b, c, d, e, s1, s2 }
}

describe('a drop', () => {
  it('[SH4] lands first under a band, in its section', () => {
    const { lines, e, s1, s2, d } = setUp()
    expect(dropAt(lines(), 1, e, 0)?.target).toEqual({ section: s1, parent: null, after: null })
    expect(dropAt(lines(), 6, d, 2)?.target).toEqual({ section: s2, parent: null, after: null })
    expect(dropAt(lines(), 0, e, 0)).toBeNull()
  })

  it('[SH4] chooses among the levels that fit by the sideways offset', () => {
    const { lines, a, b, c, d, e, s1 } = setUp()
    const at = (gap: number, id: string, level: number) => dropAt(lines(), gap, id, level)?.target
    expect(at(5, e, 0)).toEqual({ section: s1, parent: null, after: d })
    expect(at(5, e, 1)).toEqual({ section: s1, parent: d, after: null })
    expect(at(4, e, 0)).toEqual({ section: s1, parent: null, after: a })
    expect(at(4, e, 1)).toEqual({ section: s1, parent: a, after: b })
    expect(at(4, e, 9)).toEqual({ section: s1, parent: b, after: c })
    expect(at(3, e, 0)).toEqual({ section: s1, parent: b, after: null })
  })

  it('[SH4] never puts a row under itself, nor its children too deep', () => {
    const { lines, a, d, s1 } = setUp()
    expect([...subtreeOf(lines(), a)]).toHaveLength(3)
    expect(dropAt(lines(), 5, a, 2)?.target).toEqual({ section: s1, parent: null, after: d })
    expect(dropAt(lines(), 2, a, 1)?.target).toEqual({ section: s1, parent: null, after: null })
  })

  it('[SH4] knows when nothing would move', () => {
    const { lines, d } = setUp()
    const same = dropAt(lines(), 4, d, 0)
    expect(same && isSamePlace(lines(), d, same)).toBe(true)
    const other = dropAt(lines(), 4, d, 1)
    expect(other && isSamePlace(lines(), d, other)).toBe(false)
  })

  it('[SH4] counts what hangs under a row also where a filter hides it', () => {
    const { lines, only, a, d, e, session } = setUp()
    const all = lines()
    only([a, d, e])
    // Lines: band, a, d, band, e. Under d there is room for none that has two levels below it.
    expect(dropAt(lines(), 3, a, 1, all)?.level).toBe(0)
    expect(dropAt(lines(), 3, e, 1, all)?.level).toBe(1)
    const drop = dropAt(lines(), 3, a, 1, all)
    expect(drop && moveRow(session.editing, a, drop.target)).toBe(true)
  })

  it('[SH4] under a filter a row stands where it is shown, whatever is hidden before it', () => {
    const { lines, ids, only } = openSheet(leveled([0, 0, 0]))
    const [a = '', , c = ''] = ids()[0] ?? []
    only([a, c])
    const same = dropAt(lines(), 2, c, 0)
    expect(same && isSamePlace(lines(), c, same)).toBe(true)
  })

  it('[SH4] whatever it offers, the document accepts', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { next, int, pick } = dice(seed)
      const sheet = openSheet(leveled([0, 1, 2, 1, 0, 1], [], [0, 0, 1]))
      for (let turn = 0; turn < 12; turn++) {
        const row = pick(sheet.ids().flat()) ?? ''
        const drop = dropAt(sheet.lines(), int(sheet.lines().length + 1), row, int(4))
        if (!drop) continue
        expect(moveRow({ ...sheet.session.editing, random: next }, row, drop.target), `seed ${seed}`).toBe(
          true,
        )
        const moved = sheet
          .view()
          .sections.flatMap((section) => section.rows)
          .find((one) => one.id === row)
        expect(moved?.level, `seed ${seed}`).toBe(drop.level)
        expect(sheet.ids().flat(), `seed ${seed}`).toHaveLength(9)
      }
    }
  })
})
