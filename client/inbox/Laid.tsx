/** Where the panel lies: under the bell or, where there is little room, over the whole page. Owns the paper and its focus. */
import type { ReactNode, RefObject } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Popover } from 'react-aria-components/Popover'
import { NARROW, useMedia } from '../ui/use-media.ts'
import styles from './laid.module.css'

export interface LaidProps {
  open: boolean
  /** What it lies under. */
  place: RefObject<HTMLElement | null>
  label: string
  onClose: () => void
}

export const Laid = ({ open, place, label, onClose, children }: LaidProps & { children: ReactNode }) => {
  const narrow = useMedia(NARROW)
  const change = (next: boolean) => next || onClose()
  const content = (
    <Dialog className={styles.dialog ?? ''} aria-label={label} data-modal={narrow || undefined}>
      {children}
    </Dialog>
  )
  if (narrow) {
    return (
      <ModalOverlay className={styles.veil ?? ''} isOpen={open} onOpenChange={change} isDismissable>
        <Modal className={styles.sheet ?? ''}>{content}</Modal>
      </ModalOverlay>
    )
  }
  return (
    <Popover
      className={styles.popover ?? ''}
      triggerRef={place}
      isOpen={open}
      onOpenChange={change}
      placement="bottom end"
      offset={6}
    >
      {content}
    </Popover>
  )
}
