/** Following a colleague through the plan: one at a time, until Esc, a second press, or their leaving. */
import { useEffect, useState } from 'react'
import type { Colleague, PlanSession, Store } from '../plan/plan-session.ts'
import { useStorePart } from '../plan/use-plan.ts'

export interface Following {
  /** Client id of the colleague, null for nobody. */
  followed: number | null
  follow: (clientId: number | null) => void
}

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
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape') follow(null)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [followed])
  return { followed, follow }
}
