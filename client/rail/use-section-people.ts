/** Who is in which section, live: the same map until somebody came to a section or left it. Owns the two subscriptions. */
import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { PlanSession } from '../plan/plan-session.ts'
import { peopleBySection, type SectionPeople, samePeople } from './section-people.ts'

export const useSectionPeople = ({ projection, colleagues }: PlanSession): SectionPeople => {
  const last = useRef<SectionPeople>(new Map())
  return useSyncExternalStore(
    useCallback(
      (listener: () => void) => {
        const stops = [projection.subscribe(listener), colleagues.subscribe(listener)]
        return () => stops.forEach((stop) => stop())
      },
      [projection, colleagues],
    ),
    () => {
      const people = peopleBySection(projection.view().sections, colleagues.get())
      if (!samePeople(last.current, people)) last.current = people
      return last.current
    },
  )
}
