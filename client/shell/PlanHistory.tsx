/** The past of the plan in the place of the sheet, and who wrote a row, fetched when first asked for. Owns the loading alone. */
import type { Api } from '../api.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { useModule } from '../ui/use-module.ts'
import { authorsDialog, historyPage } from './pages.ts'

export interface PlanHistoryProps {
  api: Api
  session: PlanSession
  /** The row whose history is asked for; null for the plan's. */
  row: string | null
  onClose: () => void
}

export const PlanHistory = (props: PlanHistoryProps) => {
  const page = useModule(historyPage)
  if (page.kind !== 'ready') return null
  const { HistoryPage } = page.module
  return <HistoryPage {...props} />
}

export const PlanAuthors = (props: PlanHistoryProps & { row: string }) => {
  const dialog = useModule(authorsDialog)
  if (dialog.kind !== 'ready') return null
  const { AuthorsDialog } = dialog.module
  return <AuthorsDialog {...props} />
}
