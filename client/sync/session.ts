/** A plan's session: what it is opened with, and what it tells its keeper beyond what the views see. Owns the types alone. */
import type { Identity } from '../../shared/identity.ts'
import type { PlanSession, Store } from '../plan/plan-session.ts'
import type { World } from './world.ts'

export interface OpenPlanOptions {
  planId: string
  me: Identity
  /** Address of the server; the page's own where left out. */
  serverUrl?: string
  /** What tests replace. */
  world?: Partial<World>
}

/** What is open, with the words that wait for their author. */
export type OpenPlanSession = PlanSession &
  Required<Pick<PlanSession, 'rescue' | 'dismissRescued'>> & {
    /** Whether closing it now would lose words: only this page's memory holds them. */
    readonly mustStay: Store<boolean>
  }

/** The session is over and a new one has to be opened: the document was replaced under it. */
export const REPLACED = 'replaced'
