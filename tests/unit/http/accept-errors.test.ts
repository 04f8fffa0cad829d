/** A listening server that has no file descriptors left. */
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { outliveAcceptErrors } from '../../../server/accept-errors.ts'

test('[BL5] connections that cannot be accepted are told of now and then, and end nothing', () => {
  const server = createServer()
  const told: string[] = []
  let time = 0
  outliveAcceptErrors(
    server,
    ({ message }) => void told.push(message),
    () => time,
  )
  for (const message of ['EMFILE 1', 'EMFILE 2']) server.emit('error', new Error(message))
  time = 10_000
  server.emit('error', new Error('EMFILE 3'))
  expect(told).toEqual(['EMFILE 1', 'EMFILE 3'])
})
