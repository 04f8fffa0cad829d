/** What waits for a room's turn, and how much of it may wait for something that came before. */
import { expect, it, onTestFinished, vi } from 'vitest'
import { Inbox } from '../../../server/rooms/inbox.ts'
import { createMember } from '../../../server/rooms/session.ts'
import { RoomClient, person, until } from '../../support/room-client.ts'

const UPDATE = new Uint8Array(4 << 20)

/** Connections that wait for a large update of theirs which nobody judges; each has sent something behind it. */
const waiting = (inbox: Inbox, count: number) => {
  const all = Array.from({ length: count }, (_, at) => {
    const session = new RoomClient(person(`p${at}`))
    return { session, member: createMember(session) }
  })
  for (const { member } of all) {
    inbox.hold(member)
    inbox.push({ member, update: UPDATE, count: 2, answers: false })
  }
  expect(inbox.take()).toBeNull()
  return all
}

it('[LP5] what those sent who are gone is kept no longer, nor what was on its way from them', () => {
  const inbox = new Inbox()
  const all = waiting(inbox, 10)
  expect(inbox.asideBytes).toBe(10 * UPDATE.length)
  for (const { member } of all) {
    inbox.push({ member, update: UPDATE, count: 3, answers: false })
    inbox.leave(member)
  }
  expect([inbox.asideBytes, inbox.take(), inbox.asideBytes]).toEqual([0, null, 0])
})

it('[LP5] those who bring more than may wait in one room have to come back later; the others wait on', async () => {
  const inbox = new Inbox()
  const all = waiting(inbox, 20)
  await until(() => all.at(-1)?.session.closed !== null, 'the last one is closed')
  const closed = all.map(({ session }) => session.closed)
  expect(closed).toEqual([...Array(16).fill(null), ...Array(4).fill('too-many-requests')])
  expect(inbox.asideBytes).toBe(16 * UPDATE.length)
  for (const { member } of all) inbox.release(member)
  expect([inbox.asideBytes, inbox.size]).toEqual([0, 16])
})

it('[AC23] a turn is over as soon as its time is, also in the middle of a few updates', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const inbox = new Inbox()
  const member = createMember(new RoomClient(person('eve')))
  for (let count = 1; count <= 5; count++) inbox.push({ member, update: UPDATE, count, answers: false })
  const worked: number[] = []
  const turn = () =>
    inbox.takeForATurn(({ count }) => {
      worked.push(count)
      vi.advanceTimersByTime(count < 3 ? 5 : 20)
    })
  turn()
  expect(worked).toEqual([1, 2, 3])
  turn()
  expect(worked).toEqual([1, 2, 3, 4])
})
