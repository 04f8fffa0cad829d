/**
 * The comments of the plan beside the sheet, as in the margin of a document. Puts together what is shown and gives it to
 * its parts; must not write to the document itself.
 */
import { CheckCheck, CloudOff, X } from 'lucide-react'
import {
  type KeyboardEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { Api } from '../api.ts'
import { useBox } from '../plan/box.ts'
import { isComposing } from '../plan/chord.ts'
import { useComesBack } from '../plan/panel-return.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { useKeptFocus } from '../plan/use-panel-focus.ts'
import { usePlan, useStore } from '../plan/use-plan.ts'
import { sameFields } from '../sync/store.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { TOUCHED, useMedia } from '../ui/use-media.ts'
import { useText } from '../ui/use-text.ts'
import { Choices } from './Choices.tsx'
import { CommentsWords } from './CommentsWords.tsx'
import { NewThread } from './NewThread.tsx'
import { ThreadCard } from './ThreadCard.tsx'
import { type Desk, compose } from './desk.ts'
import type { Drafts } from './drafts.ts'
import { emptyWords } from './empty-words.ts'
import { type Choice, type Entry, arrange, choiceFor } from './filters.ts'
import { PanelContext, type PanelScope } from './panel-context.ts'
import styles from './panel.module.css'
import { type Reader, loadReaders, peopleOf } from './people.ts'
import { type Reads, hasUnread } from './reads.ts'
import { Standings } from './standing.ts'

export interface CommentsPanelProps {
  session: PlanSession
  api: Pick<Api, 'call'>
  desk: Desk
  reads: Reads
  drafts: Drafts
  /** Brings a row into sight, the focus staying in the panel. */
  onShow: (row: string) => void
  /** Goes to a cell of a row (null: to the row), taking the focus there; false where it is not in the plan. */
  onGo: (row: string, column: string | null) => boolean
  onClose: () => void
}

export const CommentsPanel = (props: CommentsPanelProps) => (
  <CommentsWords>
    <Panel {...props} />
  </CommentsWords>
)

const useReaders = (api: Pick<Api, 'call'>, planId: string): readonly Reader[] => {
  const [readers, setReaders] = useState<readonly Reader[]>([])
  useEffect(() => {
    let left = false
    loadReaders(api, planId).then(
      (found) => left || setReaders(found),
      // Offline, say: whoever is here or has spoken can be named without the server.
      () => {},
    )
    return () => {
      left = true
    }
  }, [api, planId])
  return readers
}

const MINUTE_MS = 60_000

/** The present, as often as "5 minutes ago" needs it. */
const useNow = (): Date => {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), MINUTE_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}

const useThreads = ({ threads }: PlanSession) =>
  useSyncExternalStore(
    useCallback((listener: () => void) => threads.subscribe(listener), [threads]),
    () => threads.view(),
  )

const useEntries = (session: PlanSession): readonly Entry[] => {
  const threads = useThreads(session)
  const view = usePlan(session)
  const standings = useMemo(() => new Standings(session.doc), [session])
  return useMemo(
    () => threads.map((thread) => ({ thread, standing: standings.of(thread, view) })),
    [threads, view, standings],
  )
}

/** What is chosen; a thread that somebody goes to is always among it. */
const useChoice = (entries: readonly Entry[], desk: Desk, me: string) => {
  const { active, asked } = useStore(desk)
  const [choice, setChoice] = useState<Choice>({ filter: 'open', section: '' })
  const entry = asked ? entries.find(({ thread }) => thread.id === active) : undefined
  const needed = entry ? choiceFor(choice, entry, me) : choice
  if (!sameFields(needed, choice)) setChoice(needed)
  return { choice: needed, choose: setChoice }
}

