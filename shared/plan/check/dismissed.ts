/** Findings that stand and findings that somebody set aside. Owns telling them apart. */
import type { Dismissal } from '../notes.ts'
import type { PlanView } from '../view.ts'
import type { Finding } from './finding.ts'

export interface SetAside {
  finding: Finding
  dismissal: Dismissal
}

export interface Sorted {
  open: Finding[]
  aside: SetAside[]
}

type Places = Map<string, PlanView['meta']['dismissed']>

const placesOf = (view: PlanView): Places => {
  const places: Places = new Map([['', view.meta.dismissed]])
  for (const section of view.sections) {
    places.set(section.id, section.dismissed)
    for (const row of section.rows) places.set(row.id, row.dismissed)
  }
  return places
}

/** A finding is set aside where its place says so of the very words that it is about. */
export const sortFindings = (view: PlanView, findings: readonly Finding[]): Sorted => {
  const places = placesOf(view)
  const sorted: Sorted = { open: [], aside: [] }
  for (const finding of findings) {
    const said = places.get(finding.item ?? finding.section ?? '')?.[finding.code]
    const dismissal = said?.find(({ of }) => of === finding.about)
    if (dismissal) sorted.aside.push({ finding, dismissal })
    else sorted.open.push(finding)
  }
  return sorted
}
