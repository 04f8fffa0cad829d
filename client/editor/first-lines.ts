/**
 * Lists as merges leave them. An item of a list begins with a line of its own; where two people's changes have taken
 * it away, or all that a list or an item held, the editor shows what is there, as the static text does, and writes
 * nothing: the binding would delete what the schema refuses, with a colleague's words in it.
 * Owns that leniency, and that one's own edit leaves no item without its line.
 */
import { Extension } from '@tiptap/core'
import type { Fragment, Node, NodeType, Schema } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

const MAY_BE_EMPTY: readonly string[] = ['listItem', 'bulletList', 'orderedList']

/**
 * Lets an item stand that begins without a paragraph, as if one were before what it holds. What commands ask before
 * they split, lift or wrap (`validContent`, and the match from any place but the first) stays strict.
 */
const admitLineless = (item: NodeType, paragraph: NodeType): void => {
  const { contentMatch } = item
  const strict = contentMatch.matchFragment.bind(contentMatch)
  const behindLine = contentMatch.matchType(paragraph)
  item.validContent = (content) => strict(content)?.validEnd === true
  const checkContent = (content: Fragment): void => {
    if (contentMatch.matchFragment(content)?.validEnd !== true)
      throw new RangeError(`Invalid content for ${item.name}`)
  }
  // ProseMirror has it for its own use alone: what every change of a document is checked by.
  Object.assign(item, { checkContent })
  contentMatch.matchFragment = (content, start = 0, end = content.childCount) =>
    strict(content, start, end) ?? (start === 0 ? (behindLine?.matchFragment(content, 0, end) ?? null) : null)
}

/** Lets the binding make what merges leave of lists. The rules for commands stay as they are, so that none makes any. */
export const admitBrokenLists = (schema: Schema): void => {
  const { listItem, paragraph } = schema.nodes
  if (listItem && paragraph) admitLineless(listItem, paragraph)
  const strict = schema.node.bind(schema)
  schema.node = (type, attrs, content, marks) => {
    const name = typeof type === 'string' ? type : type.name
    const isEmpty = Array.isArray(content) && content.length === 0
    const empty = isEmpty && MAY_BE_EMPTY.includes(name) ? schema.nodes[name] : undefined
    return empty?.create(attrs, null, marks) ?? strict(type, attrs, content, marks)
  }
}

interface Found {
  readonly item: Node
  /** Where its line would be. */
  readonly at: number
}

/** The items without a line of their own, in the order of the text. */
const lineless = (doc: Node): Found[] => {
  const found: Found[] = []
  doc.descendants((item, pos) => {
    if (item.type.name === 'listItem' && item.firstChild?.type.name !== 'paragraph')
      found.push({ item, at: pos + 1 })
    return !item.isTextblock
  })
  return found
}

/** As `RichView` draws it. */
const drawLine = (): HTMLElement => {
  const line = document.createElement('p')
  line.append(document.createElement('br'))
  return line
}

const isFromOthers = (change: unknown): boolean =>
  typeof change === 'object' &&
  change !== null &&
  'isChangeOrigin' in change &&
  change.isChangeOrigin === true

/** Draws the lines that are missing, and writes those that an edit of one's own would leave so. */
export const FirstLines = Extension.create({
  name: 'firstLines',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        decorations: ({ doc }) => {
          const lines = lineless(doc).map(({ at }) => Decoration.widget(at, drawLine, { side: -1 }))
          return lines.length === 0 ? null : DecorationSet.create(doc, lines)
        },
      },
      appendTransaction: (transactions, before, { doc, schema, tr }) => {
        const isOwn = transactions.some(({ docChanged }) => docChanged)
        const paragraph = schema.nodes.paragraph
        if (!paragraph || !isOwn) return null
        if (transactions.some((one) => isFromOthers(one.getMeta(ySyncPluginKey)))) return null
        const known = new Set(lineless(before.doc).map(({ item }) => item))
        const left = lineless(doc).filter(({ item }) => !known.has(item))
        for (const { at } of left.toReversed()) tr.insert(at, paragraph.create())
        return left.length === 0 ? null : tr
      },
    }),
  ],
})
