/** Awareness through the server, as stock clients see it. */
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import { MESSAGE_AWARENESS, encodeAwareness } from '../../shared/protocol.ts'
import { createPlan, enterDemo } from '../support/http.ts'
import { openHouse } from '../support/open-house.ts'
import { connect, connectRaw, synced, untilAwareness } from '../support/ws-client.ts'

const server = openHouse()

/** An awareness update that says something about a client. */
const saying = (client: number, clock: number, state: string): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  })

const pair = async () => {
  const plan = await createPlan(server)
  const clients = [connect(server, plan), connect(server, plan)] as const
  await Promise.all(clients.map(synced))
  return clients
}

test('[PR2] a state is seen by the others, and gone for them as soon as its client leaves', async () => {
  const [anna, boris] = await pair()
  const id = anna.doc.clientID
  anna.awareness.setLocalStateField('place', { row: 'r1', field: 'title', section: null })
  const seen = () => boris.awareness.getStates().get(id)?.place !== undefined
  await untilAwareness(boris.awareness, 'anna is seen', seen)
  anna.disconnect()
  await untilAwareness(boris.awareness, 'anna is gone', () => !boris.awareness.getStates().has(id))
})

test('[PR2] a client that vanishes without a word is gone as well', async () => {
  const [anna, boris] = await pair()
  const id = anna.doc.clientID
  anna.awareness.setLocalState({ place: null })
  await untilAwareness(boris.awareness, 'anna is seen', () => boris.awareness.getStates().has(id))
  anna.shouldConnect = false
  ;(anna.ws as unknown as { terminate(): void }).terminate()
  await untilAwareness(boris.awareness, 'anna is gone', () => !boris.awareness.getStates().has(id))
})

test('[PW3] a stock client whose connection was cut is seen again without a move of its own', async () => {
  const [anna, boris] = await pair()
  const id = anna.doc.clientID
  anna.awareness.setLocalState({ place: 'x' })
  const sees = (is: boolean) => () => boris.awareness.getStates().has(id) === is
  await untilAwareness(boris.awareness, 'anna is seen', sees(true))
  ;(anna.ws as unknown as { terminate(): void }).terminate()
  await untilAwareness(boris.awareness, 'anna is gone', sees(false))
  await untilAwareness(boris.awareness, 'anna is seen again', sees(true))
  expect(boris.awareness.getStates().get(id)).toEqual({ place: 'x' })
})

test('[PR3] a person cannot take another name than the one it entered with', async () => {
  const plan = await createPlan(server)
  const headers = await enterDemo(server, { name: 'Анна Петрова', role: 'editor', department: 'events' })
  const [anna, boris] = [connect(server, plan, { headers }), connect(server, plan)]
  await Promise.all([synced(anna), synced(boris)])
  anna.awareness.setLocalState({ user: { name: 'Директор', color: '#f00' } })
  const userOf = () =>
    boris.awareness.getStates().get(anna.doc.clientID)?.user as { name: string } | undefined
  await untilAwareness(boris.awareness, 'anna is seen', () => userOf() !== undefined)
  expect(userOf()).toMatchObject({ name: 'Анна Петрова', department: 'events', hue: 1 })
})

test('[PR1] a connection cannot speak for a client that somebody else holds', async () => {
  const [anna, boris] = await pair()
  const id = anna.doc.clientID
  anna.awareness.setLocalState({ place: 'mine' })
  await untilAwareness(boris.awareness, 'anna is seen', () => boris.awareness.getStates().has(id))
  const mallory = await connectRaw(server, boris.roomname)
  mallory.send(encodeAwareness(saying(id, 99, 'null')))
  boris.awareness.setLocalState({ after: 'the forgery' })
  await untilAwareness(anna.awareness, 'boris is seen', () =>
    anna.awareness.getStates().has(boris.doc.clientID),
  )
  expect(boris.awareness.getStates().get(id)).toEqual({ place: 'mine' })
})

test('[PR5] a client hears its own state back: a stock one closes after half a minute of silence', async () => {
  const plan = await createPlan(server)
  const alone = await connectRaw(server, plan)
  alone.send(encodeAwareness(saying(4711, 1, JSON.stringify({ alone: true }))))
  await alone.message(MESSAGE_AWARENESS)
})
