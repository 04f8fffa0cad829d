/**
 * Where the focus comes to stand when it cannot stay, or when nobody says in which column: beside rows that go, in a column
 * that is shown. Pure; only rows that a filter lets through are stood in.
 */
import type { PlanView, RowView } from '../../shared/plan/view.ts'
import type { CellSpot, Spot } from './grid-nav.ts'
import type { Line } from './lines.ts'

/** Which of the columns that are shown stands for a row: its title, or where that is hidden the first one with words. */
export const homeOf = (shown: readonly string[]): string => {
  if (shown.includes('title')) return 'title'
  return shown.find((id) => id !== 'number') ?? shown[0] ?? 'title'
}

export const homeColumn = ({ columns }: PlanView, but: string | null = null): string =>
  homeOf(columns.filter(({ id, hidden }) => !hidden && id !== but).map(({ id }) => id))

/** The column itself where it is shown. */
export const shownColumn = (view: PlanView, column: string | undefined): string =>
  view.columns.some(({ id, hidden }) => id === column && !hidden) && column !== undefined
    ? column
    : homeColumn(view)

/** The cell that stands for a row. */
export const homeCell = (view: PlanView, row: string): CellSpot => ({
  kind: 'cell',
  row,
  column: homeColumn(view),
})

const rowsOf = (lines: readonly Line[]): RowView[] =>
  lines.flatMap((line) => (line.kind === 'row' ? [line.row] : []))

/** Rows go with everything under them; parents stand above. */
const allGone = (rows: readonly RowView[], ids: readonly string[]): Set<string> => {
  const gone = new Set(ids)
  for (const { id, parent } of rows) if (parent !== null && gone.has(parent)) gone.add(id)
  return gone
}

const ancestorsOf = (rows: readonly RowView[], row: RowView): Set<string> => {
  const parents = new Map(rows.map(({ id, parent }) => [id, parent]))
  const found = new Set<string>()
  for (let at = row.parent; at !== null && !found.has(at); at = parents.get(at) ?? null) found.add(at)
  return found
}

/**
 * Where the focus goes when rows of a section go: the next row that stays, the one before, the section's band. Under a filter
 * a row above that stood there only for them goes out of sight with them, and so may the band: then a row elsewhere is next.
 */
export const spotBeside = (view: PlanView, lines: readonly Line[], ids: readonly string[]): Spot | null => {
  const all = rowsOf(lines)
  const first = all.find(({ id }) => ids.includes(id))
  if (!first) return null
  const own = all.filter(({ section }) => section === first.section)
  const isFiltered = view.sections.some(({ id, rows }) => id === first.section && rows.length > own.length)
  const gone = allGone(all, ids)
  const above = isFiltered ? ancestorsOf(all, first) : new Set()
  const stays = ({ id }: RowView) => !gone.has(id) && !above.has(id)
  const beside = (rows: readonly RowView[]): RowView | undefined => {
    const at = rows.indexOf(first)
    return rows.slice(at).find(stays) ?? rows.slice(0, at).findLast(stays)
  }
  const next = beside(own) ?? (isFiltered ? beside(all) : undefined)
  return next ? homeCell(view, next.id) : { kind: 'band', section: first.section }
}

/** Where the focus goes when a section goes: the next band that is shown, the one before, nowhere. */
export const bandBeside = (lines: readonly Line[], section: string): Spot | null => {
  const bands = lines.flatMap((line) => (line.kind === 'band' ? [line.section.id] : []))
  const at = bands.indexOf(section)
  const next = at < 0 ? undefined : (bands[at + 1] ?? bands[at - 1])
  return next === undefined ? null : { kind: 'band', section: next }
}
