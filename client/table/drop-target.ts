/**
 * Where a dragged row would land. Pure: the sheet's lines, a gap between two of them and the wanted level in,
 * a place of the hierarchy out.
 */
import type { Target } from '../../shared/plan/edit.ts'
import { MAX_LEVEL } from '../../shared/plan/schema.ts'
import type { RowView } from '../../shared/plan/view.ts'
import type { Line } from './lines.ts'

export interface Drop {
  readonly target: Target
  readonly level: number
  /** The line under which the row lands. */
  readonly under: string
}

const asRow = (line: Line | undefined): RowView | null => (line?.kind === 'row' ? line.row : null)

export const sameDrop = (one: Drop | null, other: Drop | null): boolean =>
  one?.under === other?.under &&
  one?.level === other?.level &&
  one?.target.section === other?.target.section &&
  one?.target.parent === other?.target.parent &&
  one?.target.after === other?.target.after

/** Ids of a row and of everything under it. */
export const subtreeOf = (lines: readonly Line[], id: string): ReadonlySet<string> => {
  const ids = new Set([id])
  for (const line of lines) {
    const row = asRow(line)
    if (row?.parent && ids.has(row.parent)) ids.add(row.id)
  }
  return ids
}

/** Levels below the row in its subtree: 0 where nothing hangs under it. */
const heightOf = (lines: readonly Line[], id: string, subtree: ReadonlySet<string>): number => {
  const rows = lines.map(asRow).filter((row) => row !== null && subtree.has(row.id)) as RowView[]
  const own = rows.find((row) => row.id === id)?.level ?? 0
  return Math.max(0, ...rows.map((row) => row.level - own))
}

const underRow = (lines: readonly Line[], above: RowView, level: number): Target => {
  if (level > above.level) return { section: above.section, parent: above.id, after: null }
  const byId = new Map(
    lines.flatMap((line) => (line.kind === 'row' ? [[line.row.id, line.row] as const] : [])),
  )
  let sibling = above
  while (sibling.level > level) {
    const up = sibling.parent === null ? undefined : byId.get(sibling.parent)
    if (!up) break
    sibling = up
  }
  return { section: sibling.section, parent: sibling.parent, after: sibling.id }
}

/**
 * The drop in the gap before `lines[gap]` at about `wantedLevel`; null where the row cannot stand there. `all`: the lines of
 * the whole plan, for a filter hides none of what hangs under the row from the level that it takes.
 * The dragged row and what hangs under it count as absent. One that has gone lands nowhere.
 */
export const dropAt = (
  lines: readonly Line[],
  gap: number,
  id: string,
  wantedLevel: number,
  all: readonly Line[] = lines,
): Drop | null => {
  if (!lines.some((line) => asRow(line)?.id === id)) return null
  const subtree = subtreeOf(lines, id)
  const isMoving = (line: Line | undefined) => subtree.has(asRow(line)?.id ?? '')
  let top = gap - 1
  while (top >= 0 && isMoving(lines[top])) top--
  let bottom = gap
  while (bottom < lines.length && isMoving(lines[bottom])) bottom++
  const above = lines[top]
  if (!above) return null
  if (above.kind !== 'row') {
    return { target: { section: above.section.id, parent: null, after: null }, level: 0, under: above.key }
  }
  const below = asRow(lines[bottom])
  const least = below?.level ?? 0
  const most = Math.min(above.row.level + 1, MAX_LEVEL - heightOf(all, id, subtreeOf(all, id)))
  if (least > most) return null
  const level = Math.max(least, Math.min(most, wantedLevel))
  return { target: underRow(lines, above.row, level), level, under: above.key }
}

/** Whether the drop would leave the row where it stands among the lines, whatever a filter hides between them. */
export const isSamePlace = (lines: readonly Line[], id: string, drop: Drop): boolean => {
  const own = lines.map(asRow).find((row) => row?.id === id)
  if (!own || own.parent !== drop.target.parent || own.section !== drop.target.section) return false
  const siblings = lines.flatMap((line) =>
    line.kind === 'row' && line.row.parent === own.parent && line.row.section === own.section
      ? [line.row.id]
      : [],
  )
  return (siblings[siblings.indexOf(id) - 1] ?? null) === drop.target.after
}
