/** The notices that the panel shows: loaded page by page, read again when something comes. Owns that memory alone. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useStore } from '../plan/use-plan.ts'
import type { Inbox } from './inbox.ts'
import { type InboxPage, type InboxQuery, type ShownNotice, loadNotices } from './notices.ts'

export type Notices =
  | { kind: 'loading' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'ready'; notices: readonly ShownNotice[]; next: string | null; asOf: Date }

export interface NoticesSource {
  state: Notices
  retry: () => void
  more: () => Promise<void>
  /** Marks single ones, or all; shown at once, and taken back where the server did not hear it. */
  read: (ids: readonly string[] | null) => Promise<void>
}

/** Those that are loaded with a newer first page in front. */
const joined = (fresh: readonly ShownNotice[], known: readonly ShownNotice[]): ShownNotice[] => {
  const ids = new Set(fresh.map(({ id }) => id))
  return [...fresh, ...known.filter(({ id }) => !ids.has(id))]
}

const load = async (inbox: Inbox, query?: InboxQuery) => {
  const page = await loadNotices(inbox.call, query)
  inbox.learn(page.unread)
  return page
}

/**
 * As many as were loaded, or a page: what happens again comes to the top, others are read or withdrawn elsewhere, so that no part
 * of a list stays true.
 */
const reload = async (inbox: Inbox, loaded: number): Promise<Pick<InboxPage, 'notices' | 'next'>> => {
  let { notices, next } = await load(inbox)
  while (next !== null && notices.length < loaded) {
    const page = await load(inbox, { before: next })
    notices = joined(notices, page.notices)
    next = page.next
  }
  return { notices, next }
}

const withRead = (before: Notices, ids: ReadonlySet<string>, read: boolean): Notices =>
  before.kind === 'ready'
    ? { ...before, notices: before.notices.map((one) => (ids.has(one.id) ? { ...one, read } : one)) }
    : before

export const useNotices = (inbox: Inbox): NoticesSource => {
  const [state, setState] = useState<Notices>({ kind: 'loading' })
  const { version } = useStore(inbox)
  const newest = useRef(0)
  const shown = useRef<readonly ShownNotice[]>([])
  useEffect(() => {
    shown.current = state.kind === 'ready' ? state.notices : []
  }, [state])
  const [round, setRound] = useState(0)
  useEffect(() => {
    const mine = (newest.current += 1)
    reload(inbox, shown.current.length).then(
      (fresh) => {
        if (mine === newest.current) setState({ kind: 'ready', ...fresh, asOf: new Date() })
      },
      (error: unknown) => {
        if (mine !== newest.current) return
        setState((before) => (before.kind === 'ready' ? before : { kind: 'failed', error }))
      },
    )
  }, [inbox, version, round])
  const retry = useCallback(() => setRound((count) => count + 1), [])
  const next = state.kind === 'ready' ? state.next : null
  const more = useCallback(async () => {
    const page = await load(inbox, { before: next })
    setState((before) =>
      before.kind === 'ready'
        ? { ...before, notices: joined(before.notices, page.notices), next: page.next }
        : before,
    )
  }, [inbox, next])
  const read = useCallback(
    async (ids: readonly string[] | null) => {
      const unread = shown.current.filter(
        ({ id, read: isRead }) => !isRead && (ids === null || ids.includes(id)),
      )
      const marked = new Set(unread.map(({ id }) => id))
      setState((before) => withRead(before, marked, true))
      try {
        await inbox.markRead(ids === null ? { all: true } : { ids })
      } catch (error) {
        setState((before) => withRead(before, marked, false))
        throw error
      }
    },
    [inbox],
  )
  return { state, retry, more, read }
}
