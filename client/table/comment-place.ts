/**
 * What a new comment would be about, from where the focus and the selection are: a row, a cell, or words in it. The same
 * for an open cell and one that is only read: both draw one element for each element of the fragment.
 */
import type * as Y from 'yjs'
import { type CellText, type TextBlock, aboutWords, cellText } from '../../shared/comments/anchor.ts'
import type { CommentPlace } from '../plan/row-comments.ts'
import { elementAtPath } from './caret-dom.ts'
import type { Focus } from './sheet-model.ts'
import { elementAt, fragmentAt } from './spots.ts'

/** Characters and breaks of a block before a point inside it. */
const lengthBefore = (block: Element, node: Node, offset: number): number => {
  const range = document.createRange()
  range.selectNodeContents(block)
  range.setEnd(node, offset)
  const before = range.cloneContents()
  return before.textContent.length + before.querySelectorAll('br').length
}

/** How far into the cell's text a point of the page lies. */
const offsetAt = (root: Element, { text, blocks }: CellText, node: Node, offset: number): number => {
  const within = (block: TextBlock): number | null => {
    const element = elementAtPath(root, block.path)
    if (!element) return null
    const range = document.createRange()
    range.selectNodeContents(element)
    const side = range.comparePoint(node, offset)
    if (side > 0) return null
    // The break that keeps an empty line open is drawn, but stands in no text.
    return side < 0
      ? block.start
      : block.start + Math.min(lengthBefore(element, node, offset), block.text.length)
  }
  for (const block of blocks) {
    const found = within(block)
    if (found !== null) return found
  }
  return text.length
}

/** The selected words of a cell; null where no word of it is selected. */
const selectedWords = (root: Element, fragment: Y.XmlFragment) => {
  const selection = document.getSelection()
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null
  if (!range || range.collapsed || !range.intersectsNode(root)) return null
  const cell = cellText(fragment)
  const from = offsetAt(root, cell, range.startContainer, range.startOffset)
  const to = offsetAt(root, cell, range.endContainer, range.endOffset)
  return aboutWords(fragment, { from, to })
}

/** Null where there is nothing to comment on: no focus, a section's title, a block around the table. */
export const commentPlace = (
  doc: Y.Doc,
  sheet: ParentNode | null,
  focus: Focus | null,
): CommentPlace | null => {
  if (focus?.spot.kind !== 'cell') return null
  const { row, column } = focus.spot
  if (focus.mode === 'row') return { row, column: null, quote: '', range: null }
  const fragment = fragmentAt(doc, focus.spot)
  const root = sheet && elementAt(sheet, focus.spot)?.querySelector('.rich')
  const words = root && fragment ? selectedWords(root, fragment) : null
  return { row, column, ...(words ?? { quote: '', range: null }) }
}
