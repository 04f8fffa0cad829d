/**
 * The text of a part (document, footnotes, headers …) → flow. Owns what each element means; reads a stream, holds one
 * paragraph at a time. Must not interpret the plan.
 */
import { pushAll } from '../../../shared/lists.ts'
import type { Finding, FlowItem } from '../../../shared/plan/table-model.ts'
import { flowText, quotesOf } from '../../../shared/plan/table-text.ts'
import { CLOSERS, OPENERS, SKIPPED, TEXTS } from './elements.ts'
import { Field } from './fields.ts'
import { ParaFrame, TableFrame } from './frames.ts'
import { hrefOfInstruction, safeHref } from './links.ts'
import { readMark } from './marks.ts'
import type { Numbering } from './numbering.ts'
import type { ElementSink, NoteElement, StoryElement } from './sink.ts'
import type { RunProps, Styles } from './styles.ts'
import { symbolText } from './symbols.ts'
import type { Attributes, XmlHandler } from './xml.ts'

/** A body, footnote, comment, header or footer that was read. */
export interface Story {
  element: string
  attributes: Attributes
  items: FlowItem[]
}

export interface NoteRef {
  kind: NoteElement
  id: string
}

export interface BodyContext {
  styles: Styles
  numbering: Numbering
  /** Targets of the part's relationships by id. */
  targets: ReadonlyMap<string, string>
  /** Svod wrote the file: its words are taken to the letter, and its marks are kept. */
  isOwn?: boolean
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
/** The mark of the n-th note, in the text and before the note. */
export const noteMark = (n: number): string =>
  String(n).replace(/\d/g, (digit) => SUPERSCRIPTS.charAt(Number(digit)))

export class BodyReader implements XmlHandler, ElementSink {
  readonly stories: Story[] = []
  readonly notes: NoteRef[] = []
  readonly findings: Finding[] = []
  readonly counts = { image: 0, object: 0, symbol: 0, inserted: 0, deleted: 0 }
  readonly targets: ReadonlyMap<string, string>
  readonly tables: TableFrame[] = []
  readonly choices: boolean[] = []
  readonly links: (string | null)[] = []
  deletions = 0
  private readonly paras: ParaFrame[] = []
  private readonly containers: FlowItem[][] = []
  private readonly path: string[] = []
  private readonly fields: Field[] = []
  private storyAttributes: Attributes = {}
  private readonly context: BodyContext
  private skipFrom = 0
  private deleted = ''
  private hidden = ''
  private waitingMark: string | null = null

  constructor(context: BodyContext) {
    this.context = context
    this.targets = context.targets
  }

  open(name: string, attributes: Attributes): void {
    const parent = this.path.at(-1) ?? ''
    this.path.push(name)
    if (this.skipFrom > 0) return
    if (SKIPPED.has(name)) this.skip()
    else OPENERS[name]?.(this, attributes, parent)
  }

  text(text: string): void {
    if (this.skipFrom > 0) return
    const kind = TEXTS[this.path.at(-1) ?? '']
    if (kind === undefined) return
    if (kind === 'instruction') this.instruct(text)
    else if (kind === 'deleted' || this.deletions > 0) this.deleted += text
    else this.add(text)
  }

  close(name: string): void {
    const depth = this.path.length
    this.path.pop()
    if (this.skipFrom === 0) CLOSERS[name]?.(this, this.path.at(-1) ?? '')
    else if (depth === this.skipFrom) this.skipFrom = 0
  }

  /** Ignores everything up to the end of the element that just opened. */
  skip(): void {
    this.skipFrom = this.path.length
  }

  get para(): ParaFrame | undefined {
    return this.paras.at(-1)
  }

  get table(): TableFrame | undefined {
    return this.tables.at(-1)
  }

  /** Adds visible words to the paragraph under way. */
  add(text: string): void {
    const { para } = this
    if (para === undefined) return
    const silent = this.fields.find(({ shown }) => !shown)
    if (silent) {
      silent.swallowed.push({ words: text, own: silent === this.fields.at(-1) })
      return
    }
    const words = this.context.isOwn ? text : this.readable(text)
    if (words === '') return
    for (const field of this.fields) field.hasResult = true
    if (this.deletions > 0) this.deleted += words
    else this.addShown(para, words, para.props(this.context.styles))
  }

  private readable(text: string): string {
    return symbolText(text, () => (this.counts.symbol += 1)).replaceAll('\u00ad', '')
  }

  private addShown(para: ParaFrame, words: string, props: RunProps): void {
    const link =
      this.links.findLast((href) => href !== null) ?? this.fields.findLast(({ href }) => href)?.href
    const isLink = link !== undefined && link !== null
    if (props.hidden === true) this.hidden += words
    else para.add(words, isLink ? { ...props, underline: this.isOwnUnderline(para) } : props, link ?? null)
  }

