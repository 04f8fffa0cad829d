/** One thread as a slip in the margin: folded to its first words, or unfolded with all messages and the answer. */
import { Check, Link2, LocateFixed, RotateCcw } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { useIntl } from 'react-intl'
import { reply, setResolved } from '../../shared/comments/edit.ts'
import type { ThreadView } from '../../shared/comments/threads.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { cx } from '../ui/cx.ts'
import { copyWords } from '../ui/copy-words.ts'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import { whenOf } from '../when.ts'
import { Composer, type Sent } from './Composer.tsx'
import { Message } from './Message.tsx'
import { Quote, placeWords } from './Quote.tsx'
import { answerAsked, pointAtThread, showThread } from './desk.ts'
import { usePanel } from './panel-context.ts'
import { proposableCell, sayingOf } from './saying.ts'
import type { Standing } from './standing.ts'
import styles from './thread.module.css'

export interface ThreadCardProps {
  thread: ThreadView
  standing: Standing
  active: boolean
  /** It is to take the focus. */
  asked: boolean
}

/** Takes the focus, and comes into sight, when it is asked for. */
const useAsked = (asked: boolean) => {
  const { desk } = usePanel()
  const head = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!asked) return
    head.current?.focus({ preventScroll: true })
    head.current?.closest('li')?.scrollIntoView({ block: 'nearest' })
    answerAsked(desk)
  }, [asked, desk])
  return head
}

export const ThreadCard = memo(({ thread, standing, active, asked }: ThreadCardProps) => {
  const text = useText()
  const { desk, onShow } = usePanel()
  const head = useAsked(asked)
  const place = placeWords(standing, text)
  const unfold = () => {
    showThread(desk, thread.id)
    if (standing.section !== null) onShow(thread.row)
  }
  return (
    // Its cell is marked while the pointer or the focus is in it; nothing is done by it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className={cx(styles.thread, active && styles.active)}
      data-thread={thread.id}
      onPointerEnter={() => pointAtThread(desk, thread.id)}
      onPointerLeave={() => pointAtThread(desk, null)}
      onFocus={() => pointAtThread(desk, thread.id)}
      onBlur={() => pointAtThread(desk, null)}
    >
      <article aria-label={text('comments.thread', { about: thread.quote || place })}>
        <div className={styles.head}>
          <AriaButton
            ref={head}
            className={styles.place ?? ''}
            aria-expanded={active}
            onPress={() => (active ? showThread(desk, null) : unfold())}
          >
            {place}
          </AriaButton>
          {active && <Tools thread={thread} standing={standing} />}
        </div>
        {active ? (
          <Unfolded thread={thread} standing={standing} />
        ) : (
          // What the button above does for everybody, a press anywhere on the slip does for the pointer.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
          <div className={styles.folded} onClick={unfold}>
            <Folded thread={thread} standing={standing} />
          </div>
        )}
      </article>
    </li>
  )
})
ThreadCard.displayName = 'ThreadCard'

const Folded = ({ thread, standing }: Pick<ThreadCardProps, 'thread' | 'standing'>) => {
  const text = useText()
  const said = thread.messages.filter(({ deleted }) => deleted === null)
  const [first] = said
  return (
    <>
      <Quote about={thread} standing={standing} />
      {first && <Message thread={thread} message={first} standing={standing} brief />}
      {said.length > 1 && <p className={styles.more}>{text('comments.more', { count: said.length - 1 })}</p>}
    </>
  )
}

const Unfolded = ({ thread, standing }: Pick<ThreadCardProps, 'thread' | 'standing'>) => {
  const text = useText()
  const { session, rights, say } = usePanel()
  const { blocks } = standing
  const send = (sent: Sent) => {
    reply(session.editing, thread.id, sayingOf(sent, thread.column, blocks))
    say(text('comments.said.sent'))
  }
  return (
    <>
      <Quote about={thread} standing={standing} />
      {thread.resolved && <Resolved thread={thread} />}
      {thread.messages.map((message) => (
        <Message key={message.id} thread={thread} message={message} standing={standing} />
      ))}
      {rights.may('comments.write') && (
        <div className={styles.reply}>
          <Composer
            draftKey={thread.id}
            label={text('comments.reply')}
            hint={text('comments.reply.hint')}
            sendLabel={text('comments.send')}
            cell={proposableCell(thread.column, blocks)}
            open
            onSend={send}
          />
        </div>
      )}
    </>
  )
}

const Resolved = ({ thread: { resolved } }: Pick<ThreadCardProps, 'thread'>) => {
  const text = useText()
  const intl = useIntl()
  const { people, now } = usePanel()
  if (resolved === null) return null
  const when = whenOf(intl, new Date(resolved.at), now)
  const name = people.nameOf(resolved.by)
  return (
    <p className={styles.resolved}>
      <Check aria-hidden="true" />
      {name === null
        ? text('comments.resolved.when', { when })
        : text('comments.resolved.by', { name, when })}
    </p>
  )
}

const useCopyLink = (thread: string) => {
  const text = useText()
  const { session } = usePanel()
  return async () => {
    const link = new URL(`/p/${session.planId}#thread=${thread}`, window.location.href).href
    if (await copyWords(link)) showToast({ text: text('comments.link.copied') })
    // The link is shown, to be copied by hand.
    else showToast({ text: text('comments.link.failed', { link }), tone: 'bad' })
  }
}

const Tools = ({ thread, standing }: Pick<ThreadCardProps, 'thread' | 'standing'>) => {
  const text = useText()
  const { session, rights, onGo, say } = usePanel()
  const copyLink = useCopyLink(thread.id)
  const isOpen = thread.resolved === null
  // Threads about rows that are in no section are nobody's, and so the chief editor's.
  const mayResolve = rights.may('comments.resolve', standing.section ?? '')
  const settle = () => {
    setResolved(session.editing, thread.id, isOpen)
    const said = text(isOpen ? 'comments.said.resolved' : 'comments.said.reopened')
    say(said)
    const run = () => void setResolved(session.editing, thread.id, !isOpen)
    showToast({ text: said, action: { label: text('comments.undo'), run } })
  }
  return (
    <div className={styles.tools}>
      {standing.section !== null && (
        <IconButton small label={text('comments.place.show')} onPress={() => onGo(thread.row, thread.column)}>
          <LocateFixed />
        </IconButton>
      )}
      <IconButton small label={text('comments.link')} onPress={() => void copyLink()}>
        <Link2 />
      </IconButton>
      {mayResolve && (
        <IconButton small label={text(isOpen ? 'comments.resolve' : 'comments.reopen')} onPress={settle}>
          {isOpen ? <Check /> : <RotateCcw />}
        </IconButton>
      )}
    </div>
  )
}
