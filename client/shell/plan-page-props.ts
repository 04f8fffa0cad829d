/** What the page of a plan is told by the address, the account and the shell. Owns the types alone. */
import type { ReactNode } from 'react'
import type { Identity } from '../../shared/identity.ts'
import type { Department } from '../api.ts'
import type { PagePlaces } from './page-places.ts'
import type { Target } from './router.ts'
import type { Services } from './services.ts'

export interface PlanPageProps {
  planId: string
  /** The place that the address points to. */
  target: Target
  me: Identity
  departments: readonly Department[]
  /** Whether there are accounts that could be given a role here; nobody has one in trial mode (SPEC CX2). */
  hasPeople: boolean
  services: Services
  /** The menu at the right of the header. */
  settings: ReactNode
}

export interface OpeningProps extends PlanPageProps {
  onReopen: () => void
  /** Where things were left by an earlier session. */
  places: PagePlaces
}
