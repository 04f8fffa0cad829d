/** Findings that stand and findings that somebody set aside. Owns telling them apart. */
import type { Dismissal } from '../notes.ts'
import type { PlanView } from '../view.ts'
import type { Finding } from './finding.ts'
import { Places } from './places.ts'

export interface SetAside {
  finding: Finding
  dismissal: Dismissal
}

export interface Sorted {
  open: Finding[]
  aside: SetAside[]
}

/** A finding is set aside where its place says so of the very words that it is about. */
export const sortFindings = (view: PlanView, findings: readonly Finding[]): Sorted => {
  const places = new Places(view)
  const sorted: Sorted = { open: [], aside: [] }
  for (const finding of findings) {
    const said = places.dismissedAt(finding)?.[finding.code]
    const dismissal = said?.find(({ of }) => of === finding.about)
    if (dismissal) sorted.aside.push({ finding, dismissal })
    else sorted.open.push(finding)
  }
  return sorted
}
