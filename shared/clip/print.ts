/**
 * Cells of a plan as other programs paste them: a table of HTML for Word and the table programs, text with tabs for the
 * rest, and Svod's own flavour beside them. Owns the two notations; which cells is the sheet's business.
 *
 * What table programs make of HTML: a paragraph or a list item inside a cell becomes a row of its own, so lines are
 * breaks that are told to stay in their cell, and items carry their markers as words. A cell is declared to be text, or
 * Excel would make dates and formulas of «1.2» and «=…».
 */
import { type Block, type Inline, blocksToHtml, blocksToText, escapeHtml } from '../plan/rich.ts'
import { OWN_ATTRIBUTE, type OwnCells, type OwnRow, writeOwn } from './own.ts'

export interface Printed {
  readonly html: string
  readonly text: string
}

/** Spaces before it help nothing: HTML has none at the beginning of a cell. Some programs take wide signs for narrow ones. */
const START = /^(?:\s*[=+@＝＋＠]|[\t\r])/
/** «- круглый стол» is a line of a list; a dash before a figure, a bracket or a name begins a formula. */
const DASHED = /^\s*[-－](?!\s[^()|!=]*$)/

/** Whether a table program would compute a text instead of showing it. */
export const isFormula = (text: string): boolean => START.test(text) || DASHED.test(text)

const guard = (text: string): string => (isFormula(text) ? `'${text}` : text)

// ── text with tabs ──────────────────────────────────────────────────────────────────────────────────────────────

const field = (blocks: readonly Block[]): string => {
  const text = guard(blocksToText(blocks))
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const textOf = (rows: readonly OwnRow[]): string =>
  rows.map(({ cells, band }) => (band ? field(cells[0] ?? []) : cells.map(field).join('\t'))).join('\r\n')

// ── HTML ────────────────────────────────────────────────────────────────────────────────────────────────────────

const INDENT = '&nbsp;&nbsp;&nbsp;'

const contentOf = (content: readonly Inline[]): string => {
  const html = blocksToHtml([{ type: 'paragraph', content }])
  return html.slice('<p>'.length, -'</p>'.length)
}

const markerOf = (list: Exclude<Block, { type: 'paragraph' }>, index: number): string => {
  if (list.type === 'orderedList') return `${list.start + index}. `
  return list.marker === 'dash' ? '\u2013 ' : '\u2022 '
}

/** The lines of blocks as HTML; items of lists with their markers. */
const htmlLines = (blocks: readonly Block[], depth = 0): string[] =>
  blocks.flatMap((block) => {
    if (block.type === 'paragraph') return [contentOf(block.content)]
    return block.items.flatMap((item, index) => {
      const [first = '', ...rest] = htmlLines(item, depth + 1)
      return [INDENT.repeat(depth) + markerOf(block, index) + first, ...rest]
    })
  })

const BREAK = '<br style="mso-data-placement:same-cell">'

const cellHtml = (blocks: readonly Block[]): string => {
  const guarded = isFormula(blocksToText(blocks)) ? '&#39;' : ''
  return guarded + htmlLines(blocks).join(BREAK).replaceAll('<br>', BREAK)
}

/** Excel reads that it is text in the style, Calc in the attribute. */
const CELL_STYLE = "vertical-align:top;mso-number-format:'\\@'"
const CELL_KIND = 'sdnum="1033;0;@"'

/** A line end behind each cell, so that words are not glued together where a table has to become text (Writer's own cells). */
const cellOf = (attributes: string, style: string, html: string): string =>
  `<td ${attributes} ${CELL_KIND} style="${style}${CELL_STYLE}">${html}</td>\n`

const rowHtml = ({ band, cells }: OwnRow, width: number): string => {
  const html = band
    ? cellOf(`colspan="${width}"`, 'text-align:center;', `<b>${cellHtml(cells[0] ?? [])}</b>`)
    : cells.map((blocks) => cellOf('valign="top"', '', cellHtml(blocks))).join('')
  return `<tr>${html}</tr>`
}

const ownAttribute = (own: OwnCells): string => `${OWN_ATTRIBUTE}="${escapeHtml(writeOwn(own))}"`

const tableHtml = (own: OwnCells): string => {
  const width = Math.max(1, ...own.rows.map(({ cells }) => cells.length))
  const rows = own.rows.map((row) => rowHtml(row, width)).join('')
  return (
    `<meta charset="utf-8"><table border="1" cellspacing="0" cellpadding="4" style="border-collapse:collapse" ` +
    `${ownAttribute(own)}><tbody>${rows}</tbody></table>`
  )
}

/** The cells as a table; sections over the whole width. */
export const printCells = (own: OwnCells): Printed => ({ html: tableHtml(own), text: textOf(own.rows) })

/**
 * One cell as the text that it is: paragraphs and lists, no table around them. Only what a table program would compute
 * is put into a cell that is declared to be text.
 */
export const printCell = (blocks: readonly Block[]): Printed => {
  const own: OwnCells = { titles: null, rows: [{ band: false, level: 0, cells: [blocks] }] }
  const text = blocksToText(blocks)
  if (isFormula(text)) return { html: tableHtml(own), text }
  return { html: `<meta charset="utf-8"><div ${ownAttribute(own)}>${blocksToHtml(blocks)}</div>`, text }
}
