/** What the rail shows of the sections, and who is in which; what was typed in a row changes neither. Pure. */
import type { PlanView, SectionView } from '../../shared/plan/view.ts'
import type { Colleague } from '../plan/plan-session.ts'

/** What a link says of its section. */
export interface LinkedSection {
  readonly id: string
  readonly title: string
  readonly department: string | null
  /** How many it has. */
  readonly rows: number
}

export const linkedSections = ({ sections }: PlanView): readonly LinkedSection[] =>
  sections.map(({ id, title, department, rows }) => ({ id, title, department, rows: rows.length }))

export const sameSections = (a: readonly LinkedSection[], b: readonly LinkedSection[]): boolean =>
  a.length === b.length &&
  a.every((one, at) => {
    const { id, title, department, rows } = b[at] ?? one
    return one.id === id && one.title === title && one.department === department && one.rows === rows
  })

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

export type SectionPeople = ReadonlyMap<string, readonly Colleague[]>

/** Colleagues by the id of the section they are in; those outside the table are in none. One entry a person. */
export const peopleBySection = (
  sections: readonly SectionView[],
  colleagues: readonly Colleague[],
): SectionPeople => {
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

const isLike = (a: Colleague, b: Colleague | undefined): boolean =>
  a.id === b?.id && a.name === b.name && a.hue === b.hue

/** Whether the same people are in the same sections, wherever their carets are there. */
export const samePeople = (a: SectionPeople, b: SectionPeople): boolean =>
  a.size === b.size &&
  [...a].every(([section, people]) => {
    const others = b.get(section)
    return others?.length === people.length && people.every((one, at) => isLike(one, others[at]))
  })
