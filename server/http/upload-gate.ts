/**
 * How much of uploads lies in memory at a time (SPEC BL6): what is more stays in the network until its turn comes, in the order of
 * arrival, and one at a time of each person (SPEC IV3). Owns the turns; must not know what is uploaded.
 */
import type { MiddlewareHandler } from 'hono'
import { SvodError } from '../../shared/errors.ts'
import { discard } from './body-size.ts'
import { type Env, whoOf } from './context.ts'

export interface GateOptions {
  /** Bytes of all uploads that are read and worked off at a time; a larger one goes alone. */
  maxBytes: number
  /** Smaller ones do not wait. */
  smallBytes: number
  /** One more that would have to wait is refused. */
  maxWaiting: number
  /** The same of one person. */
  maxWaitingEach: number
}

/** Runs `work` when there is room for an upload of so many bytes by `person`. @throws SvodError `too-many-requests` */
export type UploadGate = <T>(person: string, bytes: number, work: () => Promise<T>) => Promise<T>

/** About how long reading a file takes, with others before it. */
const RETRY_SECONDS = 30

interface Waiting {
  person: string
  bytes: number
  enter: () => void
}

export const createUploadGate = ({
  maxBytes,
  smallBytes,
  maxWaiting,
  maxWaitingEach,
}: GateOptions): UploadGate => {
  let taken = 0
  /** Whose uploads are in the works: however slow they come in, each takes the room of one. */
  const inside = new Set<string>()
  const waiting: Waiting[] = []
  const isFull = (person: string): boolean =>
    waiting.length >= maxWaiting ||
    waiting.filter((other) => other.person === person).length >= maxWaitingEach
  /** What waits for its own person's upload is overtaken; what waits for room is not. */
  const nextAt = (): number => waiting.findIndex(({ person }) => !inside.has(person))
  const admit = (): void => {
    for (let at = nextAt(); at >= 0; at = nextAt()) {
      const next = waiting[at] as Waiting
      if (taken > 0 && taken + next.bytes > maxBytes) return
      waiting.splice(at, 1)
      taken += next.bytes
      inside.add(next.person)
      next.enter()
    }
  }
  return async (person, bytes, work) => {
    if (bytes <= smallBytes) return work()
    if (isFull(person)) throw new SvodError('too-many-requests', { seconds: RETRY_SECONDS })
    await new Promise<void>((enter) => {
      waiting.push({ person, bytes, enter })
      admit()
    })
    try {
      return await work()
    } finally {
      taken -= bytes
      inside.delete(person)
      admit()
    }
  }
}

/** Lets uploads of up to `maxBody` bytes, by whoever is known already, through `gate`; one that says it is larger is refused behind it, unread. */
export const inTurn =
  (gate: UploadGate, maxBody: number): MiddlewareHandler<Env> =>
  async (c, next) => {
    // A body that does not say its size may be as large as any.
    const bytes = Number(c.req.header('content-length') ?? maxBody)
    if (bytes > maxBody) return next()
    let isIn = false
    try {
      await gate(whoOf(c).id, bytes, () => {
        isIn = true
        return next()
      })
    } catch (error) {
      if (!isIn) await discard(c.env.incoming)
      throw error
    }
  }
