/** The plan's public link. Owns what it reads and changes. */
import { useCallback } from 'react'
import type { PeopleApi } from '../api.ts'
import { LinkSwitch } from './LinkSwitch.tsx'

export interface PublicLinkProps {
  calls: PeopleApi
  planId: string
}

export const PublicLink = ({ calls, planId }: PublicLinkProps) => (
  <LinkSwitch
    kind="link"
    read={useCallback(() => calls.publicLink(planId), [calls, planId])}
    change={(change) => calls.setPublicLink(planId, change)}
  />
)
