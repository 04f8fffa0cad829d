/**
 * A plan that is opened before there is a page to show it (SPEC FR8). Owns whose it is until a page takes it; there is one
 * at most, for the page that the address names.
 */
import type { Identity } from '../../shared/identity.ts'
import { keepOpen, type KeptOpen } from './keep-open.ts'
import { openPlan } from './open-plan.ts'
import type { OpenPlanSession } from './session.ts'

interface Ahead {
  planId: string
  me: Identity
  kept: KeptOpen
  close(): void
}

let ahead: Ahead | null = null

/** Opens the plan; resolves when there is something to show of it, be it that it cannot be opened. */
export const openAhead = (planId: string, me: Identity, open: typeof openPlan = openPlan): Promise<void> =>
  new Promise((resolve) => {
    const openTold = (): OpenPlanSession => {
      const session = open({ planId, me })
      session.connection.subscribe(() => {
        if (session.connection.get().kind !== 'opening') resolve()
      })
      return session
    }
    const kept = keepOpen(openTold)
    ahead = { planId, me, kept, close: kept.start() }
  })

/** What was opened ahead, where it is of this plan and this person; else a plan that is yet to be opened. */
export const keptAhead = (planId: string, me: Identity): KeptOpen =>
  ahead?.planId === planId && JSON.stringify(ahead.me) === JSON.stringify(me)
    ? ahead.kept
    : keepOpen(() => openPlan({ planId, me }))

/** From here on the page of `taken` owns it; what was opened for another is closed. */
export const leaveAhead = (taken: KeptOpen | null): void => {
  if (ahead !== null && ahead.kept !== taken) ahead.close()
  ahead = null
}
