/**
 * HTML → a tree, by the rules of browsers. Owns the limits: nodes and depth. Nothing in it is run and nothing it names is
 * fetched: it is text that was taken apart.
 */
import { type DefaultTreeAdapterTypes, type TreeAdapter, defaultTreeAdapter, parse } from 'parse5'
import { SvodError } from '../../../shared/errors.ts'

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode
export type HtmlElement = DefaultTreeAdapterTypes.Element

const MAX_NODES = 500_000
const MAX_DEPTH = 400

/** Counts what the parser makes; a page that is all markup ends here. */
const boundedAdapter = (): TreeAdapter<DefaultTreeAdapterTypes.DefaultTreeAdapterMap> => {
  let nodes = 0
  let depth = 0
  const count = (): void => {
    nodes += 1
    if (nodes > MAX_NODES) throw new SvodError('file-inflates', { nodes })
  }
  return {
    ...defaultTreeAdapter,
    createElement: (...given) => {
      count()
      return defaultTreeAdapter.createElement(...given)
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

/** The children of the document. Throws `file-inflates`, `file-too-deep`. */
export const parsePage = (html: string): HtmlNode[] =>
  // Without scripts what stands in <noscript> is a part of the page.
  parse(html, { treeAdapter: boundedAdapter(), scriptingEnabled: false }).childNodes
