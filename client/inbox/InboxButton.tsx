/**
 * The bell in the header: how much is unread, told politely when something comes, and the way to the panel. Owns whether that is
 * open; the panel with all that belongs to it is fetched when it is wanted.
 */
import { Bell } from 'lucide-react'
import { useRef, useState } from 'react'
import { useStore } from '../plan/use-plan.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { defineModule } from '../ui/use-module.ts'
import { useText } from '../ui/use-text.ts'
import { useOpened } from '../use-opened.ts'
import styles from './button.module.css'
import type { Inbox } from './inbox.ts'

const panel = defineModule(() => import('./InboxPanel.tsx'))

const preload = () => {
  // A failure is told when the panel is asked for.
  panel.preload().catch(() => {})
}

export interface InboxButtonProps {
  inbox: Inbox
  /** Whether there is a page with choices about notices. */
  hasSettings: boolean
}

export const InboxButton = ({ inbox, hasSettings }: InboxButtonProps) => {
  const text = useText()
  const { unread } = useStore(inbox)
  const [open, setOpen] = useState(false)
  const place = useRef<HTMLSpanElement>(null)
  const code = useOpened(panel, open, () => setOpen(false))
  return (
    <>
      <span ref={place} className={styles.place}>
        <IconButton
          label={unread === 0 ? text('common.inbox') : text('common.inbox.unread', { count: unread })}
          aria-haspopup="dialog"
          aria-expanded={open}
          className={styles.button}
          onPress={() => setOpen(true)}
          onHoverStart={preload}
          onFocus={preload}
        >
          <Bell />
          {unread > 0 && (
            <small className={styles.count} aria-hidden="true">
              {unread > 99 ? '99+' : unread}
            </small>
          )}
        </IconButton>
      </span>
      {code && (
        <code.InboxPanel
          {...{ inbox, hasSettings, open }}
          place={place}
          label={text('common.inbox')}
          onClose={() => setOpen(false)}
        />
      )}
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
