/**
 * Any file → a plan with findings: the registry of readers. Runs inside the import worker.
 * A new format is one entry here and one kind in `sniff.ts`.
 */
import { SvodError } from '../../shared/errors.ts'
import { importEn } from '../../shared/i18n/en/import.ts'
import { fillMessage } from '../../shared/i18n/format.ts'
import { importRu } from '../../shared/i18n/ru/import.ts'
import type { ImportWarning, PlanDraft } from '../../shared/plan/json.ts'
import type { ImportMapping, ImportSource } from '../../shared/plan/table-mapping.ts'
import { type TableOptions, planFromFlow } from '../../shared/plan/table.ts'
import { sheetFlow } from '../../shared/plan/table-sheet.ts'
import type { Finding, FlowItem } from '../../shared/plan/table-model.ts'
import { readOwnPlan } from './docx/own-plan.ts'
import { readDocx } from './docx/read-docx.ts'
import { readPlanJson } from './plan-json.ts'
import { requireShortCells, requireShortTexts } from './cell-limit.ts'
import { release } from './release.ts'
import { requireFewRows } from './row-limit.ts'
import { type FileKind, sniff } from './sniff.ts'
import { decodePage, readHtml } from './html/read-html.ts'
import { type DecodedText, decodeText, requireFewChars, requireFewLines } from './text/decode.ts'
import { readCsv } from './text/read-csv.ts'
import { isTabbed, readTxt } from './text/read-txt.ts'
import { readXlsx } from './xlsx/read-xlsx.ts'

export interface ImportRequest {
  bytes: Uint8Array
  /** The bytes have a buffer of their own and nobody needs them any more: they are moved to the reader. */
  isGiven?: boolean
  fileName: string
  /** The year that the reader chose; left out, the file's own. */
  year?: number | undefined
  locale: 'ru' | 'en'
  /** How a person corrects the reading. */
  mapping?: ImportMapping | undefined
}

/** What a file says. */
export interface ReadPlan {
  draft: PlanDraft
  warnings: ImportWarning[]
  /** The tables and rows of the file that it was read from; null where nothing of it can be corrected. */
  source: ImportSource | null
}

interface Read {
  draft: PlanDraft
  findings: Finding[]
  source: ImportSource | null
}

type PlanReader = (request: ImportRequest, options: TableOptions) => Promise<Read>

const readWord: PlanReader = async ({ bytes }, options) => {
  const { flow, findings, own } = await readDocx(bytes)
  const plan = own && readOwnPlan(flow, own)
  if (plan) return { draft: plan.draft, findings: [...plan.findings, ...findings], source: null }
  return planOf(flow, findings, options)
}

const rowsIn = (flow: readonly FlowItem[]): number =>
  flow.reduce((sum, item) => (item.kind === 'table' ? sum + item.rows.length : sum), 0)

/** A flow with what its reader found → a plan. Throws `file-no-table`, `file-too-many-rows`, `file-cell-too-long`. */
const planOf = (flow: readonly FlowItem[], findings: readonly Finding[], options: TableOptions): Read => {
  requireFewRows(rowsIn(flow))
  requireShortCells(flow)
  const plan = planFromFlow(flow, options)
  if (plan === null) throw new SvodError('file-no-table')
  return { draft: plan.draft, findings: [...plan.findings, ...findings], source: plan.source }
}

const readSheets: PlanReader = async ({ bytes, locale }, options) => {
  const { flow, findings, title } = await readXlsx(bytes, locale)
  return planOf(flow, findings, title === null ? options : { ...options, title })
}

/** The words of a file; its bytes lie beside them no longer, and those that nobody else has are free at once. */
const wordsOf = (request: ImportRequest, decode: (bytes: Uint8Array) => DecodedText): DecodedText => {
  const { bytes, isGiven } = request
  request.bytes = new Uint8Array(0)
  const words = decode(bytes)
  if (isGiven === true && bytes.buffer instanceof ArrayBuffer) release(bytes.buffer)
  return words
}

const readPage: PlanReader = async (request, options) => {
  const { flow, findings } = readHtml(wordsOf(request, decodePage))
  return planOf(flow, findings, options)
}

/** Text that nothing separates into columns is read as it was typed, and the other way round. */
const readText =
  (separated: boolean): PlanReader =>
  async (request, options) => {
    const { text, encoding, guessed } = wordsOf(request, decodeText)
    requireFewChars(text.length)
    requireFewLines(text)
    const findings: Finding[] = guessed ? [{ code: 'encoding-guessed', values: { encoding } }] : []
    const table = separated || isTabbed(text) ? readCsv(text) : null
    if (table === null) return planOf(readTxt(text), findings, options)
    const sheet = sheetFlow(table)
    return planOf(sheet.flow, [...findings, ...sheet.findings], options)
  }

const readOwn: PlanReader = async ({ bytes }, { year }) => {
  const draft = readPlanJson(bytes)
  requireShortTexts(draft)
  return { draft: year === undefined ? draft : { ...draft, year }, findings: [], source: null }
}

const READERS: Readonly<Record<FileKind, PlanReader>> = {
  docx: readWord,
  xlsx: readSheets,
  csv: readText(true),
  html: readPage,
  txt: readText(false),
  json: readOwn,
}

const CATALOGUES = { ru: importRu, en: importEn } as const

const toWarning = (finding: Finding, locale: 'ru' | 'en'): ImportWarning => {
  const { code, values, quote, section, item } = finding
  const warning: ImportWarning = {
    code,
    message: fillMessage(CATALOGUES[locale][`import.warning.${code}`], values),
  }
  if (quote !== undefined && quote !== '') warning.quote = quote
  if (section !== undefined) warning.section = section
  if (item !== undefined) warning.item = item
  return warning
}

/** So many of a kind are told one by one: nobody reads more, and all of them lie in the server. */
const MOST_OF_A_KIND = 2_000

/** The first of each kind, and how many were left out. */
const fewOf = (findings: readonly Finding[]): Finding[] => {
  const counts = new Map<string, number>()
  const told = findings.filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1
    counts.set(code, count)
    return count <= MOST_OF_A_KIND
  })
  const count = findings.length - told.length
  return count === 0 ? told : [...told, { code: 'warnings-left-out', values: { count } }]
}

const baseName = (fileName: string): string =>
  (fileName.split(/[\\/]/).at(-1) ?? '')
    .replace(/\.[a-z0-9]{1,8}$/i, '')
    .replaceAll('_', ' ')
    .trim()

const optionsOf = ({ fileName, year, locale, mapping }: ImportRequest, currentYear: number): TableOptions => {
  const messages = CATALOGUES[locale]
  return {
    fallbackTitle: baseName(fileName),
    year,
    mapping,
    currentYear,
    labels: {
      number: messages['import.column.number'],
      title: messages['import.column.title'],
      period: messages['import.column.period'],
      other: messages['import.column.other'],
    },
  }
}

/** Reads a plan out of a file. Throws SvodError with the codes of `sniff` and of the reader. */
export const readPlan = async (request: ImportRequest, currentYear: number): Promise<ReadPlan> => {
  const kind = await sniff(request.bytes, request.fileName)
  const { draft, findings, source } = await READERS[kind](request, optionsOf(request, currentYear))
  requireFewRows(draft.sections.reduce((sum, section) => sum + section.items.length, 0))
  return { draft, warnings: fewOf(findings).map((finding) => toWarning(finding, request.locale)), source }
}
