/** Who can be named in a comment: whoever is here, whoever has spoken, and the people of the house. Owns the joining. */
import * as z from 'zod/mini'
import type { ThreadView } from '../../shared/comments/threads.ts'
import type { Api } from '../api.ts'
import type { Colleague } from '../plan/plan-session.ts'
import { type Candidate, joinPeople } from './picker.ts'

const readersSchema = z.object({
  readers: z.array(z.object({ id: z.string(), name: z.string(), hue: z.number() })),
})

export type Reader = z.infer<typeof readersSchema>['readers'][number]

/** Everybody of the house who reads the plan's comments. */
export const loadReaders = async (api: Pick<Api, 'call'>, planId: string): Promise<readonly Reader[]> =>
  (await api.call(`/api/plans/${encodeURIComponent(planId)}/readers`, readersSchema)).readers

export interface PeopleSources {
  me: { id: string; name: string; hue: number }
  colleagues: readonly Pick<Colleague, 'id' | 'name' | 'hue'>[]
  readers: readonly Reader[]
  threads: readonly ThreadView[]
}

export interface People {
  /** Everybody but me. */
  readonly others: readonly Candidate[]
  /** Colour of somebody, 0 where it is not known. */
  readonly hueOf: (id: string) => number
  /** Name of somebody; null where nobody here knows it. */
  readonly nameOf: (id: string) => string | null
}

export const peopleOf = ({ me, colleagues, readers, threads }: PeopleSources): People => {
  const here = colleagues.map(({ id, name, hue }) => ({ id, name, hue, here: true }))
  const house = readers.map((one) => ({ ...one, here: false }))
  const authors = threads
    .flatMap(({ messages }) => messages)
    .map(({ by, name }) => ({ id: by, name, hue: 0, here: false }))
  const others = joinPeople(me.id, [here, house, authors])
  const known = new Map<string, { name: string; hue: number }>(others.map((one) => [one.id, one]))
  known.set(me.id, me)
  return {
    others,
    hueOf: (id) => known.get(id)?.hue ?? 0,
    nameOf: (id) => known.get(id)?.name ?? null,
  }
}
