/**
 * A page's tree → flow of paragraphs and tables. Owns what each element means for a reader of the page; scripts, pictures
 * and whatever lies elsewhere are never followed.
 */
import { pushAll } from '../../../shared/lists.ts'
import type { Finding, FlowItem, ListMark, Para, Span } from '../../../shared/plan/table-model.ts'
import { flowText, paragraph, quotesOf } from '../../../shared/plan/table-text.ts'
import { safeHref } from '../docx/links.ts'
import { detached } from '../detached.ts'
import { type Look, type Sheet, lookOf } from './css.ts'
import {
  type HtmlElement,
  type HtmlNode,
  attributeOf,
  classesOf,
  isElement,
  isText,
  textIn,
} from './parse.ts'
import { type CellReader, tableOf } from './tables.ts'

const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary ul'.split(
    ' ',
  ),
)
/** Left out with what they hold: nobody sees it. */
const UNSEEN = new Set(
  'script style template head title meta link base noframes datalist param source track area map colgroup col'.split(
    ' ',
  ),
)
const OBJECTS = new Set('iframe object embed video audio canvas svg math applet frame'.split(' '))

interface Open {
  spans: Span[]
  look: Look
  heading: number
  list: ListMark | null
}

interface List {
  ordered: boolean
  marker: string
  next: number
}

/** Redirects of Google's pages hold the target itself. */
const targetOf = (href: string): string => {
  const inner = /^https?:\/\/www\.google\.[a-z.]+\/url\?(?:.*&)?q=([^&]+)/.exec(href)?.[1]
  if (inner === undefined) return href
  try {
    return decodeURIComponent(inner)
  } catch {
    return href
  }
}

export class PageReader implements CellReader {
  readonly findings: Finding[] = []
  readonly counts = { image: 0, object: 0 }
  private readonly sheet: Sheet
  /** Svod wrote the page. */
  readonly isOwn: boolean
  readonly headed = new Set<number>()
  private items: FlowItem[] = []
  private para: Open | null = null
  private readonly lists: List[] = []
  /** The mark that the next paragraph gets. */
  private mark: ListMark | null = null
  private heading = 0
  private href: string | null = null

  constructor(sheet: Sheet, isOwn: boolean) {
    this.sheet = sheet
    this.isOwn = isOwn
  }

  /** The flow of some nodes, apart from what was read so far. */
  read(nodes: readonly HtmlNode[], look: Look): FlowItem[] {
    const outer = {
      items: this.items,
      para: this.para,
      mark: this.mark,
      heading: this.heading,
      lists: this.lists.splice(0),
    }
    this.items = []
    this.para = null
    this.mark = null
    this.heading = 0
    this.nodes(nodes, look)
    this.endPara()
    const { items } = this
    this.items = outer.items
    this.para = outer.para
    this.mark = outer.mark
    this.heading = outer.heading
    this.lists.push(...outer.lists)
    return items
  }

  lookOf(element: HtmlElement): Look {
    return lookOf(element, this.sheet)
  }

  report(code: Finding['code'], text: string): void {
    for (const quote of quotesOf(text)) this.findings.push({ code, quote })
  }

  private nodes(nodes: readonly HtmlNode[], look: Look): void {
    for (const node of nodes) {
      if (isText(node)) this.words(node.value, look)
      else if (isElement(node)) this.element(node, look)
    }
  }

  private element(element: HtmlElement, outer: Look): void {
    const { tagName } = element
    if (UNSEEN.has(tagName)) return
    const own = this.lookOf(element)
    if (own.hidden) {
      this.report('hidden-text', textIn(element))
      return
    }
    const look = { ...outer, ...own }
    if (tagName === 'br') this.add('\n', look)
    else if (tagName === 'img') this.counts.image += 1
    else if (OBJECTS.has(tagName)) this.object(element)
    else if (tagName === 'table') this.table(element, look)
    else if (tagName === 'input' || tagName === 'select') this.field(element, look)
    else if (tagName === 'a') this.link(element, look)
    else if (this.isListMark(element)) this.typedMark(element)
    else if (BLOCKS.has(tagName)) this.block(element, look)
    else this.nodes(element.childNodes, look)
  }

  private object(element: HtmlElement): void {
    this.counts.object += 1
    this.report('hidden-text', textIn(element))
  }

  private field(element: HtmlElement, look: Look): void {
    if (element.tagName === 'input') {
      const shows = /^(?:text|search|number|date|month|email|tel|url)?$/i.test(
        attributeOf(element, 'type') ?? '',
      )
      this.words(shows ? (attributeOf(element, 'value') ?? '') : '', look)
      return
    }
    const options = element.childNodes.filter(isElement)
    const chosen = options.find((option) => attributeOf(option, 'selected') !== undefined) ?? options[0]
    if (chosen) this.words(textIn(chosen), look)
  }

  private link(element: HtmlElement, look: Look): void {
    const target = targetOf(attributeOf(element, 'href') ?? '')
    const before = this.href
    if (target !== '' && !target.startsWith('#')) {
      this.href = safeHref(target)
      if (this.href === null) this.report('link-unsafe', target)
    }
    // A link is underlined by its look.
    this.nodes(element.childNodes, this.href === null ? look : { ...look, underline: false })
    this.href = before
  }

