/** How long one cell or paragraph of a file may be: no longer than a text that people put into a plan (`access/limits.ts`). Owns the limit. */
import { SvodError } from '../../shared/errors.ts'
import type { PlanDraft } from '../../shared/plan/json.ts'
import type { Cell, FlowItem } from '../../shared/plan/table-model.ts'

/** Four hundred pages: no browser works with more in one cell. */
export const MAX_CELL_CHARS = 1_000_000

/** @throws SvodError `file-cell-too-long` */
export const requireShort = (chars: number): void => {
  if (chars > MAX_CELL_CHARS) throw new SvodError('file-cell-too-long', { limit: MAX_CELL_CHARS / 1_000_000 })
}

const charsIn = (items: readonly FlowItem[]): number =>
  items.reduce((sum, item) => {
    if (item.kind === 'table') return sum + item.rows.reduce((more, { cells }) => more + charsOf(cells), 0)
    return item.spans.reduce((more, { text }) => more + text.length, sum)
  }, 0)

const charsOf = (cells: readonly Cell[]): number =>
  cells.reduce((sum, { content }) => sum + charsIn(content), 0)

/** Of what was read, before anything is made of it. @throws SvodError `file-cell-too-long` */
export const requireShortCells = (flow: readonly FlowItem[]): void => {
  for (const item of flow) {
    if (item.kind === 'para') requireShort(charsIn([item]))
    else for (const { cells } of item.rows) for (const { content } of cells) requireShort(charsIn(content))
  }
}

const [OPEN, CLOSE] = ['<'.charCodeAt(0), '>'.charCodeAt(0)]

/** What stands outside its tags. */
const charsOfRich = (html: string): number => {
  if (html.length <= MAX_CELL_CHARS) return html.length
  let chars = 0
  let isTag = false
  for (let at = 0; at < html.length; at++) {
    const code = html.charCodeAt(at)
    if (code === OPEN) isTag = true
    else if (code === CLOSE) isTag = false
    else if (!isTag) chars += 1
  }
  return chars
}

/** Of a plan that was written down as one. @throws SvodError `file-cell-too-long` */
export const requireShortTexts = ({ title: name, front, sections }: PlanDraft): void => {
  requireShort(name.length)
  for (const html of Object.values(front)) requireShort(charsOfRich(html))
  for (const { title: heading, items } of sections) {
    requireShort(heading.length)
    for (const { title, period, cells } of items)
      for (const text of [title, period, ...Object.values(cells)]) requireShort(charsOfRich(text))
  }
}
