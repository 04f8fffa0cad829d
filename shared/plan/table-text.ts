/**
 * Text of paragraphs, cells and rows of a flow. Owns reading words out of the model; must not interpret them.
 */
import { cutText } from '../cut-text.ts'
import type { Cell, FlowItem, Para, Row, Span, Table } from './table-model.ts'

export const paragraph = (text: string, over: Partial<Para> = {}): Para => ({
  kind: 'para',
  spans: text === '' ? [] : [plainSpan(text)],
  align: 'left',
  heading: 0,
  indent: 0,
  list: null,
  ...over,
})

export const plainSpan = (text: string): Span => ({
  text,
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  href: null,
})

/** The words of a paragraph as they stand in its runs, without an automatic number. */
export const rawText = ({ spans }: Para): string =>
  spans.length === 1 ? (spans[0]?.text ?? '') : spans.map((span) => span.text).join('')

/** As in print: an automatic number stands before the words, an automatic bullet does not. */
export const printedText = (para: Para): string => {
  const text = rawText(para)
  return para.list?.kind === 'number' && para.list.text !== '' ? `${para.list.text} ${text}` : text
}

/** The paragraph without its first characters. */
export const withoutStart = (para: Para, length: number): Para => {
  let left = length
  const spans = para.spans.map((span) => {
    const text = span.text.slice(Math.min(left, span.text.length))
    left -= span.text.length - text.length
    return { ...span, text }
  })
  return { ...para, spans }
}

/** The paragraph up to its `length`th character. */
export const withoutEnd = (para: Para, length: number): Para => {
  let left = length
  const spans = para.spans.map((span) => {
    const text = span.text.slice(0, left)
    left -= text.length
    return { ...span, text }
  })
  return { ...para, spans: spans.filter(({ text }) => text !== '') }
}

const UNTIDY = /[\t\r\n\f\v]| {2}/

/** White space other than no-break spaces becomes one space. */
export const tidy = (text: string): string =>
  (UNTIDY.test(text) ? text.replace(/[ \t\r\n\f\v]+/g, ' ') : text).trim()

/** «П Л А Н»: a word that was set wide is a word again. For recognising words only. */
export const closeUp = (text: string): string =>
  text.replace(/(?<![\p{L}\d])\p{L}(?:[ \u00a0]\p{L}){2,}(?![\p{L}\d])/gu, (word) =>
    word.replace(/[ \u00a0]/g, ''),
  )

/** For comparing words only: lower case, ё as е, every space and dash alike. */
export const fold = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()

/** Wide gap between texts that stood side by side. */
const GAP = '\u2003'

const rowParas = (row: Row): Para[] => {
  // Each cell is read once: twice at every level would be a million times in a table nested twenty deep.
  const cells = row.cells
    .map((cell) => parasOf(cell.content).filter((para) => !isBlank(para)))
    .filter((paras) => paras.length > 0)
  if (cells.length <= 1) return cells.flat()
  return [paragraph(cells.map((paras) => linesOf(paras).join(' ')).join(GAP))]
}

/** A table that is not the plan's, as paragraphs: one a row, its cells side by side. */
export const tableParas = (table: Table): Para[] => table.rows.flatMap(rowParas)

const isPara = (item: FlowItem): item is Para => item.kind === 'para'

/** All paragraphs of a flow, tables inside it flattened. */
export const parasOf = (content: readonly FlowItem[]): Para[] =>
  content.every(isPara)
    ? [...content]
    : content.flatMap((item) => (item.kind === 'para' ? [item] : tableParas(item)))

export const isBlank = (para: Para): boolean => printedText(para).trim() === ''

/** The lines of a flow as plain text: paragraphs and line breaks alike start a line; empty ones are left out. */
export const linesOf = (content: readonly FlowItem[]): string[] => {
  const lines: string[] = []
  for (const para of parasOf(content)) {
    for (const text of printedText(para).split('\n')) {
      const line = tidy(text)
      if (line !== '') lines.push(line)
    }
  }
  return lines
}

/** Cells never change, and each is asked for its text many times. */
const cellTexts = new WeakMap<Cell, string>()

export const cellText = (cell: Cell): string => {
  const known = cellTexts.get(cell)
  if (known !== undefined) return known
  const text = linesOf(cell.content).join(' ')
  cellTexts.set(cell, text)
  return text
}
export const rowText = (row: Row): string => row.cells.map(cellText).filter(Boolean).join(' ')
export const flowText = (content: readonly FlowItem[]): string => linesOf(content).join(' ')

const filled = (content: readonly FlowItem[]): Para[] => parasOf(content).filter((para) => !isBlank(para))

const spanIsBold = (span: Span): boolean => span.bold || span.text.trim() === ''

/** Whether every word of the flow is bold. */
export const isBold = (content: readonly FlowItem[]): boolean => {
  const paras = filled(content)
  return paras.length > 0 && paras.every((para) => para.heading > 0 || para.spans.every(spanIsBold))
}

/** Whether every filled paragraph of the flow is centred. */
export const isCentred = (content: readonly FlowItem[]): boolean => {
  const paras = filled(content)
  return paras.length > 0 && paras.every((para) => para.align === 'center')
}

const QUOTE_LENGTH = 200

/** At most 200 characters of what the file says. */
export const quoteOf = (text: string): string => {
  const line = tidy(text)
  return line.length <= QUOTE_LENGTH ? line : `${cutText(line, QUOTE_LENGTH - 1)}…`
}

/** The whole of a text in pieces that fit a quote each, so that nothing of it is lost. */
export const quotesOf = (text: string): string[] => {
  const pieces: string[] = []
  let rest = tidy(text)
  while (rest.length > QUOTE_LENGTH) {
    const space = rest.lastIndexOf(' ', QUOTE_LENGTH)
    const cut = space > 0 ? space : cutText(rest, QUOTE_LENGTH).length
    pieces.push(rest.slice(0, cut))
    rest = rest.slice(cut).trim()
  }
  return rest === '' ? pieces : [...pieces, rest]
}
