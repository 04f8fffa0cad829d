/**
 * Who is told what of a change of comments [IB2–IB5]. Pure: the same facts make the same notices under the same ids, so
 * looking twice tells nobody twice. Owns whom a message concerns; storing and sending are others'.
 */
import { mentionedIn, plainBody } from '../../../shared/comments/mentions.ts'
import type { Identity } from '../../../shared/identity.ts'
import type { NoticeSaying } from '../../../shared/notices/kinds.ts'
import { type Notice, aboutLine, excerpt } from '../../../shared/notices/notice.ts'
import { can } from '../../../shared/permissions.ts'
import type { MessageFacts, ThreadFacts } from './facts.ts'

/** What somebody's inbox is to have, or to have no longer. */
export type Order = {
  /** Read once more after a start, ms since the epoch: what is kept of a later time stays as it is. */ asOf?: number
} & (
  | {
      to: string
      notice: Notice
      /** Only where it is there already: its words have changed. */ renews?: true
    }
  | {
      to: string
      withdraw: string
      /** Only where it says that they are named: its words name them no longer. */ named?: true
    }
)

/** Where it happened, when the server heard of it, and who is there to be told. */
export interface Scene {
  plan: string
  /** ms since the epoch. */
  at: number
  /** Somebody as the plan sees them; null where nobody of that id can be told anything of its comments. */
  reader: (id: string) => Identity | null
  /** Everybody who can. */
  readers: () => readonly Identity[]
}

/** What was done to a message: it came, was taken back or came back; its text changed; it was decided on. */
export interface MessageChange {
  said: boolean
  worded: boolean
  decided: boolean
}

const noticeOf = (
  scene: Scene,
  thread: ThreadFacts,
  head: Pick<Notice, 'id' | 'says' | 'by' | 'name' | 'mark'>,
  message: MessageFacts | null,
): Notice => ({
  ...head,
  plan: scene.plan,
  at: scene.at,
  thread: thread.id,
  message: message?.id ?? null,
  row: thread.row,
  section: null,
  about: aboutLine(thread.title),
  text: message === null ? '' : excerpt(plainBody(message.text)),
})

/** Writes in that very department: a section that belongs to all is nobody's in particular. */
const isOfDepartment = (who: Identity, department: string | null): boolean =>
  department !== null &&
  department !== '' &&
  who.departments.includes(department) &&
  can(who, 'comments.resolve', { department })

/** People whom one message tells because it names them, or because they were in its thread: whoever names more means nobody. */
const MOST_TOLD = 100

/** Whom a message concerns, each once, by what concerns them most. */
const concerned = ({ id, by, text, proposal, thread, before }: MessageFacts, scene: Scene) => {
  const told = new Map<string, NoticeSaying>()
  const tell = (to: string, says: NoticeSaying): void => {
    if (to !== by && !told.has(to) && scene.reader(to) !== null) told.set(to, says)
  }
  for (const one of mentionedIn(text).slice(0, MOST_TOLD)) tell(one, 'mention.said')
  for (const one of before) if (told.size < MOST_TOLD) tell(one, proposal ? 'reply.proposed' : 'reply.said')
  if (id !== thread.first) return told
  const says = proposal ? 'thread.proposed' : 'thread.said'
  for (const one of scene.readers()) if (isOfDepartment(one, thread.department)) tell(one.id, says)
  return told
}

const ordersOfWords = (message: MessageFacts, scene: Scene, { said, worded }: MessageChange): Order[] => {
  const { id, by, name, thread, deleted } = message
  const withdraw = `m.${id}`
  // Whom earlier words named is not known any more: what they were told of it is in whatever inbox has it.
  const others = () => scene.readers().filter((one) => one.id !== by)
  if (deleted) return others().map(({ id: to }) => ({ to, withdraw }))
  const told = concerned(message, scene)
  // New words have named nobody before.
  const unnamed = worded && !said ? others().filter((one) => !told.has(one.id)) : []
  const news = [...told].map(([to, says]): Order => {
    const notice = noticeOf(scene, thread, { id: withdraw, says, by, name, mark: '' }, message)
    // Whoever is named by a later change is told of it; the others have read it, or will read it as it is now.
    return said || says === 'mention.said' ? { to, notice } : { to, notice, renews: true }
  })
  return [...news, ...unnamed.map(({ id: to }): Order => ({ to, withdraw, named: true }))]
}

const ordersOfVerdict = (message: MessageFacts, scene: Scene): Order[] => {
  const { id, thread, verdict, by: to } = message
  if (!verdict || verdict.by === to || scene.reader(to) === null) return []
  const says = verdict.accepted ? 'verdict.accepted' : 'verdict.declined'
  const { by } = verdict
  const name = scene.reader(by)?.name ?? ''
  const notice = noticeOf(scene, thread, { id: `d.${id}`, says, by, name, mark: `${verdict.at}` }, message)
  return [{ to, notice }]
}

export const ordersOfMessage = (message: MessageFacts, change: MessageChange, scene: Scene): Order[] => [
  ...(change.said || change.worded ? ordersOfWords(message, scene, change) : []),
  ...(change.decided && !message.deleted ? ordersOfVerdict(message, scene) : []),
]

/** Of a thread that was resolved or opened again; `by` is whoever did that last. Whose proposal ended it hears of the decision alone. */
export const ordersOfThread = (
  thread: ThreadFacts,
  by: Pick<Identity, 'id' | 'name'>,
  scene: Scene,
): Order[] => {
  const says = thread.resolved === null ? 'resolved.reopened' : 'resolved.resolved'
  const mark = thread.resolved === null ? 'open' : `${thread.resolved.at}`
  const head = { id: `t.${thread.id}`, says, by: by.id, name: by.name, mark } as const
  return [...thread.people]
    .filter((to) => to !== by.id && !thread.proposers.has(to) && scene.reader(to) !== null)
    .map((to) => ({ to, notice: noticeOf(scene, thread, head, null) }))
}
