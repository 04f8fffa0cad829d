/** How long a message may be that brings no changes: beside the grammar itself, which `wire/frames` walks through. */
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import { MESSAGE_AWARENESS, MESSAGE_CARRY, MESSAGE_SYNC, SYNC_UPDATE } from '../../../shared/protocol.ts'
import { MAX_CHATTER_BYTES, receive } from '../../../server/rooms/receive.ts'

const message = (numbers: readonly number[], bytes: number): Uint8Array =>
  encoding.encode((encoder) => {
    for (const number of numbers) encoding.writeVarUint(encoder, number)
    encoding.writeVarUint8Array(encoder, new Uint8Array(bytes))
  })

test('[AL8] what brings no changes is short, whether its number is known or not; what brings them may be long', () => {
  const kinds = (bytes: number) =>
    [[MESSAGE_AWARENESS], [3], [99], [MESSAGE_CARRY], [MESSAGE_SYNC, SYNC_UPDATE]].map(
      (numbers) => receive(message(numbers, bytes)).kind,
    )
  expect(kinds(MAX_CHATTER_BYTES)).toEqual(['malformed', 'malformed', 'malformed', 'carry', 'update'])
  expect(kinds(MAX_CHATTER_BYTES - 16)).toEqual([
    'awareness',
    'query-awareness',
    'unknown',
    'carry',
    'update',
  ])
})
