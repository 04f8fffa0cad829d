/** Whether whoever asked still waits for the answer. Owns telling a hang-up; what is given up then is whoever's work it is. */
import type { Socket } from 'node:net'
import { SvodError } from '../../shared/errors.ts'
import type { Ctx } from './context.ts'

/** Of each connection: what its end gives up. An answer that waits for another on the same connection does not hear of it. */
const underWay = new WeakMap<Socket, Set<() => void>>()

const underWayOn = (socket: Socket): Set<() => void> => {
  const known = underWay.get(socket)
  if (known) return known
  const all = new Set<() => void>()
  underWay.set(socket, all)
  // One listener, however many requests come at once.
  socket.once('close', () => {
    for (const giveUp of all) giveUp()
  })
  return all
}

/** Aborts when the connection ends before its answer did, or has, with a refusal that nobody hears. */
export const hangUpOf = (c: Ctx): AbortSignal => {
  const { incoming, outgoing } = c.env
  const controller = new AbortController()
  const hangUp = (): void => {
    if (!outgoing.writableFinished) controller.abort(new SvodError('slow-reader'))
  }
  if (outgoing.destroyed || incoming.socket.destroyed) {
    hangUp()
    return controller.signal
  }
  const all = underWayOn(incoming.socket)
  all.add(hangUp)
  outgoing.once('close', () => {
    all.delete(hangUp)
    hangUp()
  })
  return controller.signal
}
