/** The dialog that puts a file into a section, fetched when first asked for. Owns the loading alone. */
import type { Api } from '../api.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { useModule } from '../ui/use-module.ts'
import { intoDialog } from './pages.ts'

export interface PlanIntoProps {
  api: Api
  session: PlanSession
  planId: string
  section: string
  onClose: () => void
  onDone: (row: string) => void
}

export const PlanInto = (props: PlanIntoProps) => {
  const dialog = useModule(intoDialog)
  if (dialog.kind !== 'ready') return null
  const { IntoDialog } = dialog.module
  return <IntoDialog {...props} />
}