  /** A link is underlined by its look; the author's own line is there only where we wrote it. */
  private isOwnUnderline({ run }: ParaFrame): boolean {
    return this.context.isOwn === true && run?.direct.underline === true
  }

  startPara(): void {
    const para = new ParaFrame()
    para.mark = this.waitingMark
    this.waitingMark = null
    this.paras.push(para)
  }

  /** Word sets the mark of a paragraph in front of it at times. */
  addMark(name: string): void {
    if (this.context.isOwn !== true || readMark(name) === null) return
    if (this.para) this.para.mark ??= name
    else this.waitingMark = name
  }

  /** An instruction is no words: a field with words of its own in the paragraph that ends was never ended, and holds nothing. */
  private endLostField(): void {
    const lost = this.fields.find(({ shown }) => !shown)
    if (!lost?.swallowed.some(({ words, own }) => own && words.trim() !== '')) return
    this.fields.splice(this.fields.indexOf(lost))
    for (const { words } of lost.swallowed) this.add(words)
  }

  endPara(): void {
    this.endLostField()
    const frame = this.paras.pop()
    if (frame === undefined) return
    const { styles, numbering } = this.context
    const isGhost = frame.deleted && frame.isEmpty
    const isCounted = !isGhost && !this.isUncounted(frame)
    const next = (numId: string, level: number) => (isCounted ? numbering.next(numId, level) : null)
    const para = frame.finish(styles, next, this.context.isOwn === true)
    const isGone = isGhost && frame.mark === null
    pushAll(this.containers.at(-1) ?? [], isGone ? frame.before : [...frame.before, para])
    if (this.paras.length === 0) this.reportDropped()
  }

  /** Word counts no paragraphs of deleted rows, and prints no number where a merged cell goes on. */
  private isUncounted(frame: ParaFrame): boolean {
    if (this.tables.some(({ row }) => row?.deleted === true)) return true
    return frame.isEmpty && this.table?.cell?.merged === true
  }

  private reportDropped(): void {
    for (const quote of quotesOf(this.deleted)) this.findings.push({ code: 'tracked-deletion', quote })
    for (const quote of quotesOf(this.hidden)) this.findings.push({ code: 'hidden-text', quote })
    this.deleted = ''
    this.hidden = ''
  }

  startContainer(): void {
    this.containers.push([])
  }

  private endContainer(): FlowItem[] {
    return this.containers.pop() ?? []
  }

  endCell(): void {
    const content = this.endContainer()
    this.table?.endCell(content)
  }

  startTable(): void {
    this.tables.push(new TableFrame())
  }

  isBordered(style: string): boolean {
    return this.context.styles.isBordered(style)
  }

  endTable(): void {
    const table = this.tables.pop()?.finish()
    if (table && table.rows.length > 0) this.containers.at(-1)?.push(table)
  }

  endRow(): void {
    const dropped = this.table?.endRow()
    if (!dropped) return
    const text = dropped.cells.map((cell) => flowText(cell.content)).join(' ')
    for (const quote of quotesOf(text)) this.findings.push({ code: 'tracked-deletion', quote })
  }

  /** A text box stands before the paragraph that holds it, or where it is, outside of one. */
  endTextBox(): void {
    const items = this.endContainer()
    const home = this.para?.before ?? this.containers.at(-1)
    pushAll(home ?? [], items)
  }

  openStory(attributes: Attributes): void {
    this.storyAttributes = attributes
    this.startContainer()
  }

  endStory(element: StoryElement): void {
    this.stories.push({ element, attributes: this.storyAttributes, items: this.endContainer() })
  }

  startField(): void {
    this.fields.push(new Field())
  }

  /** The field that is under way and whose settings these are. */
  get form(): Field['form'] | undefined {
    return this.fields.at(-1)?.form
  }

  private instruct(text: string): void {
    const field = this.fields.at(-1)
    if (field && !field.shown) field.instruction += text
  }

  showField(): void {
    const field = this.fields.at(-1)
    if (!field) return
    field.shown = true
    field.href = this.linkTo(hrefOfInstruction(field.instruction))
  }

  endField(): void {
    const field = this.fields.pop()
    if (field) this.add(field.drawn)
  }

  /** The target if it may stand in a plan; else null, and a finding. */
  linkTo(target: string | null | undefined): string | null {
    if (target === null || target === undefined || target === '') return null
    const href = safeHref(target)
    if (href === null) {
      for (const quote of quotesOf(target)) this.findings.push({ code: 'link-unsafe', quote })
    }
    return href
  }

  addNote(kind: NoteElement, id: string): void {
    this.notes.push({ kind, id })
    this.add(noteMark(this.notes.length))
  }
}
