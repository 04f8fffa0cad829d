/**
 * A sheet laid over the desk: veil, title, close button, body. Owns focus and looks, and
 * says that it lies there (`data-modal`); not what stands in it.
 */
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Form } from './Form.tsx'
import { cx } from './cx.ts'
import styles from './Dialog.module.css'
import { IconButton } from './IconButton.tsx'
import { useText } from './use-text.ts'

export interface DialogProps {
  title: string
  open: boolean
  onClose: () => void
  /** `wide` for previews, `narrow` for a question. */
  size?: 'narrow' | 'middle' | 'wide'
  /** False while something must not be interrupted: then only the buttons inside close it. */
  dismissable?: boolean
  children: ReactNode
}

export const Dialog = ({
  title,
  open,
  onClose,
  size = 'middle',
  dismissable = true,
  children,
}: DialogProps) => {
  const text = useText()
  return (
    <ModalOverlay
      className={styles.veil ?? ''}
      isOpen={open}
      onOpenChange={(next) => next || onClose()}
      isDismissable={dismissable}
      isKeyboardDismissDisabled={!dismissable}
    >
      <Modal className={cx(styles.modal, styles[size])}>
        <AriaDialog className={styles.dialog ?? ''} data-modal>
          <div className={styles.top}>
            <Heading slot="title" level={2} className={styles.title ?? ''}>
              {title}
            </Heading>
            <IconButton label={text('common.close')} onPress={onClose} isDisabled={!dismissable}>
              <X />
            </IconButton>
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** What stands in a dialog that asks for something: its body scrolls, its buttons stay in sight. */
export const DialogForm = ({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) => (
  <Form className={styles.form} onSubmit={onSubmit}>
    {children}
  </Form>
)

/** The part of a dialog that scrolls. */
export const DialogBody = ({ children }: { children: ReactNode }) => (
  <div className={styles.body}>{children}</div>
)

/** The row of buttons at the foot of a dialog. */
export const DialogActions = ({ children }: { children: ReactNode }) => (
  <div className={styles.actions}>{children}</div>
)
