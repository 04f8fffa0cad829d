/**
 * Makes a written fragment say other blocks by changing what differs inside the paragraphs and lists that are there, so that
 * carets stay and nothing is lost that somebody else types into them meanwhile (SPEC RT3, RT4). Must not decide who may.
 */
import * as Y from 'yjs'
import { type Member, align } from './align.ts'
import {
  type Child,
  fill,
  makeBlock,
  makeItem,
  makeText,
  readBlock,
  readFragment,
  readItem,
} from './fragment.ts'
import {
  type Block,
  type Inline,
  type Paragraph,
  blocksToHtml,
  blocksToText,
  normalizeInline,
} from './rich.ts'
import { type TextInline, writeText } from './write-text.ts'

type Node = Y.XmlElement | Y.XmlText

/** What stands in a parent as one: a block, an item, a break, or texts side by side. */
interface Part extends Member {
  nodes: readonly Child[]
}

/** What is to stand there. `into` writes it into a part of its kind, `make` makes it anew. */
interface Wanted extends Member {
  into: (nodes: readonly Child[]) => void
  make: () => Node
}

const isElement = (node: Child | undefined, name: string): node is Y.XmlElement =>
  node instanceof Y.XmlElement && node.nodeName === name

const isPlainText = (node: Child): node is Y.XmlText =>
  node instanceof Y.XmlText &&
  (node.toDelta() as { insert?: unknown }[]).every(({ insert }) => typeof insert === 'string')

/** Takes a part out. Texts stay, empty: words that somebody is typing into them have nowhere else to be. */
const dropPart = (parent: Y.XmlFragment, { kind, nodes }: Part, at: number): number => {
  if (kind === 'text') {
    writeText(nodes as readonly Y.XmlText[], [])
    return nodes.length
  }
  parent.delete(at, nodes.length)
  return 0
}

/** Makes the children of `parent`, which are `parts`, those that are wanted. */
const writeParts = (parent: Y.XmlFragment, parts: readonly Part[], wanted: readonly Wanted[]): void => {
  let at = 0
  let fresh: Node[] = []
  const flush = (): void => {
    fill(parent, fresh, at)
    at += fresh.length
    fresh = []
  }
  for (const [old, next, isEqual] of align(parts, wanted)) {
    const [part, goal] = [parts[old ?? -1], wanted[next ?? -1]]
    if (part) flush()
    if (part && goal) {
      if (!isEqual) goal.into(part.nodes)
      at += part.nodes.length
    } else if (part) at += dropPart(parent, part, at)
    else if (goal) fresh.push(goal.make())
  }
  flush()
}

// ── inside a paragraph ──────────────────────────────────────────────────────────────────────────────────────────

const BREAK = { key: '\n', kind: 'break', text: '' }

const keyOfText = (content: readonly Inline[]): Member => {
  const paragraph: Paragraph = { type: 'paragraph', content: normalizeInline(content) }
  return { key: blocksToHtml([paragraph]), kind: 'text', text: blocksToText([paragraph]) }
}

/** The breaks and the texts between them. */
const partsOfParagraph = (paragraph: Y.XmlElement): Part[] => {
  const groups: Child[][] = []
  for (const node of paragraph.toArray()) {
    const last = groups.at(-1)
    if (node instanceof Y.XmlText && last?.[0] instanceof Y.XmlText) last.push(node)
    else groups.push([node])
  }
  return groups.map((nodes): Part => {
    if (!(nodes[0] instanceof Y.XmlText)) return { ...BREAK, nodes }
    const content = nodes.flatMap((node) => {
      const block = readBlock(node)
      return block.type === 'paragraph' ? block.content : []
    })
    return { ...keyOfText(content), nodes }
  })
}

const wantedText = (run: readonly TextInline[]): Wanted => ({
  ...keyOfText(run),
  into: (nodes) => writeText(nodes as readonly Y.XmlText[], run),
  make: () => makeText(run),
})

const wantedInline = (content: readonly Inline[]): Wanted[] => {
  const wanted: Wanted[] = []
  let run: TextInline[] = []
  const close = (): void => {
    if (run.length > 0) wanted.push(wantedText(run))
    run = []
  }
  for (const inline of content) {
    if (inline.type === 'text') {
      if (inline.text !== '') run.push(inline)
      continue
    }
    close()
    wanted.push({ ...BREAK, into: () => undefined, make: () => new Y.XmlElement('hardBreak') })
  }
  close()
  return wanted
}

// ── blocks and items ────────────────────────────────────────────────────────────────────────────────────────────

/** Lists of one kind become each other, whatever their markers and numbers. */
const blockMember = (block: Block): Member => ({
  key: blocksToHtml([block]),
  kind: block.type,
  text: blocksToText([block]),
})

const itemMember = (item: readonly Block[]): Member => ({
  key: blocksToHtml([{ type: 'bulletList', marker: 'disc', items: [item] }]),
  kind: 'listItem',
  text: blocksToText(item),
})

const isPlainParagraph = (node: Child): boolean =>
  isElement(node, 'paragraph') &&
  node.toArray().every((child) => isElement(child, 'hardBreak') || isPlainText(child))

/** What the schema does not know has a reading, and cannot be written into. */
const partOfBlock = (node: Child): Part => {
  const member = blockMember(readBlock(node))
  const isKnown = member.kind === 'paragraph' ? isPlainParagraph(node) : isElement(node, member.kind)
  return { ...member, kind: isKnown ? member.kind : 'unknown', nodes: [node] }
}

const partOfItem = (node: Child): Part => {
  const member = itemMember(readItem(node))
  return { ...member, kind: isElement(node, 'listItem') ? member.kind : 'unknown', nodes: [node] }
}

const writeAttribute = (element: Y.XmlElement, key: string, is: string | number, was: unknown): void => {
  // Attribute values are strings in Yjs's types; the editor stores and expects a number.
  if (is !== was) element.setAttribute(key, is as string)
}

const writeList = (element: Y.XmlElement, list: Exclude<Block, Paragraph>): void => {
  const was = readBlock(element)
  if (list.type === 'bulletList')
    writeAttribute(element, 'marker', list.marker, was.type === list.type ? was.marker : null)
  else writeAttribute(element, 'start', list.start, was.type === list.type ? was.start : null)
  const wanted = list.items.map((item): Wanted => ({
    ...itemMember(item),
    into: ([node]) => node instanceof Y.XmlElement && writeChildren(node, item),
    make: () => makeItem(item),
  }))
  writeParts(element, element.toArray().map(partOfItem), wanted)
}

const writeBlock = (node: Child | undefined, block: Block): void => {
  if (!(node instanceof Y.XmlElement)) return
  if (block.type !== 'paragraph') return writeList(node, block)
  writeParts(node, partsOfParagraph(node), wantedInline(block.content))
}

const writeChildren = (parent: Y.XmlFragment, blocks: readonly Block[]): void => {
  const wanted = blocks.map((block): Wanted => ({
    ...blockMember(block),
    into: ([node]) => writeBlock(node, block),
    make: () => makeBlock(block),
  }))
  writeParts(parent, parent.toArray().map(partOfBlock), wanted)
}

/** Makes an integrated fragment say `blocks`; empty content is its one empty paragraph (SPEC DM6). */
export const writeBlocks = (fragment: Y.XmlFragment, blocks: readonly Block[]): void => {
  const wanted: readonly Block[] = blocks.length === 0 ? [{ type: 'paragraph', content: [] }] : blocks
  if (blocksToHtml(readFragment(fragment)) !== blocksToHtml(wanted)) writeChildren(fragment, wanted)
}
