/**
 * Two texts in one, as paragraphs of Word with tracked changes. Owns which run and which end of a paragraph is marked.
 */
import type { Block, Inline, Mark } from '../../../../shared/plan/rich.ts'
import { type MarkedLine, type Run, diffWords } from '../../../../shared/plan/words.ts'
import { LIST_TEXT_STYLE } from '../../docx/marks.ts'
import { DEEPEST } from './lists.ts'
import { type ParaLook, type TextBooks, paraProps } from './text.ts'
import { type Author, type Fate, type TrackBook } from './tracked.ts'
import { type FlatPara, type Pair, breakFates, endFates, flatParas, pairParas } from './tracked-paras.ts'

type List = NonNullable<FlatPara['list']>

export interface Tracking {
  books: TextBooks
  track: TrackBook
}

const linkOf = (marks: readonly Mark[]): string | null =>
  marks.find((mark) => mark.type === 'link')?.href ?? null

class TextTracker {
  private readonly tracking: Tracking
  private readonly author: Author
  private readonly look: ParaLook
  /** The list of Word that a list of either text became. */
  private readonly lists = new Map<List, number>()
  /** Lists of the old text that go on in the new one. */
  private readonly twins = new Map<List, List>()

  constructor(tracking: Tracking, author: Author, look: ParaLook) {
    this.tracking = tracking
    this.author = author
    this.look = look
  }

  private run({ fate, text, marks, was }: Run): string {
    const { track, books } = this.tracking
    // Where a link leads cannot be tracked: the words go and come.
    if (was && linkOf(was) !== linkOf(marks)) {
      return this.run({ fate: 'old', text, marks: was }) + this.run({ fate: 'new', text, marks })
    }
    const xml = track.text(fate, this.author, text, marks, was)
    const href = linkOf(marks)
    return href === null ? xml : `<w:hyperlink r:id="${books.links.idOf(href)}">${xml}</w:hyperlink>`
  }

  private lines(lines: readonly MarkedLine[]): string {
    const breaks = breakFates(lines.map(({ fate }) => fate))
    return lines
      .map(({ runs }, at) => {
        const fate = breaks[at - 1]
        const lead = fate === undefined ? '' : this.tracking.track.lineBreak(fate, this.author)
        return lead + runs.map((run) => this.run(run)).join('')
      })
      .join('')
  }

  private content(fate: Fate, content: readonly Inline[]): string {
    return content
      .map((inline) =>
        inline.type === 'hardBreak'
          ? this.tracking.track.lineBreak(fate, this.author)
          : this.run({ fate, text: inline.text, marks: inline.marks }),
      )
      .join('')
  }

  private numIdOf(list: List, level: number): number {
    const one = this.twins.get(list) ?? list
    const known = this.lists.get(one)
    if (known !== undefined) return known
    const id = this.tracking.books.lists.open(one, level)
    this.lists.set(one, id)
    return id
  }

  private props({ list, level, before }: FlatPara): string {
    const deep = Math.min(level, DEEPEST)
    if (list !== null) {
      const number = `<w:numPr><w:ilvl w:val="${deep}"/><w:numId w:val="${this.numIdOf(list, deep)}"/></w:numPr>`
      return paraProps({ ...this.look, list: number, before })
    }
    const style = level > 0 ? { style: `${LIST_TEXT_STYLE}${deep}` } : {}
    return paraProps({ ...this.look, ...style, before })
  }

  private paragraph({ was, is }: Pair, end: Fate): string {
    const { track } = this.tracking
    const shown = is ?? was
    if (!shown) return ''
    const props = this.props(shown)
    const before = was && is ? this.props(was) : props
    const former = before === props ? '' : track.formerProps(before, this.author)
    const sign = track.sign(end, this.author)
    const inside =
      was && is
        ? this.lines(diffWords([{ ...was, type: 'paragraph' }], [{ ...is, type: 'paragraph' }]))
        : this.content(is ? 'new' : 'old', shown.content)
    return `<w:p><w:pPr>${props}${sign === '' ? '' : `<w:rPr>${sign}</w:rPr>`}${former}</w:pPr>${inside}</w:p>`
  }

  /** An old list whose item is an item of a new one of its kind goes on in it. */
  private findTwins(pairs: readonly Pair[]): void {
    for (const { was, is } of pairs) {
      if (!was?.list || !is?.list || was.level !== is.level || this.twins.has(was.list)) continue
      const [a, b] = [was.list, is.list]
      const isSame =
        a.type === 'bulletList'
          ? b.type === 'bulletList' && a.marker === b.marker
          : b.type === 'orderedList' && a.start === b.start
      if (isSame) this.twins.set(a, b)
    }
  }

  compared(before: readonly Block[], after: readonly Block[]): string {
    const pairs = pairParas(flatParas(before), flatParas(after))
    this.findTwins(pairs)
    const ends = endFates(pairs)
    return pairs.map((pair, at) => this.paragraph(pair, ends[at] ?? 'kept')).join('')
  }

  whole(fate: 'old' | 'new', blocks: readonly Block[]): string {
    const paras = flatParas(blocks)
    const shown = paras.length > 0 ? paras : flatParas([{ type: 'paragraph', content: [] }])
    return shown
      .map((para) => this.paragraph(fate === 'old' ? { was: para, is: null } : { was: null, is: para }, fate))
      .join('')
  }
}

/** Paragraphs of both texts; there is at least one. */
export const comparedXml = (
  before: readonly Block[],
  after: readonly Block[],
  look: ParaLook,
  author: Author,
  tracking: Tracking,
): string => new TextTracker(tracking, author, look).compared(before, after)

/** Paragraphs that come or go together with what they stand in. */
export const wholeXml = (
  fate: 'old' | 'new',
  blocks: readonly Block[],
  look: ParaLook,
  author: Author,
  tracking: Tracking,
): string => new TextTracker(tracking, author, look).whole(fate, blocks)