  private table(element: HtmlElement, look: Look): void {
    this.endPara()
    // The look of a page goes into its tables but for how the text around them is set.
    const { align: _, ...letters } = look
    const [first, ...rest] = tableOf(this, element, letters)
    const above = this.items.at(-1)
    const isCaption = first?.kind === 'para' && rest.length > 0
    // A caption under the heading of its table goes on with it: alone it would be a part of its own.
    if (isCaption && above?.kind === 'para' && above.heading > 0)
      this.items[this.items.length - 1] = captioned(above, first)
    else if (first) this.items.push(first)
    pushAll(this.items, rest)
  }

  private block(element: HtmlElement, look: Look): void {
    this.endPara()
    const { tagName } = element
    if (tagName === 'ul' || tagName === 'ol' || tagName === 'menu') this.list(element, look)
    else if (tagName === 'li') this.item(element, look)
    else if (this.isOwn && classesOf(element).includes('front')) this.front(element, look)
    else {
      const outer = this.heading
      const rank = /^h([1-6])$/.exec(tagName)?.[1]
      if (rank !== undefined) this.heading = Number(rank)
      const isEmpty = tagName === 'p' && textIn(element).trim() === ''
      this.nodes(element.childNodes, look)
      this.endPara()
      if (isEmpty) this.items.push(paragraph(''))
      this.heading = outer
    }
  }

  /** Our own blocks of approval stand side by side. */
  private front(element: HtmlElement, look: Look): void {
    const cells = element.childNodes.filter(isElement).map((side, at) => ({
      at,
      span: 1,
      merged: false,
      content: this.read(side.childNodes, look),
    }))
    this.items.push({ kind: 'table', rows: [{ cells, header: false }], widths: [], bordered: false })
  }

  private list(element: HtmlElement, look: Look): void {
    const ordered = element.tagName === 'ol'
    const start = Number.parseInt(attributeOf(element, 'start') ?? '1', 10)
    const marker = attributeOf(element, 'data-marker') === 'dash' ? '-' : '•'
    this.lists.push({ ordered, marker, next: Number.isNaN(start) ? 1 : start })
    this.nodes(element.childNodes, look)
    this.endPara()
    this.lists.pop()
  }

  private item(element: HtmlElement, look: Look): void {
    const list = this.lists.at(-1)
    const level = Math.max(0, this.lists.length - 1)
    if (list?.ordered === true) {
      const told = Number.parseInt(attributeOf(element, 'value') ?? '', 10)
      if (!Number.isNaN(told)) list.next = told
      this.mark = { kind: 'number', level, text: `${list.next}.`, count: list.next }
      list.next += 1
    } else this.mark = { kind: 'bullet', level, text: list?.marker ?? '•', count: 0 }
    this.nodes(element.childNodes, look)
    this.endPara()
    this.mark = null
  }

  /** Word writes the marks of its lists as words in a span of their own. */
  private isListMark(element: HtmlElement): boolean {
    return /mso-list:\s*ignore/i.test(attributeOf(element, 'style') ?? '')
  }

  private typedMark(element: HtmlElement): void {
    const text = textIn(element)
      .replace(/[\s\u00a0]+/g, ' ')
      .trim()
    const isNumber = /^[(]?(?:\d|[ivxlc]+[.)]|\p{L}[.)])/iu.test(text)
    const count = Number.parseInt(text.replace(/\D*(\d+)[.)]?$/, '$1'), 10) || 0
    this.mark = isNumber
      ? { kind: 'number', level: 0, text, count }
      : { kind: 'bullet', level: 0, text, count: 0 }
  }

  /** White space of the source is layout. */
  private words(raw: string, look: Look): void {
    const text = raw.replace(/[\t\n\r\f ]+/g, ' ')
    if (text === '' || (text === ' ' && (this.para === null || this.para.spans.length === 0))) return
    this.add(text, look)
  }

  private add(text: string, look: Look): void {
    this.para ??= { spans: [], look, heading: this.heading, list: null }
    if (this.mark !== null && text.trim() !== '') {
      this.para.list = this.mark
      this.mark = null
    }
    const { bold = false, italic = false, underline = false, strike = false } = look
    const clean = detached(text.replace(/\u00ad/g, ''))
    if (clean !== '') this.para.spans.push({ text: clean, bold, italic, underline, strike, href: this.href })
  }

  private endPara(): void {
    const { para } = this
    this.para = null
    if (para === null) return
    const { spans, look, heading, list } = para
    const made: Para = paragraph('', { spans, align: look.align ?? 'left', heading, list })
    if (flowText([made]) !== '') this.items.push(made)
  }
}

const captioned = (heading: Para, caption: Para): Para => {
  const dot = caption.spans.slice(0, 1).map((span) => ({ ...span, text: '. ', href: null }))
  return { ...heading, spans: [...heading.spans, ...dot, ...caption.spans] }
}
