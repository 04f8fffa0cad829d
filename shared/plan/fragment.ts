/**
 * Rich text ↔ Y.XmlFragment, in the node and mark names that the editor writes (schema NODES, MARKS).
 * Reading is total: whatever a merge left there has one reading (SPEC DM7). Must not change what is written: `write-blocks.ts`
 * does.
 */
import * as Y from 'yjs'
import type { Block, Inline, Mark } from './rich.ts'
import { normalizeInline } from './rich.ts'
import { isSafeHref } from './schema.ts'

/** What stands in an element or a fragment. */
export type Child = Y.XmlElement | Y.XmlText | Y.XmlHook

const SIMPLE_MARKS: readonly string[] = ['bold', 'italic', 'underline', 'strike']

/** The mark that a text's attribute is, null where it is none. */
export const readMark = (key: string, value: unknown): Mark | null => {
  // The editor binding appends `--hash` to keys of marks that may overlap.
  const name = key.split('--')[0] ?? key
  if (value === null || value === false) return null
  if (SIMPLE_MARKS.includes(name)) return { type: name as 'bold' }
  const href = name === 'link' ? (value as { href?: unknown }).href : null
  return isSafeHref(href) ? { type: 'link', href } : null
}

/** A run of a text as Yjs tells it. */
export interface DeltaPart {
  insert?: unknown
  attributes?: Record<string, unknown>
}

const NO_MARKS: readonly Mark[] = []

const readRuns = (node: Y.XmlText): Inline[] =>
  (node.toDelta() as DeltaPart[]).flatMap((part) => {
    if (typeof part.insert !== 'string' || part.insert === '') return []
    const marks = Object.entries(part.attributes ?? {})
      .map(([key, value]) => readMark(key, value))
      .filter((mark) => mark !== null)
    return [{ type: 'text' as const, text: part.insert, marks }]
  })

/** Most texts of a plan are one run that was written at once; it is there to take. */
const readText = (node: Y.XmlText): Inline[] => {
  const only = node._start
  if (only === null || only.right !== null || only.deleted) return readRuns(node)
  const { content } = only
  if (!(content instanceof Y.ContentString)) return readRuns(node)
  return [{ type: 'text', text: content.str, marks: NO_MARKS }]
}

const childrenOf = (node: Y.XmlElement | Y.XmlFragment): Child[] =>
  node.toArray().filter((child) => child instanceof Y.XmlElement || child instanceof Y.XmlText)

const readInline = (node: Child): Inline[] => {
  if (node instanceof Y.XmlText) return readText(node)
  if (!(node instanceof Y.XmlElement)) return []
  return node.nodeName === 'hardBreak' ? [{ type: 'hardBreak' }] : childrenOf(node).flatMap(readInline)
}

/** Whether this is a list's item that a merge has left without its line: it is read, and drawn, with an empty one. */
export const isWithoutLine = (node: unknown): boolean => {
  if (!(node instanceof Y.XmlElement) || node.nodeName !== 'listItem') return false
  const first = node.get(0) as unknown
  return !(first instanceof Y.XmlElement && first.nodeName === 'paragraph')
}

/** An item of a list begins with a paragraph, written or not. */
export const readItem = (node: Child): Block[] => {
  const blocks = node instanceof Y.XmlElement ? readBlocks(node) : []
  return blocks[0]?.type === 'paragraph' ? blocks : [{ type: 'paragraph', content: [] }, ...blocks]
}

const readList = (node: Y.XmlElement): Block => {
  const items = childrenOf(node).map(readItem)
  if (node.nodeName === 'bulletList') {
    return { type: 'bulletList', marker: node.getAttribute('marker') === 'dash' ? 'dash' : 'disc', items }
  }
  const start = Number(node.getAttribute('start') ?? 1)
  return { type: 'orderedList', start: Number.isSafeInteger(start) && start >= 0 ? start : 1, items }
}

export const readBlock = (node: Child): Block => {
  if (node instanceof Y.XmlElement && (node.nodeName === 'bulletList' || node.nodeName === 'orderedList')) {
    return readList(node)
  }
  const content = node instanceof Y.XmlElement ? childrenOf(node).flatMap(readInline) : readInline(node)
  return { type: 'paragraph', content: normalizeInline(content) }
}

