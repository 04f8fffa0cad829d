/**
 * What stands above the plan's table: approval blocks, the institution, the plan's title, an introduction.
 * Owns telling them apart; every word comes out in one of them.
 */
import { mostOf, pushAll } from '../lists.ts'
import { isOrganisationAlone, isOrganisationLine } from './table-facts.ts'
import { findHeader } from './table-header.ts'
import type { Cell, Finding, FlowItem, Para, Row, Table } from './table-model.ts'
import {
  closeUp,
  fold,
  isBlank,
  isBold,
  linesOf,
  parasOf,
  printedText,
  quoteOf,
  tableParas,
  tidy,
} from './table-text.ts'
import {
  AGREED,
  ANNEX,
  APPROVED,
  HANGING,
  PART_HEADING,
  PLAN_WORD,
  isMonthTitle,
  isTermTitle,
} from './table-words.ts'

export interface Front {
  agreed: string[]
  approved: string[]
  /** Lines of the title, [] where none was found. */
  title: string[]
  /** Lines above the title that are an institution's name. */
  owner: string[]
  intro: Para[]
  /** Headings directly above the table: titles of its first section. */
  headings: Para[]
  findings: Finding[]
}

type Side = 'agreed' | 'approved'

const starts = (pattern: RegExp, text: string): boolean => {
  const at = pattern.exec(fold(closeUp(text)))?.index
  return at !== undefined && at <= 3
}

const sideOfWord = (text: string): Side | null => {
  if (starts(APPROVED, text) || starts(ANNEX, text)) return 'approved'
  return starts(AGREED, text) ? 'agreed' : null
}

/** Whether a line is how a block of signatures begins. */
export const opensBlock = (text: string): boolean => sideOfWord(text) !== null && text.length < 200

const linesIn = (rows: readonly Row[]): string[] =>
  rows.flatMap((row) => row.cells.flatMap((cell) => linesOf(cell.content)))

/** Rows that may open a block of signatures: none under the names of a plan's columns. */
const openingRows = (table: Table): readonly Row[] => {
  const header = findHeader(table)
  const known = header?.columns.filter(({ title }) => !opensBlock(title)).map(({ role }) => role) ?? []
  // Beside «Мероприятие» and «Срок», «Согласовано» is one more column.
  const isOfPlan = known.includes('number') || (known.includes('title') && known.includes('period'))
  const signs = header !== null && linesIn(table.rows.slice(header.start, header.end)).some(opensBlock)
  return table.rows.slice(0, header !== null && (isOfPlan || !signs) ? Math.min(2, header.start) : 2)
}

/** Whether a table is a block of signatures: one of its first lines is «УТВЕРЖДАЮ» or the like. */
export const isApprovalTable = (table: Table): boolean => linesIn(openingRows(table)).some(opensBlock)

/** Its place decides; in the middle of three its word does. */
const sideOfCell = (table: Table, { at, span, content }: Cell): Side => {
  const width = mostOf(
    table.rows.flatMap((row) => row.cells.map((cell) => cell.at + cell.span)),
    0,
  )
  const middle = (at + span / 2) / width
  if (span < width && middle > 0.35 && middle < 0.65) return sideOfWord(linesOf(content)[0] ?? '') ?? 'agreed'
  return middle < 0.5 ? 'agreed' : 'approved'
}

const readApprovalTable = (table: Table, front: Front): void => {
  for (const row of table.rows) {
    for (const cell of row.cells) {
      const lines = linesOf(cell.content)
      const side = row.cells.length === 1 ? 'approved' : sideOfCell(table, cell)
      pushAll(front[side], lines)
    }
  }
}

const FAR_INDENT = 3400

const isRight = (para: Para): boolean => para.align === 'right' || para.indent >= FAR_INDENT

/** The halves of a line that was set in two columns by tabs or spaces. */
const halvesOf = (line: string): string[] =>
  line
    .split(/\t+|[ \u00a0]{4,}/)
    .map(tidy)
    .filter((part) => part !== '')

/** Reads approval blocks that are set in paragraphs. */
class ApprovalReader {
  private side: Side | null = null
  private byAlign = false
  private twoColumns = false
  private readonly front: Front

  constructor(front: Front) {
    this.front = front
  }

  /** Takes the paragraph into a block; false where it belongs to none. */
  take(para: Para): boolean {
    const text = printedText(para)
    const opened = text
      .split('\n')
      .flatMap(halvesOf)
      .map(sideOfWord)
      .find((side) => side !== null)
    if (opened) this.open(para, opened)
    if (this.side === null || (!opened && this.endsBlock(para, text))) {
      this.side = null
      return false
    }
    for (const line of text.split('\n')) this.takeLine(line, para)
    return true
  }

