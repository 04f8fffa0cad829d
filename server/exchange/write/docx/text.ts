/**
 * Blocks → paragraphs of Word. Owns runs, links and lists; every space, tab and line break comes back when it is read.
 */
import type { Block, Inline, Mark } from '../../../../shared/plan/rich.ts'
import { GAP_STYLE, LIST_TEXT_STYLE, NEW_LIST_STYLE } from '../../docx/marks.ts'
import { DEEPEST, type ListBook } from './lists.ts'
import { xmlAttribute, xmlText } from './xml.ts'

/** What a paragraph looks like where it stands. */
export interface Look {
  style: string
  /** Left indent in twentieths of a point. */
  indent?: number
  /** The page does not end behind it. */
  keepNext?: boolean
}

const PLAIN: readonly Mark[] = []

const MARK_XML = {
  bold: '<w:b/><w:bCs/>',
  italic: '<w:i/><w:iCs/>',
  strike: '<w:strike/>',
  underline: '<w:u w:val="single"/>',
} as const
/** The order in which the schema of Word wants them. */
const MARK_ORDER = ['bold', 'italic', 'strike', 'underline'] as const

/** What stands in the properties of a run. */
export const markXml = (marks: readonly Mark[]): string => {
  const types = new Set(marks.map(({ type }) => type))
  const style = types.has('link') ? '<w:rStyle w:val="Hyperlink"/>' : ''
  return style + MARK_ORDER.map((type) => (types.has(type) ? MARK_XML[type] : '')).join('')
}

const runProps = (marks: readonly Mark[]): string => {
  const props = markXml(marks)
  return props === '' ? '' : `<w:rPr>${props}</w:rPr>`
}

/** Tabs are elements of their own; `tag` is that of the letters. */
export const words = (text: string, tag: 't' | 'delText' = 't'): string =>
  text
    .split(/(\t|\n)/)
    .map((piece) => {
      if (piece === '\t') return '<w:tab/>'
      if (piece === '\n') return '<w:br/>'
      return piece === '' ? '' : `<w:${tag} xml:space="preserve">${xmlText(piece)}</w:${tag}>`
    })
    .join('')

export const run = (text: string, marks: readonly Mark[] = PLAIN): string =>
  text === '' ? '' : `<w:r>${runProps(marks)}${words(text)}</w:r>`

/** Targets of links, by the id under which the document names them. */
export class LinkBook {
  private readonly ids = new Map<string, string>()

  idOf(href: string): string {
    const known = this.ids.get(href)
    if (known !== undefined) return known
    const id = `link${this.ids.size + 1}`
    this.ids.set(href, id)
    return id
  }

  /** Relationships of the document. */
  xml(): string {
    const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink'
    return [...this.ids]
      .map(
        ([href, id]) =>
          `<Relationship Id="${id}" Type="${type}" Target="${xmlAttribute(href)}" TargetMode="External"/>`,
      )
      .join('')
  }
}

/** What writing text needs to know of the document. */
export interface TextBooks {
  lists: ListBook
  links: LinkBook
}

const inlineXml = (inline: Inline, { links }: TextBooks): string => {
  if (inline.type === 'hardBreak') return '<w:r><w:br/></w:r>'
  const link = inline.marks.find((mark) => mark.type === 'link')
  const xml = run(inline.text, inline.marks)
  return link === undefined ? xml : `<w:hyperlink r:id="${links.idOf(link.href)}">${xml}</w:hyperlink>`
}

export type ParaLook = Look & { list?: string; before?: boolean }

/** What stands in the properties of a paragraph, in the order of Word's schema. */
export const paraProps = (look: ParaLook): string => {
  const { style, list = '', keepNext = false, indent = 0, before = false } = look
  return [
    `<w:pStyle w:val="${style}"/>`,
    keepNext ? '<w:keepNext/>' : '',
    list,
    // The gap between blocks of a cell; the first one has none.
    before ? '<w:spacing w:before="120"/>' : '',
    indent > 0 && list === '' ? `<w:ind w:left="${indent}"/>` : '',
  ].join('')
}

/** `inside` stands between the properties and the words. */
export const paragraph = (look: ParaLook, inside: string): string =>
  `<w:p><w:pPr>${paraProps(look)}</w:pPr>${inside}</w:p>`

type List = Exclude<Block, { type: 'paragraph' }>

/** Which list of Word an item goes into, and whether a reader would else take it for one of the list before it. */
export interface OpenList {
  numId: number
  isNew: boolean
}

const isList = (block: Block | undefined): block is List => block !== undefined && block.type !== 'paragraph'

const isSameKind = (a: List, b: List): boolean =>
  a.type === 'bulletList' ? b.type === 'bulletList' && a.marker === b.marker : a.type === b.type

/** A list right behind another one of its kind has to say that it is not the same. */
export const openList = (
  list: List,
  before: Block | undefined,
  level: number,
  lists: ListBook,
): OpenList => ({
  numId: lists.open(list, level),
  isNew: isList(before) && isSameKind(before, list),
})

interface Place {
  books: TextBooks
  look: Look
  level: number
}

const wordsXml = (block: Block | undefined, books: TextBooks): string =>
  block?.type === 'paragraph' ? block.content.map((inline) => inlineXml(inline, books)).join('') : ''

const leadXml = (
  item: readonly Block[],
  { numId, isNew }: OpenList,
  place: Place,
  before: boolean,
): string => {
  const level = Math.min(place.level, DEEPEST)
  const list = `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`
  const look = { ...place.look, ...(isNew ? { style: NEW_LIST_STYLE } : {}) }
  return paragraph({ ...look, list, before }, wordsXml(item[0], place.books))
}

/** What stands in an item under its first paragraph. */
const furtherXml = (block: Block, previous: Block | undefined, { books, look, level }: Place): string[] => {
  if (block.type === 'paragraph') {
    const style = `${LIST_TEXT_STYLE}${Math.min(level, DEEPEST) + 1}`
    return [paragraph({ ...look, style }, wordsXml(block, books))]
  }
  const place = { books, look, level: level + 1 }
  return listXml(block, openList(block, previous, level + 1, books.lists), place, false)
}

const listXml = (list: List, open: OpenList, place: Place, before: boolean): string[] =>
  list.items.flatMap((item, at) => {
    const further = item[0]?.type === 'paragraph' ? item.slice(1) : item
    return [
      leadXml(item, { ...open, isNew: open.isNew && at === 0 }, place, before && at === 0),
      ...further.flatMap((block, index) => furtherXml(block, further[index - 1], place)),
    ]
  })

/** The paragraphs of blocks; `open` is the list that the first block goes on with. */
export const blocksXml = (
  blocks: readonly Block[],
  books: TextBooks,
  look: Look,
  open?: OpenList,
): string[] =>
  blocks.flatMap((block, at) => {
    if (block.type === 'paragraph') return [paragraph({ ...look, before: at > 0 }, wordsXml(block, books))]
    const list = (at === 0 ? open : undefined) ?? openList(block, blocks[at - 1], 0, books.lists)
    return listXml(block, list, { books, look, level: 0 }, at > 0)
  })

/** Bare text, one paragraph a line. */
export const linesXml = (text: string, look: Look): string[] =>
  text.split('\n').map((line, at) => paragraph({ ...look, before: at > 0 }, run(line)))

/** A paragraph that stands only because there must be one. */
export const gapXml = (look: Omit<Look, 'style'> = {}): string => paragraph({ ...look, style: GAP_STYLE }, '')
