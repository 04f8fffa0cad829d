/**
 * The rows of both plans in one order, each with one fate: what moved goes in its old place and comes in its new one.
 * Owns that order alone. Pure.
 */
import type { ItemJson, SectionJson } from '../../../../shared/plan/json.ts'
import type { RedFate, RedRow, RedSection } from '../../../../shared/plan/redline.ts'
import type { Fate } from './tracked.ts'
import type { TrackedPlan } from './tracked-plan.ts'

export interface TrackedRow {
  id: string
  fate: Fate
  was: ItemJson | null
  is: ItemJson | null
  level: number
  section: string
  /** It stands, or stood, in another place. */
  moved: boolean
}

export interface TrackedBand {
  id: string
  fate: Fate
  was: string
  is: string
}

export interface TrackedSection {
  /** Null where the section has no band in either plan. */
  band: TrackedBand | null
  rows: TrackedRow[]
}

const FATES: Record<RedFate, Fate> = {
  kept: 'kept',
  added: 'new',
  moved: 'new',
  removed: 'old',
  away: 'old',
}

/** A section without a title that comes first needs no band, unless nothing else says that it is there. */
const hasBand = (section: SectionJson | null, first: string | undefined): boolean =>
  section !== null && !(section.title === '' && section.id === first && section.items.length > 0)

const bandOf = (
  plan: TrackedPlan,
  { id, was, is }: Pick<RedSection, 'id' | 'was' | 'is'>,
): TrackedBand | null => {
  const before = hasBand(was, plan.before.sections[0]?.id)
  const after = hasBand(is, plan.after.sections[0]?.id)
  if (!before && !after) return null
  const fate = before && after ? 'kept' : after ? 'new' : 'old'
  return { id, fate, was: was?.title ?? '', is: is?.title ?? '' }
}

const rowOf = (row: RedRow, section: string): TrackedRow => ({
  id: row.id,
  fate: FATES[row.fate],
  was: row.was,
  is: row.is,
  level: row.level,
  section,
  moved: row.fate === 'moved' || row.fate === 'away',
})

const levelsOf = (items: readonly ItemJson[]): number[] => {
  const levels = new Map<string, number>()
  return items.map(({ id, parent }) => {
    const level = parent === null ? 0 : (levels.get(parent) ?? -1) + 1
    levels.set(id, level)
    return level
  })
}

/** A section as one of the plans has it, as a whole. */
const wholeSection = (plan: TrackedPlan, section: SectionJson, fate: 'old' | 'new'): TrackedSection => {
  const levels = levelsOf(section.items)
  const side = (item: ItemJson) => (fate === 'old' ? { was: item, is: null } : { was: null, is: item })
  const sides = fate === 'old' ? { was: section, is: null } : { was: null, is: section }
  return {
    band: bandOf(plan, { id: section.id, ...sides }),
    rows: section.items.map((item, at) => ({
      id: item.id,
      fate,
      level: levels[at] ?? 0,
      section: section.id,
      moved: true,
      ...side(item),
    })),
  }
}

/** Sections that moved, behind what stood before them in the old plan. */
const movedBehind = ({ before, redline }: TrackedPlan): Map<string | null, SectionJson[]> => {
  const moved = new Set(redline.sections.filter(({ fate }) => fate === 'moved').map(({ id }) => id))
  const behind = new Map<string | null, SectionJson[]>()
  let anchor: string | null = null
  for (const section of before.sections) {
    if (moved.has(section.id)) behind.set(anchor, [...(behind.get(anchor) ?? []), section])
    else anchor = section.id
  }
  return behind
}

export const trackedSections = (plan: TrackedPlan): TrackedSection[] => {
  const behind = movedBehind(plan)
  const gone = (anchor: string | null) =>
    (behind.get(anchor) ?? []).map((section) => wholeSection(plan, section, 'old'))
  const shown = plan.redline.sections.flatMap((section) => {
    const { id, fate, is, rows } = section
    if (fate === 'moved' && is) return [wholeSection(plan, is, 'new')]
    return [{ band: bandOf(plan, section), rows: rows.map((row) => rowOf(row, id)) }, ...gone(id)]
  })
  return [...gone(null), ...shown]
}
