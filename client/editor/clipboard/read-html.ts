/**
 * Copied HTML of any program → paragraphs and tables, in the shapes that importers use. Owns what its tags and styles
 * mean; the document is inert: nothing in it runs, nothing that it names is fetched, and only words come out of it.
 */
import { isSafeHref } from '../../../shared/plan/schema.ts'
import type { FlowItem, ListMark, Para, Span } from '../../../shared/plan/table-model.ts'
import { plainSpan } from '../../../shared/plan/table-text.ts'
import { type ClassRules, type Declarations, classRules, declarationsOf, isHiding } from './css.ts'
import { type Inert, STYLE_ATTRIBUTE } from './inert.ts'
import { type OpenList, nextItem, openList, wordLevel, wordMark } from './lists.ts'
import { type NoteOf, isNote, notesOf } from './notes.ts'
import { readTable } from './read-table.ts'

/** How words look at a place. */
interface Look {
  readonly bold: boolean
  readonly italic: boolean
  readonly underline: boolean
  readonly strike: boolean
  readonly href: string | null
  /** White space is kept as it is. */
  readonly kept: boolean
}

const PLAIN: Look = { bold: false, italic: false, underline: false, strike: false, href: null, kept: false }

const LINE_END: Span = { ...plainSpan('\n') }

const IGNORED = new Set(
  'script style template title head meta link xml comment img picture svg math object embed iframe canvas audio video map button input select textarea noscript colgroup col'.split(
    ' ',
  ),
)
const BLOCKS = new Set(
  'p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre section article header footer main aside nav figure figcaption address center form fieldset hr caption tr td th tbody thead tfoot body'.split(
    ' ',
  ),
)

const BOLD = /^(?:bold|bolder|[6-9]\d\d)$/
const THIN = /^(?:normal|lighter|[1-5]\d\d)$/

const tagLook = (name: string, look: Look): Look => {
  if (name === 'b' || name === 'strong' || name === 'th') return { ...look, bold: true }
  if (name === 'i' || name === 'em' || name === 'cite') return { ...look, italic: true }
  if (name === 'u') return { ...look, underline: true }
  if (name === 's' || name === 'strike' || name === 'del') return { ...look, strike: true }
  return name === 'pre' ? { ...look, kept: true } : look
}

const styleLook = (style: Declarations, look: Look): Look => {
  const weight = style.get('font-weight') ?? ''
  const slant = style.get('font-style')
  const line = style.get('text-decoration') ?? style.get('text-decoration-line')
  const space = style.get('white-space')
  return {
    ...look,
    bold: BOLD.test(weight) || (look.bold && !THIN.test(weight)),
    italic: slant === 'italic' || slant === 'oblique' || (look.italic && slant !== 'normal'),
    underline: line?.includes('underline') === true || (look.underline && line !== 'none'),
    strike: line?.includes('line-through') === true || (look.strike && line !== 'none'),
    kept: space === undefined ? look.kept : /^(?:pre|break-spaces)/.test(space),
  }
}

class Reader {
  readonly flow: FlowItem[] = []
  private spans: Span[] = []
  /** The spans of the last paragraph in the flow, in hand for as long as it may go on. */
  private lastSpans: Span[] = []
  private list: ListMark | null = null
  private heading = 0
  private readonly lists: OpenList[] = []
  /** Paragraphs of one item after its first go on in it, as lines. */
  private itemBegun = false
  private readonly styleOf: (element: Element) => Declarations
  private readonly noteOf: NoteOf
  private readonly readTable: (table: Element, look: Look) => FlowItem

  constructor(styleOf: Reader['styleOf'], noteOf: NoteOf, table: Reader['readTable']) {
    this.styleOf = styleOf
    this.noteOf = noteOf
    this.readTable = table
  }

