/** What every part of the comments' panel shares. Owns the context; `CommentsPanel.tsx` fills it. */
import { createContext, useContext } from 'react'
import type { PlanSession } from '../plan/plan-session.ts'
import type { Rights } from '../plan/rights.ts'
import type { Desk } from './desk.ts'
import type { Drafts } from './drafts.ts'
import type { People } from './people.ts'
import type { Read } from './reads.ts'

export interface PanelScope {
  readonly session: PlanSession
  readonly desk: Desk
  readonly drafts: Drafts
  readonly rights: Rights
  readonly people: People
  readonly read: Read
  /** Times are told as of this moment. */
  readonly now: Date
  /** Brings a row into sight, the focus staying in the panel. */
  readonly onShow: (row: string) => void
  /** Goes to a cell, taking the focus there. */
  readonly onGo: (row: string, column: string | null) => void
  /** Says something to screen readers alone. */
  readonly say: (words: string) => void
}

export const PanelContext = createContext<PanelScope | null>(null)

export const usePanel = (): PanelScope => {
  const scope = useContext(PanelContext)
  if (scope === null) throw new Error('usePanel: not inside the comments’ panel')
  return scope
}
