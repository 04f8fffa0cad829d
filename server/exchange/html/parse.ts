/**
 * HTML → a tree, by the rules of browsers. Owns the limits: nodes and depth. Nothing in it is run and nothing it names is
 * fetched: it is text that was taken apart.
 */
import { type DefaultTreeAdapterTypes, type TreeAdapter, defaultTreeAdapter, parse } from 'parse5'
import { SvodError } from '../../../shared/errors.ts'
import { requireShort } from '../cell-limit.ts'
import { detached } from '../detached.ts'
import { requireFewChars } from '../text/decode.ts'

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode
export type HtmlElement = DefaultTreeAdapterTypes.Element

type Attributes = HtmlElement['attrs']
type ParentNode = DefaultTreeAdapterTypes.ParentNode

const MAX_NODES = 500_000
const MAX_DEPTH = 400

const MOST_SHARED = 2_000
const LONGEST_SHARED = 500

/** Attributes that many elements have are kept once: a saved page says the same of every cell. */
const sharer = (): ((tagName: string, attributes: Attributes) => Attributes) => {
  const known = new Map<string, Attributes>()
  return (tagName, attributes) => {
    // The parser adds to those of these two.
    if (tagName === 'html' || tagName === 'body') return attributes
    const key = JSON.stringify(attributes.flatMap(({ name, value }) => [name, value]))
    const shared = known.get(key)
    if (shared || known.size >= MOST_SHARED || key.length > LONGEST_SHARED) return shared ?? attributes
    known.set(key, attributes)
    return attributes
  }
}

/** So few are kept in an array that has no room for more: one that was pushed to has it for sixteen. */
const FEW_CHILDREN = 4

const append = (parent: ParentNode, node: HtmlNode): void => {
  node.parentNode = parent
  if (parent.childNodes.length < FEW_CHILDREN) parent.childNodes = parent.childNodes.concat([node])
  else parent.childNodes.push(node)
}

/** What no reader sees: pages carry their fonts and programs in it. */
const isAside = (parent: ParentNode): boolean => parent.nodeName === 'style' || parent.nodeName === 'script'

/** Counts what the parser makes; a page that is all markup ends here. */
const boundedAdapter = (): TreeAdapter<DefaultTreeAdapterTypes.DefaultTreeAdapterMap> => {
  let nodes = 0
  let depth = 0
  let chars = 0
  const shared = sharer()
  const count = (): void => {
    nodes += 1
    if (nodes > MAX_NODES) throw new SvodError('file-inflates', { nodes })
  }
  return {
    ...defaultTreeAdapter,
    createElement: (tagName, space, attributes) => {
      count()
      return defaultTreeAdapter.createElement(tagName, space, shared(tagName, attributes))
    },
    appendChild: append,
    insertText: (parent, text) => {
      const last = parent.childNodes.at(-1)
      const before = last && isText(last) ? last.value : ''
      if (!isAside(parent)) {
        requireFewChars((chars += text.length))
        requireShort(before.length + text.length)
      }
      if (last && isText(last)) last.value += text
      else {
        // The parser puts it together letter by letter, and each letter would stay an object of its own.
        append(parent, defaultTreeAdapter.createTextNode(detached(text)))
      }
    },
    createTextNode: (value) => {
      count()
      return defaultTreeAdapter.createTextNode(value)
    },
    createCommentNode: (data) => {
      count()
      return defaultTreeAdapter.createCommentNode(data.slice(0, 100))
    },
    onItemPush: () => {
      depth += 1
      if (depth > MAX_DEPTH) throw new SvodError('file-too-deep', { depth })
    },
    onItemPop: () => {
      depth -= 1
    },
  }
}

export const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node
export const isText = (node: HtmlNode): node is DefaultTreeAdapterTypes.TextNode => node.nodeName === '#text'

export const attributeOf = (element: HtmlElement, name: string): string | undefined =>
  element.attrs.find((attribute) => attribute.name === name)?.value

export const classesOf = (element: HtmlElement): string[] =>
  (attributeOf(element, 'class') ?? '').split(/\s+/).filter((name) => name !== '')

export const elementsIn = (element: HtmlElement): HtmlElement[] => element.childNodes.filter(isElement)

const APART = new Set(['td', 'th', 'tr', 'p', 'div', 'li', 'br', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

/** The text of an element and everything in it; blocks stand apart. */
export const textIn = (node: HtmlNode): string => {
  if (isText(node)) return node.value
  if (!isElement(node)) return ''
  const text = node.childNodes.map(textIn).join('')
  return APART.has(node.tagName) ? ` ${text} ` : text
}

/** Every element of the tree in order. */
export function* allElements(nodes: readonly HtmlNode[]): Generator<HtmlElement> {
  for (const node of nodes) {
    if (!isElement(node)) continue
    yield node
    yield* allElements(node.childNodes)
  }
}

/** The children of the document. Throws `file-inflates`, `file-too-deep`, `file-too-much-text`, `file-cell-too-long`. */
export const parsePage = (html: string): HtmlNode[] =>
  // Without scripts what stands in <noscript> is a part of the page.
  parse(html, { treeAdapter: boundedAdapter(), scriptingEnabled: false }).childNodes
