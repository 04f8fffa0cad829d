/**
 * The plan under construction: sections and rows in the file's own paragraphs, until all tails have found their rows.
 * Owns putting text where it belongs and the list of findings; must not decide what a row is.
 */
import { pushAll } from '../lists.ts'
import type { RowPlace } from './column-roles.ts'
import type { ItemDraft, ItemState, SectionDraft } from './json.ts'
import { blocksOf, isTypedItem, sameStyle } from './table-blocks.ts'
import type { ImportSource } from './table-mapping.ts'
import type { Finding, Para } from './table-model.ts'
import { LONGEST_NUMBER } from './schema.ts'
import { levelsOf } from './table-numbers.ts'
import { flowsOn, jointOf, lineFlowsOn } from './table-tail.ts'
import { fold, linesOf, paragraph, plainSpan, printedText, quoteOf, rawText } from './table-text.ts'
import { blocksToHtml, listItems } from './rich.ts'

export interface OpenItem {
  number: string
  title: Para[]
  period: string[]
  cells: Map<string, string[]>
  /** It is a part of the numbered row above it, by its look. */
  child?: boolean
  /** Where the file itself says it. */
  level?: number | undefined
  state?: ItemState
  /** The row of the file that it is. */
  source?: RowPlace | undefined
}

export interface OpenSection {
  title: string
  /** The row of the file that names it. */
  source?: RowPlace | undefined
  items: OpenItem[]
}

/** Where an item stands in the result. */
export interface Place {
  section: number
  item: number
}

/** Whether a text goes on in the middle of a line of the cell before it. */
const appendLines = (lines: string[], more: readonly string[]): void => {
  const [first, ...rest] = more
  const last = lines.at(-1)
  if (first === undefined) return
  if (last !== undefined && lineFlowsOn(last, first)) {
    lines[lines.length - 1] = last + jointOf(last, first) + first
  } else lines.push(first)
  pushAll(lines, rest)
}

const joinParas = (before: Para, tail: Para): Para => {
  const joint = jointOf(rawText(before), printedText(tail))
  const last = before.spans.at(-1)
  const [first, ...rest] = tail.spans
  // Of one style they are one span, so that a row of a thousand tails stays quick to read.
  if (last && first && sameStyle(last, first)) {
    const whole = { ...last, text: last.text + joint + first.text }
    return { ...before, spans: [...before.spans.slice(0, -1), whole, ...rest] }
  }
  const spans = joint === '' ? tail.spans : [plainSpan(joint), ...tail.spans]
  return { ...before, spans: [...before.spans, ...spans] }
}

/** An item of a list begins a line of its own. */
const isListItem = (para: Para): boolean => para.list !== null || isTypedItem(rawText(para))

const GOES_ON = /\s*[(,–-]?\s*(?:продолжение|окончание|continued)\)?\.?$/u

/** Whether a title says that its section goes on. */
export const isContinued = (title: string): boolean => GOES_ON.test(fold(title))

export class PlanAssembly {
  readonly sections: OpenSection[] = []
  readonly findings: Finding[] = []

  report(finding: Finding): void {
    this.findings.push(finding)
  }

  startSection(title: string, source?: RowPlace): void {
    this.sections.push({ title, source, items: [] })
  }

  /** The section under way; rows before the first section's title get one without a title. */
  private current(): OpenSection {
    if (this.sections.length === 0) {
      this.startSection('')
    }
    return this.sections.at(-1) as OpenSection
  }

  addItem(item: OpenItem): Place {
    const section = this.current()
    const place = { section: this.sections.length - 1, item: section.items.length }
    section.items.push(this.withShortNumber(item, place))
    if (item.title.length === 0) {
      const quote = quoteOf([item.number, ...item.period, ...[...item.cells.values()].flat()].join(' '))
      this.report({ code: 'row-without-title', quote, ...place })
    }
    return place
  }

