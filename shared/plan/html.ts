/**
 * HTML of the plan's subset → blocks. Total on any string: unknown tags vanish, their text stays.
 * Pure, without a DOM: it runs in the server, in workers and in the browser alike.
 */
import { type Block, type Inline, type Mark, normalizeInline } from './rich.ts'
import { isSafeHref } from './schema.ts'

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

const decodeEntity = (whole: string, name: string): string => {
  if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? whole
  const hex = name[1] === 'x' || name[1] === 'X'
  const code = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10)
  const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return valid ? String.fromCodePoint(code) : '\ufffd'
}

const decodeText = (text: string): string => text.replace(/&(#?[A-Za-z0-9]{1,10});/g, decodeEntity)

/** Characters that cannot stand in XML, and so not in a Word file; they carry no text. */
const CONTROL = /[^\P{Cc}\t\n\r]|\ufffe|\uffff/gu

const INLINE_TAGS: Record<string, Mark['type']> = {
  strong: 'bold',
  b: 'bold',
  em: 'italic',
  i: 'italic',
  u: 'underline',
  s: 'strike',
  del: 'strike',
  a: 'link',
}
const BLOCK_TAGS = new Set(['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'tr', 'td', 'th', 'blockquote'])
const VOID_CONTENT = new Set(['script', 'style', 'template', 'title', 'head'])

const attribute = (tag: string, name: string): string | null => {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag)
  return match ? decodeText(match[1] ?? match[2] ?? match[3] ?? '') : null
}

interface OpenList {
  type: 'bulletList' | 'orderedList'
  marker: 'disc' | 'dash'
  start: number
  items: Block[][]
}

/** Nesting beyond this is flattened into the list that is open. */
const MAX_LIST_DEPTH = 4
/** Nobody nests so many; each text is asked for all that are open [AL7]. */
const MAX_OPEN_MARKS = 50

class Reader {
  private readonly root: Block[] = []
  private readonly lists: OpenList[] = []
  private readonly marks: { tag: string; mark: Mark | null }[] = []
  private inline: Inline[] = []
  /** Whether a paragraph is open: an empty `<p></p>` is an empty paragraph, white space between blocks is not. */
  private open = false
  /** The open paragraph is the one that every list item begins with: a `<p>` there is that very one. */
  private implied = false
  /** The text so far ends in a space that only laid out the source. */
  private loose = false

  private target(): Block[] {
    const list = this.lists.at(-1)
    if (list === undefined) return this.root
    if (list.items.length === 0) list.items.push([])
    return list.items.at(-1) ?? this.root
  }

  private activeMarks(): Mark[] {
    const found = new Map<string, Mark>()
    for (const { mark } of this.marks) if (mark) found.set(mark.type, mark)
    return [...found.values()]
  }

  /** White space of the source is layout; the author's own is written as references (`plan/rich.ts`) and stays. */
  text(raw: string): void {
    const single = raw.replace(/[\t\n\r ]+/g, ' ')
    const laidOut = this.inline.length === 0 ? single.replace(/^ /, '') : single
    const text = decodeText(laidOut).replace(CONTROL, '')
    if (text === '') return
    this.open = true
    this.loose = laidOut.endsWith(' ')
    this.inline.push({ type: 'text', text, marks: this.activeMarks() })
  }

  flush(): void {
    const last = this.inline.at(-1)
    if (last?.type === 'text' && this.loose) {
      const text = last.text.slice(0, -1)
      this.inline.splice(-1, 1, ...(text === '' ? [] : [{ ...last, text }]))
    }
    if (this.open) this.target().push({ type: 'paragraph', content: normalizeInline(this.inline) })
    this.inline = []
    this.open = false
    this.implied = false
    this.loose = false
  }

  private startList(name: string, tag: string): void {
    this.flush()
    if (this.lists.length >= MAX_LIST_DEPTH) return
    const start = Number.parseInt(attribute(tag, 'start') ?? '1', 10)
    this.lists.push({
      type: name === 'ol' ? 'orderedList' : 'bulletList',
      marker: attribute(tag, 'data-marker') === 'dash' ? 'dash' : 'disc',
      start: Number.isSafeInteger(start) && start >= 0 && start < 1e6 ? start : 1,
      items: [],
    })
  }

  private endList(): void {
    this.flush()
    const list = this.lists.pop()
    if (list === undefined || list.items.length === 0) return
    const items = list.items.map((item) =>
      item[0]?.type === 'paragraph' ? item : [{ type: 'paragraph' as const, content: [] }, ...item],
    )
    this.target().push(
      list.type === 'orderedList'
        ? { type: 'orderedList', start: list.start, items }
        : { type: 'bulletList', marker: list.marker, items },
    )
  }

  start(name: string, tag: string): void {
    const markType = INLINE_TAGS[name]
    if (markType) this.startMark(name, markType, tag)
    else if (name === 'br') this.lineBreak()
    else if (name === 'ul' || name === 'ol') this.startList(name, tag)
    else if (name === 'li') this.startItem()
    else if (BLOCK_TAGS.has(name)) this.startBlock(name)
  }

  private startBlock(name: string): void {
    const isFirstOfItem = this.implied && this.inline.length === 0
    if (!isFirstOfItem) this.flush()
    this.open = this.open || name === 'p'
    this.implied = false
  }

  private startMark(name: string, type: Mark['type'], tag: string): void {
    if (this.marks.length >= MAX_OPEN_MARKS) return
    if (type !== 'link') {
      this.marks.push({ tag: name, mark: { type } })
      return
    }
    const href = attribute(tag, 'href')
    this.marks.push({ tag: name, mark: isSafeHref(href) ? { type: 'link', href } : null })
  }

  private startItem(): void {
    this.flush()
    this.lists.at(-1)?.items.push([])
    this.open = this.lists.length > 0
    this.implied = this.open
  }

  private lineBreak(): void {
    this.open = true
    this.inline.push({ type: 'hardBreak' })
  }

  end(name: string): void {
    if (INLINE_TAGS[name]) {
      const index = this.marks.findLastIndex((entry) => entry.tag === name)
      if (index >= 0) this.marks.splice(index, 1)
    } else if (name === 'ul' || name === 'ol') this.endList()
    else if (name === 'li' || BLOCK_TAGS.has(name)) this.flush()
  }

  finish(): Block[] {
    this.flush()
    while (this.lists.length > 0) this.endList()
    return this.root.length > 0 ? this.root : [{ type: 'paragraph', content: [] }]
  }
}

/** A tag ends before the next one begins: what never ends is looked through once, not once from each of its signs [AL7]. */
const TOKEN = /<!--[\s\S]*?(?:-->|$)|<(\/?)([A-Za-z][A-Za-z0-9]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>|[^<]+|</g

/** Reads the subset; never throws. There is always at least one block. */
export const parseHtml = (html: string): Block[] => {
  const reader = new Reader()
  let skipping: string | null = null
  for (const [whole, slash, rawName] of html.matchAll(TOKEN)) {
    const name = rawName?.toLowerCase()
    if (skipping !== null) {
      if (slash === '/' && name === skipping) skipping = null
    } else if (name === undefined) {
      if (!whole.startsWith('<!--')) reader.text(whole)
    } else if (VOID_CONTENT.has(name)) skipping = slash === '/' ? null : name
    else if (slash === '/') reader.end(name)
    else reader.start(name, whole)
  }
  return reader.finish()
}
