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
  children: ReactNode
}

export const FieldsDialog = ({
  task,
  action,
  look = 'main',
  onSubmit,
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
        {task.failure !== null && <Banner tone="bad">{errorText(task.failure)}</Banner>}
        <DialogActions>
          <Button onPress={frame.onClose} isDisabled={task.busy}>
            {text('common.cancel')}
          </Button>
          <Button type="submit" look={look} busy={task.busy}>
            {action}
          </Button>
        </DialogActions>
      </DialogForm>
    </Dialog>
  )
}