  read(parent: Node, look: Look): void {
    for (const node of parent.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) this.text(node.nodeValue ?? '', look)
      else if (node instanceof Element || node.nodeType === Node.ELEMENT_NODE)
        this.element(node as Element, look)
    }
  }

  private text(raw: string, look: Look): void {
    const text = look.kept ? raw.replace(/\r\n?/g, '\n') : raw.replace(/[\t\n\r\f ]+/g, ' ')
    if (text === '' || (this.spans.length === 0 && text === ' ')) return
    const { kept: _, ...marks } = look
    this.spans.push({ text, ...marks })
  }

  private element(element: Element, look: Look): void {
    const name = element.localName
    const style = this.styleOf(element)
    if (IGNORED.has(name) || isHiding(style) || isAside(element, style)) return
    if (name === 'br') return this.lineBreak(element)
    if (style.get('mso-list') === 'ignore') return
    if (style.has('mso-spacerun') || style.has('mso-tab-count')) return this.text(' ', look)
    const inner = styleLook(style, isMade(element) ? look : tagLook(name, look))
    if (name === 'a') return this.link(element, style, inner)
    if (name === 'table') return this.table(element, inner)
    if (name === 'ul' || name === 'ol') return this.listIn(element, style, inner)
    if (name === 'li') return this.item(element, inner)
    if (!BLOCKS.has(name)) return this.read(element, inner)
    this.block(element, style, inner)
  }

  private link(element: Element, style: Declarations, look: Look): void {
    const note = this.noteOf(element, style)
    if (note !== null) return this.text(note === '' ? '' : ` (${note})`, look)
    this.read(element, { ...look, href: safeHref(element) ?? look.href })
  }

  private block(element: Element, style: Declarations, look: Look): void {
    this.flush()
    const level = wordLevel(style)
    if (level !== null) {
      this.list = wordMark(ignoredText(element, this.styleOf), level)
      this.itemBegun = false
    }
    const rank = /^h([1-6])$/.exec(element.localName)?.[1]
    if (rank !== undefined) this.heading = Number(rank)
    this.read(element, look)
    this.flush()
  }

  private lineBreak(element: Element): void {
    if (element.className === 'Apple-interchange-newline') return
    this.spans.push(LINE_END)
  }

  private table(element: Element, look: Look): void {
    this.flush()
    this.flow.push(this.readTable(element, look))
  }

  private listIn(element: Element, style: Declarations, look: Look): void {
    this.flush()
    this.lists.push(openList(element, style))
    this.read(element, look)
    this.flush()
    this.lists.pop()
    this.list = null
    this.itemBegun = false
  }

  private item(element: Element, look: Look): void {
    this.flush()
    this.list = nextItem(this.lists, element.getAttribute('value'))
    this.itemBegun = false
    this.read(element, look)
    this.flush()
    this.list = null
    this.itemBegun = false
  }

  /** Ends the paragraph that is open, if there is any. */
  flush(): void {
    const { spans, list, heading } = this
    this.spans = []
    this.heading = 0
    if (spans.every(({ text }) => text.trim() === '')) {
      if (this.lists.length === 0) this.list = null
      return
    }
    if (list !== null && this.itemBegun && this.flow.at(-1)?.kind === 'para') {
      // An item may go on a hundred thousand times: what it has is not copied each time.
      this.lastSpans.push(lineEnd(this.lastSpans))
      for (const span of spans) this.lastSpans.push(span)
      return
    }
    this.flow.push(paraOf(spans, list, heading))
    this.lastSpans = spans
    this.itemBegun = list !== null
    if (this.lists.length === 0) this.list = null
  }
}

const lineEnd = (spans: readonly Span[]): Span => ({ ...(spans.at(-1) ?? LINE_END), text: '\n' })

const paraOf = (spans: Span[], list: ListMark | null, heading: number): Para => ({
  kind: 'para',
  spans,
  align: 'left',
  heading,
  indent: 0,
  list,
})

const safeHref = (element: Element): string | null => {
  const href = element.getAttribute('href')?.trim()
  return isSafeHref(href) ? href : null
}

/** Words that a tracked change put in or out carry who and when. */
const isTracked = (element: Element): boolean =>
  element.hasAttribute('cite') || element.hasAttribute('datetime')

/** What a tracked change put in stands there as any other word. */
const isMade = (element: Element): boolean => element.localName === 'ins' && isTracked(element)

/** Deleted words of tracked changes, marks of comments, and notes, which stand at their marks, are no words of the text. */
const isAside = (element: Element, style: Declarations): boolean =>
  isNote(element, style) ||
  (element.localName === 'del' && isTracked(element)) ||
  element.classList.contains('MsoCommentReference') ||
  element.classList.contains('msocomanchor') ||
  style.get('mso-special-character') === 'comment'

/** The marker that Word wrote into an item for programs without lists. */
const ignoredText = (element: Element, styleOf: (one: Element) => Declarations): string => {
  for (const one of element.querySelectorAll('span')) {
    if (styleOf(one).get('mso-list') === 'ignore') return one.textContent
  }
  return ''
}

const stylesOf = (sheet: string): ((element: Element) => Declarations) => {
  const rules: ClassRules = classRules(sheet)
  return (element) => {
    const own = declarationsOf(element.getAttribute(STYLE_ATTRIBUTE))
    if (rules.size === 0 || element.classList.length === 0) return own
    return new Map([...element.classList].flatMap((name) => [...(rules.get(name) ?? [])]).concat([...own]))
  }
}

/** The paragraphs and tables of copied HTML. Total: whatever it is, its visible words come out. */
export const readFlow = ({ body, sheet }: Inert): FlowItem[] => {
  const styleOf = stylesOf(sheet)
  const noteOf = notesOf(body, styleOf)
  const flowIn = (element: Node, look: Look): FlowItem[] => {
    const reader = new Reader(styleOf, noteOf, (table, outer) =>
      readTable(table, styleOf, (cell) => flowOf(cell, outer)),
    )
    reader.read(element, look)
    reader.flush()
    return reader.flow
  }
  const flowOf = (cell: Element, outer: Look): FlowItem[] =>
    flowIn(cell, styleLook(styleOf(cell), tagLook(cell.localName, outer)))
  return flowIn(body, PLAIN)
}
