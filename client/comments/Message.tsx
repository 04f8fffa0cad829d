/** One message of a thread: who, when, what; its author changes and takes it back, a moderator takes it back. */
import { Ellipsis, PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { deleteMessage, editMessage, restoreMessage } from '../../shared/comments/edit.ts'
import { bodyParts } from '../../shared/comments/mentions.ts'
import type { MessageView, ThreadView } from '../../shared/comments/threads.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, MenuItem, MenuTrigger } from '../ui/Menu.tsx'
import { cx } from '../ui/cx.ts'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import { whenOf } from '../when.ts'
import { Composer } from './Composer.tsx'
import { Proposal } from './Proposal.tsx'
import { draftOf } from './drafts.ts'
import styles from './message.module.css'
import { usePanel } from './panel-context.ts'
import { isUnread } from './reads.ts'
import type { Standing } from './standing.ts'

interface MessageProps {
  thread: ThreadView
  message: MessageView
  standing: Standing
  /** Folded: a few lines of it, and nothing to do. */
  brief?: boolean
}

export const Message = ({ thread, message, standing, brief = false }: MessageProps) => {
  const text = useText()
  const { people, read, session } = usePanel()
  const [editing, setEditing] = useState(false)
  const { id, name, by, deleted, proposal } = message
  if (deleted) return <p className={styles.deleted}>{text('comments.deleted')}</p>
  return (
    <div className={styles.message} data-message={id}>
      <Avatar name={name} hue={people.hueOf(by)} size={24} />
      <div className={styles.content}>
        <div className={styles.top}>
          <b className={styles.name}>{name}</b>
          <Time message={message} />
          {isUnread(read, session.me.id, message) && (
            <i className={styles.unread} role="img" aria-label={text('comments.unread')} />
          )}
          {!brief && !editing && <Actions message={message} onEdit={() => setEditing(true)} />}
        </div>
        {editing ? (
          <Editing message={message} onDone={() => setEditing(false)} />
        ) : (
          <Body text={message.text} brief={brief} />
        )}
        {proposal && !brief && (
          <Proposal thread={thread} message={message} proposal={proposal} standing={standing} />
        )}
        {proposal && brief && <p className={styles.brief}>{text('comments.suggest.what')}</p>}
      </div>
    </div>
  )
}

const Time = ({ message: { at, editedAt } }: Pick<MessageProps, 'message'>) => {
  const text = useText()
  const intl = useIntl()
  const { now } = usePanel()
  const exact = intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' })
  return (
    <span className={styles.time}>
      <time dateTime={new Date(at).toISOString()} title={exact}>
        {whenOf(intl, new Date(at), now)}
      </time>
      {editedAt !== null && ` · ${text('comments.edited')}`}
    </span>
  )
}

const Body = ({ text, brief }: { text: string; brief: boolean }) => {
  const { session } = usePanel()
  if (text === '') return null
  return (
    <p className={cx(styles.body, brief && styles.short)}>
      {bodyParts(text).map((part, index) =>
        part.kind === 'text' ? (
          part.text
        ) : (
          <span key={index} className={cx(styles.mention, part.id === session.me.id && styles.me)}>
            @{part.name}
          </span>
        ),
      )}
    </p>
  )
}

const Editing = ({ message: { id, text: body }, onDone }: { message: MessageView; onDone: () => void }) => {
  const text = useText()
  const { session } = usePanel()
  return (
    <Composer
      draftKey={`edit ${id}`}
      initial={draftOf(body)}
      label={text('comments.message')}
      hint={text('comments.message.hint')}
      sendLabel={text('comments.save')}
      focused
      open
      onSend={(sent) => {
        if (sent.text !== body) editMessage(session.editing, id, sent.text)
        onDone()
      }}
      onCancel={onDone}
    />
  )
}

const Actions = ({ message, onEdit }: { message: MessageView; onEdit: () => void }) => {
  const text = useText()
  const { session, rights, say } = usePanel()
  const isMine = message.by === session.me.id && rights.may('comments.write')
  if (!isMine && !rights.may('comments.moderate')) return null
  const remove = () => {
    deleteMessage(session.editing, message.id)
    say(text('comments.said.deleted'))
    const run = () => void restoreMessage(session.editing, message.id)
    showToast({ text: text('comments.said.deleted'), action: { label: text('comments.undo'), run } })
  }
  return (
    <span className={styles.actions}>
      <MenuTrigger>
        <IconButton small label={text('comments.actions', { name: message.name })} className={styles.more}>
          <Ellipsis />
        </IconButton>
        <Menu aria-label={text('comments.actions', { name: message.name })}>
          {isMine && (
            <MenuItem id="edit" icon={<PencilLine />} onAction={onEdit}>
              {text('comments.edit')}
            </MenuItem>
          )}
          <MenuItem id="delete" icon={<Trash2 />} danger onAction={remove}>
            {text('comments.delete')}
          </MenuItem>
        </Menu>
      </MenuTrigger>
    </span>
  )
}
