/** What took a spot away. */
import { describe, expect, it } from 'vitest'
import * as edit from '../../../../shared/plan/edit.ts'
import { goneAt } from '../../../../client/table/gone-focus.ts'
import type { Spot } from '../../../../client/table/grid-nav.ts'
import { leveled, openSheet } from './support.ts'

describe('a place that goes', () => {
  it('[SH11] is named by what took it away: the row, its section, its column', () => {
    const { session, view, ids } = openSheet(leveled([0, 1], [0]))
    const [[parent = '', child = ''] = [], [other = ''] = []] = ids()
    const cell = (row: string, column = 'title'): Spot => ({ kind: 'cell', row, column })
    const gone = (spot: Spot) => goneAt(view(), spot)
    expect(gone(cell(child))).toBeNull()
    edit.deleteRow(session.editing, parent)
    expect(gone(cell(child))).toEqual({ kind: 'row', id: child })
    const section = view().sections[1]?.id ?? ''
    expect(gone({ kind: 'band', section })).toBeNull()
    edit.setColumnHidden(session.editing, 'period', true)
    expect(gone(cell(other, 'period'))).toEqual({ kind: 'hidden', id: 'period' })
    edit.deleteSection(session.editing, section)
    expect(gone({ kind: 'band', section })).toEqual({ kind: 'section', id: section })
    expect(gone({ kind: 'block', field: 'intro' })).toBeNull()
    const own = view().columns.find((column) => !column.fixed)?.id ?? ''
    edit.deleteColumn(session.editing, own)
    expect(gone(cell(other, own))).toEqual({ kind: 'column', id: own })
  })
})

describe('a number that is being typed', () => {
  it('[SH12] is in the plan at every key, and one step of undo', () => {
    const { session, actions, view, ids } = openSheet(leveled([0, 0]))
    const [[row = ''] = []] = ids()
    const number = () => view().sections[0]?.rows[0]
    for (const text of ['1', '12', '12.']) actions.typeNumber(row, text)
    expect(number()).toMatchObject({ number: '12.', numbering: 'typed' })
    actions.typeNumber(row, '')
    expect(number()).toMatchObject({ number: '', numbering: 'none' })
    session.undo.undo()
    expect(number()).toMatchObject({ number: '1.', numbering: 'auto' })
  })
})
