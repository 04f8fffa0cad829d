/**
 * Comments of an open plan as its page needs them before the panel is there: counts and marks for the sheet, the keys,
 * what was read, what is being written. Owns their making, once a session; the panel itself comes later.
 */
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { browserMemory } from '../browser-memory.ts'
import { useBox } from '../plan/box.ts'
import { chord } from '../plan/chord.ts'
import { useKept } from '../plan/kept.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import type { CommentPlace, SheetComments } from '../plan/row-comments.ts'
import { useStore } from '../plan/use-plan.ts'
import { type Desk, compose, createDesk, showThread, takeUp } from './desk.ts'
import { Drafts } from './drafts.ts'
import { Reads, hasUnread } from './reads.ts'
import { RowIndex } from './row-index.ts'

export interface Comments {
  readonly desk: Desk
  readonly reads: Reads
  readonly drafts: Drafts
  /** For the sheet; null where comments may not be read. */
  readonly sheet: SheetComments | null
}

export interface CommentsSetup {
  /** Opens the panel. */
  onOpen: () => void
  /** What a comment would be about now; null where the focus is in no row. */
  placeNow: () => CommentPlace | null
  /** Says that there is nothing to comment on. */
  onNowhere: () => void
  /** Something has been read in these threads. */
  onRead: (threads: readonly string[]) => void
}

const makeParts = (session: PlanSession, desk: Desk, onRead: CommentsSetup['onRead']) => {
  const setup = { memory: browserMemory, planId: session.planId, me: session.me.id, onRead }
  const reads = new Reads(setup)
  const index = new RowIndex({ threads: session.threads, desk, reads, me: session.me.id })
  return { desk, reads, index, drafts: new Drafts(setup) }
}

/** The thread of a row to go to: the next one where one of them stands unfolded, else what is unread, else the first. */
const threadOf = (session: PlanSession, desk: Desk, reads: Reads, row: string): string | null => {
  const open = session.threads.view().filter((one) => one.row === row && one.resolved === null)
  const at = open.findIndex(({ id }) => id === desk.get().active)
  if (at >= 0) return open[(at + 1) % open.length]?.id ?? null
  const unread = open.find((one) => hasUnread(reads.get(), session.me.id, one))
  return (unread ?? open[0])?.id ?? null
}

/** What was said before the first visit counts as read, as soon as all of it is there. */
const useFirstVisit = ({ connection, threads }: PlanSession, reads: Reads, mayRead: boolean): void => {
  const state = useStore(connection)
  const isComplete = mayRead && state.kind === 'ready' && state.online
  useEffect(() => {
    if (isComplete) reads.begin(threads.view())
  }, [isComplete, threads, reads])
}

/** Ctrl+Alt+M begins a thread where the focus is; with Shift it goes to the one that is there. */
const useKeys = (active: boolean, onBegin: () => void, onGoTo: () => void): void => {
  const handlers = useBox({ onBegin, onGoTo })
  useEffect(() => {
    if (!active) return
    const press = (event: KeyboardEvent) => {
      const key = chord(event)
      if (key !== 'Mod+Alt+KeyM' && key !== 'Mod+Alt+Shift+KeyM') return
      event.preventDefault()
      if (key === 'Mod+Alt+KeyM') handlers.get().onBegin()
      else handlers.get().onGoTo()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [active, handlers])
}

export const useComments = (session: PlanSession, setup: CommentsSetup): Comments => {
  const latest = useBox(setup)
  const [kept] = useKept<Desk>('comments.desk', createDesk)
  const parts = useMemo(
    () => makeParts(session, takeUp(kept), (threads) => latest.get().onRead(threads)),
    [session, kept, latest],
  )
  const rights = useStore(session.rights)
  const [mayRead, mayStart] = [rights.may('comments.read'), rights.may('comments.write')]
  useFirstVisit(session, parts.reads, mayRead)
  const sheet = useMemo<SheetComments | null>(() => {
    const { desk, reads, index } = parts
    if (!mayRead) return null
    return {
      index,
      mayStart,
      open: (row) => {
        showThread(desk, threadOf(session, desk, reads, row), { focus: true })
        latest.get().onOpen()
      },
      start: (place) => {
        compose(desk, place)
        latest.get().onOpen()
      },
    }
  }, [parts, session, mayRead, mayStart, latest])
  const begin = () => {
    const place = setup.placeNow()
    if (!mayStart) setup.onOpen()
    else if (place) sheet?.start(place)
    else setup.onNowhere()
  }
  const goTo = () => {
    const place = setup.placeNow()
    if (place) sheet?.open(place.row)
    else setup.onOpen()
  }
  useKeys(mayRead, begin, goTo)
  const { desk, reads, drafts } = parts
  return useMemo(() => ({ desk, reads, drafts, sheet }), [desk, reads, drafts, sheet])
}

export interface OpenThreads {
  readonly count: number
  readonly unread: boolean
}

/** How many threads are open, and whether something in any is unread. */
export const useOpenThreads = ({ threads, me }: PlanSession, reads: Reads): OpenThreads => {
  const all = useSyncExternalStore(
    useMemo(() => (listener: () => void) => threads.subscribe(listener), [threads]),
    () => threads.view(),
  )
  const read = useStore(reads)
  return useMemo(
    () => ({
      count: all.filter(({ resolved }) => resolved === null).length,
      unread: all.some((thread) => hasUnread(read, me.id, thread)),
    }),
    [all, read, me],
  )
}
