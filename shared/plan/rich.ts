/**
 * Rich text as plain data: blocks, their text, their HTML. Owns the value types and pure conversions.
 * Must not touch Yjs (`fragment.ts` does) nor parse HTML (`html.ts` does).
 */

export type Mark =
  | { readonly type: 'bold' | 'italic' | 'underline' | 'strike' }
  | { readonly type: 'link'; readonly href: string }

export type Inline =
  | { readonly type: 'text'; readonly text: string; readonly marks: readonly Mark[] }
  | { readonly type: 'hardBreak' }

export interface Paragraph {
  readonly type: 'paragraph'
  readonly content: readonly Inline[]
}

export interface BulletList {
  readonly type: 'bulletList'
  /** Dash lists are what Russian plans print; both are lists to the reader. */
  readonly marker: 'disc' | 'dash'
  readonly items: readonly (readonly Block[])[]
}

export interface OrderedList {
  readonly type: 'orderedList'
  readonly start: number
  readonly items: readonly (readonly Block[])[]
}

export type Block = Paragraph | BulletList | OrderedList

/** Innermost first: the order in which marks are written, so that equal text has one HTML. */
const MARK_ORDER: readonly Mark['type'][] = ['strike', 'underline', 'italic', 'bold', 'link']

const sortMarks = (marks: readonly Mark[]): readonly Mark[] =>
  marks.length < 2
    ? marks
    : [...marks].sort((a, b) => MARK_ORDER.indexOf(a.type) - MARK_ORDER.indexOf(b.type))

const sameMarks = (a: readonly Mark[], b: readonly Mark[]): boolean =>
  a.length === b.length &&
  a.every((mark, index) => {
    const other = b[index]
    const href = mark.type === 'link' ? mark.href : ''
    return mark.type === other?.type && href === (other.type === 'link' ? other.href : '')
  })

/** One form for equal content: marks in order, neighbouring runs with equal marks joined. */
export const normalizeInline = (content: readonly Inline[]): Inline[] => {
  const joined: Inline[] = []
  for (const inline of content) {
    const last = joined.at(-1)
    if (inline.type === 'hardBreak') joined.push(inline)
    else {
      const marks = sortMarks(inline.marks)
      const joins = last?.type === 'text' && sameMarks(last.marks, marks)
      if (joins) joined[joined.length - 1] = { ...last, text: last.text + inline.text }
      else joined.push({ type: 'text', text: inline.text, marks })
    }
  }
  return joined
}

const inlineText = (content: readonly Inline[]): string =>
  content.map((inline) => (inline.type === 'text' ? inline.text : '\n')).join('')

const markerOf = (list: BulletList | OrderedList, index: number): string => {
  if (list.type === 'orderedList') return `${list.start + index}. `
  return list.marker === 'dash' ? '- ' : ''
}

const itemLines = (list: BulletList | OrderedList, item: readonly Block[], index: number): string[] => {
  const lines = item.flatMap(blockLines)
  return lines.map((line, at) => (at === 0 ? markerOf(list, index) + line : line))
}

const blockLines = (block: Block): string[] =>
  block.type === 'paragraph'
    ? inlineText(block.content).split('\n')
    : block.items.flatMap((item, index) => itemLines(block, item, index))

/** Plain text, one paragraph or list item a line; dash and numbered lists print their markers. */
export const blocksToText = (blocks: readonly Block[]): string => blocks.flatMap(blockLines).join('\n').trim()

/** Plain text of blocks without dashes of lists and line structure, for one-line places (titles in lists, search). */
export const textToLine = (text: string): string => text.replace(/^- /gm, '').replace(/\s+/g, ' ').trim()

/** What `textToLine` makes of them. */
export const blocksToLine = (blocks: readonly Block[]): string => textToLine(blocksToText(blocks))

const withoutDashes = (block: Block): Block => {
  if (block.type === 'paragraph') return block
  const items = block.items.map((item) => item.map(withoutDashes))
  return block.type === 'bulletList' ? { ...block, marker: 'disc', items } : { ...block, items }
}

