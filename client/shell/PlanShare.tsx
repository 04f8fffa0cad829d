/** The dialog of a plan's people and public link, fetched when it is first opened. Owns the loading alone. */
import { useEffect } from 'react'
import { type Api, ApiError, type Department } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import { showToast } from '../ui/toast.ts'
import { useModule } from '../ui/use-module.ts'
import { shareDialog } from './pages.ts'

export interface PlanShareProps {
  api: Api
  planId: string
  departments: readonly Department[]
  onClose: () => void
}

export const PlanShare = (props: PlanShareProps) => {
  const errorText = useErrorText()
  const dialog = useModule(shareDialog)
  const { onClose } = props
  const failed = dialog.kind === 'failed'
  useEffect(() => {
    if (!failed) return
    showToast({ text: errorText(new ApiError('network', 0)), tone: 'bad' })
    onClose()
  }, [failed, onClose, errorText])
  if (dialog.kind !== 'ready') return null
  const { ShareDialog } = dialog.module
  return <ShareDialog {...props} />
}
