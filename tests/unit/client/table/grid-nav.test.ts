/** Where keys lead in the sheet. */
import { describe, expect, it } from 'vitest'
import { type Grid, type Move, type Spot, go } from '../../../../client/table/grid-nav.ts'
import { type Command, commandOf } from '../../../../client/table/keys.ts'
import { planDraft } from '../../../support/drafts.ts'
import { openSheet } from './support.ts'

const COLUMNS = ['number', 'title', 'period']

const setUp = () => {
  const sheet = openSheet(planDraft(2, 2))
  const grid: Grid = { lines: sheet.lines(), columns: COLUMNS, page: 3 }
  const [[a1 = '', a2 = ''] = [], [b1 = '', b2 = ''] = []] = sheet.ids()
  const [s1 = '', s2 = ''] = sheet.view().sections.map((section) => section.id)
  const at = (row: string, column = 'title'): Spot => ({ kind: 'cell', row, column })
  const band = (section: string): Spot => ({ kind: 'band', section })
  const step = (spot: Spot, move: Move, goal: string | null = null) => {
    const outcome = go(grid, spot, goal, move)
    return typeof outcome === 'object' && 'spot' in outcome ? outcome.spot : outcome
  }
  return { grid, a1, a2, b1, b2, s1, s2, at, band, step }
}

describe('moving in the grid', () => {
  it('[SH1] goes up and down through a band and comes back to its column', () => {
    const { grid, a2, b1, s2, at, band, step } = setUp()
    expect(go(grid, at(a2, 'period'), null, 'down')).toEqual({ spot: band(s2), goal: 'period' })
    expect(step(band(s2), 'down', 'period')).toEqual(at(b1, 'period'))
    expect(step(band(s2), 'up', 'period')).toEqual(at(a2, 'period'))
    expect(step(at(a2, 'period'), 'below')).toEqual(at(b1, 'period'))
  })

  it('[SH1] goes along rows and stops at the ends of the plan', () => {
    const { a1, a2, b2, s1, at, band, step } = setUp()
    expect(step(at(a1, 'period'), 'right')).toEqual(at(a2, 'number'))
    expect(step(at(a2, 'number'), 'left')).toEqual(at(a1, 'period'))
    expect(step(band(s1), 'up')).toBe('end')
    expect(step(at(b2), 'down')).toBe('end')
    expect(step(at(b2, 'period'), 'right')).toBe('end')
  })

  it('[SH1] Home, End and pages', () => {
    const { a1, b1, b2, s1, at, band, step } = setUp()
    expect(step(at(a1), 'rowStart')).toEqual(at(a1, 'number'))
    expect(step(at(a1), 'rowEnd')).toEqual(at(a1, 'period'))
    expect(step(at(b2), 'planStart')).toEqual(band(s1))
    expect(step(band(s1), 'planEnd')).toEqual(at(b2, 'period'))
    expect(step(at(a1), 'pageDown')).toEqual(at(b1))
    expect(step(at(b1), 'pageUp')).toEqual(at(a1))
  })

  it('[PG34] Enter behind the title of an empty section asks for its first row, not for the next section', () => {
    const sheet = openSheet(planDraft(2, 0))
    const grid: Grid = { lines: sheet.lines(), columns: COLUMNS, page: 3 }
    const section = sheet.view().sections[0]?.id ?? ''
    expect(go(grid, { kind: 'band', section }, null, 'below')).toEqual({ firstRowOf: section })
  })

  it('[SH2] Tab goes on to the next row, and wants a row behind the last of a section', () => {
    const { a1, a2, s2, b1, at, band, step } = setUp()
    expect(step(at(a1), 'next')).toEqual(at(a1, 'period'))
    expect(step(at(a1, 'period'), 'next')).toEqual(at(a2, 'number'))
    expect(step(at(a2, 'number'), 'previous')).toEqual(at(a1, 'period'))
    expect(step(at(a2, 'period'), 'next')).toEqual({ rowAfter: a2 })
    expect(step(band(s2), 'next')).toEqual(at(b1, 'number'))
    expect(step(at(b1, 'number'), 'previous')).toEqual(band(s2))
  })

  it('[SH1] a hidden column or a row that is gone leads to something that is there', () => {
    const { a1, a2, at, step } = setUp()
    expect(step(at(a1, 'hidden'), 'down')).toEqual(at(a2, 'number'))
    expect(step(at('gone'), 'down')).toBe('end')
  })
})

describe('keys', () => {
  const kind = (command: Command | null) => command?.kind ?? null

  it('[SH3] an arrow in an open cell leaves only from the edge', () => {
    expect(commandOf('ArrowDown', 'edit', 'rich')).toEqual({ kind: 'edge', edge: 'down', move: 'down' })
    expect(commandOf('ArrowDown', 'select', 'rich')).toEqual({ kind: 'move', move: 'down' })
    expect(commandOf('Home', 'edit', 'rich')).toBeNull()
  })

  it('[SH14] on a Mac ⌥ with an arrow is the text’s in an open cell, and moves a row that is selected', () => {
    for (const arrow of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
      expect(commandOf(`Alt+${arrow}`, 'edit', 'rich', true)).toBeNull()
      expect(commandOf(`Alt+Shift+${arrow}`, 'edit', 'number', true)).toBeNull()
      expect(commandOf(`Alt+${arrow}`, 'edit', 'rich', false)).not.toBeNull()
      for (const mode of ['select', 'row'] as const) {
        expect(commandOf(`Alt+${arrow}`, mode, 'rich', true)).toEqual(commandOf(`Alt+${arrow}`, mode, 'rich'))
      }
    }
    expect(kind(commandOf('Tab', 'edit', 'rich', true))).toBe('move')
  })

  it('[SH3] Enter is a paragraph in rich cells and the cell below in the others', () => {
    expect(commandOf('Enter', 'edit', 'rich')).toBeNull()
    for (const variant of ['plain', 'line', 'number'] as const) {
      expect(commandOf('Enter', 'edit', variant)).toEqual({ kind: 'move', move: 'below' })
    }
    expect(commandOf('Mod+Enter', 'edit', 'rich')).toEqual({ kind: 'move', move: 'below' })
    expect(kind(commandOf('Enter', 'select', 'rich'))).toBe('edit')
  })

  it('[SH3] Delete empties a selected cell, and removes a selected row', () => {
    expect(kind(commandOf('Delete', 'select', 'rich'))).toBe('clearCell')
    expect(kind(commandOf('Delete', 'row', 'rich'))).toBe('deleteRow')
    expect(commandOf('Delete', 'edit', 'rich')).toBeNull()
    expect(kind(commandOf('Escape', 'edit', 'rich'))).toBe('leave')
  })
})
