/**
 * The plan as the lines of the sheet, top to bottom: section bands, rows, and where a section is empty a line that
 * says so. Pure; a row or a section that is the same object has the same lines, so that only what changed is drawn
 * again, and a keystroke costs the lines of one section.
 */
import type { PlanView, RowView, SectionView } from '../../shared/plan/view.ts'

export type Line =
  | { readonly kind: 'band'; readonly key: string; readonly section: SectionView }
  | { readonly kind: 'row'; readonly key: string; readonly row: RowView }
  | { readonly kind: 'empty'; readonly key: string; readonly section: SectionView }

export const bandKey = (section: string): string => `s:${section}`
export const rowKey = (row: string): string => `r:${row}`

const rowLines = new WeakMap<RowView, Line>()
const sectionLines = new WeakMap<SectionView, readonly Line[]>()

const remember = <K extends object, V>(memory: WeakMap<K, V>, key: K, make: (key: K) => V): V => {
  const known = memory.get(key)
  if (known !== undefined) return known
  const made = make(key)
  memory.set(key, made)
  return made
}

const lineOfRow = (row: RowView): Line => ({ kind: 'row', key: rowKey(row.id), row })

const linesOfSection = (section: SectionView): readonly Line[] => {
  const band: Line = { kind: 'band', key: bandKey(section.id), section }
  if (section.rows.length === 0) return [band, { kind: 'empty', key: `e:${section.id}`, section }]
  return [band, ...section.rows.map((row) => remember(rowLines, row, lineOfRow))]
}

/** The lines of a view. */
export const linesOf = (view: PlanView): readonly Line[] =>
  view.sections.flatMap((section) => remember(sectionLines, section, linesOfSection))

/** The keys in their order; the same array where nothing was added, removed or moved. */
export const keysOf = (lines: readonly Line[], before: readonly string[] = []): readonly string[] =>
  lines.length === before.length && lines.every((line, index) => line.key === before[index])
    ? before
    : lines.map((line) => line.key)

/** The section that a line stands in. */
export const sectionOfLine = (line: Line): string =>
  line.kind === 'row' ? line.row.section : line.section.id
