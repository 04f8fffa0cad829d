/** Following a colleague through the plan: one at a time, until Esc, a second press, or their leaving. */
import { useEffect, useState } from 'react'
import type { Colleague, PlanSession, Store } from '../plan/plan-session.ts'
import { useStorePart } from '../plan/use-plan.ts'

export interface Following {
  /** Client id of the colleague, null for nobody. */
  followed: number | null
  follow: (clientId: number | null) => void
}

const OVER_THE_PAGE = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]'

const isThere = (colleagues: Store<readonly Colleague[]>, clientId: number | null): boolean =>
  colleagues.get().some((colleague) => colleague.clientId === clientId)

export const useFollow = (session: Pick<PlanSession, 'colleagues'>): Following => {
  const [wanted, follow] = useState<number | null>(null)
  const { colleagues } = session
  // Where colleagues are is nothing to whoever follows: the whole page asks this, and is not drawn again at their steps.
  const isStillThere = useStorePart(colleagues, () => isThere(colleagues, wanted))
  const followed = isStillThere ? wanted : null
  useEffect(() => {
    if (followed === null) return
    // The sheet keeps Esc for itself: whoever is in it would press it up to three times. What lies over the page has its own.
    const press = ({ key, target }: KeyboardEvent) => {
      const isOver = target instanceof Element && target.closest(OVER_THE_PAGE) !== null
      if (key === 'Escape' && !isOver) follow(null)
    }
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [followed])
  return { followed, follow }
}
