/** The question before something comes back as it was at a moment: what it would change. Owns the dialog alone. */
import { useCallback } from 'react'
import { useAct } from '../act.ts'
import { Spinner } from '../ui/Spinner.tsx'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import { FieldsDialog } from './FieldsDialog.tsx'
import { Preview } from './dialogs.tsx'
import type { HistoryApi, Part } from './history-api.ts'
import { localIso } from './stops.ts'
import { useLoading, useTask } from './use-task.ts'

export interface MomentDialogProps {
  calls: HistoryApi
  /** ISO 8601, and how it is called. */
  at: string
  when: string
  part: Part
  onClose: () => void
  onDone: () => void
}

const kindOf = ({ items, sections }: Part): 'row' | 'section' | 'plan' =>
  items ? 'row' : sections ? 'section' : 'plan'

export const MomentDialog = ({ calls, at, when, part, onClose, onDone }: MomentDialogProps) => {
  const text = useText()
  const task = useTask()
  const act = useAct()
  const [preview, again] = useLoading(useCallback(() => calls.preview(localIso(at), part), [calls, at, part]))
  // What it would do was seen, and it is something.
  const isSeen = preview.kind === 'ready' && preview.value.length > 0
  const restore = async () => {
    await calls.restore(localIso(at), part, act)
    showToast({ text: text('history.restored') })
    onDone()
    onClose()
  }
  return (
    <FieldsDialog
      title={text(`history.ask.${kindOf(part)}`, { when })}
      action={text('versions.restore.action')}
      task={preview.kind === 'failed' ? { ...task, failure: task.failure ?? preview.error } : task}
      size="narrow"
      onClose={onClose}
      ready={isSeen}
      onRetry={preview.kind === 'failed' ? again : null}
      onSubmit={() => isSeen && task.run(restore)}
    >
      <p>{text('history.ask.words')}</p>
      {preview.kind === 'loading' && <Spinner />}
      {preview.kind === 'ready' && <Preview changes={preview.value} same="history.ask.same" />}
    </FieldsDialog>
  )
}
