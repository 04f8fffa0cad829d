/** Two redlines, one after the other: what says the same stays the same object, so that only what changed is drawn. Pure. */
import { isSame } from '../../shared/plan/diff.ts'
import type { RedRow } from '../../shared/plan/redline.ts'
import type { ShownRedline, ShownSection } from './redline-wire.ts'

const isSameRow = (a: RedRow, b: RedRow): boolean =>
  a.fate === b.fate &&
  a.level === b.level &&
  a.was === b.was &&
  a.is === b.is &&
  isSame(a.other, b.other) &&
  isSame(a.edited, b.edited)

const isSameSection = (a: ShownSection, b: ShownSection): boolean =>
  a.fate === b.fate &&
  a.was?.title === b.was?.title &&
  a.is?.title === b.is?.title &&
  a.rows.length === b.rows.length &&
  a.rows.every((row, index) => row === b.rows[index])

/** `next`, with the objects of `last` wherever they say the same. */
export const keepRedline = (last: ShownRedline | null, next: ShownRedline): ShownRedline => {
  if (last === null) return next
  const rows = new Map(last.sections.flatMap((section) => section.rows).map((row) => [row.key, row]))
  const sections = new Map(last.sections.map((section) => [section.id, section]))
  const rowOf = (row: RedRow): RedRow => {
    const known = rows.get(row.key)
    return known && isSameRow(known, row) ? known : row
  }
  const sectionOf = (section: ShownSection): ShownSection => {
    const known = sections.get(section.id)
    const kept = { ...section, rows: section.rows.map(rowOf) }
    return known && isSameSection(known, kept) ? known : kept
  }
  return {
    columns: isSame(last.columns, next.columns) ? last.columns : next.columns,
    front: isSame([...last.front], [...next.front]) ? last.front : next.front,
    sections: next.sections.map(sectionOf),
  }
}
