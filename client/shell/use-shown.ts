/** The rows that pass the filter, live. Owns fetching what filters when it is first needed, and keeping an equal answer the same. */
import { useCallback, useMemo, useState, useSyncExternalStore } from 'react'
import type { Identity } from '../../shared/identity.ts'
import { isFiltering, type PlanFilter } from '../../shared/plan/filter-value.ts'
import type { LiveChecks } from '../plan/checks.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { usePlanPart } from '../plan/use-plan.ts'
import { type Failed, useModule } from '../ui/use-module.ts'
import { planFilter } from './plan-parts.ts'

const quiet = () => () => {}

/** The value of a store while it is wanted; null and no subscription otherwise. */
const useWanted = <T>(
  store: { subscribe(listener: () => void): () => void },
  read: () => T,
  isWanted: boolean,
): T | null =>
  useSyncExternalStore(
    useCallback(
      (listener: () => void) => (isWanted ? store.subscribe(listener) : quiet()),
      [store, isWanted],
    ),
    () => (isWanted ? read() : null),
  )

/** Gives an answer that is equal to the one before as that very object. */
class Keeper {
  private last: ReadonlySet<string> | null = null

  keep(rows: ReadonlySet<string> | null): ReadonlySet<string> | null {
    const before = this.last
    const isSame = rows !== null && before?.size === rows.size && [...before].every((row) => rows.has(row))
    if (!isSame) this.last = rows
    return this.last
  }
}

export interface Shown {
  /** Null where every row is shown, also while the code that filters is on its way. */
  readonly rows: ReadonlySet<string> | null
  /** The code that filters, where it did not come; else null. */
  readonly failed: Failed | null
}

export const useShown = (
  session: PlanSession,
  filter: PlanFilter,
  checks: LiveChecks,
  me: Identity,
): Shown => {
  const isOn = isFiltering(filter)
  const module = useModule(planFilter, isOn)
  const view = usePlanPart(session, (whole) => (isOn ? whole : null))
  const threads = useWanted(session.threads, () => session.threads.view(), isOn && filter.comments)
  const checked = useWanted(checks, () => checks.get(), isOn && filter.findings)
  const passing = module.kind === 'ready' ? module.module.rowsPassing : null
  const [keeper] = useState(() => new Keeper())
  const rows = useMemo(() => {
    if (view === null || passing === null) return keeper.keep(null)
    const open = new Set(threads?.flatMap(({ row, resolved }) => (resolved === null ? [row] : [])))
    const found = passing(view, filter, {
      reader: me,
      comments: (row) => (open.has(row) ? 1 : 0),
      findings: (row) => checked?.marks.has(row) === true,
    })
    return keeper.keep(found)
  }, [keeper, view, filter, threads, checked, passing, me])
  return { rows, failed: isOn && module.kind === 'failed' ? module : null }
}
