/**
 * How the plan is looked at: which view, how the board and the year are laid out, which rows. The address says it, so that it can be passed
 * on; the last choice of view is remembered for each person in this browser (SPEC FV1, FV2). Owns that memory's key.
 */
import { useCallback, useEffect, useMemo, useState } from 'react'
import { type Grouping, GROUPINGS } from '../../shared/board/groupings.ts'
import { isFiltering, type PlanFilter } from '../../shared/plan/filter-value.ts'
import { YEAR_GROUPINGS, type YearGrouping } from '../../shared/year/groupings.ts'
import type { Memory } from '../browser-memory.ts'
import { useStore } from '../plan/use-plan.ts'
import { type PlanViewName, readView, type ViewAddress, VIEWS, writeView } from '../plan/view-address.ts'
import { planPath, type Router } from './router.ts'

export interface Looks {
  readonly view: PlanViewName
  /** The board's columns. */
  readonly by: Grouping
  /** The year's groups. */
  readonly rows: YearGrouping
  readonly filter: PlanFilter
  /** The bar of filters is shown. */
  readonly hasBar: boolean
  readonly show: (view: PlanViewName) => void
  readonly group: (by: Grouping) => void
  readonly groupRows: (rows: YearGrouping) => void
  readonly narrow: (filter: PlanFilter) => void
  readonly toggleBar: () => void
}

type Choice = Pick<Looks, 'view' | 'by' | 'rows'>

const FIRST: Choice = { view: 'document', by: 'month', rows: 'section' }

const keyOf = (person: string): string => `svod.view.${person}`

const remembered = (memory: Memory, person: string): Choice => {
  const [view, by, rows] = (memory.read(keyOf(person)) ?? '').split(' ')
  return {
    view: VIEWS.find((one) => one === view) ?? FIRST.view,
    by: GROUPINGS.find((one) => one === by) ?? FIRST.by,
    rows: YEAR_GROUPINGS.find((one) => one === rows) ?? FIRST.rows,
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
  rows: address.rows ?? last.rows,
})

export const useLooks = ({ router, memory, planId, person, hasTarget }: LooksSetup): Looks => {
  const route = useStore(router)
  const search = route.kind === 'plan' ? route.search : ''
  const address = useMemo(() => readView(search), [search])
  const [last, setLast] = useState(() => remembered(memory, person))
  const [isBarOpen, setBarOpen] = useState(false)
  const { view, by, rows } = chosenBy(address, last, hasTarget)
  const { filter } = address
  const go = useCallback(
    (next: ViewAddress, options?: { replace: boolean }) =>
      router.go(planPath(planId) + writeView(next), options),
    [router, planId],
  )
  // What is remembered is put into the address, which then can be passed on as it stands.
  const isUnlaid = (view === 'board' && address.by === null) || (view === 'year' && address.rows === null)
  const isUnsaid = isUnlaid || (view !== 'document' && address.view === null)
  useEffect(() => {
    if (isUnsaid) go({ view, by, rows, filter }, { replace: true })
  }, [isUnsaid, go, view, by, rows, filter])
  return useMemo(() => {
    const choose = (part: Partial<Choice>) => {
      const now = { view, by, rows }
      const next = { ...now, ...part }
      memory.write(keyOf(person), `${next.view} ${next.by} ${next.rows}`)
      setLast(next)
      // What was looked at stays behind by its name, so that one step back leads to it and not to the last choice.
      if (address.view === null) go({ ...now, filter }, { replace: true })
      go({ ...next, filter })
    }
    return {
      view,
      by,
      rows,
      filter,
      hasBar: view !== 'document' || isBarOpen || isFiltering(filter),
      show: (next) => choose({ view: next }),
      group: (next) => choose({ by: next }),
      groupRows: (next) => choose({ rows: next }),
      narrow: (next) => go({ ...address, filter: next }, { replace: true }),
      toggleBar: () => setBarOpen(!isBarOpen),
    }
  }, [view, by, rows, filter, address, isBarOpen, go, memory, person])
}
