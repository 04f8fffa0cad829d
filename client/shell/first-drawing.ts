/**
 * When the page is drawn for the first time: when what it shows is there, so that nothing is drawn that only stands in for
 * it, or after a moment with that (SPEC FR8). Owns the waiting; a failure is told by what is drawn.
 */
import { type Identity, inPlan } from '../../shared/identity.ts'
import type { Module } from '../ui/use-module.ts'
import { homePage, planAhead, planPage } from './pages.ts'
import type { Services } from './services.ts'

/** Ms after which something has to stand there. */
const PATIENCE_MS = 400

type Beginning = Pick<Services, 'account' | 'router'>

/** What is worth waiting for. */
export interface FirstPages {
  home: Pick<Module<unknown>, 'preload'>
  plan: Pick<Module<unknown>, 'preload'>
  ahead: Pick<Module<PlanAhead>, 'preload'>
}

interface PlanAhead {
  openAhead: (planId: string, me: Identity) => Promise<void>
  leaveAhead: (taken: null) => void
}

const PAGES: FirstPages = { home: homePage, plan: planPage, ahead: planAhead }

/** The code of the plan's page and the plan itself, as soon as it is known for whom. */
const planStands = async (
  planId: string,
  asked: Promise<void>,
  { account, router }: Beginning,
  pages: FirstPages,
) => {
  const code = Promise.all([pages.ahead.preload(), pages.plan.preload()])
  // Told below; until then it is nobody's.
  code.catch(() => null)
  await asked
  const state = account.get()
  if (state.kind !== 'inside') return
  const [{ openAhead, leaveAhead }] = await code
  const route = router.get()
  if (route.kind !== 'plan' || route.planId !== planId) return
  const leave = router.subscribe(() => {
    leave()
    leaveAhead(null)
  })
  await openAhead(planId, inPlan(state.me, planId))
}

const pageStands = async (asked: Promise<void>, services: Beginning, pages: FirstPages): Promise<unknown> => {
  const route = services.router.get()
  if (route.kind === 'plan') return planStands(route.planId, asked, services, pages)
  return Promise.all([asked, route.kind === 'home' && pages.home.preload()])
}

/** Resolves when it is time; `asked` when it is known who sits here. */
export const firstDrawing = async (
  asked: Promise<void>,
  services: Beginning,
  later: (ms: number) => Promise<void>,
  pages: FirstPages = PAGES,
): Promise<void> => {
  const stands = pageStands(asked, services, pages).catch(() => null)
  await Promise.race([stands, later(PATIENCE_MS)])
}
