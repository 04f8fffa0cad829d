/** The file formats that a plan is handed out in (INTERFACE `export.FMT`). Owns the closed list; pure. */

export const EXPORT_FORMATS = ['docx', 'pdf', 'xlsx', 'csv', 'ics', 'html', 'md', 'json'] as const

export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const isExportFormat = (value: unknown): value is ExportFormat =>
  (EXPORT_FORMATS as readonly unknown[]).includes(value)
