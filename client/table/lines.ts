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

/** Rows that pass with the rows above them, which say what they are part of, and the row of the line `held`. */
const keptRows = (lines: readonly Line[], shown: ReadonlySet<string>, held: string): Set<string> => {
  const kept = new Set<string>()
  const waiting: RowView[] = []
  for (const line of lines) {
    if (line.kind !== 'row') continue
    const { row } = line
    waiting.length = row.level
    waiting[row.level] = row
    if (shown.has(row.id) || line.key === held) for (const one of waiting) if (one) kept.add(one.id)
  }
  return kept
}

/** The lines of the rows that pass a filter, under the bands that have such rows; `held`: the key of the line where somebody is. */
export const linesShown = (
  lines: readonly Line[],
  shown: ReadonlySet<string>,
  held: string,
): readonly Line[] => {
  const kept = keptRows(lines, shown, held)
  const sections = new Set(
    lines.flatMap((line) => (line.kind === 'row' && kept.has(line.row.id) ? [line.row.section] : [])),
  )
  return lines.filter((line) => {
    if (line.kind === 'row') return kept.has(line.row.id)
    return line.kind === 'band' && (line.key === held || sections.has(line.section.id))
  })
}

/** The keys in their order; the same array where nothing was added, removed or moved. */
export const keysOf = (lines: readonly Line[], before: readonly string[] = []): readonly string[] =>
  lines.length === before.length && lines.every((line, index) => line.key === before[index])
    ? before
    : lines.map((line) => line.key)

/** The section that a line stands in. */
export const sectionOfLine = (line: Line): string =>
  line.kind === 'row' ? line.row.section : line.section.id