  private withShortNumber(item: OpenItem, place: Place): OpenItem {
    if (item.number.length <= LONGEST_NUMBER) return item
    this.report({ code: 'number-too-long', quote: quoteOf(item.number), ...place })
    return { ...item, number: '', title: [paragraph(item.number), ...item.title] }
  }

  /** The row that a tail may go on with: the last one of the section under way. */
  lastItem(): OpenItem | null {
    return this.sections.at(-1)?.items.at(-1) ?? null
  }

  lastPlace(): Place {
    const section = this.sections.length - 1
    return { section, item: (this.sections.at(-1)?.items.length ?? 0) - 1 }
  }

  /** Whether a text is the title of the section under way once more, with «(продолжение)» or without. */
  repeatsTitle(text: string): boolean {
    const known = this.lastTitle()
    return known !== null && fold(text).replace(GOES_ON, '') === fold(known)
  }

  /** The title of the section under way. */
  lastTitle(): string | null {
    return this.sections.at(-1)?.title ?? null
  }

  /** A section's title that has no rows yet. */
  openTitle(): string | null {
    const section = this.sections.at(-1)
    return section !== undefined && section.items.length === 0 ? section.title : null
  }

  extendTitle(text: string): void {
    const section = this.sections.at(-1)
    if (section) section.title += jointOf(section.title, text) + text
  }

  /** Puts the paragraphs of a tail behind the last row's title: into its last sentence, or as paragraphs of their own. */
  extendItem(tail: readonly Para[], period: readonly string[], cells: ReadonlyMap<string, string[]>): void {
    const item = this.lastItem()
    if (item === null) return
    const [first, ...rest] = tail
    const last = item.title.at(-1)
    if (first && last && !isListItem(first) && flowsOn(rawText(last), printedText(first))) {
      item.title.splice(-1, 1, joinParas(last, first))
    } else if (first) item.title.push(first)
    pushAll(item.title, rest)
    appendLines(item.period, period)
    for (const [key, lines] of cells) {
      const known = item.cells.get(key) ?? []
      appendLines(known, lines)
      item.cells.set(key, known)
    }
  }

  private reportDates(blocks: ReturnType<typeof blocksOf>, lines: readonly string[], place: Place): void {
    const bullets = listItems(blocks).length
    if (bullets < 2 || lines.length < 2) return
    const code = bullets === lines.length ? 'dates-paired' : 'dates-unpaired'
    this.report({
      code,
      values: { bullets, dates: lines.length },
      quote: quoteOf(lines.join(' · ')),
      ...place,
    })
  }

  private draftItem(item: OpenItem, level: number, place: Place): ItemDraft {
    const blocks = blocksOf(item.title)
    this.reportDates(blocks, item.period, place)
    return {
      level,
      numbering: item.number === '' ? 'none' : 'typed',
      number: item.number,
      title: blocksToHtml(blocks),
      period: item.period.join('\n'),
      cells: Object.fromEntries([...item.cells].map(([key, lines]) => [key, lines.join('\n')])),
      ...(item.state === undefined ? {} : { state: item.state }),
    }
  }

  /** Where in the file sections and rows stand. */
  sources(): ImportSource['sections'] {
    return this.sections.map(({ source, items }) => ({
      place: source ?? null,
      items: items.map((item) => item.source ?? null),
    }))
  }

  /** The sections as a draft. Reports what can be told only now. */
  finish(): SectionDraft[] {
    if (this.sections.length > 1 && this.sections[0]?.title === '')
      this.report({ code: 'section-missing', section: 0 })
    return this.sections.map(({ title, items }, section) => {
      const levels = levelsOf(items)
      return {
        title,
        department: null,
        items: items.map((item, index) => this.draftItem(item, levels[index] ?? 0, { section, item: index })),
      }
    })
  }
}

/** Words of a row that stands alone, as an item without a number. */
export const textItem = (paras: readonly Para[]): OpenItem => ({
  number: '',
  title: paras.filter((para) => linesOf([para]).length > 0),
  period: [],
  cells: new Map(),
})
