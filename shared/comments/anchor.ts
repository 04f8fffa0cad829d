/**
 * Words of a cell that a thread is about: from a stretch of its text to two relative positions, and back to where the
 * words stand now. Owns that translation alone; reads the document, never writes it.
 */
import { fromBase64, toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import { cutText } from '../cut-text.ts'
import { isWithoutLine } from '../plan/fragment.ts'
import { MAX_QUOTE, type ThreadAbout } from './registers.ts'

/** One paragraph of a cell. */
export interface TextBlock {
  /** Indexes of what is drawn, from the fragment down to the paragraph. */
  readonly path: readonly number[]
  readonly element: Y.XmlElement
  /** Where it begins in the cell's text. */
  readonly start: number
  readonly text: string
}

/** A cell as one string: a paragraph or list item a line, without markers. */
export interface CellText {
  readonly text: string
  readonly blocks: readonly TextBlock[]
}

/** A stretch of a cell's text, from ≤ to, in characters. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** A place in one paragraph, which the path leads to through the text as it is drawn. */
export interface BlockPoint {
  readonly path: readonly number[]
  readonly offset: number
}

const plainOf = (child: unknown): string => {
  if (!(child instanceof Y.XmlText)) return '\n'
  const runs = child.toDelta() as { insert: unknown }[]
  // What is no text has the length of one character in Yjs too.
  return runs.map(({ insert }) => (typeof insert === 'string' ? insert : '\ufffc')).join('')
}

const isElement = (node: unknown): node is Y.XmlElement => node instanceof Y.XmlElement

const paragraphs = (
  parent: Y.XmlElement | Y.XmlFragment,
  path: readonly number[],
): Omit<TextBlock, 'start'>[] =>
  parent.toArray().flatMap((child, index) => {
    if (!isElement(child)) return []
    const here = [...path, isWithoutLine(parent) ? index + 1 : index]
    if (child.nodeName !== 'paragraph') return paragraphs(child, here)
    return [{ path: here, element: child, text: child.toArray().map(plainOf).join('') }]
  })

export const cellText = (fragment: Y.XmlFragment): CellText => {
  let start = 0
  const blocks = paragraphs(fragment, []).map((block) => {
    const placed = { ...block, start }
    start += block.text.length + 1
    return placed
  })
  return { text: blocks.map(({ text }) => text).join('\n'), blocks }
}

const lengthOf = (child: unknown): number => (child instanceof Y.XmlText ? child.length : 1)

/** The position beside a character: `assoc` 0 keeps to the one behind it, -1 to the one before it. */
const positionIn = ({ element }: TextBlock, offset: number, assoc: 0 | -1): Y.RelativePosition => {
  let left = offset
  for (const child of element.toArray()) {
    const length = lengthOf(child)
    const isHere = assoc === 0 ? left < length : left > 0 && left <= length
    if (isHere && child instanceof Y.XmlText) return Y.createRelativePositionFromTypeIndex(child, left, assoc)
    if (isHere) break
    left -= length
  }
  const index = Math.min(element.length, childAt(element, offset))
  return Y.createRelativePositionFromTypeIndex(element, index, assoc)
}

/** How many children end at or before the offset. */
const childAt = (element: Y.XmlElement, offset: number): number => {
  let [end, index] = [0, 0]
  for (const child of element.toArray()) {
    end += lengthOf(child)
    if (end > offset) break
    index++
  }
  return index
}

const blockAt = ({ blocks }: CellText, offset: number): TextBlock | undefined =>
  blocks.findLast(({ start }) => start <= offset)

/** The paragraph of an offset, and how far into it; null for a cell without paragraphs. */
export const pointAt = (cell: CellText, offset: number): BlockPoint | null => {
  const block = blockAt(cell, offset)
  return block ? { path: block.path, offset: Math.min(offset - block.start, block.text.length) } : null
}

const encode = (position: Y.RelativePosition): string => toBase64(Y.encodeRelativePosition(position))

/** The stretch without the spaces at its ends; null where nothing else is in it. */
const trimmed = (text: string, { from, to }: Stretch): Stretch | null => {
  const words = text.slice(from, to)
  const start = from + words.length - words.trimStart().length
  const end = from + words.trimEnd().length
  return start < end ? { from: start, to: end } : null
}

/** What a thread about this stretch of a cell holds; null where there is no word in it. */
export const aboutWords = (
  fragment: Y.XmlFragment,
  stretch: Stretch,
): Pick<ThreadAbout, 'quote' | 'range'> | null => {
  const cell = cellText(fragment)
  const words = trimmed(cell.text, stretch)
  const [first, last] = words ? [blockAt(cell, words.from), blockAt(cell, words.to)] : []
  if (!words || !first || !last) return null
  const start = positionIn(first, words.from - first.start, 0)
  const end = positionIn(last, words.to - last.start, -1)
  return {
    quote: cutText(cell.text.slice(words.from, words.to), MAX_QUOTE),
    range: [encode(start), encode(end)],
  }
}

const decode = (end: string): Y.RelativePosition | null => {
  try {
    return Y.decodeRelativePosition(fromBase64(end))
  } catch {
    // Another program wrote something that is no position: the quote is all there is to go by.
    return null
  }
}

const offsetOf = (doc: Y.Doc, { blocks }: CellText, end: string): number | null => {
  const relative = decode(end)
  const found = relative && Y.createAbsolutePositionFromRelativePosition(relative, doc)
  if (!found) return null
  for (const { element, start } of blocks) {
    const children = element.toArray()
    if (found.type === element)
      return start + children.slice(0, found.index).reduce((sum, one) => sum + lengthOf(one), 0)
    const at = children.indexOf(found.type as Y.XmlText)
    if (at >= 0)
      return start + children.slice(0, at).reduce((sum, one) => sum + lengthOf(one), 0) + found.index
  }
  return null
}

/** Where the quote stands in the text, nearest to `near`. */
const findQuote = (text: string, quote: string, near: number): Stretch | null => {
  let best: number | null = null
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (best === null || Math.abs(at - near) < Math.abs(best - near)) best = at
  }
  return best === null ? null : { from: best, to: best + quote.length }
}

/**
 * Where the words of a thread stand now; null where they are gone. The positions go first. Where nothing is left between
 * them the quote is looked for: an undo writes words anew, and only the browser that undid it knows them for the same.
 */
export const findWords = (
  fragment: Y.XmlFragment,
  { quote, range }: Pick<ThreadAbout, 'quote' | 'range'>,
): Stretch | null => {
  const cell = cellText(fragment)
  const [start, end] = range ?? []
  const from = start !== undefined && fragment.doc ? offsetOf(fragment.doc, cell, start) : null
  const to = end !== undefined && fragment.doc ? offsetOf(fragment.doc, cell, end) : null
  const words = from !== null && to !== null && from < to ? trimmed(cell.text, { from, to }) : null
  return words ?? (quote === '' ? null : findQuote(cell.text, quote, from ?? to ?? 0))
}

/**
 * The ends of a thread's words in a document that was written anew, or null where one of them has no place there; the
 * quote is all there is to go by then. `move` takes a position of the old document to the new one.
 */
export const moveRange = (
  range: ThreadAbout['range'],
  move: (position: Y.RelativePosition) => Y.RelativePosition | null,
): ThreadAbout['range'] => {
  const [start, end] = (range ?? []).map((one) => {
    const position = decode(one)
    const moved = position && move(position)
    return moved ? encode(moved) : null
  })
  return start && end ? [start, end] : null
}