const readBlocks = (node: Y.XmlElement | Y.XmlFragment): Block[] => childrenOf(node).map(readBlock)

/** The blocks of a fragment; never throws, an empty or missing fragment has none. */
export const readFragment = (fragment: unknown): readonly Block[] =>
  fragment instanceof Y.XmlFragment ? readBlocks(fragment) : []

/** Marks as attributes of a text. */
export const markAttributes = (marks: readonly Mark[]): Record<string, unknown> =>
  Object.fromEntries(
    marks.map((mark) => [mark.type, mark.type === 'link' ? { href: mark.href } : {}] as const),
  )

/** Marks that a neighbour switched on must be switched off by name, or Yjs lets them run on. */
const ALL_MARKS_OFF = { bold: null, italic: null, underline: null, strike: null, link: null }

export const makeText = (run: readonly Inline[]): Y.XmlText => {
  const text = new Y.XmlText()
  let at = 0
  for (const inline of run) {
    if (inline.type !== 'text') continue
    text.insert(
      at,
      inline.text,
      at === 0 ? markAttributes(inline.marks) : { ...ALL_MARKS_OFF, ...markAttributes(inline.marks) },
    )
    at += inline.text.length
  }
  return text
}

const makeInline = (content: readonly Inline[]): (Y.XmlText | Y.XmlElement)[] => {
  const nodes: (Y.XmlText | Y.XmlElement)[] = []
  let run: Inline[] = []
  const flush = () => {
    if (run.length > 0) nodes.push(makeText(run))
    run = []
  }
  for (const inline of content) {
    if (inline.type === 'text') run.push(inline)
    else {
      flush()
      nodes.push(new Y.XmlElement('hardBreak'))
    }
  }
  flush()
  return nodes
}

/** A list of children is handed to Yjs in so many arguments. */
const CHILDREN_AT_ONCE = 10_000

/** Puts new children at `from`. */
export const fill = (
  parent: Y.XmlFragment,
  children: readonly (Y.XmlElement | Y.XmlText)[],
  from = 0,
): void => {
  for (let at = 0; at < children.length; at += CHILDREN_AT_ONCE)
    parent.insert(from + at, children.slice(at, at + CHILDREN_AT_ONCE))
}

export const makeItem = (item: readonly Block[]): Y.XmlElement => {
  const child = new Y.XmlElement('listItem')
  fill(child, item.map(makeBlock))
  return child
}

export const makeBlock = (block: Block): Y.XmlElement => {
  const element = new Y.XmlElement(block.type)
  if (block.type === 'paragraph') {
    fill(element, makeInline(block.content))
    return element
  }
  if (block.type === 'bulletList') element.setAttribute('marker', block.marker)
  // Attribute values are strings in Yjs's types; the editor stores and expects a number.
  else element.setAttribute('start', block.start as unknown as string)
  fill(element, block.items.map(makeItem))
  return element
}

/** A new fragment; empty content still has its one empty paragraph (SPEC DM6). */
export const makeFragment = (blocks: readonly Block[]): Y.XmlFragment => {
  const fragment = new Y.XmlFragment()
  fill(fragment, blocks.length === 0 ? [new Y.XmlElement('paragraph')] : blocks.map(makeBlock))
  return fragment
}

/** The last line of a text; null where it has none. */
const lastLine = (parent: Y.XmlElement | Y.XmlFragment): Y.XmlElement | null => {
  const last = childrenOf(parent).at(-1)
  if (!(last instanceof Y.XmlElement)) return null
  return last.nodeName === 'paragraph' ? last : lastLine(last)
}

/** Adds plain words at the end of an integrated fragment; what stands there is left untouched. */
export const appendText = (fragment: Y.XmlFragment, words: string): void => {
  const line = lastLine(fragment)
  const text = line?.get(line.length - 1)
  if (text instanceof Y.XmlText) text.insert(text.length, words, ALL_MARKS_OFF)
  else if (line) line.push([new Y.XmlText(words)])
  else fragment.push([makeBlock({ type: 'paragraph', content: [{ type: 'text', text: words, marks: [] }] })])
}
