/** Plans made of plans and the rows behind them, fetched when first asked for. Owns the loading, and what is said where it fails. */
import { useEffect } from 'react'
import { type Api, ApiError } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import { showToast } from '../ui/toast.ts'
import { type Loading, useModule } from '../ui/use-module.ts'
import { gatherDialog, nextYearDialog, originDialog, refreshDialog } from './pages.ts'

/** The dialog's code did not come: the same trouble as an unreachable server, said in the same words. */
const useFailure = (loading: Loading<unknown>, onClose: () => void): void => {
  const errorText = useErrorText()
  const failed = loading.kind === 'failed'
  const retry = loading.kind === 'failed' ? loading.retry : null
  useEffect(() => {
    if (!failed) return
    showToast({ text: errorText(new ApiError('network', 0)), tone: 'bad' })
    retry?.()
    onClose()
  }, [failed, retry, onClose, errorText])
}

export interface NextYearProps {
  api: Api
  planId: string
  onClose: () => void
  onCreated: (planId: string) => void
}

export const NextYear = (props: NextYearProps) => {
  const dialog = useModule(nextYearDialog)
  useFailure(dialog, props.onClose)
  if (dialog.kind !== 'ready') return null
  const { NextYearDialog } = dialog.module
  return <NextYearDialog {...props} />
}

export interface RowOriginProps {
  api: Api
  planId: string
  row: string
  onClose: () => void
}

export const RowOrigin = (props: RowOriginProps) => {
  const dialog = useModule(originDialog)
  useFailure(dialog, props.onClose)
  if (dialog.kind !== 'ready') return null
  const { OriginDialog } = dialog.module
  return <OriginDialog {...props} />
}

export const Gather = (props: Omit<NextYearProps, 'planId'>) => {
  const dialog = useModule(gatherDialog)
  useFailure(dialog, props.onClose)
  if (dialog.kind !== 'ready') return null
  const { GatherDialog } = dialog.module
  return <GatherDialog {...props} />
}

export const Refresh = (props: Omit<NextYearProps, 'onCreated'>) => {
  const dialog = useModule(refreshDialog)
  useFailure(dialog, props.onClose)
  if (dialog.kind !== 'ready') return null
  const { RefreshDialog } = dialog.module
  return <RefreshDialog {...props} />
}