/** The same of the title of a plan or a section, in which a dash that somebody typed is a word of it. */
export const headingOf = (blocks: readonly Block[]): string =>
  blocksToText(blocks.map(withoutDashes)).replace(/\s+/g, ' ').trim()

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char)

const MARK_TAGS = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' } as const

const wrapMark = (html: string, mark: Mark): string =>
  mark.type === 'link'
    ? `<a href="${escapeHtml(mark.href)}">${html}</a>`
    : `<${MARK_TAGS[mark.type]}>${html}</${MARK_TAGS[mark.type]}>`

const reference = (char: string): string => `&#${char.charCodeAt(0)};`

/** White space that reading HTML would drop is written as references: at the ends of a paragraph, doubled, tabs. */
const textHtml = (text: string, isFirst: boolean, isLast: boolean): string => {
  const escaped = escapeHtml(text).replace(/[\t\n\r]|(?<= ) /g, reference)
  const started = isFirst ? escaped.replace(/^ /, reference) : escaped
  return isLast ? started.replace(/ $/, reference) : started
}

const inlineHtml = (inline: Inline, at: number, content: readonly Inline[]): string =>
  inline.type === 'hardBreak'
    ? '<br>'
    : inline.marks.reduce(wrapMark, textHtml(inline.text, at === 0, at === content.length - 1))

const contentHtml = (content: readonly Inline[]): string => content.map(inlineHtml).join('')

const itemHtml = (item: readonly Block[]): string => {
  const [first, ...rest] = item
  const inner =
    first?.type === 'paragraph' && rest.every((block) => block.type !== 'paragraph')
      ? contentHtml(first.content) + blocksToHtml(rest)
      : blocksToHtml(item)
  return `<li>${inner}</li>`
}

const listHtml = (list: BulletList | OrderedList): string => {
  const items = list.items.map(itemHtml).join('')
  if (list.type === 'orderedList')
    return `<ol${list.start === 1 ? '' : ` start="${list.start}"`}>${items}</ol>`
  return `<ul${list.marker === 'dash' ? ' data-marker="dash"' : ''}>${items}</ul>`
}

/** Empty bullets are something that somebody made; empty paragraphs are nothing. */
export const isNothing = (blocks: readonly Block[]): boolean =>
  blocks.every((block) => block.type === 'paragraph' && block.content.length === 0)

/** The allow-listed HTML of PlanJson: p, ul, ol, li, strong, em, u, s, a[href], br. */
export const blocksToHtml = (blocks: readonly Block[]): string =>
  blocks
    .map((block) => (block.type === 'paragraph' ? `<p>${contentHtml(block.content)}</p>` : listHtml(block)))
    .join('')

/** One paragraph a line, no marks. An empty text is one empty paragraph. */
export const textToBlocks = (text: string): Block[] =>
  text.split(/\r\n|\r|\n/).map((line) => ({
    type: 'paragraph',
    content: line === '' ? [] : [{ type: 'text', text: line, marks: [] }],
  }))

/** Number of list items at any depth: the sub-events that a row may hold. */
export const listItems = (blocks: readonly Block[]): (readonly Block[])[] =>
  blocks.flatMap((block) => (block.type === 'paragraph' ? [] : [...block.items]))

/** A paragraph for each of the lines that hard breaks make of one. */
const paragraphLines = ({ content }: Paragraph): Paragraph[] => {
  const lines: Inline[][] = [[]]
  for (const inline of content) {
    if (inline.type === 'hardBreak') lines.push([])
    else lines.at(-1)?.push(inline)
  }
  return lines.map((line) => ({ type: 'paragraph', content: line }))
}

/** Lines that say something. */
export const filledLines = (blocks: readonly Block[]): Block[] =>
  blocks
    .flatMap((block): readonly Block[] => (block.type === 'paragraph' ? [block] : block.items.flat()))
    .flatMap((block): readonly Block[] => (block.type === 'paragraph' ? paragraphLines(block) : [block]))
    .filter((block) => blocksToText([block]) !== '')
