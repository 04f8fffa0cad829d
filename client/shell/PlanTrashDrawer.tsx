/** The trash of the plan beside the sheet, fetched when it is first opened, with the names of those who deleted. Owns the loading. */
import { useEffect, useState } from 'react'
import * as z from 'zod/mini'
import type { Api } from '../api.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { LazyPart } from './LazyPart.tsx'
import { trashPanel } from './plan-parts.ts'

const peopleSchema = z.object({ people: z.array(z.object({ id: z.string(), name: z.string() })) })

/** Everybody who ever changed the plan, by id: whoever deleted something need not be here now. */
const useNames = (api: Api, planId: string): ReadonlyMap<string, string> => {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(() => new Map())
  useEffect(() => {
    let left = false
    api.call(`/api/plans/${encodeURIComponent(planId)}/history/timeline`, peopleSchema).then(
      ({ people }) => left || setNames(new Map(people.map(({ id, name }) => [id, name]))),
      // The trash is as useful without the names of those who are not here.
      () => undefined,
    )
    return () => {
      left = true
    }
  }, [api, planId])
  return names
}

interface PlanTrashDrawerProps {
  api: Api
  session: PlanSession
  onClose: () => void
}

export const PlanTrashDrawer = ({ api, session, onClose }: PlanTrashDrawerProps) => {
  const names = useNames(api, session.planId)
  return (
    <LazyPart source={trashPanel} onClose={onClose}>
      {({ TrashPanel }) => <TrashPanel {...{ session, names, onClose }} />}
    </LazyPart>
  )
}
