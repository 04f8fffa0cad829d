/**
 * A plan → a file of any format: the registry of writers. A new format is one entry here and one in
 * `shared/export-formats.ts`. The same request gives the same bytes.
 */
import type { ExportFormat } from '../../shared/export-formats.ts'
import { exportEn } from '../../shared/i18n/en/export.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import { exportRu } from '../../shared/i18n/ru/export.ts'
import { reportEn } from '../../shared/i18n/en/report.ts'
import { reportRu } from '../../shared/i18n/ru/report.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import { writeCsv } from './write/csv.ts'
import type { TrackedBase } from './write/docx/tracked-plan.ts'
import { writeDocx } from './write/docx/write-docx.ts'
import { writeTrackedDocx } from './write/docx/write-tracked.ts'
import { writePdf } from './write/pdf/write-pdf.ts'
import { writeHtml } from './write/html.ts'
import { writeIcs } from './write/ics.ts'
import { joined } from './write/joined.ts'
import { writeJson } from './write/json.ts'
import { writeMarkdown } from './write/markdown.ts'
import { type PrintPlan, printPlan } from './write/print-plan.ts'
import { writeReportDocx } from './write/report/report-docx.ts'
import { type ReportRequest, reportPages } from './write/report/report-tables.ts'
import { writeReportXlsx } from './write/report/report-xlsx.ts'
import { type SheetTexts, writeXlsx } from './write/xlsx.ts'

export interface WriteRequest {
  plan: PlanJson
  format: ExportFormat
  locale: Locale
  /** Whether the columns that the plan does not show are in the file, too. */
  hidden: boolean
  /** When the plan became what it is: ISO 8601, for files that say when they were made. */
  at: string
  /** A calendar of one department alone. */
  department?: string | null
  /** The report on the plan in its place: Word and Excel alone. */
  report?: ReportRequest
  /** An earlier plan, since which changes are tracked: Word alone. */
  since?: TrackedBase
}

type Texts = typeof exportRu | typeof exportEn
type Writer = (
  print: PrintPlan,
  request: WriteRequest,
  texts: Texts,
) => string | Uint8Array | Generator<string> | Promise<Uint8Array>

const sheetTexts = (texts: Texts): SheetTexts => ({
  sheet: texts['export.sheet'],
  section: texts['export.column.section'],
  start: texts['export.column.start'],
  end: texts['export.column.end'],
  hours: texts['export.column.hours'],
  state: texts['export.column.state'],
  states: {
    planned: texts['export.state.planned'],
    'in-progress': texts['export.state.in-progress'],
    done: texts['export.state.done'],
    moved: texts['export.state.moved'],
    cancelled: texts['export.state.cancelled'],
  },
})

const WRITERS: Record<ExportFormat, Writer> = {
  docx: (print, { plan, since, hidden }) =>
    since ? writeTrackedDocx(plan, since, hidden) : writeDocx(print),
  pdf: (print, { at }) => writePdf(print, at),
  xlsx: (print, { at }, texts) => writeXlsx(print, at, sheetTexts(texts)),
  ics: (print, { at, department }) => writeIcs(print, at, department ?? null),
  csv: (print, { locale }, texts) => writeCsv(print, locale, texts['export.column.section']),
  html: (print, { locale }) => writeHtml(print, locale),
  md: (print) => writeMarkdown(print),
  json: (_, { plan }) => writeJson(plan),
}

const TEXTS: Record<Locale, Texts> = { ru: exportRu, en: exportEn }
const REPORT_TEXTS = { ru: reportRu, en: reportEn }

const writeReport = (print: PrintPlan, report: ReportRequest, { plan, format, locale, at }: WriteRequest) => {
  const pages = reportPages(plan, report, REPORT_TEXTS[locale], locale)
  return format === 'xlsx' ? writeReportXlsx(pages, at) : writeReportDocx(pages, print)
}

const encoded = (pieces: Iterable<string>): Uint8Array =>
  joined(Array.from(pieces, (piece) => Buffer.from(piece, 'utf8')))

/** The bytes of the file, in a buffer of their own. */
export const writePlan = async (request: WriteRequest): Promise<Uint8Array> => {
  const print = printPlan(request.plan, request)
  if (request.report) return writeReport(print, request.report, request)
  const written = await WRITERS[request.format](print, request, TEXTS[request.locale])
  if (written instanceof Uint8Array) return written
  return typeof written === 'string' ? new TextEncoder().encode(written) : encoded(written)
}
