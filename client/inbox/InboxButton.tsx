/**
 * The bell in the header: how much is unread, told politely when something comes, and the way to the panel, which is laid
 * under it or, where there is little room, over the page. Owns opening and shutting; the panel's code comes when it is asked for.
 */
import { Bell } from 'lucide-react'
import { useState } from 'react'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Popover } from 'react-aria-components/Popover'
import { useStore } from '../plan/use-plan.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { NARROW, useMedia } from '../ui/use-media.ts'
import { defineModule, useModule } from '../ui/use-module.ts'
import { useText } from '../ui/use-text.ts'
import styles from './button.module.css'
import type { Inbox } from './inbox.ts'

const panel = defineModule(() => import('./InboxPanel.tsx'))

export interface InboxButtonProps {
  inbox: Inbox
  /** Whether there is a page with choices about notices. */
  hasSettings: boolean
}

export const InboxButton = ({ inbox, hasSettings }: InboxButtonProps) => {
  const text = useText()
  const narrow = useMedia(NARROW)
  const { unread } = useStore(inbox)
  const [open, setOpen] = useState(false)
  const content = (
    <Dialog className={styles.dialog ?? ''} aria-label={text('common.inbox')}>
      <PanelCode inbox={inbox} hasSettings={hasSettings} onClose={() => setOpen(false)} />
    </Dialog>
  )
  return (
    <>
      <DialogTrigger isOpen={open} onOpenChange={setOpen}>
        <IconButton
          label={unread === 0 ? text('common.inbox') : text('common.inbox.unread', { count: unread })}
          className={styles.button}
          onHoverStart={() => void panel.preload().catch(() => {})}
        >
          <Bell />
          {unread > 0 && (
            <small className={styles.count} aria-hidden="true">
              {unread > 99 ? '99+' : unread}
            </small>
          )}
        </IconButton>
        {narrow ? (
          <ModalOverlay className={styles.veil ?? ''} isDismissable>
            <Modal className={styles.sheet ?? ''}>{content}</Modal>
          </ModalOverlay>
        ) : (
          <Popover className={styles.popover ?? ''} placement="bottom end" offset={6}>
            {content}
          </Popover>
        )}
      </DialogTrigger>
      <News unread={unread} />
    </>
  )
}

/** Says that something came; not what was there already, and not that something was read. */
const News = ({ unread }: { unread: number }) => {
  const text = useText()
  const [heard, setHeard] = useState({ unread, isNews: false })
  if (heard.unread !== unread) setHeard({ unread, isNews: unread > heard.unread })
  return (
    <output className="visually-hidden">
      {heard.isNews && text('common.inbox.unread', { count: unread })}
    </output>
  )
}

interface PanelCodeProps extends InboxButtonProps {
  onClose: () => void
}

const PanelCode = (props: PanelCodeProps) => {
  const text = useText()
  const code = useModule(panel)
  if (code.kind === 'ready') return <code.module.InboxPanel {...props} />
  return <p className={styles.waiting}>{text(code.kind === 'failed' ? 'error.network' : 'common.loading')}</p>
}
