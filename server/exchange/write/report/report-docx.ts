/**
 * The report of a plan → a Word file: the figures by section, department and month, then every row with what became of it.
 * Owns what stands on the pages; the bytes depend on the plan and the span alone.
 */
import type { PrintPlan } from '../print-plan.ts'
import type { Page } from '../page.ts'
import { ListBook } from '../docx/lists.ts'
import { packDocx } from '../docx/package.ts'
import { cellXml, framedXml, rowXml } from '../docx/table.ts'
import { LinkBook, type TextBooks, gapXml, linesXml, paragraph, run } from '../docx/text.ts'
import type { ReportRow } from '../../../../shared/plan/report.ts'
import { type ReportPages, figureHeads, figureValues, rowWords } from './report-tables.ts'

/** A4 across, as wide as the columns of both tables. */
const MARGIN = { top: 850, right: 567, bottom: 850, left: 1134 }
const SHEET: Omit<Page, 'columns'> = {
  landscape: true,
  width: 16_838,
  height: 11_906,
  margin: MARGIN,
  header: 397,
  fontSize: 10,
}
const WIDTH = SHEET.width - MARGIN.left - MARGIN.right
/** The longest word of a heading stays whole. */
const FIGURE_WIDTH = 1620
const FIGURE_COLUMNS = [WIDTH - 7 * FIGURE_WIDTH, ...Array<number>(7).fill(FIGURE_WIDTH)]
/** №, event, planned for, outcome, date, participants, result. */
const ROW_WIDTHS = [750, 4600, 2000, 1900, 1350, 1350] as const
const ROW_COLUMNS = [...ROW_WIDTHS, WIDTH - ROW_WIDTHS.reduce((sum, width) => sum + width, 0)]

const CELL = { style: 'PlanCell' }
const HEAD = { style: 'PlanHeader' }
const bold = [{ type: 'bold' }] as const

const filled = (paragraphs: readonly string[]): string =>
  paragraphs.length === 0 ? paragraph(CELL, '') : paragraphs.join('')

const headRow = (titles: readonly string[], widths: readonly number[]): string =>
  rowXml(
    titles.map((title, at) => cellXml({ width: widths[at] ?? 0, middle: true }, paragraph(HEAD, run(title)))),
    true,
  )

interface FigureLine {
  name: string
  values: readonly number[]
  isTotal?: boolean
  keepNext?: boolean
}

const figureRow = ({ name, values, isTotal = false, keepNext = false }: FigureLine): string =>
  rowXml(
    [name, ...values].map((value, at) => {
      const look = { style: at === 0 ? 'PlanCell' : 'PlanFigure', keepNext }
      const text = run(String(value), isTotal ? bold : [])
      return cellXml({ width: FIGURE_COLUMNS[at] ?? 0 }, paragraph(look, text))
    }),
  )

/** The sum does not stand alone on a page. */
const LINES_WITH_SUM = 2

const figureTables = ({ texts, groups, report }: ReportPages): string[] =>
  groups.flatMap(({ by, groups: own }) => [
    paragraph({ style: 'PlanText', keepNext: true, before: true }, run(texts[`report.by.${by}`] ?? '', bold)),
    framedXml({ ...SHEET, columns: FIGURE_COLUMNS }, [
      headRow([texts[`report.column.${by}`] ?? '', ...figureHeads(texts)], FIGURE_COLUMNS),
      ...own.map(({ name, figures }, at) =>
        figureRow({ name, values: figureValues(figures), keepNext: at >= own.length - LINES_WITH_SUM }),
      ),
      figureRow({ name: texts['report.all'] ?? '', values: figureValues(report.total), isTotal: true }),
    ]),
    gapXml(),
  ])

const shortDay = (iso: string): string => iso.split('-').reverse().join('.')

const linkXml = (href: string, { links }: TextBooks): string =>
  paragraph(
    CELL,
    `<w:hyperlink r:id="${links.idOf(href)}">${run(href, [{ type: 'link', href }])}</w:hyperlink>`,
  )

const rowCells = (row: ReportRow, pages: ReportPages, books: TextBooks): string[] => {
  const { outcome, on, undated, told, link, participants } = rowWords(row, pages)
  const lines = (text: string) => (text === '' ? [] : linesXml(text, CELL))
  const cells = [
    lines(row.number),
    lines(row.title),
    lines(row.period),
    lines(outcome),
    lines(on === null ? undated : shortDay(on)),
    lines(participants === null ? '' : String(participants)),
    [...told.flatMap(lines), ...(link === null ? [] : [linkXml(link, books)])],
  ]
  return cells.map((paragraphs, at) => cellXml({ width: ROW_COLUMNS[at] ?? 0 }, filled(paragraphs)))
}

const bandRow = (title: string): string =>
  rowXml([
    cellXml(
      { width: WIDTH, span: ROW_COLUMNS.length, middle: true },
      paragraph({ style: 'PlanSection', keepNext: true }, run(title)),
    ),
  ])

const rowTable = (pages: ReportPages, books: TextBooks): string => {
  const { texts, report } = pages
  const keys = ['number', 'title', 'period', 'outcome', 'on', 'participants', 'told']
  const heads = keys.map((key) => texts[`report.column.${key}`] ?? '')
  const rows = report.sections.flatMap(({ section, title }) => [
    bandRow(title || (texts['report.section.none'] ?? '')),
    ...report.rows.filter((row) => row.section === section).map((row) => rowXml(rowCells(row, pages, books))),
  ])
  return framedXml({ ...SHEET, columns: ROW_COLUMNS }, [headRow(heads, ROW_COLUMNS), ...rows])
}

const bodyXml = (pages: ReportPages, books: TextBooks): string[] => {
  const { texts, title, plan, organisation, said, summary, report } = pages
  const lines = [organisation, said, summary].filter((line) => line !== '')
  const top = [
    paragraph({ style: 'PlanTitle' }, run(title)),
    paragraph({ style: 'PlanTitle' }, run(plan)),
    ...lines.map((line) => paragraph({ style: 'PlanText' }, run(line))),
  ]
  if (report.rows.length === 0) return top
  const list = paragraph(
    { style: 'PlanText', keepNext: true, before: true },
    run(texts['report.list'] ?? '', bold),
  )
  return [...top, ...figureTables(pages), list, rowTable(pages, books), gapXml()]
}

export const writeReportDocx = (pages: ReportPages, print: PrintPlan): Uint8Array => {
  const books = { lists: new ListBook(), links: new LinkBook() }
  const body = bodyXml(pages, books)
  const titled = { ...print, plan: { ...print.plan, title: `${pages.title}. ${pages.plan}` } }
  return packDocx({ body, page: { ...SHEET, columns: ROW_COLUMNS }, print: titled, books, own: false })
}
