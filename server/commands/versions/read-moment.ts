/** The plan as it was at a moment, and when it was changed at all: what the line of time stands on. */
import type { Identity } from '../../../shared/identity.ts'
import { joinSteps, stepsOf } from '../../storage/past.ts'
import type { PastStep } from '../../storage/storage.ts'
import { authoriseIn, livePlan } from '../checks.ts'
import { type HistoryDeps, allEntries, nameIn } from './history.ts'
import { type Past, momentOf, pastOf } from './past.ts'

const isoOf = (at: number): string => new Date(at).toISOString()

/**
 * The answer as JSON text: `{at, plan}`, `at` of the last change in it, null before the first one that is known.
 * @throws SvodError `forbidden`, `not-found`, `plan-in-trash`, `past-timeout`, `too-many-requests`, and the reason of `signal`
 */
export const readMoment = async (
  deps: HistoryDeps,
  who: Identity,
  planId: string,
  at: number,
  signal?: AbortSignal,
): Promise<string> => {
  authoriseIn(deps, who, planId, 'history.read')
  livePlan(deps.storage.catalogue.plan(planId))
  const moment = await momentOf(deps, planId, at, signal)
  return `{"at":${moment.at === null ? 'null' : `"${isoOf(moment.at)}"`},"plan":${moment.json}}`
}

export interface ShownStep {
  /** ISO 8601, of the first and the last change. */
  first: string
  last: string
  by: string
  count: number
}

export interface Timeline {
  /** ISO 8601: from here on every moment is known. */
  since: string
  /** Oldest first. */
  steps: ShownStep[]
  people: { id: string; name: string }[]
}

const MAX_STEPS = 3000
const HOUR_MS = 3_600_000
const GRAINS = [HOUR_MS, 24 * HOUR_MS, 30 * 24 * HOUR_MS]

/** As many steps as somebody can tell apart. */
const bounded = (steps: readonly PastStep[]): readonly PastStep[] => {
  let all = steps
  for (const grain of GRAINS) if (all.length > MAX_STEPS) all = joinSteps(all, grain)
  return all
}

const dayOf = (at: number): string => isoOf(at).slice(0, 10)

/** The earliest moment that can be shown. */
const since = ({ stored, heads }: Past, created: string): string => {
  const [head] = heads
  // What is absorbed from the first record on goes back to the plan's creation.
  if (head?.from === 1 || (head === undefined && (stored.checkpoint?.seq ?? 0) === 0)) return created
  return isoOf(head?.first ?? stored.tail[0]?.at ?? Date.parse(created))
}

/** When the plan was changed, and by whom. @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const readTimeline = async (deps: HistoryDeps, who: Identity, planId: string): Promise<Timeline> => {
  authoriseIn(deps, who, planId, 'history.read')
  const { createdAt } = livePlan(deps.storage.catalogue.plan(planId))
  const entries = await allEntries(deps, planId)
  const past = await pastOf(deps, planId)
  // Comments are in the log, too: a day on which somebody only commented changed nothing of the plan.
  const days = new Set(entries.map(({ day, by }) => `${day} ${by}`))
  const all = [...past.heads.flatMap(({ steps }) => steps), ...stepsOf(past.stored.tail)]
  const steps = bounded(
    all.filter(
      ({ by, first, last }) =>
        by !== 'server' && (days.has(`${dayOf(first)} ${by}`) || days.has(`${dayOf(last)} ${by}`)),
    ),
  )
  const names = new Map(entries.map(({ by, name }) => [by, name]))
  const people = [...new Set(steps.map(({ by }) => by))].map((id) => ({
    id,
    name: nameIn(deps.storage, id) || (names.get(id) ?? ''),
  }))
  return {
    since: since(past, createdAt),
    steps: steps.map(({ by, first, last, count }) => ({ first: isoOf(first), last: isoOf(last), by, count })),
    people,
  }
}
