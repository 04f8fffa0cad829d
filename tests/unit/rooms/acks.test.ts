/** Who waits for an ack, and whose messages are taken no more: the room's two lists, without a room. */
import { expect, test } from 'vitest'
import { Acks } from '../../../server/rooms/acks.ts'
import { EMPTY_UPDATE } from '../../../server/rooms/document.ts'
import { Inbox } from '../../../server/rooms/inbox.ts'
import { type Member, createMember } from '../../../server/rooms/session.ts'
import { RoomClient, person } from '../../support/room-client.ts'

const member = (id: string): Member => createMember(new RoomClient(person(id)))

test('[AK2] of what waits for one position of the log each member is told the last, in the order of the log', () => {
  const acks = new Acks()
  const [anna, boris] = [member('anna'), member('boris')]
  for (let count = 1; count <= 1000; count++) acks.wait(anna, count, 0)
  acks.wait(boris, 1, 0)
  acks.wait(anna, 1001, 0)
  acks.wait(anna, 1002, 1)
  acks.wait(boris, 2, 2)
  expect([...acks.release(0)]).toEqual([
    [anna, 1001],
    [boris, 1],
  ])
  acks.wait(anna, 1003, 2)
  expect(acks.isDue(0)).toBe(false)
  expect([...acks.release(1)]).toEqual([[anna, 1002]])
  acks.forget(boris)
  expect([...acks.release(2)]).toEqual([[anna, 1003]])
  acks.wait(anna, 1004, 2)
  expect([...acks.release(2)]).toEqual([[anna, 1004]])
})

test('[RM19] behind a message that was not taken nothing of its sender is', () => {
  const inbox = new Inbox()
  const [anna, boris] = [member('anna'), member('boris')]
  const push = (from: Member, count: number) =>
    inbox.push({ member: from, update: EMPTY_UPDATE, count, answers: false })
  push(anna, 1)
  push(anna, 2)
  push(boris, 1)
  expect(inbox.take()).toMatchObject({ member: anna, count: 1 })
  inbox.turnAway(anna)
  push(anna, 3)
  expect(inbox.take()).toMatchObject({ member: boris, count: 1 })
  expect(inbox.take()).toBeNull()
  expect([inbox.isBehind(anna), inbox.isBehind(boris)]).toEqual([true, false])
})
