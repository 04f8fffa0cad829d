/** What took a spot away. */
import { describe, expect, it } from 'vitest'
import * as edit from '../../../../shared/plan/edit.ts'
import { goneAt, wayBack } from '../../../../client/table/gone-focus.ts'
import { rightsIn } from '../../../../client/plan/rights.ts'
import { identityOf } from '../../../support/identities.ts'
import type { Spot } from '../../../../client/table/grid-nav.ts'
import { leveled, openSheet } from './support.ts'

const cell = (row: string, column = 'title'): Spot => ({ kind: 'cell', row, column })

describe('a place that goes', () => {
  it('[SH11] is named by what took it away: the row, one above it, its section, its column', () => {
    const { session, view, ids } = openSheet(leveled([0, 1], [0]))
    const [[parent = '', child = ''] = [], [other = ''] = []] = ids()
    const gone = (spot: Spot) => {
      const found = goneAt(view(), spot, session.doc)
      return found && { kind: found.kind, id: found.id, inTrash: found.entry?.id }
    }
    expect(gone(cell(child))).toBeNull()
    edit.deleteRow(session.editing, parent)
    expect(gone(cell(parent))).toEqual({ kind: 'row', id: parent, inTrash: parent })
    expect(gone(cell(child))).toEqual({ kind: 'above', id: parent, inTrash: parent })
    const section = view().sections[1]?.id ?? ''
    expect(gone({ kind: 'band', section })).toBeNull()
    edit.setColumnHidden(session.editing, 'period', true)
    expect(gone(cell(other, 'period'))).toEqual({ kind: 'hidden', id: 'period' })
    edit.deleteSection(session.editing, section)
    expect(gone({ kind: 'band', section })).toEqual({ kind: 'section', id: section, inTrash: section })
    expect(gone(cell(other))).toEqual({ kind: 'around', id: section, inTrash: section })
    expect(gone({ kind: 'block', field: 'intro' })).toBeNull()
    const own = view().columns.find((column) => !column.fixed)?.id ?? ''
    edit.deleteColumn(session.editing, own)
    expect(gone(cell(other, own))).toEqual({ kind: 'column', id: own, inTrash: own })
  })
})

const draftOf = (departments: readonly (string | null)[]) => {
  const draft = leveled([0, 1, 2], [0])
  return {
    ...draft,
    sections: draft.sections.map((one, at) => ({ ...one, department: departments[at] ?? null })),
  }
}
const BORIS = identityOf({ id: 'boris', name: 'Борис', role: 'editor', departments: ['mass'], hue: 2 })

describe('the way back of a place that went', () => {
  it('[SH17] brings back what took the row along, by the rights of its own section, and opens the cell again', () => {
    const { session, view, ids, model, actions, told } = openSheet(draftOf(['mass', 'method']), BORIS)
    const [[parent = '', , grandchild = ''] = []] = ids()
    const before = ids()
    edit.deleteRow(session.editing, parent)
    const gone = goneAt(view(), cell(grandchild), session.doc)
    const run = gone && wayBack({ actions, model, session }, gone, cell(grandchild))
    expect(run).not.toBeNull()
    run?.()
    expect(ids()).toEqual(before)
    expect(told).toEqual([])
    expect(model.get()).toMatchObject({ spot: cell(grandchild), mode: 'edit' })
  })

  it('[SH17] is offered to nobody who may not go it: sections and columns are the chief editor’s, rows their section’s', () => {
    const { session, view, ids, model, actions } = openSheet(draftOf(['method', 'mass']), BORIS)
    const [[parent = '', child = ''] = [], [other = ''] = []] = ids()
    const way = (spot: Spot) => {
      const gone = goneAt(view(), spot, session.doc)
      if (gone === null) throw new Error('it is there')
      return wayBack({ actions, model, session }, gone, spot)
    }
    edit.setColumnHidden(session.editing, 'period', true)
    expect(way(cell(other, 'period'))).toBeNull()
    edit.deleteRow(session.editing, parent)
    expect(way(cell(child))).toBeNull()
    edit.deleteRow(session.editing, other)
    expect(way(cell(other))).not.toBeNull()
    edit.deleteSection(session.editing, view().sections[1]?.id ?? '')
    expect(
      way({ kind: 'band', section: view().trash.find(({ kind }) => kind === 'section')?.id ?? '' }),
    ).toBeNull()
  })

  it('[SH17] a way back that leads nowhere any more opens nothing', () => {
    const { session, view, ids, model, actions, told } = openSheet(draftOf(['mass', 'mass']), BORIS)
    const [, [other = ''] = []] = ids()
    edit.deleteRow(session.editing, other)
    const gone = goneAt(view(), cell(other), session.doc)
    const run = gone && wayBack({ actions, model, session }, gone, cell(other))
    session.rights.set(rightsIn(BORIS, true, view()))
    run?.()
    expect(model.get()).toBeNull()
    expect(told).toEqual(['table.said.locked'])
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
