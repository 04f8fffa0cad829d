/** Carets of others in an open editor and over a closed text, whatever they hold. */
import { afterEach, describe, expect, it } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { findPosition } from '../../../../client/table/caret-dom.ts'
import { isCaret } from '../../../../shared/caret.ts'
import { blocksToText } from '../../../../shared/plan/rich.ts'
import { readFragment } from '../../../../shared/plan/fragment.ts'
import { FALSE_CARETS } from '../../../support/carets.ts'
import { cellOf, closeCells, mount } from './open-cell.ts'

afterEach(closeCells)

const OTHER = 77

/** Opens the cell while somebody's state says this, and has a colleague write into it. */
const writeBeside = (state: Record<string, unknown>, cell = cellOf('<p>раз</p>')) => {
  const { doc, fragment } = cell
  const awareness = new Awareness(doc)
  awareness.states.set(OTHER, state)
  const { editor } = mount(doc, fragment, { awareness })
  const paragraph = fragment.get(fragment.length - 1) as Y.XmlElement
  doc.transact(() => (paragraph.get(0) as Y.XmlText).insert(0, 'не '), 'remote')
  awareness.emit('change', [{ added: [], updated: [OTHER], removed: [] }, 'remote'])
  editor.commands.insertContentAt(editor.state.doc.content.size - 1, '!')
  const shown = editor.state.doc.textBetween(0, editor.state.doc.content.size, '\n', '\n')
  return { shown, written: blocksToText(readFragment(fragment)), doc }
}

describe('a colleague’s caret', () => {
  it.each(FALSE_CARETS.map((cursor) => [JSON.stringify(cursor), cursor] as const))(
    '[PE7] that is none leaves the open editor at the document’s words: %s',
    (_name, cursor) => {
      const { shown, written, doc } = writeBeside({ user: { name: 'Анна' }, cursor })
      expect([shown, written]).toEqual(['не раз!', 'не раз!'])
      expect([...doc.share.keys()]).toEqual(['test'])
    },
  )

  it.each(['x', 5, true, [], { name: {} }])(
    '[PE7] of somebody whose name is anything does so, too: %j',
    (user) => {
      const cell = cellOf('<p>раз</p>')
      const at = Y.createRelativePositionFromTypeIndex(cell.fragment.get(0) as Y.XmlElement, 0)
      const end = Y.relativePositionToJSON(at) as unknown
      expect(writeBeside({ user, cursor: { anchor: end, head: end } }, cell).written).toBe('не раз!')
    },
  )

  it('[PE7] that is one of anything at all stops neither the editor nor the overlay', () => {
    for (let clock = 0; clock < 60; clock++) {
      const cell = cellOf('<p>раз<br>два</p><ul><li>три</li><li>четыре</li></ul><p>пять</p>')
      const { doc, fragment } = cell
      // A register that was overwritten and a list that was deleted are no places, either.
      doc.getMap('other').set('cell', new Y.XmlFragment())
      doc.getMap('other').set('cell', 5)
      fragment.delete(1, 1)
      const id = { client: doc.clientID, clock }
      const ends = [{ item: id }, { item: id, assoc: -1 }, { type: id }, { type: id, assoc: -1 }]
      for (const end of ends) expect(() => findPosition(doc, fragment, end)).not.toThrow()
      const cursor = { anchor: ends[clock % 2], head: ends[2 + (clock % 2)] }
      expect(isCaret(cursor)).toBe(true)
      const { shown, written } = writeBeside({ cursor }, cell)
      expect(shown).toBe(written)
      closeCells()
    }
  })
})
