/**
 * What was done under a name, and what was answered, for a while (SPEC IK1–IK6): whoever lost the answer is given it again. In the memory
 * of this process, bounded in time, number and bytes. Owns that memory; must not know what a name is made of.
 */
import { SvodError } from '../../shared/errors.ts'

export interface KnownAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  /** Null where it is too long to be kept: that it was done is known all the same. */
  body: Uint8Array<ArrayBuffer> | null
}

/** Something that is being done, or was. */
export interface Act {
  readonly person: string
  /** Of what was asked for: under the same name nothing else can be. */
  readonly print: string
  /** Null while it is under way. */
  answer: KnownAnswer | null
  /** Resolves when it is over, whatever came of it. */
  over: Promise<void>
  waiting: number
}

/** Answers that are kept at most; the oldest go first. */
interface Bounds {
  count: number
  bytes: number
}

const BOUNDS = {
  keptMs: 10 * 60_000,
  all: { count: 2_000, bytes: 16 * 1024 * 1024 },
  /** Of one person: nobody drives out what others may ask for again. */
  each: { count: 100, bytes: 4 * 1024 * 1024 },
  /** Requests that wait for the same act; nobody sends one so often. */
  waiting: 5,
}

/** About how long what somebody waits for takes. */
const RETRY_SECONDS = 5

type Named = readonly [name: string, act: Act]

const bytesOf = ({ answer }: Act): number => answer?.body?.length ?? 0

/** The oldest of these, until the others are within the bounds. */
const beyond = (named: readonly Named[], { count, bytes }: Bounds): Named[] => {
  let left = named.length
  let size = named.reduce((sum, [, act]) => sum + bytesOf(act), 0)
  return named.filter(([, act]) => {
    if (left <= count && size <= bytes) return false
    left -= 1
    size -= bytesOf(act)
    return true
  })
}

export interface KnownAnswers {
  find(name: string): Act | undefined
  /** Does `work` under a free name; what it says was answered is kept, null and what it throws is not. */
  begin(
    name: string,
    about: Pick<Act, 'person' | 'print'>,
    work: () => Promise<KnownAnswer | null>,
  ): Promise<void>
  /** Resolves when an act is over. @throws SvodError `too-many-requests` */
  wait(act: Act): Promise<void>
}

export const createKnownAnswers = (bounds: typeof BOUNDS = BOUNDS): KnownAnswers => {
  /** In the order in which they were answered; what is under way stands anywhere. */
  const acts = new Map<string, Act>()

  const forget = (name: string, act: Act): void => {
    if (acts.get(name) === act) acts.delete(name)
    // The clock that would forget it later knows it still, and may not keep what it holds.
    act.answer = null
  }

  const keep = (name: string, act: Act): void => {
    acts.delete(name)
    acts.set(name, act)
    setTimeout(() => forget(name, act), bounds.keptMs).unref()
    const answered = [...acts].filter(([, { answer }]) => answer !== null)
    const theirs = answered.filter(([, { person }]) => person === act.person)
    for (const old of [...beyond(theirs, bounds.each), ...beyond(answered, bounds.all)]) forget(...old)
  }

  const settle = async (name: string, act: Act, work: () => Promise<KnownAnswer | null>): Promise<void> => {
    try {
      act.answer = await work()
    } finally {
      if (act.answer === null) forget(name, act)
      else keep(name, act)
    }
  }

  return {
    find: (name) => acts.get(name),
    begin: (name, about, work) => {
      const act: Act = { ...about, answer: null, over: Promise.resolve(), waiting: 0 }
      acts.set(name, act)
      const doing = settle(name, act, work)
      // What it throws is told to whoever began it.
      act.over = doing.catch(() => {})
      return doing
    },
    wait: async (act) => {
      if (act.waiting >= bounds.waiting) throw new SvodError('too-many-requests', { seconds: RETRY_SECONDS })
      act.waiting += 1
      await act.over
    },
  }
}
