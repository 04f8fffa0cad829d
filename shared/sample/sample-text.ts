/**
 * Short ways to write the rows of the sample plan. Owns nothing of its content.
 */
import type { ItemDraft, SectionDraft } from '../plan/json.ts'
import { escapeHtml } from '../plan/rich.ts'

/** A paragraph of plain text; `*words*` are italic. */
export const para = (text: string): string => `<p>${inline(text)}</p>`

const inline = (text: string): string => escapeHtml(text).replace(/\*([^*]+)\*/g, '<em>$1</em>')

/** A list with dashes, as the printed plan has them. */
export const dashes = (...items: string[]): string =>
  `<ul data-marker="dash">${items.map((item) => `<li>${inline(item)}</li>`).join('')}</ul>`

/** A row: its number ('' for none), title (text or ready HTML), period. */
export const row = (number: string, title: string, period: string): ItemDraft => ({
  level: 0,
  numbering: number === '' ? 'none' : 'typed',
  number,
  title: title.startsWith('<') ? title : para(title),
  period,
  cells: {},
})

export const section = (title: string, department: string, items: ItemDraft[]): SectionDraft => ({
  title,
  department,
  items,
})
