/** What is read while its page is not looked at. */
import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { CommentsPanel } from '../../../../client/comments/CommentsPanel.tsx'
import { createDesk, showThread } from '../../../../client/comments/desk.ts'
import { Drafts } from '../../../../client/comments/drafts.ts'
import { Reads, hasUnread } from '../../../../client/comments/reads.ts'
import { reply, startThread } from '../../../../shared/comments/edit.ts'
import { editingOf, planDoc } from '../../../support/drafts.ts'
import { apiAnswering } from '../people/samples.ts'
import { draw } from '../presence/support.tsx'
import { sessionOf } from '../table/support.ts'

let remove = async () => {}
let look: DocumentVisibilityState = 'visible'
afterEach(async () => {
  Reflect.deleteProperty(document, 'visibilityState')
  await remove()
})

test('[IB11] what came into an open thread while nobody looked is read when somebody does', async () => {
  const doc = planDoc()
  const session = sessionOf(doc)
  const row = session.projection.view().sections[0]?.rows[0]?.id ?? ''
  const boris = { ...editingOf(doc, 'boris'), name: 'Борис' }
  const { thread } = startThread(boris, { row, column: null, quote: '', range: null }, { text: 'Когда?' })
  const kept = new Map<string, string>()
  const memory = {
    read: (key: string) => kept.get(key) ?? null,
    write: (key: string, value: string) => void kept.set(key, value),
  }
  const setup = { memory, planId: 'p1', me: session.me.id }
  const [desk, reads, drafts] = [createDesk(), new Reads(setup), new Drafts(setup)]
  reads.begin(session.threads.view())
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => look })
  const { api } = apiAnswering({})
  const nothing = () => undefined
  const drawn = await draw(
    <CommentsPanel
      {...{ session, api, desk, reads, drafts }}
      onShow={nothing}
      onGo={() => true}
      onClose={nothing}
    />,
  )
  remove = drawn.remove
  const isUnread = () => session.threads.view().some((one) => hasUnread(reads.get(), session.me.id, one))
  await act(async () => showThread(desk, thread))
  look = 'hidden'
  await act(async () => void reply(boris, thread, { text: 'Так когда?' }))
  expect(isUnread()).toBe(true)
  look = 'visible'
  await act(async () => void document.dispatchEvent(new Event('visibilitychange')))
  expect(isUnread()).toBe(false)
})
