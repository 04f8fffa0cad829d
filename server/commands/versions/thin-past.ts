/**
 * The past grows coarser with age (SPEC HY3): every change for 30 days, then one state an hour, after a year one a day.
 * Owns when and what is put together; nothing that is told of who, when and what is lost by it.
 */
import { joinRuns, runsOf } from '../../past/authors.ts'
import { joinedOf } from '../../past/past-work.ts'
import { joinSteps } from '../../storage/past.ts'
import type { JoinedPast, PastHead, PastPart, Storage } from '../../storage/storage.ts'
import { type Turns, pastTurn } from './turns.ts'

export interface ThinDeps {
  storage: Pick<Storage, 'listPast' | 'readPast' | 'joinPast' | 'tracePlans'>
  /** By which changes are old: one that cannot be set ahead, for what was put together stays so. */
  now: () => number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const AGES = [
  { after: 365 * DAY_MS, grain: DAY_MS },
  { after: 30 * DAY_MS, grain: HOUR_MS },
]

/** How coarse a stretch may be that ended so many ms ago; 0: every change. */
const grainAt = (age: number): number => AGES.find(({ after }) => age > after)?.grain ?? 0

/** Stretches that hang on one stored state. */
const groups = (heads: readonly PastHead[]): PastHead[][] => {
  const all: PastHead[][] = []
  for (const head of heads) {
    if (head.hasBase || all.length === 0) all.push([head])
    else all.at(-1)?.push(head)
  }
  return all
}

/** Joined changes below this hang on the state before them, so that states, too, become fewer. */
const MAX_BYTES_WITHOUT_BASE = 32 << 10

const hangsOn = (before: PastHead | undefined, { from, epoch }: PastHead, bytes: number): boolean =>
  before !== undefined &&
  before.seq + 1 === from &&
  before.epoch === epoch &&
  before.grain > 0 &&
  before.sinceBase + bytes <= MAX_BYTES_WITHOUT_BASE

const join = async (
  parts: readonly PastPart[],
  grain: number,
  before: PastHead | undefined,
): Promise<JoinedPast | null> => {
  const [first] = parts
  if (!first || first.base === null) return null
  const { base, head } = first
  const all = parts.flatMap((part) => part.records)
  const records = await joinedOf({ kind: 'join', base, records: all, grain })
  // Changes that the state before them has already: nothing is to be put in their place.
  if (records.length === 0) return null
  const bytes = records.reduce((sum, { update }) => sum + update.length, 0)
  const runs = parts.flatMap((part) => (part.authors.length > 0 ? part.authors : runsOf(part.records)))
  return {
    base: hangsOn(before, head, bytes) ? null : base,
    records,
    authors: joinRuns(runs, grain),
    grain,
    steps: joinSteps(
      parts.flatMap((part) => part.head.steps),
      grain,
    ),
  }
}

/** Puts together what has become old in one plan; how many stretches were. */
export const thinPast = async ({ storage, now }: ThinDeps, planId: string): Promise<number> => {
  let joined = 0
  let before: PastHead | undefined
  for (const group of groups(await storage.listPast(planId))) {
    const [first, last] = [group[0], group.at(-1)]
    if (!first || !last) continue
    const grain = grainAt(now() - Math.max(...group.map((head) => head.last)))
    if (grain > 0 && group.some((head) => head.grain < grain)) {
      const made = await join(await storage.readPast(planId, first.seq, last.seq), grain, before)
      if (made) await storage.joinPast(planId, first.from, last.seq, made)
      if (made) joined += group.length
      // The stretch that stands there now; nothing but this puts stretches together.
      before = (await storage.listPast(planId)).find(({ seq }) => seq === last.seq)
    } else before = last
  }
  return joined
}

/** Every plan, one after the other, until it is over; what fails in one is told and keeps no other waiting. */
export const thinAll = async (
  deps: ThinDeps & { editions: Turns },
  onError: (error: unknown) => void,
  isOver: () => boolean = () => false,
): Promise<void> => {
  for (const { id } of await deps.storage.tracePlans()) {
    if (isOver()) return
    await deps.editions.run(pastTurn(id), () => thinPast(deps, id)).catch(onError)
  }
}
