/** Whether whoever asked still waits for the answer. Owns telling a hang-up; what is given up then is whoever's work it is. */
import { SvodError } from '../../shared/errors.ts'
import type { Ctx } from './context.ts'

/** Aborts when the connection ends before its answer did, or has, with a refusal that nobody hears. */
export const hangUpOf = (c: Ctx): AbortSignal => {
  const { outgoing } = c.env
  const controller = new AbortController()
  const hangUp = (): void => {
    if (!outgoing.writableFinished) controller.abort(new SvodError('slow-reader'))
  }
  if (outgoing.destroyed) hangUp()
  else outgoing.once('close', hangUp)
  return controller.signal
}
