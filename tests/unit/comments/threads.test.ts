/** Comments in the document: what the verbs write and how it is read, alone and after merges. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { threadJson } from '../../../shared/comments/comment-json.ts'
import {
  type Speaking,
  decide,
  deleteMessage,
  editMessage,
  reply,
  restoreMessage,
  setResolved,
  startThread,
} from '../../../shared/comments/edit.ts'
import { bodyParts, mentionOf, mentionedIn, plainBody } from '../../../shared/comments/mentions.ts'
import { ThreadsProjection, readThreads } from '../../../shared/comments/threads.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { messagesOf, threadsOf } from '../../../shared/plan/schema.ts'
import { copyOf, editingOf } from '../../support/drafts.ts'
import { ROW, planOf } from '../access/world.ts'

let clock = 1_700_000_000_000
const speaking = (doc: Y.Doc, id: string, seed = 1): Speaking => ({
  ...editingOf(doc, id, seed),
  name: id.toUpperCase(),
  now: () => (clock += 1000),
})

const ABOUT = { row: ROW, column: 'title', quote: 'слово', range: null }

const conversation = () => {
  const doc = planOf()
  const [anna, boris] = [speaking(doc, 'anna'), speaking(doc, 'boris', 2)]
  const { thread, message } = startThread(anna, ABOUT, { text: 'Когда?' })
  return { doc, anna, boris, thread, message }
}

const texts = (doc: Y.Doc) => readThreads(doc).map((one) => one.messages.map(({ text }) => text))
const titleOf = (doc: Y.Doc) => projectPlan(doc, 'p').sections[0]?.items[0]?.title.text

describe('a thread', () => {
  it('[CO5] is read in the order of its messages, with who and when', () => {
    const { doc, boris, thread } = conversation()
    reply(boris, thread, { text: 'В мае' })
    expect(texts(doc)).toEqual([['Когда?', 'В мае']])
    const [first, second] = readThreads(doc)[0]!.messages
    expect(first).toMatchObject({ by: 'anna', name: 'ANNA', editedAt: null, deleted: null })
    expect(second!.at).toBeGreaterThan(first!.at)
    expect(readThreads(doc)[0]).toMatchObject({ ...ABOUT, resolved: null })
  })

  it('[CO5] tells that a message was changed or taken back, and goes with its last message', () => {
    const { doc, anna, boris, thread, message } = conversation()
    editMessage(anna, message, 'Когда и где?')
    expect(readThreads(doc)[0]!.messages[0]!.editedAt).toBeGreaterThan(0)
    const answer = reply(boris, thread, { text: 'В мае' })!
    deleteMessage(anna, message)
    expect(texts(doc)).toEqual([['', 'В мае']])
    deleteMessage(boris, answer)
    expect(readThreads(doc)).toEqual([])
    restoreMessage(boris, answer)
    expect(texts(doc)).toEqual([['', 'В мае']])
  })

  it('[CO5] is resolved and opened again', () => {
    const { doc, boris, thread } = conversation()
    setResolved(boris, thread, true)
    expect(threadJson(readThreads(doc)[0]!)).toMatchObject({ resolved: true, resolvedBy: 'boris' })
    setResolved(boris, thread, false)
    expect(threadJson(readThreads(doc)[0]!)).toMatchObject({ resolved: false, resolvedBy: null })
  })

  it('[CO5] takes answers that were written at once and apart, all of them', () => {
    const { doc, thread } = conversation()
    const away = copyOf(doc)
    reply(speaking(doc, 'boris', 3), thread, { text: 'один' })
    reply(speaking(away, 'clara', 4), thread, { text: 'два' })
    for (const [to, from] of [
      [doc, away],
      [away, doc],
    ] as const) {
      Y.applyUpdate(to, Y.encodeStateAsUpdate(from))
    }
    expect(texts(doc)).toEqual([['Когда?', 'один', 'два']])
    expect(readThreads(away)).toEqual(readThreads(doc))
  })

  it('[CO5] has one reading whatever stands in the document', () => {
    const { doc } = conversation()
    const odd = new Y.Map<unknown>()
    odd.set('about', { row: 5 })
    threadsOf(doc).set('odd', odd)
    const stray = new Y.Map<unknown>()
    stray.set('head', { thread: 'nowhere', by: 'x', name: 'X', at: 1 })
    stray.set('body', { text: 'lost', at: 1 })
    messagesOf(doc).set('stray', stray)
    expect(texts(doc)).toEqual([['Когда?']])
    expect(reply(speaking(doc, 'x'), 'nowhere', { text: 'lost' })).toBeNull()
    expect(setResolved(speaking(doc, 'x'), 'odd', true)).toBe(false)
  })
})

describe('the live reading', () => {
  it('[CO5] keeps every thread that did not change, and calls back for comments alone', () => {
    const { doc, anna, boris, thread } = conversation()
    startThread(boris, { ...ABOUT, column: null }, { text: 'Другое' })
    const projection = new ThreadsProjection(doc)
    let calls = 0
    projection.subscribe(() => calls++)
    const [first, second] = projection.view()
    doc.getMap('meta').set('year', 2031)
    expect(calls).toBe(0)
    expect(projection.view()[0]).toBe(first)
    reply(anna, thread, { text: 'Ещё' })
    expect(calls).toBe(1)
    expect(projection.view()[0]).not.toBe(first)
    expect(projection.view()[1]).toBe(second)
    expect(projection.view()).toEqual(readThreads(doc))
    projection.destroy()
  })
})

describe('a proposal', () => {
  const proposed = () => {
    const { doc, anna, boris, thread } = conversation()
    const proposal = { column: 'title', was: titleOf(doc) ?? '', html: '<p>Новое <strong>имя</strong></p>' }
    return { doc, anna, message: reply(boris, thread, { text: '', proposal })! }
  }

  it('[CO4] becomes the text of the cell when it is accepted, once, and ends its thread in the same change', () => {
    const { doc, anna, message } = proposed()
    let changes = 0
    doc.on('update', () => changes++)
    expect(decide(anna, message, true)).toBe(true)
    expect(titleOf(doc)).toBe('Новое имя')
    expect(changes).toBe(1)
    expect(readThreads(doc)[0]!.resolved).toMatchObject({ by: 'anna' })
    expect(decide(anna, message, false)).toBe(false)
    expect(readThreads(doc)[0]!.messages.at(-1)!.verdict).toMatchObject({ by: 'anna', accepted: true })
  })

  it('[CO4] leaves the cell alone when it is declined', () => {
    const { doc, anna, message } = proposed()
    const before = titleOf(doc)
    decide(anna, message, false)
    expect(titleOf(doc)).toBe(before)
    expect(readThreads(doc)[0]!.messages.at(-1)!.verdict).toMatchObject({ accepted: false })
    expect(readThreads(doc)[0]!.resolved).toBeNull()
  })
})

describe('a mention', () => {
  it('[CO6] is an id with the name that was shown, and reads as @Name', () => {
    const text = `${mentionOf('Анна [архив]', 'p-1')}, посмотрите; и ${mentionOf('Борис', 'p-2')}`
    expect(mentionedIn(text)).toEqual(['p-1', 'p-2'])
    expect(plainBody(text)).toBe('@Анна  архив, посмотрите; и @Борис')
    expect(bodyParts('без имён @всем')).toEqual([{ kind: 'text', text: 'без имён @всем' }])
  })
})
