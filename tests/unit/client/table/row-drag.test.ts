/** Dragging a row while others change the plan under a pointer that rests. */
import { expect, test } from 'vitest'
import type { Drop } from '../../../../client/table/drop-target.ts'
import { RowDrag } from '../../../../client/table/row-drag.ts'
import { deleteRow } from '../../../../shared/plan/edit.ts'
import { leveled, openSheet } from './support.ts'

const LINE_PX = 20

const at = (type: string, y: number) =>
  new PointerEvent(type, { clientX: 10, clientY: y, button: 0, buttons: 1, pointerType: 'mouse' })

/** A sheet whose lines are drawn 20 px high each. */
const setUp = () => {
  const sheet = openSheet(leveled([0, 0, 0], [0]))
  const list = document.createElement('div')
  const draw = () =>
    list.replaceChildren(
      ...sheet.lines().map(({ key }, index) => {
        const line = document.createElement('div')
        line.dataset.index = String(index)
        line.dataset.line = key
        line.getBoundingClientRect = () => new DOMRect(0, index * LINE_PX, 100, LINE_PX)
        return line
      }),
    )
  draw()
  const drops: Drop[] = []
  const drag = new RowDrag({
    lines: sheet.lines,
    all: sheet.lines,
    list: () => list,
    scroller: () => null,
    mayLand: () => true,
    onDrop: (_, drop) => void drops.push(drop),
  })
  const hold = (row: string, y: number) => {
    drag.press(at('pointerdown', 0), row, 0, () => {})
    window.dispatchEvent(at('pointermove', y))
  }
  return { ...sheet, draw, drag, drops, hold }
}

test('[SH4] what is deleted under a pointer that rests counts when the row is let go', () => {
  const { ids, session, draw, drag, drops, hold } = setUp()
  const [[a = '', b = '', c = ''] = [], [d = ''] = []] = ids()
  // Lines: band, a, b, c, band, d. Behind b.
  hold(d, 3 * LINE_PX + 5)
  expect(drag.get()?.drop?.target.after).toBe(b)
  deleteRow(session.editing, b)
  draw()
  window.dispatchEvent(at('pointerup', 3 * LINE_PX + 5))
  expect(drops.map(({ target }) => target.after)).toEqual([c])
  expect(a).not.toBe('')
})

test('[SH4] a row that is deleted while it is dragged lands nowhere', () => {
  const { ids, session, draw, drag, drops, hold } = setUp()
  const [, [d = ''] = []] = ids()
  hold(d, 2 * LINE_PX)
  expect(drag.get()?.drop).not.toBeNull()
  deleteRow(session.editing, d)
  draw()
  window.dispatchEvent(at('pointerup', 2 * LINE_PX))
  expect([drops, drag.get()]).toEqual([[], null])
})

test('[SH4] a row that is let go where it stands has not moved', () => {
  const { ids, drag, drops, hold } = setUp()
  const [[, b = '', c = ''] = []] = ids()
  hold(b, 2 * LINE_PX + 15)
  expect(drag.get()).toMatchObject({ row: b, drop: null })
  window.dispatchEvent(at('pointerup', 2 * LINE_PX + 15))
  expect([drops, drag.get()]).toEqual([[], null])
  hold(b, 3 * LINE_PX + 15)
  window.dispatchEvent(at('pointerup', 3 * LINE_PX + 15))
  expect(drops.map(({ target }) => target.after)).toEqual([c])
})
