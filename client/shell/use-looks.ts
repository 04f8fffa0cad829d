/**
 * How the plan is looked at: which view, how the board is laid out, which rows. The address says it, so that it can be passed
 * on; the last choice of view is remembered for each person in this browser (SPEC FV1, FV2). Owns that memory's key.
 */
import { useCallback, useEffect, useMemo, useState } from 'react'
import { type Grouping, GROUPINGS } from '../../shared/board/groupings.ts'
import { isFiltering, type PlanFilter } from '../../shared/plan/filter-value.ts'
import type { Memory } from '../browser-memory.ts'
import { useStore } from '../plan/use-plan.ts'
import { type PlanViewName, readView, type ViewAddress, VIEWS, writeView } from '../plan/view-address.ts'
import { planPath, type Router } from './router.ts'

export interface Looks {
  readonly view: PlanViewName
  readonly by: Grouping
  readonly filter: PlanFilter
  /** The bar of filters is shown. */
  readonly hasBar: boolean
  readonly show: (view: PlanViewName) => void
  readonly group: (by: Grouping) => void
  readonly narrow: (filter: PlanFilter) => void
  readonly toggleBar: () => void
}

interface Choice {
  view: PlanViewName
  by: Grouping
}

const FIRST: Choice = { view: 'document', by: 'month' }

const keyOf = (person: string): string => `svod.view.${person}`

const remembered = (memory: Memory, person: string): Choice => {
  const [view, by] = (memory.read(keyOf(person)) ?? '').split(' ')
  return {
    view: VIEWS.find((one) => one === view) ?? FIRST.view,
    by: GROUPINGS.find((one) => one === by) ?? FIRST.by,
  }
}

export interface LooksSetup {
  router: Router
  memory: Memory
  planId: string
  /** Identity id of whose choice it is. */
  person: string
  /** The address names a place in the document. */
  hasTarget: boolean
}

/** A link to a place leads into the document; a bare address to what was chosen last. */
const chosenBy = (address: ViewAddress, last: Choice, hasTarget: boolean): Choice => ({
  view: address.view ?? (hasTarget ? 'document' : last.view),
  by: address.by ?? last.by,
})

export const useLooks = ({ router, memory, planId, person, hasTarget }: LooksSetup): Looks => {
  const route = useStore(router)
  const search = route.kind === 'plan' ? route.search : ''
  const address = useMemo(() => readView(search), [search])
  const [last, setLast] = useState(() => remembered(memory, person))
  const [isBarOpen, setBarOpen] = useState(false)
  const { view, by } = chosenBy(address, last, hasTarget)
  const { filter } = address
  const go = useCallback(
    (next: ViewAddress, options?: { replace: boolean }) =>
      router.go(planPath(planId) + writeView(next), options),
    [router, planId],
  )
  const choose = (next: Choice) => {
    memory.write(keyOf(person), `${next.view} ${next.by}`)
    setLast(next)
    // What was looked at stays behind by its name, so that one step back leads to it and not to the last choice.
    if (address.view === null) go({ view, by, filter }, { replace: true })
    go({ ...next, filter })
  }
  // What is remembered is put into the address, which then can be passed on as it stands.
  const isUnsaid = view === 'board' && (address.view === null || address.by === null)
  useEffect(() => {
    if (isUnsaid) go({ view, by, filter }, { replace: true })
  }, [isUnsaid, go, view, by, filter])
  return {
    view,
    by,
    filter,
    hasBar: view === 'board' || isBarOpen || isFiltering(filter),
    show: (next) => choose({ view: next, by }),
    group: (next) => choose({ view, by: next }),
    narrow: useCallback(
      (next: PlanFilter) => go({ view: address.view, by: address.by, filter: next }, { replace: true }),
      [go, address],
    ),
    toggleBar: () => setBarOpen(!isBarOpen),
  }
}
