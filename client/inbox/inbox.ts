/**
 * What the reader of this page is told: how much of it is unread, live, and what was read. A page that is looked at holds
 * one line to the server (server-sent events); a hidden one holds none, since a browser has few. Owns no looks.
 */
import * as z from 'zod/mini'
import type { Call } from '../api.ts'
import type { Store } from '../plan/plan-session.ts'
import { createValue, sameFields } from '../sync/store.ts'

const leftSchema = z.object({ unread: z.number() })

export interface InboxState {
  readonly unread: number
  /** Grows with every change that the server tells of. */
  readonly version: number
}

export type Meant = { ids: readonly string[] } | { all: true } | { plan: string; threads: readonly string[] }

export interface Inbox extends Store<InboxState> {
  /** Holds the line while the page is looked at; the returned function lets go of it. */
  follow(): () => void
  /** For the calls that come with the panel. */
  readonly call: Call
  /** What an answer said. */
  learn(unread: number): void
  markRead(meant: Meant): Promise<void>
}

/** What is not pure, and what tests replace. */
export interface InboxWorld {
  /** Left out where the browser has none: then the number is as old as the last answer. */
  EventSource?: typeof EventSource
  page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>
  locale: () => string
  later: (work: () => void) => void
  /** Does it after so many milliseconds, unless the returned function is called. */
  after: (ms: number, work: () => void) => () => void
}

/** A line that the browser gave up (it does so where something else answers, as a proxy of a server that starts) is taken again so soon, */
const FIRST_PAUSE_MS = 5_000
/** later each time, and after so long at most. */
const LONGEST_PAUSE_MS = 5 * 60_000

/** The number of unread notices in an event's data; null where it is none. */
const unreadOf = (data: unknown): number | null => {
  try {
    return leftSchema.safeParse(JSON.parse(String(data))).data?.unread ?? null
  } catch {
    // Something between us and the server that writes into its answers: as good as no news.
    return null
  }
}

/** `EventSource.CLOSED`. */
const CLOSED = 2

export const createInbox = (call: Call, world: InboxWorld): Inbox => {
  const value = createValue<InboxState>({ unread: 0, version: 0 }, sameFields)
  const heard = (unread: number) => value.set({ unread, version: value.get().version + 1 })
  const learn = (unread: number) => value.set({ ...value.get(), unread })
  const open = ({ onOpen, onGivenUp }: Record<'onOpen' | 'onGivenUp', () => void>): EventSource | null => {
    if (!world.EventSource) return null
    const line = new world.EventSource(`/api/inbox/live?lang=${world.locale()}`)
    line.addEventListener('error', () => line.readyState === CLOSED && onGivenUp())
    line.addEventListener('open', onOpen)
    line.addEventListener('inbox', ({ data }) => {
      const unread = unreadOf(data)
      if (unread !== null) heard(unread)
    })
    return line
  }
  return {
    get: () => value.get(),
    subscribe: (listener) => value.subscribe(listener),
    follow: () => {
      let line: EventSource | null = null
      let left = false
      let pause = FIRST_PAUSE_MS
      let stopWaiting = () => {}
      const look = () => {
        stopWaiting()
        const isSeen = !left && world.page.visibilityState === 'visible'
        if (isSeen && line?.readyState !== 0 && line?.readyState !== 1) line = open({ onOpen, onGivenUp })
        if (isSeen) return
        line?.close()
        line = null
      }
      const onOpen = () => void (pause = FIRST_PAUSE_MS)
      const onGivenUp = () => {
        stopWaiting()
        stopWaiting = world.after(pause, look)
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS)
      }
      // The plan on this page comes first.
      world.later(look)
      world.page.addEventListener('visibilitychange', look)
      return () => {
        left = true
        // Whoever comes next is somebody else, perhaps.
        value.set({ unread: 0, version: 0 })
        world.page.removeEventListener('visibilitychange', look)
        look()
      }
    },
    call,
    learn,
    markRead: async (body) => {
      const { unread } = await call('/api/inbox/read', leftSchema, { method: 'POST', body })
      learn(unread)
    },
  }
}
