/**
 * Where findings stand in a plan: their order, and what was set aside there. Owns remembering the places of a section's
 * rows for as long as the section is the same object, so that a keystroke costs one section.
 */
import type { PlanView, RowView, SectionView } from '../view.ts'
import type { Finding } from './finding.ts'

type Spot = Pick<Finding, 'section' | 'item'>

const indexes = new WeakMap<SectionView, ReadonlyMap<string, number>>()

const indexOf = (section: SectionView): ReadonlyMap<string, number> => {
  const known = indexes.get(section)
  if (known) return known
  const index = new Map(section.rows.map((row, at) => [row.id, at]))
  indexes.set(section, index)
  return index
}

/** More than a section can have rows. */
const SECTION = 1e7

export class Places {
  private readonly view: PlanView
  private readonly sections: ReadonlyMap<string, number>

  constructor(view: PlanView) {
    this.view = view
    this.sections = new Map(view.sections.map(({ id }, at) => [id, at]))
  }

  private find({ section, item }: Spot): { at: number; section: SectionView; row: RowView | null } | null {
    const place = this.sections.get(section ?? '')
    const own = place === undefined ? undefined : this.view.sections[place]
    if (place === undefined || own === undefined) return null
    if (item === null) return { at: place * SECTION, section: own, row: null }
    const at = indexOf(own).get(item)
    const row = at === undefined ? undefined : own.rows[at]
    return at === undefined || row === undefined ? null : { at: place * SECTION + at + 1, section: own, row }
  }

  /** Ascending down the page; what stands nowhere comes last. */
  orderOf(spot: Spot): number {
    return this.find(spot)?.at ?? Infinity
  }

  /** What was set aside at the finding's row, section or, where it names neither, the plan; undefined where it stands nowhere. */
  dismissedAt(spot: Spot): PlanView['meta']['dismissed'] | undefined {
    if (spot.section === null && spot.item === null) return this.view.meta.dismissed
    const found = this.find(spot)
    return found?.row?.dismissed ?? found?.section.dismissed
  }
}