  private open(para: Para, side: Side): void {
    this.byAlign = isRight(para)
    this.side = this.byAlign ? 'approved' : side
  }

  private endsBlock(para: Para, text: string): boolean {
    if (tidy(text).length > 200 || para.heading > 0) return true
    if (isTitleStart(para)) return true
    if (this.byAlign && !isRight(para) && !/^[\t ]{4,}|\t/.test(text)) return true
    return para.align === 'center' && !this.byAlign && !/[_/]{3,}/.test(text) && isBold([para])
  }

  private takeLine(line: string, para: Para): void {
    const parts = halvesOf(line)
    const [first = '', ...rest] = parts
    if (rest.length > 0 && !/^_+$/.test(first + rest.join(''))) {
      this.twoColumns = true
      this.front.agreed.push(first)
      this.front.approved.push(rest.join(' '))
    } else if (first !== '') {
      const pushed = isRight(para) || /^(?:\t|[ \u00a0]{4,})/.test(line)
      const side: Side = pushed ? 'approved' : this.twoColumns ? 'agreed' : (this.side ?? 'approved')
      this.front[side].push(tidy(parts.join(' ')))
    }
  }
}

const namesYear = (para: Para): boolean => /(?<!\d)20\d\d(?!\d)/.test(printedText(para))

/** What may stand before the word in a line that nothing sets apart: «Годовой план …», «Annual action plan …». */
const KIND_OF_PLAN = /^(?:(?:[\p{L}-]+(?:ый|ий|ой|ая|ое|ны|і)\s){1,3}|(?:[a-z]+\s){1,3})$/u

const styled = (para: Para): boolean => para.align === 'center' || para.heading > 0 || isBold([para])

/** Whether a paragraph calls itself a plan, as the first line of a title does. */
export const isTitleStart = (para: Para): boolean => {
  const text = fold(closeUp(printedText(para)))
  const match = PLAN_WORD.exec(text)
  if (!match || text.length > 400) return false
  if (styled(para)) return true
  const lead = text.slice(0, match.index)
  const ends = /[.;]$/.test(text) && !/(?<!\d)20\d\d\s?(?:г|р)\.$/u.test(text)
  return (lead === '' || (KIND_OF_PLAN.test(lead) && namesYear(para))) && text.length <= 200 && !ends
}

const NUMBERED_HEADING = /^(?:[ivxlc]{1,6}|\d{1,2}(?:\.\d{1,2})*)[.)]\s/u

/** Whether a paragraph reads as the heading of a part of the plan. */
export const isHeading = (para: Para): boolean => {
  const text = printedText(para).trim()
  return text !== '' && text.length <= 250 && (para.heading > 0 || para.align === 'center' || isBold([para]))
}

const isSectionHeading = (para: Para): boolean => {
  const text = fold(printedText(para))
  const named = isMonthTitle(text) || isTermTitle(text) || PART_HEADING.test(text)
  return isHeading(para) && (named || NUMBERED_HEADING.test(text))
}

/** Whether a paragraph between tables is a section's title: by its look, or since it names a month, a term or a part. */
export const opensSection = (para: Para): boolean => {
  const text = fold(printedText(para))
  return isHeading(para) || isMonthTitle(text) || isTermTitle(text) || PART_HEADING.test(text)
}

const MOST_TITLE_LINES = 8

/** A heading of its own rank under a title is not the title's next line, unless it goes on in lower case. */
const isDeeper = (first: Para, para: Para): boolean =>
  para.heading > first.heading && !/^\p{Ll}/u.test(printedText(para).trim())

/** «Цели:» in bold at the left under a centred title is not the title's next line. */
const isApart = (first: Para, para: Para): boolean => {
  const text = printedText(para).trim()
  return text.endsWith(':') || (first.align === 'center' && para.align !== 'center' && !/^\p{Ll}/u.test(text))
}

/** The days or the month of a plan for less than a year stand under its name: «24–31 марта 2024 г.». */
const datesTitle = (lines: readonly Para[], para: Para, headed: boolean): boolean =>
  namesYear(para) &&
  isMonthTitle(fold(printedText(para))) &&
  !lines.some(namesYear) &&
  (!headed || /\d\s?[-–—]\s?\d/.test(printedText(para)))

