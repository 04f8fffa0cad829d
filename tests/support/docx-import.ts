/**
 * Importing in a test, on its own thread: bytes or a body's XML in, a readable outline out.
 */
import type { ImportWarning, PlanDraft } from '../../shared/plan/json.ts'
import type { ImportMapping, ImportSource } from '../../shared/plan/table-mapping.ts'
import { parseHtml } from '../../shared/plan/html.ts'
import { blocksToText } from '../../shared/plan/rich.ts'
import { readPlan } from '../../server/exchange/read-plan.ts'
import { type DocxParts, NUMBERING, STYLES, docxOf } from './docx-xml.ts'

export interface Imported {
  draft: PlanDraft
  warnings: ImportWarning[]
  source: ImportSource | null
  codes: string[]
}

export const htmlText = (html: string): string => blocksToText(parseHtml(html))

/** Imports bytes as the worker would. */
export const importBytes = async (
  bytes: Uint8Array,
  {
    fileName = 'план.docx',
    year,
    mapping,
  }: { fileName?: string; year?: number; mapping?: ImportMapping } = {},
): Promise<Imported> => {
  const request = { bytes, fileName, year, mapping, locale: 'ru' as const }
  const { draft, warnings, source } = await readPlan(request, 2026)
  return { draft, warnings, source, codes: warnings.map(({ code }) => code) }
}

/** Imports a document of this body, with the usual styles and lists. */
export const importBody = (body: string, { parts, ...rest }: DocxParts = {}): Promise<Imported> =>
  importBytes(docxOf(body, { parts: { styles: STYLES, numbering: NUMBERING, ...parts }, ...rest }))

/** The plan as lines: `§ section`, then `number | title | period | own cells`, indented by level. */
export const outline = (draft: PlanDraft): string[] =>
  draft.sections.flatMap(({ title, items }) => [
    `§ ${title}`,
    ...items.map((item) =>
      [
        '  '.repeat(item.level) + item.number,
        htmlText(item.title).replaceAll('\n', ' / '),
        item.period.replaceAll('\n', ' / '),
        ...draft.columns.flatMap(({ key }) => item.cells[key]?.replaceAll('\n', ' / ') ?? []),
      ].join(' | '),
    ),
  ])

/** Keys and titles of the shown columns, in order. */
export const columnsOf = (draft: PlanDraft): string[] =>
  draft.columns.filter(({ hidden }) => !hidden).map(({ key, title }) => `${key}=${title}`)
