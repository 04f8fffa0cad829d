/**
 * What people are told, put together: hearing of changes, keeping notices, pages that listen, letters. Owns how these parts
 * hang together and in which order they start and stop.
 */
import * as z from 'zod'
import { KINDS, type NoticeKind, kindOf } from '../shared/notices/kinds.ts'
import { createSigner } from './auth/signed-token.ts'
import { type Audience, createAudience } from './commands/inbox/audience.ts'
import type { InboxDeps } from './commands/inbox/inbox.ts'
import { LiveInboxes } from './commands/inbox/live.ts'
import { NoticeOffice } from './commands/inbox/office.ts'
import { Postman } from './commands/inbox/postman.ts'
import { Reminders, type RemindersParts } from './commands/inbox/reminders.ts'
import type { Letter } from './mail.ts'
import type { DirectoryData } from './storage/directory-data.ts'
import type { InboxData } from './storage/inbox-data.ts'
import type { Storage } from './storage/storage.ts'

/** What the link in a letter stands for. */
export interface StopTicket {
  person: string
  /** That the letter was about. */
  kinds: readonly NoticeKind[]
}

const ticketSchema = z.object({
  person: z.string().min(1),
  kinds: z.array(z.enum(KINDS as [NoticeKind, ...NoticeKind[]])),
})

export interface InboxSideParts {
  storage: Storage
  now: () => number
  /** Sends a letter; null where no mail server is set. */
  post: ((letter: Letter) => Promise<void>) | null
  isTrial: () => boolean
  /** The product's address, without a slash at the end. */
  base: () => string
  report: (error: unknown) => void
  /** For reminders. */
  read: RemindersParts['read']
}

/** What the HTTP side needs of it. */
export interface InboxHttp {
  deps: InboxDeps
  audience: Audience
  live: LiveInboxes
  hasMail: boolean
  /** Null where it is no link of ours. */
  openStop: (token: string) => StopTicket | null
}

export interface InboxSide {
  http: InboxHttp
  office: NoticeOffice
  /** Before anybody is let in. */
  start(): Promise<void>
  /** As soon as the server listens: letters name its address. */
  sendLetters(): Promise<void>
  /** Ends what pages listen to: their requests would keep the server waiting. */
  hush(): void
  /** Everything that was heard of is told, and no letter is on its way any more. */
  close(): Promise<void>
}

const laterWith =
  (report: (error: unknown) => void) =>
  (ms: number, work: () => void): (() => void) => {
    const timer = setTimeout(() => {
      try {
        work()
      } catch (error) {
        report(error)
      }
    }, ms)
    timer.unref()
    return () => clearTimeout(timer)
  }

/** Takes the inboxes of those away whose accounts are closed; `closed` are those that were already. */
const createCleaning = ({ storage, report }: InboxSideParts) => {
  const gone = new Set<string>()
  return async ({ people }: Pick<DirectoryData, 'people'>): Promise<void> => {
    for (const { id, closedAt } of people) {
      if (closedAt === null) gone.delete(id)
      else if (!gone.has(id)) {
        gone.add(id)
        await storage.inboxes.remove(id).catch((error: unknown) => {
          gone.delete(id)
          report(error)
        })
      }
    }
  }
}

const createPostman = (parts: InboxSideParts, audience: Audience, sign: (ticket: StopTicket) => string) => {
  const { storage, now, post, base, report } = parts
  if (post === null) return null
  return new Postman({
    storage,
    audience,
    now,
    base,
    report,
    send: post,
    later: laterWith(report),
    stopLink: (person, news) => {
      const kinds = [...new Set(news.map(({ says }) => kindOf(says)))]
      return `${base()}/letters/stop?t=${sign({ person, kinds })}`
    },
  })
}

export const createInboxSide = (parts: InboxSideParts): InboxSide => {
  const { storage, now, report, isTrial } = parts
  const { catalogue, directory, inboxes } = storage
  const audience = createAudience({ directory, catalogue, isTrial })
  const signer = createSigner(catalogue.secret(), 'letters stop')
  const live = new LiveInboxes()
  const postman = createPostman(parts, audience, (ticket) => signer.sign(ticket))
  const changed = (person: string, data: InboxData): void => {
    live.tell(person, data)
    postman?.changed(person, data)
  }
  const later = laterWith(report)
  const office = new NoticeOffice({ storage, audience, now, later, report, changed })
  const tell = (orders: Parameters<NoticeOffice['remind']>[0]) => office.remind(orders)
  const reminders = new Reminders({ storage, audience, read: parts.read, tell, now, later, report })
  const clean = createCleaning(parts)
  const stopListening = directory.onChange((data) => void clean(data))
  const openStop = (token: string): StopTicket | null => {
    const ticket = ticketSchema.nullable().catch(null).parse(signer.open(token))
    // A link outlives its person's account, whose inbox has ended and must not begin again.
    return ticket !== null && audience.person(ticket.person) !== null ? ticket : null
  }
  const hueOf = (person: string) => audience.person(person)?.hue ?? 0
  const deps = { storage: { inboxes, catalogue }, now, hueOf, changed }
  return {
    office,
    http: { deps, audience, live, hasMail: postman !== null, openStop },
    start: async () => {
      await clean(directory.data)
      await office.catchUp()
    },
    sendLetters: async () => {
      await postman?.start()
      reminders.start()
    },
    hush: () => live.close(),
    close: async () => {
      stopListening()
      await reminders.close()
      await office.flush().catch(report)
      await postman?.close()
    },
  }
}
