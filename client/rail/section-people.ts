/** Who is in which section. Pure. */
import type { SectionView } from '../../shared/plan/view.ts'
import type { Colleague } from '../plan/plan-session.ts'

/** The sections of the wanted rows, found in one pass. */
const sectionsOfRows = (
  sections: readonly SectionView[],
  wanted: ReadonlySet<string>,
): Map<string, string> => {
  const found = new Map<string, string>()
  for (const section of sections) {
    for (const row of section.rows) {
      if (wanted.has(row.id)) found.set(row.id, section.id)
      if (found.size === wanted.size) return found
    }
  }
  return found
}

/** Colleagues by the id of the section they are in; those outside the table are in none. One entry a person. */
export const peopleBySection = (
  sections: readonly SectionView[],
  colleagues: readonly Colleague[],
): ReadonlyMap<string, readonly Colleague[]> => {
  const rows = new Set(colleagues.flatMap(({ place }) => (place?.row ? [place.row] : [])))
  const sectionOf = rows.size > 0 ? sectionsOfRows(sections, rows) : new Map<string, string>()
  const people = new Map<string, Colleague[]>()
  for (const colleague of colleagues) {
    const { place } = colleague
    // Where the row stands now counts: it may have been moved since the place was told.
    const section = (place?.row ? sectionOf.get(place.row) : null) ?? place?.section
    if (!section) continue
    const here = people.get(section) ?? []
    if (!here.some(({ id }) => id === colleague.id)) people.set(section, [...here, colleague])
  }
  return people
}
