/** Awareness as the server rebuilds it. */
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import { Awareness, applyAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { Presence } from '../../../server/rooms/presence.ts'
import { createMember } from '../../../server/rooms/session.ts'
import { FALSE_CARETS, TRUE_CARETS } from '../../support/carets.ts'
import { RoomClient, person } from '../../support/room-client.ts'

const update = (...entries: [client: number, clock: number, state: string][]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length)
    for (const [client, clock, state] of entries) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, state)
    }
  })

const member = (name: string) => createMember(new RoomClient(person(name)))
const program = () => createMember(new RoomClient({ ...person('script'), kind: 'program' }))

/** What a stock client sees of a presence. */
const seen = (presence: Presence): Map<number, Record<string, unknown>> => {
  const awareness = new Awareness(new Y.Doc())
  awareness.setLocalState(null)
  const everybody = presence.everybody()
  if (everybody) applyAwarenessUpdate(awareness, everybody, 'test')
  awareness.destroy()
  return awareness.getStates() as Map<number, Record<string, unknown>>
}

describe('presence', () => {
  it("[PR3] a person's name is the server's word, a program's its own", () => {
    const presence = new Presence()
    presence.receive(member('anna'), update([1, 1, '{"user":{"name":"Директор"},"place":null}']))
    presence.receive(program(), update([2, 1, '{"user":{"name":"Робот"}}']))
    expect(seen(presence).get(1)).toMatchObject({ user: { id: 'anna', name: 'Имя anna' }, place: null })
    expect(seen(presence).get(2)).toEqual({ user: { name: 'Робот' } })
  })

  it('[PR7] a caret that cannot be looked up is taken out, also of a program’s state; the rest is told', () => {
    const presence = new Presence()
    const place = { row: 'r1', field: 'title', section: null }
    const told = (who: ReturnType<typeof member>, client: number, clock: number, cursor: unknown) => {
      presence.receive(who, update([client, clock, JSON.stringify({ place, cursor })]))
      return seen(presence).get(client)
    }
    const [anna, robot] = [member('anna'), program()]
    for (const [at, cursor] of FALSE_CARETS.entries()) {
      expect(told(anna, 1, at + 1, cursor)).toMatchObject({ place, cursor: null, user: { id: 'anna' } })
      expect(told(robot, 2, at + 1, cursor)).toEqual({ place, cursor: null })
    }
    for (const [at, cursor] of TRUE_CARETS.entries()) {
      expect(told(anna, 1, 100 + at, cursor)).toMatchObject({ place, cursor })
      expect(told(robot, 2, 100 + at, cursor)).toEqual({ place, cursor })
    }
  })

  it('[PR1] nobody speaks for a client that somebody else holds', () => {
    const presence = new Presence()
    const anna = member('anna')
    presence.receive(anna, update([1, 1, '{}']))
    expect(presence.receive(member('boris'), update([1, 9, '{"place":"x"}']))).toBe(false)
    expect(presence.receive(member('boris'), update([1, 9, 'null']))).toBe(false)
    expect(presence.receive(anna, update([1, 2, '{"place":"y"}']))).toBe(true)
    expect(seen(presence).get(1)).toMatchObject({ place: 'y' })
  })

  it('[AC21] whoever spells clocks or clients so long that they are no numbers says nothing', () => {
    const presence = new Presence()
    const long = [...new Uint8Array(147).fill(0x80), 0]
    const state = [2, 123, 125]
    const [eve, anna] = [member('eve'), member('anna')]
    for (const bytes of [
      [1, 7, ...long, ...state],
      [1, ...long, 7, ...state],
    ])
      expect(presence.receive(eve, Uint8Array.from(bytes))).toBe(false)
    expect([eve.clients.size, presence.everybody()]).toEqual([0, null])
    expect(presence.receive(anna, update([7, 1, '{}']))).toBe(true)
  })

  it('[AC24] a connection speaks for 32 clients in all, one after the other, and goes on with the last', () => {
    const claimed: number[] = []
    const presence = new Presence((_, client) => claimed.push(client) > 0)
    const eve = member('eve')
    for (let client = 1; client <= 40; client++) {
      presence.receive(eve, update([client, 1, '{}']))
      if (client < 32) presence.receive(eve, update([client, 2, 'null']))
    }
    expect(claimed.length).toBe(32)
    expect([...seen(presence).keys()]).toEqual([32])
    expect(presence.receive(eve, update([32, 2, '{"place":"x"}']))).toBe(true)
  })

  it('[AC24] a client that takes its state away and puts it back is one, however often', () => {
    const presence = new Presence()
    const anna = member('anna')
    for (let clock = 1; clock <= 80; clock += 2) {
      expect(presence.receive(anna, update([1, clock, '{}']))).toBe(true)
      presence.receive(anna, update([1, clock + 1, 'null']))
    }
    expect(presence.receive(anna, update([1, 81, '{}']))).toBe(true)
    expect([...anna.announced]).toEqual([1])
  })

  it('[PR2] who leaves is gone, and late echoes do not bring them back', () => {
    const presence = new Presence()
    const [anna, boris] = [member('anna'), member('boris')]
    presence.receive(anna, update([1, 5, '{}']))
    expect(presence.leave(anna)).toBe(true)
    expect(presence.receive(boris, update([1, 5, '{}']))).toBe(false)
    expect(seen(presence).size).toBe(0)
  })

  it('[PR6] who comes back before the old connection is known to be dead is seen, and stays', () => {
    const presence = new Presence()
    const [before, after] = [member('anna'), member('anna')]
    presence.receive(before, update([1, 5, '{"place":"x"}']))
    expect(presence.receive(after, update([1, 5, '{"place":"y"}']))).toBe(true)
    expect(presence.leave(before)).toBe(false)
    expect(seen(presence).get(1)).toMatchObject({ place: 'y' })
    expect(presence.leave(after)).toBe(true)
    expect(seen(presence).size).toBe(0)
  })

  it('[PW3] a stock client that was cut off is seen again by what it says on coming back', () => {
    const presence = new Presence()
    const witness = new Awareness(new Y.Doc())
    const hear = () => {
      const changes = presence.takeChanges()
      if (changes) applyAwarenessUpdate(witness, changes, 'test')
      return witness.getStates().get(1)
    }
    const anna = member('anna')
    presence.receive(anna, update([1, 5, '{"place":"x"}']))
    expect(hear()).toMatchObject({ place: 'x' })
    presence.leave(anna)
    expect(hear()).toBeUndefined()
    const [echo, back] = [member('anna'), member('anna')]
    presence.receive(echo, update([2, 1, '{}']))
    expect(presence.receive(echo, update([1, 5, '{"place":"x"}']))).toBe(false)
    expect(presence.receive(back, update([1, 5, '{"place":"x"}']))).toBe(true)
    expect(hear()).toMatchObject({ place: 'x' })
    witness.destroy()
  })

  it.each([
    ['a state beyond 2 KB', update([1, 1, JSON.stringify({ a: 'x'.repeat(2048) })])],
    ['a clock beyond 2^32', update([1, 2 ** 40, '{}'])],
    ['broken JSON', update([1, 1, '{'])],
    ['a list', update([1, 1, '[]'])],
    ['bytes that end early', update([1, 1, '{}']).subarray(0, 3)],
    ['a count without entries', new Uint8Array([255, 255, 3])],
  ])('[PR4] %s is as if it had not been said', (_, bytes) => {
    const presence = new Presence()
    expect(presence.receive(member('anna'), bytes)).toBe(false)
    expect(presence.takeChanges()).toBeNull()
  })

  it('[PR4] one connection speaks for a few clients at most', () => {
    const presence = new Presence()
    const anna = member('anna')
    for (let client = 0; client < 20; client++) presence.receive(anna, update([client, 1, '{}']))
    expect(seen(presence).size).toBe(4)
  })
})