/** What stands unfolded is read as soon as somebody looks at the page, also what comes in while it does. */
const useReading = (entries: readonly Entry[], { desk, reads }: CommentsPanelProps): void => {
  const { active } = useStore(desk)
  useEffect(() => {
    const entry = entries.find(({ thread }) => thread.id === active)
    const look = () => {
      if (entry && document.visibilityState === 'visible') reads.see([entry.thread])
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [entries, active, reads])
}

/** Takes up what was begun when the panel was closed, and the focus where nothing in it asks for it. */
const useOpening = ({ desk, drafts }: CommentsPanelProps) => {
  const panel = useRef<HTMLElement>(null)
  const [before] = useState(() => document.activeElement)
  const comesBack = useComesBack()
  useEffect(() => {
    const kept = drafts.place()
    if (!desk.get().composing && kept) compose(desk, kept, { focus: false })
    const isWaiting = desk.get().asked || panel.current?.contains(document.activeElement)
    if (!isWaiting && !comesBack) panel.current?.focus({ preventScroll: true })
  }, [desk, drafts, comesBack])
  const giveBack = () => {
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
  }
  return { panel, giveBack }
}

interface Here {
  readonly id: string
  readonly name: string
  readonly hue: number
}

const NOBODY: Here = { id: '', name: '', hue: 0 }

/** Who else is here; the same list while only their carets move. */
const useColleagues = ({ colleagues }: PlanSession): readonly Here[] => {
  const here = useStore(colleagues).map(({ id, name, hue }) => ({ id, name, hue }))
  const [kept, setKept] = useState(here)
  const isSame = here.length === kept.length && here.every((one, at) => sameFields(one, kept[at] ?? NOBODY))
  if (!isSame) setKept(here)
  return isSame ? kept : here
}

const useScope = (props: CommentsPanelProps, say: (words: string) => void): PanelScope => {
  const { session, api, desk, reads, drafts } = props
  const rights = useStore(session.rights)
  const read = useStore(reads)
  const colleagues = useColleagues(session)
  const threads = useThreads(session)
  const readers = useReaders(api, session.planId)
  const now = useNow()
  const handlers = useBox(props)
  const people = useMemo(
    () => peopleOf({ me: session.me, colleagues, readers, threads }),
    [session, colleagues, readers, threads],
  )
  return useMemo(
    () => ({
      session,
      desk,
      drafts,
      rights,
      people,
      read,
      now,
      say,
      onShow: (row) => handlers.get().onShow(row),
      onGo: (row, column) => void handlers.get().onGo(row, column),
    }),
    [session, desk, drafts, rights, people, read, now, say, handlers],
  )
}

const Panel = (props: CommentsPanelProps) => {
  const { session, desk, reads, onClose, onGo } = props
  const [said, say] = useState('')
  const scope = useScope(props, say)
  const entries = useEntries(session)
  const { choice, choose } = useChoice(entries, desk, session.me.id)
  const { active, asked, composing } = useStore(desk)
  const { panel, giveBack } = useOpening(props)
  useKeptFocus(panel)
  useReading(entries, props)
  const empty = useEmptyWords(choice, scope)
  const shown = useMemo(() => arrange(entries, choice, session.me.id), [entries, choice, session])
  const close = () => {
    const thread = entries.find((one) => one.thread.id === active)?.thread
    onClose()
    if (!thread || !onGo(thread.row, thread.column)) giveBack()
  }
  const press = (event: KeyboardEvent) => {
    // Menus are drawn elsewhere, but their events come this way in React's tree.
    const isOurs = event.currentTarget.contains(event.target as Node)
    if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event.nativeEvent) || !isOurs) return
    event.preventDefault()
    close()
  }
  return (
    <PanelContext value={scope}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc closes, wherever in it one is */}
      <section
        ref={panel}
        className={styles.panel}
        aria-labelledby="comments-title"
        tabIndex={-1}
        onKeyDown={press}
      >
        <Top {...{ entries, reads }} me={session.me.id} onClose={close} />
        <Choices
          {...{ choice, entries }}
          view={session.projection.view()}
          me={session.me.id}
          onChoose={choose}
        />
        <Offline session={session} />
        {composing && <NewThread place={composing} asked={asked} key={JSON.stringify(composing)} />}
        <List {...{ shown, active, asked }} empty={composing ? '' : empty} />
        <output className="visually-hidden">{said}</output>
      </section>
    </PanelContext>
  )
}

interface TopProps extends Pick<CommentsPanelProps, 'reads' | 'onClose'> {
  entries: readonly Entry[]
  me: string
}

const Top = ({ entries, reads, me, onClose }: TopProps) => {
  const text = useText()
  const read = useStore(reads)
  const unread = entries.filter(({ thread }) => hasUnread(read, me, thread))
  const readAll = () => reads.see(unread.map(({ thread }) => thread))
  return (
    <header className={styles.top}>
      <h2 id="comments-title" className={styles.heading}>
        {text('comments.title')}
      </h2>
      {unread.length > 0 && (
        <IconButton small label={text('comments.readAll')} onPress={readAll}>
          <CheckCheck />
        </IconButton>
      )}
      <IconButton small label={text('common.close')} onPress={onClose}>
        <X />
      </IconButton>
    </header>
  )
}

/** What stands where no thread is shown; nothing beside one that is being begun. */
const useEmptyWords = ({ filter }: Choice, { rights }: PanelScope): string => {
  const text = useText()
  const touched = useMedia(TOUCHED)
  return text(emptyWords(filter, { mayWrite: rights.may('comments.write'), touched }))
}

const Offline = ({ session }: Pick<CommentsPanelProps, 'session'>) => {
  const text = useText()
  const connection = useStore(session.connection)
  if (connection.kind !== 'ready' || connection.online) return null
  return (
    <p className={styles.offline} role="status">
      <CloudOff aria-hidden="true" />
      {text('comments.offline')}
    </p>
  )
}

interface ListProps {
  shown: readonly Entry[]
  active: string | null
  asked: boolean
  empty: string
}

const List = ({ shown, active, asked, empty }: ListProps) => {
  const text = useText()
  if (shown.length === 0) return empty ? <p className={styles.empty}>{empty}</p> : null
  return (
    <ul className={styles.list} aria-label={text('comments.list')}>
      {shown.map(({ thread, standing }) => (
        <ThreadCard
          key={thread.id}
          thread={thread}
          standing={standing}
          active={thread.id === active}
          asked={asked && thread.id === active}
        />
      ))}
    </ul>
  )
}
