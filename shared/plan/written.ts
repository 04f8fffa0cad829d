/**
 * A rich text with what stands behind its letters: under which client id, from which clock on, they were written. Owns
 * the reading of one fragment; who the client ids are, the server knows. Total on any merge result.
 *
 * Reads Yjs internals (`_start`, `right`, `content`) of the pinned version.
 */
import * as Y from 'yjs'

/** Letters that were written one after the other under one client id. */
export interface WrittenPiece {
  client: number
  /** Of the first letter (UTF-16 units count one each). */
  clock: number
  text: string
}

/** A line of the text: a paragraph, or an item of a list. */
export interface WrittenLine {
  /** Depth in lists; 0 outside. */
  depth: number
  pieces: WrittenPiece[]
}

const letters = (text: Y.XmlText): WrittenPiece[] => {
  const pieces: WrittenPiece[] = []
  for (let item = text._start; item !== null; item = item.right) {
    const { content, id } = item
    if (item.deleted || !(content instanceof Y.ContentString)) continue
    const last = pieces.at(-1)
    const goesOn = last?.client === id.client && last.clock + last.text.length === id.clock
    if (goesOn) last.text += content.str
    else pieces.push({ client: id.client, clock: id.clock, text: content.str })
  }
  return pieces
}

const isNode = (node: unknown): node is Y.XmlElement | Y.XmlText =>
  node instanceof Y.XmlElement || node instanceof Y.XmlText

const LISTS: readonly string[] = ['bulletList', 'orderedList']

const linesOf = (node: Y.XmlElement | Y.XmlFragment, depth: number): WrittenLine[] =>
  node
    .toArray()
    .filter(isNode)
    .flatMap((child): WrittenLine[] => {
      if (child instanceof Y.XmlText) return [{ depth, pieces: letters(child) }]
      if (LISTS.includes(child.nodeName)) return linesOf(child, depth + 1)
      if (child.nodeName === 'listItem') return linesOf(child, depth)
      const pieces = child
        .toArray()
        .filter((inner) => inner instanceof Y.XmlText)
        .flatMap(letters)
      return [{ depth, pieces }]
    })

/** The lines of a fragment; a missing one has none. */
export const readWritten = (fragment: unknown): WrittenLine[] =>
  fragment instanceof Y.XmlFragment ? linesOf(fragment, 0) : []
