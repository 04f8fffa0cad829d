/** The one undo stack of a plan: order, whose edits, births, places. */
import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { NO_RIGHTS } from '../../../../client/plan/rights.ts'
import { createUndo } from '../../../../client/plan/undo.ts'
import type { UndoStep } from '../../../../client/plan/undo.ts'
import * as edit from '../../../../shared/plan/edit.ts'
import { readFragment } from '../../../../shared/plan/fragment.ts'
import { blocksToHtml, blocksToText, textToBlocks } from '../../../../shared/plan/rich.ts'
import { cellKey, rowsOf } from '../../../../shared/plan/schema.ts'
import { PlanProjection } from '../../../../shared/plan/view.ts'
import { copyOf, editingOf, planDoc, shiftRow } from '../../../support/drafts.ts'

const EDITOR = { editor: true }

const open = () => {
  const doc = planDoc()
  const editing = editingOf(doc)
  const undo = createUndo(doc, 'anna')
  undo.track(editing.origin)
  undo.track(EDITOR)
  const projection = new PlanProjection(doc)
  const rows = () => projection.view().sections.map((section) => section.rows.map((row) => row.id))
  const fragment = (row: string, column = 'title') =>
    rowsOf(doc).get(row)?.get(cellKey(column)) as Y.XmlFragment
  const type = (row: string, text: string, origin: unknown = EDITOR) =>
    doc.transact(() => {
      const paragraph = fragment(row).get(0) as Y.XmlElement
      const node = paragraph.get(0) as Y.XmlText
      node.insert(node.length, text)
    }, origin)
  const text = (row: string) => blocksToText(readFragment(fragment(row)))
  const [first = '', second = ''] = rows()[0] ?? []
  return { doc, editing, undo, projection, rows, type, text, fragment, first, second }
}

/** A list with one item of one line. */
const listOf = (words: string): Y.XmlElement => {
  const [list, item] = [new Y.XmlElement('bulletList'), new Y.XmlElement('listItem')]
  const line = new Y.XmlElement('paragraph')
  line.insert(0, [new Y.XmlText(words)])
  item.insert(0, [line])
  list.insert(0, [item])
  return list
}

