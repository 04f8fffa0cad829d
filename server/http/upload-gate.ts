/**
 * How much of uploads lies in memory at a time (SPEC BL6): what is more stays in the network until its turn comes, in the order of
 * arrival. Owns the turns; must not know what is uploaded.
 */
import type { MiddlewareHandler } from 'hono'
import { SvodError } from '../../shared/errors.ts'
import { discard } from './body-size.ts'
import type { Env } from './context.ts'

export interface GateOptions {
  /** Bytes of all uploads that are read and worked off at a time; a larger one goes alone. */
  maxBytes: number
  /** Smaller ones do not wait. */
  smallBytes: number
  /** One more that would have to wait is refused. */
  maxWaiting: number
}

/** Runs `work` when there is room for an upload of so many bytes. @throws SvodError `too-many-requests` */
export type UploadGate = <T>(bytes: number, work: () => Promise<T>) => Promise<T>

/** About how long reading a file takes, with others before it. */
const RETRY_SECONDS = 30

export const createUploadGate = ({ maxBytes, smallBytes, maxWaiting }: GateOptions): UploadGate => {
  let taken = 0
  const waiting: { bytes: number; enter: () => void }[] = []
  const admit = (): void => {
    for (let first = waiting[0]; first; first = waiting[0]) {
      if (taken > 0 && taken + first.bytes > maxBytes) return
      waiting.shift()
      taken += first.bytes
      first.enter()
    }
  }
  return async (bytes, work) => {
    if (bytes <= smallBytes) return work()
    if (waiting.length >= maxWaiting) throw new SvodError('too-many-requests', { seconds: RETRY_SECONDS })
    await new Promise<void>((resolve) => {
      waiting.push({ bytes, enter: resolve })
      admit()
    })
    try {
      return await work()
    } finally {
      taken -= bytes
      admit()
    }
  }
}

/** Lets uploads of up to `maxBody` bytes through `gate`; one that says it is larger is refused behind it, unread. */
export const inTurn =
  (gate: UploadGate, maxBody: number): MiddlewareHandler<Env> =>
  async (c, next) => {
    // A body that does not say its size may be as large as any.
    const bytes = Number(c.req.header('content-length') ?? maxBody)
    if (bytes > maxBody) return next()
    let isIn = false
    try {
      await gate(bytes, () => {
        isIn = true
        return next()
      })
    } catch (error) {
      if (!isIn) await discard(c.env.incoming)
      throw error
    }
  }
