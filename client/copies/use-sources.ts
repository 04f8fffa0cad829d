/** The plans that were chosen, with their rows: read anew when the choice changes. */
import { useMemo } from 'react'
import type { Api } from '../api.ts'
import { type SourcePlan, sourceSchema } from './gather-choice.ts'
import { useAsked } from './use-asked.ts'

/** Asked for where they are `wanted`. */
export const useSources = (api: Api, ids: readonly string[], wanted: boolean) => {
  const key = ids.join(' ')
  const ask = useMemo(
    () => (signal: AbortSignal) =>
      Promise.all(
        key
          .split(' ')
          .filter(Boolean)
          .map((id): Promise<SourcePlan> =>
            api.call(`/api/plans/${encodeURIComponent(id)}`, sourceSchema, { signal }),
          ),
      ),
    [api, key],
  )
  return useAsked(wanted ? ask : null)
}
