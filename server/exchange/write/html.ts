/**
 * A plan → one HTML file that looks like the printed plan and needs nothing beside it: no script, no font, no picture.
 * Owns its look; everything from the plan goes through `escapeHtml` or the allow-list of `plan/rich.ts`.
 */
import { createHash } from 'node:crypto'
import type { Locale } from '../../../shared/i18n/locale.ts'
import { type Block, blocksToHtml, escapeHtml } from '../../../shared/plan/rich.ts'
import type { PrintColumn, PrintItem, PrintPart, PrintPlan, PrintSection } from './print-plan.ts'

const STYLE = `
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 60rem; padding: 2.5rem 2rem; color: #1b1a17; background: #fff;
  font: 1.0625rem/1.4 "PT Serif", "Times New Roman", Times, serif; }
.front { display: flex; justify-content: space-between; gap: 3rem; margin-bottom: 2rem; }
.front div { flex: 1; max-width: 24rem; }
.front .approved { text-align: right; margin-left: auto; }
h1 { font-size: 1.25rem; line-height: 1.3; text-align: center; margin: 0 0 1.25rem; }
p { margin: 0 0 .4em; white-space: pre-wrap; }
li { white-space: pre-wrap; }
td p:last-child, .front p { margin-bottom: 0; }
table { width: 100%; border-collapse: collapse; margin: 1rem 0; }
th, td { border: 1px solid #808080; padding: .25rem .4rem; vertical-align: top; text-align: left;
  overflow-wrap: break-word; }
thead th, th.section { text-align: center; }
td.number { white-space: nowrap; }
td.title { width: 55%; }
tr.on td { border-top-color: transparent; }
tr.before td { border-bottom-color: transparent; }
ul, ol { margin: .1em 0; padding-left: 1.4em; }
ul[data-marker="dash"] { list-style: none; padding-left: 1.1em; }
ul[data-marker="dash"] > li::before { content: "-"; float: left; margin-left: -.9em; }
a { color: inherit; }
.level-1 td.title { padding-left: 1.4rem; }
.level-2 td.title { padding-left: 2.4rem; }
@page { size: A4; margin: 15mm 10mm 15mm 20mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 12pt; line-height: 1.2; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  tr.band { break-after: avoid; }
}
`

/** Whatever the file is opened in runs nothing and fetches nothing. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`

const linesHtml = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('')

const blocksHtml = (blocks: readonly Block[]): string => (blocks.length === 0 ? '' : blocksToHtml(blocks))

const plainHtml = (lines: readonly string[] | null): string =>
  lines === null ? '' : linesHtml(lines.join('\n'))

const cellHtml = ({ key, role }: PrintColumn, row: PrintItem): string => {
  const blocks = row.cells.get(key) ?? []
  return `<td class="${role}">${role === 'number' ? escapeHtml(row.item.number) : blocksHtml(blocks)}</td>`
}

const spanned = (html: string, rows: number): string => html.replace('<td', `<td rowspan="${rows}"`)

const partCells = (row: PrintItem, part: PrintPart, index: number, columns: readonly PrintColumn[]): string =>
  columns
    .map((column) => {
      if (column.role === 'title') return `<td class="title">${blocksHtml(part.title)}</td>`
      if (column.role === 'period') return `<td class="period">${plainHtml(part.period)}</td>`
      return index === 0 ? spanned(cellHtml(column, row), row.parts.length) : ''
    })
    .join('')

const itemHtml = (row: PrintItem, columns: readonly PrintColumn[]): string => {
  const { parts, level } = row
  const classOf = (more: string) => ` class="level-${level}${more}"`
  if (parts.length === 0)
    return `<tr${classOf('')}>${columns.map((column) => cellHtml(column, row)).join('')}</tr>\n`
  return parts
    .map((part, index) => {
      const joins = (index > 0 ? ' on' : '') + (index < parts.length - 1 ? ' before' : '')
      return `<tr${classOf(joins)}>${partCells(row, part, index, columns)}</tr>\n`
    })
    .join('')
}

const sectionHtml = ({ title, items }: PrintSection, columns: readonly PrintColumn[]): string => {
  const span = Math.max(1, columns.length)
  const band =
    title === ''
      ? ''
      : `<tr class="band"><th class="section" scope="rowgroup" colspan="${span}">${escapeHtml(title)}</th></tr>\n`
  return `<tbody>\n${band}${items.map((item) => itemHtml(item, columns)).join('')}</tbody>\n`
}

const frontHtml = ({ agreed, approved }: { agreed: string; approved: string }): string => {
  if (agreed === '' && approved === '') return ''
  return `<div class="front"><div>${agreed === '' ? '' : linesHtml(agreed)}</div><div class="approved">${approved === '' ? '' : linesHtml(approved)}</div></div>\n`
}

/** The whole file. `locale` is the language that its words are read in. */
export const writeHtml = ({ plan, columns, sections, intro, outro }: PrintPlan, locale: Locale): string => {
  const head = columns.map(({ title }) => `<th scope="col">${escapeHtml(title)}</th>`).join('')
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(plan.title)}</title>
<style>${STYLE}</style>
</head>
<body>
${frontHtml(plan.front)}<h1>${escapeHtml(plan.title)}</h1>
${blocksHtml(intro)}
<table>
<thead><tr>${head}</tr></thead>
${sections.map((section) => sectionHtml(section, columns)).join('')}</table>
${blocksHtml(outro)}
</body>
</html>
`
}
