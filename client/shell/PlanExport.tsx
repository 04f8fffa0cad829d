/** The dialog in which a plan is downloaded, fetched when it is first opened. Owns the loading alone. */
import { useEffect } from 'react'
import { type Api, ApiError } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { showToast } from '../ui/toast.ts'
import { useModule } from '../ui/use-module.ts'
import { exportDialog } from './pages.ts'

export interface PlanExportProps {
  api: Api
  session: PlanSession
  planId: string
  /** The edition that is offered first; null for the draft. */
  version: number | null
  onClose: () => void
}

export const PlanExport = (props: PlanExportProps) => {
  const errorText = useErrorText()
  const dialog = useModule(exportDialog)
  const { onClose } = props
  const failed = dialog.kind === 'failed'
  useEffect(() => {
    if (!failed) return
    showToast({ text: errorText(new ApiError('network', 0)), tone: 'bad' })
    onClose()
  }, [failed, onClose, errorText])
  if (dialog.kind !== 'ready') return null
  const { ExportDialog } = dialog.module
  return <ExportDialog {...props} />
}