/** «План», an open quote or a hanging word: the title cannot end there, whatever empty lines follow. */
const isUnfinished = (lines: readonly Para[]): boolean => {
  const text = fold(closeUp(lines.map(printedText).join(' ')))
  const opened = text.split('«').length - text.split('»').length
  return opened > 0 || HANGING.test(text) || /^\p{L}*\s?план$/u.test(text)
}

const continuesTitle = (lines: readonly Para[], para: Para, headed: boolean): boolean => {
  const text = fold(printedText(para))
  const first = lines[0] as Para
  const afterGap = isBlank(lines.at(-1) as Para)
  if (datesTitle(lines, para, headed)) return true
  if (isSectionHeading(para)) return false
  if (/^(?:на|за|for)\s.*(?:20\d\d|год)/.test(text) && text.length <= 120) return true
  if (isDeeper(first, para) || isApart(first, para)) return false
  return (
    (!afterGap || isUnfinished(lines)) &&
    styled(first) === styled(para) &&
    (styled(para) || text.length <= 120)
  )
}

/** The last line above a table, behind a title that has its year: the other tables have such headings, too. */
const namesTable = (paras: readonly Para[], start: number, end: number): boolean => {
  const text = printedText(paras[end] as Para).trim()
  const isLast = paras.slice(end + 1).every(isBlank)
  return (
    isLast &&
    /^\p{Lu}/u.test(text) &&
    !namesYear(paras[end] as Para) &&
    paras.slice(start, end).some(namesYear)
  )
}

/** Indexes [start, end) of the title's lines among the paragraphs. */
const findTitle = (paras: readonly Para[], headed: boolean): readonly [number, number] | null => {
  const styledStart = paras.findIndex((para) => styled(para) && isTitleStart(para))
  const start = styledStart >= 0 ? styledStart : paras.findIndex(isTitleStart)
  if (start < 0) return null
  let end = start + 1
  while (end < paras.length && end - start < MOST_TITLE_LINES) {
    const para = paras[end] as Para
    if (!isBlank(para) && !continuesTitle(paras.slice(start, end), para, headed)) break
    if (headed && namesTable(paras, start, end)) break
    end += 1
  }
  while (end > start + 1 && isBlank(paras[end - 1] as Para)) end -= 1
  return [start, end]
}

const takeTitle = (paras: Para[], front: Front, headed: boolean): Para[] => {
  const found = findTitle(paras, headed)
  if (!found) return paras
  const [start, end] = found
  front.title = paras.slice(start, end).flatMap((para) => linesOf([para]))
  const before = paras.slice(0, start)
  while (before.length > 0 && isBlank(before.at(-1) as Para)) before.pop()
  const from = before.findLastIndex((para) => isBlank(para) || !styled(para)) + 1
  const owner = before.slice(from)
  const last = before.at(-1)
  const [above = last] = before.slice(-2, -1)
  const isFirst = above === last || (above !== undefined && isBlank(above))
  if (owner.length === 0 && last && isFirst && isOrganisationAlone(printedText(last))) {
    front.owner = linesOf([last])
    before.pop()
  } else if (owner.some((para) => isOrganisationLine(printedText(para)))) {
    front.owner = owner.flatMap((para) => linesOf([para]))
    before.splice(from)
  }
  return [...before, ...paras.slice(end)]
}

const takeHeadings = (paras: Para[], front: Front, headed: boolean): Para[] => {
  const rest = paras.filter((para) => !isBlank(para))
  while (rest.length > 0) {
    const last = rest.at(-1) as Para
    if (!(headed ? opensSection(last) : isSectionHeading(last) || last.heading > 1)) break
    front.headings.unshift(last)
    rest.pop()
  }
  return rest
}

const emptyFront = (): Front => ({
  agreed: [],
  approved: [],
  title: [],
  owner: [],
  intro: [],
  headings: [],
  findings: [],
})

/**
 * Reads the flow above the first plan table.
 * @param headed whether the plan's other tables have headings above them, so that the first one's is a section too
 */
export const readFront = (flow: readonly FlowItem[], headed: boolean): Front => {
  const front = emptyFront()
  const reader = new ApprovalReader(front)
  const rest: Para[] = []
  for (const item of flow) {
    if (item.kind === 'table' && isApprovalTable(item)) readApprovalTable(item, front)
    else if (item.kind === 'table') {
      front.findings.push({
        code: 'table-as-text',
        quote: quoteOf(parasOf([item]).map(printedText).join(' ')),
      })
      pushAll(rest, tableParas(item))
    } else if (isBlank(item) || !reader.take(item)) rest.push(item)
  }
  front.intro = takeHeadings(takeTitle(rest, front, headed), front, headed)
  return front
}
