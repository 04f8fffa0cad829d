/** A dialog that asks for something: its fields, what went wrong, Cancel and the one thing to do. Owns the frame. */
import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions, DialogBody, DialogForm, type DialogProps } from '../ui/Dialog.tsx'
import { useText } from '../ui/use-text.ts'
import { Failure } from './Failure.tsx'
import styles from './FormDialog.module.css'
import type { Work } from './use-work.ts'

export interface FormDialogProps extends Pick<DialogProps, 'title' | 'onClose' | 'size'> {
  work: Work
  /** The words on the button. */
  action: string
  onSubmit: () => void
  children: ReactNode
}

export const FormDialog = ({ work, action, onSubmit, onClose, children, ...frame }: FormDialogProps) => {
  const text = useText()
  return (
    <Dialog {...frame} open onClose={onClose} dismissable={!work.busy}>
      <DialogForm onSubmit={onSubmit}>
        <DialogBody>
          <div className={styles.fields}>{children}</div>
        </DialogBody>
        <Failure error={work.failure} />
        <DialogActions>
          <Button onPress={onClose} isDisabled={work.busy}>
            {text('common.cancel')}
          </Button>
          <Button type="submit" look="main" busy={work.busy}>
            {action}
          </Button>
        </DialogActions>
      </DialogForm>
    </Dialog>
  )
}
