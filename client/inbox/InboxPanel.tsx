/**
 * What the reader is told, by plan and day; a line leads to the very thread, row or plan. Owns the arrangement and the keys in
 * it; what is loaded is `use-notices.ts`'s.
 */
import { CheckCheck, Settings2, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useIntl } from 'react-intl'
import { useErrorText } from '../error-text.ts'
import { Button } from '../ui/Button.tsx'
import { afterFocus } from '../ui/after-focus.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { ShowMore } from '../ui/ShowMore.tsx'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import { type PlanGroup, groupNotices } from './groups.ts'
import type { Inbox } from './inbox.ts'
import { InboxWords } from './InboxWords.tsx'
import { Laid, type LaidProps } from './Laid.tsx'
import { NoticeLine } from './NoticeLine.tsx'
import styles from './panel.module.css'
import { type NoticesSource, useNotices } from './use-notices.ts'

export interface PanelProps {
  inbox: Inbox
  hasSettings: boolean
  onClose: () => void
}

export const InboxPanel = ({ open, place, label, ...props }: PanelProps & LaidProps) => (
  <InboxWords>
    <Laid {...{ open, place, label }} onClose={props.onClose}>
      <Panel {...props} />
    </Laid>
  </InboxWords>
)

/** Arrows go from line to line, Home and End to the first and last. */
const step = (event: KeyboardEvent<HTMLElement>): void => {
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-notice]')]
  const at = lines.indexOf(document.activeElement as HTMLElement)
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: Math.max(0, at - 1),
    Home: 0,
    End: lines.length - 1,
  }
  const next = lines[steps[event.key] ?? -1]
  if (!next) return
  event.preventDefault()
  next.focus()
}

/** A failure of what was asked for, said where it is seen. */
const useTrying = () => {
  const errorText = useErrorText()
  return (work: Promise<void>) =>
    void work.catch((error: unknown) => showToast({ text: errorText(error), tone: 'bad' }))
}

/** Also where it was only laid elsewhere (a window that grew narrow): what it left gives the focus back to the bell meanwhile. */
const useArrowsAtOnce = (frame: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const panel = frame.current
    const take = () => {
      if (panel && !panel.contains(document.activeElement)) panel.focus({ preventScroll: true })
    }
    take()
    afterFocus(take)
  }, [frame])
}

export const Panel = ({ inbox, hasSettings, onClose }: PanelProps) => {
  const text = useText()
  const source = useNotices(inbox)
  const attempt = useTrying()
  const [said, setSaid] = useState('')
  const hasUnread = source.state.kind === 'ready' && source.state.notices.some(({ read }) => !read)
  const readAll = async () => {
    await source.read(null)
    setSaid(text('inbox.done'))
  }
  const frame = useRef<HTMLDivElement>(null)
  useArrowsAtOnce(frame)
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys of the lines in it
    <div ref={frame} className={styles.panel} tabIndex={-1} onKeyDown={step}>
      <header className={styles.top}>
        <h2 className={styles.heading}>{text('inbox.title')}</h2>
        {hasUnread && (
          <IconButton small label={text('inbox.readAll')} onPress={() => attempt(readAll())}>
            <CheckCheck />
          </IconButton>
        )}
        {hasSettings && (
          <a
            className={styles.settings}
            href="/account"
            aria-label={text('inbox.settings')}
            onClick={onClose}
          >
            <Settings2 aria-hidden="true" />
          </a>
        )}
        <IconButton small label={text('common.close')} onPress={onClose}>
          <X />
        </IconButton>
      </header>
      <div className={styles.body}>
        <Content source={source} onClose={onClose} attempt={attempt} />
      </div>
      <output className="visually-hidden">{said}</output>
    </div>
  )
}

interface ContentProps {
  source: NoticesSource
  attempt: (work: Promise<void>) => void
  onClose: () => void
}

const Content = ({ source, attempt, onClose }: ContentProps) => {
  const text = useText()
  const errorText = useErrorText()
  const { state, retry, more, read } = source
  const list = useRef<HTMLDivElement>(null)
  const groups = useMemo(() => (state.kind === 'ready' ? groupNotices(state.notices) : []), [state])
  if (state.kind === 'loading') return <p className={styles.word}>{text('common.loading')}</p>
  if (state.kind === 'failed') {
    return (
      <div className={styles.word}>
        <p className={styles.strong}>{text('inbox.failed')}</p>
        <p>{errorText(state.error)}</p>
        <Button onPress={retry}>{text('common.retry')}</Button>
      </div>
    )
  }
  if (groups.length === 0) {
    return (
      <div className={styles.word}>
        <p className={styles.strong}>{text('inbox.empty')}</p>
        <p>{text('inbox.empty.text')}</p>
      </div>
    )
  }
  const follow = (id: string) => {
    attempt(read([id]))
    onClose()
  }
  return (
    <div ref={list} role="group" aria-label={text('inbox.list')}>
      {groups.map((group) => (
        <Group key={group.plan} group={group} now={state.asOf} onFollow={follow} />
      ))}
      <div className={styles.more}>
        <ShowMore list={list} more={state.next === null ? null : () => attempt(more())}>
          {text('inbox.more')}
        </ShowMore>
      </div>
    </div>
  )
}

interface GroupProps {
  group: PlanGroup
  now: Date
  onFollow: (id: string) => void
}

const Group = ({ group, now, onFollow }: GroupProps) => {
  const text = useText()
  const dayOf = useDayName(now)
  return (
    <section className={styles.group}>
      <h3 className={styles.plan}>{group.title || text('inbox.plan.untitled')}</h3>
      {group.days.map(({ at, notices }) => (
        <div key={at.toDateString()}>
          <h4 className={styles.day}>{dayOf(at)}</h4>
          <ul className={styles.lines}>
            {notices.map((notice) => (
              <NoticeLine key={notice.id} notice={notice} onFollow={() => onFollow(notice.id)} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

const DAY_MS = 86_400_000

const useDayName = (now: Date) => {
  const text = useText()
  const intl = useIntl()
  return (at: Date): string => {
    if (at.toDateString() === now.toDateString()) return text('inbox.today')
    if (at.toDateString() === new Date(now.getTime() - DAY_MS).toDateString()) return text('inbox.yesterday')
    const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const)
    return intl.formatDate(at, { day: 'numeric', month: 'long', ...year })
  }
}
