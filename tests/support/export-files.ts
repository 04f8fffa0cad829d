/** Exporting in a test, on its own thread: a plan in, a file's text out. */
import { writePlan } from '../../server/exchange/write-plan.ts'
import type { ExportFormat } from '../../shared/export-formats.ts'
import type { ItemDraft, PlanDraft, PlanJson } from '../../shared/plan/json.ts'
import { planDraft } from './drafts.ts'
import { planOf } from './plan-sameness.ts'

/** The text of the plan's file. */
export const written = async (
  plan: PlanJson,
  format: ExportFormat,
  over: { locale?: 'ru' | 'en'; hidden?: boolean } = {},
): Promise<string> =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    await writePlan({ plan, format, locale: 'ru', hidden: false, at: '2022-01-01T00:00:00Z', ...over }),
  )

/** The plan as a Word file, of a day that does not change. */
export const wordOf = (plan: PlanJson): Promise<Uint8Array> =>
  writePlan({ plan, format: 'docx', locale: 'ru', hidden: false, at: '2022-01-01T00:00:00Z' })

/** A plan of one section with these rows. */
export const withItems = (items: ItemDraft[], over: Partial<PlanDraft> = {}): PlanJson =>
  planOf({ ...planDraft(), sections: [{ title: 'Раздел «А»', department: null, items }], ...over })
