/**
 * Answers that are long work, one after the other for each person (SPEC FT1): whoever asks for many waits for themselves and
 * takes one place in the queues that everybody stands in. Owns the turns; must not know what is asked for.
 */
import type { MiddlewareHandler, Next } from 'hono'
import { SvodError } from '../../shared/errors.ts'
import { type Ctx, type Env, whoOf } from './context.ts'
import { askAgain } from './fresh-identity.ts'
import { hangUpOf } from './hang-up.ts'

/** Requests of one person that may wait; a page asks for one or two at a time, a script for a dozen. */
const MOST_WAITING = 20
/** About how long such an answer takes. */
const RETRY_SECONDS = 10

/**
 * Does `work` when nothing else of this person is under way; one more than `most` that would have to wait is refused. Throws the
 * reason of `signal` where it is aborted before the turn came.
 */
export type OwnTurns = <T>(person: string, work: () => Promise<T>, signal: AbortSignal) => Promise<T>

export const createOwnTurns = (most = MOST_WAITING): OwnTurns => {
  /** Of everybody with something under way: what waits for it. */
  const lines = new Map<string, (() => void)[]>()

  const wait = (line: (() => void)[], signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const enter = (): void => {
        signal.removeEventListener('abort', giveUp)
        resolve()
      }
      const giveUp = (): void => {
        line.splice(line.indexOf(enter), 1)
        reject(signal.reason)
      }
      line.push(enter)
      signal.addEventListener('abort', giveUp, { once: true })
    })

  const enter = async (person: string, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted()
    const line = lines.get(person)
    if (line === undefined) lines.set(person, [])
    else if (line.length < most) await wait(line, signal)
    else throw new SvodError('too-many-requests', { seconds: RETRY_SECONDS })
  }

  const leave = (person: string): void => {
    const next = lines.get(person)?.shift()
    if (next) next()
    else lines.delete(person)
  }

  return async (person, work, signal) => {
    await enter(person, signal)
    try {
      return await work()
    } finally {
      leave(person)
    }
  }
}

/**
 * Lets the requests of each person in one after the other; `personOf` throws where there is nobody.
 * @throws SvodError `too-many-requests`, and after a hang-up `slow-reader`, which nobody hears
 */
export const ownTurn = (personOf = (c: Ctx): string => whoOf(c).id): MiddlewareHandler<Env> => {
  const turns = createOwnTurns()
  const freshly = (c: Ctx, next: Next): Promise<void> => {
    askAgain(c)
    return next()
  }
  return (c, next) => turns(personOf(c), () => freshly(c, next), hangUpOf(c))
}