describe('the undo stack', () => {
  it('[UN1] takes back text, a move and a deletion in the reverse of their order', () => {
    const { undo, editing, rows, type, text, first, second } = open()
    const before = rows()
    const words = text(first)
    type(first, ' и ещё')
    undo.cut()
    shiftRow(editing, first, 1)
    undo.cut()
    edit.deleteRow(editing, second)
    undo.cut()
    expect(rows()[0]).not.toContain(second)
    undo.undo()
    expect(rows()[0]).toContain(second)
    undo.undo()
    expect(rows()).toEqual(before)
    expect(text(first)).toBe(`${words} и ещё`)
    undo.undo()
    expect(text(first)).toBe(words)
    expect(undo.undo()).toBe(false)
  })

  it('[UN2] leaves what a colleague wrote, also into the same cell', () => {
    const { doc, undo, type, text, first } = open()
    const words = text(first)
    const other = copyOf(doc)
    const theirs = rowsOf(other).get(first)?.get(cellKey('title')) as Y.XmlFragment
    ;((theirs.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'Ольга: ')
    type(first, ' моё')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'remote')
    expect(text(first)).toBe(`Ольга: ${words} моё`)
    undo.undo()
    expect(text(first)).toBe(`Ольга: ${words}`)
    expect(undo.state.get().canUndo).toBe(false)
  })

  it('[UN3] undoes a new row into the trash, and redoes the same row', () => {
    const { undo, editing, projection } = open()
    const section = projection.view().sections[0]?.id ?? ''
    const id = edit.addRow(editing, { section, parent: null, after: null }) ?? ''
    const shown = () => projection.view().sections[0]?.rows.some((row) => row.id === id)
    expect(shown()).toBe(true)
    undo.undo()
    expect(shown()).toBe(false)
    expect(projection.view().trash.map((entry) => entry.id)).toContain(id)
    undo.redo()
    expect(shown()).toBe(true)
  })

  it('[UN3] undoes a new section and a new column into the trash', () => {
    const { undo, editing, projection } = open()
    const section = edit.addSection(editing, { after: null, title: 'Новый' })
    undo.cut()
    const column = edit.addColumn(editing, { after: null, title: 'Место' })
    undo.undo()
    undo.undo()
    const trash = projection.view().trash.map((entry) => entry.id)
    expect(trash).toEqual(expect.arrayContaining([section, column]))
  })

  it('[UN4] joins typing that follows fast, and parts it at a cut', () => {
    const { undo, type, text, first } = open()
    const words = text(first)
    type(first, 'а')
    type(first, 'б')
    undo.cut()
    type(first, 'в')
    undo.undo()
    expect(text(first)).toBe(`${words}аб`)
    undo.undo()
    expect(text(first)).toBe(words)
  })

  it('[UN5] tells where a step happened, when it is undone and when it is redone', () => {
    const { undo, type, first, second } = open()
    const steps: UndoStep[] = []
    undo.onStep((step) => steps.push(step))
    const at = (row: string) => ({ row, field: 'title', section: null })
    undo.at(at(first))
    type(first, '1')
    undo.cut()
    undo.at(at(second))
    type(second, '2')
    undo.undo()
    undo.undo()
    undo.redo()
    expect(steps).toEqual([
      { kind: 'undo', place: at(second) },
      { kind: 'undo', place: at(first) },
      { kind: 'redo', place: at(first) },
    ])
  })

  it('[UN6] keeps a paragraph of mine while a colleague has words in it', () => {
    const { doc, undo, fragment, first, text } = open()
    const words = text(first)
    doc.transact(() => {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText('моё')])
      fragment(first).push([paragraph])
    }, EDITOR)
    const other = copyOf(doc)
    const theirs = rowsOf(other).get(first)?.get(cellKey('title')) as Y.XmlFragment
    ;((theirs.get(1) as Y.XmlElement).get(0) as Y.XmlText).insert(3, ' её')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'remote')
    undo.undo()
    expect(text(first)).toBe(`${words}\n её`)
  })

  it('[UN6] keeps the line of my list’s item while a colleague has words under it', () => {
    const { doc, undo, fragment, first } = open()
    doc.transact(() => fragment(first).push([listOf('моё')]), EDITOR)
    const other = copyOf(doc)
    const theirs = rowsOf(other).get(first)?.get(cellKey('title')) as Y.XmlFragment
    const itemOf = (one: Y.XmlFragment) => (one.get(1) as Y.XmlElement).get(0) as Y.XmlElement
    itemOf(theirs).push([listOf('её')])
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'remote')
    undo.undo()
    const kept = itemOf(fragment(first)).toArray() as Y.XmlElement[]
    expect(kept.map(({ nodeName }) => nodeName)).toEqual(['paragraph', 'bulletList'])
    expect(kept.map(({ length }) => length)).toEqual([0, 1])
    undo.redo()
    expect(blocksToHtml(readFragment(fragment(first)))).toContain('<li>её</li>')
  })

  it('[UN1] tells its listeners when there is something to undo or to redo', () => {
    const { undo, type, first } = open()
    const seen: string[] = []
    undo.state.subscribe(() => {
      const { canUndo, canRedo } = undo.state.get()
      seen.push(`${canUndo ? 'u' : '-'}${canRedo ? 'r' : '-'}`)
    })
    type(first, '1')
    undo.undo()
    undo.redo()
    expect(seen).toEqual(['u-', '-r', 'u-'])
    undo.destroy()
  })

  it('[LQ4] the last step is taken back by name while it is the last, and no other ever is', () => {
    const { undo, editing, rows, type, text, first, second } = open()
    const words = text(first)
    expect(undo.last().undo()).toBe(false)
    type(first, ' раз')
    undo.cut()
    edit.deleteRow(editing, second)
    undo.cut()
    const [deletion, over] = [undo.last(), vi.fn<() => void>()]
    const stop = undo.last().onOver(vi.fn<() => void>())
    deletion.onOver(over)
    stop()
    expect(over).not.toHaveBeenCalled()
    type(first, ' два')
    expect(over).toHaveBeenCalledOnce()
    expect(deletion.undo()).toBe(false)
    expect([text(first), rows()[0]?.includes(second)]).toEqual([`${words} раз два`, false])
    const typing = undo.last()
    typing.onOver(over)
    expect(typing.undo()).toBe(true)
    expect(over).toHaveBeenCalledTimes(2)
    expect(typing.undo()).toBe(false)
    expect([text(first), rows()[0]?.includes(second)]).toEqual([`${words} раз`, false])
  })

  it('[KJ1] who offers a way back hears once that it has been gone by otherwise, and nothing of what is done after it', () => {
    const { undo, editing, type, first, second } = open()
    edit.deleteRow(editing, second)
    undo.cut()
    const [gone, stopped] = [vi.fn<() => void>(), vi.fn<() => void>()]
    const deletion = undo.last()
    deletion.onGone(gone)
    deletion.onGone(stopped)()
    type(first, ' раз')
    undo.cut()
    undo.undo()
    expect(gone).not.toHaveBeenCalled()
    undo.undo()
    undo.redo()
    undo.undo()
    expect(gone).toHaveBeenCalledOnce()
    expect(stopped).not.toHaveBeenCalled()
  })

  it('[RW24] nothing is taken back once the plan is closed, and what offers it hears of that', () => {
    for (const close of ['rights', 'page'] as const) {
      const { undo, editing, rows, second } = open()
      edit.deleteRow(editing, second)
      const [deletion, over] = [undo.last(), vi.fn<() => void>()]
      deletion.onOver(over)
      if (close === 'rights') undo.obey(NO_RIGHTS)
      else undo.destroy()
      expect(over).toHaveBeenCalledOnce()
      expect([deletion.undo(), undo.undo(), rows()[0]?.includes(second)]).toEqual([false, false, false])
    }
  })

  it('[UN2] counts nothing before an origin is tracked', () => {
    const doc = planDoc()
    const undo = createUndo(doc, 'anna')
    const [row = ''] = rowsOf(doc).keys()
    edit.setCell(editingOf(doc), row, 'title', textToBlocks('иначе'))
    expect(undo.state.get().canUndo).toBe(false)
  })
})
