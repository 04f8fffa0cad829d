/**
 * Comments by HTTP: they are read from and written into the live document, under the same judgement as everybody's.
 * Owns the checks of what programs name; what a verb writes is `shared/comments/edit.ts`'s.
 */
import type * as Y from 'yjs'
import { type ThreadJson, threadJson } from '../../shared/comments/comment-json.ts'
import {
  type Speaking,
  deleteMessage,
  editMessage,
  reply,
  restoreMessage,
  setResolved,
  startThread,
} from '../../shared/comments/edit.ts'
import type { MessageHead, ThreadAbout } from '../../shared/comments/registers.ts'
import { readThreads } from '../../shared/comments/threads.ts'
import { SvodError } from '../../shared/errors.ts'
import type { Identity } from '../../shared/identity.ts'
import { readColumns } from '../../shared/plan/read.ts'
import { authoriseIn, livePlan } from './checks.ts'
import type { Deps } from './deps.ts'
import { type EditDeps, type Touch, editDocument } from './edit-document.ts'
import { requireRow } from './lookup.ts'

export interface NewThread {
  item: string
  column: string | null
  body: string
  quote: string
}

export interface MessageChange {
  body?: string | undefined
  /** True: taken back; false: there again. */
  deleted?: boolean | undefined
}

/** A thread that is there to be read. @throws SvodError `not-found` */
const threadIn = (doc: Y.Doc, id: string): ThreadJson => {
  const thread = readThreads(doc).find((one) => one.id === id)
  if (!thread) throw new SvodError('not-found')
  return threadJson(thread)
}

/** @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const listComments = (
  deps: Pick<Deps, 'storage' | 'rooms'>,
  who: Identity,
  planId: string,
): Promise<ThreadJson[]> => {
  authoriseIn(deps, who, planId, 'comments.read')
  livePlan(deps.storage.catalogue.plan(planId))
  return deps.rooms.use(planId, (room) => room.read((doc) => readThreads(doc).map(threadJson)))
}

const NEW = 'new'

/** What a new message touches, said by `who` in `thread`. */
const touchesOfMessage = (who: Identity, thread: string): Touch[] => {
  const head: MessageHead = { thread, by: who.id, name: who.name, at: 0 }
  return [
    { root: 'messages', entity: NEW, field: 'head', value: head },
    { root: 'messages', entity: NEW, field: 'body' },
  ]
}

/** The cell that a thread is to be about. @throws SvodError `not-found`, `bad-request` */
const aboutOf = (doc: Y.Doc, { item, column, quote }: NewThread): ThreadAbout => {
  requireRow(doc, item)
  const isKnown = column === null || readColumns(doc).some((one) => one.id === column && one.deleted === null)
  if (!isKnown) throw new SvodError('bad-request', { field: 'column', reason: 'is no column' })
  return { row: item, column, quote, range: null }
}

/** Runs `speak` on the live document, and gives the thread as it is then. */
const speakIn = (
  deps: EditDeps,
  who: Identity,
  planId: string,
  speak: (speaking: Speaking, demand: (touched: readonly Touch[]) => void) => string,
): Promise<ThreadJson> =>
  editDocument(deps, who, planId, 'comments.write', (editing, demand) =>
    threadIn(editing.doc, speak({ ...editing, name: who.name }, demand)),
  )

/** @throws SvodError `bad-request`, and as `editDocument` */
export const addThread = (
  deps: EditDeps,
  who: Identity,
  planId: string,
  thread: NewThread,
): Promise<ThreadJson> =>
  speakIn(deps, who, planId, (speaking, demand) => {
    const about = aboutOf(speaking.doc, thread)
    demand([{ root: 'threads', entity: NEW, field: 'about', value: about }, ...touchesOfMessage(who, NEW)])
    return startThread(speaking, about, { text: thread.body }).thread
  })

/** @throws SvodError as `editDocument` */
export const addReply = (
  deps: EditDeps,
  who: Identity,
  planId: string,
  threadId: string,
  body: string,
): Promise<ThreadJson> =>
  speakIn(deps, who, planId, (speaking, demand) => {
    threadIn(speaking.doc, threadId)
    demand(touchesOfMessage(who, threadId))
    reply(speaking, threadId, { text: body })
    return threadId
  })

/** Resolves a thread or opens it again. @throws SvodError as `editDocument` */
export const changeThread = (
  deps: EditDeps,
  who: Identity,
  planId: string,
  threadId: string,
  resolved: boolean,
): Promise<ThreadJson> =>
  speakIn(deps, who, planId, (speaking, demand) => {
    threadIn(speaking.doc, threadId)
    demand([{ root: 'threads', entity: threadId, field: 'resolved' }])
    setResolved(speaking, threadId, resolved)
    return threadId
  })

/**
 * Another text for a message, or its deletion. The thread as it is then; null where nothing is left of it to read.
 * @throws SvodError as `editDocument`
 */
export const changeMessage = (
  deps: EditDeps,
  who: Identity,
  planId: string,
  message: { thread: string; id: string },
  change: MessageChange,
): Promise<ThreadJson | null> =>
  editDocument(deps, who, planId, 'comments.write', (editing, demand) => {
    const messages = threadIn(editing.doc, message.thread).messages
    if (!messages.some((one) => one.id === message.id)) throw new SvodError('not-found')
    const at = { root: 'messages', entity: message.id } as const
    if (change.body !== undefined) demand([{ ...at, field: 'body' }])
    if (change.deleted !== undefined) demand([{ ...at, field: 'del' }])
    if (change.body !== undefined) editMessage(editing, message.id, change.body)
    if (change.deleted === true) deleteMessage(editing, message.id)
    if (change.deleted === false) restoreMessage(editing, message.id)
    const left = readThreads(editing.doc).find((one) => one.id === message.thread)
    return left ? threadJson(left) : null
  })
