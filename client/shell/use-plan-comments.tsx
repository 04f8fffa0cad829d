/**
 * The comments of a plan's page: brings the feature, the sheet and the place beside it together. Owns the wiring; whether
 * the panel is open is the page's.
 */
import { type ReactNode, type RefObject, useCallback, useEffect, useMemo } from 'react'
import type { Api } from '../api.ts'
import { CommentsButton } from '../comments/CommentsButton.tsx'
import { leaveDesk, showThread } from '../comments/desk.ts'
import type { Reads } from '../comments/reads.ts'
import { useComments } from '../comments/use-comments.ts'
import type { Inbox } from '../inbox/inbox.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import type { SheetComments } from '../plan/row-comments.ts'
import type { ViewHandle } from '../plan/view-handle.ts'
import { showToast } from '../ui/toast.ts'
import { NARROW, useMedia } from '../ui/use-media.ts'
import { useText } from '../ui/use-text.ts'
import { whenIdle } from '../ui/when-idle.ts'
import { LazyPart } from './LazyPart.tsx'
import { commentsPanel } from './plan-parts.ts'
import { useInboxThreads } from './use-inbox-threads.ts'

export interface PlanComments {
  /** Null while the panel is closed. */
  readonly panel: ReactNode
  /** For the header; null where comments may not be read. */
  readonly button: ReactNode
  readonly sheet: SheetComments | null
  /** Goes to a thread in the panel. */
  readonly openThread: (id: string) => void
}

/** Goes from a thread to the sheet. */
const useWays = (sheet: RefObject<ViewHandle | null>, close: () => void) => {
  const narrow = useMedia(NARROW)
  const onGo = (row: string, column: string | null): boolean => {
    const isThere = sheet.current?.jumpToCell(row, column ?? 'title') ?? false
    // On a phone the panel lies over the sheet.
    if (isThere && narrow) close()
    return isThere
  }
  return { onGo, onShow: (row: string) => sheet.current?.showRow(row) }
}

/** Fetches the panel when the browser has nothing better to do, so that its keys answer at once. */
const usePreload = (wanted: boolean): void => {
  useEffect(() => {
    if (!wanted) return
    // A failure is told when the panel is asked for.
    const load = () => void commentsPanel.preload().catch(() => {})
    whenIdle(load, { latestMs: 5000, plainMs: 1000 })
  }, [wanted])
}

/** The same one until it changes: the header that has it is not drawn again otherwise. */
const useButton = (
  session: PlanSession,
  reads: Reads,
  mayRead: boolean,
  pressed: boolean,
  onPress: () => void,
): ReactNode =>
  useMemo(
    () => (mayRead ? <CommentsButton {...{ session, reads, pressed, onPress }} /> : null),
    [session, reads, mayRead, pressed, onPress],
  )

export interface PlanCommentsSetup {
  session: PlanSession
  api: Api
  /** Null where the reader is told nothing: a guest. */
  inbox: Inbox | null
  sheet: RefObject<ViewHandle | null>
  isOpen: boolean
  onOpen: () => void
  onClose: () => void
}

export const usePlanComments = ({
  session,
  api,
  inbox,
  sheet,
  isOpen,
  onOpen,
  onClose,
}: PlanCommentsSetup): PlanComments => {
  const text = useText()
  const open = useCallback(() => {
    // The panel may still be on its way: a word that is typed meanwhile must not replace the ones that are selected.
    sheet.current?.leave()
    onOpen()
  }, [sheet, onOpen])
  const comments = useComments(session, {
    onOpen: open,
    placeNow: () => sheet.current?.commentPlace() ?? null,
    onNowhere: () => showToast({ text: text('plan.comments.nowhere') }),
    onRead: (threads) => {
      // Without an answer the inbox shows them as unread until they are gone to from there.
      if (inbox && inbox.get().unread > 0) {
        inbox.markRead({ plan: session.planId, threads }).catch(() => {})
      }
    },
  })
  const { desk, reads, drafts } = comments
  usePreload(comments.sheet !== null)
  useInboxThreads({ session, inbox: comments.sheet && inbox, desk, reads })
  useEffect(() => {
    if (!isOpen) leaveDesk(desk)
  }, [isOpen, desk])
  const ways = useWays(sheet, onClose)
  const openThread = useCallback(
    (id: string) => {
      showThread(desk, id, { focus: true })
      open()
    },
    [desk, open],
  )
  const mayRead = comments.sheet !== null
  const isShown = isOpen && mayRead
  const button = useButton(session, reads, mayRead, isShown, isShown ? onClose : open)
  return {
    sheet: comments.sheet,
    openThread,
    button,
    panel: isShown && (
      <LazyPart source={commentsPanel} onClose={onClose}>
        {({ CommentsPanel }) => (
          <CommentsPanel {...{ session, api, desk, reads, drafts, onClose }} {...ways} />
        )}
      </LazyPart>
    ),
  }
}
