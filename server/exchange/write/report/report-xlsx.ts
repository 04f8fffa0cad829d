/**
 * The report of a plan → an Excel file: the figures on the first sheet, the rows behind them on the second. Owns the sheets;
 * no cell is ever a formula, since texts are written as texts.
 */
import { writeXlsx } from 'hucre/xlsx'
import { type ReportPages, figureHeads, figureValues, rowWords } from './report-tables.ts'
import { rowHeights } from '../row-height.ts'
import { sheetText } from '../xml-chars.ts'

type Value = string | number | Date | null

const BORDER = { style: 'thin', color: { rgb: 'A6A6A6' } } as const
const BORDERS = { top: BORDER, right: BORDER, bottom: BORDER, left: BORDER }
const HEAD = {
  font: { bold: true },
  alignment: { vertical: 'center', horizontal: 'center', wrapText: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F2EFE9' } },
  border: BORDERS,
} as const
const BODY = { alignment: { vertical: 'top', wrapText: true }, border: BORDERS } as const
const TITLE = { font: { bold: true, size: 14 } } as const

const PAGE = {
  paperSize: 'a4',
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
} as const

/** Excel takes no name of a sheet that has these in it, and none that is longer. */
const sheetName = (name: string): string => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)

type Cell = { value: Value; type: 'string' | 'number'; style: object }

const cellOf = (value: string | number, style: object): Cell =>
  typeof value === 'number'
    ? { value, type: 'number', style }
    : { value: sheetText(value), type: 'string', style }

const figureSheet = (pages: ReportPages) => {
  const { texts, report, groups, title, plan, organisation, said, summary } = pages
  const rows: Value[][] = []
  const cells = new Map<string, Cell>()
  const put = (values: readonly (string | number)[], style: object) => {
    for (const [at, value] of values.entries()) cells.set(`${rows.length},${at}`, cellOf(value, style))
    rows.push(values.map((value) => (typeof value === 'string' ? sheetText(value) : value)))
  }
  put([title], TITLE)
  for (const line of [plan, organisation, said, summary]) if (line !== '') put([line], {})
  for (const { by, groups: own } of groups) {
    rows.push([])
    put([texts[`report.column.${by}`] ?? '', ...figureHeads(texts)], HEAD)
    for (const { name, figures } of own) put([name, ...figureValues(figures)], BODY)
    put([texts['report.all'] ?? '', ...figureValues(report.total)], { ...BODY, font: { bold: true } })
  }
  return {
    name: sheetName(texts['report.title'] ?? ''),
    columns: [{ width: 44 }, ...figureHeads(texts).map(() => ({ width: 15 }))],
    rows,
    cells,
    pageSetup: PAGE,
  }
}

const COLUMNS = [
  ['section', 30],
  ['department', 24],
  ['number', 8],
  ['title', 60],
  ['period', 24],
  ['due', 12],
  ['outcome', 22],
  ['on', 12],
  ['participants', 13],
  ['told', 50],
  ['link', 30],
] as const

const dateOf = (iso: string | null): Date | null => (iso === null ? null : new Date(`${iso}T00:00:00Z`))

const rowSheet = (pages: ReportPages) => {
  const { texts, report, departmentName } = pages
  const titles = new Map(report.sections.map(({ section, title }) => [section, title]))
  const rows = report.rows.map((row): Value[] => {
    const { outcome, on, told, link, participants } = rowWords(row, pages)
    const place = [titles.get(row.section) ?? '', departmentName(row.department)]
    const words = [...place, row.number, row.title, row.period].map(sheetText)
    return [
      ...words,
      dateOf(row.due),
      outcome,
      dateOf(on),
      participants,
      sheetText(told.join('\n')),
      link === null ? null : sheetText(link),
    ]
  })
  const heads = COLUMNS.map(([key]) => texts[`report.column.${key}`] ?? '')
  const widths = COLUMNS.map(([, width]) => ({ width, wraps: true }))
  return {
    name: sheetName(texts['report.list'] ?? ''),
    columns: COLUMNS.map(([key, width]) => ({
      width,
      style: key === 'due' || key === 'on' ? { ...BODY, numFmt: 'dd.mm.yyyy' } : BODY,
    })),
    rows: [heads, ...rows],
    rowDefs: rowHeights([heads, ...rows], widths),
    cells: new Map(heads.map((value, at) => [`0,${at}`, cellOf(value, HEAD)])),
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:K${rows.length + 1}` },
    pageSetup: { ...PAGE, printTitlesRow: '$1:$1' },
  }
}

/** `at`: ISO time that the file says it was changed. */
export const writeReportXlsx = (pages: ReportPages, at: string): Promise<Uint8Array> =>
  writeXlsx({
    properties: { title: pages.title, creator: 'Svod', created: new Date(at), modified: new Date(at) },
    sheets: [figureSheet(pages), rowSheet(pages)],
  })
