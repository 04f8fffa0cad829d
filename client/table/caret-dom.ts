/**
 * A shared position as a place on the screen: relative position → text offset → rectangle in the static rendering.
 * Relies on `RichView` drawing one element for each element of the fragment.
 */
import * as Y from 'yjs'
import { isWithoutLine } from '../../shared/plan/fragment.ts'

interface Found {
  /** Indexes of what is drawn, from the fragment down to the block that holds the position. */
  readonly path: readonly number[]
  /** Characters and breaks before it in that block. */
  readonly offset: number
}

const lengthOf = (node: unknown): number => (node instanceof Y.XmlText ? node.length : 1)

/** Offset of the start of `node` among its siblings, in characters. */
const offsetBefore = (parent: Y.XmlElement | Y.XmlFragment, node: unknown): number => {
  let offset = 0
  for (const child of parent.toArray()) {
    if (child === node) break
    offset += lengthOf(child)
  }
  return offset
}

const indexIn = (parent: unknown, node: unknown): number =>
  parent instanceof Y.XmlFragment ? parent.toArray().indexOf(node as Y.XmlElement) : -1

const pathTo = (fragment: Y.XmlFragment, block: Y.XmlElement): number[] | null => {
  const path: number[] = []
  for (let at: unknown = block; at !== fragment;) {
    const parent: unknown = at instanceof Y.XmlElement ? at.parent : null
    const index = indexIn(parent, at)
    if (index < 0) return null
    path.unshift(isWithoutLine(parent) ? index + 1 : index)
    at = parent
  }
  return path
}

/** Where a relative position (its JSON) lies in the fragment; null where it is elsewhere or gone. */
export const findPosition = (doc: Y.Doc, fragment: Y.XmlFragment, json: unknown): Found | null => {
  const relative = Y.createRelativePositionFromJSON(json)
  const position = Y.createAbsolutePositionFromRelativePosition(relative, doc)
  if (!position) return null
  const { type, index } = position
  if (type instanceof Y.XmlText && type.parent instanceof Y.XmlElement) {
    const path = pathTo(fragment, type.parent)
    return path && { path, offset: offsetBefore(type.parent, type) + index }
  }
  if (type instanceof Y.XmlElement && type.nodeName === 'paragraph') {
    const path = pathTo(fragment, type)
    const before = type.toArray().slice(0, index)
    return path && { path, offset: before.reduce((sum, child) => sum + lengthOf(child), 0) }
  }
  return type === fragment ? { path: [Math.min(index, fragment.length - 1)], offset: 0 } : null
}

const rangeAt = (block: Element, offset: number): Range => {
  const range = document.createRange()
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  let left = offset
  range.selectNodeContents(block)
  range.collapse(true)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const size = node instanceof Text ? node.length : node.nodeName === 'BR' ? 1 : 0
    if (node instanceof Text && left <= size) {
      range.setStart(node, left)
      range.collapse(true)
      return range
    }
    if (left < size) break
    left -= size
    if (size > 0) range.setStartAfter(node)
  }
  range.collapse(true)
  return range
}

export interface CaretBox {
  readonly left: number
  readonly top: number
  readonly height: number
}

/** The element of a text that child indexes lead to; null where it is not drawn so. */
export const elementAtPath = (root: Element, path: readonly number[]): Element | null => {
  let element: Element = root
  for (const index of path) {
    const child = element.children[index]
    if (!child) return null
    element = child
  }
  return element
}

/** The stretch between two places of a text as it is drawn; null where one of them is not. */
export const rangeBetween = (root: Element, from: Found, to: Found): Range | null => {
  const [first, last] = [elementAtPath(root, from.path), elementAtPath(root, to.path)]
  if (!first || !last) return null
  const [start, end] = [rangeAt(first, from.offset), rangeAt(last, to.offset)]
  start.setEnd(end.startContainer, end.startOffset)
  return start
}

/** The caret's rectangle relative to `root`, the static rendering of the fragment. */
export const caretBox = (root: HTMLElement, found: Found): CaretBox | null => {
  const block = elementAtPath(root, found.path)
  if (!block) return null
  const range = rangeAt(block, found.offset)
  const frame = root.getBoundingClientRect()
  const rect = range.getClientRects()[0] ?? range.getBoundingClientRect()
  if (rect.height > 0) return { left: rect.left - frame.left, top: rect.top - frame.top, height: rect.height }
  const whole = block.getBoundingClientRect()
  const line = Number.parseFloat(getComputedStyle(block).lineHeight)
  return { left: whole.left - frame.left, top: whole.top - frame.top, height: Number.isNaN(line) ? 20 : line }
}
