/** A question with fields, what went wrong, Cancel and the one thing to do. Owns the frame of these dialogs. */
import type { ReactNode } from 'react'
import { useErrorText } from '../error-text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button, type ButtonLook } from '../ui/Button.tsx'
import { Dialog, DialogActions, DialogBody, DialogForm, type DialogProps } from '../ui/Dialog.tsx'
import { useText } from '../ui/use-text.ts'
import type { Task } from './use-task.ts'
import styles from './versions.module.css'

export interface FieldsDialogProps extends Pick<DialogProps, 'title' | 'onClose' | 'size'> {
  task: Task
  action: string
  look?: ButtonLook
  onSubmit: () => void
  /** Whether it can be done: false while what it would do is not known, or is nothing (SPEC VX7). */
  ready?: boolean
  /** Asks again what could not be learned; null while nothing failed. */
  onRetry?: (() => void) | null
  children: ReactNode
}

export const FieldsDialog = ({
  task,
  action,
  look = 'main',
  onSubmit,
  ready = true,
  onRetry = null,
  children,
  ...frame
}: FieldsDialogProps) => {
  const text = useText()
  const errorText = useErrorText()
  return (
    <Dialog {...frame} open dismissable={!task.busy}>
      <DialogForm onSubmit={onSubmit}>
        <DialogBody>
          <div className={styles.fields}>{children}</div>
        </DialogBody>
        {task.failure !== null && (
          <Banner tone="bad" actions={onRetry && <Again onPress={onRetry} />}>
            {errorText(task.failure)}
          </Banner>
        )}
        <DialogActions>
          <Button onPress={frame.onClose} isDisabled={task.busy}>
            {text('common.cancel')}
          </Button>
          <Button type="submit" look={look} busy={task.busy} isDisabled={!ready}>
            {action}
          </Button>
        </DialogActions>
      </DialogForm>
    </Dialog>
  )
}

/** Asks again where something did not come. */
export const Again = ({ onPress }: { onPress: () => void }) => (
  <Button small onPress={onPress}>
    {useText()('common.retry')}
  </Button>
)
