/** The plan's search: its shortcuts at once, its dialog when it is first asked for. Owns the loading alone. */
import { useCallback } from 'react'
import type { PlanSession } from '../plan/plan-session.ts'
import { useSearchKeys } from '../search/use-search-keys.ts'
import { useOpened } from '../use-opened.ts'
import { searchDialog } from './plan-parts.ts'

export interface PlanSearchProps {
  session: PlanSession
  open: boolean
  onOpenChange: (open: boolean) => void
  onJump: (kind: 'row' | 'section', id: string) => void
}

export const PlanSearch = ({ session, open, onOpenChange, onJump }: PlanSearchProps) => {
  useSearchKeys(useCallback(() => onOpenChange(true), [onOpenChange]))
  const close = () => onOpenChange(false)
  const dialog = useOpened(searchDialog, open, close)
  return (
    dialog && (
      <dialog.SearchDialog {...{ session, open }} onClose={close} onJump={(id, kind) => onJump(kind, id)} />
    )
  )
}
