/** Asks the server what next year's plan would be, then makes it. Owns the calls, their cancelling, and what was chosen. */
import { useCallback, useEffect } from 'react'
import { newAct } from '../act.ts'
import { createdSchema } from '../api-schemas.ts'
import { type Api, ApiError } from '../api.ts'
import { useKept } from '../plan/kept.ts'
import { useStore } from '../plan/use-plan.ts'
import { type Value, createValue } from '../sync/store.ts'
import { type Choice, bodyOf, firstChoice } from './choice.ts'
import { type Preview, previewSchema } from './schemas.ts'

export interface Ready {
  kind: 'ready'
  preview: Preview
  choice: Choice
  /** Null while nobody has written another. */
  title: string | null
  /** The year that was asked for last; another than the preview's while its answer is on its way, or where none came. */
  asked: number
  /** It is being worked out. */
  updating: boolean
  creating: boolean
  error: unknown
}

export type NextYearState = { kind: 'loading' } | { kind: 'failed'; error: unknown } | Ready

export interface NextYear {
  state: NextYearState
  retry: () => void
  /** Works it out for a year. */
  askYear: (year: number) => void
  choose: (choice: Partial<Choice>) => void
  setTitle: (title: string) => void
  create: () => Promise<void>
}

/** Kept where another session takes the page's place (SPEC EP17), with what becomes of what was begun under the one before. */
const useKeptState = (key: string) => {
  const [value] = useKept<Value<NextYearState>>(key, () => createValue<NextYearState>({ kind: 'loading' }))
  const set = useCallback(
    (change: (before: NextYearState) => NextYearState) => value.set(change(value.get())),
    [value],
  )
  return [useStore(value), set] as const
}

const pathOf = (planId: string) => `/api/plans/${encodeURIComponent(planId)}`

type SetState = ReturnType<typeof useKeptState>[1]

/** The question that was asked last, and the way to ask another: an object of its own for each, as the same year can be asked twice. */
const useAsking = (api: Api, planId: string, setState: SetState) => {
  const [asked, setAsked] = useKept<{ year: number | null }>(`next-year.asked ${planId}`, () => ({
    year: null,
  }))
  useEffect(() => {
    const running = new AbortController()
    const query = asked.year === null ? '' : `?year=${asked.year}`
    api
      .call(`${pathOf(planId)}/next-year${query}`, previewSchema, { signal: running.signal })
      // Read already when another was asked: late.
      .then((preview) => running.signal.aborted || setState((before) => shown(before, preview)))
      .catch((error: unknown) => {
        if (running.signal.aborted) return
        setState((before) =>
          before.kind === 'ready' ? { ...before, updating: false, error } : { kind: 'failed', error },
        )
      })
    return () => running.abort()
  }, [api, planId, asked, setState])
  return [asked, (year: number | null) => setAsked({ year })] as const
}

export const useNextYear = (
  api: Api,
  planId: string,
  onCreated: (id: string, year: number) => void,
): NextYear => {
  const [state, setState] = useKeptState(`next-year ${planId}`)
  const [asked, ask] = useAsking(api, planId, setState)
  const [act] = useKept(`next-year.act ${planId}`, newAct)
  const edit = useCallback(
    (change: (ready: Ready) => Partial<Ready>) =>
      setState((before) => (before.kind === 'ready' ? { ...before, ...change(before) } : before)),
    [setState],
  )
  const askYear = (year: number, error: unknown = null) => {
    edit(() => ({ asked: year, updating: true, error }))
    ask(year)
  }
  const create = async () => {
    if (state.kind !== 'ready' || state.creating || state.updating) return
    const { preview, choice, title } = state
    // What is made is what was looked at and asked for (SPEC NY13).
    if (state.asked !== preview.year) return
    edit(() => ({ creating: true, error: null }))
    try {
      const body = bodyOf(planId, preview, (title ?? preview.title).trim(), choice)
      const { id } = await api.call('/api/plans', createdSchema, { method: 'POST', body, act })
      onCreated(id, preview.year)
    } catch (error) {
      edit(() => ({ creating: false, error }))
      // It is shown anew, so that what is made is what was looked at.
      if (error instanceof ApiError && error.code === 'source-moved') askYear(preview.year, error)
    }
  }
  return {
    state,
    retry: () => {
      setState(() => ({ kind: 'loading' }))
      ask(asked.year)
    },
    askYear: (year) => askYear(year),
    choose: (choice) => edit((ready) => ({ choice: { ...ready.choice, ...choice } })),
    setTitle: (title) => edit(() => ({ title })),
    create,
  }
}

/** What was chosen of rows and columns stays; changes are others with every year. */
const shown = (before: NextYearState, preview: Preview): Ready => {
  const choice = firstChoice(preview)
  const first = { choice, title: null, creating: false, error: null }
  const kept = before.kind === 'ready' ? before : first
  const { leave, empty } = kept.choice
  const taken =
    before.kind === 'ready' && before.preview.year === preview.year
      ? keptTaken(before, preview)
      : choice.taken
  return {
    ...kept,
    kind: 'ready',
    preview,
    asked: preview.year,
    updating: false,
    choice: { leave, empty, taken },
  }
}

/** What somebody said of a change holds while it is offered. */
const keptTaken = ({ preview: old, choice }: Ready, { proposals }: Preview): Set<string> => {
  const known = new Set(old.proposals.map(({ id }) => id))
  return new Set(
    proposals
      .filter(({ id, sureness }) => (known.has(id) ? choice.taken.has(id) : sureness === 'done'))
      .map(({ id }) => id),
  )
}
