/** The address of a plan's file (PROTOCOL.md "export.FMT"). Owns its parts. Pure. */
import type { ExportFormat } from '../shared/export-formats.ts'
import type { Locale } from '../shared/i18n/locale.ts'

export interface ExportOptions {
  format: ExportFormat
  /** Of the words that are not the plan's own. */
  locale: Locale
  /** With the columns that the plan does not show. */
  hidden?: boolean
  /** The number of an edition; null or left out: the draft. */
  version?: number | null
  /** Since which edition changes are marked; Word alone. */
  changes?: number
}

export const exportPath = (
  planId: string,
  { format, locale, hidden = false, version = null, changes }: ExportOptions,
): string => {
  const query = new URLSearchParams({ lang: locale })
  if (version !== null) query.set('version', String(version))
  if (changes !== undefined) query.set('changes', String(changes))
  if (hidden) query.set('hidden', '1')
  return `/api/plans/${encodeURIComponent(planId)}/export.${format}?${query.toString()}`
}
