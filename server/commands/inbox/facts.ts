/**
 * What was done to comments, read from the document after it: plain values, for `derive.ts` to judge. Owns the reading;
 * must not change the document or decide who is told.
 */
import * as Y from 'yjs'
import { mentionedIn } from '../../../shared/comments/mentions.ts'
import {
  type MessageHead,
  type Said,
  type ThreadAbout,
  type Verdict,
  isMessageBody,
  isMessageHead,
  isProposal,
  isSaid,
  isThreadAbout,
  isVerdict,
} from '../../../shared/comments/registers.ts'
import { readFragment } from '../../../shared/plan/fragment.ts'
import { blocksToLine } from '../../../shared/plan/rich.ts'
import { type Fields, cellKey, messagesOf, rowsOf, threadsOf } from '../../../shared/plan/schema.ts'
import { Standings } from '../../../shared/plan/standing.ts'

export interface ThreadFacts {
  id: string
  row: string
  /** Title of the row. */
  title: string
  /** Of the row's section; null where it belongs to all, '' where there is none. */
  department: string | null
  /** Everybody who wrote in it or was named in it, by what stands there now. */
  people: ReadonlySet<string>
  resolved: Said | null
  /** Whoever proposed what was accepted in the step that resolved it: they are told of that, and need not be told twice. */
  proposers: ReadonlySet<string>
  /** Id of the message that it began with. */
  first: string
}

export interface MessageFacts {
  id: string
  by: string
  name: string
  /** ms since the epoch, by the author's clock. */
  at: number
  text: string
  deleted: boolean
  proposal: boolean
  verdict: Verdict | null
  thread: ThreadFacts
  /** Whoever took part in the thread when it was said. */
  before: ReadonlySet<string>
}

interface Message {
  id: string
  head: MessageHead
  text: string
  fields: Fields
}

const readMessage = (id: string, fields: unknown): Message | null => {
  if (!(fields instanceof Y.Map)) return null
  const [head, body]: unknown[] = [fields.get('head'), fields.get('body')]
  if (!isMessageHead(head) || !isMessageBody(body)) return null
  return { id, head, text: body.text, fields: fields as Fields }
}

const isDeleted = ({ fields }: Message): boolean => isSaid(fields.get('del'))

const inTime = (a: Message, b: Message): number => a.head.at - b.head.at || (a.id < b.id ? -1 : 1)

/** Whoever wrote these, or is named in them. */
const peopleOf = (messages: readonly Message[]): ReadonlySet<string> =>
  new Set(
    messages.filter((one) => !isDeleted(one)).flatMap(({ head, text }) => [head.by, ...mentionedIn(text)]),
  )

/** Authors of proposals whose acceptance was the end of their thread. */
const proposersOf = (messages: readonly Message[], end: Said | null): ReadonlySet<string> =>
  new Set(
    messages.flatMap(({ head, fields }) => {
      const verdict: unknown = fields.get('verdict')
      const isEnd = isVerdict(verdict) && verdict.accepted && verdict.by === end?.by && verdict.at === end.at
      return isEnd ? [head.by] : []
    }),
  )

const NONE: ReadonlySet<string> = new Set()

/** Reads one moment of a document. Every message is looked at once, however many threads are asked about. */
export class CommentFacts {
  private readonly doc: Y.Doc
  private readonly fresh: ReadonlySet<string>
  private readonly standings: Standings
  private byThread: Map<string, Message[]> | null = null
  private readonly threads = new Map<string, ThreadFacts | null>()

  /** `fresh`: messages that are looked at for the first time, of which a later one says nothing about an earlier one. */
  constructor(doc: Y.Doc, fresh: ReadonlySet<string> = NONE) {
    this.doc = doc
    this.fresh = fresh
    this.standings = new Standings(doc)
  }

  /** Null where it is no message that can be read. */
  message(id: string): MessageFacts | null {
    const message = readMessage(id, messagesOf(this.doc).get(id))
    const thread = message && this.thread(message.head.thread)
    if (!message || !thread) return null
    const { by, name, at } = message.head
    const verdict: unknown = message.fields.get('verdict')
    return {
      id,
      by,
      name,
      at,
      thread,
      text: message.text,
      deleted: isDeleted(message),
      proposal: isProposal(message.fields.get('proposal')),
      verdict: isVerdict(verdict) ? verdict : null,
      before: this.peopleBefore(message),
    }
  }

  /** Null where there is no such thread, or no message in it. */
  thread(id: string): ThreadFacts | null {
    const known = this.threads.get(id)
    if (known !== undefined) return known
    const read = this.readThread(id)
    this.threads.set(id, read)
    return read
  }

  private readThread(id: string): ThreadFacts | null {
    const fields = threadsOf(this.doc).get(id)
    const [about, resolved]: unknown[] = [fields?.get('about'), fields?.get('resolved')]
    const messages = this.messagesIn(id)
    const [first] = messages
    if (!isThreadAbout(about) || !first) return null
    const people = peopleOf(messages)
    const department = this.standings.departmentOf(about.row)
    const place = { id, row: about.row, title: this.titleOf(about), department }
    const end = isSaid(resolved) ? resolved : null
    return { ...place, people, resolved: end, proposers: proposersOf(messages, end), first: first.id }
  }

  private peopleBefore(message: Message): ReadonlySet<string> {
    const isBefore = (one: Message) =>
      one.id !== message.id && (!this.fresh.has(one.id) || inTime(one, message) < 0)
    return peopleOf(this.messagesIn(message.head.thread).filter(isBefore))
  }

  private titleOf({ row, quote }: ThreadAbout): string {
    const title = rowsOf(this.doc).get(row)?.get(cellKey('title'))
    return blocksToLine(readFragment(title)) || quote
  }

  private messagesIn(thread: string): readonly Message[] {
    this.byThread ??= this.sort()
    return this.byThread.get(thread) ?? []
  }

  private sort(): Map<string, Message[]> {
    const all = new Map<string, Message[]>()
    for (const [id, fields] of messagesOf(this.doc)) {
      const message = readMessage(id, fields)
      if (!message) continue
      const known = all.get(message.head.thread)
      if (known) known.push(message)
      else all.set(message.head.thread, [message])
    }
    for (const messages of all.values()) messages.sort(inTime)
    return all
  }
}
