/** Rights in comments, case by case: whose words, whose decision, and what a forger might try. */
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { inspect } from '../../../server/access/inspect.ts'
import { allowed } from '../../../server/access/rights.ts'
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
import type { Identity } from '../../../shared/identity.ts'
import { messagesOf, serverOf, threadsOf } from '../../../shared/plan/schema.ts'
import { countingIds, editingOf } from '../../support/drafts.ts'
import { CAST, type Kind, rowIn, stage } from '../../support/rights-world.ts'
import { changeOf } from './world.ts'

const who = (id: string): Identity => CAST.find((one) => one.id === id)!
const [CHIEF, OWN, FOREIGN, COMMENTER, VIEWER, GUEST] = [
  'chief',
  'own-editor',
  'foreign-editor',
  'commenter',
  'viewer',
  'guest',
].map(who) as [Identity, Identity, Identity, Identity, Identity, Identity]

const ids = countingIds('c-')
const as = (doc: Y.Doc, { id, name }: Identity): Speaking => ({ ...editingOf(doc, id), name, ids })
const PROPOSAL = { column: 'title', was: '', html: '<p>Другое</p>' }
const about = (kind: Kind = 'own') => ({ row: rowIn(kind), column: null, quote: '', range: null })

let doc: Y.Doc
let thread: string
let message: string
beforeEach(() => {
  doc = stage(new Y.Doc())
  ;({ thread, message } = startThread(as(doc, COMMENTER), about(), { text: 'Когда?', proposal: PROPOSAL }))
})

/** What becomes of a change by somebody: 'ok' or a code. */
const judge = (by: Identity, change: (speaking: Speaking) => unknown, named: Identity = by): string => {
  const verdict = inspect(
    doc,
    changeOf(doc, (copy) => void change(as(copy, named))),
  )
  return verdict.ok ? (allowed(verdict.touched, by, doc) ?? 'ok') : verdict.code
}

const everybody = (change: (speaking: Speaking) => unknown) =>
  Object.fromEntries(
    [CHIEF, OWN, FOREIGN, COMMENTER, VIEWER, GUEST].map((one) => [one.id, judge(one, change)]),
  )

describe('speaking', () => {
  it('[CO1] is for commenters and writers, in sections of others, too, and in a locked plan', () => {
    const speakers = { chief: 'ok', 'own-editor': 'ok', 'foreign-editor': 'ok', commenter: 'ok' }
    const expected = { ...speakers, viewer: 'forbidden', guest: 'forbidden' }
    const ask = (by: Speaking) => startThread(by, about('foreign'), { text: 'Где?' })
    expect(everybody(ask)).toEqual(expected)
    expect(everybody((by) => reply(by, thread, { text: 'Там' }))).toEqual(expected)
    serverOf(doc).set('locked', true)
    expect(everybody(ask)).toEqual(expected)
  })

  it('[CO1] is under one’s own id and name alone', () => {
    const say = (by: Speaking) => reply(by, thread, { text: 'Я директор' })
    expect(judge(COMMENTER, say, CHIEF)).toBe('forbidden')
    expect(judge(COMMENTER, say, { ...COMMENTER, name: CHIEF.name + ' директор' })).toBe('forbidden')
    expect(judge(CHIEF, (by) => editMessage(by, message, 'Не так'))).toBe('forbidden')
    expect(judge(COMMENTER, (by) => editMessage(by, message, 'Не так'))).toBe('ok')
  })
})

describe('what is said', () => {
  it('[CO2] stays its author’s and about the same, whoever tries', () => {
    const set = (root: 'threads' | 'messages', field: string, value: unknown) => () =>
      judge(CHIEF, ({ doc: copy }) => {
        const entities = root === 'threads' ? threadsOf(copy) : messagesOf(copy)
        entities.get(root === 'threads' ? thread : message)?.set(field, value)
      })
    expect(set('threads', 'about', about('foreign'))()).toBe('fixed-register')
    expect(set('messages', 'head', { thread, by: 'chief', name: 'Chief', at: 1 })()).toBe('fixed-register')
    expect(set('messages', 'proposal', { ...PROPOSAL, html: '<p>Иначе</p>' })()).toBe('fixed-register')
    expect(set('messages', 'note', 'x')()).toBe('unknown-field')
    expect(set('messages', 'body', { text: 'x'.repeat(10_001), at: 1 })()).toBe('bad-value')
    expect(judge(CHIEF, ({ doc: copy }) => messagesOf(copy).get(message)?.delete('body'))).toBe(
      'required-register',
    )
    expect(judge(CHIEF, ({ doc: copy }) => messagesOf(copy).delete(message))).toBe('entity-deleted')
  })

  it('[CO2] is taken back by its author or a moderator, and a moderator’s word holds', () => {
    const take = (by: Speaking) => deleteMessage(by, message)
    expect(everybody(take)).toMatchObject({
      chief: 'ok',
      'own-editor': 'forbidden',
      commenter: 'ok',
      viewer: 'forbidden',
    })
    expect(judge(COMMENTER, take, CHIEF)).toBe('forbidden')
    deleteMessage(as(doc, CHIEF), message)
    expect(judge(COMMENTER, (by) => restoreMessage(by, message))).toBe('forbidden')
    expect(judge(CHIEF, (by) => restoreMessage(by, message))).toBe('ok')
  })
})

describe('decisions', () => {
  it('[CO3] to resolve are those of the section’s writers, under their own id', () => {
    const resolve = (by: Speaking) => setResolved(by, thread, true)
    expect(everybody(resolve)).toEqual({
      chief: 'ok',
      'own-editor': 'ok',
      'foreign-editor': 'forbidden',
      commenter: 'forbidden',
      viewer: 'forbidden',
      guest: 'forbidden',
    })
    expect(judge(OWN, resolve, CHIEF)).toBe('forbidden')
  })

  it('[CO4] on a proposal are those of whoever may edit the row, once, and not in a locked plan', () => {
    const accept = (by: Speaking) => decide(by, message, true)
    expect(everybody(accept)).toMatchObject({
      chief: 'ok',
      'own-editor': 'ok',
      'foreign-editor': 'forbidden',
      commenter: 'forbidden',
    })
    const late = changeOf(doc, (copy) => void accept(as(copy, OWN)))
    accept(as(doc, CHIEF))
    const verdict = inspect(doc, late)
    expect(verdict).toMatchObject({ ok: false, code: 'fixed-register' })
  })

  it('[CO4] wait while the plan is locked', () => {
    serverOf(doc).set('locked', true)
    expect(judge(OWN, (by) => decide(by, message, true))).toBe('plan-locked')
    expect(judge(OWN, (by) => decide(by, message, false))).toBe('plan-locked')
  })
})
