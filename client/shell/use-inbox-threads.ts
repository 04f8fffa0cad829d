/**
 * The inbox and the comments of an open plan agree: a thread that stands unfolded is read in both, and what was read
 * elsewhere is read here [IB11]. Owns the exchange; what either remembers is its own.
 */
import { useEffect } from 'react'
import type { Desk } from '../comments/desk.ts'
import type { Reads } from '../comments/reads.ts'
import type { Inbox } from '../inbox/inbox.ts'
import { loadNotices } from '../inbox/notices.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { useStore } from '../plan/use-plan.ts'

/** As many as one answer may hold. */
const LOOKED_AT = 100

export interface InboxThreadsSetup {
  session: PlanSession
  /** Null where the reader has none, or may not read comments. */
  inbox: Inbox | null
  desk: Desk
  reads: Reads
}

const NOTHING = { unread: 0, version: 0 }
const NO_INBOX = { get: () => NOTHING, subscribe: () => () => {} }

export const useInboxThreads = ({ session, inbox, desk, reads }: InboxThreadsSetup): void => {
  const { planId } = session
  const { active } = useStore(desk)
  const { unread, version } = useStore(inbox ?? NO_INBOX)
  const seen = active !== null && unread > 0 && document.visibilityState === 'visible' ? active : null
  useEffect(() => {
    // Without an answer it stays unread there, and is told again with the next news.
    if (seen !== null) inbox?.markRead({ plan: planId, threads: [seen] }).catch(() => {})
  }, [inbox, planId, seen, version])
  useEffect(() => {
    let left = false
    // The first news come when the page has what it needs; without an answer the marks stay as this browser has them.
    if (inbox !== null && version > 0) {
      loadNotices(inbox.call, { plan: planId, limit: LOOKED_AT }).then(
        ({ notices }) => {
          const read = notices.flatMap((one) => (one.read && one.message !== null ? [one.message] : []))
          if (!left) reads.learn(read)
        },
        () => {},
      )
    }
    return () => {
      left = true
    }
  }, [inbox, planId, reads, version])
}
