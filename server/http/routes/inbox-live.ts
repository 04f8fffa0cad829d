/**
 * Server-sent events with the number of unread notices: at once, and after every change [IB10]. Owns one line's life: it ends
 * with its reader's session, with the server, or when the same person has too many.
 */
import { SvodError } from '../../../shared/errors.ts'
import { requireInbox, unreadIn } from '../../commands/inbox/inbox.ts'
import type { Listener } from '../../commands/inbox/live.ts'
import { type Ctx, type HttpParts, whoOf } from '../context.ts'

/** Proxies take a line for dead that says nothing for a minute; sessions that ended are noticed so late at most. */
const BEAT_MS = 25_000
/** Events that nobody took: a few hours of beats. */
const MAX_BEHIND = 500
/** Windows that one person looks at; more than that is no person. */
const MAX_LINES = 20

const encoder = new TextEncoder()
const event = (unread: number): Uint8Array => encoder.encode(`event: inbox\ndata: {"unread":${unread}}\n\n`)
const BEAT = encoder.encode(':\n\n')

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  // Proxies that gather answers would keep the news to themselves.
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
}

/** @throws SvodError `forbidden`, `too-many-connections` */
export const liveInbox = async (
  c: Ctx,
  { inbox, auth }: Pick<HttpParts, 'inbox' | 'auth'>,
): Promise<Response> => {
  const who = whoOf(c)
  requireInbox(who)
  const { deps, live, audience } = inbox
  if (live.countOf(who.id) >= MAX_LINES) throw new SvodError('too-many-connections')
  audience.seen(who)
  // Who asks for the headers alone takes no events: a line for them would be nobody's, and stay.
  if (c.req.method === 'HEAD') return c.body(null, 200, HEADERS)
  const { headers } = c.env.incoming
  const stillThere = () => {
    const now = auth.authenticate(headers)
    return now?.id === who.id ? now : null
  }
  let end = (_closes: boolean): void => {}
  const body = new ReadableStream<Uint8Array>({
    start: async (line) => {
      const write = (bytes: Uint8Array): void => {
        // Whoever takes nothing any more is gone, or as good as.
        if ((line.desiredSize ?? -Infinity) < -MAX_BEHIND) end(true)
        else line.enqueue(bytes)
      }
      const tell: Listener['tell'] = (data) => {
        const reader = stillThere()
        if (reader) write(event(unreadIn(deps, reader, data)))
        else end(true)
      }
      const stop = live.listen(who.id, { tell, end: () => end(true) })
      const beat = setInterval(() => (stillThere() ? write(BEAT) : end(true)), BEAT_MS)
      end = (closes) => {
        end = () => {}
        clearInterval(beat)
        stop()
        if (closes) line.close()
      }
      try {
        tell(await deps.storage.inboxes.read(who.id))
      } catch (error) {
        end(false)
        throw error
      }
    },
    cancel: () => end(false),
  })
  return c.body(body, 200, HEADERS)
}
