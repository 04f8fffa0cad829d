/** The plan's comments beside the sheet, fetched when they are first opened. Owns the loading alone. */
import { useEffect } from 'react'
import type { CommentsPanelProps } from '../comments/CommentsPanel.tsx'
import { ApiError } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import { showToast } from '../ui/toast.ts'
import { useModule } from '../ui/use-module.ts'
import { commentsPanel } from './pages.ts'

export const PlanCommentsPanel = (props: CommentsPanelProps) => {
  const errorText = useErrorText()
  const panel = useModule(commentsPanel)
  const { onClose } = props
  const failed = panel.kind === 'failed'
  useEffect(() => {
    if (!failed) return
    showToast({ text: errorText(new ApiError('network', 0)), tone: 'bad' })
    onClose()
  }, [failed, onClose, errorText])
  if (panel.kind !== 'ready') return null
  const { CommentsPanel } = panel.module
  return <CommentsPanel {...props} />
}
