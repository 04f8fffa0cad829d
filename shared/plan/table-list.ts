/**
 * A plan without a table: numbered paragraphs and lists → sections and rows. Owns telling rows from headings and
 * from the text around them; dates and names stay in the text of their row, but for lines that are labelled.
 */
import type { ColumnJson } from './json.ts'
import type { OpenItem, PlanAssembly } from './table-assembly.ts'
import { textItem } from './table-assembly.ts'
import { isTypedItem } from './table-blocks.ts'
import { type Front, isApprovalTable, isHeading, isTitleStart } from './table-front.ts'
import { LabelledLines } from './table-labelled.ts'
import type { FlowItem, Para } from './table-model.ts'
import { typedNumber } from './table-style.ts'
import { flowText, fold, isBlank, parasOf, printedText, rawText, withoutStart } from './table-text.ts'
import { isMonthTitle, isTermTitle, looksLikePeriod } from './table-words.ts'

/** «5 января – ёлка», «12.03 — форум»: a line that begins with its date. */
const isDated = (para: Para): boolean => {
  const head = /^\s*(\d.{2,40}?)\s+[-–—]\s/u.exec(rawText(para))?.[1]
  return head !== undefined && looksLikePeriod(fold(head))
}

const isNumbered = (para: Para): boolean =>
  para.list?.kind === 'number' || typedNumber(rawText(para)) !== null
const isBullet = (para: Para): boolean => para.list?.kind === 'bullet' || isTypedItem(rawText(para))

/** «1. Работа с детьми» in bold is a heading; a numbered line in plain letters is a row. */
const isRow = (para: Para): boolean =>
  !isBlank(para) && (isNumbered(para) || isBullet(para) || isDated(para)) && !isHeading(para)

/** A month or a quarter alone on its line needs no bold to be a heading. */
const namesTime = (para: Para): boolean => {
  const text = fold(printedText(para))
  return !isRow(para) && !/\d{1,2}\s/.test(text) && (isMonthTitle(text) || isTermTitle(text))
}

const LEAST_ROWS = 2

export interface ListParts {
  /** What stands above the first heading or row, blocks of signatures in tables with it. */
  above: FlowItem[]
  rows: Para[]
  /** Signatures and notes under the last row. */
  below: Para[]
}

const continuesTitle = (para: Para): boolean => /^(?:\p{Ll}|на\s)/u.test(printedText(para).trim())

/** Where the rows begin: headings right above the first one belong to it where others follow among the rows. */
const startOf = (paras: readonly Para[]): number => {
  const first = paras.findIndex(isRow)
  const title = paras.findIndex(isTitleStart)
  const headed = paras.slice(first).some((para) => isHeading(para) || namesTime(para))
  let start = first
  while (headed && start - 1 > title) {
    const above = paras[start - 1] as Para
    if (!isBlank(above) && !namesTime(above) && (!isHeading(above) || continuesTitle(above))) break
    start -= 1
  }
  return start
}

/** Parts of a flow that holds a plan as a list; null where too little of it looks like rows. */
export const findList = (flow: readonly FlowItem[]): ListParts | null => {
  const blocks = flow.filter((item) => item.kind === 'table' && isApprovalTable(item))
  const paras = parasOf(flow.filter((item) => !blocks.includes(item)))
  if (paras.filter(isRow).length < LEAST_ROWS) return null
  const start = startOf(paras)
  const last = paras.findLastIndex(isRow)
  const signed = paras.findIndex((para, index) => index > last && /_{3,}/.test(printedText(para)))
  const end = signed < 0 ? paras.length : signed
  return {
    above: [...blocks, ...paras.slice(0, start)],
    rows: paras.slice(start, end),
    below: paras.slice(end),
  }
}

const itemOf = (para: Para): OpenItem => {
  if (para.list?.kind === 'number') return { ...textItem([{ ...para, list: null }]), number: para.list.text }
  const typed = typedNumber(rawText(para))
  if (typed === null) return textItem([{ ...para, list: null }])
  return { ...textItem([withoutStart(para, typed.length)]), number: typed.number }
}

/** A row that begins with a label has it for its words: «1. Время – вперёд!». */
const withLabels = (item: OpenItem, lines: LabelledLines): OpenItem => ({
  ...item,
  title: item.title
    .map((para) => (lines.leads(para) ? para : lines.take(para, item)))
    .filter((para) => !isBlank(para)),
})

/** What a list says besides its rows. */
export interface ListRead {
  /** Signatures and notes under the last row. */
  outro: Para[]
  /** Columns that labelled lines make: «Срок: …», «Отв.: …». */
  columns: ColumnJson[]
}

/** Reads the rows into the assembly; bullets are rows only where no row has a number. */
export const readList = ({ rows, below }: ListParts, front: Front, assembly: PlanAssembly): ListRead => {
  const numbers = rows.some((para) => isRow(para) && isNumbered(para))
  const lines = new LabelledLines(rows)
  for (const para of front.headings) assembly.startSection(flowText([para]))
  for (const para of rows.filter((candidate) => !isBlank(candidate))) {
    const last = assembly.lastItem()
    const isOwn = isRow(para) && (numbers ? !isBullet(para) || isNumbered(para) : true)
    const isPlain = para.heading === 0 && !isNumbered(para)
    if (last !== null && isPlain && lines.leads(para)) lines.take(para, last)
    else if (isHeading(para) || namesTime(para))
      assembly.startSection(printedText(para).replaceAll('\n', ' '))
    else if (isOwn || last === null) assembly.addItem(withLabels(itemOf(para), lines))
    else {
      const rest = lines.take(para, last)
      if (!isBlank(rest)) last.title.push(rest)
    }
  }
  const columns = lines.columns()
  if (columns.length > 0) assembly.report({ code: 'list-labels', quote: lines.quote() })
  else assembly.report({ code: 'no-table' })
  return { outro: below.filter((para) => !isBlank(para)), columns }
}
