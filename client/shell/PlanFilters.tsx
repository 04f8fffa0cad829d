/** The bar of filters above a view, fetched when it is first shown. Owns the loading and what the bar is told of the plan. */
import { useDeferredValue } from 'react'
import { GROUPINGS } from '../../shared/board/groupings.ts'
import { YEAR_GROUPINGS } from '../../shared/year/groupings.ts'
import type { Department } from '../api.ts'
import type { Layout } from '../filters/FilterBar.tsx'
import { useLostCode } from '../lost-code.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import type { SheetComments } from '../plan/row-comments.ts'
import { usePlanPart } from '../plan/use-plan.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { type Failed, useModule } from '../ui/use-module.ts'
import { boardShapes, filterBar } from './plan-parts.ts'
import styles from './PlanFilters.module.css'
import type { Cover } from './use-cover.ts'
import type { Looks } from './use-looks.ts'

interface PlanFiltersProps {
  session: PlanSession
  departments: readonly Department[]
  looks: Looks
  shown: ReadonlySet<string> | null
  /** The code that filters, where it did not come; else null. */
  failed: Failed | null
  /** What stands in the place of the view says itself which rows it shows. */
  cover: Cover
  /** Null where comments may not be read. */
  comments: SheetComments | null
}

/** By what the plan can be laid out; everything until the board is there to say so. */
const useGroupings = (session: PlanSession, isBoard: boolean) => {
  const board = useModule(boardShapes, isBoard)
  const can = board.kind === 'ready' ? board.module.canGroup : null
  const allowed = usePlanPart(session, (view) =>
    GROUPINGS.filter((by) => can === null || can(view, by)).join(' '),
  )
  return GROUPINGS.filter((by) => allowed.split(' ').includes(by))
}

/** How the view that is shown can be laid out; null for the document. */
const useLayout = (session: PlanSession, { view, by, rows, group, groupRows }: Looks): Layout | null => {
  const groupings = useGroupings(session, view === 'board')
  if (view === 'document') return null
  return view === 'board'
    ? { kind: 'columns', by, groupings, onGroup: group }
    : { kind: 'rows', by: rows, groupings: YEAR_GROUPINGS, onGroup: groupRows }
}

export const PlanFilters = (props: PlanFiltersProps) => {
  const { session, departments, looks, shown, cover, comments, failed } = props
  const { filter, hasBar } = looks
  const bar = useModule(filterBar, hasBar)
  const total = usePlanPart(session, ({ sections }) =>
    sections.reduce((sum, { rows }) => sum + rows.length, 0),
  )
  const layout = useLayout(session, looks)
  // The cards come first: fields with their lists are drawn when those are.
  const isNext = useDeferredValue(bar.kind === 'ready', false)
  if (!hasBar || cover.isOn) return null
  const lost = bar.kind === 'failed' ? bar : failed
  if (lost !== null) return <Lost {...lost} />
  if (bar.kind !== 'ready' || !isNext) return <div className={styles.place} />
  const { FilterBar } = bar.module
  return (
    <FilterBar
      {...{ filter, layout, departments, total }}
      withComments={comments !== null}
      onFilter={looks.narrow}
      shown={shown?.size ?? total}
    />
  )
}

/** Without its code nothing is filtered, and nobody is to think that something is. */
const Lost = ({ error, retry }: Failed) => {
  const { words, label, act } = useLostCode()(error, retry)
  return (
    <Banner
      tone="bad"
      actions={
        <Button small onPress={act}>
          {label}
        </Button>
      }
    >
      {words}
    </Banner>
  )
}
